"""Where the things of a page lead, and which home each of them belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from waypost.core.brief.tree import Cell, Linked, Words
from waypost.core.goto import Goto, goto
from waypost.core.roadmap.elements import WORKSPACE, Element
from waypost.core.say import Say
from waypost.core.values import ElementId, Slug, Text

Homes = tuple[tuple[Slug, frozenset[ElementId]], ...]


def to_element(home: Slug, element: ElementId) -> Goto:
    """The page of an element."""
    if home == WORKSPACE:
        return goto("shared_element", element=element)
    return goto("element", home=home, element=element)


def linked(words: Say | Text, to: Goto, *, strong: bool = False) -> Cell:
    """Words in a cell that lead somewhere."""
    return Linked(cell=Words(words=words, strong=strong), to=to)


def homes_of(elements: Iterable[Element]) -> Homes:
    """Which home each of some elements belongs to, so that a sentence that names one leads to it."""
    found: dict[Slug, set[ElementId]] = {}
    # What stands together is mostly of one home: a page of all roadmaps has thousands of elements and few homes.
    for home, together in groupby(elements, key=attrgetter("home")):
        found.setdefault(home, set()).update(map(attrgetter("id"), together))
    return tuple((home, frozenset(names)) for home, names in sorted(found.items()))
