"""Copies, the way back from one, and upgrades: nothing is lost whenever the program is stopped."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.database.conftest import Makes
from tests.database.servers import Cluster
from tests.database.test_change import DAY, HOME, ONE, TWO, base_state, titled, titles
from tests.database.test_crash import in_a_child
from tests.roadmap.strategies import states
from waypost.codec.states import encode_state
from waypost.core.errors import NotThere, Refused
from waypost.core.places import Place
from waypost.core.roadmap.elements import State
from waypost.core.values import EU, PUBLIC, text
from waypost.usecases.keeping import back_up, give_out, restore, take_in, upgrade, verify
from waypost.workspace.database.gate import Database, Draft, Request, Walled
from waypost.workspace.database.requests import CLOSE, WIDEN
from waypost.workspace.database.sqlite import FileSession, schema_of
from waypost.workspace.database.tables import SCHEMA, TABLES
from waypost.workspace.folder import Folder

RELEASED = {one.stem: one for one in (Path(__file__).parent / "released").glob("*.sql")}
"""A database of each released version of the tables, as text."""

CONTENT = "92607a72cedc6e8f55f47c5e9b0be4388f1e175f10e906f5e14b4e0f12357d17"
"""The hash of every state of these."""

NOW = datetime(2026, 11, 23, 10, 15, 30, tzinfo=UTC)
ASIDE = "-20261123T101530Z"


@pytest.fixture
def place(makes: Makes) -> Place:
    """A database with one home, a change, and a draft."""
    found = makes()
    with closing(Database(found)) as database:
        database.write(base_state())
        database.change(HOME, titled(ONE, "other"), at=DAY + timedelta(hours=1), viewer=EU, expecting={})
        database.keep_draft(Draft(id="d", person="p", home=HOME, element=ONE, at=DAY, payload="{}"))
    return found


def content(place: Place) -> str:
    """The hash of every state of a database."""
    told = hashlib.sha256()
    with closing(Database(place)) as database:
        for home in database.homes():
            for state in database.states(home):
                told.update(encode_state(state))
    return told.hexdigest()


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a file."""
    with closing(sqlite3.connect(path)) as connection:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


