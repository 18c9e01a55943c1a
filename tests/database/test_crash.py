"""No edit is lost: many editors at once, and a program that is killed at any step of what it writes."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import psycopg
import pytest

from tests.database.conftest import Makes
from tests.database.test_change import DAY, HOME, ONE, TWO, base_state, titled, titles
from waypost.core.errors import Refused, Stale
from waypost.core.places import Place, Server
from waypost.core.roadmap.elements import FieldReason, State
from waypost.core.values import EU, ElementId, text
from waypost.usecases import importing
from waypost.workspace.database.gate import Database, Sent
from waypost.workspace.database.postgres import ServerSession
from waypost.workspace.database.session import Session
from waypost.workspace.database.sqlite import FileSession

EDITORS = 32


@pytest.fixture
def place(makes: Makes) -> Place:
    """A database with one home."""
    found = makes()
    with closing(Database(found)) as database:
        database.write(base_state())
    return found


def appended(database: Database, element: ElementId, word: str) -> str:
    """Put a word behind the title of an element, anew when somebody else was faster; the word, acknowledged."""
    while True:
        seen = database.tokens(HOME)[element]
        title = titles(database)[element]
        try:
            database.change(
                HOME, titled(element, f"{title} {word}"), at=datetime.now(UTC), viewer=EU, expecting={element: seen}
            )
        except Stale:
            continue
        return word


@pytest.mark.parametrize("edits", [2, pytest.param(8, marks=pytest.mark.deep)])
def test_no_edit_of_many_editors_at_once_is_lost(place: Place, edits: int) -> None:
    """Every word that was acknowledged is in the newest title, once, and history grows by one word at a time."""
    told: list[tuple[ElementId, str]] = []

    def edit(editor: int) -> None:
        with closing(Database(place)) as database:
            for number in range(edits):
                element, word = (ONE, TWO)[(editor + number) % 2], f"w{editor}-{number}"
                appended(database, element, word)
                told.append((element, word))

    threads = [threading.Thread(target=edit, args=(one,)) for one in range(EDITORS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(told) == EDITORS * edits
    with closing(Database(place)) as database:
        line = [_words(state) for state in database.states(HOME)]
        for element in (ONE, TWO):
            assert sorted(line[-1][element][1:]) == sorted(word for at, word in told if at == element)
        for before, after in pairwise(line):
            grown = [element for element in (ONE, TWO) if before[element] != after[element]]
            assert len(grown) == 1
            assert after[grown[0]][:-1] == before[grown[0]]
        assert database.problems() == ()


def test_of_states_made_of_one_only_the_first_is_recorded(place: Place) -> None:
    """Many files taken in at once, each worked out from the same state: one is recorded, and the others are refused
    instead of taking back what it changed."""
    ended: list[bool] = []

    def take_in(number: int) -> None:
        with closing(Database(place)) as database:
            state = replace(titled(ONE, f"One {number}")(base_state()), at=DAY + timedelta(seconds=number + 1))
            try:
                importing._write(database, state, DAY)
            except Refused:
                ended.append(False)
            else:
                ended.append(True)

    threads = [threading.Thread(target=take_in, args=(one,)) for one in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(ended) == [False] * 7 + [True]
    with closing(Database(place)) as database:
        assert len(database.moments(HOME)) == 2


def _words(state: State) -> dict[ElementId, list[str]]:
    return {one.id: one.title.wordings[0][1].split() for one in state.elements}  # type: ignore[union-attr]


# --------------------------------------------------------------------------------------------- killed at a step


def in_a_child(
    work: Callable[[Callable[[str], None]], None], *, killed_after: float | None = None
) -> tuple[int, list[str]]:
    """Do work in a process of its own, with a function that tells; how it ended (0: by itself) and what it told."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(out)
            work(lambda words: _tell(into, words))
        finally:
            os._exit(0)
    os.close(into)
    if killed_after is not None:
        time.sleep(killed_after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(out) as told:
        lines = told.read().splitlines()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), lines


def _tell(into: int, words: str) -> None:
    os.write(into, (" ".join(words.split())[:60] + "\n").encode())


