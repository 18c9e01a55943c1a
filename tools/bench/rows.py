"""The rows of the table, one function a group. Every target is one of ours."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

from tools.bench.measure import WAYPOST, Lacking, Row, best, call_seconds, ran, seconds
from tools.bench.projects import FIRST_DAY, calendars, plan, state, taskjuggler
from waypost.codec.states import encode_state
from waypost.core.analysis.schedule import schedule
from waypost.core.change.diff import diff as differences
from waypost.core.roadmap.view import see
from waypost.core.values import EU

ON = FIRST_DAY.isoformat()
PASS_RUNS = 5
COMMAND_RUNS = 3


class WrongAnswer(Exception):
    """What was measured gave another answer than what it is compared with."""


def _written(folder: Path, size: int) -> Path:
    """A made plan as a file, without money, which TaskJuggler's project does not hold either."""
    path = folder / "plan.json"
    path.write_bytes(encode_state(state(plan(size), money=False)))
    return path


def _command(path: Path) -> list[str | Path]:
    return [WAYPOST, "timetable", path, "--on", ON, "--json"]


def against_taskjuggler() -> list[Row]:
    """The whole command and the pass alone against `tj3`, and the end dates of both compared."""
    program = shutil.which("tj3")
    if program is None:
        raise Lacking("tj3 of the Debian package tj3")
    work = plan(10_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.tjp").write_text(taskjuggler(work), encoding="utf-8")
        theirs = ran([program, "--silent", "--output-dir", ".", "plan.tjp"], cwd=folder)
        their_ends = _their_ends(folder / "ends.csv")
        path = _written(folder, len(work))
        runs = [ran(_command(path)) for _ in range(COMMAND_RUNS)]
    ours = min(run.seconds for run in runs)
    our_ends = _our_ends(runs[0].output)
    same = sum(our_ends.get(key) == end for key, end in their_ends.items())
    if same != len(work):
        odd = next(key for key, end in their_ends.items() if our_ends.get(key) != end)
        raise WrongAnswer(f"{same} of {len(work)} end dates equal; {odd}: {our_ends.get(odd)}, tj3 {their_ends[odd]}")
    view, known = see(state(work, money=False), EU), calendars()
    alone = best(PASS_RUNS, lambda: call_seconds(lambda: schedule(view, known, on=FIRST_DAY)))
    whole, single = theirs.seconds / ours, theirs.seconds / alone
    return [
        Row("10,000 linked actions, tj3", seconds(theirs.seconds), "", None),
        Row("the same, whole command", f"{seconds(ours)}, {whole:.0f} times faster", "30 times", whole >= 30),
        Row("the same, the pass alone", f"{seconds(alone)}, {single:.0f} times faster", "150 times", single >= 150),
        Row("end dates equal", f"{same} of {len(work)}", "all", True),
    ]


def _their_ends(path: Path) -> dict[str, date]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["Id"]: date.fromisoformat(row["End"]) for row in csv.DictReader(file, delimiter=";")}


def _our_ends(output: str) -> dict[str, date]:
    items = json.loads(output)["data"]["items"]
    return {f"t{int(item['number']) - 1}": date.fromisoformat(item["earliest"]["end"]) for item in items}


def review() -> list[Row]:
    """A workspace of 200 and one of 2,000 roadmaps of 100 actions, all reviewed by one command."""
    found = {}
    for count in (200, 2_000):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for number in range(count):
                slug = f"plan-{number:04}"
                home = folder / "roadmaps" / slug
                home.mkdir(parents=True)
                (home / "2026-01-05.json").write_bytes(encode_state(state(plan(100, seed=number, layer=10), slug=slug)))
            found[count] = ran([WAYPOST, "-w", folder, "overview", "--on", ON, "--json"])
    few, many = found[200], found[2_000]
    ratio = many.seconds / few.seconds
    return [
        Row("review of 200 roadmaps of 100 actions", seconds(few.seconds), "2 s", few.seconds <= 2),
        Row("review of 2,000", f"{seconds(many.seconds)}, {ratio:.1f} times", "12 times", ratio <= 12),
        Row("its peak memory", f"{many.megabytes:.0f} MB", "1,000 MB", many.megabytes < 1_000),
    ]


def brief() -> list[Row]:
    """The brief of Marenia: cold, with its charts cached, and as a page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo, cache, out = folder / "demo", folder / "cache", folder / "out"
        ran([WAYPOST, "demo", demo], cache=folder / "other")

        def made(form: str) -> float:
            command = [WAYPOST, "-w", demo, "brief", "marenia", "--form", form, "-o", out]
            return ran(command, cache=cache).seconds

        cold = made("pdf")
        pdf, page = best(COMMAND_RUNS, lambda: made("pdf")), best(COMMAND_RUNS, lambda: made("html"))
    return [
        Row("brief of Marenia, PDF, nothing cached", seconds(cold), "4 s", cold <= 4),
        Row("the same, charts cached", seconds(pdf), "1.5 s", pdf <= 1.5),
        Row("the same as a page", seconds(page), "0.7 s", page <= 0.7),
    ]


def diff() -> list[Row]:
    """Two states of 2,000 elements that differ in every tenth action."""
    work = plan(680, layer=50)
    old = see(state(work), EU)
    later = tuple(one if number % 10 else type(one)(one.days + 1, one.waits) for number, one in enumerate(work))
    new = see(state(later), EU)
    found = best(PASS_RUNS, lambda: call_seconds(lambda: differences(old, new)))
    return [Row(f"diff of two states of {len(old):,} elements", seconds(found), "20 ms", found <= 0.020)]


def command_line() -> list[Row]:
    """How long a person waits for the first answer."""
    with tempfile.TemporaryDirectory() as name:
        path = _written(Path(name), 100)
        usage = best(COMMAND_RUNS, lambda: ran([WAYPOST, "--help"]).seconds)
        table = best(COMMAND_RUNS, lambda: ran(_command(path)).seconds)
    return [
        Row("`waypost --help`", seconds(usage), "0.3 s", usage <= 0.3),
        Row("`waypost timetable` on 100 actions", seconds(table), "0.5 s", table <= 0.5),
    ]
