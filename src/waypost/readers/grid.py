"""A spreadsheet as it was read: sheets of cells, and what stands beside the values, as values of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from waypost.core.errors import Problem, Severity
from waypost.core.say import SayValue, say
from waypost.readers.jail import LIMITS, Limits, confined, confined_each
from waypost.readers.plain import FAULT, cell_of
from waypost.readers.tasks import Plain, Task
from waypost.words.typed.cell import Cell

_OLD: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet; rows and columns count from 0 here and from 1 and A in problems.

    `faults` are the cells that show an error of the spreadsheet; `formulas` and `merged` name cells and areas, at most
    twenty, with their number beside them.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    is_hidden: bool = False
    faults: frozenset[tuple[int, int]] = frozenset()
    formulas: tuple[str, ...] = ()
    formulas_n: int = 0
    merged: tuple[str, ...] = ()
    merged_n: int = 0
    hidden_rows: int = 0
    hidden_columns: tuple[str, ...] = ()
    filtered: bool = False
    comments: tuple[tuple[str, str], ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell there; nothing beyond what is filled."""
        held = self.rows[row] if row < len(self.rows) else ()
        return held[column] if column < len(held) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grids:
    """A file of sheets."""

    file: str
    sheets: tuple[Grid, ...]
    is_1904: bool = False


def read_grids(
    raw: bytes, file: str, *, limits: Limits = LIMITS, is_published: bool = False
) -> tuple[Grids | None, tuple[Problem, ...]]:
    """The sheets of a workbook, new form or old, as two readers agree on them; or why it is refused.

    One that `is_published` may have parts that reach out (links to other workbooks, queries): they are never followed.
    """
    options = {"is_published": True} if is_published else None
    return _grids(file, *confined(_task(raw, file), raw, options, file=file, limits=limits))


def read_grids_each(files: Sequence[tuple[bytes, str]]) -> Iterator[tuple[Grids | None, tuple[Problem, ...]]]:
    """What `read_grids` makes of each of several files, given with their names, in the order given."""
    for task, held in groupby(files, key=lambda one: _task(*one)):
        several = tuple(held)
        for (_, file), (said, problem) in zip(several, confined_each(task, several), strict=True):
            yield _grids(file, said, problem)


def _task(raw: bytes, file: str) -> Task:
    is_old = raw.startswith(_OLD) and not file.casefold().endswith(".xlsx")
    return Task.OLD_WORKBOOK if is_old else Task.WORKBOOK


def _grids(file: str, said: Plain, problem: Problem | None) -> tuple[Grids | None, tuple[Problem, ...]]:
    if problem is not None:
        return None, (problem,)
    sheets = tuple(_grid(one) for one in said["sheets"])
    return Grids(file=file, sheets=sheets, is_1904=bool(said["is_1904"])), ()


def _grid(said: dict[str, Plain]) -> Grid:
    rows = said["rows"]
    return Grid(
        name=said["name"],
        rows=tuple(tuple(map(cell_of, row)) for row in rows),
        is_hidden=said["state"] != "visible",
        faults=frozenset(
            (at, column)
            for at, row in enumerate(rows)
            for column, cell in enumerate(row)
            if cell is not None and cell[0] == FAULT
        ),
        formulas=tuple(said["formulas"]),
        formulas_n=said["formulas_n"],
        merged=tuple(said["merged"]),
        merged_n=said["merged_n"],
        hidden_rows=said["hidden_rows"],
        hidden_columns=tuple(said["hidden_columns"]),
        filtered=said["filtered"],
        comments=tuple((cell, words) for cell, words in said["comments"]),
    )


def remarks(grids: Grids, *, ours: bool) -> Iterator[Problem]:
    """What was done with what is no value: each a warning. `ours`: the hidden column A is as we made it."""
    if grids.is_1904:
        yield _remark(grids, None, "readers.epoch_1904")
    for one in grids.sheets:
        if one.is_hidden:
            yield _remark(grids, one, "readers.hidden_sheet")
            continue
        yield from _beside(grids, one, ours=ours)


def _beside(grids: Grids, one: Grid, *, ours: bool) -> Iterator[Problem]:
    if one.formulas_n:
        yield _remark(grids, one, "readers.formulas", cell=one.formulas[0], n=one.formulas_n, cells=one.formulas[:5])
    if one.merged_n:
        yield _remark(grids, one, "readers.merged", cell=one.merged[0], n=one.merged_n, cells=one.merged[:5])
    if one.hidden_rows:
        code = "readers.filtered_rows" if one.filtered else "readers.hidden_rows"
        yield _remark(grids, one, code, n=one.hidden_rows)
    columns = tuple(name for name in one.hidden_columns if not (ours and name == "1:1"))
    if columns:
        yield _remark(grids, one, "readers.hidden_columns", n=len(columns))
    for cell, words in one.comments:
        yield _remark(grids, one, "readers.comment", cell=cell, at=cell, words=words)


def _remark(grids: Grids, sheet: Grid | None, code: str, cell: str | None = None, **values: SayValue) -> Problem:
    return Problem(
        code=code,
        reason=say(code, **values),
        remedy=say(f"{code}.remedy"),
        severity=Severity.WARNING,
        file=grids.file,
        sheet=None if sheet is None else sheet.name,
        cell=cell,
    )
