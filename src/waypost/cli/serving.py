"""Serving the web workspace."""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, now
from waypost.cli.printing import answer_json, line
from waypost.core.errors import WrongRequest
from waypost.core.say import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waypost.codec.tree import Json
    from waypost.core.roadmap.elements import State
    from waypost.usecases.accounts import Account

LOCAL = "http://127.0.0.1:8000"
Served = Annotated[Path, typer.Argument(metavar="DIR", help="The folder in which the workspace lies or is to lie.")]
Host = Annotated[str, typer.Option("--host", help="The address to listen at.")]
Port = Annotated[int, typer.Option("--port", help="The port to listen at.")]
Origin = Annotated[
    str | None, typer.Option("--origin", metavar="URL", help="What people type, as https://waypost.example.")
]
Samples = Annotated[bool, typer.Option("--samples", help="The sample roadmaps, with an account for each kind of user.")]
Processes = Annotated[int, typer.Option("--processes", help="How many processes answer.")]
DatabaseAt = Annotated[
    str,
    typer.Option(
        "--database",
        metavar="URL",
        envvar="WAYPOST_DATABASE",
        help="A PostgreSQL server for roadmaps and people, as postgresql://desk@host/waypost; else files in DIR.",
    ),
]
Ready = Annotated[bool, typer.Option("--ready", help="Make everything ready and serve nothing.")]


def serve(
    session: Session,
    folder: Served,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    origin: Origin = None,
    samples: Samples = False,
    processes: Processes = 2,
    database: DatabaseAt = "",
    ready: Ready = False,
) -> None:
    """The web workspace, until Ctrl-C. Secrets of accounts made now are printed once.

    Example: waypost serve serve --samples
    """
    try:
        # Imported here: the web is an extra, and only this command needs it.
        from waypost.web import serving
    except ModuleNotFoundError as error:
        raise WrongRequest(say("serving.no_web", value=error.name or "")) from None

    address = origin or f"http://{host}:{port}"
    place = serving.ready(folder, address, database)
    accounts = serving.get_ready(place, lambda state: _told(session, state), samples=samples)
    _warn(session, serving.of_another_key())
    _show(session, address, accounts)
    if not ready:
        serving.serve(place, host=host, port=port, processes=processes)


def digest(
    session: Session,
    folder: Served,
    origin: Annotated[
        str, typer.Option("--origin", metavar="URL", help="The address that stands in each mail.")
    ] = LOCAL,
    mail_server: Annotated[
        str | None,
        typer.Option(
            "--mail-server",
            metavar="HOST:PORT",
            help="To the mailboxes that people gave; else each mail is a file in DIR/outbox.",
        ),
    ] = None,
    database: DatabaseAt = "",
) -> None:
    """Mail everybody how much waits for them, each from what they may see; for a timer, once a week.

    Example: waypost digest serve --origin https://waypost.example --mail-server localhost:25
    """
    try:
        # Imported here for the same reason.
        from waypost.web import serving
    except ModuleNotFoundError as error:
        raise WrongRequest(say("serving.no_web", value=error.name or "")) from None
    place = serving.ready(folder, origin, database)
    serving.get_ready(place, lambda state: None)
    from waypost.usecases.pages.digests import outbox_at, send_digests

    names = send_digests(place, now(), outbox_at(place, mail_server))
    if session.as_json:
        answer_json(session, {"sent": [*names]})
        return
    line(session, say("digest.sent", n=len(names)))


def code(
    session: Session, secret: Annotated[str, typer.Argument(metavar="SECRET", help="As `serve` printed it.")]
) -> None:
    """The one-time code of the moment, for whoever has no app at hand.

    Example: waypost code JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP
    """
    from waypost.core.people.one_time import code_at, step_of

    try:
        found = code_at(base64.b32decode(secret.upper()), step_of(now()))
    except ValueError:
        raise WrongRequest(say("serving.no_code", value=secret)) from None
    if session.as_json:
        answer_json(session, {"code": found})
        return
    print(found)


def _told(session: Session, state: State) -> None:
    if not session.quiet and sys.stderr.isatty():
        print(f"{state.home} {state.at:%Y-%m-%d}", file=sys.stderr)


def _warn(session: Session, shut_out: int) -> None:
    """That the key is not the one with which people set up their phones."""
    if shut_out and not session.quiet:
        print(session.words.plain(say("serving.other_key", n=shut_out)), file=sys.stderr)


def _show(session: Session, address: str, accounts: Sequence[Account]) -> None:
    """The address, and each account with the secrets that nobody can be told again."""
    if session.as_json:
        rows: list[Json] = [
            {
                "login": one.seat.login,
                "password": one.password,
                "secret": one.secret,
                "recovery_codes": [*one.codes],
            }
            for one in accounts
        ]
        answer_json(session, {"address": address, "accounts": rows})
        return
    if accounts:
        line(session, say("serving.accounts", n=len(accounts)))
        for one in accounts:
            print(
                f"  {one.seat.login:<16} {one.password:<18} {one.secret}  {one.seat.organisation}, {one.seat.function}"
            )
        line(session, say("serving.accounts_next"))
    line(session, say("serving.address", address=address))
