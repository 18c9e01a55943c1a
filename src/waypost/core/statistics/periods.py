"""The span of days that a publisher's words for a period mean.

First the words that are known, then the span they make. Months of text are English: publishers at hand write no other.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A span of days and the name it sorts by: `2021`, `2021-Q1`, `2021-03`, `2021-03-14`; both days are in it."""

    name: str
    first: date
    last: date


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR: Final = re.compile(r"(\d{4})(?:-?A1?)?", re.ASCII)
_HALF: Final = re.compile(r"(\d{4})-?S([12])", re.ASCII)
_QUARTER: Final = re.compile(r"(\d{4})-?Q([1-4])", re.ASCII)
_MONTH: Final = re.compile(r"(\d{4})(?:-|-?M)(\d\d)", re.ASCII)
_NAMED_MONTH: Final = re.compile(r"([A-Za-z]{3})-(\d{4})", re.ASCII)
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", re.ASCII)
_NAMED_DAY: Final = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d\d)", re.ASCII)
_MONTH_FIRST: Final = re.compile(r"(?:[A-Za-z]{3}, )?(\d\d)/(\d\d)/(\d{4})(?: - \d\d:\d\d)?", re.ASCII)
CENTURY: Final = 2000
"""Years of two digits are of this century: the one file that has them begins in 2014."""


def period_of(words: str) -> Period | None:
    """The period that words mean; None for words that mean none, also for a day that the calendar lacks.

    `01/02/2026` has the month first: so IOM writes it, the only publisher at hand who does.
    """
    trimmed = words.strip()
    try:
        return _months(trimmed) or _day(trimmed)
    except ValueError:
        return None


def _months(words: str) -> Period | None:
    """A year or a part of one in whole months."""
    if found := _YEAR.fullmatch(words):
        return _span(found[1], int(found[1]), 1, 12)
    for form, mark, length in ((_HALF, "S", 6), (_QUARTER, "Q", 3)):
        if found := form.fullmatch(words):
            year, part = int(found[1]), int(found[2])
            return _span(f"{year:04}-{mark}{part}", year, (part - 1) * length + 1, length)
    if found := _MONTH.fullmatch(words):
        year, month = int(found[1]), int(found[2])
    elif found := _NAMED_MONTH.fullmatch(words):
        year, month = int(found[2]), _number(found[1])
    else:
        return None
    return _span(f"{year:04}-{month:02}", year, month, 1)


def _span(name: str, year: int, month: int, length: int) -> Period:
    end = month + length - 1
    return Period(name=name, first=date(year, month, 1), last=date(year, end, monthrange(year, end)[1]))


def _day(words: str) -> Period | None:
    if found := _DAY.fullmatch(words):
        day = date(int(found[1]), int(found[2]), int(found[3]))
    elif found := _NAMED_DAY.fullmatch(words):
        day = date(CENTURY + int(found[3]), _number(found[2]), int(found[1]))
    elif found := _MONTH_FIRST.fullmatch(words):
        day = date(int(found[3]), int(found[1]), int(found[2]))
    else:
        return None
    return Period(name=day.isoformat(), first=day, last=day)


def _number(month: str) -> int:
    """The number of a month by its first letters. Raises ValueError for other letters."""
    return _MONTHS.index(month.casefold()) + 1
