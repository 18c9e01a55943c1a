"""Measures work against targets of ours: `make bench`, or `python -m tools.bench WORD` for the groups that hold it.

Prints a table of Markdown, losses included; remarks while it runs go to standard error. A row that lacks something
here says what, and is skipped. A run of all groups that lacked nothing writes docs/benchmarks.md; one that is
stopped, or of some groups, writes nothing. Figures are of the machine they were measured on, so comparisons are
ratios taken in one run. Ends with 1 when an answer was wrong (end dates that differ, a command that fails), not when
a machine was slow, and with 130 when it was stopped.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator

from tools.bench import rows
from tools.bench.aid import aid
from tools.bench.figures import figures
from tools.bench.history import history
from tools.bench.load import under_load
from tools.bench.measure import REPOSITORY, Failed, Lacking, Row, WrongAnswer
from tools.bench.pages import pages
from tools.bench.report import Group, load, page, table_head, table_row
from tools.bench.returned import returned
from tools.bench.workbooks import workbooks

PAGE = REPOSITORY / "docs" / "benchmarks.md"

GROUPS: tuple[tuple[str, Callable[[], Iterator[Row]]], ...] = (
    ("the command line", rows.command_line),
    ("difference of two states", rows.difference),
    ("brief of Marenia", rows.brief),
    ("workbooks out and in", workbooks),
    ("revisions in a database", history),
    ("a round of returned files", returned),
    ("pages of the web", pages),
    ("300 people at work", under_load),
    ("official figures", figures),
    ("aid data", aid),
    ("review of 200 and of 2,000 roadmaps", rows.review),
    ("10,000 linked actions against TaskJuggler", rows.against_taskjuggler),
)


def _measured(name: str, measure: Callable[[], Iterator[Row]]) -> Group:
    """The rows of a group, printed as they come, and what stood in its way."""
    found: list[Row] = []
    try:
        for row in measure():
            found.append(row)
            print(table_row(row), flush=True)
    except Lacking as lacking:
        print(f"| {name} | | skipped: {lacking} | | |", flush=True)
        return Group(name, tuple(found), lacks=str(lacking))
    except (Failed, WrongAnswer) as answer:
        print(f"| {name} | | **wrong**: {' '.join(str(answer).split())} | | |", flush=True)
        return Group(name, tuple(found), wrong=str(answer))
    return Group(name, tuple(found))


def main(words: list[str]) -> int:
    """Measures the groups that the words choose, all without; 0, or 1 when an answer was wrong."""
    began, before = time.monotonic(), load()
    chosen = [one for one in GROUPS if all(word.lower() in one[0].lower() for word in words)]
    print(table_head(), flush=True)
    groups = []
    for place, (name, measure) in enumerate(chosen, start=1):
        print(f"measuring {place} of {len(chosen)}: {name}", file=sys.stderr, flush=True)
        groups.append(_measured(name, measure))
    minutes = (time.monotonic() - began) / 60
    print(f"{minutes:.1f} minutes; load {before} before, {load()} after", file=sys.stderr)
    if any(one.wrong for one in groups):
        return 1
    if len(chosen) == len(GROUPS) and not any(one.lacks for one in groups):
        PAGE.write_text(
            page(groups, before=before, after=load(), minutes=minutes, links=rows.links()), encoding="utf-8"
        )
        print(f"written: {PAGE.relative_to(REPOSITORY)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("stopped; nothing is written", file=sys.stderr)
        sys.exit(130)
