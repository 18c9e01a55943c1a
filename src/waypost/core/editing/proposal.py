"""A proposal: a branch of a roadmap that is changed, compared and discussed beside it, and merged or left.

It is a home of its own, of the elements that its author sees, each for fewer readers than before. Its slug says of
which roadmap it is. What is said about it (notes and comments that were added to it) is talk and is never merged.

Source: issue 3.3 (proposals), seed S14.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from waypost.core.change.changes import Changes, Conflict, with_values
from waypost.core.change.diff import diff
from waypost.core.change.merge import merge
from waypost.core.editing.edit import Edit
from waypost.core.roadmap.bodies import Entry, Roadmap
from waypost.core.roadmap.elements import Audience, Element, in_order
from waypost.core.roadmap.references import references_by_field
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import EntryKind, RoadmapState
from waypost.core.values import PUBLIC, ElementId, Principal, Slug

TALK: Final = frozenset({EntryKind.NOTE, EntryKind.COMMENT})


def branched(view: View, home: Slug, readers: Audience) -> tuple[Element, ...]:
    """The elements of a proposal: those that its author sees, for `readers` as far as each was for them."""
    return tuple(replace(one, home=home, audience=_for(one.audience, readers, view.viewer)) for one in view)


def _for(audience: Audience, readers: Audience, author: Principal) -> Audience:
    both = readers if PUBLIC in audience else audience & readers
    return both | {author}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a proposal would change in its roadmap as it stands now: the changes, the conflicts with what others
    changed there since, what it comes to, and what was said about it."""

    changes: Changes
    conflicts: tuple[Conflict, ...]
    elements: tuple[Element, ...]
    talk: tuple[Element, ...]


def proposed(began: View, now: View, roadmap: View, choices: Mapping[tuple[ElementId, str], bool]) -> Proposed:
    """What comes of a proposal that began as `began` and stands as `now`, in the roadmap as it stands.

    `choices` say of a conflict, by element and field, whether the proposal's value is taken. An element that one side
    took out and the other changed stays as the roadmap has it: taking it otherwise is an edit of its own. Who may see
    an element is that of the roadmap; a new one is for those whom the proposal named.
    """
    held = {one.id: one for one in roadmap}
    talk = tuple(one for one in now if one.id not in began and _is_talk(one))
    said = frozenset(one.id for one in talk)
    base = _alike(began, held, roadmap.home, frozenset())
    theirs = _alike(now, held, roadmap.home, said)
    found = merge(base, roadmap, theirs)
    elements = {one.id: one for one in found.elements}
    for conflict in found.conflicts:
        if conflict.field is None:
            elements.pop(conflict.element, None)
            if conflict.element in roadmap:
                elements[conflict.element] = conflict.ours
        elif choices.get((conflict.element, conflict.field)):
            elements[conflict.element] = with_values(elements[conflict.element], {conflict.field: conflict.theirs})
    merged = _closed(in_order(elements.values()))
    return Proposed(changes=diff(roadmap, merged), conflicts=found.conflicts, elements=merged, talk=talk)


def _alike(
    side: Iterable[Element], held: Mapping[ElementId, Element], home: Slug, said: frozenset[ElementId]
) -> tuple[Element, ...]:
    """One side of a proposal as elements of its roadmap: with its home, with the readers that each has there, and with
    the state of the roadmap itself, which a proposal does not change."""
    found = (replace(one, home=home, audience=_readers(one, held)) for one in side if one.id not in said)
    return tuple(_headed(one, held) for one in found)


def _readers(element: Element, held: Mapping[ElementId, Element]) -> Audience:
    there = held.get(element.id)
    return element.audience if there is None else there.audience


def _headed(element: Element, held: Mapping[ElementId, Element]) -> Element:
    there = held.get(element.id)
    if not isinstance(element.body, Roadmap) or there is None or not isinstance(there.body, Roadmap):
        return element
    return replace(element, body=replace(element.body, state=there.body.state))


def _closed(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Elements without those whose place or ends are not among them: what a proposal hung on something that is gone."""
    left = {one.id: one for one in elements}
    while True:
        lost = [
            name
            for name, one in left.items()
            if (one.parent is not None and one.parent not in left)
            or any(target not in left for _, target in references_by_field(one.body))
        ]
        if not lost:
            return in_order(left.values())
        for name in lost:
            del left[name]


def _is_talk(element: Element) -> bool:
    return isinstance(element.body, Entry) and element.body.entry in TALK


def as_edit(roadmap: View, found: Proposed) -> Edit:
    """What a proposal makes of its roadmap, as an edit of what whoever merges it sees."""
    before = {one.id: one for one in roadmap}
    after = {one.id: one for one in found.elements}
    return Edit(
        puts=tuple(one for name, one in after.items() if before.get(name) != one),
        takes=frozenset(before.keys() - after.keys()),
    )


def ended(view: View) -> Edit:
    """The edit that closes a proposal: it was merged, or is pursued no more."""
    head = view.roadmap
    if head is None:
        return Edit()
    element, body = head
    return Edit(puts=(replace(element, body=replace(body, state=RoadmapState.CLOSED)),))


def is_open(view: View) -> bool:
    """Whether a proposal is still pursued."""
    head = view.roadmap
    return head is not None and head[1].state is not RoadmapState.CLOSED
