"""A connection to a database as the gate uses it, whichever database it is; and what a reader's connection is told.

The same SQL text runs on SQLite and PostgreSQL, with `?` for a value. What differs between the two (how a transaction
begins, how the wall is put up) is inside their sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from waypost.core.roadmap.audience import takes_part
from waypost.core.values import PUBLIC, Principal, Slug

Row = tuple[Any, ...]
"""One row: its cells in the order asked for."""


class Session(Protocol):
    """A connection. Outside a transaction each question sees what is committed when it is asked."""

    asked: int
    """How many statements were sent, without those that begin and end transactions."""

    name: str
    """What a message calls the database."""

    @property
    def inside(self) -> bool:
        """Whether a transaction has begun and not ended."""

    def rows(self, words: str, values: Sequence[object] = ()) -> list[Row]:
        """Every row of a question."""

    def run(self, words: str, values: Sequence[object] = ()) -> int:
        """Do what a statement says; the number of rows it touched."""

    def run_each(self, words: str, several: Iterable[Sequence[object]]) -> None:
        """The same statement for each of several rows."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Everything asked inside sees one moment. Inside a transaction it is that transaction."""

    def writing(self) -> AbstractContextManager[None]:
        """A transaction of the only writer: committed whole, or as if it had not been. Inside one it is that one."""

    def close(self) -> None:
        """Let the connection go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Through whose eyes a reader's connection sees.

    `within` are the homes in which membership lets the viewer take part (None: no membership narrows it), `person` is
    the one whose drafts and uploads it sees (None: nobody's).
    """

    viewer: Principal
    within: frozenset[Slug] | None = None
    person: str | None = None

    @property
    def everywhere(self) -> bool:
        """Whether the viewer takes part in homes that do not name it as a partner."""
        return takes_part(self.viewer, frozenset())

    def takes_part(self, home: str, named: frozenset[str]) -> bool:
        """Whether the viewer takes part in a home, where `named` are the homes that name it as a partner."""
        if self.viewer == PUBLIC or (self.within is not None and home not in self.within):
            return False
        return self.everywhere or home in named
