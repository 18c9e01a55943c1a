"""What one viewer may know at one moment.

Everything shown, counted, searched, exported or drawn starts from a `View`, after what is hidden has been left
out. A view is a plain final class that only `see` makes: a frozen dataclass could be forged with
`dataclasses.replace` (style D.6).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar, final

from waypost.core.roadmap.audience import circle_of, may_see, takes_part
from waypost.core.roadmap.bodies import Body, Roadmap, Series
from waypost.core.roadmap.elements import Element, FieldReason, State, in_order
from waypost.core.roadmap.references import pointing, points_within, without
from waypost.core.values import EU, ElementId, Principal, Slug

B = TypeVar("B", bound=Body)
_SEAL = object()


@final
class View:
    """The elements of one home that `viewer` may know, in file order, and the reasons of their fields.

    Holds no `by` and no `why` of the state. `at` is the recorded moment asked for, never the moment of a
    change that the viewer may not know.
    """

    __slots__ = ("_above", "_children", "_elements", "_index", "_kinds", "_reasons", "_sign", "at", "home", "viewer")

    def __init__(
        self,
        seal: object,
        *,
        home: Slug,
        viewer: Principal,
        at: datetime,
        elements: tuple[Element, ...],
        reasons: tuple[FieldReason, ...],
    ) -> None:
        if seal is not _SEAL:
            raise TypeError("view.sealed")
        self.home = home
        self.viewer = viewer
        self.at = at
        self._elements = elements
        self._reasons = reasons
        self._index: Mapping[ElementId, Element] = {one.id: one for one in elements}
        children: defaultdict[ElementId | None, list[Element]] = defaultdict(list)
        kinds: defaultdict[type[Any], list[tuple[Element, Any]]] = defaultdict(list)
        for one in elements:
            children[one.parent].append(one)
            kinds[type(one.body)].append((one, one.body))
        self._children = dict(children)
        # What stands above the elements of one parent, found when first asked for: it is the same for all of them.
        self._above: dict[ElementId | None, tuple[Element, ...]] = {}
        self._kinds = {body: tuple(held) for body, held in kinds.items()}
        self._sign: Signature | None = None

    @property
    def signature(self) -> Signature:
        """What a cache of what is worked out from this view may be keyed by."""
        if self._sign is None:
            self._sign = Signature(self)
        return self._sign

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements the viewer may know, sorted by kind and id."""
        return self._elements

    @property
    def reasons(self) -> tuple[FieldReason, ...]:
        """Reasons for changed fields of elements in this view."""
        return self._reasons

    def get(self, element: ElementId | None) -> Element | None:
        """The element, or None when it is not there or hidden: the two are the same."""
        return None if element is None else self._index.get(element)

    def __contains__(self, element: object) -> bool:
        return element in self._index

    def __iter__(self) -> Iterator[Element]:
        return iter(self._elements)

    def __len__(self) -> int:
        return len(self._elements)

    def of(self, body: type[B]) -> tuple[tuple[Element, B], ...]:
        """Each element of one kind with its body, in file order."""
        return self._kinds.get(body, ())

    def children(self, parent: ElementId | None, body: type[B]) -> tuple[tuple[Element, B], ...]:
        """The elements of one kind directly under a parent."""
        return tuple((one, one.body) for one in self._children.get(parent, ()) if isinstance(one.body, body))

    def ancestors(self, element: Element) -> tuple[Element, ...]:
        """Parent, its parent and so on, as far as the viewer may know; a circle ends where it closes."""
        known = self._above.get(element.parent)
        if known is None:
            known = self._above[element.parent] = self._from(element.parent)
        return known

    def _from(self, parent: ElementId | None) -> tuple[Element, ...]:
        found: dict[ElementId, Element] = {}
        above = self.get(parent)
        while above is not None and above.id not in found:
            found[above.id] = above
            above = self.get(above.parent)
        return tuple(found.values())

    @property
    def is_keepers(self) -> bool:
        """Whether the viewer keeps the roadmap: the EU, in whose name a workspace is kept, or the owner it names.

        Only they may be told that something is not there; to any other reader it may be there and hidden.
        """
        head = self.roadmap
        return self.viewer == EU or (head is not None and head[1].owner == self.viewer)

    @property
    def roadmap(self) -> tuple[Element, Roadmap] | None:
        """The head of the roadmap; None in the workspace's home or when the viewer may not know it."""
        heads = self.of(Roadmap)
        return heads[0] if heads else None


