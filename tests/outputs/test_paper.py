"""The paper of the demo, page by page: nothing empty, cut, covered or lost, and every word of the tree in it.

That each check finds what it looks for is shown on small pages that have the fault.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import typst

from tests.outputs.paper import (
    Sign,
    covered,
    ends_with_heading,
    fonts_outside,
    glyphs_not_there,
    in_the_way,
    is_empty,
    lost,
    not_printed,
    outside,
    signs,
    skipped_levels,
    structure,
    untold_figures,
)
from tests.outputs.test_html import said
from waypost.outputs.spoken import PAGE, PAGES, Plain, spoken
from waypost.usecases.briefs import Wanted, brief_of
from waypost.usecases.opening import Asking
from waypost.usecases.samples import DemoOrder, demo_orders
from waypost.words.wording import wording

EACH = pytest.mark.parametrize("order", demo_orders(), ids=lambda order: order.name)
PAPER = """
#set page(width: 210mm, height: 297mm, margin: (left: 21mm, right: 19mm, y: 22mm))
#set text(font: "IBM Plex Sans", size: 9.5pt, fallback: false)
"""


@pytest.fixture(scope="module")
def fonts() -> list[str]:
    """Where our fonts are."""
    import fontpkg_ibm_plex_sans
    import fontpkg_ibm_plex_sans_arabic

    return [str(Path(one.__file__).parent) for one in (fontpkg_ibm_plex_sans, fontpkg_ibm_plex_sans_arabic)]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("A page.", ""),
        ("A page." * 40, ""),
        ("", "empty"),
        ("#place(dx: 160mm)[far out to the right]", "outside"),
        ("#place(dx: -9mm)[out to the left]", "outside"),
        ("A page. #place(top, dy: -12mm)[into the header]", "in the way"),
        ("A page. #text(size: 15pt)[A heading]", "heading"),
        ("#place[over]#place(dx: 1pt)[another]", "covered"),
        ("Lost \ufffd", "lost"),
    ],
)
def test_each_fault_of_a_page_is_found(source: str, fault: str, fonts: list[str]) -> None:
    """Of a page without a fault nothing is told; of one with a fault that fault."""
    pages = pypdfium2.PdfDocument(typst.compile((PAPER + source).encode(), font_paths=fonts))
    found = signs(pages[0])
    assert bool(fault) == bool(_faults(found))
    assert fault in _faults(found)


def test_margins_change_sides_where_lines_begin_at_the_right(fonts: list[str]) -> None:
    """What stands within the margins of one direction stands outside those of the other."""
    source = f"{PAPER}#h(0.5mm)far to the left #h(1fr) far to the right"
    found = signs(pypdfium2.PdfDocument(typst.compile(source.encode(), font_paths=fonts))[0])
    assert outside(found) == ""
    assert outside(found, mirrored=True) != ""


def _faults(found: list[Sign], *, mirrored: bool = False) -> str:
    """All that is wrong with a page, in words; an empty text when nothing is."""
    if is_empty(found):
        return "empty"
    told = {
        "outside": outside(found, mirrored=mirrored),
        "in the way": in_the_way(found),
        "heading": ends_with_heading(found),
        "covered": covered(found),
        "lost": lost(found),
    }
    return "; ".join(f"{name} {what}" for name, what in told.items() if what)


@pytest.mark.parametrize(
    ("text", "planted"),
    [
        ("Das Team-Europa-Paket, 4.1.5 (700) Millionen", "Team-Afrika-Paket, 4.1.6 701"),
        (
            "مذكرة إحاطة للاجتماع بيانات افتراضية لأغراض التدريب \u2067(1.1.2)\u2069 \u2067Waypost\u2069، 56.02",
            "للاجتماعات 56.03",
        ),
    ],
)
def test_a_word_that_is_not_printed_is_found(text: str, planted: str, fonts: list[str]) -> None:
    """Of what is printed no word is missed, however it is cut, joined or turned; of what is not, every one is told."""
    turned = '#set text(font: ("IBM Plex Sans", "IBM Plex Sans Arabic"), lang: "ar")' if text[0] == "م" else ""
    for width in (20, 25, 33, 60, 160):
        source = f"{PAPER}{turned}\n#block(width: {width}mm)[{text}]"
        document = pypdfium2.PdfDocument(typst.compile(source.encode(), font_paths=fonts))
        assert not_printed(document, text) == set()
        assert not_printed(document, f"{text} {planted}") == set(planted.split())


@pytest.mark.parametrize(("text", "pages"), [("A page", []), ("Lost 中文", [1]), ("#pagebreak() 中", [2])])
def test_a_glyph_that_is_not_there_is_found(text: str, pages: list[int], fonts: list[str]) -> None:
    """What no font of ours holds is set with the glyph for none, and its page is told."""
    assert glyphs_not_there(typst.compile((PAPER + text).encode(), font_paths=fonts)) == pages


def test_a_figure_without_words_and_a_skipped_heading_are_found(fonts: list[str]) -> None:
    """The structure of a file tells which picture says nothing, and which heading lost its level above."""
    source = '#set document(title: "T")\n= One\n=== Three\n#figure(rect(), alt: "words")\n#figure(rect())'
    elements = structure(typst.compile((PAPER + source).encode(), font_paths=fonts))
    assert untold_figures(elements) == 1
    assert skipped_levels(elements) == [("/H1", "/H3")]


# -------------------------------------------------------------------------------------------------------- the demo


@pytest.mark.deep
@EACH
def test_every_page_of_the_demo_is_sound(order: DemoOrder, demo_folder: Path) -> None:
    """No page of a brief is empty, cut, covered, without what a heading promises, or has lost a character."""
    document = pypdfium2.PdfDocument(_printed(order, demo_folder))
    mirrored = wording(order.language).right_to_left
    faults = {number: _faults(signs(page), mirrored=mirrored) for number, page in enumerate(document, start=1)}
    assert not {number: fault for number, fault in faults.items() if fault}


@pytest.mark.deep
@EACH
def test_every_word_of_the_demo_is_on_paper(order: DemoOrder, demo_folder: Path) -> None:
    """Every word that the tree of a brief says in its language is found in the text of its paper."""
    asking = Asking(
        viewer=order.viewer,
        on=order.on,
        at=datetime.combine(order.at, time(23, 59, 59), UTC),
        folder=demo_folder,
    )
    brief = brief_of(order.roadmap, asking, Wanted(meeting=order.meeting))
    document = pypdfium2.PdfDocument(_printed(order, demo_folder))
    wanted = " ".join(said(_set(spoken(brief, wording(order.language))))).replace(PAGE, "").replace(PAGES, "")
    assert len(wanted) > 5000
    assert not_printed(document, wanted) == set()


@pytest.mark.deep
@EACH
def test_paper_of_the_demo_is_reachable_for_everyone(order: DemoOrder, demo_folder: Path) -> None:
    """Tagged, with title, language and fonts inside; each picture has words, no heading skips a level, no glyph is
    missing: what PDF/UA-1 asks for, as far as a program can see it."""
    printed = _printed(order, demo_folder)
    root = pypdf.PdfReader(io.BytesIO(printed)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == order.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in printed
    elements = structure(printed)
    kinds = [str(one["/S"]) for one in elements]
    assert kinds.count("/H1") == 1
    assert {"/Figure", "/Table", "/TH", "/P"} <= set(kinds)
    assert not [one for one in elements if one["/S"] == "/TH" and "/A" not in one]
    assert untold_figures(elements) == 0
    assert skipped_levels(elements) == []
    assert fonts_outside(printed) == set()
    assert glyphs_not_there(printed) == []


def _set(value: Plain) -> Plain:
    """What is set on paper: a chart that shows its numbers itself has no table of them, and so no heads."""
    if isinstance(value, list):
        return [_set(one) for one in value]
    if isinstance(value, dict):
        shown = {"numbers": {**value["numbers"], "columns": []}} if value.get("numbers_shown") else {}  # type: ignore[dict-item]
        return {name: _set(one) for name, one in {**value, **shown}.items()}
    return value


def _printed(order: DemoOrder, demo_folder: Path) -> bytes:
    return (demo_folder / "briefs" / f"{order.name}.pdf").read_bytes()
