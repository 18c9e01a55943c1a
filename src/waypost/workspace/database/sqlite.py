"""A database in a file: how SQLite keeps what it acknowledged, who may write, who reads behind the wall.

Settings are chosen by the version of the library and read back; a database that does not take them is not opened.
Source: security 5.3, 5.5 and findings 2, 4, 5, 6.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from waypost.core.errors import Impossible, NotThere, Refused
from waypost.core.say import say
from waypost.workspace.database.session import Row, Sight
from waypost.workspace.database.tables import SCHEMA, WALL, other_schema, problem, statements, text_of_schema

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without file locks: writers wait for the database's own lock
    fcntl = None  # type: ignore[assignment]

FULL: Final = 2
"""`synchronous`: every commit is on the disk before it is acknowledged."""

PATIENCE: Final = 30.0
"""Seconds that a connection waits for another."""

FAR: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afs",
        "ncpfs",
        "ceph",
        "lustre",
        "glusterfs",
        "fuse.sshfs",
        "fuse.glusterfs",
    }
)
"""File systems of other machines, whose locks cannot be relied on (security 5.5)."""

BESIDE: Final = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database, by the end of its name."""

_MARK: Final = b"SQLite format 3\0"
"""What a file of SQLite begins with."""

_ALLOWED: Final = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION}
)


class FileSession:
    """See `Session`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.asked = 0
        self.name = path.name
        self.connection = connection
        self._path = path

    @property
    def inside(self) -> bool:
        """See `Session`."""
        return self.connection.in_transaction

    def rows(self, words: str, values: Sequence[object] = ()) -> list[Row]:
        """See `Session`."""
        self.asked += 1
        return self.connection.execute(words, values).fetchall()

    def run(self, words: str, values: Sequence[object] = ()) -> int:
        """See `Session`."""
        self.asked += 1
        return self.connection.execute(words, values).rowcount

    def run_each(self, words: str, several: Iterable[Sequence[object]]) -> None:
        """See `Session`."""
        self.asked += 1
        self.connection.executemany(words, several)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `Session`."""
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """See `Session`. The lock is held from the beginning; writers take turns and do not starve one another."""
        if self.inside:
            yield
            return
        try:
            with _turn(self._path), self._transaction("BEGIN IMMEDIATE"):
                yield
        except (sqlite3.OperationalError, PermissionError):
            # The disk is full or may not be written to, or somebody else has held the file too long.
            raise Refused((problem("workspace.cannot_write", self.name),)) from None

    def close(self) -> None:
        """See `Session`."""
        self.connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        if self.inside:
            yield
            return
        self.connection.execute(begin)
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            # A disk that is full may have ended the transaction already.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise


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
        _keep(connection, path)
        session = FileSession(connection, path)
        with session.writing():
            for statement in (*statements(text_of_schema("schema")), *statements(text_of_schema("sqlite"))):
                session.run(statement)
            session.run("INSERT INTO setting VALUES ('schema', ?)", (SCHEMA,))


