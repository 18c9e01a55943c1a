"""An owner's rows go out as tables of a Word file and come back: untouched no change, edited that change alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roadmap.strategies import states
from tests.samples.shipped import ROOT
from tests.word.inspector import every, inspected, out_of_order
from tests.word.papers import paper, paragraph, row, table
from waypost.core.change.intake import Intake, Reading
from waypost.core.change.portion import Portion, portion
from waypost.core.errors import Severity
from waypost.core.roadmap.bodies import Roadmap
from waypost.core.roadmap.view import see
from waypost.core.say import say
from waypost.core.values import Missing, Principal, Slug
from waypost.outputs.word.editable import render_rows
from waypost.readers.word import guess_document, read_document
from waypost.usecases.collecting import round_of
from waypost.usecases.exporting import export
from waypost.usecases.importing import Taken, Wanted, take_in
from waypost.usecases.opening import Asking
from waypost.usecases.samples import write_samples
from waypost.words.catalogue import LANGUAGES
from waypost.words.typed.amounts import number_cell
from waypost.words.typed.cell import Cell, same
from waypost.words.typed.desk import Desk
from waypost.words.typed.scalars import COUNT, DAY, SHARE, Scalar
from waypost.words.typed.worded import NUMBERS, unworded, worded
from waypost.words.wording import wording
from waypost.workspace.folder import Folder

ON = date(2026, 10, 1)
NOW = datetime(2036, 1, 1, 12, tzinfo=UTC)
EachLanguage = pytest.mark.parametrize("language", LANGUAGES)


def back(raw: bytes, sent: Portion | None, language: str = "en") -> Intake:
    """The file read again."""
    given_back = None if sent is None else lambda *_: sent
    return read_document(raw, Reading(file="back.docx", language=language, said_on=ON, sent=given_back))


@settings(max_examples=5)
@given(state=states(size=6), language=st.sampled_from(LANGUAGES))
def test_untouched_file_changes_nothing(state: object, language: str) -> None:
    """Whatever stands in a roadmap, a file that nobody touched proposes each row it shows and no field of it."""
    sent = portion(see(state, Principal("eu")))  # type: ignore[arg-type]
    raw = render_rows(sent, wording(language))
    found = back(raw, sent, language)
    assert [one for one in found.problems if one.severity is Severity.ERROR] == []
    assert {one.id for one in found.proposed} == {one.id for one in sent.elements}
    assert [one.given for one in found.proposed if one.given] == []
    assert (found.home, found.at, found.reader, found.owner) == (sent.home, sent.at, sent.reader, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_row_without_a_word_is_there(language: str) -> None:
    """An element of which nothing is stated has an empty row, and its row is not taken for one that was removed."""
    state = Folder(ROOT).newest(Slug("marenia"))
    (head,) = (one for one in state.elements if one.kind.name == "roadmap")
    nothing = replace(head, note=None, sources=(), body=Roadmap(title=Missing.NOT_STATED))
    sent = portion(see(replace(state, elements=(nothing,)), Principal("eu")))
    (found,) = back(render_rows(sent, wording(language)), sent, language).proposed
    assert found.id == head.id
    assert found.given == ()


@given(
    number=st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=3).map(Decimal.normalize),
    language=st.sampled_from(LANGUAGES),
)
def test_number_is_read_as_it_is_written(number: Decimal, language: str) -> None:
    """A figure in words of any language, typed anew as it stands, is the same figure."""
    desk = Desk(words=wording(language))
    shown = worded(number_cell(number), "amount", desk)
    assert same(unworded(shown, "amount", desk), number)


@pytest.mark.parametrize(
    ("scalar", "value"),
    [(DAY, date(2026, 3, 4)), (DAY, date(2027, 11, 30)), (SHARE, Decimal("0.375")), (COUNT, 12_345)],
)
@EachLanguage
def test_value_is_read_as_it_is_written(scalar: Scalar, value: object, language: str) -> None:
    """A day, a share and a count in words, typed anew as they stand, are the same value."""
    desk = Desk(words=wording(language))
    cell: Cell = scalar.write(value, desk)
    assert scalar.read(unworded(worded(cell, scalar.look, desk), scalar.look, desk), desk, None) == value
    assert scalar.look in NUMBERS or isinstance(value, date)


# ---------------------------------------------------------------------------------------------------------- Marenia


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample workspace."""
    write_samples(tmp_path)
    return tmp_path


def asking(folder: Path, viewer: str = "eu") -> Asking:
    """Whoever asks, on the day of the samples."""
    return Asking(viewer=Principal(viewer), on=ON, folder=folder)


def sent_out(folder: Path, owner: str = "ms:IT", language: str = "en") -> Path:
    """An owner's file."""
    target = folder / f"{owner[-2:]}.docx"
    return export("marenia", asking(folder), form="docx", owner=owner, target=target, words=wording(language)).path


