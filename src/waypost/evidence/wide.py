"""A wide table of Eurostat, a column a period, taken in column by column: hundreds of times quicker than row by row.

Codes are understood once a line and words of cells once a word, by the very functions that the careful way uses; the
engine puts them together. So both ways give the same rows, and leave out the same for the same reasons. What no such
table should have (another encoding, a lone carriage return) goes row by row as a whole.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final, cast

import duckdb

from waypost.core.errors import Problem
from waypost.core.statistics.periods import Period, period_of
from waypost.core.statistics.vintage import Part
from waypost.evidence.facts import Place, Places, left_out
from waypost.evidence.melting import FIELD, Cell, Melting, line_of
from waypost.evidence.tables import OBSERVATIONS
from waypost.evidence.writing import settle, sha256_of
from waypost.reference.datasets import Dataset

TIMES: Final = frozenset({"time", "TIME_PERIOD"})
PACKED: Final = b"\x1f\x8b"
WITHIN: Final = 1024 * 1024
"""Bytes in which the head of such a table ends."""
MOST_UNPACKED: Final = 4 * 1024**3
"""Bytes of a table that comes packed."""


class Unusual(Exception):
    """Something in the table is for the careful way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The dimensions of a wide table as written, and the periods of its columns."""

    names: tuple[str, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wide:
    """What became of a table: its part of the vintage (None: no figure is left), and what was left out of it."""

    part: Part | None
    problems: tuple[Problem, ...]


def head_of(path: Path) -> Head | None:
    """The head of a wide table; None for another file."""
    try:
        with _opened(path) as source:
            first = source.readline(WITHIN).decode("utf-8-sig").rstrip("\r\n")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error):
        return None
    head, *heads = first.split("\t")
    names, slash, across = head.strip().rpartition("\\")
    periods = [period_of(one) for one in heads]
    if not slash or across not in TIMES or not periods or None in periods:
        return None
    return Head(names=tuple(names.split(",")), periods=tuple(one for one in periods if one))


def write_wide(
    path: Path, folder: Path, known: Dataset, cell: Cell, *, vintage: str, issued: date, dataset: str
) -> Wide | None:
    """The table of observations of such a file, in a folder; None where the careful way must be taken.

    `cell` says what the words of a cell mean, and raises ValueError for words that mean nothing.
    """
    head = head_of(path)
    if head is None:
        return None
    target, lines = folder / f"{OBSERVATIONS}.parquet", _Lines(path=path, head=head, places=Places(known), cell=cell)
    rows = 0
    try:
        with Melting(folder, head.periods) as melting:
            if melting.load(lines.staged()):
                melting.understand(cell)
                lines.odd.extend(melting.odd(path.name))
                rows = melting.write(target, vintage=vintage, issued=issued, dataset=dataset)
    except (duckdb.Error, Unusual, UnicodeDecodeError, OSError, EOFError, zlib.error):
        target.unlink(missing_ok=True)
        return None
    problems = tuple(sorted(lines.odd, key=lambda one: one.row or 0))
    if not rows:
        target.unlink(missing_ok=True)
        return Wide(part=None, problems=problems)
    settle(target)
    return Wide(part=Part(table=OBSERVATIONS, rows=rows, sha256=sha256_of(target)), problems=problems)


@dataclass(slots=True, kw_only=True)
class _Lines:
    """The lines of a table, each with what its codes mean; those that are left out are noted as they go by."""

    path: Path
    head: Head
    places: Places
    cell: Cell
    odd: list[Problem] = field(default_factory=list)

    def staged(self) -> Iterator[str]:
        """Each line for the engine."""
        width = len(self.head.periods) + 1
        for number, line in _lines(self.path):
            key, _, cells = line.partition("\t")
            codes = [one.strip() for one in key.split(",")]
            found = line.count("\t") + 1
            if found != width or len(codes) != len(self.head.names):
                self._leave_out("statistics.row_width", number, expected=width, found=found)
                continue
            place = self.places.of(tuple(zip(self.head.names, codes, strict=True)))
            if isinstance(place, Place):
                yield line_of(number, place, cells)
            else:
                self._nowhere(number, cells, place)

    def _nowhere(self, number: int, cells: str, country: str) -> None:
        """Note each figure of a line of no known country."""
        for words in cells.split("\t"):
            try:
                self.cell(words)
            except ValueError:
                self._leave_out("statistics.no_figure", number, value=words.strip())
            else:
                self._leave_out("evidence.no_country", number, value=country)

    def _leave_out(self, code: str, number: int, **values: str | int) -> None:
        self.odd.append(left_out(code, values, file=self.path.name, row=number))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Each line under the head that is not blank, with its number. Raises Unusual."""
    read = 0
    with _opened(path) as source:
        for number, raw in enumerate(source, start=1):
            read += len(raw)
            if read > MOST_UNPACKED:
                raise Unusual
            line = raw.decode().removesuffix("\n").removesuffix("\r")
            if "\r" in line or "\0" in line or FIELD in line:
                raise Unusual
            if number > 1 and line.strip():
                yield number, line


def _opened(path: Path) -> BinaryIO:
    with path.open("rb") as raw:
        packed = raw.read(len(PACKED)) == PACKED
    return cast(BinaryIO, gzip.open(path)) if packed else path.open("rb")
