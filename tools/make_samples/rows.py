"""Write tests/samples/rows.json: what each row of the files says, so that tests can trace a sample to its row.

    python -m tools.make_samples.rows

A row is found by file and key; what it says is the list of its words and numbers, those of rows with a key of their
own left out. A line of seed.md or domain.md is one text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.make_samples.published_rows import DOMAIN, PLANS, ROADMAPS, SEED, SHARED, read_files

INDEX = Path(__file__).resolve().parents[2] / "tests" / "samples" / "rows.json"
UNUSED = {"key", "source", "confidence", "basis"}


def index(shared: Path = SHARED) -> dict[str, list[str]]:
    """File and key of every row, with what it says."""
    files = read_files(shared)
    found: dict[str, list[str]] = {}
    for slug, partnership in files.partnerships.items():
        head = {name: partnership[name] for name in ("title", "partners", "frameworks")}
        found[f"{ROADMAPS} {slug}"] = list(dict.fromkeys(_said(head)))
        for row in _rows(partnership):
            found[f"{ROADMAPS} {row['key']}"] = list(dict.fromkeys(_said(row)))
    for rows in files.plans.values():
        for row in rows:
            found[f"{PLANS} {row['key']}"] = list(dict.fromkeys(_said(row)))
    for line in (shared / SEED).read_text(encoding="utf-8").splitlines():
        if cells := re.match(r"\| (S\d+) \| (.*?) \|", line):
            found[f"{SEED} {cells[1]}"] = [cells[2]]
        elif line.startswith("Council of the EU, "):
            found[f"{SEED} page"] = [line]
    for line in (shared / DOMAIN).read_text(encoding="utf-8").splitlines():
        if cells := re.match(r"- (T8) (.*)", line):
            found[f"{DOMAIN} {cells[1]}"] = [cells[2]]
    return found


def _rows(value: Any) -> Iterator[dict[str, Any]]:
    """Every row with a key, also those inside others."""
    if isinstance(value, dict):
        if "key" in value:
            yield value
        for part in value.values():
            yield from _rows(part)
    elif isinstance(value, list):
        for part in value:
            yield from _rows(part)


def _said(value: Any, *, inside: bool = False) -> Iterator[str]:
    """Every word and number of a row; a row inside it that has a key of its own speaks for itself."""
    if isinstance(value, dict):
        if inside and "key" in value:
            return
        for name, part in value.items():
            if name not in UNUSED:
                yield from _said(part, inside=True)
    elif isinstance(value, list):
        for part in value:
            yield from _said(part, inside=True)
    elif value is not None:
        yield str(value)


def index_text(shared: Path = SHARED) -> str:
    """The file: one row a line."""
    lines = (f"{json.dumps(key)}: {json.dumps(said, ensure_ascii=False)}" for key, said in index(shared).items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    INDEX.parent.mkdir(parents=True, exist_ok=True)
    INDEX.write_text(index_text(), encoding="utf-8")
    print(f"{INDEX.name}: {len(index())} rows, {INDEX.stat().st_size // 1000} kB")
