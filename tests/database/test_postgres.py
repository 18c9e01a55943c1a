"""What only a server of PostgreSQL can do wrong: roles, policies, what stays behind in a session."""

from __future__ import annotations

import random
import threading
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from tests.database.servers import APP, Cluster
from tests.database.test_change import ITALY, TWO, base_state, titles
from tests.database.test_crash import appended
from waypost.core.errors import Refused
from waypost.core.places import Place, Server
from waypost.core.values import EU, Slug
from waypost.usecases.keeping import back_up, restore, take_in, verify
from waypost.workspace.database import postgres
from waypost.workspace.database.gate import Database, Walled
from waypost.workspace.database.session import Sight
from waypost.workspace.database.tables import HISTORY, TABLES
from waypost.workspace.folder import Folder

HOME = Slug("home")
LATER = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def place(cluster: Cluster) -> Server:
    """A workspace on a server, with one home; no test changes it."""
    found = cluster.empty()
    with closing(Database(found)) as database:
        database.write(base_state())
    return found


def test_server_keeps_and_shows_as_a_file_does(place: Server) -> None:
    """What is written comes out equal, the chains hold, and a reader gets a view and nothing else."""
    with closing(Database(place)) as database, closing(Walled(place, ITALY)) as walled:
        assert database.states(HOME) == (base_state(),)
        assert database.problems() == ()
        assert {one.id for one in walled.view_at(HOME, LATER)} == {"head", "one", "two"}


TRIES = [
    "SELECT * FROM revision",
    "SELECT * FROM link",
    "SELECT * FROM answer",
    "SELECT * FROM class",
    "INSERT INTO version SELECT * FROM version",
    "UPDATE version SET until = '2030'",
    "DELETE FROM reason",
    "CREATE TABLE mine (x int)",
    "SELECT * FROM pg_authid",
]


@pytest.mark.parametrize("words", TRIES)
def test_reader_reaches_nothing_but_what_the_wall_lets_pass(place: Server, words: str) -> None:
    """Other tables and every change are refused to a reader's connection."""
    with closing(postgres.reader(place, Sight(viewer=EU))) as session, pytest.raises(psycopg.Error):
        session.rows(words)


def test_nobody_sees_anything_before_the_transaction_says_who_asks(place: Server) -> None:
    """Without a viewer no row passes; what one transaction was told is gone in the next one."""
    with closing(psycopg.connect(place.address, autocommit=True)) as connection:
        for words in ("BEGIN", "SET LOCAL search_path = waypost", "SET LOCAL ROLE waypost_reader"):
            connection.execute(words)  # type: ignore[arg-type]
        for table in ("version", "reason", "part", "draft", "upload"):
            assert connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() == (0,)
        connection.execute("ROLLBACK")
    with closing(postgres.reader(place, Sight(viewer=EU))) as session:
        assert len(session.rows("SELECT 1 FROM version")) == 4
        with pytest.raises(psycopg.Error):
            session._connection.execute("SELECT 1 FROM waypost.version")
        assert session._connection.execute("SELECT current_setting('waypost.viewer', true)").fetchone() in (
            (None,),
            ("",),
        )


@pytest.mark.parametrize("table", HISTORY)
def test_history_cannot_be_changed_by_anyone(cluster: Cluster, place: Server, table: str) -> None:
    """The role of the application has no right to, and triggers refuse it even to the owner."""
    column = TABLES[table][-1]
    words = [f"DELETE FROM waypost.{table}", f"TRUNCATE waypost.{table} CASCADE"]
    words += [f"UPDATE waypost.{table} SET {column} = {column}"]
    for role in (place, cluster.owner(place)):
        with closing(psycopg.connect(role.address, autocommit=True)) as connection:
            if role is place:
                connection.execute("SET ROLE waypost_keeper")
            for one in words:
                with pytest.raises(psycopg.Error, match="permission denied" if role is place else "history"):
                    connection.execute(one.encode())


def test_role_for_which_no_wall_stands_is_refused(cluster: Cluster, place: Server) -> None:
    """Whoever owns the tables, passes over policies or has a keeper's rights without asking cannot work with them, nor
    can a role without the grants."""
    with closing(psycopg.connect(cluster.address("postgres"), autocommit=True)) as connection:
        connection.execute("CREATE ROLE passing LOGIN BYPASSRLS IN ROLE waypost_keeper, waypost_reader")
        connection.execute("CREATE ROLE heir LOGIN IN ROLE waypost_keeper, waypost_reader")
        connection.execute("CREATE ROLE stranger LOGIN")
    for role, code in (
        ("postgres", "workspace.too_mighty"),
        ("passing", "workspace.too_mighty"),
        ("heir", "workspace.too_mighty"),
        ("stranger", "workspace.no_rights"),
        ("nobody_at_all", "workspace.no_server"),
    ):
        for opened in (Database, lambda one: Walled(one, EU)):
            with pytest.raises(Refused) as refused:
                opened(Server(place.address.replace(f"{APP}@", f"{role}@")))
            assert [one.code for one in refused.value.problems] == [code]


