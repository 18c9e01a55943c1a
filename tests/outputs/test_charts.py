"""Drawings: whole, legible, the same every time, and readable by those who cannot see them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.specimen import HOSTILE, LONG, charts, gantt, specimen, stair, words
from waypost.core.brief.figures import Chart, Gantt
from waypost.core.values import text
from waypost.outputs.charts.drawing import (
    FRAMES,
    Drawings,
    draw,
    draw_sizes,
    figures_of,
    labelled,
    recoloured,
    sheet_of,
)
from waypost.outputs.charts.gantt import LATER_PAGE, in_pages
from waypost.outputs.charts.sheet import Box, Frame, Sheet
from waypost.outputs.charts.type import printable, shortened, width_of, wrapped
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import wording

KEPT = Drawings()
SVG = "{http://www.w3.org/2000/svg}"
CHARTS = charts()
EACH_CHART = pytest.mark.parametrize("name", CHARTS)
EACH_FRAME = pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def texts(sheet: Sheet) -> list[tuple[str, Box]]:
    """The upright texts of a sheet with the boxes they take; halos left out."""
    found = []
    for kind, shape in sheet.shapes:
        if kind == "text" and not shape["strokeWidth"] and not shape["angle"]:
            size, strong = float(shape["fontSize"]), shape["fontWeight"] == 600  # type: ignore[arg-type]
            width = width_of(str(shape["text"]), size, strong=strong)
            x = float(shape["x"]) - {"left": 0, "center": width / 2, "right": width}[str(shape["align"])]  # type: ignore[arg-type]
            found.append((str(shape["text"]), Box(x, float(shape["y"]) - size * 0.38, width, size * 0.76)))  # type: ignore[arg-type]
    return found


def test_every_chart_is_drawn() -> None:
    """The specimen has one of each chart of the tree, so that no kind stays untried."""
    assert {type(chart) for chart in CHARTS.values()} == set(get_args(Chart))


@EACH_CHART
@EACH_FRAME
@EACH_LANGUAGE
def test_words_stay_inside(name: str, frame: Frame, language: str) -> None:
    """No text leaves the drawing, in any width or language."""
    sheet = sheet_of(CHARTS[name], wording(language), frame)
    outside = [
        (words, box)
        for words, box in texts(sheet)
        if box.x < -0.6 or box.right > frame.width + 0.6 or box.y < -0.6 or box.bottom > sheet.height + 0.6
    ]
    assert not outside


@EACH_CHART
@EACH_FRAME
@EACH_LANGUAGE
def test_words_do_not_lie_over_each_other(name: str, frame: Frame, language: str) -> None:
    """No label covers another."""
    sheet = sheet_of(CHARTS[name], wording(language), frame)
    over = [
        (one, other)
        for (one, a), (other, b) in combinations(texts(sheet), 2)
        if a.x < b.right - 0.5 and b.x < a.right - 0.5 and a.y < b.bottom - 0.5 and b.y < a.bottom - 0.5
    ]
    assert not over


def way(shape: dict[str, object]) -> list[tuple[float, float, float]]:
    """Places along a way of money: across, its upper edge, its lower one. A dash is a way without thickness."""
    if "path" not in shape:
        (x1, y1), (x2, y2) = ((float(shape[x]), float(shape[y])) for x, y in (("x", "y"), ("x2", "y2")))  # type: ignore[arg-type]
        return [(x1 + (x2 - x1) * at / 50, y1 + (y2 - y1) * at / 50, y1 + (y2 - y1) * at / 50) for at in range(51)]
    numbers = [float(one) for one in re.findall(r"-?[\d.]+", str(shape["path"]))]
    begin, level, bend, end = numbers[0], numbers[2], numbers[4], numbers[8]
    top, low, thick = numbers[1], numbers[9], numbers[11] - numbers[9]
    found = [(begin + (level - begin) * at / 50, top, top + thick) for at in range(51)]
    for at in (one / 50 for one in range(51)):
        x = level * (1 - at) ** 3 + 3 * bend * (at * (1 - at) ** 2 + at**2 * (1 - at)) + end * at**3
        y = top + (low - top) * (3 * at**2 - 2 * at**3)
        found.append((x, y, y + thick))
    return found


@EACH_FRAME
@EACH_LANGUAGE
def test_no_way_of_money_crosses_words(frame: Frame, language: str) -> None:
    """Bands and dashes of the picture of money pass beside the names and figures of its places."""
    sheet = sheet_of(CHARTS["streams"], wording(language), frame)
    ways = [way(dict(shape)) for kind, shape in sheet.shapes if kind == "path" or (kind == "line" and shape["dash"])]
    crossed = {
        words
        for words, box in texts(sheet)
        for x, top, low in (place for one in ways for place in one)
        if box.x < x < box.right and top < box.bottom and low > box.y
    }
    assert len(ways) > 10
    assert not crossed


@EACH_CHART
@EACH_FRAME
def test_words_are_large_enough(name: str, frame: Frame) -> None:
    """Text is never under 7.2 points on paper or 13 pixels on a screen (look 3)."""
    sheet = sheet_of(CHARTS[name], wording("en"), frame)
    least = 7.2 if frame.text < 13 else 13
    assert all(float(shape["fontSize"]) >= least for kind, shape in sheet.shapes if kind == "text")  # type: ignore[arg-type]


@EACH_CHART
@EACH_FRAME
def test_shapes_stay_inside(name: str, frame: Frame) -> None:
    """No bar or swatch leaves the drawing."""
    sheet = sheet_of(CHARTS[name], wording("en"), frame)
    for kind, shape in sheet.shapes:
        if kind == "rect":
            x, y, width, height = (float(shape[key]) for key in ("x", "y", "width", "height"))  # type: ignore[arg-type]
            assert x >= -0.1
            assert y >= -0.1
            assert x + width <= frame.width + 0.6
            assert y + height <= sheet.height + 0.6


@EACH_CHART
@EACH_LANGUAGE
def test_drawing_is_one_labelled_picture(name: str, language: str) -> None:
    """A drawing is well-formed, has a title and a description, and no label of the library's own."""
    drawn = draw(CHARTS[name], wording(language), title=HOSTILE, alt="What it shows & more.", drawings=KEPT)
    root = ElementTree.fromstring(drawn.decode())
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == HOSTILE
    assert root.findtext(f"{SVG}desc") == "What it shows & more."
    labels = [one for one in root.iter() if one is not root and any("aria" in key for key in one.attrib)]
    assert not labels


