"""Rows of several processes on their way to Parquet: files of text between which nobody waits.

A cell may hold anything that XML may, and XML has no signs below the blank but tab and new line: so one of these stands
between cells and nothing is quoted. What is the same in every row of a vintage is left out and put in at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from waypost.core.statistics.vintage import Part
from waypost.evidence.again import MOST, Again, Cells
from waypost.evidence.tables import COLUMNS, ORDERS, Cell
from waypost.evidence.writing import QUIET, ROW_GROUP, settle, sha256_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BETWEEN: Final = "\x1f"
ABSENT: Final = "\x1e"
MEMORY: Final = "190MB"
"""What the engine may take. Two threads need more, and stop for want of it at files of 1 GB."""
MORE: Final = "1GB"
"""What it may take where that is not enough: a file of several GB is not given up."""
AT_ONCE: Final = 4 * 1024 * 1024
"""Bytes of rows that it reads at once, where none is longer: of more too little is left for the sorting."""
_BYTES: Final = 5
"""That a letter and what stands around its row take at most."""
SUFFIX: Final = ".rows"
_SAME: Final = ("vintage", "issued")
_LEFT_OUT: Final = {table: sum(one in _SAME for one in columns) for table, columns in COLUMNS.items()}
"""How many cells at the beginning of a row are the same in every row of a vintage."""


class Staged:
    """Rows of one process. Several write into one folder, each with its own mark, and may write again later."""

    def __init__(self, folder: Path, mark: str) -> None:
        self._folder = folder
        self._mark = mark
        self._lines: dict[str, list[str]] = {}
        self.longest = 0
        """Letters of the longest row so far."""
        self._known: dict[int, tuple[Cells, str]] = {}

    def add(self, table: str, name: str, cells: Cells) -> None:
        """One row of an activity: its name, and its cells after it in the order of the table's columns."""
        text = self._again(cells) if cells.__class__ is Again else self._line(cells)
        lines = self._lines.get(table)
        if lines is None:
            lines = self._lines[table] = []
        lines.append(f"{name}{BETWEEN}{text}")

    def _again(self, cells: Cells) -> str:
        found = self._known.get(id(cells))
        if found is None:
            if len(self._known) >= MOST:
                self._known.clear()
            # The cells are kept with their text, so that no others can get their number.
            found = self._known[id(cells)] = (cells, self._line(cells))
        return found[1]

    def _line(self, cells: Cells) -> str:
        return BETWEEN.join(
            [
                one if isinstance(one, str) else self._again(one) if isinstance(one, Again) else _text(one)
                for one in cells
            ]
        )

    def settle(self) -> Counter[str]:
        """Writes what was added; how many rows of each table."""
        counts: Counter[str] = Counter()
        for table, lines in self._lines.items():
            if not lines:
                continue
            counts[table] = len(lines)
            # One row a line: the new lines that a text has are blanks in the tables.
            plain = [one.replace("\r", " ").replace("\n", " ") if "\n" in one or "\r" in one else one for one in lines]
            with (self._folder / f"{table}-{self._mark}{SUFFIX}").open("a", encoding="utf-8", newline="") as file:
                file.write("\n".join(plain) + "\n")
            self.longest = max(self.longest, *map(len, plain))
            lines.clear()
        return counts


def _text(cell: Cell) -> str:
    if cell is None:
        return ABSENT
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def finish(
    folder: Path, counts: Mapping[str, int], *, vintage: str, issued: date, longest: int = 0
) -> tuple[Part, ...]:
    """Each table of the folder as `<table>.parquet`, forced to the disk. The same rows make the same bytes, whoever
    wrote them. `longest` is the number of letters of the longest row."""
    # Imported here: the processes that write rows need no engine.
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY, "threads": "1", "temp_directory": str(folder / ".scratch"),
        "preserve_insertion_order": "false", **QUIET,
    }  # fmt: skip
    link = duckdb.connect(":memory:", config=settings)
    try:
        found = []
        for table in COLUMNS:
            if counts.get(table):
                _copied(link, folder, table, vintage, issued, max(AT_ONCE, _BYTES * longest))
                target = folder / f"{table}.parquet"
                settle(target)
                found.append(Part(table=table, rows=counts[table], sha256=sha256_of(target)))
        return tuple(found)
    finally:
        link.close()
        for staged in folder.glob(f"*{SUFFIX}"):
            staged.unlink()


def _copied(link: DuckDBPyConnection, folder: Path, table: str, vintage: str, issued: date, at_once: int) -> None:
    is_dated = _LEFT_OUT[table] == len(_SAME)
    same = "?::varchar as vintage, " + ("?::date as issued, " if is_dated else "")
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS[table].items() if name not in _SAME)
    staged = sorted(str(one) for one in folder.glob(f"{table}-*{SUFFIX}"))
    from duckdb import OutOfMemoryException

    text = (
        f"copy (select {same}* from read_csv(?, auto_detect=false, columns={{{types}}}, header=false, "
        f"nullstr='{ABSENT}', delim='{BETWEEN}', quote='', escape='', new_line='\\n', strict_mode=true, "
        f"buffer_size={at_once}) order by {ORDERS[table]}) "
        f"to ? (format parquet, compression zstd, row_group_size {ROW_GROUP})"
    )
    values = [vintage, *([issued] if is_dated else []), staged, str(folder / f"{table}.parquet")]
    try:
        link.execute(text, values)
    except OutOfMemoryException:
        link.execute(f"set memory_limit = '{MORE}'")
        link.execute(text, values)
