"""A database in a file: what its reader can reach, that its history cannot be changed unseen, and how it is kept."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.database.conftest import Makes
from tests.database.test_change import DAY, HOME, ITALY, ONE, base_state, objective, titled
from waypost.core.errors import Impossible, Refused
from waypost.core.roadmap.elements import FieldReason, State, in_order
from waypost.core.values import EU, ElementId, Missing, text
from waypost.workspace.database import sqlite
from waypost.workspace.database.chain import broken
from waypost.workspace.database.gate import Database
from waypost.workspace.database.session import Sight
from waypost.workspace.database.sqlite import FileSession, create, file_system, journal_of, keeper, reader
from waypost.workspace.database.tables import HISTORY, TABLES


@pytest.fixture(scope="module")
def filled(files: Makes) -> Path:
    """A database with a history of several classes, a reason, and an element that went; no test changes it."""
    place = files()
    with closing(Database(place)) as database:
        database.write(base_state())
        for number in range(3):
            at = DAY + timedelta(hours=number + 1)
            database.change(HOME, titled(ONE, f"title {number}"), at=at, viewer=EU, expecting={})
        gone = replace(
            database.newest(HOME),
            at=DAY + timedelta(days=1),
            why=Missing.NOT_STATED,
            reasons=(FieldReason(element=ONE, field=None, reason=text("given up"), audience=frozenset({EU, ITALY})),),
        )
        database.write(replace(gone, elements=tuple(one for one in gone.elements if one.id != ONE)))
    assert isinstance(place, Path)
    return place


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


def tables(connection: sqlite3.Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every table as the file has it, with its columns."""
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").fetchall():
        yield table, tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


def test_tables_are_those_that_are_told(filled: Path) -> None:
    """Every table of the file, with its columns, is named once in the code: a copy leaves nothing out."""
    with closing(sqlite3.connect(filled)) as connection:
        assert dict(tables(connection)) == TABLES


@pytest.mark.parametrize("table", HISTORY)
def test_rows_of_history_cannot_be_changed_or_taken_out(filled: Path, table: str) -> None:
    """Triggers refuse to change or delete a row of history; a version can be closed once and not otherwise."""
    with closing(keeper(filled)) as session:
        column = TABLES[table][-1]
        for words in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column} || 'x'"):
            with pytest.raises(sqlite3.DatabaseError, match="history"):
                session.run(words)
        for change in ("until = '2030' WHERE until IS NOT NULL", "until = '2030', payload = '{}' WHERE until IS NULL"):
            with pytest.raises(sqlite3.DatabaseError, match="history"):
                session.run(f"UPDATE version SET {change}")


@pytest.mark.parametrize("times", [60, pytest.param(2_000, marks=pytest.mark.deep)])
def test_every_changed_character_is_found(filled: Path, times: int) -> None:
    """Whoever takes the triggers away and changes one character of a cell of history, or takes a row out, is found."""
    chance = random.Random(times)
    with closing(sqlite3.connect(filled)) as connection:
        raw = connection.serialize()
    for turn in range(times):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
            copy.deserialize(raw)
            for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                copy.execute(f"DROP TRIGGER {name}")
            table = HISTORY[turn % len(HISTORY)]
            row = chance.choice(copy.execute(f"SELECT * FROM {table}").fetchall())
            at = chance.randrange(len(row))
            where = " AND ".join(f"{column} IS ?" for column in TABLES[table])
            if chance.random() < 0.2:
                copy.execute(f"DELETE FROM {table} WHERE {where}", row)
            else:
                changed = (other(row[at], chance), *row)
                try:
                    copy.execute(f"UPDATE {table} SET {TABLES[table][at]} = ? WHERE {where}", changed)
                except sqlite3.IntegrityError:
                    # It would be another row's: the table itself does not take it.
                    continue
            assert broken(FileSession(copy, filled)), (table, row, at)


def other(cell: str | int | None, chance: random.Random) -> str | int:
    """A cell with one character changed."""
    if cell is None or isinstance(cell, int):
        return (cell or 0) + chance.randint(1_000, 2_000)
    place = chance.randrange(len(cell))
    return cell[:place] + chr(ord(cell[place]) ^ 1) + cell[place + 1 :]


@pytest.mark.parametrize("times", [40, pytest.param(1_000, marks=pytest.mark.deep)])
def test_byte_of_the_file_that_changes_is_found_or_changes_nothing(filled: Path, tmp_path: Path, times: int) -> None:
    """A byte of the file flipped by the disk is found, or it is one in which nothing stands."""
    with closing(sqlite3.connect(filled)) as connection:
        before = content(connection)
    raw, chance, path = filled.read_bytes(), random.Random(times), tmp_path / "flipped.db"
    for _ in range(times):
        at = chance.randrange(100, len(raw))
        path.write_bytes(raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :])
        with closing(sqlite3.connect(path)) as connection:
            try:
                same = content(connection) == before
            except (sqlite3.DatabaseError, UnicodeDecodeError):
                same = False
            assert same or sqlite.is_damaged(path) or is_broken(connection, path), at


def is_broken(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the chains find a fault, or cannot be read."""
    try:
        return bool(broken(FileSession(connection, path)))
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return True


def content(connection: sqlite3.Connection) -> list[object]:
    """Every row of history."""
    found: list[object] = []
    for table in HISTORY:
        found += sorted(connection.execute(f"SELECT * FROM {table} NOT INDEXED").fetchall(), key=repr)
    return found


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


def test_settings_that_could_lose_an_edit_are_not_opened(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library does not keep as it was told, and a disk of another machine, refuse to start."""
    monkeypatch.setattr(sqlite, "FULL", 7)
    with pytest.raises(Impossible):
        Database(filled)
    monkeypatch.undo()
    monkeypatch.setattr(sqlite, "file_system", lambda path: "nfs4")
    with pytest.raises(Refused) as refused:
        Database(filled)
    assert [one.code for one in refused.value.problems] == ["workspace.far_away"]


@pytest.mark.parametrize("pages", range(8))
def test_full_disk_leaves_what_was_there(files: Makes, pages: int) -> None:
    """Wherever the room ends, the change is refused with words, nothing of it stays, and the next one succeeds."""
    with closing(Database(files())) as database:
        database.write(base_state())
        before = database.states(HOME)
        session = database._session
        assert isinstance(session, FileSession)
        ((there,),) = session.rows("PRAGMA page_count")
        session.run(f"PRAGMA max_page_count = {there + pages}")
        with pytest.raises(Refused) as refused:
            database.change(HOME, much, at=DAY, viewer=EU, expecting={})
        assert [one.code for one in refused.value.problems] == ["workspace.cannot_write"]
        assert database.states(HOME) == before
        assert database.problems() == ()
        session.run("PRAGMA max_page_count = 1000000")
        assert database.change(HOME, much, at=DAY, viewer=EU, expecting={}) == database.newest(HOME)


def much(state: State) -> State:
    """A state with much more in it."""
    more = tuple(objective(ElementId(f"more-{number}"), "long " * 100) for number in range(100))
    return replace(state, elements=in_order((*state.elements, *more)))


def test_file_system_is_that_of_the_nearest_mount(tmp_path: Path) -> None:
    """The longest mount point above a path says on which kind of disk it lies."""
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path}/far nfs4 rw 0 0\n/dev/b {tmp_path}/farther xfs rw 0 0\n"
    )
    found = [file_system(tmp_path / place / "x.db", mounts) for place in ("", "far", "far/in", "farther")]
    assert found == ["ext4", "nfs4", "nfs4", "xfs"]
    assert file_system(tmp_path, tmp_path / "none") == ""
