"""A database as workspace: what goes in comes out, a reader behind the wall sees a view and nothing else, and history
is as it was written or says where it is not."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.roadmap.strategies import HOME, VIEWERS, states
from tests.roadmap.twins import SECRET, twin
from waypost.core.errors import NotThere, Refused
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import moments, partners_of
from waypost.core.values import EU, Principal, Slug
from waypost.usecases.samples import write_samples
from waypost.workspace.database.chain import broken
from waypost.workspace.database.gate import Database, Walled
from waypost.workspace.database.session import Sight
from waypost.workspace.database.sqlite import FileSession, create, journal_of, keeper, reader
from waypost.workspace.folder import Folder

DAY = datetime(2026, 10, 1, tzinfo=UTC)
QUIET = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def made(path: Path, *line: State) -> Path:
    """A database with these states."""
    path.unlink(missing_ok=True)
    create(path)
    with closing(Database(path)) as database:
        for state in line:
            database.write(state)
    return path


def line_of(*held: State) -> tuple[State, ...]:
    """States of one home an hour after one another, with the partners of the first throughout: in a database,
    membership says who takes part, and it does not go back in time."""
    found = tuple(replace(one, at=DAY + timedelta(hours=at)) for at, one in enumerate(held))
    same = {partners_of(one.elements) for one in found}
    return found if len(same) == 1 else found[:1]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The sample workspace as a folder."""
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return Folder(folder)


