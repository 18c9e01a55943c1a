"""Databases of both kinds for the tests: files of SQLite everywhere, a server of PostgreSQL in `make deep`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.database.servers import Cluster, running
from waypost.core.places import Place
from waypost.workspace.database import sqlite

Makes = Callable[[], Place]
"""Gives a new, empty database at each call."""

KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.deep))
"""Both databases: the second only in `make deep`."""


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server of PostgreSQL; skipped where its programs are not there."""
    with running() as found:
        if found is None:
            pytest.skip(
                "needs the programs of a PostgreSQL server (Debian: postgresql; make deep brings them), or PG_BIN"
            )
        yield found


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Makes:
    """Makes databases in files."""
    folder, numbers = tmp_path_factory.mktemp("databases"), count()

    def make() -> Path:
        path = folder / f"{next(numbers)}.db"
        sqlite.create(path)
        return path

    return make


@pytest.fixture(scope="session", params=KINDS)
def makes_lasting(request: pytest.FixtureRequest) -> Makes:
    """Makes databases of one kind, then of the other, that are there to the end."""
    if request.param == "sqlite":
        made: Makes = request.getfixturevalue("files")
        return made
    found: Cluster = request.getfixturevalue("cluster")
    return found.empty


@pytest.fixture(scope="session", params=KINDS)
def makes(request: pytest.FixtureRequest) -> Makes:
    """Makes databases of one kind, then of the other, each for one test."""
    if request.param == "sqlite":
        made: Makes = request.getfixturevalue("files")
        return made
    found: Cluster = request.getfixturevalue("cluster")
    return found.soon_gone
