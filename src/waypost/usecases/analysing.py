"""Working out a roadmap: timetable, ledger, balance and progress of one view on one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.balance import Balance, weigh
from waypost.core.analysis.calendar import Calendars
from waypost.core.analysis.ledger import Grouping, Ledger, Total
from waypost.core.analysis.meetings import meet
from waypost.core.analysis.money.accounting import account
from waypost.core.analysis.money.totals import group
from waypost.core.analysis.progress import Progress, measure
from waypost.core.analysis.schedule import schedule
from waypost.core.analysis.slip import slip
from waypost.core.analysis.timetable import Slip, Timetable
from waypost.core.errors import WrongRequest
from waypost.core.roadmap.bodies import Action, Meeting
from waypost.core.roadmap.view import View, partners_of
from waypost.core.say import say
from waypost.core.values import When
from waypost.reference.calendars import calendars_for
from waypost.usecases.opening import find_element

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years outside are read as slips of the pen; there only weekends count."""

BEYOND = 3
"""Years of holidays after the last date written, for what runs late."""

GROUPINGS: tuple[Grouping, ...] = (
    "donor",
    "instrument",
    "domain",
    "tool",
    "year",
    "state",
    "objective",
    "action",
)


def calendars_of(view: View, *, on: date) -> Calendars:
    """The working days of the EU institutions and of each partner, for the years that the view speaks of."""
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


def ledger_of(view: View, *, on: date) -> Ledger:
    """The ledger of a view on a day."""
    return account(view, on=on)


def groupings_of(wanted: str) -> tuple[Grouping, ...]:
    """What `--by` asks for, `donor,year`. Raises WrongRequest for what nothing can be grouped by."""
    found = tuple(one for name in wanted.split(",") for one in GROUPINGS if one == name.strip())
    if len(found) != len(wanted.split(",")):
        raise WrongRequest(say("cli.no_grouping", value=wanted, known=GROUPINGS))
    return found


def totals_of(ledger: Ledger, by: tuple[Grouping, ...]) -> tuple[Total, ...]:
    """The totals of a ledger by one or several things."""
    return group(ledger, by)


def balance_of(view: View, *, on: date) -> Balance:
    """The balance of a view on a day."""
    return analyse(view, on=on).balance


def progress_of(view: View, *, on: date) -> Progress:
    """The indicators of a view on a day."""
    return measure(view, on=on)


def analyse(view: View, workspace: View | None = None, *, on: date) -> Analysis:
    """Everything that is worked out from a view on a day; `workspace` holds the series that roadmaps share."""
    timetable = timetable_of(view, on=on)
    ledger = ledger_of(view, on=on)
    return Analysis(
        view=view,
        on=on,
        timetable=timetable,
        ledger=ledger,
        balance=weigh(view, timetable, ledger, on=on),
        progress=measure(view, on=on),
        meetings=meet(view, workspace, on=on),
    )
