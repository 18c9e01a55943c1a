"""The rows of the table, one function a group. Every target is one of ours."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tools.bench.measure import (
    REPOSITORY,
    WAYPOST,
    Lacking,
    Ran,
    Row,
    WrongAnswer,
    call_seconds,
    quickest,
    ran,
    seconds,
    time_of,
    within,
)
from tools.bench.projects import FIRST_DAY, Work, calendars, plan, state, taskjuggler
from waypost.codec.states import encode_state
from waypost.core.analysis.schedule import schedule
from waypost.core.analysis.timetable import Timetable
from waypost.core.change.diff import diff
from waypost.core.roadmap.view import see
from waypost.core.values import EU
from waypost.usecases import scheduling
from waypost.workspace.folder import name_of

SAMPLES = REPOSITORY / "src" / "waypost" / "workspace" / "samples"
ON = FIRST_DAY.isoformat()
RUNS = 3
TURNS = 2
CALLS = 5
ACTIONS = 10_000
REVIEWED = (200, 2_000)


def _written(folder: Path, work: tuple[Work, ...]) -> Path:
    """A made plan as a file, without money, which TaskJuggler's project does not hold either."""
    path = folder / "plan.json"
    path.write_bytes(encode_state(state(work, money=False)))
    return path


def links() -> int:
    """The links of the large plan."""
    return sum(len(one.waits) for one in plan(ACTIONS))


def _timetable(path: Path) -> list[str | Path]:
    return [WAYPOST, "timetable", path, "--on", ON, "--json"]


def against_taskjuggler() -> Iterator[Row]:
    """The whole command and the pass alone against `tj3`, and the end dates of both compared."""
    program = shutil.which("tj3")
    if program is None:
        raise Lacking("tj3, of the Debian package tj3")
    work = plan(ACTIONS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.tjp").write_text(taskjuggler(work), encoding="utf-8")
        path = _written(folder, work)
        in_turn = [
            (ran([program, "--silent", "--output-dir", ".", "plan.tjp"], cwd=folder), ran(_timetable(path)))
            for _ in range(TURNS)
        ]
        their_ends = _their_ends(folder / "ends.csv")
    theirs, ours = map(quickest, zip(*in_turn, strict=True))
    _all_equal("tj3", their_ends, _our_ends(ours.output))
    if scheduling.schedule is not schedule:
        raise WrongAnswer("the command calls another function than the one measured")
    view, known = see(state(work, money=False), EU), calendars()
    alone = call_seconds(CALLS, lambda: schedule(view, known, on=FIRST_DAY))
    _all_equal("the pass alone", their_ends, _ends_of(schedule(view, known, on=FIRST_DAY)))
    ratio, ratio_alone = theirs.processor / ours.processor, theirs.processor / alone
    yield Row(f"{ACTIONS:,} actions, {links():,} links: tj3", "`tj3 plan.tjp`", time_of(theirs))
    command = "`waypost timetable plan.json --json`"
    yield Row("the whole command", command, f"{time_of(ours)}, {_ratio(ratio)}", "30 times", ratio >= 30)
    yield Row(
        "the pass alone",
        "`schedule(view, …)`",
        f"{seconds(alone)}, {_ratio(ratio_alone)}",
        "150 times",
        ratio_alone >= 150,
    )
    yield Row("end dates equal", command, f"{len(their_ends):,} of {len(work):,}", "all", True)


def _ratio(ratio: float) -> str:
    return f"{ratio:.0f} times faster"


def _all_equal(name: str, theirs: dict[str, date], ours: dict[str, date]) -> None:
    """Raises WrongAnswer unless both have an end for each action, and the same."""
    odd = [key for key in sorted(theirs.keys() | ours.keys()) if theirs.get(key) != ours.get(key)]
    if odd or len(theirs) != ACTIONS:
        shown = odd[0] if odd else "count"
        raise WrongAnswer(f"{name}: {len(odd)} end dates differ; {shown}: {ours.get(shown)}, not {theirs.get(shown)}")


def _their_ends(path: Path) -> dict[str, date]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["Id"]: date.fromisoformat(row["End"]) for row in csv.DictReader(file, delimiter=";")}


def _our_ends(output: str) -> dict[str, date]:
    items = json.loads(output)["data"]["items"]
    return {f"t{int(item['number']) - 1}": date.fromisoformat(item["earliest"]["end"]) for item in items}