@EACH_CHART
def test_text_stays_text(name: str) -> None:
    """Every word of a sheet stands once as text in the drawing, and none as an outline."""
    made_of = (CHARTS[name], wording("en"), FRAMES["wide"])
    sheet = sheet_of(*made_of)
    root = ElementTree.fromstring(KEPT.of(*made_of))
    drawn = sorted(re.sub(r"\s", "", "".join(one.itertext())) for one in root.iter(f"{SVG}text"))
    wanted = sorted(
        re.sub(r"\s", "", str(shape["text"]))
        for kind, shape in sheet.shapes
        if kind == "text" and not shape["strokeWidth"]
    )
    assert drawn == wanted


@EACH_CHART
def test_drawing_follows_the_scheme(name: str) -> None:
    """On the web every colour of a drawing is a variable of the page, and no style stands in it."""
    drawn = recoloured(draw(CHARTS[name], wording("en"), width="screen", drawings=KEPT).decode())
    assert not re.findall(r'(?:fill|stroke)="#[^"]*"', drawn)
    assert "style=" not in drawn
    assert "var(--" in drawn


@EACH_CHART
def test_drawing_is_the_same_every_time(name: str, tmp_path: Path) -> None:
    """The same values give the same bytes, from nothing, from this process and from a folder of kept drawings."""
    made_of = (CHARTS[name], wording("en"), FRAMES["narrow"])
    kept = Drawings(tmp_path)
    first = kept.of(*made_of)
    assert Drawings().of(*made_of) == first
    assert kept.of(*made_of) == first
    assert Drawings(tmp_path).of(*made_of) == first
    assert len(list(tmp_path.iterdir())) == 1


def test_other_values_are_not_taken_from_the_cache() -> None:
    """Two charts that differ in one figure have two drawings."""
    one, other = stair(), replace(stair(), stages=stair().stages[:3])
    assert draw(one, wording("en"), drawings=KEPT) != draw(other, wording("en"), drawings=KEPT)


@EACH_CHART
def test_each_language_and_frame_has_its_drawing(name: str) -> None:
    """A drawing kept for one language and frame is given for no other: from the kept ones each is as drawn anew."""
    kept = Drawings()
    each = [(CHARTS[name], wording(language), FRAMES[frame]) for language in LANGUAGES for frame in ("wide", "narrow")]
    assert [kept.of(*one) for one in each] == [Drawings().of(*one) for one in each]


