"""A table that Waypost did not make: rows of cells with a name, from a sheet, a text file or a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from waypost.readers.tables.headings import KIND_OF_TABLE, LEFT_OUT, target_of
from waypost.readers.tables.mapping import TableMap
from waypost.words.typed.cell import Cell, cell_words, is_empty

_FIRST_ROWS: Final = 20
"""Rows among which the heads are looked for; above them stand titles."""

_LONGEST_HEAD: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows as they stand, the first one being row `first_row` of its sheet or document.

    `letters`: whether cells have names such as D7, as in a spreadsheet. `faults` are the cells that show an error.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    letters: bool = True
    faults: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> Cell:
        """The cell there, counted from 0; nothing beyond what is filled."""
        held = self.rows[row] if 0 <= row < len(self.rows) else ()
        return held[column] if column < len(held) else None


def guessed(table: Table) -> TableMap | None:
    """How a table is read by the words of its heads; None where no row looks like heads.

    The kind is the one of which most heads are known, its title among them.
    """
    best: tuple[int, int, TableMap] | None = None
    for kind in KIND_OF_TABLE:
        for row in range(min(len(table.rows), _FIRST_ROWS)):
            columns = _columns(table, row, kind)
            known = [target for _, target in columns if target != LEFT_OUT]
            if len(known) < 2 or not _names_rows(known):
                continue
            rank = (len(known), -row)
            if best is None or rank > best[:2]:
                map_ = TableMap(name=table.name, kind=kind, header_row=row + table.first_row, columns=tuple(columns))
                best = (*rank, map_)
    return best[2] if best else None


def _names_rows(targets: list[str]) -> bool:
    return any(one == "title" or one.startswith("commitment of") or one == "donors" for one in targets)


def _columns(table: Table, row: int, kind: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    taken: set[str] = set()
    for cell in table.rows[row]:
        head = cell_words(cell)
        if is_empty(cell) or len(head) > _LONGEST_HEAD:
            continue
        target = target_of(head, kind) or LEFT_OUT
        if target in taken:
            target = LEFT_OUT
        taken.add(target)
        found.append((" ".join(head.split()), target))
    return found
