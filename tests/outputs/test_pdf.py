"""The paper: every page full and inside its margins, every word in it, tagged, and the same bytes each time."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pypdf
import pypdfium2
import pytest

from tests.outputs.paper import ends_with_heading, in_the_way, is_empty, lost, outside, signs
from tests.outputs.specimen import HOSTILE, gantt, specimen, words
from tests.outputs.test_html import bare, said
from waypost.core.brief.tree import Brief, Paragraph, Section
from waypost.outputs.charts.drawing import PAPER, Drawings, sheet_of
from waypost.outputs.pdf.document import BREAK, breakable, render_pdf
from waypost.outputs.spoken import PAGE, PAGES, spoken
from waypost.words.wording import wording

KEPT = Drawings()


def many_rows() -> Brief:
    """The specimen with a Gantt that needs several pages."""
    brief = specimen()
    figure = brief.sections[0].blocks[0]
    long = replace(figure, chart=replace(gantt(), rows=gantt().rows * 7))  # type: ignore[type-var]
    return replace(brief, sections=(replace(brief.sections[0], blocks=(long,)),))


@pytest.fixture(scope="module", params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    """English and French."""
    return str(request.param)


@pytest.fixture(scope="module")
def printed(language: str) -> bytes:
    """The specimen on paper."""
    return render_pdf(specimen(), wording(language), drawings=KEPT)


@pytest.fixture(scope="module")
def document(printed: bytes) -> pypdfium2.PdfDocument:
    """The same, opened."""
    return pypdfium2.PdfDocument(printed)


def whole_text(document: pypdfium2.PdfDocument) -> str:
    """All text without any space; what a line end adds is taken out."""
    return bare("".join(page.get_textpage().get_text_bounded() for page in document)).replace("\ufffe", "")


def test_no_page_is_empty(document: pypdfium2.PdfDocument) -> None:
    """Every page has something between its header and its footer."""
    assert not [number for number, page in enumerate(document, start=1) if is_empty(signs(page))]


def test_nothing_leaves_the_margins(document: pypdfium2.PdfDocument) -> None:
    """Every character stands between the margins, in every page."""
    for page in document:
        assert outside(signs(page)) == ""


def test_body_stays_off_header_and_footer(document: pypdfium2.PdfDocument) -> None:
    """No line of the body runs into the header's or the footer's line."""
    for page in document:
        assert in_the_way(signs(page)) == ""


def test_no_heading_is_the_last_line_of_a_page(document: pypdfium2.PdfDocument) -> None:
    """A heading stays with what follows it."""
    assert not [number for number, page in enumerate(document, start=1) if ends_with_heading(signs(page))]


def test_no_glyph_is_missing(document: pypdfium2.PdfDocument) -> None:
    """No character is lost or stands for one that is."""
    assert not [number for number, page in enumerate(document, start=1) if lost(signs(page))]


def test_every_word_of_the_tree_is_printed(document: pypdfium2.PdfDocument, language: str) -> None:
    """Every text of the tree is on paper, word by word; numbers of charts in the annex."""
    text = whole_text(document)
    wanted = " ".join(said(spoken(specimen(), wording(language)))).replace(PAGE, "").replace(PAGES, "")
    missing = {word for word in wanted.split() if bare(word) not in text}
    assert not missing


def test_every_word_of_the_charts_is_printed(document: pypdfium2.PdfDocument, language: str) -> None:
    """Text of drawings stays text: every label of every chart is found in the file."""
    text = whole_text(document)
    for block in specimen().sections[0].blocks:
        sheet = sheet_of(block.chart, wording(language), PAPER)  # type: ignore[union-attr]
        labels = [str(shape["text"]) for kind, shape in sheet.shapes if kind == "text"]
        assert not {word for label in labels for word in label.split() if bare(word) not in text}


def test_hostile_text_is_printed_as_written(document: pypdfium2.PdfDocument) -> None:
    """Markup of the engine in a text is shown, not followed."""
    assert bare(HOSTILE) in whole_text(document)


def test_every_page_names_its_readers(document: pypdfium2.PdfDocument, language: str) -> None:
    """Audience, page number and the mark of invented data stand on every page."""
    mark = {"en": "training data, invented", "fr": "données d’exercice, inventées"}[language]
    count = len(document)
    for number, page in enumerate(document, start=1):
        text = bare(page.get_textpage().get_text_bounded())
        assert "EUinstitutionsandMemberStates" in text
        assert bare(mark) in text
        assert bare({"en": f"Page {number} of {count}", "fr": f"Page {number} sur {count}"}[language]) in text


def test_same_brief_same_bytes(printed: bytes, language: str) -> None:
    """The same brief gives the same bytes, with and without kept drawings."""
    assert render_pdf(specimen(), wording(language), drawings=Drawings()) == printed


def test_file_is_tagged_and_says_its_language(printed: bytes, language: str) -> None:
    """The file is marked as PDF/UA-1, tagged, with title, language, bookmarks and a date that is the brief's."""
    reader = pypdf.PdfReader(io.BytesIO(printed))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith(language)
    assert b"pdfuaid:part" in printed
    assert reader.metadata is not None
    assert reader.metadata.title == "Tunisia – Brief for the meeting"
    assert "20240311" in str(reader.metadata.get("/CreationDate"))
    assert reader.outline


