"""Commands about the database of a workspace of many."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, now, place_asked
from waypost.cli.printing import answer_json, line, show_problems
from waypost.core.places import Place
from waypost.core.say import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waypost.core.roadmap.elements import State

A_DATABASE = "The file of a database, or postgresql://…"
DatabasePlace = Annotated[Place, typer.Argument(metavar="DATABASE", parser=place_asked, help=A_DATABASE)]
FolderPath = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a workspace.")]
NewPlace = Annotated[Place, typer.Argument(metavar="COPY", parser=place_asked, help="A file that is not there yet.")]
CopyPlace = Annotated[Place, typer.Argument(metavar="COPY", parser=place_asked, help="A copy that was made before.")]


def take(session: Session, folder: FolderPath, database: DatabasePlace) -> None:
    """A new database with every state of a folder.

    Example: waypost database take demo demo.db
    """
    from waypost.usecases.keeping import take_in

    _told(session, take_in(folder, database), database)


def give(session: Session, database: DatabasePlace, folder: FolderPath) -> None:
    """Every state of a database as files of a new folder.

    Example: waypost database give demo.db folder
    """
    from waypost.usecases.keeping import give_out

    _told(session, give_out(database, folder), folder)


def copy(session: Session, database: DatabasePlace, target: NewPlace) -> None:
    """A copy as it is at one moment, while others go on writing. It may lie in a file or on a server, whatever the
    database lies in.

    Example: waypost database copy demo.db monday.db
    """
    from waypost.usecases.keeping import back_up

    homes = back_up(database, target)
    if session.as_json:
        answer_json(session, {"path": str(target), "homes": homes})
        return
    print(target)


def restore(session: Session, source: CopyPlace, database: DatabasePlace) -> None:
    """A database put back from a copy whose history holds. What was in its place is kept beside it. Nobody may be
    working with the database meanwhile.

    Example: waypost database restore monday.db demo.db
    """
    from waypost.usecases.keeping import restore as put_back

    kept = put_back(source, database, now=now())
    if session.as_json:
        answer_json(session, {"path": str(database), "kept": kept})
        return
    print(database)
    if kept is not None and not session.quiet:
        line(session, say("cli.kept_aside", name=kept))


def upgrade(session: Session, database: DatabasePlace) -> None:
    """Bring the tables to this version of Waypost, whole or not at all; a verified copy is made first.

    Example: waypost database upgrade demo.db
    """
    from waypost.usecases.keeping import upgrade as brought_up

    copied = brought_up(database, now=now())
    if session.as_json:
        answer_json(session, {"path": str(database), "copy": copied})
    elif copied is None:
        line(session, say("cli.upgraded_already"))
    else:
        line(session, say("cli.upgraded", copy=copied))


def verify(session: Session, database: DatabasePlace) -> None:
    """Is history as it was written: every changed byte is found. Ends with 1 when one is.

    Example: waypost verify demo.db
    """
    from waypost.usecases.keeping import verify as problems_of

    found = problems_of(database)
    if session.as_json:
        answer_json(session, {"broken": len(found)}, problems=found)
    else:
        show_problems(session, found)
        line(session, say("cli.verified", n=len(found)) if found else say("cli.verified_whole"))
    if found:
        raise typer.Exit(1)


def _told(session: Session, states: Iterable[State], target: Place) -> None:
    count = 0
    for one in states:
        count += 1
        if not session.quiet and sys.stderr.isatty():
            print(f"{one.home} {one.at:%Y-%m-%d}", file=sys.stderr)
    if session.as_json:
        answer_json(session, {"path": str(target), "states": count})
        return
    print(target)
