"""What the manual says of the files beside the project is so."""

from __future__ import annotations

from pathlib import Path

from tools import make_taken
from tools.make_totals import PAGE, files, lines

SMALL = 120_000
"""Bytes of a file that is read again."""


def test_the_page_has_the_totals_of_the_files(shared_folder: Path) -> None:
    """Each file stands in the page, and the small ones stand there with the very lines that are made of them now."""
    page = PAGE.read_text(encoding="utf-8")
    found = files(shared_folder / "data" / "iati")
    assert len(found) > 40
    assert [path.name for path in found if f"/{path.name}\n" not in page] == []
    small = [path for path in found if path.stat().st_size < 200_000]
    assert small
    for path in small:
        assert "\n".join(lines(path)) in page


def test_the_page_says_what_becomes_of_each_file(shared_folder: Path) -> None:
    """Each file of statistics has its line in the page, and the small ones the very line that is made of them now:
    form, dataset, figures kept, and why others are left out or the file is refused."""
    page = make_taken.PAGE.read_text(encoding="utf-8")
    data = shared_folder / "data"
    found = make_taken.files(data)
    assert len(found) > 60
    assert page.count("\n| `") == len(found)
    assert [path.name for path in found if f"/{path.name}` |" not in page] == []
    for path in found:
        if path.stat().st_size < SMALL:
            assert make_taken.line(path, data) in page
