"""The command that asks publishers for their files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, today
from waypost.cli.printing import answer_json, remark
from waypost.core.say import say

if TYPE_CHECKING:
    from waypost.codec.tree import Json


def fetch(
    session: Session,
    publisher: Annotated[str, typer.Argument(metavar="PUBLISHER", help="eurostat, dportal, address.")],
    asked: Annotated[list[str], typer.Argument(metavar="WHAT…", help="Datasets, countries or addresses.")],
    online: Annotated[bool, typer.Option("--online", help="Ask the network; without it nothing is asked.")] = False,
    output: Annotated[Path, typer.Option("-o", metavar="DIR", help="The folder of the files.")] = Path(),
) -> None:
    """Fetches files from their publishers, to be added to the store; goes on where an earlier try broke off.

    Example: waypost evidence fetch eurostat migr_asyappctza --online -o files
    """
    from waypost.usecases.evidence_fetching import addresses
    from waypost.usecases.evidence_fetching import fetch as fetch_files

    on = today()
    if not online:
        would = addresses(publisher, asked, on=on)
        if session.as_json:
            answer_json(session, {"files": [{"path": None, "address": one, "bytes": None} for one in would]})
            return
        print(*would, sep="\n")
        remark(session, say("fetch.offline"))
        return
    found = []
    for one in fetch_files(publisher, asked, output, on=on, told=_sign_of_life(session)):
        found.append(one)
        if not session.as_json:
            print(one.path)
            remark(session, say("fetch.fetched", address=one.address, n=one.size))
    if session.as_json:
        files: list[Json] = [{"path": str(one.path), "address": one.address, "bytes": one.size} for one in found]
        answer_json(session, {"files": files})


def _sign_of_life(session: Session) -> Callable[[str, int], None]:
    """Tells on a terminal how much has come, a megabyte at a time; nothing into a pipe."""
    last = [0]

    def told(name: str, held: int) -> None:
        if not session.quiet and sys.stderr.isatty() and held >> 20 != last[0]:
            last[0] = held >> 20
            print(session.words.plain(say("fetch.coming", file=name, n=last[0])), file=sys.stderr)

    return told
