"""Contributions of published partnerships: running totals as reported, each with its day and row."""

from __future__ import annotations

from datetime import date
from typing import Final

from tools.make_samples.drafting import day
from tools.make_samples.history import as_known
from tools.make_samples.published_rows import (
    SAME,
    Builder,
    Files,
    Row,
    optional_day,
    plan_source,
    qualifier_of,
    quantity_of,
    remark,
    source,
)
from waypost.core.roadmap.bodies import Contribution
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import Inside, Printed, Step
from waypost.core.roadmap.vocabulary import Form, MoneyState, Movement, PrintedKind, Whole
from waypost.core.values import Missing, Money, Principal, Quantity, Source, text

FORMS: Final = {
    "grant": Form.GRANT, "loan": Form.LOAN, "in kind": Form.IN_KIND, "package": Form.MIXED,
    "grants and soft loans": Form.MIXED, "investment": Form.INVESTMENT, "market access": Form.MARKET_ACCESS,
    "resettlement places": Form.RESETTLEMENT_PLACES,
}  # fmt: skip

# What the notes of the file say about one sum inside another: perhaps, or for sure.
PERHAPS: Final = {
    "tn-c8": "tn-c2", "mr-c2": "mr-c1", "jo-c2": "jo-c1", "jo-c2c": "jo-c5c", "wb-c2": "wb-c3", "eg-c4": "eg-c3",
    "eg-c5": "eg-c3", "lb-c3": "lb-c1", "ne-c2": "ne-c1",
}  # fmt: skip
ALSO_INSIDE: Final = {"ne-c3a": "ne-c1"}

PRINTED: Final = {"tn-c9": PrintedKind.TOTAL, "tn-c5": PrintedKind.CEILING}
"""A total told to the press that holds other lines, and a ceiling: neither is a line (domain C9)."""

UNDATED_SINCE: Final = {"tr-c7": "2024-10-17"}
"""Steps without a day of their own that a phrase of their row puts after a day."""


def contribution(make: Builder, row: Row, files: Files, there: dict[str, date], on: date) -> Element | None:
    """A contribution as known on a day; None before its first step.

    Before what it is given for is there, it is given for the roadmap as a whole.

    Args:
        there: since when each action and objective is there, by key.
    """
    since = [day(step["on"]) for step in row["steps"] if step["on"]]
    if row["key"] in UNDATED_SINCE:
        since.append(day(UNDATED_SINCE[row["key"]]))
    if since and min(since) > on:
        return None
    words = row["instrument"]
    body = Contribution(
        title=text(words or row["form"]),
        donors=donors(row["donor"]),
        form=FORMS[row["form"]],
        instrument=row.get("instrument_code") or Missing.NOT_STATED,
        instrument_words=text(words) if words else None,
        inside=_inside(make, row),
        printed=_printed(row),
        condition=text(row["condition"]) if row["condition"] else None,
        steps=tuple(_step(one) for one in row["steps"]),
    )
    plan_rows = [one for rows in files.plans.values() for one in rows if SAME.get(one["key"]) == row["key"]]
    element = make.element(
        row["key"],
        body,
        under=row["for"] if row["for"] and there[row["for"]] <= on else "head",
        sources=(Source(row=f"roadmaps.json {row['key']}"), *map(plan_source, plan_rows)),
        note=remark(row.get("note")),
    )
    return as_known(element, on)


def donors(words: str) -> tuple[Principal, ...]:
    """The donors of a row; `+` joins donors whose split was not read, `others` are not named."""
    return tuple(Principal("org:others" if one == "others" else one) for one in words.split("+"))


def _inside(make: Builder, row: Row) -> tuple[Inside, ...]:
    found = [Inside(whole=make.id(row["part_of"]))] if row["part_of"] else []
    if row["key"] in ALSO_INSIDE:
        found.append(Inside(whole=make.id(ALSO_INSIDE[row["key"]])))
    if row["key"] in PERHAPS:
        found.append(Inside(whole=make.id(PERHAPS[row["key"]]), sure=Whole.NOT_STATED))
    return tuple(found)


def _printed(row: Row) -> Printed | None:
    if row["key"] not in PRINTED:
        return None
    step = row["steps"][0]
    return Printed(kind=PRINTED[row["key"]], amount=_amount(step), source=source(step))


def _step(row: Row) -> Step:
    """A running total; a fall with a movement is a repayment."""
    return Step(
        state=MoneyState(row["state"]),
        amount=_amount(row),
        day=optional_day(row["on"]),
        day_phrase=row.get("on_phrase"),
        movement=Movement.REPAYMENT if row.get("movement") else None,
        note=remark(row.get("note")),
        source=source(row),
    )


def _amount(row: Row) -> Money | Quantity:
    if row["currency"]:
        return Money(amount=quantity_of(row["amount"]), currency=row["currency"], qualifier=qualifier_of(row))
    return Quantity(amount=quantity_of(row["amount"]), unit=row["unit"], qualifier=qualifier_of(row))
