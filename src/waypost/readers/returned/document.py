"""A Word file of ours that comes back: its tables as the sheets of a workbook, so that both are read alike.

The marks that are not shown in it stand where a workbook has its hidden column. A cell whose words are those that were
written is the cell that was written; only what somebody typed is read as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from waypost.core.change.intake import Intake, Proposed
from waypost.core.change.portion import Portion
from waypost.core.errors import Problem, Severity
from waypost.core.say import say
from waypost.readers.document.tables import Laid, Mark
from waypost.readers.grid import Grid, Grids
from waypost.readers.returned.page import lanes_at
from waypost.readers.returned.sheets import intake_of, tabs
from waypost.readers.workbook.marks import letters
from waypost.words.typed.cell import Cell, cell_words
from waypost.words.typed.desk import Desk, fold, labels_of
from waypost.words.typed.made import BETWEEN, COMPLETE, FORM, Made, made_of
from waypost.words.typed.plan import Sheet, sheets
from waypost.words.typed.rows import rows_of
from waypost.words.typed.worded import alike, unworded, worded

GUIDE: Final = "guide"
"""The mark of the table that tells how the file is filled in."""
SHEETS: Final = {one.name: one for one in sheets()}
_CELL: Final = re.compile(r"([A-Z]+)([0-9]+)")

Written = Mapping[str, Mapping[tuple[str, int], Cell]]
"""By key of a row, the cells that were written, by field and part."""


def is_ours(tables: tuple[Laid, ...]) -> bool:
    """Whether Waypost made the file to be filled in: its first table says so."""
    return bool(tables) and tables[0].hidden(0).split(BETWEEN)[0] == FORM


def is_told(table: Laid) -> bool:
    """Whether a table only tells: from what the file was made, and how it is filled in."""
    return table.hidden(0).split(BETWEEN)[0] in (FORM, GUIDE)


def is_mark(mark: Mark) -> bool:
    """Whether a mark is one that stands in files of ours: words at the beginning of a row that are not shown."""
    return mark.kind == "hidden" and mark.column == 0


def made_from(tables: tuple[Laid, ...]) -> Made:
    """From what a file of ours was made."""
    return made_of(cell_words(row[0]) for row in _cover_rows(tables[0]))


def intake_of_rows(named: Iterable[tuple[str, Laid]], file: str, desk: Desk, sent: Portion | None) -> Intake:
    """The proposals of a Word file of ours, whose tables are given with the names by which problems call them."""
    held = tuple(named)
    elements = sent.elements if sent else ()
    told = replace(desk, labels=labels_of(elements, desk.words))
    cover = Grid(name=held[0][0], rows=((FORM,), *(row for _, one in held for row in _cover_rows(one))))
    known = [(name, one, _sheet_of(one)) for name, one in held]
    pages = tuple(_page(name, one, sheet, told, sent) for name, one, sheet in known if sheet is not None)
    found = intake_of(Grids(file=file, sheets=(cover, *pages)), desk, sent)
    added = tuple(_added(file, name) for name, one, sheet in known if sheet is None and not one.hidden(0))
    problems = tuple(replace(one, cell=_to_the_left(one.cell)) for one in found.problems)
    return replace(found, proposed=tuple(map(_moved, found.proposed)), problems=(*added, *problems))


def _sheet_of(laid: Laid) -> Sheet | None:
    """Which table of ours this is: by the mark in its head, else by the words above it; None for any other."""
    mark = laid.hidden(0)
    return SHEETS.get(mark) if mark else tabs().get(fold(laid.title))


def _added(file: str, name: str) -> Problem:
    code = "word.added_table"
    return Problem(
        code=code,
        reason=say(code),
        remedy=say(f"{code}.remedy"),
        severity=Severity.WARNING,
        file=file,
        sheet=name,
    )


def _cover_rows(laid: Laid) -> Iterator[tuple[Cell, ...]]:
    """The rows that say from what the file was made, and of which tables the rows that are gone are to go."""
    for at, row in enumerate(laid.rows):
        for mark in laid.hidden(at).split(BETWEEN) if at == 0 else (laid.hidden(at),):
            if "=" in mark and (mark.startswith(COMPLETE) or laid.hidden(0).startswith(FORM)):
                yield (mark, *row)


def _page(name: str, laid: Laid, sheet: Sheet, desk: Desk, sent: Portion | None) -> Grid:
    """A table as a sheet: the keys in its first column, then its cells."""
    rows = tuple((laid.hidden(at) if at else sheet.name, *row) for at, row in enumerate(laid.rows))
    page = Grid(name=name, rows=rows)
    lanes = lanes_at(page, sheet, desk)
    written = _written(sheet, desk, sent)

    def cell(at: int, row: tuple[Cell, ...]) -> Cell:
        if at not in lanes:
            return row[at]
        lane, part = lanes[at]
        look = lane.columns[part].shape.look
        was = written.get(cell_words(row[0]), {}).get((lane.name, part))
        words = cell_words(row[at])
        return was if alike(words, worded(was, look, desk)) else unworded(words, look, desk)

    body = (tuple(row[0] if at == 0 else cell(at, row) for at in range(len(row))) for row in rows[1:])
    return replace(page, rows=(*rows[:1], *body))


def _written(sheet: Sheet, desk: Desk, sent: Portion | None) -> Written:
    places = [(lane.name, part) for lane in sheet.lanes for part in range(len(lane.columns))]
    rows = rows_of(sheet, sent.elements, desk) if sent else ()
    return {row.key: dict(zip(places, row.cells, strict=True)) for row in rows}


def _moved(one: Proposed) -> Proposed:
    return replace(one, cells=tuple((field, _to_the_left(cell) or cell) for field, cell in one.cells))


def _to_the_left(cell: str | None) -> str | None:
    """The name of a cell where the column of keys is not there: C7 for D7."""
    found = _CELL.fullmatch(cell or "")
    if found is None or found[1] == "A":
        return cell
    at = 0
    for letter in found[1]:
        at = at * 26 + ord(letter) - 64
    return f"{letters(at - 1)}{found[2]}"
