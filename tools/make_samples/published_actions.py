"""Actions, objectives, links, indicators and positions of published partnerships, each as known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from tools.make_samples.drafting import day
from tools.make_samples.history import as_known
from tools.make_samples.published_dates import changes, dates
from tools.make_samples.published_rows import (
    SAME,
    Builder,
    Files,
    Row,
    optional_day,
    plan_source,
    principal_of,
    qualifier_of,
    quantity_of,
    remark,
    source,
)
from waypost.core.roadmap.bodies import Action, Indicator, Link, Objective, Pair, Position, Report
from waypost.core.roadmap.elements import Element, FieldReason
from waypost.core.roadmap.records import EarlierTarget, Gives
from waypost.core.roadmap.vocabulary import (
    ActionState,
    AimKind,
    Counting,
    Direction,
    Domain,
    Level,
    PositionKind,
    Side,
    Tool,
)
from waypost.core.values import Missing, Principal, Quantity, Source, on_day, text

# The state that a word of the file stands for; any other word means that work is under way.
DONE_WORDS: Final = frozenset({"done", "held", "in force", "visa needed", "given"})
PLANNED_WORDS: Final = frozenset(
    {"planned", "announced", "conditional", "mandate", "proposed", "visa-free", "visa-free for 30 days", "under study"}
)

# Ends that another row of the file states: action, day, the row that says so.
ENDED: Final = {
    "tn-a0": ("2023-07-16", "tn-s1"), "tn-a1": ("2024-03-04", "tn-s5"), "tr-a1b": ("2016-04-04", "tr-a1b"),
    "tr-a6c": ("2019-12-31", "tr-c0-t9"), "tr-a6d": ("2020-12-31", "tr-c0-t11"), "jo-a10": ("2019-12-17", "jo-c2-t4"),
    "jo-a10b": ("2019-12-17", "jo-c2-t4"), "eg-a2": ("2024-12-27", "eg-c1a-t3"),
}  # fmt: skip


def objective(make: Builder, row: Row) -> Element:
    """An objective, under the roadmap."""
    body = Objective(
        title=text(row["title"]),
        domain=Domain(str(row["domain"])) if row["domain"] else Missing.NOT_APPLICABLE,
    )
    return make.element(row["key"], body, sources=(source(row),), note=remark(row.get("note")))


def action(make: Builder, row: Row, files: Files, on: date) -> Element | None:
    """An action as known on a day; None before the day since which the file has it."""
    if day(row["since"]) > on:
        return None
    plan_rows = _plan_rows(row["key"], files)
    body = Action(
        title=text(row["title"]),
        owner=Principal(row["owner"]) if row["owner"] else Missing.NOT_STATED,
        contributors=_contributors(row, plan_rows),
        side=Side(row["side"]),
        tool=Tool(row["tool"]),
        changes=changes(row),
        **_dates(row),
        **_end(row),
    )
    ends = (Source(row=f"roadmaps.json {ENDED[row['key']][1]}"),) if row["key"] in ENDED else ()
    element = make.element(
        row["key"],
        body,
        under=row["objective"] or "head",
        sources=(source(row), *ends, *map(plan_source, plan_rows)),
        number=row["number"] or next((one["number"] for one in plan_rows if one["number"]), None),
        note=remark(row.get("note")),
    )
    known = as_known(element, on)
    return known and replace(known, body=_stated(known.body, row, on))


def _plan_rows(key: str, files: Files) -> list[Row]:
    """The rows of plans.json that say the same."""
    return [one for rows in files.plans.values() for one in rows if SAME.get(one["key"]) == key]


def _contributors(row: Row, plan_rows: list[Row]) -> tuple[Principal, ...]:
    """Who else the plan names as responsible; the owner is that of roadmaps.json."""
    named = (principal_of(name) for one in plan_rows for name in one["responsible"])
    return tuple(dict.fromkeys(one for one in named if one != row["owner"]))


def _dates(row: Row) -> dict[str, Any]:
    """Starts and due as known last: the new date of the last change, else that of the row."""
    found = dates(row["due"])
    moved = changes(row)
    if moved:
        found["due"] = moved[-1].new
    return found


def _end(row: Row) -> dict[str, Any]:
    """The day on which it ended, where the row or another row says so."""
    if row["key"] in ENDED:
        return {"ended": day(ENDED[row["key"]][0]), "state": ActionState.DONE}
    for one in row["changes"]:
        if one["field"] == "state" and state_of(one["new"]) is ActionState.DONE:
            return {"ended": day(one["at"]), "state": ActionState.DONE}
    return {}


def state_of(words: str) -> ActionState:
    """The state that the file's own word stands for."""
    if words == "on hold":
        return ActionState.ON_HOLD
    if words in DONE_WORDS or words.startswith("signed (before"):
        return ActionState.DONE if words in DONE_WORDS else ActionState.UNDER_WAY
    return ActionState.PLANNED if words in PLANNED_WORDS else ActionState.UNDER_WAY


