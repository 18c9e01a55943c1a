"""Rows to Parquet, by way of text files that the engine reads and sorts: memory stays flat whatever comes."""

from __future__ import annotations

import csv
import hashlib
import os
from collections import Counter
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Final, Protocol

from waypost.core.statistics.vintage import Part
from waypost.evidence.tables import COLUMNS, ORDERS, Cell, Row

ABSENT: Final = "\\N"
MEMORY: Final = "400MB"
CHUNK: Final = 1024 * 1024


class _Writer(Protocol):
    def writerow(self, row: list[str], /) -> object: ...


class Tables:
    """The tables of one vintage while they are written: rows of any table in any order, then `finish`.

    The folder must be of this writing alone; what it holds besides the tables is gone when all is finished.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self._files = ExitStack()
        self._writers: dict[str, _Writer] = {}

    def add(self, table: str, row: Row) -> None:
        """One row, its cells in the order of the table's columns."""
        writer = self._writers.get(table)
        if writer is None:
            file = self._files.enter_context((self.folder / f"{table}.csv").open("w", encoding="utf-8", newline=""))
            writer = self._writers[table] = csv.writer(file, lineterminator="\n")
        # Most cells are words of one line; told here, they cost no call.
        writer.writerow(
            [one if type(one) is str and "\n" not in one and "\r" not in one else _text(one) for one in row]
        )
        self.counts[table] += 1

    def finish(self) -> tuple[Part, ...]:
        """Each table as `<table>.parquet`, forced to the disk. The same rows in the same order make the same bytes."""
        self._files.close()
        return tuple(self._finished(table) for table in COLUMNS if self.counts[table])

    def close(self) -> None:
        """Let go of the files, however far the writing came."""
        self._files.close()

    def _finished(self, table: str) -> Part:
        staged, target = self.folder / f"{table}.csv", self.folder / f"{table}.parquet"
        to_parquet(staged, target, table, scratch=self.folder)
        staged.unlink()
        settle(target)
        return Part(table=table, rows=self.counts[table], sha256=sha256_of(target))


def to_parquet(staged: Path, target: Path, table: str, *, scratch: Path) -> None:
    """A text file of rows as Parquet, in the order in which the table lies on the disk."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "threads": "2",
        "temp_directory": str(scratch),
    }
    # Imported here: whoever only looks for a store needs no engine.
    import duckdb

    link = duckdb.connect(":memory:", config={**settings, **QUIET})
    try:
        types = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS[table].items())
        link.execute(
            f"copy (select * from read_csv(?, auto_detect=false, columns={{{types}}}, header=false, nullstr=?, "
            f"delim=',', quote='\"', escape='\"', new_line='\\n', strict_mode=true) order by {ORDERS[table]}) "
            f"to ? (format parquet, compression zstd, row_group_size {ROW_GROUP})",
            [str(staged), ABSENT, str(target)],
        )
    finally:
        link.close()


QUIET: Final = {"autoinstall_known_extensions": "false"}
"""Nothing is fetched from anywhere."""
ROW_GROUP: Final = 100_000
"""Rows that lie together with the least and largest of each column: what a question may skip at once."""


def _text(cell: Cell) -> str:
    if cell is None:
        return ABSENT
    if isinstance(cell, str):
        # One row a line, so that the engine may read the file from several places at once.
        return cell.replace("\r", " ").replace("\n", " ")
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def settle(path: Path) -> None:
    """Force a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
