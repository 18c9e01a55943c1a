"""When a change closes a point of a meeting, and when it confirms one: two steps that two people take.

Source: issue 3.3 (a follow-up closes only with what was done, an important one only when somebody else confirms it).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from waypost.core.roadmap.bodies import Item
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import ItemState

OVER: Final = (ItemState.DONE, ItemState.CONFIRMED)
"""The states of a point that somebody says is settled."""


def closes(was: Element | None, now: Element) -> bool:
    """Whether a change says that a point is settled of which nobody had said so; `was` None: it is new."""
    then = _point(was)
    body = _point(now)
    return body is not None and body.state in OVER and (then is None or then.state not in OVER)


def confirms(was: Element | None, now: Element) -> bool:
    """Whether a change says that somebody confirmed a point, of which that was not said before."""
    return bool(confirming(was, now))


def confirming(was: Element | None, now: Element) -> tuple[str, ...]:
    """The fields by which a change confirms a point."""
    then, body = _point(was), _point(now)
    if body is None:
        return ()
    state, who = (None, None) if then is None else (then.state, then.confirmed_by)
    found = (
        ("state", body.state is ItemState.CONFIRMED and state is not ItemState.CONFIRMED),
        ("confirmed_by", body.confirmed_by not in (None, who)),
    )
    return tuple(name for name, is_so in found if is_so)


def unconfirmed(was: Element | None, now: Element) -> Element:
    """A change without what it confirms: what it calls confirmed is done, and waits for somebody else."""
    then, body, fields = _point(was), _point(now), confirming(was, now)
    if body is None or not fields:
        return now
    state = ItemState.DONE if "state" in fields else body.state
    return replace(now, body=replace(body, state=state, confirmed_by=None if then is None else then.confirmed_by))


def lacks_words(was: Element | None, now: Element) -> bool:
    """Whether a change closes a point that was there without what was done."""
    body = _point(now)
    return was is not None and closes(was, now) and body is not None and body.was_done is None


def _point(element: Element | None) -> Item | None:
    return element.body if element is not None and isinstance(element.body, Item) else None
