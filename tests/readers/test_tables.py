"""Tables of others, in the shapes in which working documents come (domain 1.1 to 1.8), become proposals.

Each table is made here, in that shape; none is copied from a paper.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from waypost.core.change.intake import Intake, Proposed, Reading
from waypost.core.errors import Severity
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.records import Step
from waypost.core.roadmap.vocabulary import ActionState, EntryKind, MoneyState, Side
from waypost.core.values import Money, Precision, Text, When
from waypost.readers.delimited import read_text_table
from waypost.readers.desk import filled
from waypost.readers.spreadsheet import read_workbook
from waypost.readers.tables.headings import KIND_OF_TABLE, all_targets
from waypost.readers.tables.intake import guessed_mapping, mapping_file
from waypost.readers.tables.mapping import read_mapping
from waypost.readers.tables.table import Table
from waypost.words.typed.desk import Desk
from waypost.words.wording import wording

Rows = list[list[object]]


def workbook(*sheets: tuple[str, Rows]) -> bytes:
    """Somebody's workbook with these sheets."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    raw = BytesIO()
    book.save(raw)
    return raw.getvalue()


def read(rows: Rows, *, language: str = "en", mapping: bytes | None = None, name: str = "Sheet1") -> Intake:
    """What such a table proposes."""
    told = Reading(file="table.xlsx", language=language, said_on=date(2026, 10, 1), mapping=mapping)
    return read_workbook(workbook((name, rows)), told)


def of_kind(found: Intake, kind: str) -> list[Proposed]:
    """The proposals of a kind, in order."""
    return [one for one in found.proposed if one.kind == kind]


def titles(found: Intake, kind: str = "action") -> list[str]:
    """The titles proposed for a kind."""
    return [one.value("title").original for one in of_kind(found, kind)]  # type: ignore[attr-defined]


def errors(found: Intake) -> list[str]:
    """The codes of all errors."""
    return [one.code for one in found.problems if one.severity is Severity.ERROR]


def test_draft_action_plan() -> None:
    """Domain 1.1: measures with a policy area and a timeline; the area becomes the pillar the action stands under."""
    found = read(
        [
            ["Action plan, Marenia"],
            [],
            ["Measure", "Policy area", "Timeline"],
            ["Launch a talent scheme", "Legal pathways", "second half of 2027"],
            ["Deliver two patrol vessels", "Border management", "by end-2026"],
            ["Open a desk for returns", "Border management", "asap"],
        ]
    )
    assert errors(found) == []
    assert titles(found) == ["Launch a talent scheme", "Deliver two patrol vessels", "Open a desk for returns"]
    assert titles(found, "pillar") == ["Legal pathways", "Border management"]
    first, _, last = of_kind(found, "action")
    due = first.value("due")
    assert isinstance(due, When)
    assert (due.first, due.last) == (date(2027, 7, 1), date(2027, 12, 31))
    unread = last.value("due")
    assert isinstance(unread, When)
    assert (unread.phrase, unread.precision) == ("asap", Precision.UNREAD)
    assert [one.cell for one in found.problems if one.code.startswith("when.")] == ["C6"]


def test_action_file() -> None:
    """Domain 1.2: who does it, what is delivered, a loose date, the state of play and the next step of each action."""
    found = read(
        [
            ["Pillar", "Action", "Who", "Date", "Status", "State of play", "Next step"],
            ["Borders", "Set up a risk cell", "Frontex", "autumn 2026", "ongoing", "Two experts sent", "Third expert"],
            ["Borders", "Train the coast guard", "Italy; Spain", "2027", "Completed", "", ""],
        ]
    )
    first, second = of_kind(found, "action")
    assert first.value("owner") == "org:Frontex"
    assert first.value("state") is ActionState.UNDER_WAY
    assert second.value("state") is ActionState.DONE
    assert second.value("contributors") == ("ms:IT", "ms:ES")
    texts = of_kind(found, "entry")
    assert [one.value("entry") for one in texts] == [EntryKind.STATE_OF_PLAY, EntryKind.NOTE]
    assert {one.value("parent") for one in texts} == {"Set up a risk cell"}
    assert {one.code for one in found.problems} >= {"readers.taken_as_organisation", "readers.several_owners"}


def test_matrix_of_contacts() -> None:
    """Domain 1.3: contacts and visits with date, place and level become meetings."""
    found = read(
        [
            ["Visit", "Date", "Place", "Message"],
            ["Home affairs ministers in Port Ansa", date(2026, 11, 4), "Port Ansa", "Ask for a day"],
        ]
    )
    (meeting,) = of_kind(found, "meeting")
    assert meeting.value("first_day") == date(2026, 11, 4)
    assert [one.code for one in found.problems] == ["readers.column_left_out"]


