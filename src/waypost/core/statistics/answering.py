"""From sums of a table, vintage by vintage, to the points of a series.

An engine adds up the figures of one vintage, one period and one set of flags; here those sums are put together, so
that every engine gives the same answer to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.statistics.answer import Point
from waypost.core.statistics.key import Per
from waypost.core.statistics.periods import period_of
from waypost.core.values import Missing

MONTHS_OF_A_YEAR: Final = 12
_LETTERS: Final = {"year": 4, "month": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Figures of one vintage and period that have the same flags: their sum (None: none is known), how many there are
    and how many of them are known. `scope` is whose figures they are where that may change from year to year."""

    group: str
    vintage: str
    issued: date
    period: str
    first: date
    last: date
    scope: str
    sum: Decimal | None
    figures: int
    known: int
    flags: str
    preliminary: bool
    broken: bool


def preferring(sums: Iterable[Sum], order: Sequence[str]) -> tuple[Sum, ...]:
    """Of each vintage and period the figures of the first scope in the order that has known ones; all where no scope
    is in the order. The scope of figures that are all of one kind anyway is not told."""
    if not order:
        return tuple(replace(one, scope="") for one in sums)
    best: dict[tuple[str, str, str], tuple[bool, int]] = {}
    found = tuple(sums)
    for one in found:
        place = (not one.known, order.index(one.scope) if one.scope in order else len(order))
        key = (one.group, one.vintage, one.period)
        best[key] = min(best.get(key, place), place)
    return tuple(
        one
        for one in found
        if best[one.group, one.vintage, one.period][1] == (order.index(one.scope) if one.scope in order else len(order))
    )


def points(sums: Iterable[Sum], *, per: Per) -> tuple[Point, ...]:
    """The points of every vintage, by group, period and day of publication.

    With `per`, shorter periods are put together to years or months; longer ones, and those already of that length,
    are left as they are. A year of which some months are not there is not whole.
    """
    held: dict[tuple[str, str, date, str], list[Sum]] = {}
    for one in sums:
        name = one.period[: _LETTERS[per]] if per else one.period
        held.setdefault((one.group, name, one.issued, one.vintage), []).append(one)
    return tuple(_point(name, held[group, name, issued, vintage]) for group, name, issued, vintage in sorted(held))


def _point(name: str, sums: Sequence[Sum]) -> Point:
    whole = period_of(name)
    first, last = (whole.first, whole.last) if whole else (sums[0].first, sums[0].last)
    known = [one.sum for one in sums if one.sum is not None]
    figures, there = sum(one.figures for one in sums), sum(one.known for one in sums)
    return Point(
        group=sums[0].group,
        period=name,
        first=first,
        last=last,
        value=sum(known, Decimal(0)) if known else Missing.NOT_REPORTED,
        figures=figures,
        missing=figures - there,
        whole=sums[0].issued > last and _is_full(name, sums),
        preliminary=any(one.preliminary for one in sums),
        broken=any(one.broken for one in sums),
        flags=tuple(sorted({one.flags for one in sums} - {""})),
        vintage=sums[0].vintage,
        issued=sums[0].issued,
        scope=max(one.scope for one in sums),
    )


def _is_full(name: str, sums: Sequence[Sum]) -> bool:
    """Whether no month is wanting in a year that was put together of months. Days cannot be counted so: most have no
    figure because nothing happened."""
    months = {one.period for one in sums if len(one.period) == _LETTERS["month"] and one.period != name}
    return not months or "Q" in min(months) or "S" in min(months) or len(months) == MONTHS_OF_A_YEAR


def newest(found: Iterable[Point], *, by: date | None = None) -> tuple[Point, ...]:
    """For each group and period the point of the newest vintage, of those published by a day. Where the figures become
    those of another scope (EU28, EU27), the first period so is a break."""
    kept: dict[tuple[str, str], Point] = {}
    for one in found:
        if by is None or one.issued <= by:
            before = kept.get((one.group, one.period))
            if before is None or (before.issued, before.vintage) <= (one.issued, one.vintage):
                kept[one.group, one.period] = one
    return tuple(_with_breaks([kept[key] for key in sorted(kept)]))


def _with_breaks(found: Sequence[Point]) -> Iterable[Point]:
    before: Point | None = None
    for one in found:
        changes = before is not None and before.group == one.group and before.scope != one.scope
        yield one.broken_here() if changes else one
        before = one


def changes(found: Sequence[Point]) -> tuple[Decimal | None, ...]:
    """By how much each point differs from the issue before it of the same period; None for a first issue, and where
    one of the two is not known. The points are those of `points`, in their order."""
    befores = (None, *found[:-1])
    return tuple(
        one.value - before.value
        if before is not None
        and (before.group, before.period) == (one.group, one.period)
        and isinstance(one.value, Decimal)
        and isinstance(before.value, Decimal)
        else None
        for before, one in zip(befores, found, strict=True)
    )
