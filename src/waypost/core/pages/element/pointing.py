"""What points to an element: its children and whatever names it, each with its own readers.

Source: look 10 (element: what points to it, each with its own marker); design 3 (what only some may know about an
action is an element of its own that points to it).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from waypost.core.roadmap.bodies import Entry, Item, Link, Position
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.references import references
from waypost.core.roadmap.view import View
from waypost.core.say import Code, Ref, Say, say
from waypost.core.values import ElementId, Missing

FIRST: Final = ("entry", "position", "pair", "lever", "assessment", "criterion", "acceptance", "contribution")
"""Kinds that stand first, in this order: what is said of the element, then what is given for it. The rest follows in
the order of the alphabet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """One element that points to another: what kind of thing it is, in words, and what it is called."""

    element: Element
    kind: Say
    ref: Ref


def pointers(view: View, element: Element) -> tuple[Pointer, ...]:
    """Everything in the view that stands under an element or names it, texts about it first; links of time are told
    with the facts (`waits`)."""
    others = (one for one in view if one.id != element.id and not isinstance(one.body, Link))
    found = (one for one in others if _points(one, element.id))
    told = (Pointer(element=one, kind=kind_words(one), ref=named(view, one)) for one in found)
    return tuple(sorted(told, key=_place))


def _points(one: Element, target: ElementId) -> bool:
    return one.parent == target or target in references(one.body)


def _place(one: Pointer) -> tuple[int, str, object]:
    name = one.element.kind.name
    at = FIRST.index(name) if name in FIRST else len(FIRST)
    return at, name, print_order(one.ref)


def kind_words(element: Element) -> Say:
    """What kind of thing an element is, as finely as its kind tells: a line to take, a refusal, a decision."""
    match element.body:
        case Entry(entry=kind, as_of=day):
            code = Code(table="entrykind", code=kind.value)
            return (
                say("element.text", kind=code)
                if isinstance(day, Missing)
                else say("element.text_of_day", kind=code, day=day)
            )
        case Position(position=kind):
            return say("element.text", kind=Code(table="positionkind", code=kind.value))
        case Item(item=kind):
            return say("element.text", kind=Code(table="itemkind", code=kind.value))
    return say("element.text", kind=Code(table="kind", code=element.kind.name))


def waits(view: View, element: Element) -> Iterator[tuple[bool, Element]]:
    """Both ends of the links of an action: True and what it waits for, False and what waits for it."""
    for _, link in view.of(Link):
        ends = (True, link.waits_for) if link.to == element.id else (False, link.to)
        if element.id in (link.to, link.waits_for):
            other = view.get(ends[1])
            if other is not None:
                yield ends[0], other