@EACH_FRAME
def test_long_names_do_not_break_a_gantt(frame: Frame) -> None:
    """Names that are far too long, hostile or in another script stay inside."""
    rows = tuple(
        replace(row, ref=replace(row.ref, title=text(f"{LONG} {HOSTILE} 中文 عربي {LONG}"))) for row in gantt().rows
    )
    made_of = (replace(gantt(), rows=rows), wording("en"), frame)
    assert all(box.right <= frame.width + 0.6 for _, box in texts(sheet_of(*made_of)))
    ElementTree.fromstring(labelled(KEPT.of(*made_of), "long", ""))


def test_long_gantt_is_parted_into_pages() -> None:
    """A Gantt of many rows has several drawings: every row in exactly one, what has no date in the last alone."""
    rows = gantt().rows * 9
    parts = in_pages(replace(gantt(), rows=rows), wording("en"), FRAMES["wide"])
    assert tuple(row for part in parts for row in part.rows) == rows
    assert all(sheet_of(part, wording("en"), FRAMES["wide"]).height < LATER_PAGE + 70 for part in parts)
    assert [bool(part.undated) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert in_pages(gantt(), wording("en"), FRAMES["wide"]) == (gantt(),)


def test_print_style_of_a_long_gantt_has_a_drawing_a_page() -> None:
    """A page of the web prints a Gantt as paper has it: in a drawing for each page, on screens in one."""
    figure = next(one for one, _ in figures_of(specimen()) if isinstance(one.chart, Gantt))
    long = replace(gantt(), rows=gantt().rows * 8)
    drawn = draw_sizes(replace(figure, chart=long), wording("en"), KEPT, part=None)
    parts = len(in_pages(long, wording("en"), FRAMES["wide"]))
    assert parts > 1
    assert {name: svg.count("<svg ") for name, svg in drawn.items()} == {"screen": 1, "narrow": 1, "paper": parts}


def late_shapes(chart: Gantt) -> int:
    """How many shapes of a Gantt have the colour of late."""
    sheet = sheet_of(chart, wording("en"), FRAMES["wide"])
    return sum("#931F0F" in (shape.get("fill"), shape.get("stroke")) for _, shape in sheet.shapes)


def test_what_is_done_is_never_drawn_late() -> None:
    """Colour is for where someone must act: a done action has none, however late it was."""
    row = replace(gantt().rows[0], is_done=True)
    late = replace(gantt(), rows=(gantt().rows[0],), links=())
    assert late_shapes(late) > late_shapes(replace(late, rows=(row,))) == 0


@given(st.text(max_size=60))
def test_any_text_can_be_set(value: str) -> None:
    """Whatever somebody wrote becomes text that the fonts can set, and doing it twice changes nothing."""
    once = printable(value)
    assert printable(once) == once
    assert "\n" not in once


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=80), st.floats(20, 200))
def test_shortened_text_fits(value: str, room: float) -> None:
    """Shortened text is as wide as its room at most, and text that fits is left alone."""
    found = shortened(value, room, 8)
    assert width_of(found, 8) <= room or found == "…"
    if width_of(value, 8) <= room:
        assert found == value


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=12))
def test_wrapped_text_loses_nothing_where_there_are_lines(parts: list[str]) -> None:
    """Wrapping into enough lines keeps every word in order."""
    value = " ".join(parts)
    assert " ".join(wrapped(value, 60, 8, most=40)) == value


def test_hatch_stays_in_its_box() -> None:
    """No hatch line leaves the box it fills (it would cover what stands beside it)."""
    sheet = Sheet(FRAMES["wide"])
    box = Box(10, 20, 37, 9)
    sheet.hatch(box)
    pieces = [str(shape["path"]) for kind, shape in sheet.shapes if kind == "path"]
    points = [pair.split(",") for path in pieces for pair in re.split("[ML]", path) if pair]
    assert len(points) > 8
    for x, y in points:
        assert box.x - 0.01 <= float(x) <= box.right + 0.01
        assert box.y - 0.01 <= float(y) <= box.bottom + 0.01


def test_words_of_the_tree_are_words_of_the_drawing() -> None:
    """A step of the stair says what fell away, in words."""
    drawn = draw(stair(), wording("en"), drawings=KEPT).decode()
    assert wording("en").plain(words("138 not yet in this state")) in drawn