def test_route_paper_is_named_as_unknown() -> None:
    """Domain 1.4: a table of crossings by year holds nothing of a roadmap; that is said, and nothing is taken."""
    found = read([["Route", "2021", "2022", "2023"], ["Central", 67724, 105561, 158020]])
    assert found.proposed == ()
    assert [one.code for one in found.problems] == ["readers.no_heads"]


def test_state_of_play_by_region() -> None:
    """Domain 1.5: a table by region and process; the region groups the rows."""
    found = read(
        [
            ["Region", "Initiative", "State of play", "Next steps"],
            ["Northern shore", "Dialogue at senior level", "Met in May", "Meet again in autumn"],
        ]
    )
    assert titles(found, "pillar") == ["Northern shore"]
    assert len(of_kind(found, "entry")) == 2


def test_annex_of_actions_and_next_steps() -> None:
    """Domain 1.6: two columns with groups of rows; a row with its first cell alone is the head of a group."""
    found = read(
        [
            ["Action and progress in the period", "Next steps"],
            ["High-level engagement", None],
            ["Visit of the High Representative on 3 May", "Second visit in autumn"],
            ["Key progress by the partner", None],
            ["Law on smuggling adopted", "Decrees to follow"],
        ]
    )
    assert titles(found, "pillar") == ["High-level engagement", "Key progress by the partner"]
    assert [one.value("parent") for one in of_kind(found, "action")] == [
        "High-level engagement",
        "Key progress by the partner",
    ]
    assert [one.value("entry") for one in of_kind(found, "entry")] == [EntryKind.NOTE, EntryKind.NOTE]


@pytest.mark.parametrize(
    ("words", "number", "title"),
    [
        ("1.2 Deliver two patrol boats", "1.2", "Deliver two patrol boats"),
        ("5.1.3 Écoles ouvertes", "5.1.3", "Écoles ouvertes"),
        ("1. Send experts", "1", "Send experts"),
        ("2.5 million euros for schools", None, "2.5 million euros for schools"),
        ("200 coast guards trained", None, "200 coast guards trained"),
    ],
)
def test_number_before_a_title(words: str, number: str | None, title: str) -> None:
    """A number as papers print it, with a mark or in levels, is the number; a figure is part of the title."""
    found = read([["Measure", "Lead"], [words, "Italy"]])
    (action,) = of_kind(found, "action")
    assert (action.value("number"), titles(found)) == (number, [title])


def test_four_column_follow_up() -> None:
    """Domain 1.7: what each side has done becomes a text of that side, as of the day in the title of the table."""
    found = read(
        [
            ["Follow-up of priority actions (state of play as of 4 November 2015)"],
            ["Action", "Done by Commission and agencies", "Done by Member States", "Next steps"],
            ["1. Send experts", "Call published", "12 experts named", "Second call"],
        ]
    )
    (action,) = of_kind(found, "action")
    assert (action.value("number"), titles(found)) == ("1", ["Send experts"])
    texts = of_kind(found, "entry")
    assert [one.value("author") for one in texts] == ["eu", "ms:*", None]
    assert {one.value("as_of") for one in texts} == {date(2015, 11, 4)}
    assert {one.value("parent") for one in texts} == {"1"}


def test_table_of_certified_and_received_money() -> None:
    """Domain 1.7, second table: figures by state and donor in millions, as the heads say; received is not certified."""
    found = read(
        [
            ["Member State", "Certified contribution (EUR million)", "Received (EUR million)"],
            ["Belgium", 10, 6],
            ["Malta", 0.325, 0.175],
        ]
    )
    first, second = of_kind(found, "contribution")
    assert first.value("donors") == ("ms:BE",)
    steps = second.value("steps")
    assert isinstance(steps, tuple)
    assert [(one.state, one.amount) for one in steps if isinstance(one, Step)] == [
        (MoneyState.COMMITTED, Money(amount=Decimal("325000"), currency="EUR")),
        (MoneyState.RECEIVED, Money(amount=Decimal("175000"), currency="EUR")),
    ]


