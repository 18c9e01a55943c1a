"""Connections to a database of SQLite: how it keeps what it acknowledged, who may write, who reads behind the wall.

Settings are chosen by the version of the library and read back; a database that does not take them is not opened.
Source: security 5.3, 5.5 and findings 2, 4, 5, 6.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Final

from waypost.core.errors import Impossible, Problem, Refused
from waypost.core.roadmap.audience import takes_part
from waypost.core.say import say
from waypost.core.values import PUBLIC, Principal

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without file locks: writers wait for the database's own lock
    fcntl = None  # type: ignore[assignment]

SCHEMA: Final = "1"
"""The version of the tables."""

FULL: Final = 2
"""`synchronous`: every commit is on the disk before it is acknowledged."""

PATIENCE: Final = 30.0
"""Seconds that a connection waits for another."""

SEEN: Final = ("version", "reason")
"""Tables that a reader sees, through views of their names."""

_VIEW: Final = """
CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} AS held WHERE EXISTS (
    SELECT 1 FROM main.member WHERE member.class = held.class AND (
        member.principal = 'public'
        OR (member.principal = waypost_viewer() AND (waypost_everywhere() OR EXISTS (
            SELECT 1 FROM main.part WHERE part.home = held.home AND part.principal = waypost_viewer()
        )))
    )
)
"""

_ALLOWED: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION})


def journal_of(version: tuple[int, int, int]) -> str:
    """The journal that a version of SQLite keeps safely: WAL from 3.51.3 on (and in 3.50.7, 3.44.6 of their lines),
    else TRUNCATE, since earlier ones can lose a commit when the log is begun anew. Source: security finding 5, 5.5."""
    repaired = {(3, 50): 7, (3, 44): 6}
    line = version[:2]
    if version >= (3, 51, 3) or (line in repaired and version[2] >= repaired[line]):
        return "wal"
    return "truncate"


def create(path: Path) -> None:
    """A new, empty database. Raises Refused when something has that name."""
    refuse_taken(path)
    with closing(_open(path)) as connection:
        _keep(connection)
        words = (files("waypost.workspace.database") / "schema.sql").read_text(encoding="utf-8")
        with immediate(connection):
            for statement in _statements(words):
                connection.execute(statement)
            connection.execute("INSERT INTO setting VALUES ('schema', ?)", (SCHEMA,))


def writer(path: Path) -> sqlite3.Connection:
    """A connection that may write. Raises Refused for a file that is no workspace, or one of another version."""
    connection = _known(path)
    try:
        _keep(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def reader(path: Path, viewer: Principal) -> sqlite3.Connection:
    """A connection behind the wall: it sees versions and reasons of the classes that hold the viewer's principal in
    homes in which the viewer takes part, and what is public; no other table, and it can change nothing."""
    connection = _known(path)
    try:
        everywhere = takes_part(viewer, frozenset())
        connection.create_function("waypost_viewer", 0, lambda: viewer, deterministic=True)
        connection.create_function("waypost_everywhere", 0, lambda: int(everywhere), deterministic=True)
        for table in SEEN:
            connection.execute(_VIEW.format(table=table))
        connection.execute("PRAGMA query_only = ON")
        connection.set_authorizer(_authorized)
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_taken(path: Path) -> None:
    """Raises Refused when something has that name."""
    if path.exists():
        raise Refused((_problem("workspace.database_there", path),))


def copied(path: Path, copy: Path) -> None:
    """A copy of a database as it is at one moment. Raises Refused when something has the name of the copy."""
    refuse_taken(copy)
    with closing(_known(path)) as source, closing(_open(copy)) as target:
        source.backup(target)


def member_of(connection: sqlite3.Connection, viewer: Principal, home: str) -> bool:
    """Whether a viewer takes part in a home; asked of a writer's connection."""
    if viewer == PUBLIC or takes_part(viewer, frozenset()):
        return viewer != PUBLIC
    found = connection.execute("SELECT 1 FROM part WHERE home = ? AND principal = ?", (home, viewer))
    return found.fetchone() is not None


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that holds the write lock from its beginning: committed whole, or as if it had not been."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """A writer's turn: writers come one after another instead of starving one another (security finding 6)."""
    with path.with_name(f".{path.name}.turn").open("ab") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)


def _known(path: Path) -> sqlite3.Connection:
    """A connection to a database of ours, of this version."""
    if not path.is_file():
        raise Refused((_problem("workspace.no_database", path),))
    connection = _open(path)
    found = None
    with suppress(sqlite3.DatabaseError):
        found = connection.execute("SELECT value FROM setting WHERE name = 'schema'").fetchone()
    if found is None or found[0] != SCHEMA:
        connection.close()
        raise Refused((_problem("workspace.no_database" if found is None else "workspace.other_schema", path),))
    return connection


def _keep(connection: sqlite3.Connection) -> None:
    """Set how a commit is kept, and read it back."""
    wanted = journal_of(sqlite3.sqlite_version_info)
    got = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0]
    connection.execute(f"PRAGMA synchronous = {FULL}")
    kept = connection.execute("PRAGMA synchronous").fetchone()[0]
    if (got, kept) != (wanted, FULL):
        raise Impossible(say("workspace.unsafe_settings", journal=str(got), wanted=wanted))


def _authorized(action: int, first: str | None, second: str | None, base: str | None, within: str | None) -> int:
    """Whether a reader may do a thing: select, call functions, and read base tables only inside our views."""
    if action == sqlite3.SQLITE_READ:
        through = within in SEEN or (base == "temp" and first in SEEN)
        return sqlite3.SQLITE_OK if through else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in ("load_extension", "writefile", "edit"):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _statements(words: str) -> Iterator[str]:
    """The statements of a text of SQL, whole ones with their triggers."""
    gathered = ""
    for line in words.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""


def _problem(code: str, path: Path) -> Problem:
    return Problem(code=code, reason=say(code), remedy=say(f"{code}.remedy"), file=path.name)
