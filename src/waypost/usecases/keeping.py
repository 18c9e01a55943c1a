"""Keeping a workspace of many: a folder taken into a database and given out, copies, the way back from a copy, an
upgrade of the tables, and history held against itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from waypost.core.errors import NotThere, Problem, Refused
from waypost.core.places import Place, Server
from waypost.core.roadmap.elements import State
from waypost.usecases.starting import refuse_full
from waypost.workspace.database import sqlite
from waypost.workspace.database.gate import Database
from waypost.workspace.database.moving import carry, step_up
from waypost.workspace.database.places import growing, keeper, named_when_whole, path_of, postgres, schema_of
from waypost.workspace.database.tables import SCHEMA, is_older, other_schema, problem
from waypost.workspace.door import Door
from waypost.workspace.folder import Folder

FIRST_ON_A_SERVER: Final = 2
"""The first version of the tables that a server could have."""


def take_in(folder: Path, place: Place) -> Iterator[State]:
    """A new database with every state of a folder; each state is given back once it is recorded.

    The database gets its name when it is whole. Raises Refused when something has that name, or for a broken state.
    """
    with growing(place) as session:
        database = Database(place, session)
        for state in _every(Folder(folder)):
            database.write(state)
            yield state


def give_out(place: Place, folder: Path) -> Iterator[State]:
    """Every state of a database as files of a folder; each state is given back once it is written.

    Raises Refused when something lies in the folder already.
    """
    refuse_full(folder)
    target = Folder(folder)
    with closing(_database(place)) as database:
        for state in _every(database):
            target.write(state)
            yield state


def back_up(place: Place, copy: Place) -> int:
    """A copy of a database as it is at one moment, while others go on writing; the number of its homes.

    Either may be a file or a server. The copy gets its name when it is whole and its history holds. Raises Refused
    when something has that name, or where history is not as it was written.
    """
    return _carried(place, copy, aside=None)


def restore(copy: Place, place: Place, *, now: datetime) -> str | None:
    """A database put back from a copy whose history holds; the name under which what had its place is kept, if
    something had.

    Nothing is lost: what was there keeps its content under that name. Raises Refused for a copy whose history is not
    as it was written.
    """
    aside = _aside(place, now)
    there = isinstance(place, Path) and place.exists()
    if there:
        # What was being written when it stopped is ended first; a file that is no database is kept as it is.
        with suppress(Refused):
            keeper(place).close()
    _carried(copy, place, aside=aside)
    return aside if there else None


def upgrade(place: Place, *, now: datetime) -> str | None:
    """Bring the tables of a database to this version; the name of the copy that was made before (a file beside it, or
    a schema of the same server), None when nothing was to do.

    History is verified first; the upgrade happens whole or not at all, whenever the program is stopped. Raises Refused
    for tables of a newer version, and where history is not as it was written.
    """
    found = schema_of(place)
    if found == SCHEMA:
        return None
    if not is_older(found) or (isinstance(place, Server) and int(found) < FIRST_ON_A_SERVER):
        raise Refused((other_schema(found, place.name),))
    aside = _aside(place, now)
    if isinstance(place, Server):
        with postgres(place).upgrading(place, aside) as session:
            _refuse_broken(Database(place, session))
            step_up(session, found, postgres(place).in_words)
            _refuse_broken(Database(place, session))
        return aside
    path = path_of(place)
    with named_when_whole(path.with_name(aside)) as part:
        sqlite.copied(path, part)
        with closing(sqlite.any_version(part)) as session:
            _refuse_broken(Database(part, session))
    with closing(sqlite.any_version(path)) as session, session.writing():
        step_up(session, found)
        _refuse_broken(Database(path, session))
    return aside


def _aside(place: Place, now: datetime) -> str:
    """Under which name something is kept beside a database."""
    return f"{_last_name(place)}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def verify(place: Place) -> tuple[Problem, ...]:
    """Every place at which the history of a database is not as it was written; empty when it is. A file that is
    damaged is one, whatever stands in the damaged part."""
    if isinstance(place, Path) and sqlite.is_damaged(place):
        return (problem("workspace.file_damaged", place.name),)
    with closing(_database(place)) as database:
        return database.problems()


def _carried(source: Place, target: Place, *, aside: str | None) -> int:
    """A database carried to another place, verified there before it gets its name; the number of its homes."""
    _database(source).close()
    if isinstance(source, Server) or isinstance(target, Server):
        with closing(keeper(source)) as old, growing(target, aside=aside) as new:
            carry(old, new)
            return _refuse_broken(Database(target, new))
    with named_when_whole(path_of(target), aside=aside) as part:
        sqlite.copied(path_of(source), part)
        if sqlite.is_damaged(part):
            raise Refused((problem("workspace.file_damaged", source.name),))
        with closing(Database(part)) as database:
            return _refuse_broken(database)


def _refuse_broken(database: Database) -> int:
    problems = database.problems()
    if problems:
        raise Refused(problems)
    return len(database.homes())


def _database(place: Place) -> Database:
    if isinstance(place, Path) and not place.is_file():
        raise NotThere(str(place))
    return Database(place)


def _last_name(place: Place) -> str:
    return "waypost" if isinstance(place, Server) else place.name


def _every(door: Door) -> Iterator[State]:
    for home in door.homes():
        yield from door.states(home)
