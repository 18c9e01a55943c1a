"""The envelope of everything: an element, and the state of one home at one moment.

An element has exactly one audience; a change makes a new state, and no state is ever overwritten (design 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Final

from waypost.core.roadmap.bodies import Body
from waypost.core.roadmap.kinds import BODY_KIND, Kind, kind_of
from waypost.core.say import Ref
from waypost.core.values import ElementId, Missing, Principal, Slug, Source, Text

WORKSPACE: Final = Slug("workspace")
"""The home of what belongs to no roadmap: series, meetings, documents."""
_MARK: Final = re.compile(r"(.+)--p[0-9a-f]{8}")
"""The slug of a proposal: that of its roadmap, and a mark that no roadmap has."""

Audience = frozenset[Principal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing in a roadmap or the workspace, with who may know it and where it comes from."""

    id: ElementId
    home: Slug
    parent: ElementId | None = None
    number: str | None = None
    audience: Audience = frozenset()
    sources: tuple[Source, ...] = ()
    note: Text | None = None
    body: Body

    @property
    def kind(self) -> Kind:
        """The kind, which the body decides."""
        return kind_of(self.body)

    @property
    def title(self) -> Text | Missing:
        """What a person calls it: its title, else its words; Missing where its kind has neither."""
        found = getattr(self.body, "title", None) or getattr(self.body, "words", None)
        return found if isinstance(found, (Text, Missing)) else Missing.NOT_APPLICABLE

    @property
    def ref(self) -> Ref:
        """The element as a sentence names it."""
        return Ref(element=self.id, number=self.number, title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReason:
    """Why one field of one element changed between the state before and this one.

    `field` is None when the element came or went as a whole. Of one that went nothing is left that says who may know
    of it, so `audience` does: that of the element when it was last there.
    """

    element: ElementId
    field: str | None
    reason: Text
    audience: Audience = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One home at one recorded moment: who wrote it, why, and every element there is."""

    home: Slug
    at: datetime
    by: Principal
    why: Text | Missing
    reasons: tuple[FieldReason, ...] = ()
    elements: tuple[Element, ...]


def in_order(elements: Iterable[Element]) -> tuple[Element, ...]:
    """Elements sorted by kind and id, the order of a file (contract 4)."""
    kinds: dict[str, list[Element]] = {}
    for one in elements:
        kinds.setdefault(BODY_KIND[type(one.body)].name, []).append(one)
    # Each kind by itself: tens of thousands of elements have twenty kinds, and mostly stand in order already.
    return tuple(one for name in sorted(kinds) for one in sorted(kinds[name], key=attrgetter("id")))


def origin_of(home: Slug) -> Slug | None:
    """The roadmap of which a home is a proposal; None for a home that is none."""
    found = _MARK.fullmatch(home)
    return Slug(found[1]) if found else None


def proposal_of(home: Slug, figures: str) -> Slug:
    """The slug of a proposal of a roadmap; `figures` are eight hexadecimal ones that tell proposals apart."""
    return Slug(f"{home[:52]}--p{figures}")
