"""What people do to a workbook before they send it back, and what becomes of each thing they do.

Workbooks are edited here with openpyxl, as a spreadsheet program would; a test of `make deep` lets one do it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.samples.shipped import newest
from waypost.core.change.intake import Intake, Reading
from waypost.core.change.portion import Portion, portion
from waypost.core.errors import Severity
from waypost.core.roadmap.bodies import Action, Contribution
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.view import see
from waypost.core.values import Money, Principal, Text, When
from waypost.outputs.workbook.editable import render_workbook
from waypost.readers.desk import desk_for, filled
from waypost.readers.grid import Grids, read_grids
from waypost.readers.rest import rest_of_workbook
from waypost.readers.returned.sheets import intake_of, made_from
from waypost.readers.spreadsheet import read_workbook
from waypost.words.typed.cell import Cell
from waypost.words.wording import wording

Edit = Callable[[openpyxl.Workbook], object]


@pytest.fixture(scope="module", name="sent")
def _sent() -> Portion:
    return portion(see(newest("marenia"), Principal("eu")), Principal("ms:IT"))


@pytest.fixture(scope="module", name="raw")
def _raw(sent: Portion) -> bytes:
    return render_workbook(sent, wording("en"))


def edited(raw: bytes, edit: Edit) -> bytes:
    """The workbook after an edit."""
    book = openpyxl.load_workbook(BytesIO(raw))
    edit(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def back(raw: bytes, sent: Portion, name: str = "italy.xlsx") -> Intake:
    """The workbook read again."""
    told = Reading(file=name, language="en", said_on=date(2026, 10, 1), sent=lambda *_: sent)
    return read_workbook(raw, told)


def given(found: Intake) -> list[tuple[str, str | None, dict[str, object]]]:
    """What is proposed beyond what was sent: kind, id, fields."""
    return [(one.kind, one.id, dict(one.given)) for one in found.proposed if one.given]


def codes(found: Intake, severity: Severity = Severity.ERROR) -> list[tuple[str, str | None]]:
    """Codes and cells of the problems of one weight."""
    return [(one.code, one.cell) for one in found.problems if one.severity is severity]


def column(sheet: Worksheet, head: str) -> int:
    """The column with that head."""
    return next(cell.column for cell in sheet[1] if cell.value == head)


def first(sent: Portion, body: type) -> Element:
    """The first own element of a kind, in the order of its sheet."""
    return sorted((one for one in sent.elements if isinstance(one.body, body)), key=lambda one: print_order(one.ref))[0]


@pytest.fixture(scope="module", name="grids")
def _grids(raw: bytes) -> Grids:
    found, _ = read_grids(raw, "italy.xlsx")
    assert found is not None
    return found


def typed(grids: Grids, sent: Portion, head: str, value: Cell, *, row: int = 2) -> Intake:
    """What is proposed when one cell of the actions holds another value; the workbook is read once for all."""
    page = next(one for one in grids.sheets if one.name == "Actions")
    at = page.rows[0].index(head)
    lines = [list(line) + [None] * (len(page.rows[0]) - len(line)) for line in page.rows]
    lines[row - 1][at] = value
    now = replace(page, rows=tuple(map(tuple, lines)))
    sheets = tuple(now if one is page else one for one in grids.sheets)
    told = Reading(file="italy.xlsx", language="en", said_on=date(2026, 10, 1))
    desk = filled(desk_for(made_from(grids), told), sent)
    return intake_of(replace(grids, sheets=sheets), desk, sent)


@pytest.mark.parametrize(
    ("head", "said", "field", "value"),
    [
        ("Due", "by end-2027", "due", ("by end-2027", date(2027, 12, 31))),
        ("Due", "30/06/2027", "due", ("30/06/2027", date(2027, 6, 30))),
        ("Due", date(2027, 6, 30), "due", ("2027-06-30", date(2027, 6, 30))),
        ("Share done", Decimal("0.5"), "done", Decimal("0.5")),
        ("Share done", "50 %", "done", Decimal("0.5")),
        ("Length", "12", "length", 12),
        ("Owner", "Freedonia", "owner", None),
        ("Owner", "France", "owner", "ms:FR"),
        ("State", "Done", "state", "done"),
        ("State", "achevée", "state", "done"),
        ("Began on", "3 April 2026", "began", date(2026, 4, 3)),
        ("Contributors", "Spain; org:Red Cross", "contributors", ("ms:ES", "org:Red Cross")),
        ("Risk to people", "oui", "risk_to_people", True),
    ],
)
def test_one_cell(grids: Grids, sent: Portion, head: str, said: Cell, field: str, value: object) -> None:
    """One cell typed over is one field of one element, read as a person means it; what is unknown is named."""
    found = typed(grids, sent, head, said)
    element = first(sent, Action)
    if value is None:
        assert codes(found) == [("readers.not_a_principal", "D2")]
        assert given(found) == []
        return
    assert codes(found) == []
    ((kind, name, fields),) = given(found)
    assert (kind, name, list(fields)) == ("action", element.id, [field])
    read = fields[field]
    assert (read.phrase, read.last) == value if isinstance(read, When) else read == value


def test_emptied_cell_empties_the_value(grids: Grids, sent: Portion) -> None:
    """Emptying a cell gives what an element has that was never told the field."""
    found = typed(grids, sent, "Due", None)
    assert given(found) == [("action", first(sent, Action).id, {"due": "not_stated"})]


def test_text_in_another_language_is_kept(sent: Portion) -> None:
    """Typing over a French wording changes that wording; the others stay."""
    raw = render_workbook(sent, wording("fr"))
    found = back(edited(raw, lambda book: book["Actions"].cell(2, 3, "Autre titre")), sent)
    ((_, _, fields),) = given(found)
    was = first(sent, Action).body
    assert isinstance(was, Action)
    assert isinstance(was.title, Text)
    pairs = [(one, "Autre titre" if one == "fr" else words) for one, words in was.title.wordings]
    assert fields["title"] == Text(wordings=tuple(pairs))


def test_new_row(raw: bytes, sent: Portion) -> None:
    """A row written below the last one is proposed without an id, with what stands in it."""

    def edit(book: openpyxl.Workbook) -> None:
        page = book["Actions"]
        row = page.max_row + 1
        for head, value in (("Number", "9.9"), ("Action", "Send two experts"), ("Owner", "Italy")):
            page.cell(row, column(page, head)).value = value

    ((kind, name, fields),) = given(back(edited(raw, edit), sent))
    assert (kind, name) == ("action", None)
    assert fields == {"number": "9.9", "title": Text(wordings=(("en", "Send two experts"),)), "owner": "ms:IT"}


def test_sorted_rows_change_nothing(raw: bytes, sent: Portion) -> None:
    """Rows in another order, columns in another order, and a renamed tab change nothing."""

    def edit(book: openpyxl.Workbook) -> None:
        page = book["Actions"]
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        for at, row in enumerate([rows[0], *reversed(rows[1:])], start=1):
            for to, value in enumerate([row[0], row[2], row[1], *row[3:]], start=1):
                page.cell(at, to).value = value
        page.title = "Our actions"

    found = back(edited(raw, edit), sent)
    assert codes(found) == []
    assert given(found) == []


def test_row_not_there_is_removed_only_when_the_cover_says_so(raw: bytes, sent: Portion) -> None:
    """A deleted row stays in the roadmap unless the cover says that its sheet is complete."""

    def edit(book: openpyxl.Workbook) -> None:
        book["Actions"].delete_rows(2)

    def complete(book: openpyxl.Workbook) -> None:
        edit(book)
        cover = book.worksheets[0]
        row = next(one for one in cover.iter_rows() if one[0].value == "sheet=actions")
        row[3].value = "yes"

    assert back(edited(raw, edit), sent).complete == frozenset()
    found = back(edited(raw, complete), sent)
    assert found.complete == {"action"}
    assert first(sent, Action).id not in {one.id for one in found.proposed}


def test_copied_row_is_a_new_row(raw: bytes, sent: Portion) -> None:
    """A row copied with its hidden name is a new row, and that is said."""

    def edit(book: openpyxl.Workbook) -> None:
        page = book["Actions"]
        page.append([cell.value for cell in page[2]])

    found = back(edited(raw, edit), sent)
    assert [one[1] for one in given(found)] == [None]
    assert "readers.key_twice" in [code for code, _ in codes(found, Severity.WARNING)]


def test_step_of_money(raw: bytes, sent: Portion) -> None:
    """A running total typed anew changes that step alone; a new row on the sheet of steps adds one."""

    def edit(book: openpyxl.Workbook) -> None:
        page = book["Steps"]
        page.cell(2, column(page, "Running total")).value = 1_250_000
        row = page.max_row + 1
        for head in ("Belongs to", "State", "Running total: currency or unit", "Day"):
            page.cell(row, column(page, head)).value = page.cell(2, column(page, head)).value
        page.cell(row, column(page, "Running total")).value = "at least 2 million"

    found = back(edited(raw, edit), sent)
    assert codes(found) == []
    ((kind, name, fields),) = given(found)
    element = next(one for one in sent.elements if one.id == name)
    assert isinstance(element.body, Contribution)
    steps = fields["steps"]
    assert isinstance(steps, tuple)
    assert (kind, len(steps)) == ("contribution", len(element.body.steps) + 1)
    assert steps[0] == replace(element.body.steps[0], amount=Money(amount=Decimal(1_250_000), currency="EUR"))
    assert steps[1:-1] == element.body.steps[1:]
    assert steps[-1].amount == Money(amount=Decimal(2_000_000), currency="EUR", qualifier=steps[-1].amount.qualifier)


def test_everything_beside_values_is_named(raw: bytes, sent: Portion) -> None:
    """Formulas, merged cells, hidden sheets and rows, comments and columns of others are named; none is lost unseen."""

    def edit(book: openpyxl.Workbook) -> None:
        page = book["Actions"]
        page.cell(2, column(page, "Length")).value = "=6*7"
        page["C3"].comment = Comment("Ask Rome first.", "somebody")
        page.merge_cells("C20:D20")
        page.row_dimensions[4].hidden = True
        page.cell(1, page.max_column + 1).value = "Our remarks"
        page.cell(2, page.max_column).value = "late"
        book.create_sheet("Notes")["A1"] = "private"
        book.create_sheet("Old").sheet_state = "hidden"

    found = back(edited(raw, edit), sent)
    assert {code for code, _ in codes(found, Severity.WARNING)} == {
        "readers.formulas",
        "readers.comment",
        "readers.merged",
        "readers.hidden_rows",
        "readers.unknown_column",
        "readers.unknown_sheet",
        "readers.hidden_sheet",
    }
    assert [code for code, _ in codes(found)] == ["readers.formula_unsaved"]
    assert given(found) == []
    said = next(one for one in found.problems if one.code == "readers.comment")
    assert "Ask Rome first." in wording("en").plain(said.reason)


def test_days_from_1904(raw: bytes, sent: Portion) -> None:
    """A workbook that counts its days from 1904 has the same days."""

    def edit(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    found = back(edited(raw, edit), sent)
    assert given(found) == []
    assert "readers.epoch_1904" in [code for code, _ in codes(found, Severity.WARNING)]


def test_problem_names_its_place(grids: Grids, sent: Portion) -> None:
    """A cell that cannot be read names sheet, row, column, cell, element, value, reason and remedy."""
    found = typed(grids, sent, "State", "nearly there", row=3)
    (one,) = [one for one in found.problems if one.severity is Severity.ERROR]
    assert (one.file, one.sheet, one.row, one.column) == ("italy.xlsx", "Actions", 3, "State")
    assert (one.value, one.code) == ("nearly there", "readers.not_in_list")
    assert one.cell is not None
    assert one.cell.endswith("3")
    assert one.element is not None
    assert one.remedy is not None


def test_rest_holds_only_the_rows_left_out(raw: bytes, sent: Portion) -> None:
    """The file with the rows that were not taken reads as those rows, in their places, and says nothing is complete."""
    broken = edited(raw, lambda book: book["Actions"].cell(3, column(book["Actions"], "State"), "nearly there"))
    rest = rest_of_workbook(broken, frozenset({("Actions", 3)}))
    found = back(rest, sent)
    assert [(one.place.sheet, one.place.row) for one in found.proposed] == [("Actions", 3)]
    assert codes(found) == [("readers.not_in_list", next(cell for _, cell in codes(found)))]
    assert found.complete == frozenset()


@pytest.mark.deep
def test_spreadsheet_program_saves(raw: bytes, sent: Portion, tmp_path: Path) -> None:
    """Two cells changed, a row added, then opened and saved by a spreadsheet program: exactly these three changes."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice Calc: tools/system-packages localc:libreoffice-calc")

    def edit(book: openpyxl.Workbook) -> None:
        page = book["Actions"]
        page.cell(2, column(page, "Due")).value = "by end-2027"
        page.cell(2, column(page, "Share done")).value = 0.25
        row = page.max_row + 1
        for head, value in (("Number", "9.9"), ("Action", "Send two experts"), ("Owner", "Italy")):
            page.cell(row, column(page, head)).value = value

    source, target = tmp_path / "sent.xlsx", tmp_path / "saved"
    source.write_bytes(edited(raw, edit))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    form = "xlsx:Calc MS Excel 2007 XML"
    asked = [program, profile, "--headless", "--convert-to", form, "--outdir", str(target), str(source)]
    subprocess.run(asked, check=True, timeout=180, capture_output=True)
    found = back((target / "sent.xlsx").read_bytes(), sent)
    assert codes(found) == []
    assert [(kind, name is None, sorted(fields)) for kind, name, fields in given(found)] == [
        ("action", False, ["done", "due"]),
        ("action", True, ["number", "owner", "title"]),
    ]


@pytest.mark.deep
@pytest.mark.parametrize("form", ["xlsx:Calc MS Excel 2007 XML", "xls:MS Excel 97"], ids=["xlsx", "xls"])
@pytest.mark.parametrize("home", ["marenia", "tunisia-memorandum", "jordan-compact"])
def test_spreadsheet_program_saves_everything(home: str, form: str, tmp_path: Path) -> None:
    """A whole roadmap opened and saved by a spreadsheet program, in the new form or the old, has no change."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice Calc: tools/system-packages localc:libreoffice-calc")
    whole = portion(see(newest(home), Principal("eu")))
    source, target = tmp_path / "sent.xlsx", tmp_path / "saved"
    source.write_bytes(render_workbook(whole, wording("fr")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    asked = [program, profile, "--headless", "--convert-to", form, "--outdir", str(target), str(source)]
    subprocess.run(asked, check=True, timeout=180, capture_output=True)
    name = f"sent.{form.partition(':')[0]}"
    found = back((target / name).read_bytes(), whole, name)
    assert codes(found) == []
    assert given(found) == []
