"""A figure as the store keeps it: with the country, route and days it means, beside the words of its publisher."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from waypost.core.statistics.periods import Period
from waypost.core.values import Missing


class Meant(StrEnum):
    """What stands where a country may stand. Only a country may be added to countries."""

    COUNTRY = "country"
    GROUP = "group"
    TOTAL = "total"
    FORMER = "former"
    PART = "part"
    RESIDUAL = "residual"
    NOTHING = ""
    """The table has no such column."""


ADDED: Final = (Meant.COUNTRY, Meant.FORMER, Meant.RESIDUAL)
"""What may stand in one sum over countries: a group, a total or a part of a country never does.

Source: issue "4 of 4", 4.1: aggregates must never be summed with their members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A country, or what stands in its place: our code, what it is, and the publisher's own words."""

    code: str = ""
    meant: Meant = Meant.NOTHING
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure. `rest` are the publisher's other dimensions, in order of name; `row` and `sheet` are its place.

    A period that the file does not give is None. `preliminary` and `broken` (a break in the series) are what the
    publisher's flags say, or the rule of the dataset.
    """

    measure: str
    partner: Party
    reporter: Party
    route: str
    rest: tuple[tuple[str, str], ...]
    period: Period | None
    value: Decimal | Missing
    flags: str
    preliminary: bool
    broken: bool
    row: int
    sheet: str | None
