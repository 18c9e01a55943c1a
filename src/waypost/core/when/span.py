"""What a phrase is read as before it becomes a `When`: a span of days, or the reason why it is none.

Also the arithmetic of the calendar that the readers share. Nothing here knows a language. A day outside the
years 1 to 9999 raises OverflowError, which `reading` turns into a problem.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum, StrEnum

from waypost.core.say import Say
from waypost.core.values import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days a phrase allows, both ends included; `None` is open. `condition` is set only where both are open."""

    first: date | None
    last: date | None
    precision: Precision = Precision.INTERVAL
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a phrase that looks like a date is not read as one."""

    code: str
    reason: Say
    remedy: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Presidency:
    """A half-year of a Member State in the chair of the Council, and the adjectives it is called by.

    `adjectives` holds pairs of language and word, as in `("en", "Dutch")` and `("fr", "néerlandaise")`.
    """

    country: str
    first: date
    last: date
    adjectives: tuple[tuple[str, str], ...]


class Nearest(Enum):
    """Which one is meant where a phrase names no year (contract 5)."""

    NOT_OVER = "not over"
    """What is to be done: the next one, the present one included."""
    NOT_BEGUN = "not begun"
    """After "before": the one under way cannot be meant."""
    BEGUN = "begun"
    """A text that reports what was done: the last one."""


class Unit(StrEnum):
    """What a length of time is counted in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}


def months(year: int, first_month: int, length: int, precision: Precision) -> Span:
    """The span of `length` whole months that begins with `first_month` of `year`."""
    first = first_of_month(year, first_month)
    return Span(first=first, last=first_of_month(year, first_month + length) - timedelta(1), precision=precision)


def one_day(day: date) -> Span:
    """The span that is one day."""
    return Span(first=day, last=day, precision=Precision.DAY)


def days_in(year: int, month: int) -> int:
    """How many days a month of 1 to 12 has in that year."""
    return calendar.monthrange(year, month)[1]


def first_of_month(year: int, month: int) -> date:
    """The first day of a month; `month` may lie outside 1 to 12 and then counts on into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError("year out of range")
    return date(year, month, 1)


def last_day_of_period(start: date, count: int, unit: Unit) -> date:
    """The last day of a period of that length whose first day is `start`: a year from 1 July ends on 30 June.

    Where the last month has no such day, the period fills that month: a month from 31 January ends with February.
    """
    if unit in _MONTHS:
        month = first_of_month(start.year, start.month + count * _MONTHS[unit])
        return month + timedelta(min(start.day - 1, days_in(month.year, month.month)) - 1)
    return start + timedelta(_whole_days(count, unit) - 1)


def end_of_term(start: date, count: int, unit: Unit) -> date:
    """The day on which a term runs out that begins with something on `start`: a week from Sunday is next Sunday.

    A term in months ends on the day of the same number, or on the last of a month that has none. Hours are
    rounded up to days, since a phrase of hours names no hour to begin with.

    Source: contract 5 ("within a week"); Regulation (EEC, Euratom) No 1182/71, Article 3(2)(c).
    """
    if unit in _MONTHS:
        month = first_of_month(start.year, start.month + count * _MONTHS[unit])
        return month.replace(day=min(start.day, days_in(month.year, month.month)))
    return start + timedelta(_whole_days(count, unit))


def _whole_days(count: int, unit: Unit) -> int:
    return -(-count // 24) if unit is Unit.HOUR else count * _DAYS[unit]
