"""The tables of a Word file as they stand there, put together where they go on after a page end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from waypost.readers.tasks import Plain
from waypost.readers.workbook.marks import letters
from waypost.words.typed.cell import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something beside the words of a cell: a tracked change, a comment; row and column count from 0."""

    kind: str
    row: int
    column: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A table as it stands in the file; `heads` rows at its start are its head.

    `depth` counts the tables in whose cells it stands; `apart` is whether words stand between it and the one before.
    `origins` says of each row which row of which table of the file it is, both from 0; `parts` are those tables.
    """

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    merged: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    depth: int = 0
    apart: bool = True
    title: str = ""
    origins: tuple[tuple[int, int], ...] = ()
    parts: tuple[int, ...] = ()

    @cached_property
    def _hidden(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for one in self.marks:
            if one.kind == "hidden" and one.column == 0:
                found[one.row] = found.get(one.row, "") + one.words
        return found

    def hidden(self, row: int) -> str:
        """What stands in the first cell of a row and is not shown."""
        return self._hidden.get(row, "")


def laid_in(said: Plain) -> tuple[Laid, ...]:
    """All tables of the child's answer, those that go on put together."""
    return joined(tuple(_laid(one, at) for at, one in enumerate(said["tables"])))


def _laid(said: dict[str, Plain], place: int) -> Laid:
    cells = said["rows"]
    wide = max((column + 1 for row in cells for column, _ in row), default=0)
    rows = []
    for row in cells:
        held: list[Cell] = [None] * wide
        for column, text in row:
            held[column] = text or None
        rows.append(tuple(held))
    return Laid(
        rows=tuple(rows),
        heads=said["heads"],
        merged=tuple(area(row, column, columns) for row, column, columns in said["spans"]),
        marks=tuple(Mark(kind=kind, row=row, column=column, words=told) for kind, row, column, told in said["marks"]),
        depth=said["depth"],
        apart=said["apart"],
        title=said["title"],
        origins=tuple((place, row) for row in range(len(rows))),
        parts=(place,),
    )


# Tables that go on -------------------------------------------------------------------------------------------------


def joined(tables: tuple[Laid, ...]) -> tuple[Laid, ...]:
    """The tables, those that go on after a page end put together: no words between them, and the head repeated."""
    found: list[Laid] = []
    for one in tables:
        if found and _goes_on(found[-1], one):
            found[-1] = _together(found[-1], one)
        else:
            found.append(one)
    return tuple(found)


def _goes_on(one: Laid, other: Laid) -> bool:
    head = other.rows[: max(one.heads, 1)]
    return not other.apart and not one.depth and not other.depth and bool(head) and head == one.rows[: len(head)]


def _together(one: Laid, other: Laid) -> Laid:
    """Both as one, the second without its head; a mark says where it went on."""
    heads, before = max(one.heads, 1), len(one.rows)
    moved = tuple(replace(mark, row=mark.row - heads + before) for mark in other.marks if mark.row >= heads)
    return replace(
        one,
        rows=one.rows + other.rows[heads:],
        origins=one.origins + other.origins[heads:],
        parts=one.parts + other.parts,
        marks=(*one.marks, Mark(kind="continued", row=before, column=0, words=""), *moved),
    )


def area(row: int, column: int, columns: int) -> str:
    """The name of a cell, or of the cells over which one reaches: B3, B3:D3."""
    first = f"{letters(column + 1)}{row + 1}"
    return first if columns < 2 else f"{first}:{letters(column + columns)}{row + 1}"
