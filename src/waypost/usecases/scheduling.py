"""Working out the timetable of one view on one day, and of what a slip would move.

Apart from the other analyses, so that who asks for a timetable does not wait until ledger and balance are loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from waypost.core.analysis.calendar import Calendars
from waypost.core.analysis.schedule import schedule
from waypost.core.analysis.slip import slip
from waypost.core.analysis.timetable import Slip, Timetable
from waypost.core.errors import WrongRequest
from waypost.core.roadmap.bodies import Action, Meeting
from waypost.core.roadmap.view import View, partners_of
from waypost.core.say import say
from waypost.core.values import When
from waypost.reference.calendars import calendars_for
from waypost.usecases.moments import FIRST_YEAR, LAST_YEAR
from waypost.usecases.opening import find_element

BEYOND = 3
"""Years of holidays after the last date written, for what runs late."""


def calendars_of(view: View, *, on: date) -> Calendars:
    """The working days of the EU institutions and of each partner, for the years that the view speaks of.

    In years that are slips of the pen only weekends count.
    """
    years = [day.year for day in (*_days(view), on) if FIRST_YEAR <= day.year <= LAST_YEAR] or [on.year]
    partners = sorted(partners_of(view.elements))
    return calendars_for(partners, min(years) - 1, min(max(years) + BEYOND, LAST_YEAR))


def _days(view: View) -> Iterator[date]:
    for _, action in view.of(Action):
        for one in (action.starts, action.due):
            if isinstance(one, When):
                yield from (day for day in (one.first, one.last) if day is not None)
        yield from (day for day in (action.began, action.ended, action.not_before) if day is not None)
    for _, meeting in view.of(Meeting):
        if isinstance(meeting.first_day, date):
            yield meeting.first_day


def timetable_of(view: View, *, on: date) -> Timetable:
    """The timetable of a view on a day."""
    return schedule(view, calendars_of(view, on=on), on=on)


def slip_of(view: View, wanted: str, *, on: date) -> Slip:
    """What happens when one action takes longer: `5.3=6w` or `5.3=10d`, in calendar days.

    Raises WrongRequest for what is not written so or names no action, NotThere for an element that is not there.
    """
    name, equals, length = wanted.rpartition("=")
    count, unit = length[:-1], length[-1:]
    if not (equals and count.isascii() and count.isdecimal() and len(count) <= 4 and unit in ("d", "w")):
        raise WrongRequest(say("cli.no_slip", value=wanted))
    element = find_element(name, view)
    if not isinstance(element.body, Action):
        raise WrongRequest(say("cli.slip_no_action", item=element.ref))
    days = timedelta(weeks=int(count)) if unit == "w" else timedelta(days=int(count))
    return slip(view, calendars_of(view, on=on), on=on, element=element.id, days=days.days)
