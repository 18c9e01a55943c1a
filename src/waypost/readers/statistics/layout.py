"""Which columns of a table of a spreadsheet hold figures, and which of its rows are data.

A spreadsheet has subtotals, notes and lists of signs under its table: each such row is left out and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from waypost.core.errors import Problem
from waypost.core.statistics.observation import Observation
from waypost.readers.statistics.figures import figure
from waypost.readers.statistics.rows import Row
from waypost.readers.statistics.table import Found, Read, Table

ABSENT: Final = frozenset({"", ":"})
MOST_WORDS: Final = 80
"""Letters by which a row that is left out is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of figures: what is counted and when, what its head says besides, and where its flags stand."""

    at: int
    measure: str
    period: str
    also: tuple[tuple[str, str], ...] = ()
    flag: int | None = None


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A table whose head is understood.

    `where` are the columns that say of what a row is, `keys` those among them that every row of data fills;
    `besides` holds for every figure. A row whose first word is one of `totals` adds up the others.
    """

    table: Table
    kind: str
    where: tuple[tuple[int, str], ...]
    keys: tuple[int, ...]
    columns: tuple[Column, ...]
    dataset: str | None = None
    besides: tuple[tuple[str, str], ...] = ()
    totals: frozenset[str] = frozenset()
    remarks: tuple[Problem, ...] = ()

    def read(self) -> Read:
        """The table with its rows of data counted."""
        return Read(
            kind=self.kind,
            dataset=self.dataset,
            rows=sum(why is None for _, why in self._judged),
            observations=self._observations,
            remarks=self.remarks,
        )

    @cached_property
    def _judged(self) -> tuple[tuple[Row, Problem | None], ...]:
        """Each row, and why it is no row of data."""
        end = self._end()
        return tuple((row, self._why(row, is_below=at >= end)) for at, row in enumerate(self.table.rows))

    def _end(self) -> int:
        """How many rows come before the first blank line that no figure follows."""
        rows = self.table.rows
        last = max((at for at, row in enumerate(rows) if self._has_figures(row)), default=-1)
        for at in range(last + 1, len(rows)):
            if at and rows[at].line > rows[at - 1].line + 1:
                return at
        return len(rows)

    def _has_figures(self, row: Row) -> bool:
        return any(_says(cell(row, column.at)) for column in self.columns)

    def _why(self, row: Row, *, is_below: bool) -> Problem | None:
        first = next((one.strip() for one in row.fields if one.strip()), "")
        words = first if len(first) <= MOST_WORDS else f"{first[: MOST_WORDS - 1]}…"
        if is_below:
            return self.table.left_out("statistics.below_table", row, value=words)
        for key in self.keys:
            if not cell(row, key):
                return self.table.left_out("statistics.no_key", row, head=self.table.heads[key], value=words)
        if words in self.totals:
            return self.table.left_out("statistics.total_row", row, value=words)
        return None

    def _observations(self) -> Iterator[Found]:
        for row, why in self._judged:
            if why is not None:
                yield why
                continue
            where = (*((name, cell(row, at)) for at, name in self.where), *self.besides)
            for column in self.columns:
                yield self._figure(row, column, where)

    def _figure(self, row: Row, column: Column, where: tuple[tuple[str, str], ...]) -> Found:
        words = cell(row, column.at)
        try:
            value = figure(words, ABSENT)
        except ValueError:
            return self.table.left_out("statistics.no_figure", row, value=words)
        return Observation(
            row=row.line,
            where=(*where, *column.also),
            period=column.period,
            measure=column.measure,
            value=value,
            flags="" if column.flag is None else cell(row, column.flag),
            sheet=self.table.sheet,
        )


def _says(words: str) -> bool:
    """Whether words are a figure or a sign that there is none; an empty cell says neither."""
    try:
        return words != "" and figure(words, ABSENT) is not None
    except ValueError:
        return False


def cell(row: Row, at: int) -> str:
    """The words of a row in a column; nothing beyond what is filled."""
    return row.fields[at].strip() if at < len(row.fields) else ""


def periods(heads: tuple[str, ...], of: Callable[[str], str | None], measure: str) -> tuple[Column, ...]:
    """The columns whose heads are periods."""
    found = ((at, of(head)) for at, head in enumerate(heads))
    return tuple(Column(at=at, measure=measure, period=period) for at, period in found if period is not None)
