"""From a line with a cell for each period to a row for each cell, inside the engine, as Parquet.

Three things make it quick: what the cells say is worked out once for each word that stands in any of them; a column
of few words is written by their numbers (an enumeration); and lines are sorted before they become rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import duckdb

from waypost.core.errors import Problem
from waypost.core.statistics.periods import Period
from waypost.core.values import Missing
from waypost.evidence.facts import Place, is_broken, is_preliminary, left_out
from waypost.evidence.tables import NUMBER, exact, fits, rest_text
from waypost.evidence.writing import QUIET, ROW_GROUP

Cell = Callable[[str], tuple[Decimal | Missing, str]]
"""Value and flags of the words of a cell; raises ValueError for words that are no figure and no sign for a missing
one."""
FIELD: Final = "\x1d"
"""Between the fields of the text that the engine reads; no cell has it."""
NOTHING: Final = "\x1c"
MEMORY: Final = "700MB"
WORDS: Final = 50_000
"""Words worked out at a time."""
MOST_CODES: Final = 1_000
"""So many words of a column are written as an enumeration: each group of rows then holds them all."""
LINE: Final = {
    "line": "integer",
    "partner": "varchar",
    "partner_meant": "varchar",
    "partner_words": "varchar",
    "reporter": "varchar",
    "reporter_meant": "varchar",
    "reporter_words": "varchar",
    "route": "varchar",
    "rest": "varchar",
    "cells": "varchar",
}
WORD: Final = {
    "cell": "varchar",
    "fault": "varchar",
    "named": "varchar",
    "value": NUMBER,
    "absent": "varchar",
    "flags": "varchar",
}
# By the partner questions skip groups of rows, so its least and largest word must be those of the group.
NUMBERED: Final = ("partner_meant", "partner_words", "reporter", "reporter_meant", "reporter_words", "route", "rest")


def line_of(number: int, place: Place, cells: str) -> str:
    """A line as the engine reads it: its number, what its codes mean, its cells as written with tabs between."""
    partner, reporter = place.partner, place.reporter
    fields = (
        str(number), partner.code, partner.meant.value, partner.words, reporter.code, reporter.meant.value,
        reporter.words, place.route, rest_text(place.rest), cells,
    )  # fmt: skip
    return FIELD.join(fields)


class Melting:
    """Lines of a table on their way to rows, in a scratch file of the engine that is gone afterwards.

    First `load`, then `understand`, then `odd` and `write`.
    """

    def __init__(self, folder: Path, periods: Sequence[Period]) -> None:
        self.folder, self.periods = folder, tuple(periods)
        # One thread keeps the order of rows without holding them. Left to itself the engine would take the cells for
        # the smaller side of a join, and hold them.
        self._link = duckdb.connect(
            str(folder / "melting.duckdb"),
            config={"memory_limit": MEMORY, "threads": "1", "temp_directory": str(folder / "melting.tmp"), **QUIET},
        )
        self._link.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._link.close()
        for left in self.folder.glob("melting.*"):
            if left.is_file():
                left.unlink()
            else:
                left.rmdir()

    def load(self, lines: Iterable[str]) -> bool:
        """The lines, in the order in which the table lies on the disk; whether there are any."""
        if not self._read("lines", LINE, lines, order="partner, reporter, rest, line"):
            return False
        for column in NUMBERED:
            self._number("lines", column)
        return True

    def understand(self, cell: Cell) -> None:
        """What each word that stands in a cell says."""
        found = self._link.execute("select distinct unnest(string_split(cells, chr(9))) from lines")
        self._read("words", WORD, (_said(words, cell) for words in _each(found)))
        for column in ("absent", "flags"):
            self._number("words", column)
        self._link.execute("alter table words add column preliminary boolean")
        self._link.execute("alter table words add column broken boolean")
        for (flags,) in self._link.execute("select distinct flags from words").fetchall():
            said = [is_preliminary(flags), is_broken(flags), flags]
            self._link.execute("update words set preliminary = ?, broken = ? where flags = ?", said)

    def odd(self, file: str) -> Iterator[Problem]:
        """The cells that are left out, line by line."""
        if not self._one("select count(*) from words where fault <> ''"):
            return
        found = self._link.execute(
            "select line, fault, named from (select line, unnest(string_split(cells, chr(9))) as cell, "
            f"unnest(range({len(self.periods)})) as slot from lines) join words using (cell) where fault <> '' "
            "order by line, slot"
        ).fetchall()
        for line, fault, named in found:
            yield left_out(fault, {"value": named}, file=file, row=line)

    def write(self, target: Path, *, vintage: str, issued: date, dataset: str) -> int:
        """The rows as Parquet; how many there are."""
        named = {"vintage": vintage, "dataset": dataset, "measure": "value", "source_sheet": ""}
        for name, words in named.items():
            self._link.execute(f"create type {name}_words as enum ({_quoted(words)})")
        self._link.execute(f"create type period_words as enum ({', '.join(map(_quoted, self._names()))})")
        periods = ", ".join(_quoted(one.name) for one in self.periods)
        first, last = (", ".join(_quoted(str(day)) for day in days) for days in self._days())
        self._link.execute(
            f"copy (select {_fixed('vintage', vintage)}, date '{issued}' as issued, {_fixed('dataset', dataset)}, "
            f"{_fixed('measure', 'value')}, partner, partner_meant, partner_words, "
            "reporter, reporter_meant, reporter_words, route, rest, period, first_day, last_day, value, absent, flags, "
            f"preliminary, broken, line as source_row, {_fixed('source_sheet', '')} "
            "from (select * exclude (cells), unnest(string_split(cells, chr(9))) as cell, "
            f"unnest([{periods}]::period_words[]) as period, unnest([{first}]::date[]) as first_day, "
            f"unnest([{last}]::date[]) as last_day from lines) "
            "join words using (cell) where fault = '') "
            f"to ? (format parquet, compression zstd, row_group_size {ROW_GROUP})",
            [str(target)],
        )
        return self._one(f"select count(*) from read_parquet({_quoted(str(target))})")

    def _names(self) -> list[str]:
        return sorted({one.name for one in self.periods})

    def _days(self) -> tuple[list[date], list[date]]:
        return [one.first for one in self.periods], [one.last for one in self.periods]

    def _read(self, table: str, columns: dict[str, str], lines: Iterable[str], *, order: str = "all") -> bool:
        staged = self.folder / f"melting.{table}"
        with staged.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{line}\n" for line in lines)
        if not staged.stat().st_size:
            return False
        self._link.execute(
            f"create table {table} as select * from read_csv(?, auto_detect=false, columns={columns!r}, header=false, "
            f"delim='{FIELD}', quote='', escape='', nullstr='{NOTHING}', max_line_size=100000000) order by {order}",
            [str(staged)],
        )
        staged.unlink()
        return True

    def _number(self, table: str, column: str) -> None:
        """A column of few words as an enumeration."""
        if self._one(f"select count(distinct {column}) from {table}") <= MOST_CODES:
            self._link.execute(f"create type {column}_words as enum (select distinct {column} from {table} order by 1)")
            self._link.execute(f"alter table {table} alter {column} type {column}_words")

    def _one(self, sql: str) -> int:
        found = self._link.execute(sql).fetchone()
        return int(found[0]) if found else 0


def _each(found: duckdb.DuckDBPyConnection) -> Iterator[str]:
    while rows := found.fetchmany(WORDS):
        for (words,) in rows:
            yield words


def _said(words: str, cell: Cell) -> str:
    """A word of a cell and what it says, or why the cell is left out, as the engine reads it."""
    try:
        value, flags = cell(words)
    except ValueError:
        return FIELD.join((words, "statistics.no_figure", words.strip(), NOTHING, "", ""))
    if isinstance(value, Missing):
        return FIELD.join((words, "", "", NOTHING, value.value, flags))
    if not fits(value):
        return FIELD.join((words, "evidence.too_wide", f"{value}", NOTHING, "", ""))
    return FIELD.join((words, "", "", f"{exact(value):f}", "", flags))


def _fixed(name: str, words: str) -> str:
    return f"{_quoted(words)}::{name}_words as {name}"


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
