"""Reads what the words around a period do to it: by, before, since, from one to another, within, once.

A frame that looks right but holds no date is no reading: the next one is tried. The first refusal stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from waypost.core.values import Precision
from waypost.core.when import refusals
from waypost.core.when.grammar import NUMERIC, Frame, Shape
from waypost.core.when.periods import Parts, Read, Setting, day_number, number, period, short_years, unit_span
from waypost.core.when.span import Nearest, Refusal, Span, Unit, days_in, end_of_term, last_day_of_period


def framed(text: str, setting: Setting) -> Read:
    """What a folded phrase says, its prepositions included; None where no frame fits."""
    for frame, pattern in setting.grammar.frames:
        found = pattern.fullmatch(text)
        if found and (read := _READERS[frame](found.groupdict(), setting)) is not None:
            return read
    return None


def conditioned(text: str, written: str, setting: Setting) -> Read:
    """A phrase that waits for something: no day, and the words of what must come true, as written.

    `written` is as long as `text`. A date behind such a word is no condition: it is read by a frame or not at all.
    """
    grammar = setting.grammar
    found, occasion = grammar.conditions.match(text), grammar.occasions.match(text)
    announced = found or occasion
    if not announced:
        return None
    rest = text[announced.end() :]
    dated = not found and grammar.time_word.match(rest)
    if dated or not any(letter.isalpha() for letter in rest) or framed(rest, setting) is not None:
        return None
    if _names_no_event(rest, setting):
        return refusals.too_loose(setting.phrase)
    return Span(first=None, last=None, precision=Precision.CONDITION, condition=written[announced.end() :])


def _names_no_event(rest: str, setting: Setting) -> bool:
    """Whether only loose words stand there, or loose words before a time: possible, mid-2024."""
    grammar = setting.grammar
    article = grammar.article.match(rest)
    rest = rest[article.end() :] if article else rest
    found = None
    while rest and (here := grammar.loose.match(rest)):
        found, rest = here, rest[here.end() :].lstrip(" -")
    return found is not None and (not rest or bool(grammar.time_word.match(rest)))


# ------------------------------------------------------------------------------------------------------------ ranges


def _span(text: str, setting: Setting) -> Read:
    read = period(text, setting)
    return read if read is not None else _range(text, setting)


def _range(text: str, setting: Setting) -> Read:
    for begin, end in _halves(text, setting):
        since = period(begin, replace(setting, anchor=None))
        until = _end(end, since, setting)
        if not isinstance(since, Span) and until is not None:
            since = _begin(begin, until, setting)
        if since is None or until is None:
            continue
        if isinstance(since, Refusal) or isinstance(until, Refusal):
            return since if isinstance(since, Refusal) else until
        if since.first and until.last and until.last < since.first:
            return refusals.backwards(setting.phrase)
        return Span(first=since.first, last=until.last)
    return None


def _halves(text: str, setting: Setting) -> Iterator[tuple[str, str]]:
    for before, between in setting.grammar.ranges:
        if found := before.match(text):
            rest = text[found.end() :]
            yield from ((rest[: gap.start()], rest[gap.end() :]) for gap in between.finditer(rest))


def _end(text: str, since: Read, setting: Setting) -> Read:
    """The second part of a range; without a year it is the next such one after the range begins."""
    found = setting.grammar.end.match(text)
    if isinstance(since, Span):
        setting = replace(setting, anchor=since.first, nearest=Nearest.NOT_OVER)
    return period(text[found.end() :] if found else text, setting)


def _begin(text: str, until: Span | Refusal, setting: Setting) -> Read:
    """The first part of a range; without a year it is the last such one before the range ends."""
    if isinstance(until, Refusal) or until.last is None:
        return period(text, setting)
    article = setting.grammar.article.match(text)
    day = day_number(text[article.end() :] if article else text)
    if day is not None and until.precision is Precision.DAY:
        if not 1 <= day <= days_in(until.last.year, until.last.month):
            return refusals.no_such_day(setting.phrase, until.last.year, until.last.month)
        return Span(first=until.last.replace(day=day), last=None)
    return period(text, replace(setting, anchor=until.last, nearest=Nearest.BEGUN))


# ------------------------------------------------------------------------------------------------------------ frames


def _in(parts: Parts, setting: Setting) -> Read:
    return _span(parts["x"] or "", setting)


_SHORT_YEARS: Final = next(text for shape, text in NUMERIC if shape is Shape.SHORT_YEARS)


def _years(parts: Parts, setting: Setting) -> Read:
    text = parts["x"] or ""
    found = re.fullmatch(_SHORT_YEARS.replace("<year>", "(?P<year>(?:19|20|21)[0-9]{2})"), text)
    return short_years(found.groupdict(), setting) if found else _span(text, setting)


def _by(parts: Parts, setting: Setting) -> Read:
    if "yearend" in parts:
        year = parts.get("year")
        read = period(year, setting) if year else unit_span(_year_word(setting), setting)
    else:
        read = period(parts["x"] or "", setting)
    return Span(first=None, last=read.last) if isinstance(read, Span) else read


def _year_word(setting: Setting) -> str:
    return next(name for name, unit in setting.grammar.units.items() if unit is Unit.YEAR)


def _before(parts: Parts, setting: Setting) -> Read:
    """To the day before; what is under way when it is said cannot be meant, unless what was done is reported."""
    if setting.nearest is Nearest.NOT_OVER:
        setting = replace(setting, nearest=Nearest.NOT_BEGUN)
    read = period(parts["x"] or "", setting)
    return Span(first=None, last=read.first - timedelta(1)) if isinstance(read, Span) and read.first else read


def _from(parts: Parts, setting: Setting) -> Read:
    read = period(parts["x"] or "", setting)
    return Span(first=read.first, last=None) if isinstance(read, Span) else read


def _since(parts: Parts, setting: Setting) -> Read:
    return _from(parts, replace(setting, nearest=Nearest.BEGUN))


def _after(parts: Parts, setting: Setting) -> Read:
    read = period(parts["x"] or "", setting)
    return Span(first=read.last + timedelta(1), last=None) if isinstance(read, Span) and read.last else read


def _later(parts: Parts, setting: Setting) -> Read:
    read = unit_span(parts["unit"] or "", setting)
    return Span(first=setting.said_on, last=read.last) if isinstance(read, Span) else read


def _start(parts: Parts, setting: Setting) -> Read:
    """The period a length of time is counted from: the one named, else the day on which it was said."""
    if named := parts.get("x"):
        return period(named, setting)
    if setting.said_on is None:
        return refusals.needs_said_on(setting.phrase)
    return Span(first=setting.said_on, last=setting.said_on)


def _length(parts: Parts, setting: Setting) -> tuple[int, Unit]:
    return number(setting, parts["number"] or ""), setting.grammar.units[parts["unit"] or ""]


def _period(parts: Parts, setting: Setting) -> Read:
    count, unit = _length(parts, setting)
    read = _start(parts, setting)
    if not isinstance(read, Span) or read.first is None:
        return read
    last = last_day_of_period(read.first, count, unit)
    return Span(first=read.first, last=last) if last >= read.first else None


def _term(parts: Parts, setting: Setting) -> Read:
    count, unit = _length(parts, setting)
    read = _start(parts, setting)
    if not isinstance(read, Span) or read.last is None:
        return read
    return Span(first=read.first, last=end_of_term(read.last, count, unit))


_READERS: Final[Mapping[Frame, Callable[[Parts, Setting], Read]]] = {
    Frame.IN: _in,
    Frame.YEARS: _years,
    Frame.BY: _by,
    Frame.BEFORE: _before,
    Frame.FROM: _from,
    Frame.SINCE: _since,
    Frame.AFTER: _after,
    Frame.LATER: _later,
    Frame.PERIOD: _period,
    Frame.TERM: _term,
}
