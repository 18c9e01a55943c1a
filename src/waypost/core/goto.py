"""Where a link leads: the name of an address, the values in it, what is asked of it and the part of the page.

The core does not know how an address is written. `waypost.outputs.html.addresses` holds the one table of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Goto:
    """A place in the workspace: `name` is a row of the table of addresses, `values` fill its pattern, `query` is what
    is asked of it, `part` the id of a part of the page."""

    name: str
    values: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    part: str = ""

    def asking(self, *query: tuple[str, str]) -> Goto:
        """The same place, asked for something more."""
        return replace(self, query=(*self.query, *query))


def goto(name: str, /, *, query: Iterable[tuple[str, str]] = (), part: str = "", **values: str) -> Goto:
    """`Goto` with the values of its address as keywords, in the order given."""
    return Goto(name=name, values=tuple(values.items()), query=tuple(query), part=part)
