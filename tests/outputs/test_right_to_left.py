"""Forms for who reads from right to left: mirrored where they must be, and nowhere else."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.specimen import charts, specimen
from waypost.core.brief.figures import Discs, MainRoute, Routes
from waypost.outputs.charts.arabic import joined
from waypost.outputs.charts.drawing import FRAMES, Drawings, sheet_of
from waypost.outputs.charts.mirror import mirrored, running_left
from waypost.outputs.charts.sheet import PAPER, Box, Frame, Sheet
from waypost.outputs.charts.type import DIRECTIONS, font_folders, width_of, wrapped
from waypost.outputs.html.page import render_html
from waypost.outputs.look import FAMILY
from waypost.outputs.pdf.document import render_pdf
from waypost.words.wording import wording

CHARTS = charts()
KEPT = Drawings()
EACH_CHART = pytest.mark.parametrize("name", CHARTS)
EACH_FRAME = pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
LINES = ("خارطة الطريق", "مؤسسات الاتحاد الأوروبي", "متأخر 71 يوما", "قيّم", "Vessels delivered")
POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
LETTERS = st.text(st.characters(min_codepoint=0x0620, max_codepoint=0x064A, categories=["Lo"]), min_size=1)


def spots(sheet: Sheet) -> list[tuple[str, float]]:
    """Each shape that is drawn with its place from the left."""
    found = []
    for kind, shape in sheet.shapes:
        xs = [float(x) for x, _ in POINT.findall(str(shape["path"]))] if kind == "path" else [float(str(shape["x"]))]
        found.append((kind, min(xs)))
    return found


@EACH_CHART
@EACH_FRAME
def test_turned_twice_is_as_before(name: str, frame: Frame) -> None:
    """A drawing turned about twice has every shape where it was."""
    sheet = sheet_of(CHARTS[name], wording("en"), frame)
    again = mirrored(mirrored(sheet))
    assert [kind for kind, _ in again.shapes] == [kind for kind, _ in sheet.shapes]
    assert all(abs(one - other) < 0.05 for (_, one), (_, other) in zip(spots(again), spots(sheet), strict=True))


@EACH_CHART
def test_only_time_by_months_and_the_map_stay(name: str) -> None:
    """Bars grow from the right and a Gantt runs to the left; months on an axis and the map are as for everybody."""
    sheet = sheet_of(CHARTS[name], wording("ar"), PAPER)
    bars = [
        (float(str(shape["x"])), float(str(shape["x"])) + float(str(shape["width"])))
        for kind, shape in sheet.shapes
        if kind == "rect" and shape["fill"] is not None
    ]
    words = [shape for kind, shape in sheet.shapes if kind == "text"]
    if isinstance(CHARTS[name], MainRoute | Routes | Discs):
        assert {str(one["align"]) for one in words} & {"left", "center"}
    elif bars:
        assert max(right for _, right in bars) > PAPER.width / 2


@EACH_CHART
def test_each_line_of_letters_runs_left(name: str) -> None:
    """Every text with Arabic letters stands between signs of direction; figures alone do not need them."""
    for kind, shape in sheet_of(CHARTS[name], wording("ar"), PAPER).shapes:
        if kind == "text":
            words = str(shape["text"])
            led = bool(re.search("[\u0600-\u06ff]", words))
            assert words.startswith("\u2067") >= led
            assert sum(words.count(sign) for sign in DIRECTIONS[2:-1]) == words.count(DIRECTIONS[-1])


def test_signs_that_are_read_are_moved_and_not_turned() -> None:
    """A tick keeps its shape on the other side."""
    sheet = Sheet(PAPER)
    sheet.path("M10.00,5.00L12.00,7.00L16.00,2.00", edge="ink", upright=True)
    path = str(mirrored(sheet).shapes[0][1]["path"])
    assert path == f"M{PAPER.width - 16:.2f},5.00L{PAPER.width - 14:.2f},7.00L{PAPER.width - 10:.2f},2.00"


@given(st.floats(0, 400), st.floats(1, 80))
def test_a_box_keeps_its_width(left: float, width: float) -> None:
    """A box is as wide as before, as far from the right as it was from the left."""
    sheet = Sheet(PAPER)
    sheet.rect(Box(left, 3, width, 4), fill="ink")
    before, after = sheet.shapes[0][1], mirrored(sheet).shapes[0][1]
    assert after["width"] == before["width"]
    right = PAPER.width - float(str(after["x"])) - float(str(after["width"]))
    assert abs(right - float(str(before["x"]))) < 0.02


def test_english_is_not_touched() -> None:
    """A drawing without letters from the right has no signs of direction."""
    sheet = sheet_of(CHARTS["gantt"] if "gantt" in CHARTS else next(iter(CHARTS.values())), wording("en"), PAPER)
    assert running_left(sheet).shapes == sheet.shapes


@given(LETTERS)
def test_joined_letters_are_as_many_and_joined_again_the_same(words: str) -> None:
    """Joining changes the form of letters and not their number, and is done once."""
    once = joined(words)
    assert len(once) == len(words)
    assert joined(once) == once


@given(st.text(st.characters(max_codepoint=0x05FF)))
def test_other_scripts_have_no_other_forms(words: str) -> None:
    """Words in other letters stay as they are."""
    assert joined(words) == words


@pytest.mark.parametrize(
    "words", ["خارطة الطريق", "مؤسسات الاتحاد الأوروبي", "متأخر 71 يوما", "قيّم", "Vessels delivered"]
)
def test_lines_are_as_wide_as_the_engine_sets_them(words: str) -> None:
    """The width that drawings are laid out by is that of the printed line, within four per cent."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )
    families = ", ".join(f'"{one}"' for one in FAMILY)
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n#set text(size: 20pt, font: ({families}))\n{words}"
    page = pypdf.PdfReader(BytesIO(typst.compile(source.encode(), font_paths=fonts))).pages[0]
    assert width_of(words, 20) == pytest.approx(float(page.mediabox.width), rel=0.04)