@pytest.mark.parametrize(
    "heads", [["Commitments by Marenia", "EU commitments"], ["Engagements du partenaire", "Engagements de l'UE"]]
)
def test_two_column_compact(heads: list[object]) -> None:
    """Domain 1.8: each side's commitments are numbered apart; every numbered piece is an action of its side."""
    found = read(
        [
            list(heads),
            ["Trade and jobs", None],
            ["1. Open 18 zones to foreign workers\n2. Issue work permits\nwithin 30 days", "a. Relax rules of origin"],
            ["Education", None],
            ["3. Open double shifts in 100 schools", "b. Pay for 100 schools"],
        ]
    )
    assert errors(found) == []
    rows = [(one.value("number"), one.value("side"), one.value("parent")) for one in of_kind(found, "action")]
    assert rows == [
        ("1", Side.PARTNER, "Trade and jobs"),
        ("2", Side.PARTNER, "Trade and jobs"),
        ("a", Side.EU, "Trade and jobs"),
        ("3", Side.PARTNER, "Education"),
        ("b", Side.EU, "Education"),
    ]
    assert titles(found)[1] == "Issue work permits within 30 days"


def test_mapping_file_corrects_the_guess() -> None:
    """A mapping file says what each column is and who is meant by a name; what it leaves out stays out."""
    mapping = b"[Sheet1]\nkind = action\nheader row = 1\nWhat we do = title\nBy = owner\n\n[names]\nHQ = ms:SE\n"
    found = read([["What we do", "By", "Colour"], ["Send experts", "HQ", "red"]], mapping=mapping)
    (action,) = of_kind(found, "action")
    assert action.value("owner") == "ms:SE"
    assert [one.code for one in found.problems] == ["readers.column_left_out"]


def test_mapping_file_tells_each_line_it_cannot_read() -> None:
    """Every wrong line of a mapping is named with its row."""
    wrong = b"[Sheet1]\nkind = budget\nDue = colour\nnonsense\n[names]\nHQ = nobody here\n"
    found = read([["Action", "Due"], ["a", "2027"]], mapping=wrong)
    assert [(one.code, one.row) for one in found.problems if one.code.startswith("readers.mapping")] == [
        ("readers.mapping_kind", 2),
        ("readers.mapping_target", 3),
        ("readers.mapping_line", 4),
        ("readers.mapping_name", 6),
    ]


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16"), ("|", "cp1252"), (";", "cp1252")]
)
def test_text_file_of_rows(delimiter: str, encoding: str) -> None:
    """Delimiter, encoding and byte order mark of a text file are found out; a guess of the encoding is told."""
    text = "\r\n".join(
        delimiter.join(row)
        for row in (
            ["Mesure", "Responsable", "Échéance"],
            ["Créer un fonds", "Italie", "30/06/2026"],
            ["Été", "Espagne", "2027"],
        )
    )
    told = Reading(file="suivi.csv", language="fr", said_on=date(2026, 10, 1))
    found = read_text_table(text.encode(encoding), told)
    assert titles(found) == ["Créer un fonds", "Été"]
    assert [one.value("owner") for one in of_kind(found, "action")] == ["ms:IT", "ms:ES"]
    assert [one.code for one in found.problems] == (["readers.western"] if encoding == "cp1252" else [])


def test_named_delimiter() -> None:
    """A first line that names the delimiter is believed."""
    raw = b"sep=|\nAction|Due\nTrain, equip and pay|2027\n"
    found = read_text_table(raw, Reading(file="a.csv", language="en", said_on=date(2026, 10, 1)))
    assert titles(found) == ["Train, equip and pay"]


def test_words_of_somebody_are_kept_in_the_language_told() -> None:
    """Texts taken from a table are in the language of whoever takes it in."""
    found = read([["Mesure", "Échéance"], ["Créer un fonds", "fin 2027"]], language="fr")
    title = of_kind(found, "action")[0].value("title")
    assert title == Text(wordings=(("fr", "Créer un fonds"),))


def test_every_target_is_a_field_of_ours() -> None:
    """What a column of others can be is a field of its kind, of every element, or one of the few words beside them."""
    beside = ("state of play", "next steps", "commitment of ", "step ")
    groups = {"pillar", "objective", "number", "parent", "note", "-"}
    for kind in KIND_OF_TABLE:
        fields = {one.name for one in KINDS[kind].fields} | groups
        assert [one for one in all_targets(kind) if one not in fields and not one.startswith(beside)] == []


def test_guess_is_a_mapping_that_reads_alike() -> None:
    """The guess written as a mapping file and given back reads the table as the guess did."""
    rows = ("Measure", "Lead", "Colour = hue"), ("Send experts", "Italy", "red"), ("Send cars", "DG HOME", "blue")
    table = Table(name="Plan", rows=rows)
    raw = mapping_file((table,), "How the columns are read.", filled(Desk(words=wording("en")), None))
    found, problems = read_mapping(raw, "plan.map")
    assert problems == ()
    assert found.tables == guessed_mapping((table,)).tables
    assert found.names == (("DG HOME", "org:DG HOME"),)
