"""Calendars: the days of the EU institutions and of partners."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
from hypothesis import given
from hypothesis import strategies as st

from waypost.reference.calendars import (
    calendars_for,
    easter_sunday,
    eu_calendar,
    eu_holidays,
    partner_calendar,
    unknown_calendars,
)

YEARS = st.integers(2000, 2098)


@given(YEARS)
def test_easter_is_that_of_an_independent_calendar(year: int) -> None:
    """Good Friday and Easter Monday lie beside our Easter Sunday in a calendar that others made."""
    bank = holidays.financial_holidays("XECB", years=year, language="en_US")
    found = {name: day for day, name in bank.items()}
    assert found["Good Friday"] == easter_sunday(year) - timedelta(days=2)
    assert found["Easter Monday"] == easter_sunday(year) + timedelta(days=1)


@given(YEARS)
def test_moving_holidays_fall_on_their_weekdays(year: int) -> None:
    """Maundy Thursday, Good Friday, Easter Monday, Ascension and its Friday, Whit Monday; 14 days are fixed."""
    days = eu_holidays(year)
    moving = [easter_sunday(year) + timedelta(days=shift) for shift in (-3, -2, 1, 39, 40, 50)]
    assert [day.weekday() for day in moving] == [3, 4, 0, 3, 4, 0]
    assert set(moving) <= days
    assert all(day.year == year for day in days)
    assert {date(year, 1, 2), date(year, 5, 9), date(year, 12, 24), date(year, 12, 31)} <= days


@given(YEARS, st.integers(0, 5))
def test_a_calendar_of_years_is_that_of_each_year(first: int, more: int) -> None:
    """Asking for several years gives the holidays of each of them and of no other."""
    together = eu_calendar(first, first + more).holidays
    assert together == frozenset().union(*(eu_holidays(year) for year in range(first, first + more + 1)))


def test_partners_have_their_own_weekend_and_days() -> None:
    """Friday and Saturday in Jordan and Egypt, Saturday and Sunday in Tunisia; each with its national day."""
    known = {country: partner_calendar(country, 2025, 2026) for country in ("JO", "EG", "TN")}
    assert [one.calendar.weekend for one in known.values()] == [(4, 5), (4, 5), (5, 6)]
    assert date(2026, 3, 20) in known["TN"].calendar.holidays
    assert date(2026, 5, 25) in known["JO"].calendar.holidays
    assert all(one.known and one.calendar.name == f"partner:{country}" for country, one in known.items())


def test_estimated_days_are_marked() -> None:
    """Days of a lunar calendar that lie ahead are marked as estimated, and are holidays all the same."""
    tunisia = partner_calendar("TN", 2027, 2027)
    assert tunisia.estimated
    assert tunisia.estimated < tunisia.calendar.holidays


def test_an_unknown_partner_gets_the_calendar_of_the_eu_and_says_so() -> None:
    """Without a calendar of its own a partner is planned on the EU's days, and is named."""
    unknown = partner_calendar("QZ", 2026, 2027)
    assert not unknown.known
    assert unknown.calendar == eu_calendar(2026, 2027)
    assert unknown_calendars(("TN", "QZ", "QM"), 2026, 2027) == ("QZ",)


def test_marenia_has_invented_days_each_year() -> None:
    """The invented partner has the same few days every year, on a weekend of Saturday and Sunday."""
    marenia = partner_calendar("QM", 2025, 2027)
    assert marenia.known
    assert marenia.calendar.weekend == (5, 6)
    assert len(marenia.calendar.holidays) == 21
    assert {day.replace(year=2025) for day in marenia.calendar.holidays} == {
        day for day in marenia.calendar.holidays if day.year == 2025
    }


def test_calendars_of_a_roadmap_are_in_the_order_of_its_partners() -> None:
    """The calendars handed to the timetable are the EU's and one for each partner, in the order given."""
    found = calendars_for(("QM", "JO"), 2026, 2026)
    assert found.eu.name == "eu"
    assert [country for country, _ in found.partners] == ["QM", "JO"]
    assert found.partners[0][1] == partner_calendar("QM", 2026, 2026).calendar
