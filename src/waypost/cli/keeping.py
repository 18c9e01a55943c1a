"""Commands about the database of a workspace of many."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session
from waypost.cli.printing import answer_json, line, show_problems
from waypost.core.say import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waypost.core.roadmap.elements import State

DatabaseFile = Annotated[Path, typer.Argument(metavar="DATABASE", help="The file of a database.")]
FolderPath = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a workspace.")]
Copy = Annotated[Path, typer.Argument(metavar="COPY", help="A file that is not there yet.")]


def take(session: Session, folder: FolderPath, database: DatabaseFile) -> None:
    """A new database with every state of a folder.

    Example: waypost database take demo demo.db
    """
    from waypost.usecases.keeping import take_in

    _told(session, take_in(folder, database), database)


def give(session: Session, database: DatabaseFile, folder: FolderPath) -> None:
    """Every state of a database as files of a new folder.

    Example: waypost database give demo.db folder
    """
    from waypost.usecases.keeping import give_out

    _told(session, give_out(database, folder), folder)


def copy(session: Session, database: DatabaseFile, target: Copy) -> None:
    """A copy as it is at one moment, while others go on writing; also the way back from a copy.

    Example: waypost database copy demo.db monday.db
    """
    from waypost.usecases.keeping import back_up

    homes = back_up(database, target)
    if session.as_json:
        answer_json(session, {"path": str(target), "homes": homes})
        return
    print(target)


def verify(session: Session, database: DatabaseFile) -> None:
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


def _told(session: Session, states: Iterable[State], target: Path) -> None:
    count = 0
    for one in states:
        count += 1
        if not session.quiet and sys.stderr.isatty():
            print(f"{one.home} {one.at:%Y-%m-%d}", file=sys.stderr)
    if session.as_json:
        answer_json(session, {"path": str(target), "states": count})
        return
    print(target)
