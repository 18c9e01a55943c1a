"""Sessions of whichever database a place names: a file of SQLite, or a server of PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from waypost.core.errors import Refused
from waypost.core.places import Place, Server
from waypost.workspace.atomic import PART, alone, clear, settle
from waypost.workspace.database import sqlite
from waypost.workspace.database.session import Session, Sight
from waypost.workspace.database.tables import problem


def keeper(place: Place) -> Session:
    """A connection that may write. Raises Refused for what is no workspace of this version."""
    if isinstance(place, Server):
        session: Session = postgres(place).keeper(place)
        return session
    return sqlite.keeper(path_of(place))


def reader(place: Place, sight: Sight) -> Session:
    """A connection behind the wall: it sees what the sight lets pass, and can change nothing."""
    if isinstance(place, Server):
        session: Session = postgres(place).reader(place, sight)
        return session
    return sqlite.reader(path_of(place), sight)


def schema_of(place: Place) -> str:
    """The version of the tables. Raises NotThere or Refused for what is no workspace in a database."""
    if isinstance(place, Server):
        return str(postgres(place).schema_of(place))
    return sqlite.schema_of(path_of(place))


@contextmanager
def growing(place: Place, *, aside: str | None = None) -> Iterator[Session]:
    """A new, empty database, to be filled inside the block: it gets its name when the block ends well, else nothing of
    it stays. What has that name already is called `aside`; without such a name Refused is raised."""
    if isinstance(place, Server):
        with postgres(place).growing(place, aside=aside) as session:
            yield session
        return
    with named_when_whole(path_of(place), aside=aside) as part:
        sqlite.create(part)
        with closing(sqlite.keeper(part)) as kept:
            yield kept


@contextmanager
def named_when_whole(path: Path, *, aside: str | None = None) -> Iterator[Path]:
    """A place on the same disk in which a file grows: it gets its name when all went well, else nothing stays of it.

    What a killed program has left of an earlier one goes. What has that name already keeps its content under the name
    `aside`; without such a name Refused is raised.
    """
    if aside is None:
        sqlite.refuse_taken(path)
    for left in path.parent.glob(f".{path.name}.*{PART}"):
        clear(left)
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.", suffix=PART) as folder, alone(Path(folder)):
        part = Path(folder) / path.name
        yield part
        if aside is None:
            sqlite.refuse_taken(path)
        elif path.exists():
            os.link(path, path.with_name(aside))
        # What an earlier database left beside its file would be played back into this one (security 5.11).
        for leftover in sqlite.BESIDE:
            path.with_name(path.name + leftover).unlink(missing_ok=True)
        if aside is None:
            os.link(part, path)
        else:
            part.replace(path)
        settle(path.parent)


def postgres(server: Server) -> ModuleType:
    """The sessions of PostgreSQL. Raises Refused where its library is not installed: it is an extra."""
    try:
        return import_module("waypost.workspace.database.postgres")
    except ModuleNotFoundError:
        raise Refused((problem("workspace.no_postgres", server.name),)) from None


def path_of(place: Place) -> Path:
    """The path of a place that is no server."""
    return place if isinstance(place, Path) else Path(str(place))
