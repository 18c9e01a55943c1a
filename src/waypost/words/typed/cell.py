"""A cell as a spreadsheet or a table of a document holds it, and what is wrong with one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from waypost.core.errors import Problem
from waypost.core.say import Say, SayValue, say

Value: TypeAlias = Any
"""A value of a field, of whatever type the table of kinds gives it."""

Cell = str | Decimal | date | datetime | bool | None
"""Text, a number, a day, a moment, yes or no, nothing. An empty text is nothing."""

LONGEST: Final = 32_000
"""Signs that a cell of a workbook holds without loss; a longer text is shown cut, and kept as it was if untouched."""


class Wrong(Exception):
    """A cell cannot be read as what its column holds: a code of the catalogue and the values of its sentence."""

    def __init__(self, code: str, /, **values: SayValue) -> None:
        super().__init__(code)
        self.reason = Say(code, tuple(values.items()))
        self.remedy = say(f"{code}.remedy")


class Unread(Wrong):
    """A date phrase that is not read: it is kept as it stands, and no day is guessed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.reason = problem.reason
        self.remedy = problem.remedy or self.remedy


def cell_words(cell: Cell) -> str:
    """A cell as text, without blanks around it; a number in plain digits, a day in ISO form."""
    match cell:
        case None:
            return ""
        case str():
            return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
        case bool():
            return "1" if cell else "0"
        case Decimal():
            return plain_digits(cell)
        case datetime():
            return midnight(cell).isoformat()
        case date():
            return cell.isoformat()


def plain_digits(number: Decimal) -> str:
    """A number in plain digits without zeros that say nothing."""
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def midnight(cell: date | datetime) -> date | datetime:
    """A moment at midnight is a day: spreadsheets know no other."""
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0):
        return cell.date()
    return cell


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def same(one: Cell, other: Cell) -> bool:
    """Whether two cells hold the same value: a day equals its midnight, 12 equals 12.0, nothing an empty text."""
    if is_empty(one) or is_empty(other):
        return is_empty(one) and is_empty(other)
    if isinstance(one, bool) != isinstance(other, bool):
        return False
    if isinstance(one, date) and isinstance(other, date):
        return midnight(one) == midnight(other)
    if isinstance(one, str) and isinstance(other, str):
        return _lines(one) == _lines(other)
    return type(one) is type(other) and one == other


def _lines(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")