def test_engine_is_not_named(printed: bytes) -> None:
    """The properties name Waypost and not the engine (look 8)."""
    assert b"typst" not in printed.lower()
    assert b"krilla" not in printed.lower()


def test_fonts_are_ours_and_inside(printed: bytes) -> None:
    """Every font is of our family and embedded."""
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(printed)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                descriptor = inner.get_object()["/FontDescriptor"]
                assert {"/FontFile2", "/FontFile3"} & set(descriptor)
                found.add(str(descriptor["/FontName"]))
    assert found
    assert all("IBMPlexSans" in name for name in found)


def test_foreign_words_are_marked(printed: bytes, language: str) -> None:
    """A text in another language than the paper's says which, for those who have it read to them."""
    other = "fr" if language == "en" else "en"
    languages = {
        str(part.get("/Lang"))
        for part in (one.get_object() for one in _objects(printed))
        if isinstance(part, dict) and "/Lang" in part
    }
    assert any(one.startswith(other) for one in languages)


def _objects(printed: bytes) -> list[Any]:
    reader = pypdf.PdfReader(io.BytesIO(printed))
    return [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]


def test_long_gantt_takes_pages_of_its_own() -> None:
    """A Gantt that no page can hold is printed on several, each with a head, and nothing is cut."""
    document = pypdfium2.PdfDocument(render_pdf(many_rows(), wording("en"), drawings=KEPT))
    heads = [page for page in document if "Due, as written" in page.get_textpage().get_text_bounded()]
    assert len(heads) == 3
    test_nothing_leaves_the_margins(document)
    test_no_page_is_empty(document)


@pytest.mark.parametrize(
    "title", ["中文 title", "emoji 😀", "control \x00\x07", "ḿ combining e\u0301", "عربي", "a" * 300]
)
def test_any_text_can_be_printed(title: str) -> None:
    """Text that our fonts cannot set does not stop a brief: what is lost is seen to be lost."""
    section = Section(number=1, name="odd", title=words(title), blocks=(Paragraph(says=(words(title),)),))
    note = replace(specimen(), page_one=None, sections=(section,))
    document = pypdfium2.PdfDocument(render_pdf(note, wording("en"), drawings=KEPT))
    test_nothing_leaves_the_margins(document)


def test_extremely_long_titles_fit() -> None:
    """A title of several lines pushes the rest down and covers nothing."""
    long = "A partnership with a name that was agreed by everybody and shortened by nobody " * 3
    cover = replace(specimen().cover, title=words(long), subtitle=words(long), running=words(long))
    brief = replace(specimen(), cover=cover)
    document = pypdfium2.PdfDocument(render_pdf(brief, wording("en"), drawings=KEPT))
    test_nothing_leaves_the_margins(document)
    test_body_stays_off_header_and_footer(document)


def test_header_keeps_partner_and_day() -> None:
    """A header that is too long gives up words of its longest part; whom it is about and the as-of day stay."""
    meeting = "Commissioner for a neighbourhood, foreign minister of a country with a long name, 21 September 2023"
    cover = replace(specimen().cover, running=words(f"Tunisia · {meeting} · as of 21 September 2023"))
    document = pypdfium2.PdfDocument(render_pdf(replace(specimen(), cover=cover), wording("en"), drawings=KEPT))
    head = re.sub(r"\s+", " ", document[1].get_textpage().get_text_bounded()[:200])
    assert re.search(r"Tunisia · Commissioner for .*… · as of 21 September 2023", head)


def test_short_note_is_one_page() -> None:
    """A note without charts stays on one page, without an annex."""
    note = replace(specimen(), page_one=None, sections=specimen().sections[2:])
    assert len(pypdfium2.PdfDocument(render_pdf(note, wording("en"), drawings=KEPT))) == 1


def test_unknown_is_never_a_dash() -> None:
    """A missing value is printed as a word."""
    printed = re.sub(
        r"\s+",
        " ",
        pypdfium2.PdfDocument(render_pdf(specimen(), wording("en"), drawings=KEPT))[0]
        .get_textpage()
        .get_text_bounded(),
    )
    assert printed.count("not stated") >= 2


def test_a_moment_may_have_a_fraction_of_a_second() -> None:
    """What was recorded between two seconds, as an edit is, is printed as of the whole second before."""
    brief = specimen()
    exact = replace(brief.cover, at=brief.cover.at.replace(microsecond=0))
    between = replace(exact, at=exact.at.replace(microsecond=123456))
    first, second = (render_pdf(replace(brief, cover=cover), wording("en")) for cover in (exact, between))
    assert first == second


@pytest.mark.parametrize("around", ["{}", "{}:", "({})", "„{}“,", "{}-Vertrag", "der {} und"])
def test_a_word_of_a_language_is_left_to_its_syllables(around: str) -> None:
    """A long word, with whatever signs around it, gets no place to break but those of its language."""
    whole = around.format("Wiedereingliederungszuschüsse")
    assert breakable(whole) == whole


def test_an_address_breaks_after_its_signs() -> None:
    """An address may break after a sign within it; anywhere only where it has none for long; nothing of it is lost."""
    address = "https://example.org/report-from-the-commission/2017/12/21/" + "x" * 40
    found = breakable(f"see {address}")
    assert found.replace(BREAK, "") == f"see {address}"
    pieces = found.removeprefix("see ").split(BREAK)
    assert all(len(piece) == 1 or not piece[-1].isalnum() for piece in pieces)
    assert "commission/" in pieces
