"""Measures work against targets of ours: `make bench`, or `python -m tools.bench WORD` for the rows that hold it.

Prints a table of Markdown, losses included. A row that lacks something here says what, and is skipped. Figures are of
the machine they were measured on, so the comparisons are ratios taken in one run. Ends with 1 when an answer was
wrong (end dates that differ, a command that fails), not when a machine was slow.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable

from tools.bench import rows
from tools.bench.measure import Failed, Lacking, Row

GROUPS: tuple[tuple[str, Callable[[], list[Row]]], ...] = (
    ("10,000 linked actions against TaskJuggler", rows.against_taskjuggler),
    ("review of 200 and of 2,000 roadmaps", rows.review),
    ("brief of Marenia", rows.brief),
    ("diff of two states of 2,000 elements", rows.diff),
    ("the command line: --help, a timetable of 100 actions", rows.command_line),
)


def _printed(row: Row) -> str:
    verdict = {True: "met", False: "**missed**", None: ""}[row.met]
    return f"| {row.work} | {row.found} | {row.target} | {verdict} |"


def main(words: list[str]) -> int:
    """Measures the rows that the words choose, all without; 0, or 1 when an answer was wrong."""
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}\n")
    print("| Work | Found | Target | |\n|---|---|---|---|", flush=True)
    wrong = False
    for name, measured in GROUPS:
        if not all(word in name for word in words):
            continue
        try:
            for row in measured():
                print(_printed(row), flush=True)
        except Lacking as lacking:
            print(f"| {name} | skipped: {lacking} | | |", flush=True)
        except (Failed, rows.WrongAnswer) as answer:
            print(f"| {name} | **wrong**: {' '.join(str(answer).split())} | | |", flush=True)
            wrong = True
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
