"""What a program does with an element besides changing its fields: close, confirm, move, split, give up, put back.

The rules are those of the forms on the pages; what differs is that a program sends values where a person types words.
Each act rests on a version and is done once for each key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from waypost.codec.answers import acted_json
from waypost.codec.interface.bodies import Closing, Dropping, Moving, Restoring, Splitting, act_of
from waypost.codec.rows import token_of
from waypost.codec.states import element_tree
from waypost.codec.writing import moment_text
from waypost.core.editing.acts import brought_back, closed, confirmed, dropped, moved, split, undone
from waypost.core.editing.edit import Edit, Problems
from waypost.core.errors import NotThere, Refused, Stale
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import Element, origin_of
from waypost.core.roadmap.view import View
from waypost.core.values import ElementId, Missing, Slug, Text
from waypost.usecases.desk import Desk, afresh
from waypost.usecases.editing.acts import earlier_version
from waypost.usecases.editing.elements import version_of
from waypost.usecases.editing.sending import Sending, hides
from waypost.usecases.editing.writing import Change, element_of, newest_view, problem, touched_before, write_all
from waypost.usecases.merging import fresh_id
from waypost.usecases.programs.reading import Told, told
from waypost.usecases.programs.writing import BODY, Met

ACT: Final = "_act"
RESTORE: Final = "restore"
PLACES: Final = {"title.0": "pieces", "_audience": "audience"}
"""Where the problems of a form stand in what a program sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What an act makes of an element, from what its author sees when it is written, and why it is done."""

    make: Callable[[View, Element], Edit | Problems]
    why: Text | Missing = Missing.NOT_STATED


def act(desk: Desk, home: str, name: str, what: str, raw: bytes, *, token: str, key: str) -> Told | Met:
    """Do an act with an element whose version is `token`, once for each key: every element that it touched, as it
    stands then, and the ids of those that went.

    Raises NotThere for an element that is not there or hidden, Refused for one that is not theirs to change and with
    every problem of what was sent.
    """
    sent = sending_of(f"{what} {home} {name}", raw, token=token, key=key)
    try:
        view, element = _subject(desk, Slug(home), name, what, raw)
    except NotThere:
        before = touched_before(desk, sent)
        if before is None:
            raise
        return _acted(desk, Slug(home), what, before)
    doing = ACTING[what](desk, raw)
    if token_of(element) != token:
        before = touched_before(desk, sent)
        return met(desk, view, element, token) if before is None else _acted(desk, view.home, what, before)
    try:
        touched = write_all(desk, sent, _change(view, element, doing))
    except Refused as error:
        raise placed(error.problems) from None
    except Stale:
        # Between the look and the writing somebody was quicker: what they wrote is there now.
        with afresh(desk) as now:
            return met(now, *_subject(now, Slug(home), name, what, raw), token)
    return _acted(desk, view.home, what, touched)


def _subject(desk: Desk, home: Slug, name: str, what: str, raw: bytes) -> tuple[View, Element]:
    """The element of an act, with what surrounds it. One that is gone can be put back: then it is the version that is
    to come back. Raises as `element_of`."""
    try:
        return element_of(desk, home, name)
    except NotThere:
        if what != RESTORE:
            raise
    try:
        at = act_of(raw, Restoring, hides).at
    except Refused:
        raise NotThere(name) from None
    return newest_view(desk, home), earlier_version(desk, home, name, moment_text(at))[1]


def sending_of(what: str, raw: bytes, *, token: str, key: str) -> Sending:
    """What a program sent, and what it is for: one key is for one act with one element."""
    return Sending(token=token, key=key, fields={BODY: raw.decode(errors="replace"), ACT: what})


def met(desk: Desk, view: View, theirs: Element, token: str) -> Met:
    """An act with an element that somebody changed meanwhile: what it was and what it is; an act has no text of mine
    that could be kept."""
    base = version_of(desk, view, theirs, token)
    return Met(
        token=token_of(theirs),
        base=None if base is None else element_tree(base),
        theirs=element_tree(theirs),
        mine=None,
        conflicts=[],
    )


def placed(problems: Problems) -> Refused:
    """Problems at their place in what was sent."""
    return Refused(tuple(replace(one, column=PLACES.get(one.column or "", one.column)) for one in problems))


def _change(view: View, element: Element, doing: Doing) -> Change:
    return Change(
        home=element.home,
        expecting={element.id: token_of(element) if element.id in view else None},
        make=lambda now: doing.make(now, now.get(element.id) or element),
        why=doing.why,
    )


def _acted(desk: Desk, home: Slug, what: str, touched: tuple[ElementId, ...]) -> Told:
    with afresh(desk) as now:
        view = newest_view(now, home)
        found = tuple(one for name in touched if (one := view.get(name)) is not None)
        gone = tuple(name for name in touched if name not in view)
        answer = told(now, what, acted_json(((one, token_of(one)) for one in found), gone), view.at)
    first = view.get(touched[0]) if touched else None
    return replace(answer, token="" if first is None else token_of(first))


# The acts ---------------------------------------------------------------------------------------------------------


def _close(desk: Desk, raw: bytes) -> Doing:
    given, name = act_of(raw, Closing, hides), fresh_id()
    return Doing(make=lambda _, element: closed(element, given.was_done, day=given.day, by=desk.viewer, name=name))


def _confirm(desk: Desk, raw: bytes) -> Doing:
    def make(view: View, element: Element) -> Edit | Problems:
        if origin_of(view.home) is not None:
            return (problem("editing.not_for_this", element),)
        return confirmed(element, by=desk.viewer)

    return Doing(make=make)


def _move(desk: Desk, raw: bytes) -> Doing:
    given = act_of(raw, Moving, hides)

    def make(view: View, element: Element) -> Edit | Problems:
        if element.parent is None:
            return (problem("editing.not_for_this", element),)
        return moved(view, element, given.parent, given.number or element.number, None)

    return Doing(make=make)


def _split(desk: Desk, raw: bytes) -> Doing:
    given, name = act_of(raw, Splitting, hides), fresh_id()
    names = tuple(ElementId(f"{name}{at}") for at in range(1, len(given.pieces)))

    def make(view: View, element: Element) -> Edit | Problems:
        if not isinstance(element.body, Action):
            return (problem("editing.not_for_this", element),)
        return split(element, given.pieces, names, given.reason, on=desk.asking.on)

    return Doing(make=make, why=given.reason)


def _drop(desk: Desk, raw: bytes) -> Doing:
    given = act_of(raw, Dropping, hides)

    def make(view: View, element: Element) -> Edit | Problems:
        if element.kind.name == "roadmap":
            return (problem("editing.not_for_this", element),)
        return dropped(view, element, given.reason)

    return Doing(make=make, why=given.reason)


def _restore(desk: Desk, raw: bytes) -> Doing:
    given, name = act_of(raw, Restoring, hides), fresh_id()

    def make(view: View, element: Element) -> Edit | Problems:
        then, earlier = earlier_version(desk, element.home, element.id, moment_text(given.at))
        if element.id not in view:
            return brought_back(view, then, earlier, name, given.reason)
        return undone(view, earlier, given.reason, on=desk.asking.on)

    return Doing(make=make, why=given.reason)


ACTING: Final[dict[str, Callable[[Desk, bytes], Doing]]] = {
    "close": _close,
    "confirm": _confirm,
    "move": _move,
    "split": _split,
    "drop": _drop,
    RESTORE: _restore,
}
"""Every act by its name, which is also that of its operation: what it does, by what was sent."""
