"""A database on a server of PostgreSQL: who connects, as whom each transaction acts, and how the wall is put up.

The tables lie in the schema `waypost`. Whoever made them owns them; who works with them may own nothing, so that the
policies hold, and acts in each transaction as keeper or reader. What a reader's transaction is told (through whose
eyes, in which homes) is told inside it and ends with it (security 5.3).
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Final

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus

from waypost.core.errors import Impossible, Refused
from waypost.core.places import Server
from waypost.core.say import say
from waypost.workspace.database.session import Row, Sight
from waypost.workspace.database.tables import SCHEMA, WALL, other_schema, problem, text_of_schema

Connection = psycopg.Connection[Row]

WAITING: Final = 8
"""How many connections of a process wait at most for the next session."""

PATIENCE: Final = 10
"""Seconds to wait for a server."""

ONE_WRITER: Final = 20262
"""The lock that a writer holds: any number, the same for all."""

_STANDING: Final = """
SELECT rolsuper OR rolbypassrls OR pg_has_role(session_user, 'waypost_keeper', 'USAGE') OR EXISTS (
    SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid AND oid = to_regclass('waypost.version')
), current_setting('fsync'), current_setting('full_page_writes')
FROM pg_roles WHERE rolname = session_user
"""
"""Whether the role that connected passes the wall, and whether the server keeps what it acknowledges."""

_READ: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITE: Final = "BEGIN"


class _Idle:
    """Connections that wait for the next session: a new one costs more than a page's questions. What a session was told
    ended with its transactions, so one connection serves many readers. A process has its own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[tuple[int, str], list[Connection]] = {}
        atexit.register(self.end)

    def taken(self, server: Server) -> Connection | None:
        """A connection to a server that is still there."""
        with self._lock:
            waiting = self._held.get((os.getpid(), server.address), [])
            while waiting:
                connection = waiting.pop()
                if _answers(connection):
                    return connection
        return None

    def put(self, server: Server, connection: Connection) -> None:
        """Keep a connection, unless something was left open in it, or enough are waiting."""
        with self._lock:
            waiting = self._held.setdefault((os.getpid(), server.address), [])
            if len(waiting) < WAITING and connection.info.transaction_status == TransactionStatus.IDLE:
                waiting.append(connection)
                return
        connection.close()

    def end(self) -> None:
        """Close those of this process."""
        for (process, _), waiting in self._held.items():
            for connection in waiting if process == os.getpid() else ():
                connection.close()


def _answers(connection: Connection) -> bool:
    try:
        connection.execute("")
    except psycopg.Error:
        connection.close()
        return False
    return True


_IDLE: Final = _Idle()


