"""The rows as a table of Markdown, and the page that says when, where and how they were measured."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tools.bench.measure import Row


@dataclass(frozen=True, slots=True)
class Group:
    """Rows measured together; what was lacking, and which answer was wrong, where that was so."""

    name: str
    rows: tuple[Row, ...]
    lacks: str = ""
    wrong: str = ""


def table_head() -> str:
    """The head of the table."""
    return "| Work | Command | Found | Target | |\n|---|---|---|---|---|"


def table_row(row: Row) -> str:
    """One line of the table."""
    verdict = {True: "met", False: "**missed**", None: "open: the machine was busy" if row.target else ""}[row.met]
    return f"| {row.work} | {row.command} | {row.found} | {row.target} | {verdict} |"


def load() -> str:
    """What the machine had to do in the last minute: processes waiting, beside the number of its processors."""
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def machine() -> str:
    """Processor, system and Python."""
    info = Path("/proc/cpuinfo")
    named = re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.MULTILINE) if info.is_file() else None
    processor = named[1].strip() if named else platform.machine()
    return f"{processor}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"


PAGE = """# Benchmarks

Written by `make bench`. Targets are ours; a miss stands here like everything else. Times by the clock depend on the
machine and on what else it does. Ratios hardly do: they compare what a processor worked on both sides in one run.

- Measured on {day} (UTC) on {machine}; {minutes:.0f} minutes in all.
- Load of the machine: {before} before, {after} after.
- Each figure is the best of three to five runs of whole processes from start to end. TaskJuggler and Waypost run twice,
  in turn; 2,000 roadmaps are reviewed once. Beside the time by the clock stands how long a processor worked on it.
- Targets in seconds are by the clock. One is open where more processes waited than the machine has processors, and the
  work itself needed no more than its target.
- "Nothing cached" is a run with an empty folder of kept charts; compiled templates of pages lie there too.
- Python may keep its compiled modules, as an installed program does.

{table}

What is compared:

- **TaskJuggler** (`tj3 --silent`, Debian's package) and Waypost are given the same 10,000 actions of one to ten
  working days and the same {links:,} links with their lags, on the same working days (those of the EU institutions),
  without resources and with the coarsest resolution, which is quickest for TaskJuggler. It writes the ends as CSV,
  Waypost the whole timetable as JSON. All ends must be equal, or there is no row.
- **The pass alone** is `waypost.core.analysis.schedule.schedule`, the function that the command calls, on a view that
  is there already, against the whole of TaskJuggler's run.
- **Review** is `waypost overview`, which reads, analyses and reviews every roadmap of a workspace.
- **Pages of the web** are what the server does for one request: from opening the reader's connection to the bytes of
  the page. The first request after a change works everything out; later ones find analysis and view kept. Their ratio
  to their queries is that of a request which reads the roadmap through the wall to this reading alone.
- **300 people** are signed in on 30 roadmaps of 100 actions, a third of the EU's institutions, the others of the Member
  States in turn; each works on two of the roadmaps. They think for ten seconds, then look at a page (the portfolio one
  time in eleven), or one time in ten open an action of theirs and send it changed. They are threads of another process
  on the same machine, which takes its share of the two processors. What they ask in the first seconds does not count.
- **Official figures**: a table of the shape of a large one of Eurostat, made by a fixed chance. With pandas the first
  eighth of it is read, its key column split, its periods melted, its flags taken apart and all written as Parquet, in
  turn with Waypost; eight times that is compared, in seconds of processors, since for the whole table it needs 10 GB.
  Its figures are floating, those of the store exact; number and sum must be equal. Both engines must answer alike.
- **Aid data** are real pages written again and again with other names, amounts and days: many publishers in one file,
  which is the worst there is for a reader that learns how each writes. lxml's iterparse does the least that makes the
  same tables, in one process: nothing is guarded and no schema is asked. Memory is that of all processes together at
  one moment, pages that they share counted once.
- **The difference** is the function `waypost.core.change.diff.diff` on two views that are there already.

To measure one group: `python -m tools.bench review`. Stopping it with Ctrl-C does no harm.
"""


def page(groups: Iterable[Group], *, before: str, after: str, minutes: float, links: int) -> str:
    """The page for docs/."""
    rows = [table_row(row) for group in groups for row in group.rows]
    return PAGE.format(
        day=datetime.now(UTC).date().isoformat(),
        machine=machine(),
        minutes=max(1, minutes),
        before=before,
        after=after,
        table="\n".join([table_head(), *rows]),
        links=links,
    )
