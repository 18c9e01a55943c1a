"""The manual's totals of aid data are those of the files."""

from __future__ import annotations

from pathlib import Path

from tools.make_totals import PAGE, files, lines


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
