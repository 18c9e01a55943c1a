"""Cells as plain text for the pipe between child and parent: a first letter says what follows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from waypost.words.typed.cell import Cell, midnight

FAULT = "e"
"""Of a cell that shows an error of the spreadsheet, such as #REF!."""

UNSAVED = "="
"""In place of the value of a formula that no program has worked out."""


def plain(value: object) -> str | None:
    """A value of a reader as plain text; None for an empty cell."""
    match value:
        case None | "":
            return None
        case str():
            return f"t{value}"
        case bool():
            return "b1" if value else "b0"
        case int() | float():
            return f"n{Decimal(repr(value)):f}" if _is_finite(value) else "e#NUM!"
        case datetime():
            return _moment(value)
        case date():
            return f"d{value.isoformat()}"
        case time():
            return f"t{value.isoformat(timespec='seconds')}"
        case timedelta():
            return f"t{_length(value)}"
    raise TypeError(type(value).__name__)


def _is_finite(value: float) -> bool:
    return value == value and abs(value) != float("inf")


def _moment(value: datetime) -> str:
    """To the second: readers round parts of a second differently."""
    whole = value.replace(tzinfo=None)
    whole = whole.replace(microsecond=0) + timedelta(seconds=1 if whole.microsecond >= 500_000 else 0)
    day = midnight(whole)
    return f"m{whole.isoformat()}" if isinstance(day, datetime) else f"d{day.isoformat()}"


def _length(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def cell_of(text: str | None) -> Cell:
    """The cell of a plain text; an error of the spreadsheet is its own text, such as #REF!."""
    if text is None:
        return None
    kind, held = text[0], text[1:]
    match kind:
        case "n":
            return Decimal(held)
        case "b":
            return held == "1"
        case "d":
            return date.fromisoformat(held)
        case "m":
            return datetime.fromisoformat(held)
    return held
