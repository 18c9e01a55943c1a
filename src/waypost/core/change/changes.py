"""What a difference says: one change of one field of one element, with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache
from typing import Any, Final

from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import KINDS, Kind
from waypost.core.say import Ref
from waypost.core.values import ElementId, Text


class Op(StrEnum):
    """`moved`: a start or due day changed; another parent is `changed` (contract 3)."""

    MOVED = "moved"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `field` is None when a whole element came or went; then `new` or `old` is that element.

    `days` is how far the last day of a moved date went, later positive; None when one of them is open.
    `reason` is None when nobody gave one.
    """

    op: Op
    element: ElementId
    ref: Ref
    kind: str
    field: str | None
    old: Any
    new: Any
    reason: Text | None
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All changes between two sets of elements, in the order moved, removed, added, changed."""

    changes: tuple[Change, ...]

    def of(self, op: Op) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(one for one in self.changes if one.op is op)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One field that both sides changed in different ways; `field` None: one removed what the other changed."""

    element: ElementId
    ref: Ref
    kind: str
    field: str | None
    base: Any
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What comes of a merge: the elements, what was in conflict, and what changed from ours.

    Where there is a conflict `elements` holds ours, or what one side kept when the other removed it: nothing is lost
    before a person has decided. Whoever writes looks at `conflicts` first.
    """

    elements: tuple[Element, ...]
    conflicts: tuple[Conflict, ...]
    taken: Changes


def field_names(kind: Kind) -> tuple[str, ...]:
    """Every field that can change: those that all elements have, then those of the kind."""
    return _names(kind.name)


@cache
def _names(kind: str) -> tuple[str, ...]:
    shared = (one.name for one in fields(Element) if one.name not in ("id", "body"))
    return (*shared, *(one.name for one in KINDS[kind].fields))


def value_of(element: Element, field: str) -> Any:
    """The value of a field, of the element itself or of its body."""
    return getattr(element if field in SHARED else element.body, field)


def with_values(element: Element, values: Mapping[str, Any]) -> Element:
    """The element with other values in some fields."""
    own = {name: held for name, held in values.items() if name in SHARED}
    inner = {name: held for name, held in values.items() if name not in SHARED}
    return replace(element, **own, body=replace(element.body, **inner)) if inner else replace(element, **own)


SHARED: Final = frozenset(one.name for one in fields(Element)) - {"id", "body"}
"""Fields that every element has, whatever its kind."""