def partners_of(elements: Iterable[Element]) -> frozenset[str]:
    """The partner countries of a home: those of its roadmap head and of its series."""
    found: set[str] = set()
    for one in elements:
        if isinstance(one.body, (Roadmap, Series)):
            found.update(partner.country for partner in one.body.partners)
    return frozenset(found)


def see(state: State, viewer: Principal, *, at: datetime | None = None, taking_part: bool | None = None) -> View:
    """What `viewer` may know of `state`.

    An element whose parent is hidden is hidden too, since a child is never wider than its parent (design 3).
    No id of a hidden element is left in what remains: lists lose it, and an element that cannot do without it
    (a link) is hidden as well. `at` is the recorded moment the viewer may be told; see `moments`. `taking_part` is
    whether the viewer takes part in the home, where a database knows it by membership; a folder asks its partners.
    """
    part = takes_part(viewer, partners_of(state.elements)) if taking_part is None else taking_part
    # Thousands of elements have few audiences: each is asked once.
    seen = {one: may_see(one, viewer, taking_part=part) for one in {one.audience for one in state.elements}}
    may = {one.id: one for one in state.elements if seen[one.audience]}
    known = {one.id for one in state.elements}
    kept = may
    while True:
        pruned = {
            one.id: one for one in map(partial(_pruned, kept=kept, known=known), kept.values()) if one is not None
        }
        settled = len(pruned) == len(kept)
        kept = pruned
        if settled:
            break
    reasons = tuple(
        one
        for one in state.reasons
        if (
            _may_know_why(one, kept[one.element])
            if one.element in kept
            else _may_know_end(one, known, viewer, part=part)
        )
    )
    return View(
        _SEAL,
        home=state.home,
        viewer=viewer,
        at=at or state.at,
        elements=in_order(kept.values()),
        reasons=reasons,
    )


def moments(states: Iterable[State], viewer: Principal, *, taking_part: bool | None = None) -> tuple[View, ...]:
    """The views of one home over time, oldest first, without moments at which nothing the viewer knows changed.

    `taking_part` as in `see`. Two workspaces that differ only in what is hidden give the same moments (design 3).
    """
    found: list[View] = []
    for state in sorted(states, key=lambda one: one.at):
        view = see(state, viewer, taking_part=taking_part)
        if not found or view.elements != found[-1].elements or view.reasons:
            found.append(view)
    return tuple(found)


def _may_know_why(reason: FieldReason, element: Element) -> bool:
    """Whether a reason speaks of nothing hidden. One of a field that points to other elements is left out: the field
    may have changed only in what is hidden, and then even the existence of a reason would tell of it."""
    return reason.field not in pointing(element.body)


def _may_know_end(reason: FieldReason, known: set[ElementId], viewer: Principal, *, part: bool) -> bool:
    """Whether the viewer may know why an element went; one that is still there, but hidden, did not go."""
    return reason.element not in known and may_see(reason.audience, viewer, taking_part=part)


def _pruned(element: Element, *, kept: Mapping[ElementId, Element], known: set[ElementId]) -> Element | None:
    """The element without ids of elements that are not kept; None when its parent is not, or it cannot do without
    an id. A parent that is in no state at all (a file with a dangling id) hides nothing."""
    if element.parent not in kept and element.parent in known:
        return None
    if points_within(element.body, kept):
        return element
    body = without(element.body, lambda one: one not in kept)
    return None if body is None else replace(element, body=body)


def knowledge(view: View) -> str:
    """A text that is the same for all who know of the same elements of a home, whatever stands in them at a moment."""
    return hashlib.sha256("\n".join((view.home, *(one.id for one in view))).encode()).hexdigest()


@final
class Signature:
    """What a cache may be keyed by: equal for two views that show the same to readers of one circle.

    Among what they show are the ids of all elements, which cannot be guessed: who knows less cannot make a view like
    it. Its hash is worked out once.
    """

    __slots__ = ("_hash", "_shown")

    def __init__(self, view: View) -> None:
        self._shown = (
            circle_of(view.viewer),
            view.is_keepers,
            view.home,
            view.at,
            view.elements,
            view.reasons,
        )
        self._hash = hash(self._shown)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Signature) and self._hash == other._hash and self._shown == other._shown