def _stated(body: Any, row: Row, on: date) -> Action:
    """State, place and condition as the changes up to that day leave them."""
    found: dict[str, Any] = {}
    for field in ("state", "place", "condition"):
        value = _value(row, field, on)
        if value is None:
            continue
        if field == "state":
            ended = isinstance(body.ended, date)
            found["state"] = ActionState.DONE if ended else state_of(value)
            found["state_words"] = text(value)
        else:
            found[field] = text(value)
    if "state" not in found and body.ended is None and row["key"] in ENDED:
        found["state"] = Missing.NOT_STATED
    return replace(body, **found)


def _value(row: Row, field: str, on: date) -> str | None:
    """What a field held on a day: the newest change up to it, else what the first change found there."""
    moves = [one for one in row["changes"] if one["field"] == field]
    past = [one for one in moves if day(one["at"]) <= on]
    if past:
        return str(past[-1]["new"])
    return moves[0]["old"] if moves else None


def reasons(make: Builder, row: Row, after: date | None, on: date) -> list[FieldReason]:
    """Why fields of an action changed: each reason in the first state that knows both the action and the change."""
    told = (one for one in row["changes"] if one["reason"] and one["field"] != "target")
    return [
        FieldReason(element=make.id(row["key"]), field=one["field"], reason=text(one["reason"]))
        for one in told
        if (seen := max(day(one["at"]), day(row["since"]))) <= on and (after is None or seen > after)
    ]


def changed_target(make: Builder, row: Row, on: date) -> Element | None:
    """The target printed on an action, as an indicator of it, with the target it replaced."""
    moves = [one for one in row["changes"] if one["field"] == "target"]
    if not moves or day(row["since"]) > on:
        return None
    move = moves[0]
    words = move["new"] if day(move["at"]) <= on else move["old"]
    earlier = EarlierTarget(
        target=_jobs(move["old"]),
        until=day(move["at"]),
        reason=text(move["reason"]),
        source=source(move, key=row["key"]),
    )
    body = Indicator(
        title=text(row["title"]),
        unit="jobs",
        target=_jobs(words),
        target_words=text(words),
        earlier_targets=(earlier,) if day(move["at"]) <= on else (),
    )
    return make.element(f"{row['key']}-target", body, under=row["key"], sources=(source(row),))


def _jobs(words: str) -> Quantity:
    return Quantity(amount=quantity_of(words.split()[0]), unit="jobs")


def link(make: Builder, row: Row) -> Element:
    """One waits for another; it is there when both are."""
    body = Link(waits_for=make.id(row["from"]), to=make.id(row["to"]), reason=text(row["why"]))
    return make.element(row["key"], body, sources=(source(row),))


