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
    """The date first promised: what stood before the earliest change of it, or what stands now if nothing changed it.

    Earliest by the day of the change; of two on one day, the one noted first.
    """
    changes = [one for one in action.changes if one.field == field]
    if changes:
        return min(changes, key=lambda one: one.at).old
    return action.due if field == "due" else action.starts


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
    changes = (*(one for one in before.changes if one not in after.changes), *after.changes)
    for field in DATES:
        was, now = _date(before, field), _date(after, field)
        if was != now and not any(one.field == field and one not in before.changes for one in after.changes):
            changes = (*changes, DateChange(at=on, field=field, old=was, new=now))
    return element if changes == after.changes else replace(element, body=replace(after, changes=changes))


def _date(action: Action, field: str) -> When | Missing:
    return action.due if field == "due" else action.starts


def reason_for(body: object, field: str, was: object) -> Text | None:
    """Why a date or a target of a body changed, as its own history tells; None when it does not say."""
    notes: tuple[tuple[object, Text | Missing], ...] = ()
    if isinstance(body, Action):
        notes = tuple((one.old, one.reason) for one in body.changes if one.field == field)
    return next((why for old, why in reversed(notes) if old == was and isinstance(why, Text)), None)