def _ends_of(timetable: Timetable) -> dict[str, date]:
    ends = {one.ref.number: one.earliest.end for one in timetable.items}
    return {f"t{int(number) - 1}": end for number, end in ends.items() if number and end}


def review() -> Iterator[Row]:
    """A workspace of 200 and one of 2,000 roadmaps of 100 actions, all reviewed by one command."""
    few, many = (_reviewed(count, RUNS if count < 1_000 else 1) for count in REVIEWED)
    ratio = many.processor / few.processor
    command = "`waypost overview --json`"
    yield Row(f"review of {REVIEWED[0]} roadmaps of 100 actions", command, time_of(few), "2 s", within(few, 2))
    found = f"{time_of(many)}, {ratio:.1f} times as long"
    yield Row(f"review of {REVIEWED[1]:,}", command, found, "12 times", ratio <= 12)
    yield Row("its highest memory", command, f"{many.megabytes:.0f} MB", "1,000 MB", many.megabytes < 1_000)


def _reviewed(count: int, runs: int) -> Ran:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _many(folder, count)
        run = quickest(ran([WAYPOST, "overview", "-w", folder, "--on", ON, "--json"]) for _ in range(runs))
    lines = sum(len(one["lines"]) for one in json.loads(run.output)["data"]["groups"])
    if lines != count:
        raise WrongAnswer(f"{lines} roadmaps reviewed of {count}")
    return run


def _many(folder: Path, count: int) -> None:
    for number in range(count):
        slug = f"plan-{number:04}"
        home = folder / "roadmaps" / slug
        home.mkdir(parents=True)
        made = state(plan(100, seed=number, layer=10), slug=slug)
        (home / name_of(made.at)).write_bytes(encode_state(made))


def brief() -> Iterator[Row]:
    """The brief of Marenia: with nothing cached, with its charts cached, and as a page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def made(form: str, cache: str) -> Ran:
            # Into an empty folder each time, on a fixed day: the same bytes each time, and written each time.
            shutil.rmtree(folder / "out", ignore_errors=True)
            command = [WAYPOST, "brief", "marenia", "-w", SAMPLES, "--on", "2026-10-01", "--form", form]
            return ran([*command, "-o", folder / "out"], cache=folder / cache)

        cold = quickest(made("pdf", f"cache-{number}") for number in range(RUNS))
        pdf = quickest(made("pdf", "cache-0") for _ in range(RUNS))
        made("html", "cache-0")
        page = quickest(made("html", "cache-0") for _ in range(RUNS))
        four = quickest(made("pdf,docx,xlsx,html", "cache-0") for _ in range(RUNS))
    command = "`waypost brief marenia --form {}`"
    pdf_command, page_command = command.format("pdf"), command.format("html")
    yield Row("brief of Marenia as PDF, nothing cached", pdf_command, time_of(cold), "4 s", within(cold, 4))
    yield Row("the same with its charts cached", pdf_command, time_of(pdf), "1.5 s", within(pdf, 1.5))
    yield Row("the same as a page, charts cached", page_command, time_of(page), "0.7 s", within(page, 0.7))
    every = command.format("pdf,docx,xlsx,html")
    yield Row("the same in all four forms, charts cached", every, time_of(four), "4 s", within(four, 4))


def difference() -> Iterator[Row]:
    """Two states of 2,000 elements that differ in every tenth action."""
    work = plan(680, layer=50)
    old = see(state(work), EU)
    later = tuple(one if number % 10 else Work(one.days + 1, one.waits) for number, one in enumerate(work))
    new = see(state(later), EU)
    changes = len(diff(old, new).changes)
    if changes != len(work[::10]):
        raise WrongAnswer(f"{changes} changes found of {len(work[::10])} made")
    found = call_seconds(CALLS, lambda: diff(old, new))
    work_done = f"difference of two states of {len(old):,} elements, {changes} changes"
    yield Row(work_done, "`diff(old, new)`", seconds(found), "20 ms", found <= 0.020)


def command_line() -> Iterator[Row]:
    """How long a person waits for the first answer."""
    with tempfile.TemporaryDirectory() as name:
        path = _written(Path(name), plan(100))
        usage = quickest(ran([WAYPOST, "--help"]) for _ in range(CALLS))
        table = quickest(ran(_timetable(path)) for _ in range(CALLS))
    yield Row("help", "`waypost --help`", time_of(usage), "0.3 s", within(usage, 0.3))
    command = "`waypost timetable plan.json --json`"
    yield Row("timetable of 100 actions", command, time_of(table), "0.5 s", within(table, 0.5))
