"""Rows of what comes again: publishers write the same sector, body or marker into every activity.

A reader gives such a part as one and the same value each time, so its row is known by the value itself, without a look
into it, and so is the text of that row (`staging.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from waypost.evidence.tables import Cell, Row

_Part = TypeVar("_Part")

MOST: Final = 5_000
"""Values whose rows are kept."""


class Again(tuple[Cell, ...]):
    """A row, or cells in the middle of one, that are the same object whenever what they are of comes again."""

    __slots__ = ()


Cells = tuple[Cell | Again, ...]
"""Cells of a row; those of an `Again` stand in its place."""


def flat(cells: Cells) -> Iterator[Cell]:
    """The cells one by one."""
    for one in cells:
        if isinstance(one, Again):
            yield from one
        else:
            yield one


def again(make: Callable[[_Part], Row]) -> Callable[[_Part], Row]:
    """The same function of values that never change, which remembers the rows of those it met last."""
    known: dict[int, tuple[_Part, Again]] = {}

    def made(part: _Part) -> Row:
        found = known.get(id(part))
        if found is None:
            if len(known) >= MOST:
                known.clear()
            # The part is kept with its row, so that no other can get its number.
            found = known[id(part)] = (part, Again(make(part)))
        return found[1]

    return made
