"""Who may change what. Nobody changes what they cannot see; the rest depends on in whose name a person acts.

The EU keeps the workspace and changes what it sees, and so does the owner whom a roadmap names. Everybody else changes
their own: what names them as owner, reporter, donor, author or side, and what stands below it. A partner also has a
hand in the joint text: what both sides do, and what each gives for what. The public changes nothing. In a proposal,
which is a copy, whoever sees it tries whatever they want; merging it asks for the rights in the roadmap itself.

Source: domain 5 (roles), design 3, issue 3.2 (the partner's seat).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from waypost.core.change.portion import own_rows
from waypost.core.editing.edit import Edit
from waypost.core.errors import Problem
from waypost.core.roadmap.bodies import Action, Item, Pair
from waypost.core.roadmap.elements import WORKSPACE, Element, State, origin_of
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.view import View, see
from waypost.core.roadmap.vocabulary import Side
from waypost.core.say import say
from waypost.core.values import PUBLIC, ElementId, Principal

PARTNER: Final = "partner:"
NEVER_OWN: Final = frozenset({"roadmap", "pillar", "series", "meeting", "acceptance"})
"""Kinds that only the keepers of a roadmap add: they set out what everybody else works in."""
SHARED: Final = frozenset({"series", "meeting", "item", "document", "entry"})
"""Kinds of what belongs to no roadmap: meetings that several share, and what is decided there."""


_UNDER: Final[dict[str, tuple[str, ...]]] = {
    "roadmap": ("pillar", "objective", "action", "contribution", "pair", "relation", "document", "acceptance"),
    "pillar": ("objective", "action"),
    "objective": ("action", "indicator", "contribution", "lever"),
    "indicator": ("report",),
    "action": ("link", "indicator", "contribution", "lever", "assessment", "criterion"),
    "position": ("lever",),
    "series": ("meeting",),
    "meeting": ("item", "document"),
    "item": ("document",),
}
"""What is usually added under an element of a kind, beside texts and positions; anything else may stand there too."""


def under(kind: str) -> tuple[str, ...]:
    """The kinds that are offered to be added under an element of a kind, the usual ones first."""
    positions = ("position",) if kind in ("roadmap", "objective", "action") else ()
    return (*_UNDER.get(kind, ()), *positions, "entry")


def may_edit(view: View, element: Element) -> bool:
    """Whether the viewer may change an element, of which `view` says what they see."""
    return element in view.elements and element.id in editable(view)


def editable(view: View) -> frozenset[ElementId]:
    """The elements of a view that its viewer may change."""
    if view.viewer == PUBLIC:
        return frozenset()
    if view.is_keepers or origin_of(view.home) is not None:
        return frozenset(one.id for one in view)
    joint = (one.id for one in view if _is_joint(one, view.viewer))
    return own_rows(view, view.viewer) | frozenset(joint)


def _is_joint(element: Element, viewer: Principal) -> bool:
    """Whether an element is of the text that a partner has a hand in, or its own reply."""
    if not viewer.startswith(PARTNER):
        return False
    match element.body:
        case Action() as action:
            return action.side is Side.BOTH
        case Item() as item:
            return item.partner == viewer.removeprefix(PARTNER)
        case Pair():
            return True
    return False


def addable(view: View) -> tuple[str, ...]:
    """The kinds of which the viewer may add elements, in the order of the table of kinds."""
    if view.viewer == PUBLIC or not view.elements:
        return ()
    everything = view.is_keepers or origin_of(view.home) is not None
    fitting = (one for one in KINDS if (one in SHARED if view.home == WORKSPACE else one != "roadmap"))
    return tuple(one for one in fitting if everything or one not in NEVER_OWN)


def beyond(view: View, edit: Edit, state: State, *, taking_part: bool | None = None) -> tuple[Problem, ...]:
    """A problem for each element of an edit that its author may not change, or may not add as theirs.

    What is new must be theirs once it is there. `state` is the home after the edit; `taking_part` as in `see`.
    """
    may = editable(view)
    fresh = [one for one in edit.puts if one.id not in view]
    after = editable(see(state, view.viewer, taking_part=taking_part)) if fresh else frozenset()
    kinds = addable(view)
    refused = [one for one in _touched(view, edit) if one.id not in may]
    refused += [one for one in fresh if one.id not in after or one.kind.name not in kinds]
    return tuple(_problem(one) for one in refused)


def _touched(view: View, edit: Edit) -> Iterable[Element]:
    return (one for one in view if one.id in edit.touched)


def _problem(element: Element) -> Problem:
    code = "editing.not_yours"
    return Problem(code=code, reason=say(code, item=element.ref), remedy=say(f"{code}.remedy"), element=element.id)