class ServerSession:
    """See `Session`. `role` is whom its transactions act as; None: whoever connected."""

    def __init__(self, connection: Connection, server: Server, role: str | None, sight: Sight | None) -> None:
        self.asked = 0
        self.name = server.name
        self._server = server
        self._connection = connection
        self._begin = _opening(role, sight)
        self._inside = False

    @property
    def inside(self) -> bool:
        """See `Session`."""
        return self._inside

    def rows(self, words: str, values: Sequence[object] = ()) -> list[Row]:
        """See `Session`."""
        self.asked += 1
        with self.snapshot():
            return self._sent(words, values).fetchall()

    def run(self, words: str, values: Sequence[object] = ()) -> int:
        """See `Session`."""
        self.asked += 1
        return self._sent(words, values).rowcount

    def run_each(self, words: str, several: Iterable[Sequence[object]]) -> None:
        """See `Session`."""
        self.asked += 1
        with self._connection.cursor() as cursor:
            cursor.executemany(_spoken(words), several)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `Session`."""
        with self._transaction(_READ, ""):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """See `Session`. Writers come one after another, so that no chain forks."""
        with self._transaction(
            _WRITE, f"; SET LOCAL synchronous_commit = on; SELECT pg_advisory_xact_lock({ONE_WRITER})"
        ):
            yield

    def close(self) -> None:
        """See `Session`."""
        _IDLE.put(self._server, self._connection)

    def _sent(self, words: str, values: Sequence[object] = ()) -> psycopg.Cursor[Row]:
        # Without values a text may hold several statements, and a percent sign is one.
        return self._connection.execute(_spoken(words), values or None)

    @contextmanager
    def _transaction(self, begin: str, then: str) -> Iterator[None]:
        if self._inside:
            yield
            return
        self._inside = True
        try:
            self._connection.execute(sql.SQL(begin) + self._begin + sql.SQL(then))
            yield
        except psycopg.OperationalError:
            # The server went, or lets go of this connection: it takes back by itself what was begun.
            self._inside = False
            self._connection.close()
            raise Refused((problem("workspace.no_server", self.name),)) from None
        except BaseException:
            self._end("ROLLBACK")
            raise
        self._end("COMMIT")

    def _end(self, how: str) -> None:
        self._inside = False
        if not self._connection.closed:
            self._connection.execute(how.encode())


def keeper(server: Server) -> ServerSession:
    """A connection that may write. Raises Refused for a server without a workspace, or one of another version, and for
    a role for which the wall would not stand."""
    return _checked(server, "waypost_keeper", None)


def reader(server: Server, sight: Sight) -> ServerSession:
    """A connection behind the wall: it sees the rows of the tables in `WALL` that the sight lets pass, and can change
    nothing."""
    return _checked(server, "waypost_reader", sight)


@contextmanager
def growing(server: Server, *, aside: str | None = None) -> Iterator[ServerSession]:
    """A new, empty workspace, to be filled inside the block: it is there, with its wall, when the block ends well.

    `aside` is the name that a schema gets which is there already; without it such a one is refused.
    """
    connection = _connected(server)
    try:
        session = ServerSession(connection, server, None, None)
        with session.writing():
            if session.rows("SELECT to_regclass('waypost.setting')") != [(None,)]:
                _set_aside(session, aside)
            session.run("CREATE SCHEMA IF NOT EXISTS waypost")
            session.run(in_words(text_of_schema("schema")))
            session.run("INSERT INTO setting VALUES ('schema', ?)", (SCHEMA,))
            yield session
            protect(session)
    finally:
        connection.close()


@contextmanager
def upgrading(server: Server, aside: str) -> Iterator[ServerSession]:
    """A session of whoever owns the tables, in one transaction: what they hold is copied into the schema `aside`, the
    block brings them up, and what is new gets its grants and its wall."""
    connection = _connected(server)
    try:
        session = ServerSession(connection, server, None, None)
        with session.writing():
            found = _version(session)
            before = _there(session)
            session.run(f'CREATE SCHEMA "{aside}"')
            for table in before:
                session.run(f'CREATE TABLE "{aside}".{table} AS TABLE waypost.{table}')
            yield session
            for version in range(int(found), int(SCHEMA)):
                session.run(text_of_schema(f"upgrade-{version}-postgres"))
            fresh = [one for one in _there(session) if one not in before]
            for table in fresh:
                session.run(f"GRANT SELECT, INSERT ON {table} TO waypost_keeper")
            _wall(session, [one for one in fresh if one in WALL])
    finally:
        connection.close()


def _there(session: ServerSession) -> list[str]:
    words = "SELECT tablename FROM pg_tables WHERE schemaname = 'waypost' ORDER BY 1"
    return [str(name) for (name,) in session.rows(words)]


def protect(session: ServerSession) -> None:
    """Put up triggers, grants and the wall."""
    session.run(text_of_schema("postgres"))
    _wall(session, WALL)


def _wall(session: ServerSession, tables: Iterable[str]) -> None:
    for table in tables:
        session.run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        session.run(f"CREATE POLICY keeps ON {table} TO waypost_keeper USING (true) WITH CHECK (true)")
        session.run(f"CREATE POLICY sees ON {table} FOR SELECT TO waypost_reader USING ({WALL[table]})")
        session.run(f"GRANT SELECT ON {table} TO waypost_reader")


def schema_of(server: Server) -> str:
    """The version of the tables. Raises Refused for a server without a workspace."""
    connection = _connected(server)
    try:
        with _refusing(server):
            return _version(ServerSession(connection, server, None, None))
    finally:
        connection.close()


def _set_aside(session: ServerSession, aside: str | None) -> None:
    if aside is None:
        raise Refused((problem("workspace.database_there", session.name),))
    session.run(f'ALTER SCHEMA waypost RENAME TO "{aside}"')
    session.run(f'REVOKE ALL ON SCHEMA "{aside}" FROM waypost_keeper, waypost_reader')


def _connected(server: Server) -> Connection:
    try:
        return psycopg.connect(server.address, autocommit=True, connect_timeout=PATIENCE, application_name="waypost")
    except psycopg.Error:
        # Its own words may hold a password or what only the server's keeper should know.
        raise Refused((problem("workspace.no_server", server.name),)) from None


def _checked(server: Server, role: str, sight: Sight | None) -> ServerSession:
    """A session of a role. Raises Refused unless the tables are there, of this version, and the wall stands for whoever
    connected; Impossible where an acknowledged edit could be lost."""
    connection = _IDLE.taken(server) or _connected(server)
    try:
        session = ServerSession(connection, server, role, sight)
        with _refusing(server), session.snapshot():
            found = _version(session)
            if found != SCHEMA:
                raise Refused((other_schema(found, session.name),))
            ((mighty, *kept),) = session.rows(_STANDING)
        if mighty:
            raise Refused((problem("workspace.too_mighty", session.name),))
        if kept != ["on", "on"]:
            raise Impossible(say("workspace.unsafe_settings", journal=" ".join(kept), wanted="on on"))
    except BaseException:
        connection.close()
        raise
    session.asked = 0
    return session


def _version(session: ServerSession) -> str:
    """The version of the tables."""
    return str(session.rows("SELECT value FROM setting WHERE name = 'schema'")[0][0])


@contextmanager
def _refusing(server: Server) -> Iterator[None]:
    """What the server says when the tables are not there, or not for this role, in words of ours."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege:
        raise Refused((problem("workspace.no_rights", server.name),)) from None
    except (psycopg.Error, IndexError):
        raise Refused((problem("workspace.no_database", server.name),)) from None


def _opening(role: str | None, sight: Sight | None) -> sql.Composable:
    """What each transaction begins with: where it looks, as whom it acts, and what it is told."""
    words: sql.Composable = sql.SQL("; SET LOCAL search_path = waypost")
    if role is not None:
        words += sql.SQL("; SET LOCAL ROLE {}").format(sql.Identifier(role))
    if sight is not None:
        told = {
            "viewer": sight.viewer,
            "everywhere": "yes" if sight.everywhere else "no",
            "within": "*" if sight.within is None else " ".join(sorted(sight.within)),
            "person": sight.person or "",
        }
        for name, value in told.items():
            words += sql.SQL("; SELECT set_config({}, {}, true)").format(f"waypost.{name}", value)
    return words


def in_words(tables: str) -> str:
    """A text of tables in the words of PostgreSQL; text is compared by its bytes, as SQLite does."""
    words = tables.replace(" WITHOUT ROWID", "").replace("BLOB", "BYTEA")
    return words.replace(" TEXT", ' TEXT COLLATE "C"')


def _spoken(words: str) -> bytes:
    """A text of SQL with the marks that psycopg knows."""
    return words.replace("?", "%s").encode()
