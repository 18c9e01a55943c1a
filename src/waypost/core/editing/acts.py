"""What people do with an element besides filling it in: move, split, close, drop, confirm, put an earlier version back.

Each is a function from what its author sees to an edit, or to problems with the field they stand at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.change.changes import value_of, with_values
from waypost.core.editing.edit import Edit, Problems, asking_reasons, edited, with_reasons
from waypost.core.editing.readers import asks_second, both
from waypost.core.errors import Problem
from waypost.core.roadmap.bodies import Action, Entry, Item, Lever
from waypost.core.roadmap.elements import Audience, Element, FieldReason
from waypost.core.roadmap.references import renamed, without
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import ActionState, EntryKind, ItemState, LeverState
from waypost.core.say import SayValue, say
from waypost.core.values import PUBLIC, ElementId, Missing, Principal, Text, When

HISTORIES: Final = ("changes", "earlier_targets")
"""Lists that only grow: no earlier version takes an entry out of them."""
KEPT: Final = ("home", "audience", *HISTORIES)
"""What putting back leaves as it is now: who may see an element is an act of its own."""


def moved(view: View, element: Element, parent: str, number: str | None, why: Text | None) -> Edit | Problems:
    """The edit that puts an element under another one, with the number it has there.

    `parent` is an id, a number, or number and title. Returns problems for a name that means nothing, and for a place
    under the element itself.
    """
    given = {"parent": ElementId(parent), "number": number}
    found = edited(view, element, given, {} if why is None else dict.fromkeys(given, why), on=date.min)
    if not isinstance(found, Edit) or not found.puts:
        return found
    now = found.puts[0]
    under = view.get(now.parent)
    if under is not None and (under.id == element.id or element in view.ancestors(under)):
        return (_problem("editing.under_itself", "parent", item=element.ref),)
    return found


# Split -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One part of an action that is split: what is to be done, its number, and its own date (None: as before)."""

    title: Text
    number: str | None = None
    due: When | None = None


def split(
    element: Element, pieces: Sequence[Piece], names: Sequence[ElementId], reason: Text, *, on: date
) -> Edit | Problems:
    """The edit that makes several actions of one: the first keeps its id, what hangs on it and its history.

    The others take over everything but facts that belong to one piece alone: what began, ended or was done. A piece
    with another date than before says why in `reason`. `names` are ids for the pieces after the first.
    """
    body = element.body
    if not isinstance(body, Action) or len(pieces) < 2:
        return (_problem("editing.two_pieces", "title.0"),)
    first = _piece(element, body, pieces[0])
    found = with_reasons(element, first, {"due": reason, "title": reason}, on=on)
    if not isinstance(found, Edit):
        return found
    fresh = replace(
        body, began=None, ended=None, done=Missing.NOT_REPORTED, changes=(), state_words=None, checked_by=None
    )
    others = tuple(
        _piece(replace(element, id=name, body=fresh), fresh, one) for name, one in zip(names, pieces[1:], strict=True)
    )
    why = tuple(FieldReason(element=one.id, field=None, reason=reason) for one in others)
    return Edit(puts=(*found.puts, *others), reasons=(*found.reasons, *why))


def _piece(element: Element, body: Action, piece: Piece) -> Element:
    due = body.due if piece.due is None else piece.due
    return replace(element, number=piece.number, body=replace(body, title=piece.title, due=due))


# Close, drop, confirm --------------------------------------------------------------------------------------------


