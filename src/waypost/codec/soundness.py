"""What must hold between the elements of one home, whatever each of them holds.

An id stands once; parents and references are in the same home; parents form no circle; a child's audience is no
wider than its parent's (design 3). A home is closed: what one state holds can be checked without another file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Final

from waypost.codec.faults import Fault
from waypost.core.errors import Severity
from waypost.core.roadmap.audience import is_within
from waypost.core.roadmap.bodies import Link
from waypost.core.roadmap.elements import Element, FieldReason
from waypost.core.roadmap.references import references_by_field
from waypost.core.say import SayValue
from waypost.core.values import ElementId, Principal, Slug

Known = Mapping[ElementId, Element]

POINTS_NOWHERE: Final = frozenset({"codec.parent_not_there", "codec.reference_not_there"})
"""Faults that are none when the element pointed to is there but could not be read."""


def unsound(elements: tuple[Element, ...], home: Slug) -> tuple[tuple[int, Fault], ...]:
    """Every fault between elements, with the position of the element it is found at, in the order of the list."""
    known = {element.id: element for element in reversed(elements)}
    found = [] if len(known) == len(elements) else list(_twice(elements, known))
    circles = _in_circles(known)
    for at, element in enumerate(elements):
        if not _is_like_its_parent(element, known, home) or element.id in circles:
            found.extend((at, fault) for fault in _placed(element, known, home, circles))
        for field, one in references_by_field(element.body):
            target = known.get(one)
            if target is None or target.audience is not element.audience:
                found.extend((at, fault) for fault in _pointing(element, field, one, target))
    return tuple(sorted(found, key=lambda one: one[0]))


def unsound_reasons(reasons: tuple[FieldReason, ...], elements: tuple[Element, ...]) -> Iterator[Fault]:
    """Reasons that name a field which the kind of their element does not have.

    A reason may name an element that is there no more: it says why it went.
    """
    if not reasons:
        return
    shared = {one.name for one in fields(Element)}
    names = {element.id: shared | {one.name for one in element.kind.fields} for element in elements}
    for at, reason in enumerate(reasons):
        if reason.field is None or reason.field in names.get(reason.element, {reason.field}):
            continue
        fault = _fault("codec.unknown_field", "field", reason.field, name=reason.field)
        yield fault.below(at).below("reasons")


def _fault(code: str, field: str, raw: str | None, **values: SayValue) -> Fault:
    return Fault(code=code, values=tuple(values.items()), path=(field,), raw=raw)


def _twice(elements: tuple[Element, ...], known: Known) -> Iterator[tuple[int, Fault]]:
    """Elements whose id an earlier one has."""
    for at, element in enumerate(elements):
        if known[element.id] is not element:
            yield at, _fault("codec.id_twice", "id", element.id, id=element.id)


def _is_like_its_parent(element: Element, known: Known, home: Slug) -> bool:
    """Whether it stands in this home under a parent for the very same readers, as nearly all do."""
    parent = known.get(element.parent) if element.parent is not None else None
    same = parent is not None and parent.audience is element.audience
    return same and bool(element.audience) and element.home == home


def _placed(element: Element, known: Known, home: Slug, circles: frozenset[ElementId]) -> Iterator[Fault]:
    """Faults of home, parent and audience."""
    if element.home != home:
        yield _fault("codec.other_home", "home", element.home, found=element.home, home=home)
    if not element.audience:
        yield replace(_fault("codec.audience_empty", "audience", "[]"), severity=Severity.WARNING)
    if element.parent is None:
        return
    parent = known.get(element.parent)
    if parent is None:
        yield _fault("codec.parent_not_there", "parent", element.parent, id=element.parent)
    elif element.id in circles:
        yield _fault("codec.parent_circle", "parent", element.parent, parent=parent.ref)
    elif not is_within(element.audience, parent.audience):
        wider = element.audience - parent.audience
        yield _fault("codec.audience_wider", "audience", _listed(wider), wider=_listed(wider), parent=parent.ref)


def _pointing(element: Element, field: str, one: ElementId, target: Element | None) -> Iterator[Fault]:
    """Faults of what the element points to through a field."""
    if target is None:
        yield _fault("codec.reference_not_there", field, one, id=one)
    elif isinstance(element.body, Link) and not is_within(element.audience, target.audience):
        yield replace(_fault("codec.link_hidden", field, one, end=target.ref), severity=Severity.WARNING)


def _listed(audience: frozenset[Principal]) -> str:
    return ", ".join(sorted(audience))


def _in_circles(known: Known) -> frozenset[ElementId]:
    """The elements that are their own ancestors; each of these is the parent of another."""
    found: set[ElementId] = set()
    settled: set[ElementId] = set()
    for start in dict.fromkeys(element.parent for element in known.values()):
        path: dict[ElementId, None] = {}
        at = start
        while at is not None and at in known and at not in settled and at not in path:
            path[at] = None
            at = known[at].parent
        if at in path:
            steps = list(path)
            found.update(steps[steps.index(at) :])
        settled.update(path)
    return frozenset(found)
