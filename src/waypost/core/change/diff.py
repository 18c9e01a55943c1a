"""What changed between two sets of elements, and the way back: `apply(a, diff(a, b)) == b`.

Driven by the table of kinds: a new field is compared without another line here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from waypost.core.change.changes import Change, Changes, Op, field_names, value_of, with_values
from waypost.core.change.promises import DATES, reason_for
from waypost.core.roadmap.elements import Element, in_order
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.view import View
from waypost.core.say import Ref
from waypost.core.values import ElementId, Text, When

Reasons = dict[tuple[ElementId, str | None], Text]
_ORDER: Final = {op: at for at, op in enumerate((Op.MOVED, Op.REMOVED, Op.ADDED, Op.CHANGED))}


def diff(old: View | Iterable[Element], new: View | Iterable[Element]) -> Changes:
    """What changed from `old` to `new`, moved first, then removed, added, changed; each by number, then id.

    Reasons are those of the newer view, else those noted with an action's own date changes. An element whose kind
    changed is removed and added.
    """
    before = {one.id: one for one in old}
    after = {one.id: one for one in new}
    why: Reasons = {(one.element, one.field): one.reason for one in new.reasons} if isinstance(new, View) else {}
    found: list[Change] = []
    for element in after.values():
        was = before.get(element.id)
        if was is element or was == element:
            continue
        found.extend(_changed(was, element, why) if was else [_whole(Op.ADDED, element, why)])
    found.extend(_whole(Op.REMOVED, one, why) for one in before.values() if one.id not in after)
    called = (replace(one, ref=_called(one, old if one.op is Op.REMOVED else new)) for one in found)
    return Changes(changes=tuple(sorted(called, key=_place)))


def _called(change: Change, side: View | Iterable[Element]) -> Ref:
    """What a person calls the element, on the side on which it is there."""
    element = side.get(change.element) if isinstance(side, View) else None
    return named(side, element) if isinstance(side, View) and element is not None else change.ref


def _changed(was: Element, now: Element, why: Reasons) -> Iterator[Change]:
    if was.kind is not now.kind:
        yield _whole(Op.REMOVED, was, why)
        yield _whole(Op.ADDED, now, why)
        return
    for field in field_names(now.kind):
        old, new = value_of(was, field), value_of(now, field)
        if old is new or old == new:
            continue
        yield Change(
            op=Op.MOVED if field in DATES and _day_moved(old, new) else Op.CHANGED,
            element=now.id,
            ref=now.ref,
            kind=now.kind.name,
            field=field,
            old=old,
            new=new,
            reason=why.get((now.id, field)) or reason_for(now.body, field, old),
            days=_shift(old, new) if field in DATES else None,
        )


def _whole(op: Op, element: Element, why: Reasons) -> Change:
    return Change(
        op=op,
        element=element.id,
        ref=element.ref,
        kind=element.kind.name,
        field=None,
        old=element if op is Op.REMOVED else None,
        new=element if op is Op.ADDED else None,
        reason=why.get((element.id, None)),
    )


def _day_moved(old: object, new: object) -> bool:
    """Whether another day is meant, not only other words."""
    return _days(old) != _days(new)


def _days(when: object) -> object:
    return (when.first, when.last) if isinstance(when, When) else None


def _shift(old: object, new: object) -> int | None:
    if isinstance(old, When) and isinstance(new, When) and old.last and new.last:
        return (new.last - old.last).days
    return None


def _place(change: Change) -> tuple[object, ...]:
    return (_ORDER[change.op], print_order(change.ref))


def apply(elements: Iterable[Element], changes: Changes) -> tuple[Element, ...]:
    """The elements after the changes, in the order of a file.

    Raises KeyError for a change of an element that is not there.
    """
    found = {one.id: one for one in elements}
    values: dict[ElementId, dict[str, object]] = {}
    for change in changes.of(Op.REMOVED):
        del found[change.element]
    for change in changes.of(Op.ADDED):
        found[change.element] = change.new
    for change in (*changes.of(Op.MOVED), *changes.of(Op.CHANGED)):
        if change.field is not None:
            values.setdefault(change.element, {})[change.field] = change.new
    for element, fields in values.items():
        found[element] = with_values(found[element], fields)
    return in_order(found.values())
