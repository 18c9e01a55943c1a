"""Plans of plans.json: actions under the plan's own pillars, printed amounts and targets.

A plan names who is responsible. One name is the owner; of several none is, and all contribute. Who acts follows
from the names. An action of a plan has no objective, and none is made for it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from tools.make_samples.drafting import day
from tools.make_samples.published_rows import SAME, Builder, Row, plan_source, principal_of, quantity_of, remark
from waypost.core.roadmap.bodies import Action, Contribution, Indicator, Pillar
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import Step
from waypost.core.roadmap.vocabulary import MoneyState, Side
from waypost.core.values import Missing, Money, Principal, Quantity, Source, on_day, text

UNCONFIRMED: Final = "not confirmed"
TEN_POINTS: Final = {"circulated": "doubled resources", "adopted": "increased"}
"""What the two texts of point 1 say; both words stand in the note of its row (domain T8)."""


def pillar_key(row: Row) -> str:
    """The local key of the pillar of a row."""
    return f"{row['key'].partition('-')[0]} {row['pillar']}"


def pillars(make: Builder, rows: list[Row]) -> tuple[Element, ...]:
    """The pillars that hold an action, as the plan names them; their source is the first row."""
    found: dict[str, Row] = {}
    for row in rows:
        if row["key"] not in SAME:
            found.setdefault(pillar_key(row), row)
    return tuple(
        make.element(key, Pillar(title=text(row["pillar"])), sources=(plan_source(row),)) for key, row in found.items()
    )


def plan_elements(make: Builder, rows: list[Row], said_on: date) -> tuple[Element, ...]:
    """Pillars, actions, amounts and targets of the rows that no row of roadmaps.json stands for."""
    own = [row for row in rows if row["key"] not in SAME]
    found = list(pillars(make, own))
    for row in own:
        found.append(_action(make, row))
        if row["amount_eur"] is not None:
            found.append(_money(make, row, said_on))
        if row["target"]:
            found.append(_target(make, row))
    return tuple(found)


def _action(make: Builder, row: Row) -> Element:
    named = tuple(dict.fromkeys(principal_of(name) for name in row["responsible"]))
    alone = len(named) == 1 and named[0] != "ms:*"
    body = Action(
        title=text(row["title"]),
        owner=named[0] if alone else Missing.NOT_STATED,
        contributors=() if alone else named,
        side=_side(named),
        due=on_day(day(row["due"])) if row["due"] else Missing.NOT_STATED,
    )
    note = remark(row["note"], UNCONFIRMED if row["basis"] == "unconfirmed" else None)
    return make.element(
        row["key"],
        body,
        under=pillar_key(row),
        sources=(plan_source(row),),
        number=row["number"] or None,
        note=note,
    )


def _side(named: tuple[Principal, ...]) -> Side | Missing:
    """Who acts, from the names; organisations belong to no side."""
    partner = any(one.startswith("partner:") for one in named)
    union = "eu" in named or any(one.startswith("org:E") for one in named)
    states = any(one.startswith("ms:") for one in named)
    if partner and (union or states):
        return Side.BOTH
    if partner:
        return Side.PARTNER
    if union:
        return Side.EU
    return Side.MS if states else Missing.NOT_STATED


def _money(make: Builder, row: Row, said_on: date) -> Element:
    """The amount that the plan prints: announced on the day of the plan; its donor where one alone is named."""
    named = [principal_of(name) for name in row["responsible"]]
    amount = Money(amount=quantity_of(row["amount_eur"]), currency="EUR")
    step = Step(state=MoneyState.ANNOUNCED, amount=amount, day=said_on, source=plan_source(row))
    body = Contribution(
        title=text(row["title"]),
        donors=tuple(named) if len(named) == 1 else (),
        steps=(step,),
    )
    return make.element(
        f"{row['key']}-money",
        body,
        under=row["key"],
        sources=(plan_source(row),),
        note=remark(row["note"]),
    )


def _target(make: Builder, row: Row) -> Element:
    unit = row["target"]["unit"]
    body = Indicator(
        title=text(row["title"]),
        unit=unit,
        target=Quantity(amount=quantity_of(row["target"]["value"]), unit=unit),
        target_due=on_day(day(row["due"])) if row["due"] else Missing.NOT_STATED,
    )
    return make.element(f"{row['key']}-target", body, under=row["key"], sources=(plan_source(row),))


def ten_points_wording(make: Builder, row: Row, text_of: str) -> Element:
    """What one of the two texts says on the resources of point 1, as the target of its action."""
    body = Indicator(title=text(row["title"]), target_words=text(TEN_POINTS[text_of]))
    sources = (plan_source(row), Source(row="domain.md T8"))
    return make.element(f"{row['key']}-resources", body, under=row["key"], sources=sources)
