"""Reads dates as people write them, and never guesses a day.

`parse_when` gives a `When` or says why not; `as_written` keeps the phrase in either case. The words of each
language are in `english` and `french`, what they mean in `periods` and `frames`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final

from waypost.core.errors import Problem
from waypost.core.values import Precision, When
from waypost.core.when import refusals
from waypost.core.when.english import ENGLISH
from waypost.core.when.frames import conditioned, framed
from waypost.core.when.french import FRENCH
from waypost.core.when.grammar import Compiled, compiled, folded, tidy
from waypost.core.when.periods import Read, Setting
from waypost.core.when.span import Nearest, Presidency, Refusal, Span

LANGUAGES: Final = ("en", "fr")
"""Languages in which dates are read, by their code."""

_GRAMMARS: Final = {grammar.language: grammar for grammar in (ENGLISH, FRENCH)}

_LONGEST_DATE = 160
"""Letters; a longer phrase holds no date that could be read whole, only perhaps a condition."""

_QUOTED = 80
"""Letters of a phrase that a refusal quotes."""


def parse_when(
    phrase: str,
    *,
    said_on: date | None,
    language: str,
    done: bool = False,
    presidencies: Sequence[Presidency] = (),
) -> When | Problem:
    """The days a phrase allows, both ends included and either end open; or why it is not read.

    Day before month, unless the month is a word or the year comes first. Nothing is guessed: a phrase that fixes
    neither a first nor a last day and names no condition is a problem. Capital letters, accents, narrow and
    non-breaking spaces, dashes and apostrophes of any form make no difference.

    Args:
        phrase: as somebody wrote it; kept to the letter in the result.
        said_on: the day on which it was written; phrases such as "by June" are refused without it.
        language: code of the language it is written in.
        done: whether the text reports what was done. A day without a year is then the last one, else the next.
        presidencies: the Council presidencies that a phrase may name.

    Returns:
        A `When`; or a `Problem` with a code of `when.`: no_such_day, which_winter, needs_said_on, short_year,
        two_readings, backwards, no_presidency, too_loose, language, unread.

    Source: contract 5.
    """
    words = tidy(phrase).strip(" .,;:\"'«»“”‘’()[]")
    code = language.casefold().partition("-")[0]
    if code not in _GRAMMARS:
        return _problem(phrase, refusals.language_not_offered(phrase, language))
    if not words:
        return _problem(phrase, refusals.empty(phrase))
    setting = Setting(
        phrase=words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…",
        grammar=_grammar(code),
        said_on=said_on,
        anchor=said_on,
        nearest=Nearest.BEGUN if done else Nearest.NOT_OVER,
        presidencies=presidencies,
    )
    read = _read(words, setting)
    return _problem(phrase, read) if isinstance(read, Refusal) else _when(phrase, read)


def as_written(phrase: str, result: When | Problem) -> When:
    """The reading, or the phrase kept as it is where it was refused: no day, `Precision.UNREAD`."""
    return result if isinstance(result, When) else When(phrase=phrase, precision=Precision.UNREAD)


@cache
def _grammar(language: str) -> Compiled:
    return compiled(_GRAMMARS[language])


def _read(words: str, setting: Setting) -> Span | Refusal:
    text = folded(words)
    try:
        read: Read = framed(text, setting) if len(text) <= _LONGEST_DATE else None
        read = read or _cadence(text, setting) or conditioned(text, words, setting)
    except OverflowError:
        return refusals.too_far(setting.phrase)
    return read or _why_not(text, setting)


def _cadence(text: str, setting: Setting) -> Refusal | None:
    """A phrase that begins with a loose word waits for nothing: "once a year", "as soon as possible"."""
    return refusals.too_loose(setting.phrase) if setting.grammar.loose.match(text) else None


def _why_not(text: str, setting: Setting) -> Refusal:
    grammar = setting.grammar
    if grammar.school_year.search(text):
        return refusals.school_year(setting.phrase)
    if grammar.loose.search(text):
        return refusals.too_loose(setting.phrase)
    return refusals.unread(setting.phrase)


def _when(phrase: str, span: Span) -> When:
    return When(phrase=phrase, precision=span.precision, first=span.first, last=span.last, condition=span.condition)


def _problem(phrase: str, refusal: Refusal) -> Problem:
    return Problem(code=refusal.code, reason=refusal.reason, remedy=refusal.remedy, value=phrase)
