"""The follow-up table of a meeting comes back with what people wrote into it, and needs no mapping file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from docx.table import Table

from tests.word.inspector import inspected
from waypost.core.values import Principal
from waypost.readers.word import guess_document
from waypost.usecases.importing import Taken, Wanted, take_in
from waypost.usecases.notes import notes_of
from waypost.usecases.opening import Asking
from waypost.usecases.papers import write_papers
from waypost.usecases.samples import write_samples
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import wording

ON = date(2026, 10, 1)
NOW = datetime(2036, 1, 1, 12, tzinfo=UTC)
MEETING = "2026-10-15"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace; no test writes into it."""
    target = tmp_path_factory.mktemp("samples")
    write_samples(target)
    return target


def asking(folder: Path) -> Asking:
    """The EU, on the day of the samples."""
    return Asking(viewer=Principal("eu"), on=ON, folder=folder)


def paper(folder: Path, target: Path, language: str = "en") -> Path:
    """The follow-up table as a Word file."""
    words = wording(language)
    notes = notes_of(MEETING, asking(folder), ("followup",))
    return write_papers(notes[0], words, ("docx",), target, "followup")[0].path


def taken(folder: Path, path: Path, **wanted: object) -> Taken:
    """What would become of it."""
    (found,) = take_in([path], asking(folder), Wanted(dry_run=True, **wanted), wording("en"), now=NOW)  # type: ignore[arg-type]
    return found


def changes(found: Taken) -> list[tuple[str | None, str | None]]:
    """What the file changed, by number and field."""
    return sorted(
        ((one.ref.number, one.field) for file in found.home.files for one in file.sheet.edits.changes), key=str
    )


def open_table(document: docx.document.Document) -> Table:
    """The table of what is open."""
    return next(one for one in document.tables if len(one.columns) == 6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_untouched_table_changes_nothing(samples: Path, tmp_path: Path, language: str) -> None:
    """As it was printed, in any language, it proposes each decision and no field of it, without a mapping file."""
    path = paper(samples, tmp_path, language)
    inspected(path.read_bytes())
    found = taken(samples, path)
    assert guess_document(path.read_bytes(), path.name, "") is None
    assert (found.home.home, changes(found), found.home.problems) == ("marenia", [], ())
    assert len(found.home.files[0].sheet.intake.proposed) > 8


def test_what_is_written_over_is_what_changes(samples: Path, tmp_path: Path) -> None:
    """State, day and owner written over, one decision added: these changes and no other."""
    path = paper(samples, tmp_path)
    document = docx.Document(str(path))
    table = open_table(document)
    rows = {row.cells[0].text.split(" ")[0].split("\u00a0")[0]: row for row in table.rows[1:]}
    rows["2.3"].cells[2].text = "Marenia"
    rows["3.3"].cells[3].text = "30 November 2026"
    rows["3.5"].cells[4].text = "Done: the money was committed on 28 August"
    added = table.add_row()
    texts = ("3.9 Send the list of contact points", rows["3.5"].cells[1].text, "Italy", "1 December 2026", "Open", "")
    for cell, words in zip(added.cells, texts, strict=True):
        cell.text = words
    document.save(str(path))
    found = taken(samples, path)
    assert found.home.problems == ()
    assert changes(found) == [
        ("2.3", "owner"),
        ("3.3", "due"),
        ("3.5", "state"),
        ("3.5", "was_done"),
        ("3.9", None),
    ]


def test_what_cannot_be_read_is_named(samples: Path, tmp_path: Path) -> None:
    """A state that there is not, and a meeting that never was, are errors with table, row, cell and value."""
    path = paper(samples, tmp_path)
    document = docx.Document(str(path))
    table = open_table(document)
    table.rows[1].cells[4].text = "nearly"
    added = table.add_row()
    for cell, words in zip(added.cells, ("New", "1 January 1999", "", "", "", ""), strict=True):
        cell.text = words
    document.save(str(path))
    found = taken(samples, path)
    told = [(one.code, one.row, one.cell, one.value) for one in found.home.problems]
    assert ("readers.not_in_list", 2, "E2", "nearly") in told
    assert ("word.no_such_meeting", len(table.rows), f"B{len(table.rows)}", "1 January 1999") in told
    assert found.home.refused
