"""Working out a roadmap: ledger, balance, progress and all of it, of one view on one day."""

from __future__ import annotations

from datetime import date

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.balance import Balance, weigh
from waypost.core.analysis.ledger import Grouping, Ledger, Total
from waypost.core.analysis.meetings import meet
from waypost.core.analysis.money.accounting import account
from waypost.core.analysis.money.totals import group
from waypost.core.analysis.observed import NO_SERIES, SeriesValues
from waypost.core.analysis.progress import Progress, measure
from waypost.core.errors import WrongRequest
from waypost.core.roadmap.view import View
from waypost.core.say import say
from waypost.usecases.scheduling import timetable_of

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


def progress_of(view: View, *, on: date, series: SeriesValues = NO_SERIES) -> Progress:
    """The indicators of a view on a day; `series` as in `analyse`."""
    return measure(view, on=on, series=series)


def analyse(view: View, workspace: View | None = None, *, on: date, series: SeriesValues = NO_SERIES) -> Analysis:
    """Everything that is worked out from a view on a day; `workspace` holds the series of meetings that roadmaps share,
    `series` the official figures of those that indicators name (`observed_of`)."""
    timetable = timetable_of(view, on=on)
    ledger = ledger_of(view, on=on)
    return Analysis(
        view=view,
        on=on,
        timetable=timetable,
        ledger=ledger,
        balance=weigh(view, timetable, ledger, on=on),
        progress=measure(view, on=on, series=series),
        meetings=meet(view, workspace, on=on),
    )