@given(st.lists(st.sampled_from(["alpha", "beta", "خارطة", "متأخر", "12"]), min_size=1, max_size=12), st.floats(20, 90))
def test_each_line_ends_what_it_begins(parts: list[str], room: float) -> None:
    """A piece set apart that goes over several lines is set apart on each of them."""
    quoted = f"\u2068{' '.join(parts)}\u2069 {parts[0]}"
    for line in wrapped(quoted, room, 8, most=20):
        assert sum(line.count(sign) for sign in DIRECTIONS[2:-1]) == line.count(DIRECTIONS[-1])


def test_paper_says_its_direction() -> None:
    """A brief in Arabic is printed without a warning, in its language, in the fonts of its script and no other."""
    printed = render_pdf(specimen(), wording("ar"), drawings=KEPT)
    root = pypdf.PdfReader(BytesIO(printed)).trailer["/Root"]
    assert str(root["/Lang"]).startswith("ar")
    fonts = set(re.findall(rb"/FontName\s*/[A-Z]+\+([A-Za-z-]+)", printed))
    assert any(one.startswith(b"IBMPlexSansArabic") for one in fonts)
    assert all(one.startswith(b"IBMPlexSans") for one in fonts)


def test_page_says_its_direction() -> None:
    """A page in Arabic runs from right to left and brings its letters along; one in English does neither."""
    arabic = render_html(specimen(), wording("ar"), drawings=KEPT).decode()
    english = render_html(specimen(), wording("en"), drawings=KEPT).decode()
    assert '<html lang="ar" dir="rtl">' in arabic
    assert arabic.count("@font-face") == 4
    assert ' dir="rtl"' not in english
    assert english.count("@font-face") == 2
    rules = re.sub(r"/\*.*?\*/", "", english.partition("<style>")[2].partition("</style>")[0])
    assert not re.findall(r"(?:margin|padding|border)-(?:left|right)\s*:", rules)


def test_places_in_a_row_are_turned_in_order() -> None:
    """What stands from left to right stands from right to left, in the same order."""
    sheet = Sheet(PAPER)
    for place in (10.0, 60.0, 200.0):
        sheet.words(place, 5, str(place))
    turned = [float(str(shape["x"])) for _, shape in mirrored(sheet).shapes]
    assert all(one > other for one, other in pairwise(turned))
