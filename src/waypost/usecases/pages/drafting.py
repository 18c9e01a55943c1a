"""The page of one's own drafts: where each stands now, to go on with or to drop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from waypost.codec.rows import token_of
from waypost.core.errors import NotThere
from waypost.core.goto import goto
from waypost.core.pages.editing.drafts import Kept, Sent, Standing, drafts_page
from waypost.core.pages.places import homes_of
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.view import View
from waypost.core.say import Code, Say
from waypost.core.values import ElementId
from waypost.usecases.desk import Desk
from waypost.usecases.editing.drafts import Typed, draft_named, drafts_of, drop_named
from waypost.usecases.editing.fields import cells_of, label_of
from waypost.usecases.editing.outcome import Done
from waypost.usecases.editing.writing import newest_view
from waypost.usecases.incoming.batches import batches
from waypost.usecases.opening import reading_of
from waypost.words.typed.inputs import boxes

DROP: Final = "drop"


def drafts(desk: Desk) -> bytes:
    """The page of everything that is kept for whoever asks alone."""
    views = {one.home: _view(desk, one) for one in drafts_of(desk)}
    found = tuple(_kept(desk, one, views[one.home]) for one in drafts_of(desk))
    files = tuple(
        Sent(names=", ".join(each.name for each in one.uploads), at=one.at, to=goto("incoming", key=one.key))
        for one in batches(desk)
    )
    return desk.set(drafts_page(found, files, homes_of(one for view in views.values() if view for one in view)))


def drop_one(desk: Desk, key: str) -> Done:
    """Throw a draft away. Raises NotThere for one that is not there, or another's."""
    drop_named(desk, draft_named(desk, key).key)
    return Done(to=goto("drafts"), told="dropped_draft")


def own_drafts(desk: Desk) -> tuple[Kept, ...]:
    """The drafts of whoever asks, as a line each: what they hold is on the page of drafts."""
    return tuple(_stood(one, _view(desk, one), None) for one in drafts_of(desk))


def _view(desk: Desk, one: Typed) -> View | None:
    """What whoever asks may know of the roadmap of a draft now; None where that is nothing."""
    try:
        return newest_view(desk, one.home)
    except NotThere:
        return None


def _kept(desk: Desk, one: Typed, view: View | None) -> Kept:
    base = None if one.element is None else _base(desk, one, view)
    return _stood(one, view, base, tuple(_lines(desk, one, view, base)))


def _stood(one: Typed, view: View | None, base: tuple[View, Element] | None, typed: Lines = ()) -> Kept:
    now = None if view is None or one.element is None else view.get(one.element)
    head = None if view is None or view.roadmap is None else view.roadmap[0].ref
    there = now or (base[1] if base is not None else None)
    about = Code(table="kind", code=one.kind) if one.element is None else None if there is None else there.ref
    standing = Standing.NEW if one.element is None else Standing.GONE
    on = back = None
    if now is not None:
        standing = Standing.SAME if token_of(now) == one.token else Standing.CHANGED
        on = goto("edit", home=one.home, element=now.id, query=(("draft", "1"),))
    elif one.element is None and view is not None:
        on = goto("add", home=one.home, kind=one.kind, query=(("draft", one.key),))
    elif base is not None and view is not None:
        back = goto("restore", home=one.home, element=base[1].id)
    return Kept(key=one.key, about=about, roadmap=head, at=one.at, standing=standing, typed=typed, on=on, back=back)


def _base(desk: Desk, one: Typed, view: View | None) -> tuple[View, Element] | None:
    """The version that a draft was made from, with the last moment at which its reader could see it."""
    name = one.element or ElementId("")
    now = None if view is None else view.get(name)
    if view is not None and now is not None and token_of(now) == one.token:
        return view, now
    try:
        history = reading_of(desk.asking).views(one.home)
    except NotThere:
        return None
    held = ((earlier, earlier.get(name)) for earlier in reversed(history))
    return next(((at, found) for at, found in held if found is not None and token_of(found) == one.token), None)


Lines = tuple[tuple[Say, str], ...]


def _lines(desk: Desk, one: Typed, view: View | None, base: tuple[View, Element] | None) -> Iterator[tuple[Say, str]]:
    """The boxes in which something else was typed than stood there."""
    surrounding = view if base is None else base[0]
    kind = KINDS.get(one.kind) if base is None else base[1].kind
    if surrounding is None or kind is None:
        return
    cells = cells_of(surrounding, desk.words, desk.asking.on)
    for box in boxes(kind, None if base is None else base[1], cells):
        typed = one.fields.get(box.name)
        if typed is not None and typed.split() != box.text.split():
            yield label_of(box), typed.strip()
