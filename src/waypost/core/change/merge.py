"""Three-way merge of elements, field by field.

What one side changed is taken; what both changed alike is taken once; what both changed differently is a conflict, and
a person decides. Lists that are a history (date changes, earlier targets, steps) take the additions of both sides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import get_args

from waypost.core.change.changes import Conflict, Merge, field_names, value_of, with_values
from waypost.core.change.diff import diff
from waypost.core.change.sayable import sayable
from waypost.core.roadmap.elements import Element, FieldReason, State, in_order
from waypost.core.roadmap.kinds import KINDS, Field, fields_of
from waypost.core.roadmap.view import View
from waypost.core.say import Say, say


def merge(base: View | Iterable[Element], ours: View | Iterable[Element], theirs: View | Iterable[Element]) -> Merge:
    """Ours with what they changed since `base`, and every conflict between the two.

    `merge(base, x, base)` and `merge(base, x, x)` are x; without conflict ours and theirs may change places.
    """
    sides = [{one.id: one for one in side} for side in (base, ours, theirs)]
    work = _Work()
    ids = dict.fromkeys(one for side in sides for one in side)
    merged = (work.element(*(side.get(one) for side in sides)) for one in ids)
    elements = in_order(one for one in merged if one is not None)
    conflicts = tuple(sorted(work.conflicts, key=lambda one: (one.kind, one.element, one.field or "")))
    return Merge(elements=elements, conflicts=conflicts, taken=diff(sides[1].values(), elements))


def reasons_kept(base: Iterable[Element], merged: Iterable[Element], *sides: State) -> tuple[FieldReason, ...]:
    """Why each field differs between `base` and what was merged, as the sides gave it, in their order and each once.

    A reason for what did not come into the merge is left out; where both sides give one, both stay.
    """
    changed = {(one.element, one.field) for one in diff(base, merged).changes}
    found = dict.fromkeys(one for side in sides for one in side.reasons)
    return tuple(one for one in found if (one.element, one.field) in changed)


def explain(conflict: Conflict) -> Say:
    """A conflict as a sentence; what the field is called stands beside it (the label of the table of kinds)."""
    if conflict.field is None:
        code = "change.both_added" if conflict.base is None else "change.removed_and_changed"
        return say(code, item=conflict.ref)
    shown = {name: sayable(getattr(conflict, name)) for name in ("base", "ours", "theirs")}
    return say("change.both_changed", item=conflict.ref, **shown)


@dataclass(slots=True, frozen=True)
class _Work:
    """One merge while it runs; its conflicts so far."""

    conflicts: list[Conflict] = field(default_factory=list)

    def element(self, base: Element | None, ours: Element | None, theirs: Element | None) -> Element | None:
        """One element of three sides; None when it is gone."""
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        if ours is None or theirs is None:
            kept = ours or theirs
            self._conflict(kept or base, None, base, ours, theirs)
            return kept
        if ours.kind is not theirs.kind or (base is not None and base.kind is not ours.kind):
            self._conflict(ours, None, base, ours, theirs)
            return ours
        return self._fields(base, ours, theirs)

    def _fields(self, base: Element | None, ours: Element, theirs: Element) -> Element:
        taken: dict[str, object] = {}
        for name in field_names(ours.kind):
            ourselves, they = value_of(ours, name), value_of(theirs, name)
            before = value_of(base, name) if base is not None else _NOTHING
            if ourselves == they or they == before:
                continue
            if ourselves == before:
                taken[name] = they
                continue
            earlier = () if base is None else value_of(base, name)
            joined = _joined(earlier, ourselves, they) if _is_history(ours, name) else None
            if joined is not None:
                taken[name] = joined
            else:
                self._conflict(ours, name, None if base is None else before, ourselves, they)
        return with_values(ours, taken) if taken else ours

    def _conflict(self, about: Element | None, name: str | None, base: object, ours: object, theirs: object) -> None:
        if about is not None:
            self.conflicts.append(
                Conflict(
                    element=about.id,
                    ref=about.ref,
                    kind=about.kind.name,
                    field=name,
                    base=base,
                    ours=ours,
                    theirs=theirs,
                )
            )


_NOTHING = object()
"""Before an element was there, each of its fields differed from everything."""


def _joined(
    before: tuple[object, ...], ours: tuple[object, ...], theirs: tuple[object, ...]
) -> tuple[object, ...] | None:
    """A history with the additions of both, each once and in the order in which its side noted them; None when a side
    took something away."""
    if any(one not in ours or one not in theirs for one in before):
        return None
    sides = sorted((tuple(one for one in side if one not in before) for side in (ours, theirs)), key=repr)
    return (*before, *dict.fromkeys(one for side in sides for one in side))


def _is_history(element: Element, name: str) -> bool:
    return name in _histories(element.kind.name)


@cache
def _histories(kind: str) -> frozenset[str]:
    """The lists of a kind that are kept over time: on a sheet of their own, each row with its day."""
    return frozenset(one.name for one in KINDS[kind].fields if one.shown.sheet is not None and _is_dated(one))


def _is_dated(one: Field) -> bool:
    return any(date in (part.type, *get_args(part.type)) for part in fields_of(get_args(one.type)[0]))
