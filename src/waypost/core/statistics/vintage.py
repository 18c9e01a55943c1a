"""One publication as the store keeps it: never changed, and named by what went in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Dated = Literal["told", "file", "retrieved"]
"""How the day of publication is known: told by whoever adds the file, said in it, or only not later than the day on
which it was retrieved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table of a vintage: its rows and the SHA-256 of its file."""

    table: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """A file of a publisher, taken in once.

    `id` is dataset, day of publication and the beginning of the file's SHA-256. A licence that nobody states is None.
    `caveats` are words of the publisher, or of ours where a reader must know how a figure was read. `left_out` counts
    the rows that are not in the tables; each was named when the file was taken in.
    """

    id: str
    kind: str
    dataset: str
    publisher: str
    title: str
    licence: str | None
    citation: str
    file: str
    sha256: str
    issued: date
    dated: Dated
    retrieved: date
    caveats: tuple[str, ...]
    left_out: int
    parts: tuple[Part, ...]

    def rows(self, table: str) -> int:
        """The rows of one of its tables, 0 for a table that it has not."""
        return next((one.rows for one in self.parts if one.table == table), 0)
