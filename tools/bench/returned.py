"""A round of 27 files: each Member State's 100 rows, a tenth of them edited, read, merged and previewed."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from tools.bench.measure import Row, WrongAnswer, is_busy, seconds
from tools.bench.projects import FIRST_DAY, plan, state
from waypost.core.change.portion import portion
from waypost.core.roadmap.bodies import Action, Link
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import see
from waypost.core.values import EU, Principal
from waypost.outputs.word.editable import render_rows
from waypost.outputs.workbook.editable import render_workbook
from waypost.reference.countries import member_states
from waypost.usecases.importing import Taken, Wanted, take_in
from waypost.usecases.opening import Asking
from waypost.words.wording import wording
from waypost.workspace.folder import Folder

ROWS: Final = 100
EDITED: Final = 10
TIMES, AIM = 3, 3
NOW: Final = datetime(2027, 1, 1, 12, tzinfo=UTC)


def returned() -> Iterator[Row]:
    """By the clock and on processors, this process and the children it waits for."""
    everyone = tuple(sorted(member_states()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = _owned(everyone)
        Folder(folder).write(made)
        for form, files in _sent_back(folder, made, everyone).items():
            taken: list[Taken] = []
            runs = [_timed(folder, files, taken) for _ in range(TIMES)]
            clock, processor = min(runs)
            _check(taken[-1], len(everyone))
            work = f"merge of {len(files)} returned files of {ROWS} rows ({form})"
            found = f"{seconds(clock)} (processor {seconds(processor)})"
            met = True if clock < AIM else None if is_busy() and processor < AIM else False
            yield Row(work, "`take_in(…)`", found, f"{AIM} s", met)


def _owned(everyone: tuple[str, ...]) -> State:
    """A made plan without links, whose actions belong to the Member States in turn."""
    made = state(plan(ROWS * len(everyone)), money=False)
    rows, at = [], 0
    for one in made.elements:
        if isinstance(one.body, Link):
            continue
        if isinstance(one.body, Action):
            owner = Principal(f"ms:{everyone[at % len(everyone)]}")
            one, at = replace(one, body=replace(one.body, owner=owner)), at + 1
        rows.append(one)
    return replace(made, elements=tuple(rows))


def _sent_back(folder: Path, made: State, everyone: tuple[str, ...]) -> dict[str, list[Path]]:
    """The files, each edited: the share done of every tenth row of its owner."""
    edited = replace(made, elements=tuple(_edited(made)))
    found: dict[str, list[Path]] = {"xlsx": [], "docx": []}
    for code in everyone:
        given = portion(see(edited, EU), Principal(f"ms:{code}"))
        for form, render in (("xlsx", render_workbook), ("docx", render_rows)):
            path = folder / f"{code}.{form}"
            path.write_bytes(render(given, wording("en")))
            found[form].append(path)
    return found


def _edited(made: State) -> Iterator[object]:
    step = ROWS // EDITED
    seen: dict[str, int] = {}
    for one in made.elements:
        if isinstance(one.body, Action):
            place = seen.get(str(one.body.owner), 0)
            seen[str(one.body.owner)] = place + 1
            if place % step == 0:
                one = replace(one, body=replace(one.body, done=Decimal("0.5")))
        yield one


def _timed(folder: Path, files: list[Path], taken: list[Taken]) -> tuple[float, float]:
    """Seconds by the clock and of processors of one preview."""
    asking = Asking(viewer=EU, on=FIRST_DAY, folder=folder)
    began, worked = time.perf_counter(), _worked()
    taken.extend(take_in(files, asking, Wanted(dry_run=True), wording("en"), now=NOW))
    return time.perf_counter() - began, _worked() - worked


def _check(taken: Taken, count: int) -> None:
    """Raises WrongAnswer unless exactly what was edited changes."""
    changes = len(taken.home.changes.changes)
    if taken.home.refused or changes != count * EDITED:
        raise WrongAnswer(f"{changes} changes of {count * EDITED}; {[one.code for one in taken.home.problems][:3]}")


def _worked() -> float:
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in uses)
