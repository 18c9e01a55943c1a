"""What a workbook of ours proposes, gathered row by row; records of a list stand on a sheet of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from waypost.core.change.changes import value_of
from waypost.core.change.intake import Place, Proposed
from waypost.core.errors import Problem
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import KINDS
from waypost.core.values import ElementId
from waypost.readers.grid import Grids
from waypost.words.typed.cell import Value
from waypost.words.typed.desk import Desk


@dataclass(slots=True)
class Work:
    """One workbook while it is read."""

    grids: Grids
    desk: Desk
    base: Mapping[ElementId, Element]
    complete: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    rows: list[Proposed] = field(default_factory=list)
    keys: dict[ElementId, int] = field(default_factory=dict)
    """Where the row of an element stands among `rows`."""
    names: dict[str, int] = field(default_factory=dict)
    """The same for a row without a key, by number, title, and both."""
    lists: dict[tuple[int, str], list[tuple[int | None, Value]]] = field(default_factory=dict)
    """Records by row and field, each with its place in the list as it was; None for a new one."""
    moved: set[tuple[ElementId, str, int]] = field(default_factory=set)
    kept_lists: dict[tuple[int, str], str] = field(default_factory=dict)
    beside: set[int] = field(default_factory=set)
    """Rows made for an element of which only rows of a list are in the file."""
    broken: set[tuple[int, str]] = field(default_factory=set)

    def row_of(self, element: ElementId, kind: str, place: Place) -> int:
        """The place of an element's row; one is made for an element whose own row is not in the file."""
        if element not in self.keys:
            self.keys[element] = len(self.rows)
            self.beside.add(len(self.rows))
            self.rows.append(Proposed(kind=kind, id=element, given=(), place=place))
        return self.keys[element]

    def gathered(self) -> Iterator[Proposed]:
        """All rows, each with the lists that changed."""
        extra: dict[int, list[tuple[str, object]]] = {}
        for (at, name), found in self.lists.items():
            was = self._was(at, name)
            now = _merged(was, found, is_whole=self.kept_lists[at, name] in self.complete)
            if now != was and (at, name) not in self.broken:
                extra.setdefault(at, []).append((name, now))
        for at, row in enumerate(self.rows):
            if at in self.beside and KINDS[row.kind].plural in self.complete:
                # Its own row is gone from a sheet that is whole: what is left on the sheet of a list does not keep it.
                continue
            yield replace(row, given=(*row.given, *extra.get(at, ())))

    def _was(self, at: int, name: str) -> tuple[Value, ...]:
        element = self.base.get(self.rows[at].id or ElementId(""))
        held = tuple(value_of(element, name)) if element is not None else ()
        return tuple(_GONE if element and (element.id, name, n) in self.moved else one for n, one in enumerate(held))


_GONE: Final = object()
"""Stands where a record was that now belongs to another element."""


def _merged(was: tuple[Value, ...], found: list[tuple[int | None, Value]], *, is_whole: bool) -> tuple[Value, ...]:
    """A list with its records as they stand in the file; one that is not there stays unless the sheet is whole."""
    now = {at: record for at, record in found if at is not None}
    kept = [now.get(at, _GONE if is_whole else one) for at, one in enumerate(was)]
    fresh = [record for at, record in found if at is None or at >= len(was)]
    return tuple(one for one in (*kept, *fresh) if one is not _GONE)
