"""In the child: what stands in a workbook of the old form (.xls) beside its values, by our own walk through it.

A workbook is a stream of records, each a number, a length and so many bytes. The readers of values skip those looked
for here: formulas, merged cells, what is hidden, filters. Source: [MS-XLS], the layouts of the records named.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from waypost.readers.workbook.comments import LONGEST, MOST
from waypost.readers.workbook.marks import Marks, letters
from waypost.words.typed.cell import Value

FORMULA: Final = frozenset({0x0006, 0x0206, 0x0406})
ROW: Final = frozenset({0x0008, 0x0208})
COLUMNS, MERGED, FILTERED = 0x007D, 0x00E5, 0x009D
BEGIN: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
END: Final = 0x000A
HIDDEN_ROW: Final = 0x20
"""The bit of a row's options that hides it."""
HIDDEN_COLUMN: Final = 0x01
MOST_DEEP: Final = 8
"""Streams inside one another: a sheet, a chart in it, and little more."""


def marks_of(stream: bytes, start: int) -> Marks:
    """What stands beside the values of the sheet that begins there; nothing where no sheet does."""
    found = Marks()
    for kind, held in _records(stream, start):
        if kind in FORMULA and len(held) >= 4:
            found.formulas.append(_name(*struct.unpack_from("<HH", held)))
        elif kind in ROW and len(held) >= 16:
            found.hidden_rows += bool(held[12] & HIDDEN_ROW)
        elif kind == COLUMNS and len(held) >= 10:
            first, last, _, _, options = struct.unpack_from("<5H", held)
            if options & HIDDEN_COLUMN:
                found.hidden_columns.append(f"{first + 1}:{last + 1}")
        elif kind == MERGED and len(held) >= 2:
            found.merged.extend(_areas(held))
        elif kind == FILTERED:
            found.filtered = True
    return found


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one sheet, without those of charts inside it."""
    at, deep = start, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind in BEGIN:
            deep += 1
        if deep == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        if kind == END:
            deep -= 1
        if not 0 < deep < MOST_DEEP:
            return
        at += 4 + length


def _areas(held: bytes) -> Iterator[str]:
    (count,) = struct.unpack_from("<H", held)
    for at in range(2, min(2 + 8 * count, len(held) - 7), 8):
        top, bottom, left, right = struct.unpack_from("<4H", held, at)
        yield f"{_name(top, left)}:{_name(bottom, right)}"


def _name(row: int, column: int) -> str:
    return f"{letters(column + 1)}{row + 1}"


def comments_of(notes: Value) -> list[list[str]]:
    """Cell and words of each comment, from a reader's notes by row and column."""
    return [[_name(row, column), str(one.text)[:LONGEST]] for (row, column), one in sorted(notes.items())[:MOST]]
