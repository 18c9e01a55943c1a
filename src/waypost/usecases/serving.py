"""Where a workspace is served from, and making it ready: databases, tables, the secret key, the first accounts."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from waypost.core.errors import Problem, Refused, WrongRequest
from waypost.core.places import Server, is_server
from waypost.core.roadmap.elements import State
from waypost.core.say import say
from waypost.usecases.keeping import take_in
from waypost.usecases.samples import sample_folder
from waypost.workspace.database.gate import Database

ROADMAPS: Final = "roadmaps.db"
PEOPLE: Final = "people.db"
KEY: Final = "secret.key"
DRAWINGS: Final = "drawings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a workspace is served from: its folder, the address under which people reach it, and its secret key.

    `origin` is scheme, host and port as a browser shows them: `https://waypost.example` behind a proxy that ends TLS,
    `http://127.0.0.1:8000` on one's own machine. `server` is the address of a PostgreSQL server that holds roadmaps
    and people; empty where both are files of the folder.
    """

    folder: Path
    origin: str
    key: str
    server: str = ""

    @property
    def roadmaps(self) -> Path | Server:
        """The file of the roadmaps, or the server that holds them."""
        return Server(self.server) if self.server else self.folder / ROADMAPS

    @property
    def people(self) -> Path:
        """The file of the people."""
        return self.folder / PEOPLE

    @property
    def drawings(self) -> Path:
        """Where charts are kept between two pages; a reader's own lie apart from those of others."""
        return self.folder / DRAWINGS

    @property
    def is_secure(self) -> bool:
        """Whether people reach it through TLS."""
        return urlsplit(self.origin).scheme == "https"


def place_at(folder: Path, origin: str, server: str = "") -> Place:
    """The place in that folder, with its secret key, made where there is none yet: a file that its owner alone may
    read. Raises WrongRequest for a `server` that is not the address of one."""
    if server and not is_server(server):
        raise WrongRequest(say("serving.no_server"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Place(folder=folder.resolve(), origin=origin, key=_key_in(folder / KEY), server=server)


def take_in_roadmaps(place: Place, *, samples: bool = False) -> Iterator[State]:
    """Every state of the workspace in the folder (or of the samples), taken into its database; none where it is there
    already. Raises Refused where the folder holds neither a database nor a workspace, and where a server holds none
    yet, is of another version, or lets somebody in for whom the wall would not stand: who serves makes no tables."""
    file = place.folder / ROADMAPS
    if place.server:
        Database(place.roadmaps).close()
    if place.server or file.exists():
        return
    source = Path(str(sample_folder())) if samples else place.folder
    if not (source / "roadmaps").is_dir() and not (source / "workspace").is_dir():
        reason, remedy = say("serving.nothing"), say("serving.nothing.remedy")
        raise Refused((Problem(code="serving.nothing", reason=reason, remedy=remedy, file=str(place.folder)),))
    yield from take_in(source, file)
    file.chmod(0o600)


def _key_in(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii")
