"""The shape of a language's grammar of dates: its words and patterns, as data.

A pattern is a regular expression in which `<name>` stands for a word of a list (`<month>`, `<season>`) or a part
to be read (`<x>`). Patterns and words are compared folded: small letters, no accents, plain spaces, dashes and
apostrophes, so that `ÉTÉ 2023` and `ete 2023` are the same phrase. The readers, which know no word of any
language, are in `periods` and `frames`; each language is one file of data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from waypost.core.when.span import Unit


class Shape(Enum):
    """What a pattern of a period names."""

    DAY = "day"
    SHORT_YEAR = "short year"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    WINTER = "winter"
    YEAR = "year"
    SHORT_YEARS = "short years"
    THIS = "this"
    NEXT = "next"
    LAST = "last"
    DAY_WORD = "day word"
    PRESIDENCY = "presidency"


class Frame(Enum):
    """What the words around a period do to it."""

    IN = "in"
    """The period itself."""
    YEARS = "years"
    """The period itself, where the words say that it is one: 2010-12 is then three years."""
    BY = "by"
    """Open to its last day."""
    BEFORE = "before"
    """Open to the day before its first."""
    FROM = "from"
    """Its first day to open."""
    SINCE = "since"
    """Its first day to open; without a year always the last one."""
    AFTER = "after"
    """The day after its last to open."""
    LATER = "later"
    """The day on which it was said to the end of a period."""
    PERIOD = "period"
    """A length of time that begins with a given day, or when it was said."""
    TERM = "term"
    """A term that runs from a given day, or from when it was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """One language. Words of maps are written as a person writes them; patterns are folded when compiled."""

    language: str
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    """First month of each season that lies within one year; winter does not (contract 5)."""
    ordinals: Mapping[str, int]
    """-1 is the last one."""
    numbers: Mapping[str, int]
    units: Mapping[str, Unit]
    weekdays: Mapping[str, int]
    """Monday is 0."""
    day_words: Mapping[str, int]
    """Days from the day on which it was said."""
    day_suffix: str
    article: str
    end: str
    """Words for the end of a period, article and preposition included."""
    periods: tuple[tuple[Shape, str], ...]
    frames: tuple[tuple[Frame, str], ...]
    ranges: tuple[tuple[str, str], ...]
    """Words before a range, and between its two parts."""
    conditions: tuple[str, ...]
    """Words that announce a condition, and are never the beginning of a date."""
    occasions: tuple[str, ...]
    """Words that announce a condition, or a date: after, upon."""
    loose: tuple[str, ...]
    """Words that name no day."""
    school_years: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A grammar ready to be used: all words folded, all patterns compiled."""

    language: str
    words: Mapping[str, Mapping[str, int]]
    """By list (`month`, `season`, `ordinal`, `number`, `weekday`, `dayword`)."""
    units: Mapping[str, Unit]
    article: re.Pattern[str]
    end: re.Pattern[str]
    periods: tuple[tuple[Shape, re.Pattern[str]], ...]
    frames: tuple[tuple[Frame, re.Pattern[str]], ...]
    ranges: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    conditions: re.Pattern[str]
    occasions: re.Pattern[str]
    time_word: re.Pattern[str]
    loose: re.Pattern[str]
    school_year: re.Pattern[str]


YEAR = "(?P<year>(?:19|20|21)[0-9]{2})"

NUMERIC: tuple[tuple[Shape, str], ...] = (
    (Shape.DAY, "<year>([-/.])(?P<monthnumber>[0-9]{1,2})\\2<day>"),
    (Shape.DAY, "<day> ?([-/.]) ?(?P<monthnumber>[0-9]{1,2}) ?\\2 ?<year>"),
    (Shape.SHORT_YEAR, "[0-9]{1,2}([-/.])[0-9]{1,2}\\1'?[0-9]{2}"),
    (Shape.SHORT_YEARS, "<year> ?- ?(?P<until>[0-9]{2})"),
    (Shape.MONTH, "(?P<monthnumber>[0-9]{1,2})[-/.]<year>"),
    (Shape.YEAR, "<year>"),
)
"""What is written in figures is the same in every language: day before month, the year in four figures."""

_SAME = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | dict.fromkeys("\u2018\u2019\u02bc\u2032", "'")
)
_NOTHING = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def tidy(phrase: str) -> str:
    """A phrase in one line, with plain spaces and without characters that nobody sees."""
    return " ".join(unicodedata.normalize("NFC", phrase).translate(_NOTHING).split())


def folded(words: str) -> str:
    """The same words in small letters, without accents, with plain dashes and apostrophes.

    As long as `words`, letter for letter, so that what is found in it can be cut out of the original.
    """
    return "".join(_plain(letter) for letter in words).translate(_SAME)


def _plain(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)
    if all(unicodedata.combining(mark) for mark in bare[1:]):
        letter = bare[0]
    small = letter.lower()
    return small if len(small) == 1 else letter


def compiled(grammar: Grammar) -> Compiled:
    """The grammar with its patterns compiled."""
    lists = {
        "month": _folded_keys(grammar.months),
        "season": _folded_keys(grammar.seasons),
        "ordinal": _folded_keys(grammar.ordinals),
        "number": _folded_keys(grammar.numbers),
        "weekday": _folded_keys(grammar.weekdays),
        "dayword": _folded_keys(grammar.day_words),
    }
    units = {folded(word): unit for word, unit in grammar.units.items()}
    parts = {name: f"(?P<{name}>{_any(words)})" for name, words in lists.items()} | {"unit": f"(?P<unit>{_any(units)})"}
    parts["number"] = f"(?P<number>[0-9]{{1,3}}|{_any(lists['number'])})"
    parts["weekday"] = f"(?:{parts['weekday']},? )?"
    parts |= {"day": f"(?P<day>[0-9]{{1,2}})(?:{grammar.day_suffix})?", "year": YEAR, "end": grammar.end}
    parts |= {"x": "(?P<x>.+?)", "y": "(?P<y>.+?)", "article": grammar.article}

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(folded_pattern(re.sub(r"(?<!\?P)<([a-z]+)>", lambda found: parts[found[1]], text)))

    timely = [_any(units), *(_any(words) for name, words in lists.items() if name not in ("number", "ordinal"))]
    return Compiled(
        language=grammar.language,
        words=lists,
        units=units,
        article=pattern(grammar.article),
        end=pattern(grammar.end),
        periods=tuple((shape, pattern(text)) for shape, text in NUMERIC + grammar.periods),
        frames=tuple((frame, pattern(text)) for frame, text in grammar.frames),
        ranges=tuple((pattern(before), pattern(between)) for before, between in grammar.ranges),
        conditions=pattern(f"(?:{'|'.join(grammar.conditions)})"),
        occasions=pattern(f"(?:{'|'.join(grammar.occasions)})"),
        time_word=pattern(
            f"(?:{grammar.article})?(?:[0-9]|(?:{_any(lists['number'])}) (?:{_any(units)})\\b"
            f"|(?:{'|'.join(timely)})\\b)"
        ),
        loose=pattern(rf"(?<![\w])(?:{'|'.join(grammar.loose)})(?![\w])"),
        school_year=pattern(rf"\b(?:{'|'.join(grammar.school_years)})\b"),
    )


def folded_pattern(text: str) -> str:
    """A pattern with its letters folded; classes and groups keep their capitals."""
    return "".join(letter if letter.isascii() else _plain(letter) for letter in text).translate(_SAME)


def _folded_keys(words: Mapping[str, int]) -> Mapping[str, int]:
    return {folded(word): value for word, value in words.items()}


def _any(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
