"""Any of 200 revisions of a large roadmap, read from each database."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.database.servers import running
from tools.bench.measure import Lacking, Row, WrongAnswer, seconds
from tools.bench.projects import plan, state
from waypost.codec.rows import element_of
from waypost.core.places import Place
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.values import text
from waypost.workspace.database.gate import Database
from waypost.workspace.database.sqlite import create

REVISIONS = 200
CHANGED = 10
CALLS = 15
COMMAND = "`Database.state_at(…)`"
TARGET = 0.015


def history() -> Iterator[Row]:
    """A roadmap of 2,000 elements as it was at the first, the middle and the last of 200 revisions, by the clock; a
    process keeps what it has read, since a version never changes."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "history.db"
        create(path)
        yield from _measured("SQLite", path)
    with running() as cluster:
        if cluster is None:
            raise Lacking("the programs of a PostgreSQL server, of the Debian package postgresql")
        yield from _measured("PostgreSQL", cluster.empty())


def _measured(kind: str, place: Place) -> Iterator[Row]:
    line = tuple(_line())
    with closing(Database(place)) as database:
        with database.writing():
            for one in line:
                database.write(one)
        chosen = (line[0], line[REVISIONS // 2], line[-1])
        for one in chosen:
            if database.state_at(one.home, one.at) != one:
                raise WrongAnswer(f"{kind}: the state of {one.at} came back otherwise")
        element_of.cache_clear()
        cold, *found = [
            _quickest(times, database, one) for times, one in ((1, line[-1]), *((CALLS, one) for one in chosen))
        ]
    work = f"{len(line[0].elements):,} elements as of one of {len(line)} revisions, {kind}: first / middle / last"
    told = " / ".join(seconds(one) for one in found)
    yield Row(work, COMMAND, told, f"{seconds(TARGET)} each", _met(max(found)))
    yield Row(f"the last, by a process that has read none of them, {kind}", COMMAND, seconds(cold))


def _met(found: float) -> bool | None:
    """Whether the slowest was quick enough; None where more was waiting than there are processors."""
    if found <= TARGET:
        return True
    return None if os.getloadavg()[0] > (os.cpu_count() or 1) else False


def _quickest(times: int, database: Database, wanted: State) -> float:
    """The seconds by the clock of the shortest of several readings: the server's part counts too."""

    def once() -> float:
        began = time.perf_counter()
        database.state_at(wanted.home, wanted.at)
        return time.perf_counter() - began

    return min(once() for _ in range(times))


def _line() -> Iterator[State]:
    """Each revision changes some actions of the one before it."""
    made = state(plan(680, layer=50))
    held = replace(made, elements=in_order(made.elements))
    yield held
    actions = [one.id for one in held.elements if isinstance(one.body, Action)]
    for number in range(1, REVISIONS):
        chosen = set(actions[number * CHANGED % len(actions) :][:CHANGED])
        elements = tuple(_renamed(one, number) if one.id in chosen else one for one in held.elements)
        held = replace(held, at=held.at + timedelta(hours=1), elements=elements)
        yield held


def _renamed(element: Element, number: int) -> Element:
    return replace(element, body=replace(element.body, title=text(f"Revision {number}")))  # type: ignore[call-arg]
