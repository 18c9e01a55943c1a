"""Serving: everything made ready, then granian with as many processes as asked, until somebody stops it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from granian.constants import Interfaces
from granian.server import Server

from waypost.core.errors import WrongRequest
from waypost.core.roadmap.elements import State
from waypost.core.say import say
from waypost.usecases.serving import Place, place_at, take_in_roadmaps
from waypost.web.application import FOLDER, ORIGIN, SERVER, set_up

if TYPE_CHECKING:
    from waypost.usecases.accounts import Account

LONGEST_END: Final = 5
"""Seconds that a process has to answer what it has begun."""
TARGET: Final = "waypost.web.application:make"


def get_ready(place: Place, tell: Callable[[State], None], *, samples: bool = False) -> tuple[Account, ...]:
    """Databases, tables, and where nobody can sign in yet the first accounts: their rows to be shown once."""
    for state in take_in_roadmaps(place, samples=samples):
        tell(state)
    set_up(place)
    # Imported here: the tables of people need Django set up.
    from waypost.usecases.accounts import first_accounts, make_tables

    make_tables(place)
    return first_accounts(samples=samples)


def of_another_key() -> int:
    """How many people cannot sign in with a code, since their phones were set up under another key."""
    from waypost.usecases.accounts import of_another_key as counted

    return counted()


def serve(place: Place, *, host: str, port: int, processes: int) -> None:
    """Serve a place until somebody stops it. Raises WrongRequest where another program listens at that port: the two
    would share what comes in."""
    _refuse_taken(host, port)
    os.environ |= {FOLDER: str(place.folder), ORIGIN: place.origin, SERVER: place.server}
    Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=4,
        # Whoever stops it waits no longer than this for a process that does not end by itself.
        workers_kill_timeout=LONGEST_END,
        websockets=False,
        factory=True,
        log_enabled=False,
    ).serve()


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise WrongRequest(say("serving.port_taken", address=f"{host}:{port}")) from None


def ready(folder: Path, origin: str, server: str = "") -> Place:
    """The place in a folder, with its secret key."""
    return place_at(folder, origin, server)