def taken(folder: Path, *files: Path, **wanted: object) -> Taken:
    """What became of files."""
    (found,) = take_in(files, asking(folder), Wanted(**wanted), wording("en"), now=NOW)  # type: ignore[arg-type]
    return found


def edit(path: Path, change: Callable[[Table], None], table: str = "Actions") -> None:
    """Somebody edits the table under a heading, by a library that knows nothing of ours."""
    document = docx.Document(str(path))
    blocks = list(document.iter_inner_content())
    at = next(place for place, one in enumerate(blocks) if isinstance(one, Paragraph) and one.text == table)
    change(next(one for one in blocks[at:] if isinstance(one, Table)))
    document.save(str(path))


def shown(cell: _Cell) -> str:
    """The words of a cell that are shown."""
    return "".join(run.text for run in cell.paragraphs[0].runs if not run.font.hidden)


def heads_of(table: Table) -> list[str]:
    """The words at the head of each column."""
    return [shown(cell) for cell in table.rows[0].cells]


def typed(number: str, head: str, words: str) -> Callable[[Table], None]:
    """An edit that types into the row of that number, below that head."""

    def change(table: Table) -> None:
        row = next(one for one in table.rows if shown(one.cells[0]) == number)
        cell = row.cells[heads_of(table).index(head)]
        for old in list(cell.paragraphs[0]._p):
            if not old.tag.endswith("}pPr"):
                cell.paragraphs[0]._p.remove(old)
        cell.paragraphs[0].add_run(words)

    return change


def changes(found: Taken) -> list[tuple[str, str | None]]:
    """What the file changed, by number and field; that a moved date keeps its first promise is done by us."""
    return [(one.ref.number or "", one.field) for file in found.home.files for one in file.sheet.edits.changes]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_part_of_the_file_is_known(folder: Path, language: str) -> None:
    """No part that is not known, elements in the order Word wants, heads repeated, and the same bytes again."""
    raw = sent_out(folder, language=language).read_bytes()
    found = inspected(raw)
    assert out_of_order(found.document) == []
    assert len(every(found.document, "tblHeader")) == len(every(found.document, "tbl")) - 2
    (folder / "IT.docx").unlink()
    assert sent_out(folder, language=language).read_bytes() == raw


@EachLanguage
def test_owner_edits_two_cells_and_adds_a_row(folder: Path, language: str) -> None:
    """Two cells typed over and a row added are these three changes, whatever the language of the file."""
    path = sent_out(folder, language=language)
    words = wording(language)
    heads = {name: words.plain(say(f"field.action.{name}")) for name in ("due", "done", "title")}
    heads = {name: head[:1].upper() + head[1:] for name, head in heads.items()}
    label = words.plain(say("workbook.sheet.actions"))

    def change(table: Table) -> None:
        typed("1.1.4", heads["due"], "30/06/2027")(table)
        typed("2.1.6", heads["done"], "40 %")(table)
        names = heads_of(table)
        row = table.add_row()
        row.cells[0].text = "9.9"
        row.cells[names.index(heads["title"])].text = "Open a second desk"

    edit(path, change, label)
    found = taken(folder, path)
    assert found.home.problems == ()
    assert sorted(changes(found), key=str) == [("1.1.4", "due"), ("2.1.6", "done"), ("9.9", None)]
    assert found.home.state is not None
    (answer,) = round_of(found.home).answers  # type: ignore[union-attr]
    assert (answer.who, answer.changes) == ("ms:IT", 3)


def test_file_says_nothing_of_a_field_without_a_column(folder: Path) -> None:
    """What has no column in the file is named in it and stays as it was."""
    path = sent_out(folder)
    text = "\n".join(one.text for one in docx.Document(str(path)).paragraphs)
    assert "Without a column here" in text
    assert "contributors" in text.casefold()
    edit(path, typed("1.1.4", "Action", "Open a credit line"))
    assert changes(taken(folder, path)) == [("1.1.4", "title")]


def test_removed_row_is_removed_only_where_the_sender_says_so(folder: Path) -> None:
    """A row that is gone stays, unless the first page says that what is missing in its table is to go."""
    path = sent_out(folder)
    edit(path, lambda table: table._tbl.remove(table.rows[1]._tr))
    assert changes(taken(folder, path, dry_run=True)) == []
    document = docx.Document(str(path))
    answers = document.tables[2]
    row = next(one for one in answers.rows if one.cells[0].text.endswith("Actions"))
    row.cells[2].text = "Yes"
    document.save(str(path))
    assert ("1.1.4", None) in changes(taken(folder, path, dry_run=True))


