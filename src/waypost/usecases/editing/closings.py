"""Who said that something was done, kept until somebody else confirms it: on whatever way it was said or confirmed, by
an act, a field, a file, a proposal or an earlier version."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from waypost.core.closing import closes, confirms
from waypost.core.editing.edit import Edit
from waypost.core.roadmap.bodies import Item
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import ItemState
from waypost.workspace.database.gate import Database, Request
from waypost.workspace.database.requests import CLOSE

CONFIRMED: Final = "confirmed"
AGAIN: Final = "closed again"
"""How a closing ends: somebody else confirmed it, or the point was opened and closed once more."""


def closed_by(gate: Database, element: Element, person: str) -> bool:
    """Whether a person is the one who closed something, with whose eyes ever they did."""
    return any(one.person == person for one in gate.requests_about(element.home, element.id, CLOSE))


def own_confirmations(gate: Database, view: View, edit: Edit, person: str) -> tuple[Element, ...]:
    """What an edit confirms and its author closed."""
    return tuple(one for one in edit.puts if confirms(view.get(one.id), one) and closed_by(gate, one, person))


def keep_closings(gate: Database, view: View, edit: Edit, *, person: str, at: datetime) -> None:
    """Keep who closed what an edit closes, in the place of who closed it before, and end what it confirms."""
    for one in edit.puts:
        if confirms(view.get(one.id), one):
            _settle(gate, one, CONFIRMED, person, at)
        elif closes(view.get(one.id), one):
            _settle(gate, one, AGAIN, person, at)
            _note(gate, one, person, at)


def keep_first(gate: Database, elements: Iterable[Element], *, person: str, at: datetime) -> None:
    """Keep who says that points are done which come with a roadmap that is started."""
    for one in elements:
        if isinstance(one.body, Item) and one.body.state is ItemState.DONE:
            _note(gate, one, person, at)


def _note(gate: Database, element: Element, person: str, at: datetime) -> None:
    gate.ask(Request(id=secrets.token_hex(12), home=element.home, element=element.id, act=CLOSE, person=person, at=at))


def _settle(gate: Database, element: Element, outcome: str, person: str, at: datetime) -> None:
    for one in gate.requests_about(element.home, element.id, CLOSE):
        gate.settle(one.id, outcome, person, at)
