"""On which database the tests of the web stand: files; or, with WAYPOST_TESTED_ON=postgresql, a server of their own."""

from __future__ import annotations

import atexit
import os
import shutil
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

import psycopg
import pytest
from django.db import connection

from tests.database.servers import APP, Cluster, running
from waypost.core.places import Server
from waypost.usecases.keeping import take_in
from waypost.usecases.samples import sample_folder
from waypost.usecases.serving import Place, take_in_roadmaps
from waypost.workspace.database.postgres import ServerSession
from waypost.workspace.database.session import Session
from waypost.workspace.database.sqlite import FileSession, create

SERVED: Final = "web_served"


class Ground(Protocol):
    """Where places lie. `server` is the address under which the first is served, `pairs` how many twins are made."""

    server: str
    pairs: int
    session: type[Session]

    def lay(self, place: Place) -> None:
        """The samples at the first place."""

    def copy(self, place: Place, folder: Path) -> Place:
        """Another place with the roadmaps of one, as they were before anybody worked with it."""

    def empty(self, place: Place, folder: Path) -> Place:
        """Another place without a roadmap."""

    def gone(self, place: Place) -> None:
        """Let a place go that nobody needs any longer."""

    def kept(self, place: Place) -> bytes:
        """Everything that is kept of people, every byte of it."""


class Files:
    """Files of SQLite in the folders of the places."""

    server = ""
    pairs = 50
    session = FileSession

    def lay(self, place: Place) -> None:
        """See `Ground`."""
        assert list(take_in_roadmaps(place, samples=True))

    def copy(self, place: Place, folder: Path) -> Place:
        """See `Ground`."""
        other = _beside(place, folder)
        shutil.copyfile(path_of(place), path_of(other))
        return other

    def empty(self, place: Place, folder: Path) -> Place:
        """See `Ground`."""
        other = _beside(place, folder)
        create(path_of(other))
        return other

    def gone(self, place: Place) -> None:
        """See `Ground`."""

    def kept(self, place: Place) -> bytes:
        """See `Ground`: the file as it lies there, of which its owner alone may read a byte."""
        assert place.people.stat().st_mode & 0o077 == 0
        return place.people.read_bytes()


class OneServer:
    """Databases of one server; each place is a database of its own, made from the one of which it is a copy."""

    pairs = 12
    session = ServerSession

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._samples = cluster.bare()
        self.server = cluster.address(APP, SERVED)

    def lay(self, place: Place) -> None:
        """See `Ground`. The samples stay as they are in another database, to be copied: this one is in use."""
        owner = self._cluster.owner(self._samples)
        assert list(take_in(Path(str(sample_folder())), owner))
        with closing(psycopg.connect(owner.address, autocommit=True)) as one:
            one.execute(f"GRANT waypost_keeper, waypost_reader TO {APP}".encode())
            one.execute(f"GRANT USAGE, CREATE ON SCHEMA public TO {APP}".encode())
        self._cluster.copy(self._samples, SERVED)

    def copy(self, place: Place, folder: Path) -> Place:
        """See `Ground`."""
        found = self._samples if place.server == self.server else Server(place.server)
        return replace(_beside(place, folder), server=self._cluster.copy(found).address)

    def empty(self, place: Place, folder: Path) -> Place:
        """See `Ground`."""
        return replace(_beside(place, folder), server=self._cluster.empty().address)

    def gone(self, place: Place) -> None:
        """See `Ground`."""
        self._cluster.drop(Server(place.server))

    def kept(self, place: Place) -> bytes:
        """See `Ground`: every row as the server writes it, bytes in hexadecimal figures."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
            tables = [name for (name,) in cursor.fetchall()]
            rows = []
            for table in tables:
                cursor.execute(f"SELECT row::text FROM public.{table} AS row")
                rows += [words for (words,) in cursor.fetchall()]
        assert len(tables) > 5
        return "\n".join(rows).encode()


def _beside(place: Place, folder: Path) -> Place:
    folder.mkdir(parents=True)
    return replace(place, folder=folder)


def path_of(place: Place) -> Path:
    """The file of the roadmaps of a place."""
    assert isinstance(place.roadmaps, Path)
    return place.roadmaps


def where(place: Place) -> str:
    """The roadmaps of a place, as a command takes them."""
    return place.server or str(place.roadmaps)


def _found() -> Ground:
    if "WAYPOST_TESTED_ON" not in os.environ:
        return Files()
    stack = ExitStack()
    atexit.register(stack.close)
    cluster = stack.enter_context(running())
    if cluster is None:
        pytest.exit("needs the programs of a PostgreSQL server (Debian: postgresql), or PG_BIN", returncode=5)
    return OneServer(cluster)


GROUND: Final = _found()
