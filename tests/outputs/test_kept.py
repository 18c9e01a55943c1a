"""Drawings kept in a folder between two commands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from waypost.outputs.charts import drawing
from waypost.outputs.charts.drawing import Drawings
from waypost.outputs.charts.sheet import NARROW, Sheet
from waypost.outputs.html.page import environment


def sheets(count: int) -> list[Sheet]:
    """Empty sheets of different heights: the quickest of different drawings."""
    return [Sheet(NARROW, height=float(10 + number)) for number in range(count)]


def test_a_kept_drawing_is_the_one_that_was_drawn(tmp_path: Path) -> None:
    """What a folder gives back is what drawing anew gives, and nobody but its owner may look into it."""
    (sheet,) = sheets(1)
    first = Drawings(tmp_path / "kept").of(sheet)
    assert Drawings(tmp_path / "kept").of(sheet) == first == Drawings().of(sheet)
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


def test_a_folder_keeps_the_newest_up_to_its_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder does not grow without end: the oldest drawings go first, and nothing else is left behind."""
    monkeypatch.setattr(drawing, "MOST_KEPT", 2)
    kept = Drawings(tmp_path)
    for number, sheet in enumerate(sheets(4)):
        kept.of(sheet)
        for path in tmp_path.iterdir():
            os.utime(path, (number, number)) if path.stat().st_mtime > 1000 else None
    assert sorted(path.stat().st_mtime for path in tmp_path.iterdir()) == [2, 3]
    assert {path.suffix for path in tmp_path.iterdir()} == {".svg"}


def test_a_process_holds_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that draws for years does not grow with what it drew, and draws again what it let go."""
    monkeypatch.setattr(drawing, "MOST_HELD", 2)
    held = Drawings()
    drawn = [held.of(sheet) for sheet in sheets(4)]
    assert len(held._held) == 2
    assert [held.of(sheet) for sheet in sheets(4)] == drawn


def test_a_drawing_is_found_only_by_those_who_know_the_same(tmp_path: Path) -> None:
    """Two who share a folder find one another's drawings if they know the same, and else not, whatever they draw."""
    (sheet,) = sheets(1)
    shared = Drawings(tmp_path)
    drawn = shared.known_to("much").of(sheet)
    assert Drawings(tmp_path).known_to("much").of(sheet) == drawn
    assert len(list(tmp_path.iterdir())) == 1
    assert shared.known_to("little").of(sheet) == drawn
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """A brief does not fail because a chart cannot be kept."""
    (tmp_path / "file").write_text("in the way")
    (sheet,) = sheets(1)
    assert Drawings(tmp_path / "file" / "below").of(sheet).startswith("<svg ")


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
