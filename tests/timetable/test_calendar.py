"""Counting working days: the quick table and the questions of a person agree with a walk from day to day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.timetable.oracle import is_work, step
from tests.timetable.projects import MONDAY
from waypost.core.analysis.calendar import (
    Calendar,
    Calendars,
    add_working_days,
    day_table,
    is_working_day,
    next_working_day,
    working_days_between,
)

DAYS = st.integers(min_value=-40, max_value=80).map(lambda days: MONDAY + timedelta(days=days))
CALENDARS = st.builds(
    Calendar,
    name=st.just("any"),
    weekend=st.sampled_from([(5, 6), (4, 5), (6,), ()]),
    holidays=st.frozensets(DAYS, max_size=12),
)


@given(CALENDARS, DAYS, DAYS)
def test_days_between_are_those_that_are_worked(calendar: Calendar, first: date, last: date) -> None:
    """The count holds both ends, and is nothing when the last day is before the first."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert working_days_between(calendar, first, last) == sum(is_work(calendar, day) for day in days)


@given(CALENDARS, DAYS, st.integers(min_value=-30, max_value=30))
def test_adding_is_walking(calendar: Calendar, day: date, n: int) -> None:
    """The n-th working day after a day is where n steps lead, and lies n working days off."""
    found = add_working_days(calendar, day, n)
    assert found == step(calendar, day, n)
    if n > 0:
        assert working_days_between(calendar, day + timedelta(days=1), found) == n
    if n < 0:
        assert working_days_between(calendar, found, day - timedelta(days=1)) == -n


@given(CALENDARS, DAYS)
def test_next_working_day_is_the_first_from_that_day_on(calendar: Calendar, day: date) -> None:
    """It is worked, not before the day, and nothing between is."""
    found = next_working_day(calendar, day)
    assert is_working_day(calendar, found)
    assert working_days_between(calendar, day, found) == 1


@given(CALENDARS, DAYS, DAYS)
def test_table_counts_as_the_walk_does(calendar: Calendar, first: date, day: date) -> None:
    """Between any two days of a table lie as many working days as a walk counts; each place leads back to its day."""
    start, end = sorted((first, day))
    table = day_table(calendar, start.toordinal(), end.toordinal() + 1)
    here = end.toordinal() - table.first
    assert table.counts[here + 1] - table.counts[0] == working_days_between(calendar, start, end)
    if is_work(calendar, end):
        assert table.days[table.counts[here]] == end.toordinal()


def test_calendar_without_working_days_is_read_as_one_without_weekends() -> None:
    """Counting ends even where the calendar says that nobody ever works."""
    never = Calendar(name="never", weekend=tuple(range(7)))
    assert next_working_day(never, MONDAY) == MONDAY


def test_unknown_partner_has_the_days_of_the_eu() -> None:
    """A country without a calendar of its own runs on that of the EU institutions."""
    eu, own = Calendar(name="eu"), Calendar(name="own")
    calendars = Calendars(eu=eu, partners=(("QM", own),))
    assert calendars.of_partner("QM") is own
    assert calendars.of_partner("XX") is eu
    assert calendars.of_partner(None) is eu
