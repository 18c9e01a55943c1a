"""Keeping a workspace of many: a folder taken into a database and given out, a copy, history held against itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from waypost.core.errors import NotThere, Problem, Refused
from waypost.core.roadmap.elements import State
from waypost.usecases.starting import refuse_full
from waypost.workspace.database.connection import copied, create, refuse_taken
from waypost.workspace.database.gate import Database
from waypost.workspace.door import Door
from waypost.workspace.folder import Folder


def take_in(folder: Path, path: Path) -> Iterator[State]:
    """A new database with every state of a folder; each state is given back once it is recorded.

    The database gets its name when it is whole. Raises Refused when something has that name, or for a broken state.
    """
    with _growing(path) as part:
        create(part)
        with closing(Database(part)) as database:
            for state in _every(Folder(folder)):
                database.write(state)
                yield state


def give_out(path: Path, folder: Path) -> Iterator[State]:
    """Every state of a database as files of a folder; each state is given back once it is written.

    Raises Refused when something lies in the folder already.
    """
    refuse_full(folder)
    target = Folder(folder)
    with closing(_database(path)) as database:
        for state in _every(database):
            target.write(state)
            yield state


def back_up(path: Path, copy: Path) -> int:
    """A copy of a database as it is at one moment, while others go on writing; the number of its homes.

    The copy gets its name when it is whole and its history holds. Raises Refused when something has that name, or
    where history is not as it was written.
    """
    _database(path).close()
    with _growing(copy) as part:
        copied(path, part)
        problems, homes = _held(part)
        if problems:
            raise Refused(problems)
    return homes


def verify(path: Path) -> tuple[Problem, ...]:
    """Every place at which the history of a database is not as it was written; empty when it is."""
    with closing(_database(path)) as database:
        return database.problems()


@contextmanager
def _growing(path: Path) -> Iterator[Path]:
    """A place on the same disk in which a file grows: it gets its name when all went well, else nothing stays of it.

    Raises Refused when something has that name.
    """
    refuse_taken(path)
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        part = Path(folder) / path.name
        yield part
        os.link(part, path)


def _held(path: Path) -> tuple[tuple[Problem, ...], int]:
    with closing(Database(path)) as database:
        return database.problems(), len(database.homes())


def _database(path: Path) -> Database:
    if not path.is_file():
        raise NotThere(str(path))
    return Database(path)


def _every(door: Door) -> Iterator[State]:
    for home in door.homes():
        yield from door.states(home)
