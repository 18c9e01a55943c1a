"""Old workbooks (.xls): what stands beside their values is told as it is of new ones."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from waypost.readers.grid import read_grids, remarks
from waypost.readers.workbook.old import marks_of


def record(kind: int, held: bytes = b"") -> bytes:
    """One record of the stream."""
    return struct.pack("<HH", kind, len(held)) + held


BEGIN, END = record(0x0809, bytes(16)), record(0x000A)


def test_marks_of_a_sheet() -> None:
    """Formulas, merged areas, hidden rows and columns and a filter are found; those of a chart inside are not."""
    row = struct.pack("<8H", 3, 0, 4, 255, 0, 0, 0x20, 0)
    shown = struct.pack("<8H", 4, 0, 4, 255, 0, 0, 0x00, 0)
    chart = BEGIN + record(0x0006, struct.pack("<HH", 9, 9) + bytes(18)) + END
    stream = (
        b"before"
        + BEGIN
        + record(0x007D, struct.pack("<6H", 3, 4, 9, 15, 1, 0))
        + record(0x0208, row)
        + record(0x0208, shown)
        + record(0x0006, struct.pack("<HH", 2, 3) + bytes(18))
        + chart
        + record(0x009D)
        + record(0x00E5, struct.pack("<5H", 1, 5, 6, 0, 2))
        + END
        + record(0x0006, struct.pack("<HH", 7, 7))
    )
    found = marks_of(stream, len(b"before"))
    assert (found.formulas, found.merged) == (["D3"], ["A6:C7"])
    assert (found.hidden_rows, found.hidden_columns, found.filtered) == (1, ["4:5"], True)


@given(st.binary(max_size=300), st.integers(min_value=0, max_value=320))
def test_any_bytes_are_walked(stream: bytes, start: int) -> None:
    """No stream makes the walk fail, and none makes it find more formulas than it has bytes for."""
    assert len(marks_of(stream, start).formulas) <= len(stream) // 8


@pytest.mark.deep
def test_old_workbook_tells_what_a_new_one_tells(tmp_path: Path) -> None:
    """The same sheets in both forms: merged cells, hidden sheet, row and column, comment and formula, each named."""
    program = shutil.which("soffice")
    assert program, "this test needs LibreOffice"
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    for row in (["Action", "Owner", "Due", "Share"], ["Open", "Italy", "2027", 1], ["Train", "Italy", "2027", "=D2*2"]):
        sheet.append(row)
    sheet["A6"] = "merged"
    sheet.merge_cells("A6:C7")
    sheet["B2"].comment = Comment("ask Rome", "somebody")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("Secret").sheet_state = "hidden"
    book.save(tmp_path / "made.xlsx")
    told = {}
    for form in ("xls", "xlsx"):
        (tmp_path / form).mkdir()
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        words = [program, profile, "--headless", "--convert-to", form, "--outdir", form, "made.xlsx"]
        subprocess.run(words, check=True, capture_output=True, timeout=180, cwd=tmp_path)
        grids, problems = read_grids((tmp_path / form / f"made.{form}").read_bytes(), f"made.{form}")
        assert grids is not None, problems
        told[form] = [(one.code, one.sheet, one.cell, one.reason.values) for one in remarks(grids, ours=False)]
    assert told["xls"] == told["xlsx"]
    assert {code.removeprefix("readers.") for code, *_ in told["xls"]} >= {
        "formulas",
        "merged",
        "hidden_rows",
        "hidden_columns",
        "comment",
        "hidden_sheet",
    }
