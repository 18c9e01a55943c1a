"""The tables of the store: their columns, and a value as the text from which the engine reads it.

A table may get more columns later: a question names those it needs, and a vintage without one has nothing in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from waypost.core.statistics.fact import Fact
from waypost.core.values import Missing

NUMBER: Final = "decimal(38, 18)"
"""Exact on both engines, and as wide as either goes: 20 digits before the point, 18 behind it."""
MOST_DIGITS: Final = 20
SMALLEST: Final = Decimal("1e-18")
WIDE: Final = Context(prec=60)

OBSERVATIONS: Final = "observations"
ACTIVITIES: Final = "activities"
BODIES: Final = "bodies"
PLACES: Final = "places"
SECTORS: Final = "sectors"
RELATIONS: Final = "relations"
TRANSACTIONS: Final = "transactions"
"""A row for each country that has a part of a transaction, and one without a country for what is left of it: the parts
of a transaction add up to its value."""
BUDGETS: Final = "budgets"
NARRATIVES: Final = "narratives"
MARKERS: Final = "markers"
PLANNED: Final = "planned"
RESULTS: Final = "results"
LOCATIONS: Final = "locations"
LINKS: Final = "links"
ORGANISATIONS: Final = "organisations"
YEARLY: Final = "yearly"
"""A row for each sum that an organisation states for a period: planned in all, for a receiver, region or country, or
spent; `number` is that of the sum in its file. They are cuts of the same money; which of them count is not told here
(`core/aid/budgets.py`)."""
PURPOSES: Final = "purposes"
"""Lines within such a sum, by its number. They need not add up to it."""
COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    OBSERVATIONS: {
        "vintage": "varchar",
        "issued": "date",
        "dataset": "varchar",
        "measure": "varchar",
        "partner": "varchar",
        "partner_meant": "varchar",
        "partner_words": "varchar",
        "reporter": "varchar",
        "reporter_meant": "varchar",
        "reporter_words": "varchar",
        "route": "varchar",
        "rest": "varchar",
        "period": "varchar",
        "first_day": "date",
        "last_day": "date",
        "value": NUMBER,
        "absent": "varchar",
        "flags": "varchar",
        "preliminary": "boolean",
        "broken": "boolean",
        "source_row": "integer",
        "source_sheet": "varchar",
    },
    ACTIVITIES: {
        "vintage": "varchar",
        "issued": "date",
        "activity": "varchar",
        "title": "varchar",
        "about": "varchar",
        "reporter": "varchar",
        "reporter_name": "varchar",
        "reporter_type": "varchar",
        "giver": "varchar",
        "status": "varchar",
        "hierarchy": "integer",
        "domain": "varchar",
        "relevant_by": "varchar",
        "relevant_because": "varchar",
        "instrument": "varchar",
        "source_row": "integer",
    },
    BODIES: {
        "vintage": "varchar",
        "activity": "varchar",
        "role": "varchar",
        "body": "varchar",
        "body_name": "varchar",
        "body_type": "varchar",
        "body_activity": "varchar",
    },
    PLACES: {
        "vintage": "varchar",
        "activity": "varchar",
        "place": "varchar",
        "is_region": "boolean",
        "percentage": NUMBER,
    },
    SECTORS: {
        "vintage": "varchar",
        "activity": "varchar",
        "vocabulary": "varchar",
        "sector": "varchar",
        "percentage": NUMBER,
    },
    RELATIONS: {"vintage": "varchar", "activity": "varchar", "kind": "varchar", "other": "varchar"},
    TRANSACTIONS: {
        "vintage": "varchar",
        "issued": "date",
        "activity": "varchar",
        "number": "integer",
        "country": "varchar",
        "kind": "varchar",
        "year": "integer",
        "day": "date",
        "value_day": "date",
        "value": NUMBER,
        "currency": "varchar",
        "giver": "varchar",
        "giver_name": "varchar",
        "direction": "varchar",
        "is_fed": "boolean",
        "provider": "varchar",
        "provider_name": "varchar",
        "provider_activity": "varchar",
        "receiver": "varchar",
        "receiver_name": "varchar",
        "receiver_activity": "varchar",
        "taker": "varchar",
        "sector": "varchar",
        "domain": "varchar",
        "instrument": "varchar",
        "finance": "varchar",
        "aid": "varchar",
        "source_row": "integer",
    },
    BUDGETS: {
        "vintage": "varchar",
        "activity": "varchar",
        "number": "integer",
        "first_day": "date",
        "last_day": "date",
        "value": NUMBER,
        "currency": "varchar",
    },
    NARRATIVES: {
        "vintage": "varchar",
        "activity": "varchar",
        "part": "varchar",
        "number": "integer",
        "language": "varchar",
        "words": "varchar",
    },
    MARKERS: {
        "vintage": "varchar",
        "activity": "varchar",
        "vocabulary": "varchar",
        "marker": "varchar",
        "significance": "varchar",
    },
    PLANNED: {
        "vintage": "varchar",
        "activity": "varchar",
        "number": "integer",
        "kind": "varchar",
        "first_day": "date",
        "last_day": "date",
        "value": NUMBER,
        "currency": "varchar",
        "value_day": "date",
        "provider": "varchar",
        "provider_name": "varchar",
        "receiver": "varchar",
        "receiver_name": "varchar",
    },
    RESULTS: {
        "vintage": "varchar",
        "activity": "varchar",
        "result": "integer",
        "kind": "varchar",
        "indicator": "integer",
        "measure": "varchar",
        "ascending": "boolean",
        "role": "varchar",
        "year": "integer",
        "first_day": "date",
        "last_day": "date",
        "value": "varchar",
        "breakdown": "varchar",
    },
    LOCATIONS: {
        "vintage": "varchar",
        "activity": "varchar",
        "number": "integer",
        "location": "varchar",
        "latitude": NUMBER,
        "longitude": NUMBER,
        "reach": "varchar",
        "exactness": "varchar",
        "places": "varchar",
    },
    LINKS: {
        "vintage": "varchar",
        "activity": "varchar",
        "number": "integer",
        "address": "varchar",
        "format": "varchar",
        "categories": "varchar",
        "languages": "varchar",
        "day": "date",
    },
    ORGANISATIONS: {
        "vintage": "varchar",
        "issued": "date",
        "body": "varchar",
        "body_name": "varchar",
        "giver": "varchar",
        "reporter": "varchar",
        "reporter_name": "varchar",
        "reporter_type": "varchar",
        "sums": "integer",
        "source_row": "integer",
    },
    YEARLY: {
        "vintage": "varchar",
        "issued": "date",
        "body": "varchar",
        "reporter": "varchar",
        "number": "integer",
        "purse": "varchar",
        "status": "varchar",
        "first_day": "date",
        "last_day": "date",
        "value": NUMBER,
        "currency": "varchar",
        "value_day": "date",
        "country": "varchar",
        "region": "varchar",
        "region_list": "varchar",
        "receiver": "varchar",
        "receiver_name": "varchar",
        "taker": "varchar",
        "source_row": "integer",
    },
    PURPOSES: {
        "vintage": "varchar",
        "number": "integer",
        "item": "integer",
        "ref": "varchar",
        "words": "varchar",
        "value": NUMBER,
        "currency": "varchar",
        "value_day": "date",
    },
}
"""Each table with its columns in the order in which rows come, and their types."""

ORDERS: Final[Mapping[str, str]] = {
    OBSERVATIONS: "measure, partner, reporter, route, rest, period, source_row",
    ACTIVITIES: "activity, source_row",
    BODIES: "activity, role, body, body_name",
    PLACES: "place, activity",
    SECTORS: "activity, vocabulary, sector",
    RELATIONS: "activity, kind, other",
    TRANSACTIONS: "country, activity, number, source_row",
    BUDGETS: "activity, number",
    NARRATIVES: "activity, part, number, language, words",
    MARKERS: "activity, vocabulary, marker, significance",
    PLANNED: "activity, number",
    RESULTS: "activity, result, indicator, role, first_day, last_day, value, breakdown",
    LOCATIONS: "activity, number",
    LINKS: "activity, number",
    ORGANISATIONS: "body, reporter, source_row",
    YEARLY: "country, body, reporter, purse, number",
    PURPOSES: "number, item",
}
"""How a table lies on the disk: so that one partner's figures stand together and little is read for them."""

