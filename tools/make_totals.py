"""Writes docs/manual/aid-totals.md: the totals of each file of aid data beside the project, by type and currency.

`python -m tools.make_totals ../shared/data/iati` reads the files with the project's own reader; the manual names the
command that prints the same for any file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from waypost.core.errors import Refused
from waypost.usecases.evidence import Added, totals_of

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = REPOSITORY / "docs" / "manual" / "aid-totals.md"
HEAD = """# Totals of the files of aid data

Of each file of the IATI Standard in `../shared/data/iati`: activities, what breaks the schema of 2.03 (a dash for 1.0x,
of which no schema is at hand), and transactions by type and currency with their number and sum, exact and rounded once
to 0.01. Nothing is converted. One file is printed by `waypost evidence totals FILE`, this page is written by
`python -m tools.make_totals ../shared/data/iati`. How totals are made: [money](money.md).
"""
FOLDERS = ("dportal-2021-06-08", "unhcr", "iom", "usaid", "acfspain", "legacy-1.0x", "datastore-fixtures")


def files(folder: Path) -> tuple[Path, ...]:
    """The files of publishers and of error cases, in order; the standard's own examples are no data."""
    return tuple(path for name in FOLDERS for path in sorted((folder / name).glob("*.xml")))


def lines(path: Path) -> Iterator[str]:
    """The lines of one file."""
    yield f"\n## {path.parent.name}/{path.name}\n"
    try:
        (found,) = totals_of([path])
    except Refused as refused:
        yield f"Refused: `{refused.problems[0].code}`."
        return
    assert isinstance(found, Added)
    sums = found.totals
    breaches = "–" if found.schema_errors is None else f"{found.schema_errors:,}"
    yield f"{sums.activities:,} activities; breaks of the schema: {breaches}."
    if sums.transactions:
        yield "\n| Type | Currency | Number | Sum |\n|---|---|--:|--:|"
    for one in sums.transactions:
        yield f"| {one.key[0]} | {one.key[1]} | {one.count:,} | {one.sum:,.2f} |"


def page(folder: Path) -> str:
    """The whole page."""
    return HEAD + "\n".join(line for path in files(folder) for line in lines(path)) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(Path(sys.argv[1])), encoding="utf-8")
    print(PAGE.relative_to(REPOSITORY))
