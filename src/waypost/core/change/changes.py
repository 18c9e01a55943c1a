"""What a difference says: one change of one field of one element, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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
