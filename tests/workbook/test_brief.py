"""A brief as a workbook: figures stay figures with their unit, every table and chart of the tree is there."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests.samples.shipped import ROOT
from waypost.core.brief.figures import Discs, Donors, MainRoute, Ranked, Routes, Squares, Stair
from waypost.core.brief.tree import Brief, Number, figures_in
from waypost.core.values import Money
from waypost.outputs.workbook.brief import render_brief
from waypost.usecases.briefs import Wanted, brief_of
from waypost.usecases.opening import Asking
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import wording

DRAWN = (Stair, Donors, Squares, Ranked, Discs, MainRoute, Routes)


@pytest.fixture(scope="module", name="brief")
def _brief() -> Brief:
    return brief_of("marenia", Asking(on=date(2026, 10, 1), folder=ROOT), Wanted())


def figures(raw: bytes) -> set[tuple[float, str]]:
    """Every number of a workbook with its format."""
    book = openpyxl.load_workbook(BytesIO(raw))
    found = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return {(float(one.value), one.number_format) for one in found if isinstance(one.value, int | float)}


def test_money_stands_in_full_with_its_currency(brief: Brief) -> None:
    """Each amount of the figures' tables is a number to calculate with, in whole units, its currency in the format."""
    there = figures(render_brief(brief, wording("en")))
    amounts = {
        float(cell.value.amount)
        for figure in figures_in(brief)
        for row in figure.numbers.rows
        for cell in row.cells
        if isinstance(cell, Number) and isinstance(cell.value, Money) and cell.value.currency == "EUR"
    }
    assert len(amounts) > 10
    assert amounts <= {number for number, form in there if "EUR" in form}


def test_each_chart_that_a_spreadsheet_has_is_its_own(brief: Brief) -> None:
    """A stair, a bar and a line are charts of the spreadsheet, drawn from cells, each with its finding in words."""
    wanted = [one for one in figures_in(brief) if isinstance(one.chart, DRAWN)]
    with zipfile.ZipFile(BytesIO(render_brief(brief, wording("en")))) as package:
        charts = [package.read(one) for one in package.namelist() if one.startswith("xl/charts/chart")]
        drawings = b"".join(package.read(one) for one in package.namelist() if one.startswith("xl/drawings/drawing"))
    assert len(charts) == len(wanted)
    assert all(b"<c:f>" in one for one in charts)
    assert drawings.count(b'descr="') == len(charts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_a_section_in_every_language(brief: Brief, language: str) -> None:
    """There is a cover and a sheet for each section; in a language from right to left every sheet runs so."""
    words = wording(language)
    raw = render_brief(brief, words)
    assert raw == render_brief(brief, words)
    book = openpyxl.load_workbook(BytesIO(raw))
    assert len(book.worksheets) == 1 + len(brief.sections)
    assert {bool(one.sheet_view.rightToLeft) for one in book.worksheets} == {words.right_to_left}


def test_long_lists_stand_in_lines_and_differences_in_full(brief: Brief) -> None:
    """What changed: a long list has each thing in its own line, a difference is a figure in full, no head is empty."""
    book = openpyxl.load_workbook(BytesIO(render_brief(brief, wording("en"))))
    sheet = next(one for one in book.worksheets if one.title.startswith("7 "))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    done = next(row for row in rows if row[0] == "share done")
    assert len(str(done[1]).splitlines()) > 3
    assert next(row for row in rows if row[0] == "announced")[3] == 4_700_000
    title = next(at for at, row in enumerate(rows) if row[0] == "By subject")
    assert any(rows[title + 1])