def closed(element: Element, was_done: Text, *, day: date, by: Principal, name: ElementId) -> Edit | Problems:
    """The edit that closes an action or a point of a meeting with what was done.

    An action keeps the words as its state of play of that day, in a text of its own with the id `name` and for the
    same readers. Returns a problem for an element of a kind that is never closed, and for one closed before.
    """
    match element.body:
        case Action() as body:
            if body.state in (ActionState.DONE, ActionState.DROPPED):
                return (_problem("editing.closed_already", None, item=element.ref),)
            now = replace(body, state=ActionState.DONE, ended=day, done=Decimal(1))
            words = Entry(entry=EntryKind.STATE_OF_PLAY, words=was_done, as_of=day, author=by)
            told = Element(id=name, home=element.home, parent=element.id, audience=element.audience, body=words)
            return Edit(puts=(replace(element, body=now), told), reasons=(_why(element, "state", was_done),))
        case Item() as body:
            if body.state in (ItemState.DONE, ItemState.CONFIRMED, ItemState.DROPPED):
                return (_problem("editing.closed_already", None, item=element.ref),)
            point = replace(body, state=ItemState.DONE, was_done=was_done, closed_on=day)
            return Edit(puts=(replace(element, body=point),), reasons=(_why(element, "state", was_done),))
    return (_problem("editing.never_closed", None, item=element.ref),)


def confirmed(element: Element, *, by: Principal) -> Edit | Problems:
    """The edit by which somebody else confirms that a point of a meeting is settled.

    Whether the person is another one than who closed it is asked of history, by whoever calls.
    """
    body = element.body
    if not isinstance(body, Item) or body.state is not ItemState.DONE:
        return (_problem("editing.nothing_to_confirm", None, item=element.ref),)
    return Edit(puts=(replace(element, body=replace(body, state=ItemState.CONFIRMED, confirmed_by=by)),))


def dropped(view: View, element: Element, reason: Text) -> Edit:
    """The edit that gives something up: an action, a point or a lever stays with that state, since it was promised;
    anything else goes, with what stands under it. Either way the reason is kept."""
    match element.body:
        case Action() as action:
            return _in_state(element, replace(action, state=ActionState.DROPPED), reason)
        case Item() as item:
            return _in_state(element, replace(item, state=ItemState.DROPPED), reason)
        case Lever() as lever:
            return _in_state(element, replace(lever, state=LeverState.WITHDRAWN), reason)
    return _taken(view, element, reason)


def taken_along(view: View, element: Element) -> tuple[Element, ...]:
    """An element and all that stands under it, as far as the viewer may know."""
    return (element, *(one for one in view if element in view.ancestors(one)))


def _in_state(element: Element, body: Action | Item | Lever, reason: Text) -> Edit:
    return Edit(puts=(replace(element, body=body),), reasons=(_why(element, "state", reason),))


def _why(element: Element, field: str, reason: Text) -> FieldReason:
    return FieldReason(element=element.id, field=field, reason=reason)


def decided(
    view: View, then: View, element: Element | None, gone: ElementId, name: ElementId, reason: Text
) -> Edit | Problems:
    """The edit that lets one side have its way with an element that it took out (`element` None) or changed and the
    other had taken out: `gone` is its id, `then` the last moment at which it was there. See `brought_back`."""
    held = view.get(gone)
    if element is None:
        return Edit() if held is None else _taken(view, held, reason)
    if held is not None:
        return Edit(puts=(replace(element, audience=held.audience),), reasons=(_whole(gone, reason),))
    was = then.get(gone)
    return brought_back(view, then, element if was is None else replace(element, audience=was.audience), name, reason)


def _taken(view: View, element: Element, reason: Text) -> Edit:
    gone = taken_along(view, element)
    why = tuple(FieldReason(element=one.id, field=None, reason=reason, audience=one.audience) for one in gone)
    return Edit(takes=frozenset(one.id for one in gone), reasons=why)


def _whole(element: ElementId, reason: Text) -> FieldReason:
    return FieldReason(element=element, field=None, reason=reason)


# Undo ------------------------------------------------------------------------------------------------------------


