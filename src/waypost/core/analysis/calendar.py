"""Working days of one calendar.

A calendar is data made outside the core (`waypost.reference.calendars`); here it only counts. All counts are of
whole days; both ends of a piece of work are included, so an action of one working day ends on the day it starts.

In order: calendars, the table that makes counting quick, and the questions a person asks of a calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, compress
from typing import Final

ONE_DAY: Final = timedelta(days=1)
FIRST_ORDINAL: Final = date.min.toordinal()
LAST_ORDINAL: Final = date.max.toordinal()
WEEK: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Days on which nobody works: `weekend` as weekday numbers (Monday 0), `holidays` as days."""

    name: str
    weekend: tuple[int, ...] = (5, 6)
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendars:
    """The calendar of the EU institutions and that of each partner, by country.

    An action of the partner's side alone runs on the partner's days, every other on those of the EU.
    """

    eu: Calendar
    partners: tuple[tuple[str, Calendar], ...] = ()

    def of_partner(self, country: str | None) -> Calendar:
        """The calendar of that country; the EU's where there is none."""
        return dict(self.partners).get(country or "", self.eu)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTable:
    """The working days of one calendar from the day `first` on, counted once.

    Days are proleptic ordinals (`date.toordinal`). `counts[day - first]` is the number of working days from `first`
    up to but without `day`, so `counts[day - first + 1]` includes it; `days[k]` is the working day with `k` before
    it. A table answers only for days inside it; whoever makes one knows the days to come.
    """

    first: int
    counts: tuple[int, ...]
    days: tuple[int, ...]


def week_of(calendar: Calendar) -> frozenset[int]:
    """The weekdays of work, Monday 0. A calendar without any working weekday is read as one without weekends, so
    that counting ends."""
    return frozenset(range(WEEK)) - frozenset(calendar.weekend) or frozenset(range(WEEK))


@lru_cache(maxsize=64)
def day_table(calendar: Calendar, first: int, last: int, padding: int = 0) -> DayTable:
    """The table of a calendar from `first` to `last` (ordinals, both included).

    At both ends of what a date can be the list of days goes on with the last day there is for `padding` places, so
    that a plan of a thousand years ends on the last day and not with an error.
    """
    start, end = max(FIRST_ORDINAL, first), min(LAST_ORDINAL, last)
    week = week_of(calendar)
    # Ordinal 1 is a Monday.
    shape = bytes((start - 1 + offset) % WEEK in week for offset in range(WEEK))
    length = end - start + 1
    works = bytearray((shape * (length // WEEK + 1))[:length])
    for holiday in calendar.holidays:
        place = holiday.toordinal() - start
        if 0 <= place < length:
            works[place] = 0
    days = list(compress(range(start, end + 1), works))
    missing = padding if last > LAST_ORDINAL else 0
    before = padding if first < FIRST_ORDINAL else 0
    counts = accumulate(works, initial=before)
    return DayTable(first=start, counts=tuple(counts), days=(start,) * before + tuple(days) + (end,) * missing)


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether anybody works on that day."""
    return day not in calendar.holidays and day.weekday() in week_of(calendar)


def next_working_day(calendar: Calendar, day: date) -> date:
    """The first working day on or after `day`."""
    while not is_working_day(calendar, day):
        day += ONE_DAY
    return day


def add_working_days(calendar: Calendar, day: date, n: int) -> date:
    """The n-th working day after `day`; before it for a negative `n`; `day` itself for 0, working day or not."""
    step = ONE_DAY if n > 0 else -ONE_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(calendar, day):
            day += step
    return day


def working_days_between(calendar: Calendar, first: date, last: date) -> int:
    """How many working days lie from `first` to `last`, both included; 0 when `last` is before `first`."""
    start, end = first.toordinal(), last.toordinal()
    if end < start:
        return 0
    weeks, rest = divmod(end - start + 1, WEEK)
    week = week_of(calendar)
    found = weeks * len(week) + sum((start - 1 + offset) % WEEK in week for offset in range(rest))
    return found - sum(first <= day <= last and day.weekday() in week for day in calendar.holidays)
