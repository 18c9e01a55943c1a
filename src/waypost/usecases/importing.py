"""Taking files back: read, matched, merged against the state they were made from, shown, and written whole.

A form is one reader from bytes to an `Intake`; a new one is a line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from waypost.core.change.intake import Intake, Reading

Rows = frozenset[tuple[str | None, int | None]]
"""Rows of a file by sheet and number."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How one form is read.

    `read` never raises for what is in the bytes: that is a problem of the intake. `rest` gives a file of the same form
    with only the rows named (and the head or cover), for whoever is to correct them; None where a form has none.
    """

    read: Callable[[bytes, Reading], Intake]
    rest: Callable[[bytes, Rows], bytes] | None = None


READERS: Final[dict[str, Reader]] = {}
"""The reader of each form, by the end of a file's name; heavy libraries are imported inside its functions."""
