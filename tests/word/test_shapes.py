"""Tables in the shapes of published working documents (domain 1.6 to 1.8), as their Word files hold them."""

from __future__ import annotations

from datetime import date

from tests.word.papers import cell, paper, paragraph, row, table
from tests.word.test_tables import NUMBERING, numbered
from waypost.core.change.intake import Intake, Proposed, Reading
from waypost.core.errors import Severity
from waypost.core.values import Text
from waypost.readers.word import read_document

READING = Reading(file="table.docx", language="en", said_on=date(2016, 1, 1))


def wide(words: str, columns: int) -> str:
    """The head of a group: one cell over the whole row."""
    return row(cell(words, properties=f'<w:gridSpan w:val="{columns}"/>'))


def of_kind(intake: Intake, kind: str) -> list[Proposed]:
    """What is proposed of a kind."""
    assert [one for one in intake.problems if one.severity is Severity.ERROR] == []
    return [one for one in intake.proposed if one.kind == kind]


def titles(rows: list[Proposed]) -> list[str]:
    """The titles of rows."""
    found = [one.value("title") for one in rows]
    return [one.original for one in found if isinstance(one, Text)]


def test_follow_up_table_of_four_columns() -> None:
    """Action, done by the Commission, done by Member States, next steps: actions with entries as of the day above."""
    raw = paper(
        paragraph("Follow-up of priority actions: state of play as of 6 October 2015"),
        table(
            row("Action", "Done by Commission and agencies", "Done by Member States", "Next steps"),
            wide("Relocation", 4),
            row(
                "Relocate 160 000 persons",
                "First flight on 9 October",
                "Officers named",
                "More places by November 2015",
            ),
        ),
    )
    intake = read_document(raw, READING)
    assert titles(of_kind(intake, "pillar")) == ["Relocation"]
    assert titles(of_kind(intake, "action")) == ["Relocate 160 000 persons"]
    entries = of_kind(intake, "entry")
    assert [one.value("author") for one in entries if "author" in dict(one.given)] == ["eu", "ms:*"]
    assert {one.value("as_of") for one in entries} == {date(2015, 10, 6)}
    assert {one.place.row for one in entries} == {3}


def test_compact_of_two_columns_with_numbers_of_word() -> None:
    """Partner commitments and EU commitments, numbered apart by Word: each is an action of its side with its number."""
    raw = paper(
        table(
            row("Commitments of Jordan", "EU commitments"),
            wide("Trade", 2),
            row(
                cell(numbered("Open 18 zones"), numbered("Issue work permits")),
                cell(numbered("Relax rules of origin for ten years", which=2)),
            ),
        ),
        numbering=NUMBERING,
    )
    actions = of_kind(read_document(raw, READING), "action")
    assert [(one.value("number"), str(one.value("side"))) for one in actions] == [
        ("1", "partner"),
        ("2", "partner"),
        ("1", "eu"),
    ]
    assert titles(actions) == ["Open 18 zones", "Issue work permits", "Relax rules of origin for ten years"]


def test_annex_of_two_columns_that_goes_on_over_a_page() -> None:
    """Action and progress, next steps, the head repeated on the next page: one table, its rows counted on."""
    head = row("Action and progress", "Next steps", properties="<w:tblHeader/>")
    raw = paper(
        table(
            head, wide("High-level engagement", 2), row("Visit of the Commissioner in May", "Second visit in autumn")
        ),
        paragraph('<w:r><w:br w:type="page"/></w:r>'),
        table(head, row("Talks on visas", "Third round in June")),
    )
    actions = of_kind(read_document(raw, READING), "action")
    assert titles(actions) == ["Visit of the Commissioner in May", "Talks on visas"]
    assert [one.place.row for one in actions] == [3, 4]


def test_a_file_that_is_refused_proposes_nothing() -> None:
    """What cannot be read gives its problem and no row."""
    intake = read_document(b"PK\x03\x04 no zip", READING)
    assert intake.proposed == ()
    assert [one.code for one in intake.problems] == ["word.not_a_workbook"]
