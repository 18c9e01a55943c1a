"""In the child: the same workbook with only some rows of its sheets, for whoever is to correct them.

Row 1, or what stands above the heads of somebody's table, stays; so does the cover, which then says of no sheet that
it is complete.
"""

from __future__ import annotations

import base64
import zipfile
from io import BytesIO
from typing import Final

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from waypost.readers.tasks import Unfit
from waypost.readers.workbook.marks import guarded
from waypost.readers.workbook.packing import checked
from waypost.words.typed.made import COMPLETE, FORM

_PACKED: Final = (1980, 1, 1, 0, 0, 0)


def left_out(raw: bytes, rows: list[list[str | int]], heads: dict[str, int]) -> str:
    """The workbook with these rows (name of sheet, number), in base 64.

    Args:
        raw: the workbook.
        rows: the rows kept, by sheet and number.
        heads: by sheet how many rows at its top stay; 1 where it is not named.

    Raises Unfit as reading does.
    """
    package = checked(raw)
    guarded(package)
    book = openpyxl.load_workbook(BytesIO(raw))
    kept: dict[str, set[int]] = {}
    for name, row in rows:
        kept.setdefault(str(name), set()).add(int(row))
    if not kept.keys() <= set(book.sheetnames):
        raise Unfit("readers.not_a_workbook")
    for sheet in book.worksheets:
        if sheet.cell(1, 1).value == FORM:
            _incomplete(sheet)
        elif sheet.title in kept or _is_of_rows(sheet):
            _keep(sheet, kept.get(sheet.title, set()), heads.get(sheet.title, 1))
    out = BytesIO()
    book.save(out)
    return base64.b64encode(_with_own_facts(out.getvalue(), package)).decode()


def _incomplete(cover: Worksheet) -> None:
    for row in cover.iter_rows():
        if str(row[0].value or "").startswith(COMPLETE):
            cover.cell(row[0].row or 1, 4).value = None


def _is_of_rows(sheet: Worksheet) -> bool:
    """Whether a sheet of ours holds rows: its hidden cell A1 names it."""
    return bool(sheet.cell(1, 1).value) and sheet.column_dimensions["A"].hidden


def _keep(sheet: Worksheet, rows: set[int], heads: int) -> None:
    """Delete every other row, from the bottom, run by run."""
    run = 0
    for row in range(sheet.max_row, 0, -1):
        if row > heads and row not in rows:
            run += 1
        elif run:
            sheet.delete_rows(row + 1, run)
            run = 0
    for row in list(sheet.row_dimensions):
        if row > heads:
            sheet.row_dimensions[row].height = None


def _with_own_facts(made: bytes, original: zipfile.ZipFile) -> bytes:
    """The parts as made, with the properties of the original, and fixed times."""
    out = BytesIO()
    names = set(original.namelist())
    with zipfile.ZipFile(BytesIO(made)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            from_original = part.startswith("docProps/") and part in names
            entry = zipfile.ZipInfo(part, _PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, original.read(part) if from_original else source.read(part))
    return out.getvalue()
