"""Tables of a Word file: every cell in its place, and nothing that stands beside the words is lost unsaid."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.word.papers import cell, packed, paper, paragraph, part, row, table, text
from waypost.core.errors import Problem, Severity
from waypost.readers.document import inside
from waypost.readers.document.inside import read_word
from waypost.readers.document.labels import written
from waypost.readers.document.second import tables_by_library
from waypost.readers.document.tables import Laid, joined
from waypost.readers.tasks import Unfit
from waypost.readers.word import KINDS, read_tables, tables_said
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import Wording, wording

HEAD = row("Action", "Owner", "Due", properties="<w:tblHeader/>")
ONE = row("Sign the arrangement", "Italy", "31 March 2026")
TWO = row("Open the centre", "France", "June 2026")


def read(raw: bytes) -> list[list[list[str | None]]]:
    """The rows of each table, without the words that stand above it."""
    tables, problems = tables_said(read_word(raw), "table.docx")
    assert [one for one in problems if one.severity is Severity.ERROR] == []
    return [[list(row) for row in one.rows[1 - one.first_row :]] for one in tables]  # type: ignore[misc]


def told(raw: bytes) -> list[Problem]:
    """What is said beside the cells."""
    return list(tables_said(read_word(raw), "table.docx")[1])


def codes(raw: bytes) -> list[tuple[str, str | None]]:
    """Code and cell of all that is said."""
    return [(one.code, one.cell) for one in told(raw)]


def test_cells_stand_in_their_places() -> None:
    """Each row and cell is read where it stands; words before the table stand above it."""
    raw = paper(paragraph("State of play as of 6 October 2015"), table(HEAD, ONE, TWO))
    (found,), problems = read_tables(raw, "table.docx")
    assert problems == ()
    assert found.name == "Table 1"
    assert found.rows[0] == ("State of play as of 6 October 2015",)
    assert found.rows[1:] == (
        ("Action", "Owner", "Due"),
        ("Sign the arrangement", "Italy", "31 March 2026"),
        ("Open the centre", "France", "June 2026"),
    )


def test_merged_cells_are_read_once() -> None:
    """A cell over several columns or rows is read in its first place; the others are empty, and it is said."""
    wide = cell("Borders", properties='<w:gridSpan w:val="3"/>')
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    raw = paper(
        table(
            HEAD,
            row(wide),
            row(cell("Sign", properties=begins), "Italy", "March"),
            row(cell("", properties=goes_on), "France", "June"),
        )
    )
    assert read(raw)[0][1:] == [["Borders", None, None], ["Sign", "Italy", "March"], [None, "France", "June"]]
    assert codes(raw) == [("word.merged", "A2:C2")]


def test_cells_after_a_gap_keep_their_column() -> None:
    """A row that begins later in the grid does not move to the first column."""
    raw = paper(table(HEAD, row("Italy", "March", properties='<w:gridBefore w:val="1"/>')))
    assert read(raw)[0][1] == [None, "Italy", "March"]


NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
)


def numbered(words: str, depth: int = 0, which: int = 1) -> str:
    """A paragraph that Word numbers."""
    return paragraph(words, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{which}"/></w:numPr>')


def test_numbers_that_word_writes_are_read() -> None:
    """A commitment numbered by Word has its number; sublists begin anew, another list begins where it says."""
    raw = paper(
        table(
            row("Partner", "EU"),
            row(cell(numbered("Adopt the act"), numbered("in law", 1), numbered("in practice", 1)), "x"),
            row(cell(numbered("Open the zones"), numbered("first", 1)), cell(numbered("Ease the rules", which=2))),
        ),
        numbering=NUMBERING,
    )
    assert read(raw)[0][1:] == [
        ["1. Adopt the act\n1a) in law\n1b) in practice", "x"],
        ["2. Open the zones\n2a) first", "1. Ease the rules"],
    ]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (949, "lowerRoman", "cmxlix"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (3, "none", ""),
        (12, "cardinalText", "12"),
    ],
)
def test_numbers_are_written_as_the_list_writes_them(count: int, form: str, shown: str) -> None:
    """Letters, Roman and plain numbers as in Word; a form not known here as digits."""
    assert written(count, form) == shown


def tracked(kind: str, words: str) -> str:
    """Words under a tracked change."""
    inside = text(words) if kind in ("ins", "moveTo") else f"<w:r><w:delText>{words}</w:delText></w:r>"
    return f'<w:{kind} w:id="1" w:author="Somebody">{inside}</w:{kind}>'


def test_tracked_changes_are_read_as_settled_and_said() -> None:
    """Inserted words are read and deleted ones are not; both are said with their words and cell, and nobody's name."""
    raw = paper(
        table(
            HEAD, row(cell(paragraph("Sign ", tracked("ins", "and publish "), tracked("del", "draft"))), "Italy", "May")
        )
    )
    assert read(raw)[0][1][0] == "Sign and publish"
    said = told(raw)
    assert [(one.code, one.cell, one.row, one.sheet) for one in said] == [
        ("word.inserted", "A2", 2, "Table 1"),
        ("word.deleted", "A2", 2, "Table 1"),
    ]
    words = [wording("en").plain(one.reason) for one in said]
    assert "and publish" in words[0]
    assert "draft" in words[1]
    assert "Somebody" not in str(said)