def watched(session: Session, reached: Callable[[str], None]) -> None:
    """Tell each statement, those of transactions included, before it is sent."""
    if isinstance(session, FileSession):
        session.connection.set_trace_callback(reached)
        return
    assert isinstance(session, ServerSession)
    connection: Any = session._connection
    watching: Any = session
    send, each = connection.execute, session.run_each

    def execute(words: Any, values: Any = None) -> Any:
        reached(words if isinstance(words, str) else words.decode() if isinstance(words, bytes) else "BEGIN")
        return send(words, values)

    def run_each(words: str, several: Any) -> None:
        reached(words)
        each(words, several)

    connection.execute, watching.run_each = execute, run_each


def submission(database: Database, key: str) -> str:
    """A change with a reason, sent under a key: what is killed at each of its steps."""

    def act(state: State) -> State:
        after = titled(ONE, f"One {key}")(state)
        return replace(after, reasons=(FieldReason(element=ONE, field="title", reason=text("why")),))

    def do() -> str:
        return database.change(HOME, act, at=datetime.now(UTC), viewer=EU, expecting={}).at.isoformat()

    return database.once(Sent(key=key, person="somebody", digest=key, at=DAY), do)


STEPS = ["BEGIN", "INSERT INTO revision", "UPDATE version", "INSERT INTO version", "INSERT INTO reason"]
STEPS += ["INSERT INTO link", "INSERT INTO answer", "COMMIT"]


def killed_at(place: Place, step: int) -> tuple[int, list[str]]:
    """Send a submission and be killed before the statement of that number; how it ended, and every statement."""

    def work(tell: Callable[[str], None]) -> None:
        told = 0

        def reached(statement: str) -> None:
            nonlocal told
            tell(statement)
            told += 1
            if told > step:
                os.kill(os.getpid(), signal.SIGKILL)

        database = Database(place)
        watched(database._session, reached)
        submission(database, f"k{step}")

    return in_a_child(work)


def test_killed_at_any_step_it_is_done_once_or_not_at_all(place: Place) -> None:
    """Whichever statement is the last one, the change is there whole or not at all, and the same submission sent again
    is done once."""
    reached: set[str] = set()
    ended, step = -signal.SIGKILL, 0
    while ended:
        ended, statements = killed_at(place, step)
        with closing(Database(place)) as database:
            assert database.problems() == ()
            there = len(database.moments(HOME)) - 1
            assert there == step + (ended == 0)
            assert submission(database, f"k{step}") == submission(database, f"k{step}")
            assert len(database.moments(HOME)) - 1 == step + 1
            assert titles(database)["one"] == f"One k{step}"
        reached.add(statements[-1])
        step += 1
    assert {one for one in STEPS if not any(each.startswith(one) for each in reached)} == set()


def until_left(place: Place) -> None:
    """Waits until a server does nothing any more: what the one killed had asked of it, it still does."""
    if isinstance(place, Server):
        others = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
        with closing(psycopg.connect(place.address, autocommit=True)) as connection:
            deadline = time.monotonic() + 30
            while connection.execute(others).fetchone() != (0,):
                assert time.monotonic() < deadline
                time.sleep(0.005)


@pytest.mark.parametrize("times", [20, pytest.param(200, marks=pytest.mark.deep)])
def test_killed_at_any_time_nothing_acknowledged_is_lost(place: Place, times: int) -> None:
    """After kill -9 every change that was acknowledged is there, whole, and at most one more."""
    chance = random.Random(times)

    def work(tell: Callable[[str], None]) -> None:
        with closing(Database(place)) as database:
            while True:
                tell(appended(database, TWO, str(random.random())))

    acknowledged = 0
    for _ in range(times):
        _, words = in_a_child(work, killed_after=chance.uniform(0.01, 0.12))
        until_left(place)
        with closing(Database(place)) as database:
            there = titles(database)["two"].split()[1:]
            assert there[acknowledged : acknowledged + len(words)] == words
            assert len(there) - acknowledged - len(words) in (0, 1)
            assert len(database.moments(HOME)) == len(there) + 1
            assert database.problems() == ()
            acknowledged = len(there)
    assert acknowledged
