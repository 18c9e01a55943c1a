"""Single values as one cell each, and back: text, days, dates as written, shares, words of closed lists, names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from waypost.core.errors import Problem
from waypost.core.say import Code, Say, Who, say
from waypost.core.values import ElementId, Missing, Precision, Principal, Text, When
from waypost.core.when.reading import LANGUAGES as DATE_LANGUAGES
from waypost.core.when.reading import parse_when
from waypost.words.phrases import language_of
from waypost.words.typed.amounts import number_cell, read_number
from waypost.words.typed.cell import LONGEST, Cell, Unread, Value, Wrong, cell_words, midnight
from waypost.words.typed.desk import Desk, choices_in_order, country_named, fold

FIRST_YEAR = 1901
"""Days before it are text: the calendars of spreadsheets begin in 1900 and differ in its first weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """How one type stands in one cell.

    `write` gives the cell, `read` the value; `was` is the value that stood there, None where none is known.
    `choices` are the words of a closed list. `look` says how the cell is shown: text, number, day, share.
    """

    write: Callable[[Value, Desk], Cell]
    read: Callable[[Cell, Desk, Value], Value]
    choices: Callable[[Desk], tuple[str, ...]] | None = None
    look: str = "text"


def _shown(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _write_text(value: Text, desk: Desk) -> Cell:
    return _shown(value.in_language(desk.words.language)[1])


def _read_text(cell: Cell, desk: Desk, was: Value) -> Text:
    words = cell_words(cell)
    if not isinstance(was, Text):
        return Text(wordings=((desk.words.language, words),))
    shown = was.in_language(desk.words.language)[0]
    return Text(wordings=tuple((one, words if one == shown else said) for one, said in was.wordings))


def _write_day(value: date, desk: Desk) -> Cell:
    return value if value.year >= FIRST_YEAR else value.isoformat()


def _read_day(cell: Cell, desk: Desk, was: Value) -> date:
    if isinstance(cell, date):
        day = midnight(cell)
        if isinstance(day, datetime):
            raise Wrong("readers.day_with_time", value=day)
        return day
    try:
        when = _when(cell_words(cell), desk)
    except Unread as error:
        # A day cannot be kept as a phrase, so here it is a fault like any other.
        raise _plainly(error) from None
    if when.precision is not Precision.DAY or when.first is None:
        raise Wrong("readers.not_a_day", value=cell_words(cell))
    return when.first


def _plainly(error: Unread) -> Wrong:
    found = Wrong(error.reason.code)
    found.reason, found.remedy = error.reason, error.remedy
    return found


def _write_when(value: When, desk: Desk) -> Cell:
    day = value.first
    if day is not None and value == When(phrase=day.isoformat(), precision=Precision.DAY, first=day, last=day):
        return _write_day(day, desk)
    if day is not None and desk.sheet and _is_day_of_another_language(value, desk.words.language):
        return _write_day(day, desk)
    return _shown(value.phrase or desk.plain(value))


def _is_day_of_another_language(value: When, language: str) -> bool:
    """Whether a phrase says one day and nothing else, in a language that is not the reader's: "30 June 2027".

    The cell of a sheet holds the day, so that it is shown in the reader's language; every other phrase is kept.
    """
    phrase = value.phrase
    if value.precision is not Precision.DAY or not phrase:
        return False
    written = language_of(phrase)
    return written not in (None, language) and _read_alone(phrase, str(written)) == value


@lru_cache(maxsize=1024)
def _read_alone(phrase: str, language: str) -> When | Problem:
    """What a phrase says by itself; one that hangs on the day it was said is not read."""
    return parse_when(phrase, said_on=None, language=language)


def _read_when(cell: Cell, desk: Desk, was: Value) -> When:
    if isinstance(cell, date):
        day = _read_day(cell, desk, was)
        return When(phrase=day.isoformat(), precision=Precision.DAY, first=day, last=day)
    return _when(cell_words(cell), desk)


def _when(phrase: str, desk: Desk) -> When:
    """The phrase read in the language of the desk, else in another. Raises Wrong with the reason of the first."""
    codes = (desk.words.language, *(one for one in DATE_LANGUAGES if one != desk.words.language))
    read = [
        parse_when(phrase, said_on=desk.said_on, language=one, presidencies=desk.presidencies)
        for one in codes
        if one in DATE_LANGUAGES
    ]
    found = next((one for one in read if isinstance(one, When)), None)
    if found is not None:
        return found
    first = read[0]
    assert isinstance(first, Problem)
    raise Unread(first)


def _write_share(value: Decimal, desk: Desk) -> Cell:
    return number_cell(value)


def _read_share(cell: Cell, desk: Desk, was: Value) -> Decimal:
    words = cell_words(cell)
    if not isinstance(cell, Decimal) and words.endswith("%"):
        share = read_number(words[:-1].strip(), desk) / 100
    else:
        share = read_number(cell, desk)
    if not 0 <= share <= 1:
        raise Wrong("readers.not_a_share", value=words)
    return share


def _read_count(cell: Cell, desk: Desk, was: Value) -> int:
    number = read_number(cell, desk)
    if number != number.to_integral_value():
        raise Wrong("readers.not_whole", value=cell_words(cell))
    return int(number)


def _write_flag(value: Value, desk: Desk) -> Cell:
    return desk.plain(say("workbook.yes" if value else "workbook.no"))


def _read_flag(cell: Cell, desk: Desk, was: Value) -> bool:
    if isinstance(cell, bool):
        return cell
    words = fold(cell_words(cell))
    for language in desk.wordings:
        for code, value in (("workbook.yes", True), ("workbook.no", False)):
            if words == fold(language.plain(say(code))):
                return value
    raise Wrong("readers.not_in_list", value=cell_words(cell), choices=_flags(desk))


def _flags(desk: Desk) -> tuple[str, ...]:
    return tuple(desk.plain(say(code)) for code in ("workbook.yes", "workbook.no"))


def listed(codes: tuple[str, ...], words_of: Callable[[str], Say | Code], made: Callable[[str], Value]) -> Scalar:
    """A word of a closed list: written in the reader's language, read in every language of ours or as its code."""

    def write(value: Value, desk: Desk) -> Cell:
        return desk.plain(words_of(str(value))) if str(value) in codes else str(value)

    def read(cell: Cell, desk: Desk, was: Value) -> Value:
        folded = fold(cell_words(cell))
        for language in desk.wordings:
            for code in codes:
                if folded in (fold(code), fold(language.plain(words_of(code)))):
                    return made(code)
        raise Wrong("readers.not_in_list", value=cell_words(cell), choices=choices(desk))

    def choices(desk: Desk) -> tuple[str, ...]:
        return tuple(desk.plain(words_of(code)) for code in codes)

    return Scalar(write=write, read=read, choices=choices)


def code_of(table: type[StrEnum]) -> Scalar:
    """A code of a closed list of the core."""
    name = table.__name__.lower()
    return listed(tuple(one.value for one in table), lambda code: Code(table=name, code=code), table)


def _write_principal(value: Principal, desk: Desk) -> Cell:
    return desk.plain(Who(principal=value))


def _read_principal(cell: Cell, desk: Desk, was: Value) -> Principal:
    return desk.principal(cell_words(cell))


def principal_choices(desk: Desk) -> tuple[str, ...]:
    """Everyone known at the desk, by name."""
    return choices_in_order({desk.plain(Who(principal=one)) for one in desk.known})


def element_choices(desk: Desk) -> tuple[str, ...]:
    """Every element known at the desk, by number and title."""
    return choices_in_order(desk.labels.values())


def _read_country(cell: Cell, desk: Desk, was: Value) -> str:
    words = cell_words(cell)
    code = country_named(words)
    if code is None:
        raise Wrong("readers.not_a_country", value=words)
    return code


def _country(value: str, desk: Desk) -> Cell:
    return desk.plain(Who(principal=f"partner:{value}"))


def missing_words(value: Missing, desk: Desk) -> str:
    """Why a value is not there, in words."""
    return desk.plain(value)


def read_missing(cell: Cell, desk: Desk) -> Missing | None:
    """The reason for an absence that a cell gives; None where it holds something else."""
    if not isinstance(cell, str):
        return None
    folded = fold(cell_words(cell))
    for language in desk.wordings:
        for one in Missing:
            if folded == fold(language.plain(one)):
                return one
    return None


TEXT = Scalar(write=_write_text, read=_read_text, look="prose")
WORD = Scalar(write=lambda value, desk: _shown(value), read=lambda cell, desk, was: cell_words(cell))
DAY = Scalar(write=_write_day, read=_read_day, look="day")
WHEN = Scalar(write=_write_when, read=_read_when, look="when")
SHARE = Scalar(write=_write_share, read=_read_share, look="share")
COUNT = Scalar(write=lambda value, desk: Decimal(value), read=_read_count, look="count")
FLAG = Scalar(write=_write_flag, read=_read_flag, choices=_flags)
PRINCIPAL = Scalar(write=_write_principal, read=_read_principal, look="principal")
COUNTRY = Scalar(write=_country, read=_read_country)
ELEMENT = Scalar(
    write=lambda value, desk: desk.label(value),
    read=lambda cell, desk, was: desk.element(cell_words(cell)),
    look="element",
)


def by_type(hint: Value) -> Scalar | None:
    """The form of a type in one cell; None for a type that needs several, or a list."""
    simple: dict[Value, Scalar] = {
        Text: TEXT,
        str: WORD,
        date: DAY,
        When: WHEN,
        Decimal: SHARE,
        int: COUNT,
        bool: FLAG,
        Principal: PRINCIPAL,
        ElementId: ELEMENT,
    }
    if hint in simple:
        return simple[hint]
    return code_of(hint) if isinstance(hint, type) and issubclass(hint, StrEnum) else None
