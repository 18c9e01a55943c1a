"""Who said that something was done, kept until somebody else confirms it."""

from __future__ import annotations

import secrets
from typing import Final

from waypost.core.roadmap.elements import Element
from waypost.usecases.desk import Desk
from waypost.usecases.editing.writing import gate_of, person_of
from waypost.workspace.database.gate import Database, Request
from waypost.workspace.database.requests import CLOSE

CONFIRMED: Final = "confirmed"
AGAIN: Final = "closed again"
"""How a closing ends: somebody else confirmed it, or the point was opened and closed once more."""


def note_closing(gate: Database, desk: Desk, element: Element) -> None:
    """Keep who closed something, in the place of who closed it before."""
    settle_closing(gate, desk, element, AGAIN)
    request = Request(
        id=secrets.token_hex(12),
        home=element.home,
        element=element.id,
        act=CLOSE,
        person=person_of(desk),
        at=desk.now,
    )
    gate.ask(request)


def settle_closing(gate: Database, desk: Desk, element: Element, outcome: str) -> None:
    """Say how a closing ended; nothing where none waits."""
    for one in gate.requests_about(element.home, element.id, CLOSE):
        gate.settle(one.id, outcome, person_of(desk), desk.now)


def closed_by_me(desk: Desk, element: Element) -> bool:
    """Whether whoever sits at the desk is the one who closed something, with whose eyes ever they did."""
    with gate_of(desk) as gate:
        held = gate.requests_about(element.home, element.id, CLOSE)
    return any(one.person == person_of(desk) for one in held)
