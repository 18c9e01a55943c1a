"""In the child: a workbook read by two readers that know nothing of each other, and compared cell by cell.

What both see is the file; where they differ it is refused with both values, since nobody can say which is right
(security finding 9).
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO
from itertools import zip_longest
from typing import Final

import openpyxl
import python_calamine
import xlrd
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from waypost.readers.plain import FAULT, UNSAVED, plain
from waypost.readers.tasks import Plain, Unfit
from waypost.readers.workbook import old
from waypost.readers.workbook.comments import comments_of
from waypost.readers.workbook.marks import MOST_CELLS, NAMED, Marks, guarded, letters, place_of
from waypost.readers.zipped.packing import checked

Rows = list[list[str | None]]
MOST_SHEETS: Final = 250
MOST_FILLED: Final = 20_000
"""Rows with something in them, of all sheets together: four times the largest workbook that is measured."""

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ERRORS: Final = frozenset(
    {"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)


def read_xlsx(raw: bytes, *, is_published: bool = False) -> dict[str, Plain]:
    """All visible sheets with their cells, and what stands beside the values. Raises Unfit."""
    if raw.startswith(_COMPOUND):
        raise Unfit("readers.password" if _is_encrypted(raw) else "readers.old_workbook")
    package = checked(raw, is_published=is_published)
    if "xl/workbook.xml" not in package.namelist():
        raise Unfit("readers.not_a_workbook")
    marks = guarded(package)
    if len(marks) > MOST_SHEETS:
        raise Unfit("readers.too_many_sheets", n=len(marks), limit=MOST_SHEETS)
    one, is_1904, places = _by_openpyxl(raw)
    other = _by_calamine(raw)
    sheets = _agreed(one, other)
    for sheet in sheets:
        _without_value(sheet["rows"], marks.get(places.get(sheet["name"], ""), Marks()).formulas)
        sheet |= _beside(marks.get(places.get(sheet["name"], ""), Marks()))
        sheet["comments"] = comments_of(package, places.get(sheet["name"], ""))
    return {"sheets": sheets, "is_1904": is_1904}


def _without_value(rows: Rows, formulas: list[str]) -> None:
    """A formula whose value no program has saved is no empty cell: it becomes one that shows an error."""
    for name in formulas:
        column, row = place_of(name)
        while len(rows) < row:
            rows.append([])
        held = rows[row - 1]
        held.extend([None] * (column - len(held)))
        held[column - 1] = held[column - 1] or f"{FAULT}{UNSAVED}"


def _is_encrypted(raw: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in raw


def _beside(marks: Marks) -> dict[str, Plain]:
    return {
        "formulas": marks.formulas[:NAMED],
        "formulas_n": len(marks.formulas),
        "merged": marks.merged[:NAMED],
        "merged_n": len(marks.merged),
        "hidden_rows": marks.hidden_rows,
        "hidden_columns": marks.hidden_columns[:NAMED],
        "filtered": marks.filtered,
    }


Sheets = dict[str, tuple[str, Rows]]
"""By name of sheet: its visibility, and its rows from the first one on."""


def _by_openpyxl(raw: bytes) -> tuple[Sheets, bool, dict[str, str]]:
    book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    found: Sheets = {}
    places: dict[str, str] = {}
    for sheet in book.worksheets[: MOST_SHEETS + 1]:
        assert isinstance(sheet, ReadOnlyWorksheet)
        sheet.reset_dimensions()
        places[sheet.title] = str(vars(sheet)["_worksheet_path"])
        rows = (
            [[_of_openpyxl(one) for one in row] for row in sheet.iter_rows()] if sheet.sheet_state == "visible" else []
        )
        found[sheet.title] = (sheet.sheet_state, _trimmed(rows))
    is_1904 = book.epoch.year == 1904
    return found, is_1904, places


def _of_openpyxl(cell: Plain) -> str | None:
    if cell.data_type == "e":
        return f"e{cell.value}"
    return plain(cell.value)


def _by_calamine(raw: bytes) -> Sheets:
    with python_calamine.load_workbook(BytesIO(raw)) as book:
        found: Sheets = {}
        for about in book.sheets_metadata[: MOST_SHEETS + 1]:
            if about.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            state = _STATES[str(about.visible).rpartition(".")[2]]
            rows: Rows = []
            if state == "visible":
                sheet = book.get_sheet_by_name(about.name)
                _bounded(sheet.end)
                rows = [[plain(one) for one in row] for row in sheet.to_python(skip_empty_area=False)]
            found[about.name] = (state, _trimmed(rows))
        return found


_STATES: Final = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "veryHidden"}


def _bounded(end: tuple[int, int] | None) -> None:
    if end is not None and (end[0] + 1) * (end[1] + 1) > MOST_CELLS:
        raise Unfit("readers.too_wide", value="", rows=end[0] + 1, columns=end[1] + 1, limit=MOST_CELLS)


def _trimmed(rows: Rows) -> Rows:
    """Rows without empty cells at their end, and without empty rows at the end of the sheet."""
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _agreed(one: Sheets, other: Sheets) -> list[dict[str, Plain]]:
    """The sheets that both readers see alike. Raises Unfit with both values where they do not."""
    if len(one) > MOST_SHEETS:
        raise Unfit("readers.too_many_sheets", n=len(one), limit=MOST_SHEETS)
    filled = sum(sum(map(bool, rows)) for _, rows in one.values())
    if filled > MOST_FILLED:
        raise Unfit("readers.too_many_rows", n=filled, limit=MOST_FILLED)
    if list(one) != list(other):
        raise Unfit("readers.disagree_sheets", one=", ".join(one)[:80], other=", ".join(other)[:80])
    found: list[dict[str, Plain]] = []
    for name, (state, rows) in one.items():
        other_state, other_rows = other[name]
        if state != other_state:
            raise Unfit("readers.disagree_sheets", one=f"{name}: {state}"[:80], other=f"{name}: {other_state}"[:80])
        if rows != other_rows:
            _compare(name, rows, other_rows)
        found.append({"name": name, "state": state, "rows": rows})
    return found


def _compare(sheet: str, rows: Rows, others: Rows) -> None:
    empty: Sequence[str | None] = ()
    for at, (row, other) in enumerate(zip_longest(rows, others, fillvalue=empty), start=1):
        if row == other:
            continue
        for column, (one, two) in enumerate(zip_longest(row, other), start=1):
            if one != two and not _alike(one, two):
                letter = letters(column)
                place: dict[str, str | int] = {"sheet": sheet, "row": at, "column": letter, "cell": f"{letter}{at}"}
                raise Unfit("readers.disagree", place, one=_shown(one), other=_shown(two))


def _alike(one: str | None, two: str | None) -> bool:
    """Whether two plain cells mean the same. An error of the spreadsheet, which one reader leaves out, is an error."""
    if one is not None and one.startswith("e"):
        return two is None or two.startswith("e")
    if one is None or two is None:
        return (one or two or "").startswith("t") and not (one or two or "t")[1:].strip()
    if one[0] == two[0] == "n":
        return float(one[1:]) == float(two[1:])
    return one[0] == two[0] == "t" and one[1:].replace("\r\n", "\n") == two[1:].replace("\r\n", "\n")


def _shown(cell: str | None) -> str:
    return "" if cell is None else cell[1:81]


def read_xls(raw: bytes, *, is_published: bool = False) -> dict[str, Plain]:
    """The same for a workbook of the old form. Raises Unfit."""
    if _is_encrypted(raw):
        raise Unfit("readers.password")
    if not raw.startswith(_COMPOUND) and zipfile.is_zipfile(BytesIO(raw)):
        return read_xlsx(raw, is_published=is_published)
    one, is_1904, beside = _by_xlrd(raw)
    sheets = _agreed(one, _by_calamine(raw))
    return {"sheets": [sheet | beside[sheet["name"]] for sheet in sheets], "is_1904": is_1904}


def _by_xlrd(raw: bytes) -> tuple[Sheets, bool, dict[str, dict[str, Plain]]]:
    """The sheets, whether days count from 1904, and by name of sheet what stands beside its values."""
    try:
        book = xlrd.open_workbook(file_contents=raw, logfile=StringIO(), formatting_info=False, on_demand=True)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError):
        raise Unfit("readers.not_a_workbook") from None
    found: Sheets = {}
    beside: dict[str, dict[str, Plain]] = {}
    starts = [int(at) for at in book._sh_abs_posn]
    for sheet, start in zip(book.sheets(), starts, strict=True):
        beside[sheet.name] = _beside(old.marks_of(book.mem, start)) | {"comments": old.comments_of(sheet.cell_note_map)}
        state = ("visible", "hidden", "veryHidden")[min(sheet.visibility, 2)]
        _bounded((sheet.nrows, sheet.ncols))
        rows = [[_of_xlrd(one, book.datemode) for one in sheet.row(at)] for at in range(sheet.nrows)]
        found[sheet.name] = (state, _trimmed(rows if state == "visible" else []))
    return found, book.datemode == 1, beside


def _of_xlrd(cell: Plain, datemode: int) -> str | None:
    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            try:
                return plain(xlrd.xldate_as_datetime(cell.value, datemode))
            except (ValueError, OverflowError, xlrd.xldate.XLDateError):
                return plain(cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return plain(bool(cell.value))
        case xlrd.XL_CELL_ERROR:
            return f"e{xlrd.error_text_from_code.get(cell.value, '#N/A')}"
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return None
    return plain(cell.value)
