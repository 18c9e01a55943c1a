"""Search, over the view of the reader of a desk and nothing else; so many a minute for each person."""

from __future__ import annotations

from typing import Final

from waypost.core.errors import WrongRequest
from waypost.core.pages.search import find, search_page
from waypost.core.say import say
from waypost.usecases.desk import Desk
from waypost.usecases.opening import once
from waypost.usecases.pages.known import views
from waypost.workspace.people import throttle

A_MINUTE: Final = 30
"""So many searches a minute one person may send; one who is not signed in, one address (security S8)."""


def ask(desk: Desk) -> bytes:
    """The form alone."""
    return desk.set(search_page("", (), asked=False))


def search(desk: Desk, question: str, *, address: str) -> bytes:
    """What the reader may see that holds every word of a question. Raises WrongRequest after too many in a minute."""
    who = address if desk.visitor is None else desk.visitor.member.person
    if not throttle.takes("search", who, A_MINUTE, desk.now):
        raise WrongRequest(say("search.too_many"))
    hits = find(views(once(desk.asking)), question)
    return desk.set(search_page(question, hits, asked=True))
