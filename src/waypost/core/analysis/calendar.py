"""Working days of one calendar.

A calendar is data made outside the core (`waypost.reference.calendars`); here it only counts. All counts are of
whole days; both ends of a piece of work are included, so an action of one working day ends on the day it starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(days=1)


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
