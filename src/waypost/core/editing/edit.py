"""An edit: what somebody wants changed of what they see, before anything is written.

It holds elements as they shall be, what shall go, and why. Nothing that its author may not see can stand in it: names
are looked up among what they see, and `recorded` puts it back into the whole without touching the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from waypost.core.change.changes import Changes, field_names, value_of
from waypost.core.change.diff import diff
from waypost.core.change.intake import Intake, Place, Proposed
from waypost.core.change.portion import portion
from waypost.core.change.promises import DATES, with_promises
from waypost.core.change.putting import pruned, put_back
from waypost.core.change.settle import Ground, settle
from waypost.core.closing import closes, confirming
from waypost.core.errors import Problem, Severity
from waypost.core.roadmap.bodies import Action, Indicator
from waypost.core.roadmap.elements import Element, FieldReason, in_order
from waypost.core.roadmap.records import DateChange, EarlierTarget
from waypost.core.roadmap.view import View
from waypost.core.say import say
from waypost.core.values import ElementId, Missing, Text, When

TARGETS: Final = ("target", "target_due")
"""The fields of an indicator whose earlier values are kept, by name of field."""

Problems = tuple[Problem, ...]
Given = Mapping[str, object]
Reasons = Mapping[str, Text]
"""Why each field changes, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Elements as they shall be, elements that shall go, and why; all as its author sees them."""

    puts: tuple[Element, ...] = ()
    takes: frozenset[ElementId] = frozenset()
    reasons: tuple[FieldReason, ...] = ()

    @property
    def touched(self) -> frozenset[ElementId]:
        """Every element that the edit is about."""
        return self.takes | {one.id for one in self.puts}

    def joined(self, other: Edit) -> Edit:
        """Both edits in one; what either takes goes."""
        return Edit(
            puts=(*self.puts, *other.puts), takes=self.takes | other.takes, reasons=(*self.reasons, *other.reasons)
        )


def edited(view: View, element: Element, given: Given, reasons: Reasons, *, on: date) -> Edit | Problems:
    """The edit that gives some fields of an element other values.

    `given` holds values in the types of the table of kinds; an element may be named by id, by number, or by number and
    title. A date or a target that stood there and changes is kept with its reason, noted on the day `on`.

    Returns problems, each with the field as its column: a name that means nothing or several things, a wider audience,
    a reason not given.
    """
    found = _settled(view, Proposed(kind=element.kind.name, id=element.id, given=tuple(given.items()), place=_HERE))
    if isinstance(found, tuple):
        return found
    return _closed_by_hand(element, found) or with_reasons(element, found, reasons, on=on)


def _closed_by_hand(was: Element | None, now: Element) -> Problems:
    """A problem where a point of a meeting would be closed or confirmed by filling in a field: that is an act, with
    what was done and who did it (issue 3.3)."""
    code = "editing.closed_by_hand"
    reason, remedy = say(code), say(f"{code}.remedy")
    fields = dict.fromkeys((*(("state",) if closes(was, now) else ()), *confirming(was, now)))
    return tuple(Problem(code=code, reason=reason, remedy=remedy, column=name) for name in fields)


def added(view: View, kind: str, given: Given, *, name: ElementId) -> Edit | Problems:
    """The edit that adds an element with that id. Without an audience it is for its author alone, within its parent's.

    Returns problems as `edited`, and one for each field that a new element needs. A new point of a meeting is open.
    """
    found = _settled(view, Proposed(kind=kind, id=name, given=tuple(given.items()), place=_HERE))
    if isinstance(found, tuple):
        return found
    return _closed_by_hand(None, found) or Edit(puts=(found,))


_HERE: Final = Place(file="")


def _settled(view: View, proposed: Proposed) -> Element | Problems:
    """What a row becomes, by the same rules as the row of a file."""
    ground = Ground(sent=portion(view), view=view, hidden={}, taker=view.viewer)
    found = settle(Intake(file="", proposed=(proposed,)), ground, lambda: proposed.id or ElementId(""))
    errors = tuple(one for one in found.problems if one.severity is Severity.ERROR)
    return errors or found.rows[0].element


# Reasons ---------------------------------------------------------------------------------------------------------


def asking_reasons(was: Element, now: Element) -> tuple[str, ...]:
    """The fields whose change asks for its reason: a date of an action, a target of an indicator that stood there."""
    names = DATES if isinstance(was.body, Action) else TARGETS if isinstance(was.body, Indicator) else ()
    if was.kind is not now.kind:
        return ()
    stood = (one for one in names if not isinstance(value_of(was, one), Missing))
    return tuple(one for one in stood if value_of(was, one) != value_of(now, one))


def with_reasons(was: Element, now: Element, reasons: Reasons, *, on: date) -> Edit | Problems:
    """The edit from one version of an element to another, with every date and target that changed kept.

    Reasons for fields that did not change are left out. Source: design 3 (first date promised and each reason for a
    change), domain R10.
    """
    asked = asking_reasons(was, now)
    lacking = tuple(one for one in asked if one not in reasons)
    if lacking:
        return tuple(_without_reason(now, one) for one in lacking)
    changed = frozenset(one.field for one in diff([was], [now]).changes)
    noted = tuple(
        FieldReason(element=now.id, field=name, reason=reasons[name])
        for name in field_names(now.kind)
        if name in changed and name in reasons
    )
    return Edit(puts=() if was == now else (_noted(was, now, asked, reasons, on),), reasons=noted)


def _without_reason(element: Element, field: str) -> Problem:
    code = "editing.reason_missing"
    label = say(f"field.{element.kind.name}.{field}")
    return Problem(code=code, reason=say(code, field=label), remedy=say(f"{code}.remedy"), column=f"_reason.{field}")


def _noted(was: Element, now: Element, asked: tuple[str, ...], reasons: Reasons, on: date) -> Element:
    """The newer version with a note of each promise that changed."""
    body = now.body
    if isinstance(body, Action):
        notes = tuple(_date_change(was, now, one, reasons[one], on) for one in asked)
        return replace(now, body=replace(body, changes=(*body.changes, *notes))) if notes else now
    if isinstance(body, Indicator) and isinstance(was.body, Indicator) and asked:
        earlier = EarlierTarget(target=was.body.target, due=was.body.target_due, until=on, reason=reasons[asked[0]])
        return replace(now, body=replace(body, earlier_targets=(*body.earlier_targets, earlier)))
    return now


def _date_change(was: Element, now: Element, field: str, reason: Text, on: date) -> DateChange:
    old, new = (_when(value_of(one, field)) for one in (was, now))
    return DateChange(at=on, field=field, old=old, new=new, reason=reason)


def _when(value: object) -> When | Missing:
    return value if isinstance(value, When | Missing) else Missing.NOT_STATED


# Into the whole ---------------------------------------------------------------------------------------------------


def applied(view: View, edit: Edit) -> tuple[Element, ...]:
    """What the author of an edit sees after it; what cannot do without something taken away goes with it."""
    found = {one.id: one for one in view} | {one.id: one for one in edit.puts}
    return in_order(pruned((one for one in found.values() if one.id not in edit.takes), edit.takes))


def recorded(whole: Iterable[Element], view: View, edit: Edit, *, on: date) -> tuple[Element, ...]:
    """The whole home after an edit: nothing that its author could not see is touched, no promise is lost."""
    elements = tuple(whole)
    return with_promises(elements, put_back(elements, view, applied(view, edit)), on=on)


def changes_of(view: View, edit: Edit) -> Changes:
    """What an edit changes, as its author sees it."""
    return diff(view, applied(view, edit))