def test_tracked_rows_are_said() -> None:
    """A row deleted under tracked changes is left out and told; one inserted is read and told."""
    gone = row("Old action", "Malta", "2015", properties='<w:del w:id="1" w:author="x"/>')
    new = row("New action", "Spain", "2027", properties='<w:ins w:id="2" w:author="x"/>')
    raw = paper(table(HEAD, gone, new, ONE))
    assert [one[0] for one in read(raw)[0]] == ["Action", "New action", "Sign the arrangement"]
    assert codes(raw) == [("word.row_inserted", "A2"), ("word.row_deleted", "A2")]
    assert "Old action" in wording("en").plain(told(raw)[1].reason)


def reference(kind: str) -> str:
    """The place of a comment or note."""
    return f'<w:r><w:{kind}Reference w:id="5"/></w:r>'


@pytest.mark.parametrize("kind", ["comment", "footnote", "endnote"])
def test_comments_and_notes_are_said(kind: str) -> None:
    """A comment or a note is told with its words, at its cell, and is no part of the text."""
    notes = part(f"{kind}s", f'<w:{kind} w:id="5">{paragraph("Ask Rome first")}</w:{kind}>')
    raw = paper(table(HEAD, row(cell(paragraph("Sign", reference(kind))), "Italy", "May")), **{f"{kind}s": notes})
    assert read(raw)[0][1][0] == "Sign"
    assert codes(raw) == [(f"word.{kind}", "A2")]
    assert "Ask Rome first" in wording("en").plain(told(raw)[0].reason)


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    "<w:p><w:r><w:t>said in a box</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:p><w:r><w:t>said in a box</w:t></w:r></w:p></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("run", "code"),
    [
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>our real line</w:t></w:r>", "word.hidden"),
        (BOX, "word.text_box"),
        ("<w:r><w:drawing/></w:r>", "word.picture"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", "word.symbol"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "word.picture"),
    ],
)
def test_what_is_no_text_of_the_cell_is_said(run: str, code: str) -> None:
    """Hidden words, boxes, pictures, signs and formulas are told and are no part of the text."""
    raw = paper(table(HEAD, row(cell(paragraph("Sign", run)), "Italy", "May")))
    assert read(raw)[0][1][0] == "Sign"
    assert codes(raw) == [(code, "A2")]


def test_words_inside_controls_links_and_fields_are_read() -> None:
    """What only stands round the words, as a form does, takes nothing away: runs, rows and cells are read."""
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    raw = paper(
        table(
            HEAD,
            control(row(control(cell("Sign")), "Italy", "May")),
            row(
                cell(paragraph("Open ", control(text("the centre")))),
                cell(paragraph(f"<w:hyperlink w:anchor='x'>{text('France')}</w:hyperlink>")),
                cell(paragraph(f"<w:fldSimple w:instr='DATE'>{text('June')}</w:fldSimple>")),
            ),
        )
    )
    assert read(raw)[0][1:] == [["Sign", "Italy", "May"], ["Open the centre", "France", "June"]]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    """A nested table follows the table it stands in; its words are not in the cell, and it is said."""
    raw = paper(table(HEAD, row(cell("See below", table(row("a", "b"))), "Italy", "May")))
    assert read(raw) == [[["Action", "Owner", "Due"], ["See below", "Italy", "May"]], [["a", "b"]]]
    assert codes(raw) == [("word.nested", "A2")]


