"""What one person asks and another settles: kept beside the history, for those who may know the element it is about.

How a request ended stays with it, so that it can be told who asked and who let it be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from waypost.core.errors import NotThere
from waypost.core.values import ElementId, Slug
from waypost.workspace.database.rows import moment_of, text_of
from waypost.workspace.database.session import Row, Session

WIDEN = "widen"
"""That more readers be let see an element."""
CLOSE = "close"
"""That somebody else confirm that something was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request: what is asked (`act`) of which element, by whom and when. `payload` is a text of whoever asks."""

    id: str
    home: Slug
    element: ElementId
    act: str
    person: str
    at: datetime
    payload: str = ""


_ASK = """
INSERT INTO request (id, home, element, class, act, person, at, payload)
SELECT ?, home, element, class, ?, ?, ?, ? FROM version WHERE home = ? AND element = ? AND until IS NULL
"""
_WAITING = "SELECT id, home, element, act, person, at, payload FROM request WHERE ended IS NULL"


def ask(session: Session, request: Request) -> None:
    """Keep a request until it is settled, for those who may know the element now. Raises NotThere where that is not
    there."""
    one = request
    row = (one.id, one.act, one.person, text_of(one.at), one.payload, one.home, one.element)
    with session.writing():
        if not session.run(_ASK, row):
            raise NotThere(one.element)


def settle(session: Session, id: str, outcome: str, settler: str, at: datetime) -> bool:
    """End a request with how and by whom it was settled; whether it still waited."""
    words = "UPDATE request SET ended = ?, outcome = ?, settler = ? WHERE id = ? AND ended IS NULL"
    with session.writing():
        return bool(session.run(words, (text_of(at), outcome, settler, id)))


def waiting(session: Session, act: str) -> tuple[Request, ...]:
    """The requests of an act that wait, oldest first, as far as the session may know them."""
    return tuple(map(_request, session.rows(f"{_WAITING} AND act = ? ORDER BY at, id", (act,))))


def about(session: Session, home: Slug, element: ElementId, act: str) -> tuple[Request, ...]:
    """Those about one element."""
    words = f"{_WAITING} AND home = ? AND element = ? AND act = ? ORDER BY at, id"
    return tuple(map(_request, session.rows(words, (home, element, act))))


def _request(row: Row) -> Request:
    id, home, element, act, person, at, payload = row
    return Request(
        id=id,
        home=Slug(home),
        element=ElementId(element),
        act=act,
        person=person,
        at=moment_of(at),
        payload=payload,
    )
