"""Why a phrase is not read as a date, and what to write instead. Each has its words in the catalogue `when`."""

from __future__ import annotations

from waypost.core.say import Say, SayValue, say
from waypost.core.when.span import Refusal, days_in

_WRITE = say("when.write_a_day")


def _refusal(
    code: str, phrase: str, remedy: Say = _WRITE, /, *, because: str | None = None, **more: SayValue
) -> Refusal:
    return Refusal(code=code, reason=say(because or code, phrase=phrase, **more), remedy=remedy)


def no_such_day(phrase: str, year: int | None, month: int) -> Refusal:
    """A day that the month does not have; `year` is None where the phrase names none."""
    days = days_in(year or 2024, month)
    return _refusal("when.no_such_day", phrase, month=say(f"when.month_{month}"), days=days)


def no_such_month(phrase: str, month: int) -> Refusal:
    """A month beyond twelve, most often a day and a month in the other order."""
    return _refusal("when.no_such_day", phrase, because="when.no_such_month", month=month)


def wrong_weekday(phrase: str) -> Refusal:
    """A day of the week that does not fit the day of the month."""
    return _refusal("when.no_such_day", phrase, because="when.wrong_weekday")


def which_winter(phrase: str, year: int | None) -> Refusal:
    """A winter of one year: it may be the one that ends or the one that begins in it (contract 5)."""
    if year is None:
        return _refusal(
            "when.which_winter", phrase, say("when.write_winter_months"), because="when.winter_without_year"
        )
    remedy = say("when.write_winter", before=str(year - 1), year=str(year), after=str(year + 1))
    return _refusal("when.which_winter", phrase, remedy, year=str(year))


def needs_said_on(phrase: str) -> Refusal:
    """A phrase that counts from the day on which it was said, and that day is not known."""
    return _refusal("when.needs_said_on", phrase, say("when.write_said_on"))


def short_year(phrase: str) -> Refusal:
    """A year of two figures, which may be a day."""
    return _refusal("when.short_year", phrase, say("when.write_four_figures"))


def two_readings(phrase: str, year: str, month: int, until: str) -> Refusal:
    """`2010-12`: a month, or three years."""
    remedy = say("when.write_month_or_years", month=say(f"when.month_{month}"), year=year, until=until)
    return _refusal("when.two_readings", phrase, remedy, month=say(f"when.month_{month}"), year=year, until=until)


def backwards(phrase: str) -> Refusal:
    """A range that ends before it begins."""
    return _refusal("when.backwards", phrase, say("when.write_earlier_first"))


def no_presidency(phrase: str) -> Refusal:
    """No Council presidency of that name in the table, or none in that time."""
    return _refusal("when.no_presidency", phrase)


def too_loose(phrase: str) -> Refusal:
    """A phrase that names no first and no last day: mid-2024, soon, every two years."""
    return _refusal("when.too_loose", phrase, say("when.write_limits"))


def school_year(phrase: str) -> Refusal:
    """A school or budget year, which begins on another day in each country."""
    return _refusal("when.too_loose", phrase, say("when.write_first_and_last"), because="when.school_year")


def too_far(phrase: str) -> Refusal:
    """A phrase that leads beyond the calendar."""
    return _refusal("when.unread", phrase, because="when.too_far")


def unread(phrase: str) -> Refusal:
    """Words that no pattern of the language knows."""
    return _refusal("when.unread", phrase)


def empty(phrase: str) -> Refusal:
    """No words at all."""
    return _refusal("when.unread", phrase, because="when.empty")


def language_not_offered(phrase: str, language: str) -> Refusal:
    """A language that has no grammar yet."""
    return _refusal("when.language", phrase, say("when.write_figures_in_english"), language=language)
