"""A Word table of a roadmap, edited and taken in: just what was edited changes."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.word.papers import cell, paper, paragraph, row, table
from waypost.core.values import EU
from waypost.usecases.importing import Taken, Wanted, take_in
from waypost.usecases.opening import Asking
from waypost.usecases.samples import write_samples
from waypost.words.wording import wording

ON = date(2026, 10, 1)
NOW = datetime(2026, 10, 2, 9, tzinfo=UTC)
HEAD = ("No.", "Action", "Owner", "Due")
ROWS = (
    ("2.1.6", "Match candidates of the second round with employers", "Italy", "26 February 2027"),
    ("1.1.3", "Pay apprenticeships for 1\u202f200 young people", "EU institutions", "30 June 2027"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Marenia alone; nothing is written into it."""
    samples, here = tmp_path_factory.mktemp("samples"), tmp_path_factory.mktemp("here")
    write_samples(samples)
    shutil.copytree(samples / "roadmaps" / "marenia", here / "roadmaps" / "marenia")
    return here


def taken(folder: Path, tmp_path: Path, *rows: tuple[str, ...]) -> Taken:
    """What becomes of a Word table of so many rows."""
    path = tmp_path / "returned.docx"
    path.write_bytes(paper(paragraph("Actions"), table(row(*HEAD), *(row(*one) for one in rows))))
    asking = Asking(viewer=EU, on=ON, folder=folder)
    (found,) = take_in((path,), asking, Wanted(into="marenia", dry_run=True), wording("en"), now=NOW)
    return found


def changed(found: Taken) -> list[tuple[str, str]]:
    """Each change as what was done and field."""
    return [(one.op.value, one.field or "") for one in found.home.changes.changes]


def test_a_table_as_it_stands_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """Rows found by their numbers that say what is recorded change nothing, whatever languages are recorded besides."""
    assert changed(taken(folder, tmp_path, *ROWS)) == []


def test_two_cells_and_a_row_are_three_changes(folder: Path, tmp_path: Path) -> None:
    """An owner, a date (with the earlier one kept) and a new row show as these three, and nothing else does."""
    first, second = ROWS
    edited = (*first[:2], "Spain", first[3]), (*second[:3], "31 July 2027")
    new = ("", "Open a second reading room", "France", "1 March 2027")
    found = sorted(changed(taken(folder, tmp_path, *edited, new)))
    assert found == [("added", ""), ("changed", "changes"), ("changed", "owner"), ("moved", "due")]


def test_what_stands_beside_the_words_is_told_with_the_changes(folder: Path, tmp_path: Path) -> None:
    """A tracked change in a returned table is told by table and cell with what would change."""
    new, old = "<w:ins><w:r><w:t>France</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>Italy</w:delText></w:r></w:del>"
    inserted = cell(paragraph(new, old))
    first = ROWS[0]
    path = tmp_path / "returned.docx"
    path.write_bytes(paper(table(row(*HEAD), row(*first[:2], inserted, first[3]))))
    asking = Asking(viewer=EU, on=ON, folder=folder)
    (found,) = take_in((path,), asking, Wanted(into="marenia", dry_run=True), wording("en"), now=NOW)
    assert changed(found) == [("changed", "owner")]
    told = {(one.code, one.sheet, one.cell) for one in found.home.problems}
    assert {("word.inserted", "Table 1", "C2"), ("word.deleted", "Table 1", "C2")} <= told
