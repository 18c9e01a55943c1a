"""A cell as words, for a table that holds nothing else, such as one in Word; read back it is the same cell."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from waypost.core.when.reading import LANGUAGES
from waypost.words.typed.amounts import typed_figure
from waypost.words.typed.cell import Cell, Wrong, cell_words, midnight
from waypost.words.typed.desk import Desk

NUMBERS: Final = frozenset({"amount", "share", "count"})
"""Looks of columns whose cells are numbers."""

_TWO_READINGS: Final = re.compile(r"\d[.,]\d{3}")
"""A mark before three digits ends a number: it may part thousands or tenths."""


def worded(cell: Cell, look: str, desk: Desk) -> str:
    """The words of a cell of a column, as a person of the desk's language would type them and as they are read."""
    match cell:
        case Decimal():
            return f"{_figure(cell * 100, desk)} %" if look == "share" else _figure(cell, desk)
        case datetime() if isinstance(midnight(cell), datetime):
            return cell_words(cell)
        case date():
            return _day(cell, desk)
    return cell_words(cell)


def _figure(number: Decimal, desk: Desk) -> str:
    words = desk.words.numbers.decimal(number).translate(_DIRECTIONS)
    return f"{words}0" if _TWO_READINGS.search(words) and number != number.to_integral_value() else words


_DIRECTIONS: Final = dict.fromkeys(range(0x2066, 0x206A))


def _day(day: date, desk: Desk) -> str:
    """A day with its month in words where these are read, else in figures, day before month (contract 5)."""
    if desk.words.language in LANGUAGES:
        return desk.words.numbers.day(day, "short").translate(_DIRECTIONS)
    return f"{day:%d.%m.%Y}" if desk.words.language == "de" else f"{day:%d/%m/%Y}"


def unworded(words: str, look: str, desk: Desk) -> Cell:
    """What typed words say in a column of numbers: a plain figure is a number; all else stays words."""
    if look not in NUMBERS:
        return words
    try:
        typed = typed_figure(words, desk)
    except Wrong:
        return words
    if typed is None or typed.qualifier or typed.unit not in ("", "%"):
        return words
    if typed.unit == "%":
        return typed.number / 100 if look == "share" else words
    return typed.number


def alike(one: str, other: str) -> bool:
    """Whether two cells say the same: kinds of blank, line ends and signs without a shape make no difference."""
    return one == other or bare(one) == bare(other)


def bare(words: str) -> str:
    """Words as they are compared: one blank between them, nothing without a shape."""
    kept = (one for one in words if one.isspace() or unicodedata.category(one) not in ("Cf", "Cc", "Cn", "Cs"))
    return " ".join("".join(kept).split())