def released(version: str, path: Path) -> Path:
    """A database of a released version."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(RELEASED[version].read_text(encoding="utf-8"))
    return path


# ------------------------------------------------------------------------------------------------------- upgrade


def test_every_earlier_version_was_released() -> None:
    """There is a database of each version of the tables before this one, to be upgraded here."""
    assert sorted(RELEASED) == [str(version) for version in range(1, int(SCHEMA))]


@pytest.mark.parametrize("version", sorted(RELEASED))
def test_upgrade_keeps_every_state_and_a_copy(tmp_path: Path, version: str) -> None:
    """After an upgrade every state is as it was, history holds and the tables are those of a new database; the copy
    made before is of the version before."""
    path = released(version, tmp_path / "old.db")
    with pytest.raises(Refused) as refused:
        Database(path)
    assert [one.code for one in refused.value.problems] == ["workspace.older_schema"]
    before = upgrade(path, now=NOW)
    assert before == f"old.db{ASIDE}"
    assert schema_of(tmp_path / before) == version
    assert content(path) == CONTENT
    assert verify(path) == ()
    assert shape(path) == shape_of_a_new_one(tmp_path)
    assert upgrade(path, now=NOW) is None
    with closing(Database(path)) as database:
        home = database.homes()[0]
        newest = database.newest(home)
        database.change(home, lambda state: replace(state, why=newest.why), at=NOW, viewer=EU, expecting={})


def shape(path: Path) -> set[str]:
    """What a file says of its tables, indexes and triggers."""
    with closing(sqlite3.connect(path)) as connection:
        return {" ".join(words.split()) for (words,) in connection.execute("SELECT sql FROM sqlite_master") if words}


def shape_of_a_new_one(tmp_path: Path) -> set[str]:
    """The same of a database that was never upgraded."""
    (tmp_path / "none").mkdir()
    assert list(take_in(tmp_path / "none", tmp_path / "new.db")) == []
    return shape(tmp_path / "new.db")


def test_upgrade_makes_requests_of_what_nobody_owned(tmp_path: Path) -> None:
    """What waited for a second person as the draft of nobody becomes a request, for those who know the element; one
    about what is gone goes; drafts of people stay."""
    path = released("2", tmp_path / "old.db")
    upgrade(path, now=NOW)
    with closing(Walled(path, EU, person="p1")) as walled:
        widen, close = (walled.requests(act) for act in (WIDEN, CLOSE))
        assert [one.id for one in walled.drafts()] == ["d1"]
    assert [(one.id, one.person, json.loads(one.payload)["why"]) for one in widen] == [("w1", "p2", "They asked")]
    assert [(one.person, one.payload) for one in close] == [("p1", "")]
    for nobody in ("widenings", "closings"):
        with closing(Walled(path, EU, person=nobody)) as walled:
            assert walled.drafts() == ()


@pytest.mark.deep
def test_a_server_is_upgraded_as_a_file_is(cluster: Cluster, tmp_path: Path) -> None:
    """Tables of the version before on a server are brought up in one transaction, the copy a schema beside them; the
    wall stands before what is new, and who keeps the workspace may write there."""
    place = cluster.empty()
    owner = cluster.owner(place)
    with closing(Database(place)) as database:
        database.write(base_state())
    with closing(psycopg.connect(owner.address, autocommit=True)) as connection:
        connection.execute("DROP TABLE waypost.request")
        connection.execute("UPDATE waypost.setting SET value = '2'")
        row = ("w1", "widenings", HOME, ONE, "2026-10-01T09:30:00.000000Z", '{"person": "p2", "why": ""}')
        connection.execute("INSERT INTO waypost.draft VALUES (%s, %s, %s, %s, %s, %s)", row)
    aside = upgrade(owner, now=NOW)
    assert upgrade(owner, now=NOW) is None
    with closing(psycopg.connect(owner.address, autocommit=True)) as connection:
        assert connection.execute(f'SELECT value FROM "{aside}".setting'.encode()).fetchall() == [("2",)]
    with closing(Database(place)) as database:
        assert database.states(HOME) == (base_state(),)
        assert database.settle("w1", "granted", "p3", NOW)
        database.ask(Request(id="w2", home=HOME, element=ONE, act=WIDEN, person="p2", at=NOW))
    for viewer, found in ((EU, ["w2"]), (PUBLIC, [])):
        with closing(Walled(place, viewer)) as walled:
            assert [one.id for one in walled.requests(WIDEN)] == found
    assert verify(place) == ()


@pytest.mark.parametrize("version", sorted(RELEASED))
def test_upgrade_killed_at_any_statement_is_whole_or_not_at_all(tmp_path: Path, version: str) -> None:
    """Killed before any statement, the tables are of the version before or of this one, and every state is there."""
    ended, step = -signal.SIGKILL, 0
    while ended:
        path = released(version, tmp_path / f"{step}.db")

        def work(tell: Callable[[str], None], path: Path = path, step: int = step) -> None:
            stop_before(step)
            upgrade(path, now=NOW)

        ended, _ = in_a_child(work)
        if schema_of(path) == version:
            assert upgrade(path, now=NOW + timedelta(seconds=1)) is not None
        assert content(path) == CONTENT
        assert verify(path) == ()
        step += 1
    assert step > 5


def stop_before(step: int) -> None:
    """From now on this process is killed before it sends the statement of that number to a file."""
    told, run = 0, FileSession.run

    def counted(self: FileSession, words: str, values: tuple[object, ...] = ()) -> int:
        nonlocal told
        if told == step:
            os.kill(os.getpid(), signal.SIGKILL)
        told += 1
        return run(self, words, values)

    FileSession.run = counted  # type: ignore[method-assign,assignment]


def test_newer_tables_are_left_alone(tmp_path: Path) -> None:
    """Tables of a newer Waypost are refused before anything is copied, and the words say what to do."""
    path = released("1", tmp_path / "new.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE setting SET value = '99'")
        connection.commit()
    with pytest.raises(Refused) as refused:
        upgrade(path, now=NOW)
    assert [one.code for one in refused.value.problems] == ["workspace.newer_schema"]
    assert [one.name for one in tmp_path.iterdir()] == ["new.db"]


def test_broken_history_is_not_upgraded(tmp_path: Path) -> None:
    """An upgrade begins with a verified copy: what does not hold is told, and stays as it is."""
    path = released("1", tmp_path / "old.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER revision_is_as_it_was")
        connection.execute("UPDATE revision SET by = 'ms:IT'")
        connection.commit()
    raw = path.read_bytes()
    with pytest.raises(Refused) as refused:
        upgrade(path, now=NOW)
    assert {one.code for one in refused.value.problems} == {"workspace.history_changed"}
    assert path.read_bytes() == raw
    assert [one.name for one in tmp_path.iterdir() if not one.name.startswith(".")] == ["old.db"]


# -------------------------------------------------------------------------------------------- copies and the way back


@pytest.mark.parametrize("times", [6, pytest.param(60, marks=pytest.mark.deep)])
def test_killed_while_it_grows_no_database_is_there(tmp_path: Path, times: int) -> None:
    """Killed at any time while a folder is taken in, there is a whole database or none, and the next try ends well and
    leaves nothing beside it."""
    for number in range(40):
        Folder(tmp_path / "folder").write(
            replace(base_state(), at=DAY + timedelta(hours=number), why=text(str(number)))
        )
    path, chance = tmp_path / "new.db", random.Random(times)

    def work(tell: Callable[[str], None]) -> None:
        list(take_in(tmp_path / "folder", path))

    for _ in range(times):
        in_a_child(work, killed_after=chance.uniform(0.01, 0.2))
        if path.exists():
            assert verify(path) == ()
            path.unlink()
    list(take_in(tmp_path / "folder", path))
    assert [one.name for one in tmp_path.iterdir() if one.name not in ("folder", ".new.db.turn")] == ["new.db"]


def test_copy_holds_every_row(place: Place, tmp_path: Path) -> None:
    """A copy in a file holds tokens, chains and drafts too, whichever database it was made of."""
    assert back_up(place, tmp_path / "copy.db") == 1
    assert content(tmp_path / "copy.db") == content(place)
    assert verify(tmp_path / "copy.db") == ()
    found = rows(tmp_path / "copy.db")
    assert len(found["draft"]) == 1
    if isinstance(place, Path):
        assert found == rows(place)


def test_copy_and_way_back_on_a_server(cluster: Cluster, files: Makes, tmp_path: Path) -> None:
    """A file is carried to a server and back again without a row changed; what was on the server stays aside."""
    source = files()
    assert isinstance(source, Path)
    with closing(Database(source)) as database:
        database.write(base_state())
        database.keep_draft(Draft(id="d", person="p", home=HOME, element=ONE, at=DAY, payload="{}"))
    place = cluster.empty()
    restore(source, cluster.owner(place), now=NOW)
    assert content(place) == content(source)
    back_up(place, tmp_path / "back.db")
    assert rows(tmp_path / "back.db") == rows(source)
    with pytest.raises(Refused) as refused:
        back_up(source, cluster.owner(place))
    assert [one.code for one in refused.value.problems] == ["workspace.database_there"]


def test_restored_database_is_the_copy_and_what_was_there_is_kept(tmp_path: Path, files: Makes) -> None:
    """After a restore the database is the copy, what was there lies beside it, and no journal of it is played back."""
    path = tmp_path / "work.db"
    back_up(_with_a_home(files), path)
    back_up(path, tmp_path / "copy.db")
    with closing(Database(path)) as database:
        database.change(HOME, titled(TWO, "later"), at=NOW, viewer=EU, expecting={})
    later = content(path)
    for leftover in ("-wal", "-shm", "-journal"):
        (tmp_path / f"work.db{leftover}").write_bytes(b"stale")
    assert restore(tmp_path / "copy.db", path, now=NOW) == f"work.db{ASIDE}"
    assert content(path) == content(tmp_path / "copy.db")
    assert verify(path) == ()
    assert content(tmp_path / f"work.db{ASIDE}") == later
    with closing(Database(path)) as database:
        assert titles(database)["two"] == "Two"


def _with_a_home(files: Makes) -> Place:
    place = files()
    with closing(Database(place)) as database:
        database.write(base_state())
    return place


def test_broken_copy_is_not_put_back(tmp_path: Path, files: Makes) -> None:
    """A copy that was changed, is damaged or is not there is refused, and the database stays as it is."""
    path, changed, damaged = (tmp_path / name for name in ("work.db", "changed.db", "damaged.db"))
    for one in (path, changed, damaged):
        back_up(_with_a_home(files), one)
    with closing(sqlite3.connect(changed)) as connection:
        connection.execute("DROP TRIGGER revision_is_as_it_was")
        connection.execute("UPDATE revision SET why = replace(why, 'why', 'who')")
        connection.commit()
    raw = damaged.read_bytes()
    damaged.write_bytes(raw[: len(raw) // 2])
    before = path.read_bytes()
    for copy in (changed, damaged):
        assert verify(copy)
        with pytest.raises(Refused):
            restore(copy, path, now=NOW)
    with pytest.raises(NotThere):
        restore(tmp_path / "none.db", path, now=NOW)
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir() if not one.name.startswith(".")) == [
        "changed.db",
        "damaged.db",
        "work.db",
    ]


# ------------------------------------------------------------------------------------------------ in and out again


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=st.lists(states(), min_size=1, max_size=4), steps=st.lists(st.integers(1, 10**12), min_size=4, max_size=4))
def test_any_folder_taken_in_and_given_out_is_equal(
    tmp_path_factory: pytest.TempPathFactory, held: list[State], steps: list[int]
) -> None:
    """Whatever the states and their moments, to the fraction of a second, every file comes back with its bytes."""
    root, at = tmp_path_factory.mktemp("inout"), DAY
    for state, step in zip(held, steps, strict=False):
        at += timedelta(microseconds=step)
        Folder(root / "in").write(replace(state, at=at))
    assert len(list(take_in(root / "in", root / "one.db"))) == len(held)
    assert len(list(give_out(root / "one.db", root / "out"))) == len(held)
    found = [{one.name: one.read_bytes() for one in (root / side).rglob("*.json")} for side in ("in", "out")]
    assert found[0] == found[1]
