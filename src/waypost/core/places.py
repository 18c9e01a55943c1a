"""Where a workspace lies: a path, or the address of a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol, final

SCHEMES: Final = ("postgresql://", "postgres://")
"""How the address of a server begins."""


class Place(Protocol):
    """A path (`pathlib.Path`) or a `Server`: what can be named as a workspace."""

    @property
    def name(self) -> str:
        """What a message calls it: never a password."""


@final
@dataclass(frozen=True, slots=True)
class Server:
    """A database on a PostgreSQL server, by its address: `postgresql://user@host:5432/database`."""

    address: str

    @property
    def name(self) -> str:
        """Host and database, without whoever connects and without settings."""
        rest = self.address.partition("://")[2].partition("?")[0]
        return rest.rpartition("@")[2]

    def __str__(self) -> str:
        return self.name


def is_server(address: str) -> bool:
    """Whether a text is the address of a server and not a path."""
    return address.startswith(SCHEMES)