def indicator(make: Builder, row: Row, files: Files, first: date, on: date) -> tuple[Element, ...]:
    """An indicator with its reports up to a day; nothing before the first of its own days."""
    days = [day(one["as_of"]) for one in row["values"] if one["as_of"]]
    base = row["baseline"]["on"]
    since = min([*days, *([day(base)] if base else [])], default=first)
    if since > on:
        return ()
    unit, goal, title = row["unit"], row["target"], row["title"]
    body = Indicator(
        title=text(title),
        unit=unit,
        level=Level(row["level"]),
        counting=_counting(title),
        direction=Direction(row["direction"]) if row.get("direction") else Missing.NOT_STATED,
        aim=AimKind.CEILING if goal["phrase"] == "ceiling" else AimKind.TARGET,
        baseline=_quantity(row["baseline"]["value"], unit),
        baseline_day=optional_day(base),
        target=_quantity(goal["value"], unit),
        target_due=on_day(day(goal["on"])) if goal["on"] else Missing.NOT_STATED,
        target_words=text(goal["phrase"]) if goal["phrase"] else None,
    )
    sources = (Source(row=f"roadmaps.json {row['key']}"), *map(plan_source, _plan_rows(row["key"], files)))
    note = remark(row.get("note"), row["baseline"].get("note"))
    reports = (report(make, row, one, base) for one in row["values"])
    known = (as_known(one, on) for one in reports if _is_told(one, base, on))
    return make.element(row["key"], body, sources=sources, note=note), *(one for one in known if one is not None)


def _is_told(element: Element, base: str | None, on: date) -> bool:
    """A report without a day is known after the day of the baseline."""
    body = element.body
    assert isinstance(body, Report)
    return isinstance(body.as_of, date) or (base is not None and on > day(base))


def report(make: Builder, about: Row, row: Row, base: str | None) -> Element:
    """A value of an indicator, with the first day counted where the row or the title says it."""
    as_of = optional_day(row["as_of"])
    body = Report(
        value=replace(Quantity(amount=quantity_of(row["value"]), unit=about["unit"]), qualifier=qualifier_of(row)),
        as_of=as_of,
        as_of_phrase=row.get("as_of_phrase"),
        period_from=_period_from(about["title"], row, as_of),
    )
    return make.element(row["key"], body, under=about["key"], sources=(source(row),), note=remark(row.get("note")))


def _period_from(title: str, row: Row, as_of: date | Missing) -> date | None:
    """1 January where the row counts from it, or where a yearly figure ends on 31 December."""
    if not isinstance(as_of, date):
        return None
    whole_year = _counting(title) is Counting.PERIOD and "year" in title and (as_of.month, as_of.day) == (12, 31)
    from_january = (row.get("note") or "").startswith("from 1 January")
    return date(as_of.year, 1, 1) if whole_year or from_january else None


def _counting(title: str) -> Counting | Missing:
    """What the title itself says: cumulative, or in a period."""
    if "cumulative" in title or "to date" in title:
        return Counting.CUMULATIVE
    words = title.replace(",", " ").split()
    return Counting.PERIOD if {"year", "month", "January"} & set(words) else Missing.NOT_STATED


def _quantity(value: str | None, unit: str) -> Quantity | Missing:
    return Missing.NOT_STATED if value is None else Quantity(amount=quantity_of(value), unit=unit)


def position(make: Builder, row: Row) -> Element:
    """What a side needs, wants, will not do or has refused."""
    body = Position(
        position=PositionKind(row["kind"].replace(" ", "_")),
        side=Principal(row["side"]),
        words=text(row["text"]),
        said_on=day(row["date"]),
    )
    return make.element(row["key"], body, sources=(source(row),), note=remark(row.get("note")))


def pair(make: Builder, row: Row) -> Element:
    """What each side gives, in words; the file names no action for it."""
    body = Pair(
        eu_gives=Gives(words=text(row["gives"])),
        partner_gives=Gives(words=text(row["gets"])),
        condition=text(row["condition"]) if row["condition"] else None,
    )
    return make.element(row["key"], body, sources=(source(row),))