def test_a_table_goes_on_after_a_page_end() -> None:
    """A head that is repeated with no words between makes one table; a place of what follows counts on."""
    commented = row(cell(paragraph("Open", "<w:r><w:drawing/></w:r>")), "France", "June")
    page_end = paragraph('<w:r><w:br w:type="page"/></w:r>')
    raw = paper(table(HEAD, ONE), page_end, table(HEAD, commented))
    assert read(raw) == [
        [["Action", "Owner", "Due"], ["Sign the arrangement", "Italy", "31 March 2026"], ["Open", "France", "June"]]
    ]
    assert codes(raw) == [("word.picture", "A3"), ("word.continued", "A3")]
    assert len(read(paper(table(HEAD, ONE), paragraph("Other matters"), table(HEAD, TWO)))) == 2
    assert len(read(paper(table(HEAD, ONE), page_end, table(TWO)))) == 2


@given(st.lists(st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2), min_size=1, max_size=5))
def test_joining_keeps_every_row_that_is_no_repeated_head(columns: list[list[str]]) -> None:
    """Joined tables hold all rows in their order, each repeated head but the first left out."""
    laid = tuple(Laid(rows=(("head",), *((one,) for one in rows)), apart=False) for rows in columns)
    (found,) = joined(laid)
    assert found.rows == (("head",), *((one,) for rows in columns for one in rows))


def test_words_in_an_unknown_form_are_not_lost() -> None:
    """Words inside something that neither reading knows refuse the file, with how many letters there are."""
    strange = f"<w:strange>{text('secret')}</w:strange>"
    tables, (problem,) = read_tables(
        paper(table(HEAD, row(cell(paragraph("Sign", strange)), "Italy", "May"))), "table.docx"
    )
    assert tables == ()
    assert problem.code == "word.words_lost"
    assert "6 letters" in wording("en").plain(problem.reason)


def test_two_readings_that_differ_refuse_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the two readings see other words, the file is refused with both, at the table and cell."""
    seen = tables_by_library(paper(table(HEAD, TWO)))
    monkeypatch.setattr(inside, "tables_by_library", lambda raw: seen)
    with pytest.raises(Unfit) as refused:
        read_word(paper(table(HEAD, ONE)))
    assert refused.value.code == "readers.disagree"
    assert refused.value.place == {"sheet": "1", "row": 2, "cell": "A2"}
    assert refused.value.values == {"one": "Sign the arrangement", "other": "Open the centre"}


def test_a_file_without_tables_says_so() -> None:
    """A paper without a table is no table to take in."""
    assert codes(paper(paragraph("Nothing here"))) == [("word.no_table", None)]


def test_library_and_walk_agree_on_what_the_library_writes() -> None:
    """Tables written by the library are read as it wrote them."""
    document = docx.Document()
    made = document.add_table(rows=2, cols=3)
    for at, one in enumerate(["Action", "Owner", "Due", "Sign", "Italy", "May\nJune"]):
        made.cell(at // 3, at % 3).text = one
    made.cell(1, 0).merge(made.cell(1, 1))
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if "thumbnail" not in name}
    kept["_rels/.rels"] = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", kept["_rels/.rels"])
    found = read_word(packed(kept))
    assert found["tables"][0]["rows"][0] == [(0, "Action"), (1, "Owner"), (2, "Due")]
    assert found["tables"][0]["rows"][1][-1] == (2, "May\nJune")


signs = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\u2028\u2029")
words = st.text(signs, max_size=12)


@settings(max_examples=25)
@given(st.lists(st.lists(words, min_size=3, max_size=3), min_size=1, max_size=4))
def test_any_words_come_back(rows: list[list[str]]) -> None:
    """Whatever is written into cells is read from them, blanks at the ends aside."""
    found = read_word(paper(table(*(row(*(cell(paragraph(text(one))) for one in each)) for each in rows))))
    seen = [[said for _, said in each] for each in found["tables"][0]["rows"]]
    assert [[one.split() for one in each] for each in seen] == [[one.split() for one in each] for each in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_mark_has_its_words(language: str) -> None:
    """What is said beside the words, what to do, and the name of its kind stand in each language."""
    speech = Wording(language)
    lacking = [
        code
        for kind in KINDS
        for code in (f"word.{kind}", f"word.{kind}.remedy", f"word.{kind}.name")
        if not speech.has(code)
    ]
    assert lacking == []
