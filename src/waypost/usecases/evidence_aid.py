"""An aid file into tables by as many processes as there are processors, a piece of it at a time."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from waypost.core.aid.activity import Activity
from waypost.core.aid.organisation import AidOrganisation
from waypost.core.errors import Problem
from waypost.evidence.aid import activity_cells, identified
from waypost.evidence.staging import Staged, finish
from waypost.readers.iati.file import AidFile
from waypost.readers.iati.pieces import Piece, PieceReader, Whole, cut
from waypost.readers.iati.reports import ONCE
from waypost.usecases.evidence_filled import Filled, Told
from waypost.usecases.processes import each, processors

ALONE: Final = 4 * 1024 * 1024
"""Bytes of a file that are read in one process: another one takes time to start."""


def first_of(path: Path) -> tuple[str, Activity | AidOrganisation | None]:
    """The kind of a file, and the first activity or organisation in it; None where there is none."""
    known = cut(path, path.name)
    if known is not None:
        with suppress(Whole):
            found = PieceReader(known).read(next(known.pieces()))
            for one in found:
                if isinstance(one, Activity):
                    return "iati-activities", one
    file = AidFile(path, path.name)
    first = next(file.everything(), None)
    return file.kind, first


def fill(path: Path, folder: Path, vintage: str, issued: date, told: Told) -> Filled | None:
    """The tables of an aid file written into a folder; None, and nothing written, for a file that must be read as a
    whole."""
    known = cut(path, path.name)
    if known is None:
        return None
    processes = processors(path.stat().st_size // ALONE + 1)
    work = _Work(PieceReader(known), folder)
    done: list[_Done] = []
    try:
        for one in each(work.read, known.pieces(), processes=processes):
            done.append(one)
            told(path.name, sum(every.rows.total() for every in done))
    except Whole:
        for staged in folder.iterdir():
            staged.unlink()
        return None
    counts = sum((one.rows for one in done), Counter[str]())
    return Filled(
        finish(folder, counts, vintage=vintage, issued=issued, longest=max((one.longest for one in done), default=0)),
        tuple(_once(one for every in done for one in every.problems)),
    )


@dataclass(frozen=True, slots=True)
class _Done:
    """How many rows a piece gave each table, the letters of the longest, and what is wrong in it."""

    rows: Counter[str]
    longest: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Work:
    """What one process needs, and keeps from piece to piece."""

    reader: PieceReader
    folder: Path
    staged: Staged | None = None

    def read(self, piece: Piece) -> _Done:
        staged = self.staged = self.staged or Staged(self.folder, str(os.getpid()))
        problems: list[Problem] = []
        for one in self.reader.read(piece):
            if isinstance(one, Activity):
                name = identified(one)
                for table, cells in activity_cells(one):
                    staged.add(table, name, cells)
            else:
                problems.append(one)
        return _Done(staged.settle(), staged.longest, tuple(problems))


def _once(problems: Iterator[Problem]) -> Iterator[Problem]:
    """The same, with what is said of a file said once."""
    said: set[str] = set()
    for one in problems:
        if one.code not in said:
            yield one
        said.update(ONCE & {one.code})