def keeper(path: Path) -> FileSession:
    """A connection that may write. Raises Refused for a file that is no workspace, or one of another version."""
    connection = _known(path)
    try:
        _keep(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
    except BaseException:
        connection.close()
        raise
    return FileSession(connection, path)


def reader(path: Path, sight: Sight) -> FileSession:
    """A connection behind the wall: it sees the rows of the tables in `WALL` that the sight lets pass; no other table,
    and it can change nothing."""
    connection = _known(path)
    try:
        for name, answer in (("viewer", sight.viewer), ("everywhere", sight.everywhere), ("person", sight.person)):
            connection.create_function(f"waypost_{name}", 0, _always(answer), deterministic=True)
        held = sight.within or frozenset()
        connection.create_function("waypost_within", 1, lambda home: home in held, deterministic=True)
        for table, passes in WALL.items():
            # A function of ours is called once a row: it is left out where it would say yes to each.
            words = passes if sight.within is not None else passes.replace("waypost_within(home)", "TRUE")
            connection.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {words}")
        connection.execute("PRAGMA query_only = ON")
        connection.set_authorizer(_authorized)
    except BaseException:
        connection.close()
        raise
    return FileSession(connection, path)


def refuse_taken(path: Path) -> None:
    """Raises Refused when something has that name."""
    if path.exists():
        raise Refused((problem("workspace.database_there", path.name),))


def schema_of(path: Path) -> str:
    """The version of the tables. Raises NotThere where no file is, Refused for a file that is no workspace."""
    if not path.is_file():
        raise NotThere(path.name)
    with closing(_open(path)) as connection:
        return _version(connection, path)


def _version(connection: sqlite3.Connection, path: Path) -> str:
    found = None
    with suppress(sqlite3.DatabaseError):
        found = connection.execute("SELECT value FROM setting WHERE name = 'schema'").fetchone()
    if found is None:
        raise Refused((problem("workspace.no_database", path.name),))
    return str(found[0])


def copied(path: Path, copy: Path) -> None:
    """A copy of a database as it is at one moment. Raises Refused when something has the name of the copy."""
    refuse_taken(copy)
    with closing(_open(path)) as source, closing(_open(copy)) as target:
        source.backup(target)


def any_version(path: Path) -> FileSession:
    """A connection that may write to a database of whatever version, for whoever upgrades it."""
    connection = _open(path)
    _keep(connection, path)
    return FileSession(connection, path)


def is_damaged(path: Path) -> bool:
    """Whether a file of SQLite is not whole, whatever stands in it; another file, or none, is not damaged."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        if file.read(len(_MARK)) != _MARK:
            return False
    with closing(_open(path)) as connection:
        try:
            whole = connection.execute("PRAGMA integrity_check").fetchall()
            astray = connection.execute("PRAGMA foreign_key_check").fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return True
    return whole != [("ok",)] or bool(astray)


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    """A writer's turn: writers come one after another instead of starving one another (security finding 6)."""
    with path.with_name(f".{path.name}.turn").open("ab") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _always(answer: str | int | None) -> Callable[[], str | int | None]:
    return lambda: answer


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _known(path: Path) -> sqlite3.Connection:
    """A connection to a database of ours, of this version."""
    if not path.is_file():
        raise Refused((problem("workspace.no_database", path.name),))
    connection = _open(path)
    try:
        found = _version(connection, path)
        if found != SCHEMA:
            raise Refused((other_schema(found, path.name),))
    except BaseException:
        connection.close()
        raise
    return connection


def _keep(connection: sqlite3.Connection, path: Path) -> None:
    """Set how a commit is kept, and read it back."""
    if file_system(path) in FAR:
        raise Refused((problem("workspace.far_away", path.name),))
    wanted = journal_of(sqlite3.sqlite_version_info)
    got = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0]
    connection.execute(f"PRAGMA synchronous = {FULL}")
    kept = connection.execute("PRAGMA synchronous").fetchone()[0]
    if (got, kept) != (wanted, FULL):
        raise Impossible(say("workspace.unsafe_settings", journal=str(got), wanted=wanted))


def file_system(path: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """The kind of file system on which a path lies; empty where the system does not say."""
    found, kind = "", ""
    with suppress(OSError):
        place = os.path.realpath(path.parent)
        for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
            _, point, name, *_ = line.split(" ")
            point = point.replace("\\040", " ")
            if len(point) >= len(found) and (f"{place}/".startswith(f"{point.rstrip('/')}/")):
                found, kind = point, name
    return kind


def _authorized(action: int, first: str | None, second: str | None, base: str | None, within: str | None) -> int:
    """Whether a reader may do a thing: select, call functions, and read base tables only inside our views."""
    if action == sqlite3.SQLITE_READ:
        through = within in WALL or (base == "temp" and first in WALL)
        return sqlite3.SQLITE_OK if through else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in ("load_extension", "writefile", "edit"):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