def undone(view: View, earlier: Element, reason: Text, *, on: date) -> Edit | Problems:
    """The edit that puts an earlier version back, as a new one: history goes on, nothing of it is taken away.

    Who may see the element stays as it is now, and so do the notes of its dates and targets, to which this change is
    added. Returns problems where the element, something it points to, or stands under, is gone, and where it is as it
    was.
    """
    body, now = without(earlier.body, lambda one: one not in view), view.get(earlier.id)
    if now is None or body is None or (earlier.parent is not None and earlier.parent not in view):
        return (_problem("editing.place_gone", None, item=earlier.ref),)
    earlier = replace(earlier, body=body)
    if now.kind is not earlier.kind:
        return (_problem("editing.other_kind", None, item=now.ref),)
    names = {one.name for one in now.kind.fields}
    back = with_values(earlier, {one: value_of(now, one) for one in KEPT if one in names or one not in HISTORIES})
    if back == now:
        return (_problem("editing.as_it_was", None, item=now.ref),)
    asked = {*asking_reasons(now, back), *_changed(now, back)}
    return with_reasons(now, back, dict.fromkeys(asked, reason), on=on)


def _changed(now: Element, back: Element) -> tuple[str, ...]:
    shared = ("parent", "number", "note", "sources")
    return tuple(
        one for one in (*shared, *(held.name for held in now.kind.fields)) if value_of(now, one) != value_of(back, one)
    )


def brought_back(view: View, then: View, element: Element, name: ElementId, reason: Text) -> Edit | Problems:
    """The edit that brings back an element that is there no more, as it is given, with what stood under it `then` and
    went too.

    They come back under new ids that begin with `name`: to whoever lost sight of an element it is gone, and what they
    bring back must not meet the one that others still have. Each is for those it was for, within what it stands under;
    whoever does not keep the roadmap lets no partner and not the public see it at once. Returns a problem where its
    place, or something it cannot do without, is gone.
    """
    lost = [one for one in then if one.id not in view and (one.id == element.id or element in then.ancestors(one))]
    lost.sort(key=lambda one: (one.id != element.id, len(then.ancestors(one))))
    names = {one.id: ElementId(f"{name}{at}" if at else name) for at, one in enumerate(lost)}
    back = _standing(view, {names[one.id]: _renamed(element if one.id == element.id else one, names) for one in lost})
    if name not in back:
        return (_problem("editing.place_gone", None, item=element.ref),)
    placed: dict[ElementId, Element] = {}
    for one in back.values():
        above = placed.get(one.parent) or view.get(one.parent) if one.parent is not None else None
        placed[one.id] = replace(one, audience=_readers_again(view, one, above))
    why = tuple(FieldReason(element=one, field=None, reason=reason) for one in placed)
    return Edit(puts=tuple(placed.values()), reasons=why)


def _renamed(element: Element, names: Mapping[ElementId, ElementId]) -> Element:
    """An element under its new id, and pointing to others by theirs."""
    parent = None if element.parent is None else names.get(element.parent, element.parent)
    body = renamed(element.body, lambda one: names.get(one, one))
    return replace(element, id=names[element.id], parent=parent, body=body)


def _standing(view: View, back: dict[ElementId, Element]) -> dict[ElementId, Element]:
    """Those of the elements that can come back: what one stands under and cannot do without is there or comes too."""
    bodies = {name: without(one.body, lambda to: to not in view and to not in back) for name, one in back.items()}
    kept = {
        name: replace(one, body=body)
        for name, one in back.items()
        if (body := bodies[name]) is not None and (one.parent is None or one.parent in view or one.parent in back)
    }
    return kept if len(kept) == len(back) else _standing(view, kept)


def _readers_again(view: View, element: Element, above: Element | None) -> Audience:
    """For whom an element comes back: see `brought_back`."""
    audience = element.audience if above is None else both(element.audience, above.audience)
    audience = audience if PUBLIC in audience else audience | {view.viewer}
    if view.is_keepers or not asks_second(frozenset({view.viewer}), audience):
        return audience
    return frozenset(one for one in audience if not _is_guest(one)) | {view.viewer}


def _is_guest(principal: Principal) -> bool:
    return principal == PUBLIC or principal.startswith("partner:")


def _problem(code: str, field: str | None, **values: SayValue) -> Problem:
    return Problem(code=code, reason=say(code, **values), remedy=say(f"{code}.remedy"), column=field)
