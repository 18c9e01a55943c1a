"""Reads what names a period: a day, a month, a quarter, a season, a year, a presidency.

A period is always closed: first and last day are known. What the words around it do to it is in `frames`.
Each reader returns None where the words are none of its own, so that another may try.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final

from waypost.core.values import Precision
from waypost.core.when import refusals
from waypost.core.when.grammar import Compiled, Shape, folded
from waypost.core.when.span import (
    Nearest,
    Presidency,
    Refusal,
    Span,
    Unit,
    days_in,
    months,
    one_day,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a phrase is read in: its language, the day on which it was said, and which one is meant without a year."""

    phrase: str
    """As written, for the words of a refusal."""
    grammar: Compiled
    said_on: date | None
    anchor: date | None
    """The day from which the nearest one is sought; `said_on`, but in a range the other end."""
    nearest: Nearest
    presidencies: Sequence[Presidency]


Read = Span | Refusal | None
Parts = Mapping[str, str | None]

_LONGEST_GAP = 9
"""Years in which every day of the calendar comes at least once: 29 February misses 1900."""


def period(text: str, setting: Setting) -> Read:
    """What a folded text names, with or without an article before it."""
    article = setting.grammar.article.match(text)
    bare = text[article.end() :] if article else text
    for shape, pattern in setting.grammar.periods:
        found = pattern.fullmatch(bare)
        if found and (read := _READERS[shape](found.groupdict(), setting)) is not None:
            return read
    return None


def unit_span(unit: str, setting: Setting, shift: int = 0) -> Span | Refusal:
    """The month, quarter, half or year in which it was said, or the one `shift` after it."""
    if setting.said_on is None:
        return refusals.needs_said_on(setting.phrase)
    length, precision = _LENGTHS[setting.grammar.units[unit]]
    begun = (setting.said_on.month - 1) // length * length + 1
    return months(setting.said_on.year, begun + shift * length, length, precision)


def word(setting: Setting, table: str, written: str) -> int:
    """What a word of one of the grammar's lists means."""
    return setting.grammar.words[table][written]


def number(setting: Setting, written: str) -> int:
    """A number in figures or in words."""
    return int(written) if written.isdecimal() else word(setting, "number", written)


def short_years(parts: Parts, setting: Setting) -> Span | Refusal:
    """`2024-27` as years; refused where the second is not the later one."""
    year = int(parts["year"] or "")
    until = year // 100 * 100 + int(parts["until"] or "")
    if until <= year:
        return refusals.backwards(setting.phrase)
    return Span(first=date(year, 1, 1), last=date(until, 12, 31))


_LENGTHS: Final = {
    Unit.MONTH: (1, Precision.MONTH),
    Unit.QUARTER: (3, Precision.QUARTER),
    Unit.HALF: (6, Precision.HALF),
    Unit.YEAR: (12, Precision.YEAR),
}


# ------------------------------------------------------------------------------------- which year, where none is named


def _in_year(parts: Parts, setting: Setting, make: Callable[[int], Span | None]) -> Read:
    if written := parts.get("year"):
        return make(int(written))
    if setting.said_on is not None and (parts.get("now") or parts.get("this")):
        return make(setting.said_on.year)
    if setting.anchor is None:
        return refusals.needs_said_on(setting.phrase)
    years = range(
        max(MINYEAR, setting.anchor.year - _LONGEST_GAP), min(MAXYEAR - 1, setting.anchor.year + _LONGEST_GAP) + 1
    )
    spans = (span for span in map(make, years) if span is not None)
    return _nearest(spans, setting.anchor, setting.nearest) or refusals.too_far(setting.phrase)


def _nearest(spans: Iterable[Span], anchor: date, nearest: Nearest) -> Span | None:
    """The one meant among closed spans in order of time."""
    closed = [(span.first, span.last, span) for span in spans if span.first and span.last]
    match nearest:
        case Nearest.NOT_OVER:
            return next((span for _, last, span in closed if last >= anchor), None)
        case Nearest.NOT_BEGUN:
            return next((span for first, _, span in closed if first > anchor), None)
        case Nearest.BEGUN:
            return next((span for first, _, span in reversed(closed) if first <= anchor), None)


# --------------------------------------------------------------------------------------------------- days and months


def _month_number(parts: Parts, setting: Setting) -> int | Refusal:
    if name := parts.get("month"):
        return word(setting, "month", name)
    written = int(parts["monthnumber"] or "")
    return written if 1 <= written <= 12 else refusals.no_such_month(setting.phrase, written)


def _day(parts: Parts, setting: Setting) -> Read:
    month = _month_number(parts, setting)
    if isinstance(month, Refusal):
        return month
    day, year = int(parts["day"] or ""), int(parts.get("year") or 0) or None
    if not 1 <= day <= days_in(year or 2024, month):
        return refusals.no_such_day(setting.phrase, year, month)

    def in_year(year: int) -> Span | None:
        return one_day(date(year, month, day)) if day <= days_in(year, month) else None

    read = _in_year(parts, setting, in_year)
    name = parts.get("weekday")
    if name and isinstance(read, Span) and read.first and read.first.weekday() != word(setting, "weekday", name):
        return refusals.wrong_weekday(setting.phrase)
    return read


