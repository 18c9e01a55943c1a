"""What a program writes: some fields of an element, or a new one, by the same rules as a form.

A change rests on a version. Where somebody wrote another meanwhile nothing is written, whatever fields they changed,
and the program is given all three sides. Its own is kept as the person's draft, as that of a form is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from waypost.codec.answers import conflicts_json
from waypost.codec.interface.bodies import Given, adding_of, editing_of
from waypost.codec.rows import token_of
from waypost.codec.states import element_tree
from waypost.codec.tree import Json
from waypost.core.change.merge import merge
from waypost.core.editing.edit import Edit, Problems, added, edited
from waypost.core.editing.readers import started
from waypost.core.editing.rights import addable
from waypost.core.errors import NotThere, Refused, Stale
from waypost.core.goto import goto
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.values import ElementId, Slug
from waypost.usecases.addresses import address_of
from waypost.usecases.desk import Desk, afresh
from waypost.usecases.editing.drafts import drop_draft, keep_draft
from waypost.usecases.editing.elements import WANTED, version_of
from waypost.usecases.editing.fields import cells_of
from waypost.usecases.editing.sending import REASON, Sending, hides
from waypost.usecases.editing.writing import Change, answered_before, element_of, newest_view, write
from waypost.usecases.merging import fresh_id
from waypost.usecases.programs.reading import Told, shown
from waypost.words.typed.inputs import boxes

BODY: Final = "_body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A change that met another: nothing was written. The token of the version that holds, what it was made from (None
    where that is not known), theirs, mine, and the fields of which both made something else."""

    token: str
    base: Json
    theirs: Json
    mine: Json
    conflicts: Json


def edit(desk: Desk, home: str, name: str, raw: bytes, *, token: str, key: str) -> Told | Met:
    """Change some fields of an element whose version is `token`, once for each key.

    Raises NotThere for an element that is not there or hidden, Refused for one that is not theirs to change and with
    every problem of what was sent.
    """
    view, element = element_of(desk, Slug(home), name)
    sent = Sending(token=token, key=key, fields={BODY: raw.decode(errors="replace")})
    given = editing_of(raw, element.kind.name, hides)
    if token_of(element) != token and answered_before(desk, sent):
        return shown(element)
    try:
        return _edit(desk, view, element, sent, given)
    except Stale:
        # Between the look and the writing somebody was quicker: what they wrote is there now.
        return _met(desk, *_now(desk, Slug(home), name), sent, given)


def _edit(desk: Desk, view: View, element: Element, sent: Sending, given: Given) -> Told | Met:
    if token_of(element) != sent.token:
        return _met(desk, view, element, sent, given)

    def make(now: View) -> Edit | Problems:
        return edited(now, now.get(element.id) or element, given.fields, given.reasons, on=desk.asking.on)

    _write(desk, sent, Change(home=view.home, expecting={element.id: sent.token}, make=make))
    drop_draft(desk, element)
    return shown(_now(desk, view.home, element.id)[1])


def _now(desk: Desk, home: Slug, name: str) -> tuple[View, Element]:
    with afresh(desk) as now:
        return element_of(now, home, name)


def _write(desk: Desk, sent: Sending, change: Change) -> ElementId:
    try:
        return write(desk, sent, change)
    except Refused as error:
        raise _placed(error.problems) from None


def _placed(problems: Problems) -> Refused:
    """Problems at their place in what was sent: a field of the element below `fields`, its reason below `reasons`."""
    return Refused(tuple(replace(one, column=_place(one.column)) for one in problems))


def _place(column: str | None) -> str | None:
    if column is None:
        return None
    return f"reasons.{column.removeprefix(REASON)}" if column.startswith(REASON) else f"fields.{column}"


def _met(desk: Desk, view: View, theirs: Element, sent: Sending, given: Given) -> Met:
    base = version_of(desk, view, theirs, sent.token)
    mine = None if base is None else _mine(desk, view, base, given)
    if base is not None and mine is not None:
        cells = cells_of(view, desk.words, desk.asking.on)
        typed = {one.name: one.text for one in boxes(mine.kind, mine, cells)}
        keep_draft(desk, theirs, replace(sent, fields=typed))
    found = merge([base], [theirs], [mine]).conflicts if base is not None and mine is not None else ()
    return Met(
        token=token_of(theirs),
        base=None if base is None else element_tree(base),
        theirs=element_tree(theirs),
        mine=None if mine is None else element_tree(mine),
        conflicts=conflicts_json(found, desk.words.plain),
    )


def _mine(desk: Desk, view: View, base: Element, given: Given) -> Element:
    """My version as I want it. Raises Refused with the problems where it cannot be."""
    found = edited(view, base, given.fields, given.reasons, on=desk.asking.on)
    if not isinstance(found, Edit):
        raise _placed(found)
    return found.puts[0] if found.puts else base


def add(desk: Desk, home: str, raw: bytes, *, key: str) -> Told:
    """Add an element, once for each key. Raises NotThere for a home that is not there or hidden, Refused as `edit`."""
    view = newest_view(desk, Slug(home))
    given = adding_of(raw, hides)
    if given.kind not in addable(view):
        raise NotThere(given.kind)
    name = fresh_id()

    def make(now: View) -> Edit | Problems:
        found = added(now, given.kind, given.fields, name=name)
        return started(now, found, WANTED) if isinstance(found, Edit) and given.readers == "all" else found

    sent = Sending(token="", key=key, fields={BODY: raw.decode(errors="replace")})
    written = _write(desk, sent, Change(home=view.home, expecting={}, make=make))
    place = address_of(goto("api_element", home=view.home, element=written))
    return replace(shown(_now(desk, view.home, written)[1]), place=place)
