"""Drawings kept in a folder between two commands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from waypost.core.brief.figures import Squares
from waypost.core.say import say
from waypost.outputs.charts import drawing
from waypost.outputs.charts.drawing import Drawings
from waypost.outputs.charts.sheet import NARROW
from waypost.outputs.html.page import environment
from waypost.words.wording import wording


def charts(count: int) -> list[Squares]:
    """Charts without a row that differ in a number: the quickest of different drawings."""
    return [Squares(eu=say("unit.days", n=number), partner=say("unit.days", n=0), rows=()) for number in range(count)]


def of(drawings: Drawings, chart: Squares) -> str:
    """The drawing of a chart for a narrow screen in English."""
    return drawings.of(chart, wording("en"), NARROW)


def test_a_kept_drawing_is_the_one_that_was_drawn(tmp_path: Path) -> None:
    """What a folder gives back is what drawing anew gives, and nobody but its owner may look into it."""
    (chart,) = charts(1)
    first = of(Drawings(tmp_path / "kept"), chart)
    assert of(Drawings(tmp_path / "kept"), chart) == first == of(Drawings(), chart)
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


def test_a_folder_keeps_the_newest_up_to_its_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder does not grow without end: the oldest drawings go first, and nothing else is left behind."""
    monkeypatch.setattr(drawing, "MOST_KEPT", 2)
    kept = Drawings(tmp_path)
    for number, chart in enumerate(charts(4)):
        of(kept, chart)
        for path in tmp_path.iterdir():
            os.utime(path, (number, number)) if path.stat().st_mtime > 1000 else None
    assert sorted(path.stat().st_mtime for path in tmp_path.iterdir()) == [2, 3]
    assert {path.suffix for path in tmp_path.iterdir()} == {".svg"}


def test_a_process_holds_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that draws for years does not grow with what it drew, and draws again what it let go."""
    monkeypatch.setattr(drawing, "MOST_HELD", 2)
    held = Drawings()
    drawn = [of(held, chart) for chart in charts(4)]
    assert len(held._held) == 2
    assert [of(held, chart) for chart in charts(4)] == drawn


def test_a_drawing_is_found_only_by_those_who_know_the_same(tmp_path: Path) -> None:
    """Two who share a folder find one another's drawings if they know the same, and else not, whatever they draw."""
    (chart,) = charts(1)
    shared = Drawings(tmp_path)
    drawn = of(shared.known_to("much"), chart)
    assert of(Drawings(tmp_path).known_to("much"), chart) == drawn
    assert len(list(tmp_path.iterdir())) == 1
    assert of(shared.known_to("little"), chart) == drawn
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """A brief does not fail because a chart cannot be kept."""
    (tmp_path / "file").write_text("in the way")
    (chart,) = charts(1)
    assert of(Drawings(tmp_path / "file" / "below"), chart).startswith("<svg ")


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    """A template kept compiled is the one compiled anew, and one that is spoiled is compiled again."""
    anew = _compiled(Drawings())
    assert _compiled(Drawings(tmp_path)) == anew
    kept = sorted(tmp_path.glob("*.page"))
    assert len(kept) == len(anew)
    assert _compiled(Drawings(tmp_path)) == anew
    for path in kept:
        path.write_bytes(b"spoiled")
    assert _compiled(Drawings(tmp_path)) == anew
    assert all(path.read_bytes() != b"spoiled" for path in kept)


def _compiled(kept: Drawings) -> list[object]:
    return [environment(kept).get_template(name).root_render_func.__code__ for name in ("brief.html", "index.html")]