def _short_year(parts: Parts, setting: Setting) -> Read:
    return refusals.short_year(setting.phrase)


def _month(parts: Parts, setting: Setting) -> Read:
    month = _month_number(parts, setting)
    if isinstance(month, Refusal):
        return month
    return _in_year(parts, setting, lambda year: months(year, month, 1, Precision.MONTH))


def _short_years(parts: Parts, setting: Setting) -> Read:
    """`2024-27` are years, `2024-06` is a month, and `2010-12` may be either."""
    year, until = int(parts["year"] or ""), int(parts["until"] or "")
    if not 1 <= until <= 12:
        return short_years(parts, setting)
    if until > year % 100:
        return refusals.two_readings(setting.phrase, str(year), until, str(year // 100 * 100 + until))
    return months(year, until, 1, Precision.MONTH)


# --------------------------------------------------------------------------------------------------- parts of a year


def _part(parts: Parts, setting: Setting, length: int, precision: Precision) -> Read:
    """A numbered part of a year. "The last quarter" without its year may be the one before this: not read."""
    count = 12 // length
    written = parts["ordinal"] or ""
    which = int(written) if written.isdecimal() else word(setting, "ordinal", written)
    whole_year_named = parts.get("year") or parts.get("now")
    if which > count or (which == -1 and not whole_year_named):
        return None
    which = count if which == -1 else which
    return _in_year(parts, setting, lambda year: months(year, (which - 1) * length + 1, length, precision))


def _quarter(parts: Parts, setting: Setting) -> Read:
    return _part(parts, setting, 3, Precision.QUARTER)


def _half(parts: Parts, setting: Setting) -> Read:
    return _part(parts, setting, 6, Precision.HALF)


def _season(parts: Parts, setting: Setting) -> Read:
    """Three whole months: spring begins in March, summer in June, autumn in September (contract 5)."""
    first_month = word(setting, "season", parts["season"] or "")
    return _in_year(parts, setting, lambda year: months(year, first_month, 3, Precision.SEASON))


def _winter(parts: Parts, setting: Setting) -> Read:
    """A winter that names both its years is December to February; of one year it may be two."""
    year, until = parts.get("year"), parts.get("until")
    if year and until and int(until) == (int(year) + 1) % 10 ** len(until):
        return months(int(year), 12, 3, Precision.SEASON)
    return refusals.which_winter(setting.phrase, int(year) if year else None)


def _year(parts: Parts, setting: Setting) -> Read:
    return months(int(parts["year"] or ""), 1, 12, Precision.YEAR)


# ------------------------------------------------------------------------------------------------- seen from that day


def _this(parts: Parts, setting: Setting) -> Read:
    return unit_span(parts["unit"] or parts["whole"] or "", setting)


def _next(parts: Parts, setting: Setting) -> Read:
    return unit_span(parts["unit"] or "", setting, 1)


def _last(parts: Parts, setting: Setting) -> Read:
    return unit_span(parts["unit"] or "", setting, -1)


def _day_word(parts: Parts, setting: Setting) -> Read:
    if setting.said_on is None:
        return refusals.needs_said_on(setting.phrase)
    return one_day(setting.said_on + timedelta(word(setting, "dayword", parts["dayword"] or "")))


def _presidency(parts: Parts, setting: Setting) -> Read:
    """The half-year of that presidency: in the year named, else the nearest one (contract 5)."""
    language, adjective = setting.grammar.language, parts["adjective"]
    spans = [
        Span(first=one.first, last=one.last)
        for one in sorted(setting.presidencies, key=lambda one: one.first)
        if any(spoken == language and folded(name) == adjective for spoken, name in one.adjectives)
    ]
    if not spans:
        return refusals.no_presidency(setting.phrase)
    if year := parts.get("year"):
        found = next((span for span in spans if span.first and span.first.year == int(year)), None)
    elif setting.anchor is None:
        return refusals.needs_said_on(setting.phrase)
    else:
        found = _nearest(spans, setting.anchor, setting.nearest)
    return found or refusals.no_presidency(setting.phrase)


_READERS: Final[Mapping[Shape, Callable[[Parts, Setting], Read]]] = {
    Shape.DAY: _day,
    Shape.SHORT_YEAR: _short_year,
    Shape.MONTH: _month,
    Shape.QUARTER: _quarter,
    Shape.HALF: _half,
    Shape.SEASON: _season,
    Shape.WINTER: _winter,
    Shape.YEAR: _year,
    Shape.SHORT_YEARS: _short_years,
    Shape.THIS: _this,
    Shape.NEXT: _next,
    Shape.LAST: _last,
    Shape.DAY_WORD: _day_word,
    Shape.PRESIDENCY: _presidency,
}


def day_number(text: str) -> int | None:
    """A day of a month that is named elsewhere: the first part of `1 to 15 June`."""
    found = re.fullmatch("([0-9]{1,2})(?:st|nd|rd|th|er)?", text)
    return int(found[1]) if found else None
