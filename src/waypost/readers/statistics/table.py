"""A table as a publisher wrote it, under a head that may stand anywhere near its top; and what is read of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.errors import Problem, Severity
from waypost.core.say import say
from waypost.core.statistics.observation import Observation
from waypost.readers.statistics.rows import Row

HEAD_WITHIN: Final = 24
"""A head stands in one of the first rows: UNHCR puts a preamble of 15 lines before it."""

Found = Observation | Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a file or of a sheet around one row that may be the head; `line` is where that stands."""

    above: tuple[Row, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    file: str
    sheet: str | None = None
    line: int = 1

    def left_out(self, code: str, row: Row | None, **values: str | int) -> Problem:
        """Why a row, a figure in it, or (without a row) something of the head is left out. `value` among the values is
        also told by itself."""
        value = values.get("value")
        return Problem(
            code=code,
            severity=Severity.WARNING,
            reason=say(code, **values),
            file=self.file,
            sheet=self.sheet,
            row=self.line if row is None else row.line,
            value=value if isinstance(value, str) else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A file whose form is known: kind, the publisher's name of the dataset where it says one, number of data rows,
    and how its figures are read (each time anew, one after another). `remarks` are on the file and not on a row;
    `issued` is the day on which its publisher last changed the figures, where the file says it."""

    kind: str
    dataset: str | None
    rows: int
    observations: Callable[[], Iterator[Found]]
    remarks: tuple[Problem, ...] = ()
    issued: date | None = None


Form = Callable[[Table], Read | None]
"""Reads a table whose head it knows; None for another."""


def read_table(rows: tuple[Row, ...], forms: tuple[Form, ...], file: str, sheet: str | None = None) -> Read | None:
    """The table by the first form that knows the head in one of its first rows; None for a form that is not known."""
    for at, row in enumerate(rows[:HEAD_WITHIN]):
        heads = tuple(" ".join(one.split()) for one in row.fields)
        table = Table(above=rows[:at], heads=heads, rows=rows[at + 1 :], file=file, sheet=sheet, line=row.line)
        for form in forms:
            read = form(table)
            if read is not None:
                return read
    return None
