"""The options that every command has: who asks, for when, and in which form (contract 1)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from waypost.core.errors import WrongRequest
from waypost.core.places import Place, Server, is_server
from waypost.core.say import say

if TYPE_CHECKING:
    from waypost.usecases.opening import Asking
    from waypost.words.wording import Wording

As = Annotated[str, typer.Option("--as", help="Who reads: eu, ms:IT, partner:TN, org:NAME, public.")]
On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="Plan time, as 2026-10-01; default: today.")]
At = Annotated[str | None, typer.Option("--at", metavar="MOMENT", help="Recorded time; default: the newest state.")]
Vintage = Annotated[
    str | None, typer.Option("--vintage", metavar="DAY", help="Figures as published by then; default: day of --at.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No remarks on standard error.")]


def place_asked(words: str | Path) -> Place:
    """Where a workspace lies: the address of a server, else a path."""
    return Server(str(words)) if is_server(str(words)) else Path(words)


Workspace = Annotated[
    Place,
    typer.Option(
        "-w",
        "--workspace",
        metavar="PLACE",
        parser=place_asked,
        help="The folder of the workspace, the file of its database, or postgresql://…",
    ),
]
Lang = Annotated[str, typer.Option("--lang", help="Language of the answer: en, fr, de, ar.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One call of one command: what is asked, and how it is to be answered."""

    command: str
    asking: Asking
    as_json: bool
    quiet: bool
    words: Wording


SHARED: Final[dict[str, tuple[Any, Any]]] = {
    "as_": (As, "eu"),
    "on": (On, None),
    "at": (At, None),
    "vintage": (Vintage, None),
    "as_json": (AsJson, False),
    "quiet": (Quiet, False),
    "workspace": (Workspace, Path()),
    "lang": (Lang, "en"),
}
"""By name of parameter: how it is written on the command line, and its default."""


def session_of(command: str, held: dict[str, Any]) -> Session:
    """The session that the options ask for. Raises WrongRequest for one that cannot be read."""
    # Imported here, as in every command: help must answer before the catalogues and the workspace are there.
    from waypost.usecases.moments import day_of, moment_of
    from waypost.usecases.opening import Asking, viewer_of
    from waypost.words.catalogue import LANGUAGES
    from waypost.words.wording import wording

    if held["lang"] not in LANGUAGES:
        raise WrongRequest(say("cli.no_language", value=held["lang"], known=LANGUAGES))
    asking = Asking(
        viewer=viewer_of(held["as_"]),
        on=day_of(held["on"]) if held["on"] else today(),
        at=moment_of(held["at"]) if held["at"] else None,
        vintage=day_of(held["vintage"]) if held["vintage"] else None,
        folder=held["workspace"],
    )
    words = wording(held["lang"])
    return Session(command=command, asking=asking, as_json=held["as_json"], quiet=held["quiet"], words=words)


def today() -> date:
    """The day on which the command is given; the only look at the clock for plan time."""
    return datetime.now().astimezone().date()


def kept_drawings() -> Path:
    """Where charts are kept between two commands: in the cache of the person who gives them.

    Source: XDG Base Directory Specification, which ignores a path that is not absolute.
    """
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / "waypost" / "drawings"


def now() -> datetime:
    """The moment recorded for what a command writes, in whole seconds of UTC."""
    return datetime.now(UTC).replace(microsecond=0)
