"""Workbooks of publishers: what each real file holds, and what a later issue of one may look like."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.statistics.publishers import read, real
from waypost.core.errors import Refused
from waypost.core.statistics.observation import Observation
from waypost.core.values import Missing
from waypost.readers.grid import Grid, read_grids
from waypost.readers.statistics.books import read_book, rows_of_sheet, together
from waypost.readers.statistics.periods import month_of
from waypost.readers.statistics.sheets import SHEET_FORMS
from waypost.readers.statistics.table import read_table
from waypost.usecases.evidence import totals_of
from waypost.words.typed.cell import Cell

DESCRIBED = [
    ("frontex/Monthly_detections_of_IBC_20220204.xlsx", "frontex-detections", None, 833),
    (
        "eurostat/databrowser-xlsx/Eurostat-migr_asyappctzm__custom_2054915_-EU28-until2020-01.xlsx",
        "eurostat-databrowser",
        "MIGR_ASYAPPCTZM__custom_2054915",
        55,
    ),
    (
        "eurostat/databrowser-xlsx/Eurostat-migr_asyappctzm__custom_2054915_EU27-from2020-02.xlsx",
        "eurostat-databrowser",
        "MIGR_ASYAPPCTZM__custom_2054915",
        55,
    ),
    ("visas/synthese_2013_with_filters_en.xls", "schengen-visas-consulates", None, 1_991),
    ("visas/2019-consulates-schengen-visa-stats.xlsx", "schengen-visas-consulates", None, 1_834),
    ("visas/Visa_statistics_for_consulates_in_2022_en.xlsx", "schengen-visas-consulates", None, 1_766),
    ("visas/2023-schengen-visa-statistics-consulates_en.xlsx", "schengen-visas-consulates", None, 1_760),
    ("visas/2019-bcps-schengen-visa-stats.xlsx", "schengen-visas-borders", None, 353),
    ("worldbank/personal-remittances-received.xls", "worldbank-indicator", "BX.TRF.PWKR.CD.DT", 266),
    ("worldbank/remittances-received-percent-gdp.xls", "worldbank-indicator", "BX.TRF.PWKR.DT.GD.ZS", 266),
    ("worldbank/remittance-inflows.xlsx", "knomad-remittances", None, 216),
    ("worldbank/WB_Bilateral_Remittance_Estimates_2017.xlsx", "worldbank-bilateral-remittances", None, 214),
    ("unhcr/odp/unhcr_med_data_12_31.xlsx", "unhcr-arrivals", None, 71),
]


SLOW = ("visas/2019-consulates", "visas/Visa_statistics", "worldbank/remittances-received-percent")
"""Further files of forms of which another is read in every run."""


@pytest.mark.parametrize(
    ("name", "kind", "dataset", "rows"),
    [pytest.param(*one, id=one[0], marks=[pytest.mark.deep] * one[0].startswith(SLOW)) for one in DESCRIBED],
)
def test_real_workbook_holds_what_its_description_says(
    shared_folder: Path, name: str, kind: str, dataset: str | None, rows: int
) -> None:
    """Form, dataset and rows of each real workbook."""
    book = real(shared_folder / "data" / name)
    assert (book.kind, book.dataset, book.rows) == (kind, dataset, rows)


def test_totals_of_detections_are_those_of_the_publisher(shared_folder: Path) -> None:
    """156 months; all of them, 2015 and 2021 come out to the last detection."""
    book = real(shared_folder / "data" / DESCRIBED[0][0])
    assert len({one.period for one in book.figures}) == 156
    assert book.total() == 3_965_684
    assert book.total(period="2015-") == 1_822_102
    assert book.total(period="2021-") == 199_917
    assert {one.sheet for one in book.problems} == {"Notes", "Dictionary"}


@pytest.mark.parametrize(
    ("country", "applied", "issued", "refused"),
    [(None, 10_327_572, 8_492_776, 1_632_984), ("MOROCCO", 591_401, 437_029, 136_367)],
)
def test_visas_of_2023_are_those_of_the_publisher(
    shared_folder: Path, country: str | None, applied: int, issued: int, refused: int
) -> None:
    """The rows add up to the totals, which are themselves left out and named; so are States outside Schengen."""
    book = real(shared_folder / "data/visas/2023-schengen-visa-statistics-consulates_en.xlsx")
    wanted = {} if country is None else {"country": country}
    assert book.total(measure="Uniform visas applied for", **wanted) == applied
    assert book.total(measure="Total uniform visas issued (including MEV)", **wanted) == issued
    assert book.total(measure="Uniform visas not issued", **wanted) == refused
    assert {one.period for one in book.figures} == {"2023"}
    assert "BG, CY, RO" in {one.sheet for one in book.problems}
    totals = {one.value for one in book.problems if one.code == "statistics.no_key"}
    assert {"Selection Sub total in 2023", "Total worldwide 2023", "Share of subtotal on worldwide total"} <= totals


def test_visas_of_other_years_add_up_to_the_totals_under_the_table(shared_folder: Path) -> None:
    """2013 in the old form and 2019 at the border: the sums that the publisher prints; the year is found."""
    folder = shared_folder / "data/visas"
    old = real(folder / "synthese_2013_with_filters_en.xls")
    assert old.total(measure="C visas applied for") == 17_285_449
    assert {one.period for one in old.figures} == {"2013"}
    border = real(folder / "2019-bcps-schengen-visa-stats.xlsx")
    assert border.total(measure="Uniform visas applied for") == 93_970
    assert border.total(measure="Uniform visas issued") == 70_934
    assert {one.period for one in border.figures} == {"2019"}


def test_sheet_of_the_data_browser_has_its_flags(shared_folder: Path) -> None:
    """The first figure and its flag; months after the break stay missing; what holds for the sheet is with each."""
    book = real(shared_folder / "data" / DESCRIBED[1][0])
    first = book.figures[0]
    assert (first.row, first.period, first.value, first.flags) == (13, "2008-01", Decimal(45), "d")
    assert dict(first.where) == {
        "ASYL_APP (Labels)": "First time applicant",
        "CITIZEN (Labels)": "Angola",
        "Time frequency": "Monthly",
        "Unit of measure": "Person",
        "Sex": "Total",
        "Age class": "Total",
        "Geopolitical entity (reporting)": "European Union - 28 countries (2013-2020)",
    }
    later = [one for one in book.figures if one.period > "2020-01"]
    assert later
    assert {one.value for one in later} == {Missing.NOT_REPORTED}
    assert len({one.period for one in book.figures}) == 167
    signs = [one.value for one in book.problems if one.code == "statistics.below_table"]
    assert signs == ["Special value", ":", "Available flags:", "d"]


def test_matrix_of_remittances_says_who_sends_and_who_receives(shared_folder: Path) -> None:
    """A figure stands between who sends it (down) and who receives it (across); WORLD is left out both ways."""
    book = real(shared_folder / "data/worldbank/WB_Bilateral_Remittance_Estimates_2017.xlsx")
    (one,) = (one for one in book.figures if one.where == (("sending", "Argentina"), ("receiving", "Armenia")))
    assert (one.period, one.value) == ("2017", Decimal("1.761120254839711"))
    assert len({dict(one.where)["receiving"] for one in book.figures}) == 214
    assert {one.code for one in book.problems if one.value == "WORLD"} == {
        "statistics.total_row",
        "statistics.total_column",
    }


def test_year_without_a_figure_is_missing_and_notes_are_none(shared_folder: Path) -> None:
    """American Samoa has a row and no figure; the notes under the table are no rows."""
    book = real(shared_folder / "data/worldbank/remittance-inflows.xlsx")
    samoa = [one.value for one in book.figures if dict(one.where)["Country"] == "American Samoa"]
    assert samoa == [Missing.NOT_REPORTED] * 23
    assert sum(one.code == "statistics.below_table" for one in book.problems) == 8


# --------------------------------------------------------------------------------- later issues of one workbook

ROWS = (
    ("Western Balkans", "Land", "Syria", 3, 4),
    ("Western Balkans", "Land", "Kosovo*", None, 1),
    ("Central Mediterranean", "Sea", "Unknown", 0, 2),
)
HEADS = ("Route", "Border type", "Nationality", "JAN2021", "FEB2021")


def issue(rows: Iterable[Sequence[object]], *, name: str = "Detections_of_IBC", merged: Iterable[str] = ()) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def heads(*months: str) -> tuple[str, ...]:
    """The head with these months."""
    return (*HEADS[:3], *months)


TITLE = ("Monthly detections of illegal border-crossing", None, None, None, None)
NOTES = (
    (None, None, None, None, None),
    ("* This designation is without prejudice to positions on status.", None, None, None, None),
    ("Source: reports of Member States", None, None, None, None),
)
VARIANTS: dict[str, tuple[Callable[[], bytes], int]] = {
    "as it is": (lambda: issue((HEADS, *ROWS)), 0),
    "head in row 2": (lambda: issue((TITLE, HEADS, *ROWS)), 0),
    "head in row 5": (lambda: issue((TITLE, (None,), (None,), ("as of January",), HEADS, *ROWS)), 0),
    "merged cells above": (
        lambda: issue((TITLE, (None, None, None, "2021", None), HEADS, *ROWS), merged=("A1:E1", "A2:C2", "D2:E2")),
        0,
    ),
    "footnotes below": (lambda: issue((HEADS, *ROWS, *NOTES)), 2),
    "footnotes at once below": (lambda: issue((HEADS, *ROWS, *NOTES[1:])), 2),
    "total below": (lambda: issue((HEADS, *ROWS, ("Total", None, None, 3, 7))), 1),
    "renamed sheet": (lambda: issue((HEADS, *ROWS), name="Données 2026"), 0),
    "January 2021": (lambda: issue((heads("January 2021", "February 2021"), *ROWS)), 0),
    "Jan 2021": (lambda: issue((heads("Jan 2021", "Feb 2021"), *ROWS)), 0),
    "2021-01": (lambda: issue((heads("2021-01", "2021-02"), *ROWS)), 0),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_head_is_found_and_never_assumed(variant: str) -> None:
    """However an issue is laid out, its figures are the same, an empty cell is missing, and what is no row is named."""
    make, left_out = VARIANTS[variant]
    book = read(make())
    assert book.rows == 3
    assert [(one.period, one.value) for one in book.figures] == [
        ("2021-01", Decimal(3)),
        ("2021-02", Decimal(4)),
        ("2021-01", Missing.NOT_REPORTED),
        ("2021-02", Decimal(1)),
        ("2021-01", Decimal(0)),
        ("2021-02", Decimal(2)),
    ]
    assert len(book.problems) == left_out
    assert all(one.sheet and one.row for one in book.problems)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("JAN2009", "2009-01"),
        ("Sept 2020", "2020-09"),
        ("september 2020", "2020-09"),
        ("Dec-2014", "2014-12"),
        ("2021-12-01", "2021-12"),
        ("2021-13", None),
        ("2021", None),
        ("Janvember 2021", None),
        ("JAN2009 total", None),
        ("٢٠٢١-٠١", None),
    ],
)
def test_month_is_read_or_not_guessed(words: str, month: str | None) -> None:
    """A month as publishers write it; other words are none."""
    assert month_of(words) == month


def test_word_in_the_place_of_a_figure_is_named() -> None:
    """What is no figure is left out with sheet, row and value, and the rest is read."""
    book = read(issue((HEADS, ("Other", "Sea", "Syria", "many", 5)), name="New"))
    (problem,) = book.problems
    assert (problem.code, problem.sheet, problem.row, problem.value) == ("statistics.no_figure", "New", 2, "many")
    assert book.total() == 5


def test_workbook_of_no_publisher_is_refused(tmp_path: Path) -> None:
    """A workbook with another table is refused by name, and so is a package that is none."""
    for raw in (issue((("Name", "Age"), ("Any", 3))), b"PK\x03\x04 nothing of the kind"):
        path = tmp_path / "other.xlsx"
        path.write_bytes(raw)
        with pytest.raises(Refused) as refused:
            totals_of([path])
        assert {one.file for one in refused.value.problems} == {"other.xlsx"}


def browser(name: str, *, flags: bool) -> Grid:
    """A sheet as the Data Browser makes one, with or without columns of flags."""
    periods: tuple[Cell, ...] = ("2020", None, "2021", None) if flags else ("2020", "2021")
    first: tuple[Cell, ...] = (Decimal(5), "b", ":", "c") if flags else (Decimal(5), ":")
    return Grid(
        name=name,
        rows=(
            ("Dataset:", "Any table [MIGR_ANY]"),
            ("Sex", None, name),
            ("TIME", *periods),
            ("GEO (Codes)",),
            ("EL", *first),
            ("TOTAL",),
            (),
            ("Special value",),
            (":", "not available"),
            ("Available flags:",),
            ("b", "break in series"),
        ),
    )


@pytest.mark.parametrize("flags", [True, False])
def test_sheets_of_one_dataset_are_read_together(flags: bool) -> None:
    """The Data Browser makes a sheet for each breakdown: rows of all, each figure with what its sheet is about."""
    tables = [
        read_table(rows_of_sheet(browser(name, flags=flags)), SHEET_FORMS, "any.xlsx", name)
        for name in ("Males", "Females")
    ]
    read_all = together(tuple(one for one in tables if one is not None))
    found = [one for one in read_all.observations() if isinstance(one, Observation)]
    assert (read_all.dataset, read_all.rows) == ("MIGR_ANY", 4)
    assert [dict(one.where)["Sex"] for one in found] == ["Males"] * 4 + ["Females"] * 4
    assert [one.sheet for one in found] == ["Males"] * 4 + ["Females"] * 4
    assert [(one.period, one.flags) for one in found[:2]] == [("2020", "b" * flags), ("2021", "c" * flags)]
    assert [one.value for one in found[:4]] == [Decimal(5), *[Missing.NOT_REPORTED] * 3]


VISAS = (
    "Schengen State",
    "Country where consulate is located",
    "Consulate",
    "Uniform  visas applied for ",
    "Share of any",
)


@pytest.mark.parametrize("above", [0, 1, 4])
def test_subtotals_of_visas_are_no_rows(above: int) -> None:
    """Rows that name no State are left out and named, wherever the head stands; they say the year; shares are not
    read."""
    rows = (
        *((f"Title {n}",) for n in range(above)),
        VISAS,
        ("Austria", "MOROCCO", "RABAT", 5, 1),
        ("Austria", "MOROCCO", "ANY", None, None),
        (None, None, None, None, None),
        (None, None, "Selection Sub total in 2024", 5, 1),
        (None, None, "Total worldwide 2024", 5, 1),
    )
    book = read(issue(rows, name="any"))
    assert book.rows == 2
    assert [(one.period, one.measure, one.value) for one in book.figures] == [
        ("2024", "Uniform visas applied for", Decimal(5)),
        ("2024", "Uniform visas applied for", Missing.NOT_REPORTED),
    ]
    assert [one.row for one in book.problems] == [above + 5, above + 6]


def with_part(raw: bytes, name: str) -> bytes:
    """A workbook with one more part in its package."""
    out = BytesIO(raw)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, "<part/>")
    return out.getvalue()


@pytest.mark.parametrize(
    "name", ["xl/externalLinks/externalLink1.xml", "xl/queryTables/queryTable1.xml", "xl/connections.xml"]
)
def test_part_that_reaches_out_is_not_followed(name: str) -> None:
    """Publishers leave links to their own files in a workbook: its cells are read; in a workbook for us it is none."""
    raw = with_part(issue((HEADS, *ROWS)), name)
    assert read(raw).rows == 3
    _, problems = read_grids(raw, "any.xlsx")
    assert [one.code for one in problems] == ["readers.external_links"]


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/embeddings/any.bin", "xl/activeX/activeX1.xml"])
def test_part_that_runs_is_refused_from_publishers_too(name: str) -> None:
    """Macros, embedded files and controls are refused, whoever the publisher is."""
    found, problems = read_book(with_part(issue((HEADS, *ROWS)), name), "any.xlsx")
    assert found is None
    assert {one.code for one in problems} <= {"readers.macros", "readers.embedded"}
    assert problems


@given(st.integers(0, 8), st.lists(st.integers(0, 10**6) | st.none(), min_size=4, max_size=4))
def test_lines_above_the_head_change_nothing(above: int, figures: list[int | None]) -> None:
    """However many lines stand above the head, the figures under it are the same."""
    rows = (("Other", "Sea", "Syria", *figures[:2]), ("Other", "Land", "Iraq", *figures[2:]))
    titled = [TITLE, *((None,) for _ in range(above))] if above else []
    sheet = Grid(name="any", rows=tuple(tuple(map(as_cell, row)) for row in (*titled, HEADS, *rows)))
    found = read_table(rows_of_sheet(sheet), SHEET_FORMS, "any.xlsx", "any")
    assert found is not None
    values = [one.value for one in found.observations() if isinstance(one, Observation)]
    assert values == [Missing.NOT_REPORTED if one is None else Decimal(one) for one in figures]


def as_cell(value: object) -> Cell:
    """A cell as a reader gives it."""
    return Decimal(value) if isinstance(value, int) else None if value is None else str(value)
