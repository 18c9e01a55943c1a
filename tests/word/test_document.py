"""The brief as a Word file: what a secretariat can work on, with nothing in it that is not the brief."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree

from tests.outputs.specimen import HOSTILE, gantt, specimen, words
from tests.outputs.test_html import bare, said
from tests.word.inspector import WP, Opened, attribute, every, inspected, local, out_of_order, text_of
from waypost.core.brief.tree import Paragraph, Section
from waypost.outputs.charts.drawing import PAPER, Drawings, sheet_of
from waypost.outputs.charts.gantt import in_pages
from waypost.outputs.charts.pictures import LOOSE_PAGES, picture_of
from waypost.outputs.spoken import PAGE, PAGES, spoken
from waypost.outputs.word.document import render_word
from waypost.outputs.word.lines import directions
from waypost.words.wording import wording

KEPT = Drawings()
TEXT_HEIGHT = 717.0
"""Points between header and footer of an upright A4 page."""
FACTS = {
    "en": ("EU institutions and Member States", "training data, invented"),
    "fr": ("données d’exercice, inventées",),
}


@pytest.fixture(scope="module", params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    """English and French."""
    return str(request.param)


@pytest.fixture(scope="module")
def written(language: str) -> bytes:
    """The specimen as a Word file."""
    return render_word(specimen(), wording(language), drawings=KEPT)


@pytest.fixture(scope="module")
def found(written: bytes) -> Opened:
    """The same, opened and inspected."""
    return inspected(written)


def test_same_brief_same_bytes(written: bytes, language: str) -> None:
    """The same brief gives the same bytes, with and without kept drawings."""
    assert render_word(specimen(), wording(language), drawings=Drawings()) == written


def test_kept_pictures_give_the_same_file(tmp_path: Path) -> None:
    """Pictures kept in a folder between two commands are those that would be drawn."""
    few = replace(specimen().sections[0], blocks=specimen().sections[0].blocks[:2])
    note = replace(specimen(), page_one=None, sections=(few,))
    first = render_word(note, wording("en"), drawings=Drawings(tmp_path))
    pictures = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.png")}
    picture_of.cache_clear()
    assert render_word(note, wording("en"), drawings=Drawings(tmp_path)) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.png")} == pictures != {}


def test_no_clock_is_in_the_file(written: bytes, found: Opened) -> None:
    """Its times are the brief's moment and, for the entries of the zip, the earliest there is."""
    assert {one.date_time for one in zipfile.ZipFile(io.BytesIO(written)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    moments = {one.text for one in found.trees["docProps/core.xml"] if local(one) in ("created", "modified")}
    assert moments == {specimen().cover.at.strftime("%Y-%m-%dT%H:%M:%SZ")}


def test_maker_is_waypost_and_no_tool(written: bytes, found: Opened) -> None:
    """The properties name Waypost; no library and no template left its name."""
    properties = {local(one): one.text for one in found.trees["docProps/core.xml"]}
    assert properties["creator"] == "Waypost"
    every_byte = b"".join(found.parts.values()).lower()
    assert not [one for one in (b"python", b"docx.", b"vl-convert", b"resvg", b"microsoft word") if one in every_byte]


def test_elements_stand_in_the_order_of_the_standard(found: Opened) -> None:
    """Word opens the file without a repair: properties stand in the order that the standard wants."""
    assert {name: out_of_order(tree) for name, tree in found.trees.items() if out_of_order(tree)} == {}


def test_every_word_of_the_tree_is_in_the_file(found: Opened, language: str) -> None:
    """Every text of the tree is in the file, word by word, hostile ones as text."""
    text = bare("".join(text_of(tree) for name, tree in found.trees.items() if name.startswith("word/")))
    wanted = " ".join(said(spoken(specimen(), wording(language)))).replace(PAGE, "").replace(PAGES, "")
    assert {word for word in wanted.split() if bare(word) not in text} == set()
    assert bare(HOSTILE) in text


def test_no_word_is_in_the_file_that_is_not_in_the_tree(found: Opened, language: str) -> None:
    """What the file says comes from the tree, from a label of a form, or is the number of a caption."""
    data = spoken(specimen(), wording(language))
    labels = [one for one in data["labels"].values() if isinstance(one, str)]  # type: ignore[union-attr]
    labels += ["Waypost Figure Table Tableau", " · ", "Page of sur"]
    known = bare(" ".join([*said(data), *labels]))
    words_found = {
        word.strip("()p,;:")
        for name, tree in found.trees.items()
        if name.startswith("word/")
        for word in re.split(r"[\s\u2060]+", text_of(tree))
    }
    assert {word for word in words_found if bare(word) not in known and not re.fullmatch(r"[\d.]+", word)} == set()


def test_headings_are_the_sections(found: Opened, language: str) -> None:
    """A heading of the first level for each section and the annex, so that any program can list them."""
    speech = wording(language)
    levels = [paragraph for paragraph in every(found.document, "p") if style_of(paragraph) == "Heading1"]
    wanted = [f"{one.number} {speech.plain(one.title)}" for one in specimen().sections]
    assert [text_of(one).strip() for one in levels][: len(wanted)] == wanted
    assert len(levels) == len(wanted) + 1


def style_of(paragraph: etree._Element) -> str | None:
    """The identifier of a paragraph's style."""
    styles = every(paragraph, "pStyle")
    return attribute(styles[0], "val") if styles else None


def test_every_style_used_is_defined(found: Opened) -> None:
    """No paragraph and no table leans on a style that is not in the file."""
    defined = {attribute(one, "styleId") for one in every(found.trees["word/styles.xml"], "style")}
    used = {
        attribute(one, "val")
        for tree in found.trees.values()
        for name in ("pStyle", "tblStyle", "rStyle", "basedOn", "next")
        for one in every(tree, name)
    }
    assert used <= defined


def test_rows_are_not_split_and_heads_repeat(found: Opened) -> None:
    """No row breaks over a page end; a table with heads repeats them."""
    for table in every(found.document, "tbl"):
        rows = [one for one in table if local(one) == "tr"]
        assert all(every(row, "cantSplit") for row in rows)
        look = attribute(every(table, "tblLook")[0], "firstRow") == "1"
        assert [bool(every(row, "tblHeader")) for row in rows] == [look] + [False] * (len(rows) - 1)


def test_cells_of_a_row_fill_the_grid(found: Opened) -> None:
    """Each row has as many columns as its table, and widths that agree with them."""
    for table in every(found.document, "tbl"):
        grid = [int(attribute(one, "w") or 0) for one in every(table, "gridCol")]
        for row in (one for one in table if local(one) == "tr"):
            cells = [one for one in row if local(one) == "tc"]
            spans = [int(attribute(one, "val") or 0) for cell in cells for one in every(cell[0], "gridSpan")]
            assert len(cells) + sum(spans) - len(spans) == len(grid)


def test_every_picture_is_described_or_is_decoration(found: Opened) -> None:
    """A chart has its finding as alternative text; the mark and the boxes say that they are decoration."""
    charts = pictures(found.document)
    assert charts
    assert all(one.get("descr") and one.get("title") for one in charts)
    heads = [one for name in ("first", "default") for one in pictures(found.trees[f"word/header-{name}.xml"])]
    assert heads
    assert all(b"decorative" in etree.tostring(one) for one in heads)


def pictures(tree: etree._Element) -> list[etree._Element]:
    """What each picture of a part says of itself."""
    return list(tree.iter(f"{{{WP}}}docPr"))


def test_numbers_of_drawings_and_bookmarks_are_unique(found: Opened) -> None:
    """No two drawings and no two bookmarks of the whole file have one number."""
    drawings = [one.get("id") for tree in found.trees.values() for one in pictures(tree)]
    assert len(drawings) == len(set(drawings))
    bookmarks = [attribute(one, "id") for one in every(found.document, "bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks))


def test_links_lead_somewhere(found: Opened) -> None:
    """Every link leads to a bookmark of the file."""
    targets = {attribute(one, "anchor") for one in every(found.document, "hyperlink")}
    assert targets
    assert targets <= {attribute(one, "name") for one in every(found.document, "bookmarkStart")}


def test_word_is_not_told_to_ask(found: Opened) -> None:
    """Fields are filled, so that nobody is asked on opening; each that begins ends."""
    assert not every(found.trees["word/settings.xml"], "updateFields")
    for tree in found.trees.values():
        kinds = [attribute(one, "fldCharType") for one in every(tree, "fldChar")]
        assert kinds.count("begin") == kinds.count("end") == kinds.count("separate")


def test_every_run_says_its_language(found: Opened, language: str) -> None:
    """Each run with words names its language; words in another language name theirs."""
    runs = [one for one in every(found.document, "r") if every(one, "t")]
    tongues = {attribute(every(one, "lang")[0], "val") for one in runs}
    assert {"en-GB", "fr-FR"} <= tongues
    assert {"en": "en-GB", "fr": "fr-FR"}[language] in tongues


def test_every_page_says_for_whom_and_of_which_day(found: Opened, language: str) -> None:
    """Header and footer of the first page and of all others: reader, marking, times, number of the page."""
    cover = spoken(specimen(), wording(language))["cover"]
    for use in ("first", "default"):
        text = "".join(text_of(found.trees[f"word/{kind}-{use}.xml"]) for kind in ("header", "footer"))
        assert bare(str(cover["audience"])) in bare(text)  # type: ignore[call-overload,index]
        assert FACTS[language][-1] in text
        assert "2024" in text
        assert {"PAGE", "NUMPAGES"} <= set(instructions(found.trees[f"word/footer-{use}.xml"]))


def instructions(tree: etree._Element) -> list[str]:
    """What each field of a part works out."""
    return [(one.text or "").split()[0] for one in every(tree, "instrText")]


def test_captions_are_counted_in_order(found: Opened) -> None:
    """Figures and tables are numbered 1, 2, 3 by fields that show the number already."""
    captions = [text_of(one) for one in every(found.document, "p") if style_of(one) == "Caption"]
    for names in (("Figure",), ("Table", "Tableau")):
        numbers = [int(one.split()[1]) for one in captions if one.split()[0] in names]
        assert numbers == list(range(1, len(numbers) + 1))
        assert numbers


def test_figures_stand_at_the_right_in_columns_of_numbers(found: Opened) -> None:
    """A number ends where the others of its column end."""
    numbers = [one for one in every(found.document, "p") if text_of(one).strip().replace("\u202f", "").isdigit()]
    in_tables = [one for one in numbers if (style_of(one) or "").endswith("Cell")]
    right = [one for one in in_tables if [attribute(jc, "val") for jc in every(one, "jc")] == ["right"]]
    assert len(right) > len(in_tables) / 2


def test_another_reader_opens_it(written: bytes) -> None:
    """A library that knows nothing of ours finds title, headings, tables and pictures."""
    document = docx.Document(io.BytesIO(written))
    assert document.core_properties.author == "Waypost"
    assert document.paragraphs[0].text
    assert len(document.tables) > 3
    assert document.inline_shapes
    assert document.sections[0].different_first_page_header_footer


@pytest.mark.parametrize(
    "title", ["中文", "emoji 😀", "control \x00\x07\x0b", "lone \ud800", "عربي 2026 text", "]]>&<\"'", "a" * 3000]
)
def test_any_text_can_be_written(title: str) -> None:
    """No text of a roadmap makes a file that cannot be opened."""
    section = Section(number=1, name="odd", title=words(title), blocks=(Paragraph(says=(words(title),)),))
    note = replace(specimen(), page_one=None, sections=(section,))
    found = inspected(render_word(note, wording("en"), drawings=KEPT))
    kept = "".join(one for one in title if ord(one) >= 32 and not 0xD800 <= ord(one) < 0xE000)
    assert bare(kept) in bare(text_of(found.document))


def test_short_note_has_no_contents_and_no_annex() -> None:
    """A note of few sections needs no list of them."""
    note = replace(specimen(), page_one=None, sections=specimen().sections[2:3])
    found = inspected(render_word(note, wording("en"), drawings=KEPT))
    assert "TOC" not in instructions(found.document)


def test_long_gantt_stands_on_several_pages() -> None:
    """A Gantt that no page can hold is given as several pictures, none higher than a page."""
    long = replace(gantt(), rows=gantt().rows * 8)
    parts = in_pages(long, wording("en"), PAPER, LOOSE_PAGES)
    assert len(parts) == 4
    assert max(sheet_of(one, wording("en"), PAPER).height for one in parts) < TEXT_HEIGHT


def test_direction_of_mixed_words() -> None:
    """In a text from right to left, Latin words and figures keep their own direction, signs between them with them."""
    assert directions("قبل 31 مارس 2026، EU-Marenia") == (
        ("قبل ", True),
        ("31", False),
        (" مارس ", True),
        ("2026", False),
        ("، ", True),
        ("EU-Marenia", False),
    )
    assert directions('بلغ \u2066+10 %\u2069 و\u2068"Talents" 2026\u2069 ثم \u2068عنوان\u2069.') == (
        ("بلغ ", True),
        ("+10 %", False),
        (" و", True),
        ('"Talents" 2026', False),
        (" ثم ", True),
        ("عنوان", True),
        (".", True),
    )


@pytest.fixture(scope="module")
def arabic() -> Opened:
    """The specimen in Arabic, opened and inspected."""
    return inspected(render_word(specimen(), wording("ar"), drawings=KEPT))


def test_everything_runs_to_the_left(arabic: Opened) -> None:
    """In Arabic every paragraph, every table and the page run from right to left."""
    for name in ("document", "header-first", "footer-default"):
        tree = arabic.trees[f"word/{name}.xml"]
        assert all(every(one, "bidi") for one in every(tree, "p"))
        assert all(every(one, "bidiVisual") for one in every(tree, "tbl"))
    assert every(every(arabic.document, "sectPr")[0], "bidi")
    assert out_of_order(arabic.document) == []


def test_words_of_each_script_keep_their_direction(arabic: Opened) -> None:
    """Runs of Arabic letters are marked so and have an Arabic language; figures and Latin words are not."""
    for run in every(arabic.document, "r"):
        text = text_of(run)
        if re.search(r"[\u0600-\u06ff]", text):
            assert every(run, "rtl")
            assert attribute(every(run, "lang")[0], "bidi") == "ar-TN"
        elif re.fullmatch(r"[A-Za-z0-9]+", text):
            assert not every(run, "rtl")


def test_no_sign_of_direction_is_left_in_the_text(arabic: Opened) -> None:
    """Runs set directions apart, so the text holds no sign without shape for that."""
    assert not re.search(r"[\u2066-\u2069]", text_of(arabic.document))
