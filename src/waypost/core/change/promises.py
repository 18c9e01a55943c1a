"""The first date promised: what an action said before anybody changed it, and how no edit loses it.

Source: design 3 (first date promised and each reason for a change); domain R10.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import DateChange
from waypost.core.values import ElementId, Missing, Text, When

DATES: Final = ("starts", "due")
"""The dates of an action whose changes are kept, by name of field."""


def first_promised(action: Action, field: str = "due") -> When | Missing:
    """The date first promised: the earliest that ever stood there, or what stands now if nothing changed it.

    Earliest by the day of the change; of several on one day, the one noted first.
    """
    moved = sorted((one for one in action.changes if one.field == field), key=lambda one: one.at)
    return next((one.old for one in moved if isinstance(one.old, When)), _date(action, field))


def with_promises(before: Iterable[Element], after: Iterable[Element], *, on: date) -> tuple[Element, ...]:
    """`after`, where each action keeps every change of its dates and has one for a date that differs without one.

    Called before a state is written, so that the first date promised cannot be lost by an edit, an import or a merge.
    `on` is the day noted for a change that nobody noted.
    """
    old = {one.id: one.body for one in before}
    return tuple(_kept(one, old, on) for one in after)


def _kept(element: Element, old: Mapping[ElementId, object], on: date) -> Element:
    before, after = old.get(element.id), element.body
    if not isinstance(before, Action) or not isinstance(after, Action):
        return element
    kept = tuple(one for one in before.changes if one not in after.changes)
    fresh = tuple(one for one in after.changes if one not in before.changes)
    unnoted = tuple(one for field in DATES for one in _unnoted(before, after, fresh, field, on))
    if not (kept or unnoted):
        return element
    known = tuple(one for one in after.changes if one not in fresh)
    return replace(element, body=replace(after, changes=(*kept, *known, *unnoted, *fresh)))


def _unnoted(
    before: Action, after: Action, fresh: tuple[DateChange, ...], field: str, on: date
) -> tuple[DateChange, ...]:
    """The change that nobody noted, from the date that stood to where the notes begin; none where no date stood."""
    was, now = _date(before, field), _date(after, field)
    noted = [one for one in fresh if one.field == field]
    if isinstance(was, Missing) or was == now or any(one.old == was for one in noted):
        return ()
    if not noted:
        return (DateChange(at=on, field=field, old=was, new=now),)
    first = min(noted, key=lambda one: one.at)
    return (DateChange(at=min(on, first.at), field=field, old=was, new=first.old),)


def _date(action: Action, field: str) -> When | Missing:
    return action.due if field == "due" else action.starts


def reason_for(body: object, field: str, was: object) -> Text | None:
    """Why a date or a target of a body changed, as its own history tells; None when it does not say."""
    notes: tuple[tuple[object, Text | Missing], ...] = ()
    if isinstance(body, Action):
        notes = tuple((one.old, one.reason) for one in body.changes if one.field == field)
    return next((why for old, why in reversed(notes) if old == was and isinstance(why, Text)), None)
