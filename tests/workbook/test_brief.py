"""A brief as a workbook: figures stay figures with their unit, every table and chart of the tree is there."""

from __future__ import annotations

import re
import textwrap
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.cell import coordinate_to_tuple

from tests.samples.shipped import ROOT
from waypost.core.brief.figures import Discs, Donors, MainRoute, Ranked, Routes, Squares, Stair
from waypost.core.brief.tree import Brief, Number, figures_in
from waypost.core.values import Money
from waypost.outputs.workbook.brief import LAST, lines_of, render_brief
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_are_numbers(brief: Brief, language: str) -> None:
    """A share that is worked out, with more digits than a sheet can hold, is a number in per cent and never a text."""
    book = openpyxl.load_workbook(BytesIO(render_brief(brief, wording(language))))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any(isinstance(one.value, float) and one.number_format == "0%" for one in cells)
    assert not [one.value for one in cells if isinstance(one.value, str) and re.fullmatch(r"-?0\.[0-9]+", one.value)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed_holds_every_sentence(brief: Brief, language: str) -> None:
    """Each sheet says what of it is printed: from its first cell to the last column over which a sentence runs."""
    book = openpyxl.load_workbook(BytesIO(render_brief(brief, wording(language))))
    for sheet in book.worksheets:
        first, _, last = sheet.print_area.rpartition("!")[2].replace("$", "").partition(":")
        assert first == "A1", sheet.title
        assert coordinate_to_tuple(last) >= (sheet.max_row, max(sheet.max_column, LAST + 1)), sheet.title


@given(
    words=st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=30), min_size=1, max_size=30),
    width=st.floats(9, 60),
)
def test_lines_have_room(words: list[str], width: float) -> None:
    """Words that are broken between words, and inside one only where it is too long, fit into the lines counted."""
    text = " ".join(words)
    room = int(width * 1.04)
    assert lines_of(text, width) >= len(textwrap.wrap(text, room)) - sum(len(one) > room for one in words)
    assert lines_of(text, width) <= len(textwrap.wrap(text, room)) + sum(len(one) > room for one in words)
    assert lines_of(f"{text}\n{text}", width) == 2 * lines_of(text, width)