def test_conflict_of_two_word_files_is_told(folder: Path) -> None:
    """Two owners who type differently about one thing are named, and nothing is written."""
    one, other = sent_out(folder), folder / "other.docx"
    other.write_bytes(one.read_bytes())
    edit(one, typed("1.1.4", "Due", "30 June 2027"))
    edit(other, typed("1.1.4", "Due", "31 July 2027"))
    found = taken(folder, one, other)
    assert found.home.refused
    assert [clash.files for clash in found.home.clashes] == [(0, 1)]


def test_bad_row_names_its_place_and_what_to_do(folder: Path) -> None:
    """A row error names table, row, cell, column, value, reason and remedy."""
    path = sent_out(folder)
    edit(path, typed("1.1.4", "Share done", "plenty"))
    found = taken(folder, path)
    (problem,) = found.home.problems
    assert found.home.refused
    assert (problem.file, problem.row, problem.column, problem.value) == ("IT.docx", 2, "Share done", "plenty")
    assert problem.sheet == "Table 4"
    heads = heads_of(docx.Document(str(path)).tables[3])
    assert problem.cell == f"{'ABCDEFGHIJKLMN'[heads.index('Share done')]}2"
    assert problem.remedy is not None


def test_copied_row_is_a_new_one_and_an_added_table_is_named(folder: Path) -> None:
    """A row that is copied with its mark is new and said to be; a table that somebody added is not read, and named."""
    path = sent_out(folder)

    def copied(table: Table) -> None:
        row = table.rows[1]._tr
        row.addnext(deepcopy(row))

    edit(path, copied)
    typed_over = typed("1.1.4", "Action", "Open another credit line")
    edit(path, typed_over)
    document = docx.Document(str(path))
    document.add_table(2, 2).rows[0].cells[0].text = "mine"
    document.save(str(path))
    found = taken(folder, path, dry_run=True)
    assert {one.code for one in found.home.problems} >= {"word.added_table", "readers.key_twice"}


def test_file_of_ours_needs_no_mapping(folder: Path) -> None:
    """Nothing is guessed of a file that says itself what it is."""
    assert guess_document(sent_out(folder).read_bytes(), "IT.docx", "") is None


def test_file_tells_only_what_its_reader_may_know(folder: Path) -> None:
    """No id, name or word of an element that the reader does not see stands in any part of the file."""
    raw = export(
        "marenia",
        asking(folder, "partner:QM"),
        form="docx",
        owner=None,
        target=folder / "QM.docx",
        words=wording("en"),
    ).raw
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        text = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    state = Folder(folder).newest(Slug("marenia"))
    seen = {one.id for one in see(state, Principal("partner:QM"))}
    assert not [one.id for one in state.elements if one.id not in seen and one.id in text]


# ------------------------------------------------------------------------------------------------ what is left out


def test_rows_left_out_wait_in_a_word_file_that_can_be_sent_again(folder: Path) -> None:
    """Good rows are taken; the bad one stands alone in a file of the same form, with what a reader needs; corrected
    and sent again it is taken too, and nothing is removed."""
    path = sent_out(folder)
    edit(path, typed("1.1.4", "Share done", "plenty"))
    edit(path, typed("2.1.6", "Share done", "40 %"))
    found = taken(folder, path, partial=True)
    assert changes(found) == [("2.1.6", "done")]
    (rest,) = found.rests
    assert rest.name == "IT-left-out.docx"
    inspected(rest.read_bytes())
    tables = docx.Document(str(rest)).tables
    assert [shown(one.cells[0]) for one in tables[3].rows] == ["Number", "1.1.4"]
    assert {len(one.rows) for one in tables[4:]} == {1}
    edit(rest, typed("1.1.4", "Share done", "10 %"))
    (again,) = take_in([rest], asking(folder), Wanted(), wording("en"), now=NOW.replace(hour=13))
    assert changes(again) == [("1.1.4", "done")]
    assert not again.home.refused


def test_rest_of_somebodys_table_keeps_its_heads_and_groups(folder: Path) -> None:
    """Of a table of others the bad row stays, below the heads of its columns and of its group, and what is no table."""
    path = folder / "paper.docx"
    head = row("Action", "Owner", "Objective", properties="<w:tblHeader/>")
    first = table(head, row("Returns", "", ""), row("Open a desk", "Italy", ""))
    second = table(
        head, row("Visas", "", ""), row("Train officers", "Italy", "Nobody wrote this"), row("Print", "Italy", "")
    )
    path.write_bytes(paper(paragraph("Follow-up"), first, second))
    found = taken(folder, path, into="marenia", partial=True)
    (rest,) = found.rests
    document = docx.Document(str(rest))
    assert [one.text for one in document.paragraphs] == ["Follow-up"]
    assert [[cell.text for cell in one.cells] for one in document.tables[-1].rows] == [
        ["Action", "Owner", "Objective"],
        ["Visas", "", ""],
        ["Train officers", "Italy", "Nobody wrote this"],
    ]
