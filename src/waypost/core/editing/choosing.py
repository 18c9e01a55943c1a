"""What a person chose of files before they are taken in: rows left out, conflicts settled one by one.

The files are turned into others that say only what was chosen, so that they are worked out as any file is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from waypost.core.change.changes import SHARED, Change
from waypost.core.change.folding import Clash, Sheet
from waypost.core.change.intake import Intake, Place, Proposed
from waypost.core.change.promises import DATES
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import FieldReason
from waypost.core.roadmap.records import DateChange
from waypost.core.roadmap.view import View
from waypost.core.values import ElementId, Missing, Text, When

Choices = Mapping[tuple[ElementId, str], bool]
"""Of each conflict that was settled, by element and field: whether the value of the file is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was chosen: elements whose rows stay out, conflicts settled, and the reason of each date taken."""

    left: frozenset[ElementId]
    choices: Choices
    reasons: Mapping[tuple[ElementId, str], Text]


def chosen(
    sheets: tuple[Sheet, ...], clashes: tuple[Clash, ...], view: View, choice: Chosen, *, on: date
) -> tuple[Intake, ...]:
    """The files as they were chosen. An element of which a conflict is still open stays out with its whole row.

    A value of a file that is taken against what holds now is a file of its own, made from what holds now.
    """
    settled = frozenset(
        one.conflict.element
        for one in clashes
        if all((each.conflict.element, each.conflict.field) in choice.choices for each in clashes if _same(each, one))
    )
    stays = choice.left | {one.conflict.element for one in clashes}
    intakes = [_without(one, stays) for one in sheets]
    for sheet in sheets:
        rows = tuple(_taken(sheet, element, view, choice, on) for element in sorted(settled - choice.left))
        held = tuple(one for one in rows if one is not None)
        if held:
            reasons = tuple(
                FieldReason(element=element, field=field, reason=why)
                for (element, field), why in sorted(choice.reasons.items(), key=lambda pair: pair[0])
            )
            intakes.append(replace(sheet.intake, at=None, complete=frozenset(), proposed=held, reasons=reasons))
    return tuple(intakes)


def _same(one: Clash, other: Clash) -> bool:
    return one.conflict.element == other.conflict.element


def _without(sheet: Sheet, stays: frozenset[ElementId]) -> Intake:
    """A file that says nothing of some elements: neither a change nor that they are gone."""
    meant = {row.place: row for row in sheet.settled.rows}
    proposed: list[Proposed] = []
    for one in sheet.intake.proposed:
        row = meant.get(one.place)
        if row is None or row.element.id not in stays:
            proposed.append(one)
        elif row.was is not None:
            proposed.append(replace(one, id=row.element.id, given=()))
    kinds = {one.id: one.kind.name for one in sheet.ground.sent.elements}
    place = Place(file=sheet.intake.file)
    proposed += [
        Proposed(kind=kinds[gone], id=gone, given=(), place=place) for gone in sheet.settled.removed if gone in stays
    ]
    return replace(sheet.intake, proposed=tuple(proposed))


def _taken(sheet: Sheet, element: ElementId, view: View, choice: Chosen, on: date) -> Proposed | None:
    """The row of an element with what the file changed, but for what was chosen to stay as it is now."""
    changes = [one for one in sheet.edits.changes if one.element == element and one.field is not None]
    kept = [one for one in changes if choice.choices.get((element, one.field or ""), True)]
    place = sheet.place_of(element)
    now = view.get(element)
    if not kept or place is None or now is None:
        return None
    given = {one.field or "": one.new for one in kept if one.field != "changes"}
    body = now.body
    if isinstance(body, Action):
        notes = tuple(filter(None, (_note(one, body, choice, on) for one in kept)))
        given |= {"changes": (*body.changes, *notes)} if notes else {}
    order = sorted(given.items(), key=lambda pair: (pair[0] not in SHARED, pair[0]))
    return Proposed(kind=now.kind.name, id=element, given=tuple(order), place=place)


def _note(change: Change, now: Action, choice: Chosen, on: date) -> DateChange | None:
    """The note of a date that is taken against what holds now, with its reason."""
    name = change.field or ""
    why = choice.reasons.get((change.element, name))
    if name not in DATES or why is None:
        return None
    old = getattr(now, name)
    new = change.new if isinstance(change.new, When | Missing) else Missing.NOT_STATED
    return DateChange(at=on, field=name, old=old, new=new, reason=why)