Cell = str | int | bool | Decimal | date | None
Row = tuple[Cell, ...]

_BETWEEN, _IS = "\x1f", "\x1e"
"""Between two dimensions and between name and code: signs made for that, which no publisher writes."""


def fits(value: Decimal) -> bool:
    """Whether the store can keep a number: one of at most 20 digits before the point."""
    return value.adjusted() < MOST_DIGITS


def exact(value: Decimal) -> Decimal:
    """A number as the store keeps it, rounded half to even behind the 18th decimal. Raises ValueError for one that does
    not fit."""
    if not fits(value):
        raise ValueError(value)
    is_short = value.as_tuple().exponent >= -18  # type: ignore[operator]
    return value if is_short or value.normalize(WIDE).as_tuple().exponent >= -18 else _rounded(value)  # type: ignore[operator]


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(SMALLEST, rounding=ROUND_HALF_EVEN, context=WIDE)


def rest_text(rest: tuple[tuple[str, str], ...]) -> str:
    """Dimensions as one text that sorts and compares alike on every engine."""
    return _BETWEEN.join(f"{name}{_IS}{code}" for name, code in rest)


def rest_of(words: str) -> tuple[tuple[str, str], ...]:
    """The dimensions of such a text."""
    pairs = (one.partition(_IS) for one in words.split(_BETWEEN)) if words else ()
    return tuple((name, code) for name, _, code in pairs)


def observation_row(one: Fact, vintage: str, issued: date, dataset: str) -> Row:
    """A fact as a row of the table of observations."""
    return (
        vintage,
        issued,
        dataset,
        one.measure,
        one.partner.code,
        one.partner.meant.value,
        one.partner.words,
        one.reporter.code,
        one.reporter.meant.value,
        one.reporter.words,
        one.route,
        rest_text(one.rest),
        one.period.name if one.period else "",
        one.period.first if one.period else None,
        one.period.last if one.period else None,
        None if isinstance(one.value, Missing) else exact(one.value),
        one.value.value if isinstance(one.value, Missing) else "",
        one.flags,
        one.preliminary,
        one.broken,
        one.row,
        one.sheet or "",
    )