def test_server_without_a_workspace_is_told_from_one_with_another(cluster: Cluster) -> None:
    """No tables: no workspace. Tables of another version: an upgrade, or a newer Waypost. A place that is taken."""
    place = cluster.empty()
    with closing(psycopg.connect(cluster.owner(place).address, autocommit=True)) as connection:
        for version, code in (("1", "workspace.older_schema"), ("99", "workspace.newer_schema")):
            connection.execute("UPDATE waypost.setting SET value = %s", (version,))
            assert codes_of(place) == [code]
    with pytest.raises(Refused), postgres.growing(cluster.owner(place)):
        pass
    assert codes_of(cluster.bare()) == ["workspace.no_database"]


def test_tables_are_made_by_a_role_that_is_no_superuser(cluster: Cluster, tmp_path: Path) -> None:
    """Whoever owns a database and may make roles takes a folder in, puts a copy back, and works with none of it."""
    place = cluster.bare()
    maker = Server(place.address.replace(f"{APP}@", "maker@"))
    cluster.empty()
    with closing(psycopg.connect(cluster.owner(place).address, autocommit=True)) as connection:
        connection.execute("CREATE ROLE maker LOGIN CREATEROLE")
        connection.execute("GRANT waypost_keeper, waypost_reader TO maker WITH ADMIN OPTION")
        connection.execute(f"ALTER DATABASE {place.name.rpartition('/')[2]} OWNER TO maker".encode())
    Folder(tmp_path / "folder").write(base_state())
    assert len(list(take_in(tmp_path / "folder", maker))) == 1
    assert codes_of(maker) == ["workspace.too_mighty"]
    back_up(place, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", maker, now=LATER)
    with closing(Database(place)) as database:
        assert database.states(HOME) == (base_state(),)
    assert verify(place) == ()


def codes_of(place: Place) -> list[str]:
    """Why a place is not opened."""
    with pytest.raises(Refused) as refused:
        Database(place)
    return [one.code for one in refused.value.problems]


@pytest.mark.deep
@pytest.mark.parametrize("how", ["server", "session"])
def test_killed_server_loses_nothing_acknowledged(cluster: Cluster, how: str) -> None:
    """Whether the whole server stops without a word or only the session that writes, every acknowledged change is
    there afterwards, and whoever comes next is let in."""
    place = cluster.empty()
    with closing(Database(place)) as database:
        database.write(base_state())
    told: list[str] = []

    def work() -> None:
        with suppress(psycopg.Error, Refused), closing(Database(place)) as database:
            for number in range(10_000):
                told.append(appended(database, TWO, f"w{len(told)}-{number}"))

    for _ in range(10):
        writer = threading.Thread(target=work)
        writer.start()
        time.sleep(random.Random(len(told)).uniform(0.1, 0.6))
        if how == "server":
            cluster.control("stop", "-m", "immediate")
            cluster.start()
        else:
            with closing(psycopg.connect(cluster.owner(place).address, autocommit=True)) as connection:
                connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'desk'")
        writer.join(timeout=30)
        assert not writer.is_alive()
        with closing(Database(place)) as database:
            there = titles(database)["two"].split()[1:]
            assert there[: len(told)] == told
            assert len(there) <= len(told) + 1
            assert database.problems() == ()
            told[:] = there
    assert told


@pytest.mark.deep
def test_server_that_went_is_told_of_in_words(cluster: Cluster) -> None:
    """Whoever still holds a connection when the server stops is told that it does not answer, with and without the
    wall, and is let in again when it is back."""
    place = cluster.empty()
    with closing(Database(place)) as database, closing(Walled(place, EU)) as walled:
        database.write(base_state())
        cluster.control("stop", "-m", "immediate")
        try:
            for ask in (database.homes, lambda: database.write(base_state()), walled.homes, lambda: Walled(place, EU)):
                with pytest.raises(Refused) as refused:
                    ask()
                assert [one.code for one in refused.value.problems] == ["workspace.no_server"]
        finally:
            cluster.start()
    with closing(Walled(place, EU)) as walled:
        assert walled.homes() == (HOME,)
