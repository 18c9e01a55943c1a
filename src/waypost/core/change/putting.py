"""Putting an edit of what somebody could see back into the whole, so that what they could not see stays as it was.

The laws: the editor sees afterwards what they made; every element that they could not see is still there; what they saw
only a part of (a list without its hidden entries) keeps the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from waypost.core.change.changes import with_values
from waypost.core.roadmap.elements import Audience, Element, in_order
from waypost.core.roadmap.references import needed, pointing, references, without
from waypost.core.roadmap.view import View
from waypost.core.values import PUBLIC, ElementId

Elements = Mapping[ElementId, Element]
Entries = tuple[object, ...]


def put_back(whole: Iterable[Element], seen: View, edited: Iterable[Element]) -> tuple[Element, ...]:
    """The whole home with the edits that somebody made of what they saw of it.

    What was removed stays for those who know something hidden that hangs on it, and only for them: its audience
    narrows to theirs. So the editor cannot tell whether anything hangs on it. `edited` holds no id of an element that
    is hidden.
    """
    before = {one.id: one for one in whole}
    after = {one.id: one for one in edited}
    hidden = {name: one for name, one in before.items() if name not in seen}
    kept = _kept(before, hidden, frozenset(name for name in before if name in seen and name not in after))
    found = dict(hidden) | kept
    for name, element in after.items():
        was, shown = before.get(name), seen.get(name)
        found[name] = element if was is None or shown is None else _restored(was, shown, element, hidden)
    return in_order(_within(found, kept))


def pruned(elements: Iterable[Element], gone: frozenset[ElementId]) -> tuple[Element, ...]:
    """Elements without ids of those that are gone; what cannot do without one of them goes too."""
    left = {one.id: one for one in elements}
    lost = set(gone)
    while lost:
        bodies = {name: without(one.body, lost.__contains__) for name, one in left.items()}
        lost = {name for name, body in bodies.items() if body is None}
        left = {
            name: one if body is one.body else replace(one, body=body)
            for (name, one), body in zip(left.items(), bodies.values(), strict=True)
            if body is not None
        }
    return tuple(left.values())


# What hangs on what was removed ---------------------------------------------------------------------------------


def _kept(before: Elements, hidden: Elements, removed: frozenset[ElementId]) -> dict[ElementId, Element]:
    """The removed elements on which something hidden hangs, each for those who know that something."""
    readers = _Readers(before)
    found: dict[ElementId, Audience] = {}
    waiting = [(name, readers.of(name)) for name in hidden]
    while waiting:
        name, who = waiting.pop()
        element = before[name]
        for one in (*references(element.body), *((element.parent,) if element.parent else ())):
            if one in removed and (one not in found or not who <= found[one]):
                found[one] = (found.get(one, frozenset()) | who) & _everyone(before[one].audience, who)
                waiting.append((one, found[one]))
    return {name: replace(before[name], audience=who) for name, who in found.items()}


def _everyone(audience: Audience, who: Audience) -> Audience:
    return audience | who if PUBLIC in audience else audience


def _within(found: Mapping[ElementId, Element], kept: Elements) -> Iterator[Element]:
    """The elements, those under one whose audience became narrower no wider than it."""
    for one in found.values():
        element, above, passed = one, found.get(one.parent) if one.parent else None, {one.id}
        while above is not None and above.id not in passed:
            if above.id in kept:
                audience = element.audience
                narrower = above.audience if PUBLIC in audience else audience & above.audience
                element = element if narrower == audience else replace(element, audience=narrower)
            passed.add(above.id)
            above = found.get(above.parent) if above.parent else None
        yield element


class _Readers:
    """Who can really see an element: those of its audience who also see what it stands under and cannot do without.

    Of one that everyone can see, the public.
    """

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._found: dict[ElementId, Audience] = {}

    def of(self, name: ElementId) -> Audience:
        """The principals; `public` stands for all."""
        if name not in self._found:
            element = self._elements.get(name)
            self._found[name] = frozenset({PUBLIC})  # while it is asked: a circle adds nothing
            self._found[name] = frozenset({PUBLIC}) if element is None else self._worked_out(element)
        return self._found[name]

    def _worked_out(self, element: Element) -> Audience:
        found = element.audience
        if element.parent is not None:
            found = _both(found, self.of(element.parent))
        for group in needed(element.body):
            anyone: Audience = frozenset().union(*(self.of(one) for one in group))
            found = _both(found, anyone)
        return found


def _both(one: Audience, other: Audience) -> Audience:
    if PUBLIC in one:
        return other
    return one if PUBLIC in other else one & other


# What was seen only in part -------------------------------------------------------------------------------------


def _restored(was: Element, shown: Element, now: Element, hidden: Elements) -> Element:
    """The element as edited, with what the editor was not shown of it.

    Where an empty list has a meaning of its own, an emptied one stays empty: with the hidden rest the editor would no
    longer see the element.
    """
    if was.body == shown.body or type(was.body) is not type(now.body):
        return now
    for name in sorted(pointing(was.body)):
        value = _joined(*(getattr(one.body, name) for one in (was, shown, now)))
        whole = with_values(now, {name: value})
        now = whole if without(whole.body, hidden.__contains__) is not None else now
    return now


def _joined(was: object, shown: object, now: object) -> object:
    """A value as edited, with the entries of the whole that were not shown."""
    if was == shown:
        return now
    if isinstance(was, tuple) and isinstance(shown, tuple) and isinstance(now, tuple):
        return _woven(was, shown, now)
    if shown is None:
        return was if now is None else now
    if is_dataclass(was) and not isinstance(was, type) and type(was) is type(shown) is type(now):
        inner = {
            one.name: _joined(getattr(was, one.name), getattr(shown, one.name), getattr(now, one.name))
            for one in fields(was)
        }
        return replace(was, **inner)
    return now


def _woven(was: Entries, shown: Entries, now: Entries) -> Entries:
    """A list as edited, each entry that was not shown still behind the one it stood behind; that gone, at the head."""
    behind: dict[tuple[object, int] | None, list[object]] = {}
    place: tuple[object, int] | None = None
    for at, one in enumerate(was):
        if one in shown:
            place = (one, was[:at].count(one))
        elif one not in now:
            behind.setdefault(place, []).append(one)
    places = [(one, now[:at].count(one)) for at, one in enumerate(now)]
    head = (one for key, several in behind.items() if key not in places for one in several)
    return (*head, *(one for key in places for one in (key[0], *behind.get(key, ()))))
