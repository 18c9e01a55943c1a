"""Working-day calendars: the EU institutions' and the partners'.

The `holidays` library has no calendar of the EU institutions; its calendar of the European Central Bank is
that of a payment system and lacks most of their days. Ours follows the fixed rules below. It is an
approximation: the institutions decide their office holidays every year, add bridge days and differ among
themselves.

A partner's public holidays and weekend come from the library, which says of some days (those of a lunar
calendar) that they are estimated. Where the weekend of a country changed, that of the last year asked for
holds for all years. The library speaks for itself: a day of it is a planning aid, not a statement of ours
about a country.

Source: office holidays as the institutions publish them year by year, from memory, so unconfirmed; the
`holidays` library for partners.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from waypost.core.analysis.calendar import Calendar, Calendars
from waypost.reference.countries import TRAINING
from waypost.reference.table import rows

WEEKEND = (5, 6)
"""Saturday and Sunday, Monday being 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerCalendar:
    """A partner's calendar and how far it can be trusted.

    `known` is false where the library does not know the country: `calendar` is then that of the EU, and
    whoever shows a date of the partner must say so. `estimated` are the holidays that may fall a day off.
    """

    country: str
    calendar: Calendar
    known: bool
    estimated: frozenset[date] = frozenset()


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar, as the western churches keep it.

    Source: the anonymous Gregorian computus (Nature, 1876; Meeus, Astronomical Algorithms, chapter 8).
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quads, odd = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quads - epact - odd) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def eu_holidays(year: int) -> frozenset[date]:
    """The office holidays of the EU institutions in a year, weekend days among them included.

    Maundy Thursday, Good Friday, Easter Monday, 1 and 9 May, Ascension Day and the Friday after it, Whit
    Monday, 21 July, 15 August, 1 and 2 November, 24 December to 2 January. An approximation: see above.
    """
    easter = easter_sunday(year)
    moving = {easter + timedelta(days=days) for days in (-3, -2, 1, 39, 40, 50)}
    fixed = {(1, 1), (1, 2), (5, 1), (5, 9), (7, 21), (8, 15), (11, 1), (11, 2)}
    winter = {date(year, 12, day) for day in range(24, 32)}
    return frozenset(moving | winter | {date(year, month, day) for month, day in fixed})


@cache
def eu_calendar(first_year: int, last_year: int) -> Calendar:
    """The EU institutions' calendar for these years, both included; outside them only weekends count."""
    days = (eu_holidays(year) for year in range(first_year, last_year + 1))
    return Calendar(name="eu", weekend=WEEKEND, holidays=frozenset().union(*days))


def _marenia(first_year: int, last_year: int) -> Calendar:
    years = range(first_year, last_year + 1)
    table = [(int(row["month"]), int(row["day"])) for row in rows("marenia-holidays")]
    days = frozenset(date(year, month, day) for year in years for month, day in table)
    return Calendar(name=f"partner:{TRAINING}", weekend=WEEKEND, holidays=days)


@cache
def partner_calendar(country: str, first_year: int, last_year: int) -> PartnerCalendar:
    """The working days of a partner for these years, both included; ask for the years needed only.

    Args:
        country: our code. QM (Marenia) has invented holidays of its own.
        first_year: the first year with holidays.
        last_year: the last one; its weekend is used for all years.

    Returns:
        The calendar; the EU's, with `known` false, for a country that the library does not have.

    Source: the `holidays` library, public holidays of the whole country; weekend of the last year.
    """
    if country == TRAINING:
        return PartnerCalendar(country=country, calendar=_marenia(first_year, last_year), known=True)
    # Imported here: it costs a tenth of a second, and most commands ask for no partner's calendar.
    import holidays

    if country not in holidays.list_supported_countries(include_aliases=False):
        return PartnerCalendar(country=country, calendar=eu_calendar(first_year, last_year), known=False)
    # In English always, so that the names do not follow the locale of the machine.
    found = holidays.country_holidays(country, years=range(first_year, last_year + 1), language="en_US")
    week = (date(last_year, 12, day) for day in range(1, 8))
    weekend = tuple(sorted(day.weekday() for day in week if found.is_weekend(day)))
    calendar = Calendar(name=f"partner:{country}", weekend=weekend, holidays=frozenset(found))
    marked = frozenset(day for day, name in found.items() if "estimated" in name)
    return PartnerCalendar(country=country, calendar=calendar, known=True, estimated=marked)


def calendars_for(partners: Iterable[str], first_year: int, last_year: int) -> Calendars:
    """The EU's calendar and that of each partner, in the order given, for these years."""
    own = ((country, partner_calendar(country, first_year, last_year).calendar) for country in partners)
    return Calendars(eu=eu_calendar(first_year, last_year), partners=tuple(own))


def unknown_calendars(partners: Iterable[str], first_year: int, last_year: int) -> tuple[str, ...]:
    """The partners for which the EU's calendar stands in; each is to be named where its dates are shown."""
    return tuple(country for country in partners if not partner_calendar(country, first_year, last_year).known)