@pytest.fixture(scope="module")
def filled(samples: Folder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace as a database."""
    line = [state for home in samples.homes() for state in samples.states(home)]
    return made(tmp_path_factory.mktemp("database") / "samples.db", *line)


# ------------------------------------------------------------------------------------------- what goes in comes out


def test_folder_taken_in_and_given_out_again_is_equal(samples: Folder, filled: Path) -> None:
    """Every home has the states it had, in order; each is found by its moment and by any later one before the next."""
    with closing(Database(filled)) as database:
        assert database.homes() == samples.homes()
        for home in samples.homes():
            line = samples.states(home)
            assert database.moments(home) == samples.moments(home)
            assert database.states(home) == line
            assert database.newest(home) == line[-1]
            for state in line:
                assert database.state_at(home, state.at + timedelta(microseconds=1)) == state
        assert database.problems() == ()


@QUIET
@given(held=st.lists(states(), min_size=1, max_size=4))
def test_any_history_comes_out_as_it_went_in(tmp_path: Path, held: list[State]) -> None:
    """States of every kind and field, one after another, come out equal, and the chains hold."""
    line = tuple(replace(one, at=DAY + timedelta(hours=at)) for at, one in enumerate(held))
    with closing(Database(made(tmp_path / "any.db", *line))) as database:
        assert database.states(HOME) == line
        assert database.problems() == ()


def test_history_is_not_written_into(tmp_path: Path, samples: Folder) -> None:
    """A state at a moment that is taken, or before the newest, is refused, and nothing of it stays."""
    first, *_, last = samples.states(Slug("marenia"))
    path = made(tmp_path / "one.db", last)
    with closing(Database(path)) as database:
        for state, code in ((last, "workspace.moment_taken"), (first, "workspace.moment_past")):
            with pytest.raises(Refused) as refused:
                database.write(state)
            assert [one.code for one in refused.value.problems] == [code]
        assert database.states(Slug("marenia")) == (last,)
        assert database.problems() == ()


def test_what_is_not_there_is_not_there(filled: Path) -> None:
    """A home without a state, and a moment before the first, raise NotThere, with and without the wall."""
    with closing(Database(filled)) as database, closing(Walled(filled, Principal("eu"))) as walled:
        for ask in (database.newest, database.moments, walled.views):
            with pytest.raises(NotThere):
                ask(Slug("atlantis"))
        with pytest.raises(NotThere):
            database.state_at(Slug("marenia"), datetime(1999, 1, 1, tzinfo=UTC))


# ----------------------------------------------------------------------------------------------------- the wall


@pytest.mark.parametrize("viewer", [*VIEWERS, "ms:FR"])
def test_wall_shows_the_views_of_the_folder(samples: Folder, filled: Path, viewer: str) -> None:
    """Each reader gets the views, at the moments, that the folder gives."""
    with closing(Walled(filled, Principal(viewer))) as walled:
        for home in samples.homes():
            line = [one for one in moments(samples.states(home), Principal(viewer)) if one.elements]
            if not line:
                assert home not in walled.homes()
                continue
            seen = [one for one in walled.views(home) if one.elements]
            assert [one.at for one in seen] == [one.at for one in line]
            assert [one.elements for one in seen] == [one.elements for one in line]
            assert [one.reasons for one in seen] == [one.reasons for one in line]


@QUIET
@given(held=st.lists(states(), min_size=1, max_size=4), viewer=st.sampled_from(VIEWERS))
def test_wall_shows_the_views_of_any_history(tmp_path: Path, held: list[State], viewer: Principal) -> None:
    """The wall and the function `see` agree for every kind, field and audience."""
    line = line_of(*held)
    path = made(tmp_path / "any.db", *line)
    expected = [one for one in moments(line, viewer) if one.elements or one.reasons]
    with closing(Walled(path, viewer)) as walled:
        try:
            seen = [one for one in walled.views(HOME) if one.elements or one.reasons]
        except NotThere:
            seen = []
    assert [(one.at, one.elements, one.reasons) for one in seen] == [
        (one.at, one.elements, one.reasons) for one in expected
    ]


@QUIET
@given(held=st.lists(states(), min_size=2, max_size=4), at=st.integers(0, 300))
def test_view_at_a_moment_is_the_last_of_the_views_before(tmp_path: Path, held: list[State], at: int) -> None:
    """Reading one moment alone gives what reading all gives for it."""
    path = made(tmp_path / "any.db", *line_of(*held))
    moment = DAY + timedelta(minutes=at)
    with closing(Walled(path, Principal("eu"))) as walled:
        if HOME not in walled.homes():
            return
        before = [one for one in walled.views(HOME) if one.at <= moment]
        if before:
            assert walled.view_at(HOME, moment).elements == before[-1].elements


def test_twins_cannot_be_told_apart_through_the_wall(samples: Folder, tmp_path: Path) -> None:
    """Two databases that differ only in what a reader may not know give that reader the same views; no word of what is
    hidden passes the wall. (The random id of a hidden element may, in a list; `see` takes it out.)"""
    line = samples.states(Slug("marenia"))
    for viewer in map(Principal, ("ms:IT", "partner:QM", "public")):
        told = []
        for at, held in enumerate((line, twin(line, viewer, random.Random(5)))):
            path = made(tmp_path / f"{viewer[:2]}{at}.db", *held)
            with closing(reader(path, Sight(viewer=viewer))) as session:
                rows = session.rows("SELECT * FROM version") + session.rows("SELECT * FROM reason")
                assert SECRET not in json.dumps(rows)
            with closing(Walled(path, viewer)) as walled:
                told.append([(one.at, one.elements, one.reasons) for one in walled.views(Slug("marenia"))])
        assert told[0] == told[1]


TRIES = [
    "SELECT * FROM main.version",
    "SELECT count(*) FROM main.link",
    "SELECT * FROM revision",
    "SELECT * FROM member",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM sqlite_sequence",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "ATTACH DATABASE ':memory:' AS other",
    "DROP VIEW version",
    "CREATE TEMP VIEW mine AS SELECT * FROM main.version",
    "EXPLAIN SELECT * FROM main.version",
    "INSERT INTO version SELECT * FROM version",
    "DELETE FROM main.version",
    "SELECT load_extension('x')",
]


@pytest.mark.parametrize("words", TRIES)
def test_nothing_but_the_views_is_reached(filled: Path, words: str) -> None:
    """Base tables, other tables, settings and every change are refused to a reader's connection."""
    with closing(reader(filled, Sight(viewer=EU))) as session, pytest.raises(sqlite3.DatabaseError):
        session.rows(words)


# -------------------------------------------------------------------------------------- history is as it was written


def tables(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every table of history with each of its columns."""
    for table in ("class", "member", "part", "revision", "version", "reason", "link"):
        for row in connection.execute(f"PRAGMA table_info({table})").fetchall():
            yield table, row[1]


@pytest.mark.parametrize("table", ["class", "member", "revision", "version", "reason", "link"])
def test_rows_of_history_cannot_be_changed_or_taken_out(tmp_path: Path, samples: Folder, table: str) -> None:
    """Triggers refuse to change or delete a row of history; a version can be closed once and not otherwise."""
    path = made(tmp_path / "one.db", *samples.states(Slug("marenia")))
    with closing(keeper(path)) as session:
        connection = session.connection
        column = connection.execute(f"PRAGMA table_info({table})").fetchall()[-1][1]
        for words in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column} || 'x'"):
            with pytest.raises(sqlite3.DatabaseError, match="history"):
                connection.execute(words)
        with pytest.raises(sqlite3.DatabaseError, match="history"):
            connection.execute("UPDATE version SET until = '2030' WHERE until IS NOT NULL")
        with pytest.raises(sqlite3.DatabaseError, match="history"):
            connection.execute("UPDATE version SET until = '2030', payload = '{}' WHERE until IS NULL")


def test_every_changed_cell_is_found(tmp_path: Path, samples: Folder) -> None:
    """Whoever takes the triggers away and changes any one cell of any row, or takes any one row out, is found."""
    source = made(tmp_path / "source.db", *samples.states(Slug("marenia"))[:2])
    chance = random.Random(3)
    with closing(keeper(source)) as session:
        connection = session.connection
        places = list(tables(connection))
        raw = connection.serialize()
    for table, column in places:
        for take_out in (False, True):
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
                copy.deserialize(raw)
                for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                    copy.execute(f"DROP TRIGGER {name}")
                copy.execute("PRAGMA foreign_keys = OFF")
                assert broken(FileSession(copy, source)) == ()
                key = "token" if table in ("version", "reason") else column
                (value,) = chance.choice(copy.execute(f"SELECT {key} FROM {table}").fetchall())
                where = f"WHERE {key} IS ?"
                if take_out:
                    copy.execute(f"DELETE FROM {table} {where}", (value,))
                elif isinstance(value, int):
                    copy.execute(f"UPDATE OR IGNORE {table} SET {column} = {column} + 1000 {where}", (value,))
                else:
                    copy.execute(
                        f"UPDATE OR IGNORE {table} SET {column} = coalesce({column}, '') || 'x' {where}", (value,)
                    )
                assert broken(FileSession(copy, source)), (table, column, take_out)


def test_other_files_are_no_workspace(tmp_path: Path, filled: Path) -> None:
    """A file that is none, one of another version, and a name that is taken are refused with words."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE setting (name, value)")
        connection.execute("INSERT INTO setting VALUES ('schema', '999')")
        connection.commit()
    words = tmp_path / "words.db"
    words.write_text("words")
    for path, code in (
        (tmp_path / "none.db", "workspace.no_database"),
        (words, "workspace.no_database"),
        (other, "workspace.newer_schema"),
    ):
        with pytest.raises(Refused) as refused:
            Database(path)
        assert [one.code for one in refused.value.problems] == [code]
    with pytest.raises(Refused) as refused:
        create(filled)
    assert [one.code for one in refused.value.problems] == ["workspace.database_there"]


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 40, 1), "truncate"),
        ((3, 44, 5), "truncate"),
        ((3, 44, 6), "wal"),
        ((3, 45, 9), "truncate"),
        ((3, 50, 6), "truncate"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "truncate"),
        ((3, 51, 3), "wal"),
        ((4, 0, 0), "wal"),
    ],
)
def test_journal_is_that_of_a_repaired_version(version: tuple[int, int, int], journal: str) -> None:
    """WAL only where a commit cannot be lost when the log is begun anew (security 5.5)."""
    assert journal_of(version) == journal


