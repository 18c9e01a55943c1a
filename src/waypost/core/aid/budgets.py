"""What bodies plan or have spent by their own organisation files: which stated sum counts, and what may be added.

A body gives cuts of one and the same money: in all, by receiver, by region, by country, and what was spent. So sums of
two purses are never added, nor those of two currencies, periods or statuses, nor what two reporters say of a body. Some
publishers keep every revision of a sum in their file, told apart by nothing but the day of its value: the newest counts
and replaces the others. Sums that only look alike, with the same day or none, are not added and none of them is chosen.
None of this is added to what activities tell of the same money (domain C11).

Source: issue 4.1, 4.3; domain C11, C12; IATI 2.03, organisation standard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from waypost.core.aid.organisation import Purse
from waypost.core.values import Missing

BY: Final = ("partner", "region", "receiver", "line", "file")
"""What sums may be told apart by beside body, purse, period, status and currency, by which they always are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation as its newest issue names it, the principal that it is, and who reports of it."""

    ref: str
    name: str
    giver: str
    reporter: str
    reporter_name: str
    vintage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One sum as it stands in the newest issue of its body. `day` is that of the value.

    `status` is 1 for indicative, 2 for committed, empty where none is stated (list BudgetStatus, IATI 2.03). `number`
    is that of the sum in its file, `line` the line within the sum that this is, empty for the sum itself.
    """

    body: Body
    purse: Purse
    status: str
    first: date | None
    last: date | None
    value: Decimal
    currency: str
    day: date | None
    country: str
    region: str
    receiver: str
    receiver_name: str
    number: int
    source_row: int
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line within a sum: the number of the sum in its file, what the line is for, and its own value."""

    vintage: str
    number: int
    words: str
    value: Decimal
    currency: str
    day: date | None


class Counts(StrEnum):
    """Whether a stated sum counts, and why not."""

    COUNTED = "counted"
    REPLACED = "replaced"
    """The same file states it anew, for a later day."""
    REPEATED = "repeated"
    """The same file states the very same sum once more."""
    UNCLEAR = "unclear"
    """The same file states another sum for the same, and nothing says which is meant or whether they add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A stated sum, and whether it counts."""

    stated: Stated
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgeted:
    """The sums of a group added up: how many count, how many are unclear and so not in it, the newest day of a value.

    `amount` is unknown where none counts. `key` are the codes of what was asked to be told apart.
    """

    body: Body
    key: tuple[str, ...]
    purse: Purse
    first: date | None
    last: date | None
    status: str
    currency: str
    amount: Decimal | Missing
    sums: tuple[Stated, ...]
    unclear: int
    day: date | None


def weighed(stated: Iterable[Stated]) -> tuple[Weighed, ...]:
    """Each sum with whether it counts, in the order given."""
    given = tuple(stated)
    alike: dict[tuple[object, ...], list[int]] = {}
    for at, one in enumerate(given):
        alike.setdefault(_sameness(one), []).append(at)
    found: dict[int, Counts] = {}
    for places in alike.values():
        found.update(zip(places, _counting([given[at] for at in places]), strict=True))
    return tuple(Weighed(stated=one, counts=found[at]) for at, one in enumerate(given))


def _sameness(one: Stated) -> tuple[object, ...]:
    """What two statements of one and the same sum have in common."""
    whom = (one.country, one.region, one.receiver or one.receiver_name)
    return (one.body.reporter, one.body.ref, one.purse, *whom, one.first, one.last, one.status, one.currency)


def _counting(alike: list[Stated]) -> Iterator[Counts]:
    """Which of the statements of one sum counts."""
    is_dated = alike[0].first is not None and alike[0].last is not None and all(one.day for one in alike)
    newest = max(one.day or date.min for one in alike)
    # Where a day or the period is not stated, no statement is older than another.
    open_ones = [at for at, one in enumerate(alike) if not is_dated or one.day == newest]
    agree = len({alike[at].value for at in open_ones}) == 1
    chosen = max(open_ones, key=lambda at: alike[at].day or date.min)
    for at in range(len(alike)):
        if at not in open_ones:
            yield Counts.REPLACED
        elif not agree:
            yield Counts.UNCLEAR
        else:
            yield Counts.COUNTED if at == chosen else Counts.REPEATED


def in_lines(sums: Iterable[Weighed], lines: Iterable[Line]) -> tuple[Weighed, ...]:
    """The sums that count, each taken apart into its lines, and the unclear ones; one without lines stays as it is.

    Lines need not add up to their sum, so the two are never added either.
    """
    held: dict[tuple[str, int], list[Line]] = {}
    for line in lines:
        held.setdefault((line.vintage, line.number), []).append(line)
    return tuple(part for one in sums for part in _parts(one, held))


def _parts(one: Weighed, held: Mapping[tuple[str, int], Sequence[Line]]) -> Iterator[Weighed]:
    stated = one.stated
    lines = held.get((stated.body.vintage, stated.number), ()) if one.counts is Counts.COUNTED else ()
    if not lines and one.counts in (Counts.COUNTED, Counts.UNCLEAR):
        yield one
    for line in lines:
        own = replace(stated, line=line.words, value=line.value, currency=line.currency, day=line.day)
        yield Weighed(stated=own, counts=one.counts)


def budgeted(sums: Iterable[Weighed], by: tuple[str, ...] = ()) -> tuple[Budgeted, ...]:
    """The sums by body, purse, period, status and currency, and what else is asked for; in the order of their names."""
    groups: dict[tuple[object, ...], list[Weighed]] = {}
    for one in sums:
        stated = one.stated
        told = (stated.body, tuple(_code(stated, name) for name in by), stated.purse, stated.first, stated.last)
        groups.setdefault((*told, stated.status, stated.currency), []).append(one)
    return tuple(sorted((_group(held, by) for held in groups.values()), key=_order))


def _code(one: Stated, by: str) -> str:
    match by:
        case "partner":
            return one.country
        case "region":
            return one.region
        case "receiver":
            return one.receiver or one.receiver_name
        case "line":
            return one.line
    return one.body.vintage


def _group(held: list[Weighed], by: tuple[str, ...]) -> Budgeted:
    counted = tuple(one.stated for one in held if one.counts is Counts.COUNTED)
    first = held[0].stated
    return Budgeted(
        body=first.body,
        key=tuple(_code(first, name) for name in by),
        purse=first.purse,
        first=first.first,
        last=first.last,
        status=first.status,
        currency=first.currency,
        amount=sum((one.value for one in counted), Decimal(0)) if counted else Missing.UNKNOWN,
        sums=counted,
        unclear=sum(one.counts is Counts.UNCLEAR for one in held),
        day=max((one.day for one in counted if one.day), default=None),
    )


def _order(one: Budgeted) -> tuple[object, ...]:
    """By body, purse, key and period; what has no period last."""
    begins, ends = one.first or date.max, one.last or date.max
    whose = (one.body.name, one.body.ref, one.body.reporter, _PURSES.index(one.purse))
    return (*whose, one.key, begins, ends, one.status, one.currency)


_PURSES: Final = tuple(Purse)


def silent(bodies: Iterable[Body], sums: Iterable[Weighed]) -> tuple[Body, ...]:
    """Bodies that state nothing of what was asked. That is unknown, and not the same as no money."""
    heard = {(one.stated.body.reporter, one.stated.body.ref) for one in sums}
    return tuple(one for one in bodies if (one.reporter, one.ref) not in heard)


def is_year(first: date | None, last: date | None) -> bool:
    """Whether a period is one calendar year."""
    return (
        first is not None
        and last is not None
        and (first.year, first.month, first.day) == (last.year, 1, 1)
        and (last.month, last.day) == (12, 31)
    )
