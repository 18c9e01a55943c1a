"""What the page of an element offers to whoever looks at it: to edit, to act, to settle who sees it, to add."""

from __future__ import annotations

from typing import Final

from waypost.core.editing.rights import addable, may_edit, under
from waypost.core.goto import Goto, goto
from waypost.core.pages.element.whole import Doing
from waypost.core.pages.form import Act, Weight
from waypost.core.pages.page import Fold, Item, Items, Link, Links, PageBlock
from waypost.core.people.roles import Power
from waypost.core.roadmap.elements import Element, origin_of
from waypost.core.roadmap.view import View
from waypost.core.say import Code, say
from waypost.usecases.desk import Desk
from waypost.usecases.editing.acts import ACTS, acts_on
from waypost.usecases.editing.writing import closed_by_me
from waypost.usecases.opening import reading_of

MOST_VERSIONS: Final = 20
"""So many earlier versions are offered to be put back; the others are in the history."""


def doing(desk: Desk, view: View, element: Element) -> Doing:
    """What whoever sits at the desk may do with an element; nothing where an earlier moment is looked at."""
    if desk.visitor is None or desk.asking.at is not None or not desk.may(Power.EDIT):
        return Doing()
    adding = _adding(view, element)
    if not may_edit(view, element):
        return Doing(adding=adding)
    return Doing(
        first=(Act(label=say("editing.edit"), to=_to("edit", element), weight=Weight.MAIN),),
        element=(*_acts(desk, view, element), *_earlier(desk, view, element)),
        audience=(Act(label=say("editing.readers_save"), to=_to("audience", element)),),
        adding=adding,
        in_place=True,
    )


def _acts(desk: Desk, view: View, element: Element) -> tuple[PageBlock, ...]:
    names = tuple(one for one in acts_on(view, element) if desk.may(ACTS[one].power))
    own = "confirm" in names and closed_by_me(desk, element)
    names = tuple(one for one in names if not (own and one == "confirm"))
    waits = (Item(title=say("editing.waits_for_another")),) if own else ()
    acts = tuple(
        Act(
            label=say(f"editing.{one}"),
            to=_to(one, element),
            weight=Weight.WITHDRAW if ACTS[one].withdraws else Weight.PLAIN,
        )
        for one in names
    )
    return (Items(items=(*waits, Item(title=say("editing.acts"), acts=acts))),) if acts else ()


def _earlier(desk: Desk, view: View, element: Element) -> tuple[PageBlock, ...]:
    """The ways to put an earlier version back, newest first: one for each moment at which it was another."""
    links: list[Link] = []
    later = element
    for earlier in reversed(reading_of(desk.asking).views(view.home)):
        held = earlier.get(element.id)
        if held is not None and held != later:
            version = earlier.at.isoformat().replace("+00:00", "Z")
            to = goto("restore", home=element.home, element=element.id, query=(("version", version),))
            links.append(Link(label=say("editing.version", at=earlier.at), to=to))
            later = held
    if not links:
        return ()
    return (Fold(summary=say("editing.restore_earlier"), blocks=(Links(links=tuple(links[:MOST_VERSIONS])),)),)


def proposing(desk: Desk, view: View) -> tuple[Act, ...]:
    """The way to the proposals of a roadmap, or from a proposal to what it would change."""
    if desk.visitor is None or not desk.may(Power.EDIT):
        return ()
    if origin_of(view.home) is not None:
        return (Act(label=say("editing.proposal_compare"), to=goto("proposal", home=view.home)),)
    return (Act(label=say("editing.proposals"), to=goto("proposals", home=view.home)),)


def _adding(view: View, element: Element) -> tuple[PageBlock, ...]:
    kinds = set(addable(view))
    links = tuple(
        Link(
            label=say("editing.title_add", kind=Code(table="kind", code=one)),
            to=goto("add", home=element.home, kind=one, query=(("under", element.id),)),
        )
        for one in under(element.kind.name)
        if one in kinds
    )
    return (Fold(summary=say("editing.add_under"), blocks=(Links(links=links),)),) if links else ()


def _to(name: str, element: Element) -> Goto:
    return goto(name, home=element.home, element=element.id)
