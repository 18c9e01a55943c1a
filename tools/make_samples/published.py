"""Write the published roadmaps from `roadmaps.json`, `plans.json` and `seed.md` of the folder `shared`.

    python -m tools.make_samples.published [FOLDER]

Eleven partnerships, each with its real later states, joined with the plans that say the same; nine plans alone; and
the workspace with the joint meetings. Every element carries file and key of its rows.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

from tools.make_samples import published_actions as acts
from tools.make_samples import published_meetings as meet
from tools.make_samples import published_plans as plans
from tools.make_samples.drafting import day
from tools.make_samples.files import SAMPLES, write_states
from tools.make_samples.history import as_known, whole
from tools.make_samples.published_money import UNDATED_SINCE, contribution
from tools.make_samples.published_rows import (
    ALONE,
    JOINED,
    Builder,
    Files,
    Row,
    plan_source,
    read_files,
    source,
)
from waypost.core.roadmap.bodies import Document, Relation, Roadmap
from waypost.core.roadmap.elements import WORKSPACE, Element, FieldReason, State, in_order
from waypost.core.roadmap.records import Partner
from waypost.core.roadmap.vocabulary import RelationKind, Role
from waypost.core.values import PUBLIC, Slug, Source, Text, text
from waypost.reference.frameworks import framework_printed

JOINT = "joint-meetings-north-africa-dialogue"
RELATIONS = {
    "partnership": RelationKind.PARTNERSHIP, "readmission": RelationKind.READMISSION, "visa": RelationKind.VISA,
    "mobility": RelationKind.MOBILITY,
}  # fmt: skip


def states(files: Files) -> Iterator[State]:
    """Every state of every home."""
    for slug, row in files.partnerships.items():
        yield from partnership_states(slug, row, files)
    for prefix, (slug, iso) in ALONE.items():
        yield from plan_states(slug, iso, files.plans[prefix])
    yield from workspace_states(files.partnerships[JOINT])


# ------------------------------------------------------------------------------------------------- partnerships


def partnership_states(slug: str, row: Row, files: Files) -> Iterator[State]:
    """The states of a partnership: one for each of its own days, one for an earlier plan, one for later facts."""
    before: date | None = None
    for on, why in moments(slug, row, files):
        elements = whole(known(slug, row, files, on))
        make = Builder(Slug(slug))
        there = {one.id for one in elements}
        found = (one for action in row["actions"] for one in acts.reasons(make, action, before, on))
        yield _state(Slug(slug), on, why, elements, tuple(one for one in found if one.element in there))
        before = on


def moments(slug: str, row: Row, files: Files) -> tuple[tuple[date, Text], ...]:
    """Day and reason of each state, oldest first."""
    found = {day(one["at"]): text(one["what"]) for one in row["states"]}
    for prefix, iso in JOINED.get(slug, {}).items():
        if day(iso) < min(found):
            found[day(iso)] = text(files.plans[prefix][0]["plan"])
    last = max(_days(row))
    if last > max(found):
        found[last] = text("Everything the file holds, the last of it of this day")
    return tuple(sorted(found.items()))


def _days(row: Row) -> Iterator[date]:
    """Every day on which the file says that something became known."""
    for action in row["actions"]:
        yield day(action["since"])
        yield from (day(one["at"]) for one in action["changes"])
    for indicator in row["indicators"]:
        yield from (day(one["as_of"]) for one in indicator["values"] if one["as_of"])
    for line in row["contributions"]:
        yield from (day(one["on"]) for one in line["steps"] if one["on"])
        yield from (day(iso) for key, iso in UNDATED_SINCE.items() if key == line["key"])
    yield from (day(one["date"]) for one in row["positions"])
    yield from (day(one["on"]) for one in row["meetings"])


def known(slug: str, row: Row, files: Files, on: date) -> Iterator[Element]:
    """Every element of a partnership as known on a day."""
    make = Builder(Slug(slug))
    first = min(day(one["at"]) for one in row["states"])
    there = _there(row, first)
    yield _head(make, row)
    yield from _relations(make, row)
    yield from _documents(make, row, on)
    yield from (acts.objective(make, one) for one in row["objectives"] if there[one["key"]] <= on)
    for one in row["actions"]:
        yield from _some(acts.action(make, one, files, on), acts.changed_target(make, one, on))
    yield from (acts.link(make, one) for one in row["links"])
    for one in row["indicators"]:
        yield from acts.indicator(make, one, files, first, on)
    for one in row["contributions"]:
        yield from _some(contribution(make, one, files, there, on))
    yield from _some(*(as_known(acts.position(make, one), on) for one in row["positions"]))
    if on >= first:
        yield from (acts.pair(make, one) for one in row["pairs"])
    for prefix, iso in JOINED.get(slug, {}).items():
        if day(iso) <= on:
            yield from plans.plan_elements(make, files.plans[prefix], day(iso))
    if slug != JOINT:
        yield from _meetings(make, row, on)


def _some(*elements: Element | None) -> Iterator[Element]:
    yield from (one for one in elements if one is not None)


def _there(row: Row, first: date) -> dict[str, date]:
    """Since when each action and objective is there; an objective since its first action, else from the start."""
    found = {one["key"]: day(one["since"]) for one in row["actions"]}
    for objective in row["objectives"]:
        days = [day(one["since"]) for one in row["actions"] if one["objective"] == objective["key"]]
        found[objective["key"]] = max(first, min(days, default=first))
    return found


def _head(make: Builder, row: Row) -> Element:
    printed = [(words, framework_printed(words)) for words in row["frameworks"]]
    body = Roadmap(
        title=text(row["title"]),
        partners=partners(row),
        frameworks=tuple(dict.fromkeys(term.code for _, term in printed if term)),
        framework_words=tuple(text(words) for words, term in printed if term is None),
    )
    return make.element("head", body, under=None, sources=(Source(row=f"roadmaps.json {row['slug']}"),))


def partners(row: Row) -> tuple[Partner, ...]:
    """The partner countries with the roles the file gives them."""
    return tuple(
        Partner(country=one["code"], roles=tuple(Role(role) for role in (one["role"], *one.get("also", []))))
        for one in row["partners"]
    )


def _relations(make: Builder, row: Row) -> Iterator[Element]:
    """The frameworks that are agreements or partnerships, as wider relations."""
    for words in row["frameworks"]:
        term = framework_printed(words)
        if term is not None and term.kind in RELATIONS:
            body = Relation(relation=RELATIONS[term.kind], title=text(words), framework=term.code)
            yield make.element(f"relation {words}", body, sources=(Source(row=f"roadmaps.json {row['slug']}"),))


def _documents(make: Builder, row: Row, on: date) -> Iterator[Element]:
    """The paper or event behind each state up to a day, with its number where it has one."""
    for one in row["states"]:
        if day(one["at"]) > on:
            continue
        number = re.search(r"COM\(\d{4}\) \d+(?: final/\d)?", one["what"])
        body = Document(
            title=text(one["what"]),
            document_number=number[0] if number else None,
            day=day(one["at"]),
            address=one["source"],
        )
        yield make.element(one["key"], body, sources=(source(one),))


def _meetings(make: Builder, row: Row, on: date) -> Iterator[Element]:
    past = [one for one in row["meetings"] if meet.held(one) <= on]
    yield from meet.series(make, row["slug"], past, under="head", partners=partners(row))
    for one in past:
        yield from meet.meeting(make, one, under="head")


def _state(
    home: Slug,
    on: date,
    why: Text,
    elements: Iterable[Element],
    reasons: tuple[FieldReason, ...] = (),
    *,
    second: int = 0,
) -> State:
    at = datetime.combine(on, time(second=second), tzinfo=UTC)
    return State(home=home, at=at, by=PUBLIC, why=why, reasons=reasons, elements=in_order(elements))


# -------------------------------------------------------------------------------------------------- plans alone


def plan_states(slug: str, iso: str, rows: list[Row]) -> Iterator[State]:
    """A plan as published. The ten points have two texts of one day: as circulated and, a second later, as adopted."""
    make = Builder(Slug(slug))
    title = rows[0]["plan"]
    countries = dict.fromkeys(code for row in rows for code in row["partner_countries"])
    head = Roadmap(title=text(title), partners=tuple(Partner(country=code) for code in countries))
    sources = tuple(plan_source(row) for row in rows if row["partner_countries"]) or (plan_source(rows[0]),)
    elements = [make.element("head", head, under=None, sources=sources), *plans.plan_elements(make, rows, day(iso))]
    if slug != "ten-points":
        yield _state(Slug(slug), day(iso), text(title), elements)
        return
    for second, wording in enumerate(plans.TEN_POINTS):
        one = plans.ten_points_wording(make, rows[0], wording)
        why = text(f"{title}, as {wording}; of the two texts only the day is known and which came first")
        yield _state(Slug(slug), day(iso), why, [*elements, one], second=second)


# ------------------------------------------------------------------------------------------------ the workspace


def workspace_states(row: Row) -> Iterator[State]:
    """Joint meetings, the conference and the dialogue with North Africa, a state for each day of a meeting."""
    make = Builder(WORKSPACE)
    days = sorted({meet.held(one) for one in row["meetings"]})
    for on in days:
        past = [one for one in row["meetings"] if meet.held(one) <= on]
        elements = list(meet.series(make, row["slug"], past, under=None, partners=partners(row)))
        for one in past:
            is_told_by_seed = one["key"] == "jm-m3"
            elements += meet.joint_meeting(make, one) if is_told_by_seed else meet.meeting(make, one, under=None)
        if on >= day("2021-03-15"):
            elements.append(meet.dialogue(make, row, partners(row)))
        why = next(one for one in row["meetings"] if meet.held(one) == on)["series"]
        yield _state(WORKSPACE, on, text(why), elements)


if __name__ == "__main__":
    write_states(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES, states(read_files()))
