"""What a question about a series is answered with: points in time, each with its vintage and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from waypost.core.values import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of a series, in the vintage it is from.

    `value` is the sum of the known figures, Missing where none is known; `missing` counts those that are not, so that
    a sum with some is "at least". `whole` is false where the vintage was published before the period was over, or
    holds fewer months than a year asked for has. `group` is the code of the breakdown asked for, empty without one.
    `scope` is whose figures they are where a name leaves it open: `EU27_2020`.
    """

    group: str
    period: str
    first: date
    last: date
    value: Decimal | Missing
    figures: int
    missing: int
    whole: bool
    preliminary: bool
    broken: bool
    flags: tuple[str, ...]
    vintage: str
    issued: date
    scope: str = ""

    def broken_here(self) -> Point:
        """The same point, as the first of another scope."""
        return replace(self, broken=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The answer: points by group and period, of the newest vintage each (`points`), and of every vintage (`all`).

    `left_out` are codes of groups and parts of countries that are in no sum, since what they hold may be in it already.
    """

    about: str
    dataset: str
    unit: str
    points: tuple[Point, ...]
    all: tuple[Point, ...]
    left_out: tuple[str, ...] = ()

    @property
    def last(self) -> Point | None:
        """The latest whole period with a figure."""
        known = [one for one in self.points if one.whole and isinstance(one.value, Decimal)]
        return known[-1] if known else None
