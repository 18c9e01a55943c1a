"""What stands in the XML of a workbook beside the values: formulas, merged cells, what is hidden, comments.

Every part that a reader will parse goes through here first. It is read once without building a tree; what readers
stumble over (declarations, entities, depth, endless elements, cells far apart) is refused here.

Source: security 5.6 (guard pass; limits on elements, depth, attributes, merge area and cells).
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import Final

from waypost.readers.tasks import Unfit
from waypost.readers.zipped.part import Part

MOST_ELEMENTS: Final = 6_000_000
MOST_CELLS: Final = 2_000_000
MOST_ROWS: Final = 200_000
MOST_MERGED: Final = 100_000
MOST_TEXT: Final = 50 * 1024 * 1024
NAMED: Final = 20
"""Cells that are named one by one; beyond them their number is told."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,6}")
_READ: Final = re.compile(r"(\[Content_Types\]|.*\.rels|xl/.*\.xml|docProps/.*\.xml)", re.IGNORECASE)
_UNREAD: Final = re.compile(r"xl/(media|printerSettings|theme|drawings|charts|chartDrawings)/", re.IGNORECASE)


@dataclass(slots=True)
class Marks:
    """What one sheet has beside its values; cells by their name, such as D7."""

    formulas: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: list[str] = field(default_factory=list)
    filtered: bool = False
    last_row: int = 0
    last_column: int = 0


def guarded(package: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of each sheet by the name of its part. Raises Unfit for what is not taken."""
    found: dict[str, Marks] = {}
    for name in package.namelist():
        if _READ.fullmatch(name) and not _UNREAD.match(name):
            guard = _Guard(name)
            guard.read(package)
            if name.casefold().startswith("xl/worksheets/") and name.casefold().endswith(".xml"):
                found[name] = guard.marks
    return found


class _Guard(Part):
    """One part of a workbook; of a sheet, what stands beside its values."""

    def __init__(self, name: str) -> None:
        super().__init__(name, most_elements=MOST_ELEMENTS, most_text=MOST_TEXT)
        self.marks = Marks()
        self.merged_area = 0
        self.row = 0
        self.column = 0
        self.cell = ""
        self.is_sheet = name.casefold().startswith("xl/worksheets/")

    def seen(self, name: str, attributes: dict[str, str]) -> None:
        """See `Part`."""
        if self.is_sheet:
            mark = _MARKS.get(name.rpartition(":")[2])
            if mark is not None:
                mark(self, attributes)

    def ended(self) -> None:
        """See `Part`."""
        area = self.marks.last_row * self.marks.last_column
        if area > MOST_CELLS or self.marks.last_row > MOST_ROWS:
            raise Unfit(
                "readers.too_wide",
                value=self.name[:80],
                rows=self.marks.last_row,
                columns=self.marks.last_column,
                limit=MOST_CELLS,
            )

    # What is looked for in a sheet ---------------------------------------------------------------------------------

    def on_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        if given is not None and not _NUMBER.fullmatch(given):
            raise Unfit("readers.no_such_cell", value=given[:40])
        self.row = self.row + 1 if given is None else int(given)
        self.column = 0
        if self.row > LAST_ROW:
            raise Unfit("readers.no_such_cell", value=str(self.row))
        if attributes.get("hidden") in ("1", "true"):
            self.marks.hidden_rows += 1

    def on_cell(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        if given is None:
            self.column += 1
            row = self.row
        else:
            self.column, row = place_of(given)
        self.cell = given or f"{letters(self.column)}{self.row}"
        self.marks.last_row = max(self.marks.last_row, row)
        self.marks.last_column = max(self.marks.last_column, self.column)

    def on_formula(self, _: dict[str, str]) -> None:
        self.marks.formulas.append(self.cell)

    def on_merge(self, attributes: dict[str, str]) -> None:
        given = attributes.get("ref", "")
        first, _, last = given.partition(":")
        (left, top), (right, bottom) = place_of(first), place_of(last or first)
        self.merged_area += (abs(right - left) + 1) * (abs(bottom - top) + 1)
        if self.merged_area > MOST_MERGED:
            raise Unfit("readers.merged_too_far", value=given[:40], limit=MOST_MERGED)
        self.marks.merged.append(given)

    def on_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = attributes.get("min", "0"), attributes.get("max", "0")
            self.marks.hidden_columns.append(f"{first}:{last}"[:20])

    def on_filter(self, _: dict[str, str]) -> None:
        self.marks.filtered = True


_MARKS: Final = {
    "row": _Guard.on_row,
    "c": _Guard.on_cell,
    "f": _Guard.on_formula,
    "mergeCell": _Guard.on_merge,
    "col": _Guard.on_column,
    "filterColumn": _Guard.on_filter,
}


def place_of(reference: str) -> tuple[int, int]:
    """Column and row of the name of a cell, counted from 1. Raises Unfit for a cell that no sheet has."""
    found = _REFERENCE.fullmatch(reference)
    column = 0
    for letter in found[1].upper() if found else "":
        column = column * 26 + ord(letter) - 64
    row = int(found[2]) if found else 0
    if not 0 < row <= LAST_ROW or not 0 < column <= LAST_COLUMN:
        raise Unfit("readers.no_such_cell", value=reference[:40])
    return column, row


def letters(column: int) -> str:
    """The letters of a column counted from 1."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
