"""Serving: everything made ready, then granian with as many processes as asked, until somebody stops it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from granian.constants import Interfaces
from granian.server import Server

from waypost.core.roadmap.elements import State
from waypost.usecases.serving import Place, place_at, take_in_roadmaps
from waypost.web.application import FOLDER, ORIGIN, SERVER, set_up

if TYPE_CHECKING:
    from waypost.usecases.accounts import Account

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


def serve(place: Place, *, host: str, port: int, processes: int) -> None:
    """Serve a place until somebody stops it."""
    os.environ |= {FOLDER: str(place.folder), ORIGIN: place.origin, SERVER: place.server}
    Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=4,
        websockets=False,
        factory=True,
        log_enabled=False,
    ).serve()


def ready(folder: Path, origin: str, server: str = "") -> Place:
    """The place in a folder, with its secret key."""
    return place_at(folder, origin, server)
