"""Writes docs/manual/taken.md: what becomes of each publisher's file beside the project.

`python -m tools.make_taken ../shared/data` takes each file into a store of its own, as `waypost evidence add` does.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from waypost.core.errors import Problem, Refused
from waypost.usecases.evidence_adding import Described, add
from waypost.words.wording import Wording

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = REPOSITORY / "docs" / "manual" / "taken.md"
ON = date(2026, 10, 1)
ON_THE_FILE = "evidence.no_dataset"
"""A remark on a file that is taken in, and no reason to leave anything out of it."""
HEAD = """# What becomes of each publisher's file

Each file of statistics, lists and rates in `../shared/data`, taken in by `waypost evidence add FILE` without any
option. Figures are those kept, missing ones among them. What is left out or refused is told in the command's own words,
for each reason with its number and the first case. Lists of codes are known as such and not kept: what their codes mean
is in the crosswalk. Written by `python -m tools.make_taken ../shared/data`. Aid data: [totals](aid-totals.md).

| File | Form | Dataset | Figures | Left out or refused |
|---|---|---|--:|---|
"""
FOLDERS = ("eurostat", "frontex", "unhcr", "iom", "visas", "worldbank", "oecd", "eutf", "reference")


def files(folder: Path) -> tuple[Path, ...]:
    """The files of publishers of statistics, folder by folder."""
    return tuple(path for name in FOLDERS for path in sorted((folder / name).rglob("*")) if path.is_file())


def line(path: Path, folder: Path) -> str:
    """The line of one file."""
    name = f"`{path.relative_to(folder)}`"
    with tempfile.TemporaryDirectory() as store:
        try:
            (found,) = add([path], Path(store) / "evidence", Described(), on=ON, told=lambda *_: None)
        except Refused as refused:
            return f"| {name} | – | – | – | refused: {_told(refused.problems)} |"
    card = found.vintage
    figures = sum(one.rows for one in card.parts)
    left_out = [one for one in found.problems if one.code != ON_THE_FILE]
    return f"| {name} | {card.kind} | {card.dataset} | {figures:,} | {_told(left_out)} |"


def _told(problems: Iterable[Problem]) -> str:
    """Each reason once, with its number and the words of its first case."""
    first: dict[str, Problem] = {}
    counts: dict[str, int] = {}
    for one in problems:
        first.setdefault(one.code, one)
        counts[one.code] = counts.get(one.code, 0) + 1
    wording = Wording("en")
    told = []
    for code, one in first.items():
        times = f"{counts[code]:,} × " if counts[code] > 1 else ""
        told.append(f"{times}{wording.plain(one.reason)}")
    return " ".join(told).replace("|", "\\|") or "–"


def page(folder: Path) -> str:
    """The whole page."""
    return HEAD + "\n".join(line(path, folder) for path in files(folder)) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(Path(sys.argv[1])), encoding="utf-8")
    print(PAGE.relative_to(REPOSITORY))