WRITE = """
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from waypost.core.roadmap.bodies import Roadmap
from waypost.core.roadmap.elements import Element, State
from waypost.core.values import EU, ElementId, Slug, text
from waypost.workspace.database.gate import Database

home = Slug(sys.argv[2])
with closing(Database(Path(sys.argv[1]))) as database:
    for number in range(int(sys.argv[3])):
        elements = tuple(
            Element(id=ElementId(f"e{one}"), home=home, audience=frozenset({EU}), body=Roadmap(title=text(str(number))))
            for one in range(40)
        )
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
        database.write(State(home=home, at=at, by=EU, why=text("why"), elements=elements))
        print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_loses_nothing_acknowledged_and_leaves_nothing_half(tmp_path: Path, seed: int) -> None:
    """After kill -9 every state that was acknowledged is there, whole, and at most one more."""
    path = made(tmp_path / "killed.db")
    command = [sys.executable, "-c", WRITE, path, "home", "1000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(random.Random(seed).uniform(0.01, 0.4))
        os.kill(child.pid, signal.SIGKILL)
        told = 1 + len(child.stdout.read().splitlines())
    with closing(Database(path)) as database:
        line = database.states(Slug("home"))
        assert told <= len(line) <= told + 1
        assert {len(one.elements) for one in line} == {40}
        assert database.problems() == ()


def test_writers_take_turns(tmp_path: Path) -> None:
    """Four processes that write at once all get through, and no chain forks."""
    path = made(tmp_path / "many.db")
    children = [subprocess.Popen([sys.executable, "-c", WRITE, path, f"home-{one}", "8"]) for one in range(4)]
    assert [one.wait(timeout=120) for one in children] == [0, 0, 0, 0]
    with closing(Database(path)) as database:
        assert [len(database.states(home)) for home in database.homes()] == [8, 8, 8, 8]
        assert database.problems() == ()
