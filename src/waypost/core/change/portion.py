"""What goes out of a roadmap: all that one reader may know, or one owner's rows with what is needed to read them.

The same function makes what is sent and, when it comes back, what it is compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Final, get_args

from waypost.core.roadmap.bodies import Link, Roadmap
from waypost.core.roadmap.elements import Element, FieldReason, in_order
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.references import references, without
from waypost.core.roadmap.view import View
from waypost.core.values import ElementId, Principal, Slug

OWNING: Final = frozenset({"owner", "reporter", "donors", "side", "author"})
"""The fields, by name, that make a row somebody's: who answers for it, states it, pays it or wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Elements of one home that leave it together, for one reader.

    Attributes:
        home: the roadmap, or the workspace.
        at: the recorded moment of the state they come from, as the reader may be told it.
        reader: for whom they are.
        owner: whose rows they are; None: all that the reader may know.
        elements: in file order, closed: parents and references are among them.
        own: the elements that are to be filled in; all of them without an owner, else the owner's. The rest is
            context, to be read only.
        reasons: why fields changed, of elements among them.
        gone: what left earlier and is there no more, as it was last; for a calendar, which cancels it. Empty unless
            whoever makes the portion looked at earlier moments.
    """

    home: Slug
    at: datetime
    reader: Principal
    owner: Principal | None
    elements: tuple[Element, ...]
    own: frozenset[ElementId]
    reasons: tuple[FieldReason, ...]
    gone: tuple[Element, ...] = ()

    @property
    def head(self) -> tuple[Element, Roadmap] | None:
        """The head of the roadmap with its body; None where it is not among the elements."""
        return next(((one, one.body) for one in self.elements if isinstance(one.body, Roadmap)), None)


def portion(view: View, owner: Principal | None = None) -> Portion:
    """What goes out of a view: all of it, or the rows of `owner` with their context.

    Context is: what stands above a row and below it, what it points to, and the links that lead to it or away from it
    with their other end. Context loses what it points to outside the portion.
    """
    if owner is None:
        elements, own = view.elements, frozenset(one.id for one in view)
    else:
        own = own_rows(view, owner)
        elements = _closed(view, own)
    kept = {one.id for one in elements}
    return Portion(
        home=view.home,
        at=view.at,
        reader=view.viewer,
        owner=owner,
        elements=elements,
        own=own,
        reasons=tuple(one for one in view.reasons if owner is None or one.element in kept),
    )


def with_gone(given: Portion, earlier: Iterable[View]) -> Portion:
    """The portion with what its reader knew at earlier moments, oldest first, and what is there no more."""
    there = {one.id for one in given.elements}
    last: dict[ElementId, Element] = {}
    for view in earlier:
        own = None if given.owner is None else own_rows(view, given.owner)
        last |= {one.id: one for one in view if own is None or one.id in own}
    return replace(given, gone=in_order(one for one in last.values() if one.id not in there))


def owners(view: View) -> tuple[Principal, ...]:
    """Everyone who has rows in a view, in order of name."""
    return tuple(sorted({one for element in view for one in _owners(element)}))


def own_rows(view: View, owner: Principal) -> frozenset[ElementId]:
    """The rows that name the owner, and what stands below them and names nobody."""
    found: dict[ElementId, bool] = {}

    def is_own(element: Element) -> bool:
        if element.id not in found:
            found[element.id] = False  # while it is asked: a circle adds nothing
            named = tuple(_owners(element))
            above = None if named else view.get(element.parent)
            found[element.id] = owner in named if named else above is not None and is_own(above)
        return found[element.id]

    return frozenset(one.id for one in view if is_own(one))


def _owners(element: Element) -> Iterator[Principal]:
    for name in _owning(element.kind.name):
        held = getattr(element.body, name)
        yield from held if isinstance(held, tuple) else (held,) if type(held) is str else ()


@cache
def _owning(kind: str) -> tuple[str, ...]:
    """The fields of a kind that make its element somebody's."""
    named = (one for one in KINDS[kind].fields if one.name in OWNING)
    return tuple(one.name for one in named if Principal in (one.type, *get_args(one.type)))


def _closed(view: View, own: frozenset[ElementId]) -> tuple[Element, ...]:
    """The own rows with their context, closed: every id among them leads to one of them."""
    wanted = set(own)
    for element in view:
        if _touches(element, own) or any(above.id in own for above in view.ancestors(element)):
            wanted.add(element.id)
    direct = [one for one in view if one.id in own or (one.id in wanted and isinstance(one.body, Link))]
    wanted.update(target for one in direct for target in references(one.body))
    wanted.update(one.id for one in view if isinstance(one.body, Roadmap))
    found = _with_ancestors(view, wanted)
    kept = {one.id for one in found}
    bodies = ((one, without(one.body, lambda target: target not in kept)) for one in found)
    return in_order(one if body is one.body else replace(one, body=body) for one, body in bodies if body is not None)


def _touches(element: Element, own: frozenset[ElementId]) -> bool:
    return isinstance(element.body, Link) and not own.isdisjoint(references(element.body))


def _with_ancestors(view: View, wanted: Iterable[ElementId]) -> tuple[Element, ...]:
    found: dict[ElementId, Element] = {}
    for name in wanted:
        element = view.get(name)
        if element is not None:
            found[element.id] = element
            found.update((above.id, above) for above in view.ancestors(element))
    return tuple(found.values())
