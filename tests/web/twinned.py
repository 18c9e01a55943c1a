"""Two places that differ only in what one reader may not know, and everything that an answer of the web tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.db import connection, reset_queries
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from tests.web.browser import Browser
from tests.web.grounds import GROUND
from waypost.core.roadmap.elements import State
from waypost.usecases.serving import Place
from waypost.workspace.database.gate import Database
from waypost.workspace.database.session import Session
from waypost.workspace.database.wall import VIEWS
from waypost.workspace.people import models

_CHANCE = (
    re.compile(rb'(name="csrfmiddlewaretoken" value=)"[^"]+"'),
    re.compile(rb'(name="key" value=)"[^"]+"'),
)
"""What is chance in a page: the mask of the token of forms, the key by which a form sent twice is known."""

Asked = tuple[str, str, tuple[tuple[str, str], ...]]
"""How an address is asked: method, address, what a form sends."""


STEP: Final = 3
"""Questions to the database for one moment more: see `Told.questions`."""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that an answer tells: status, headers, cookies, body, and how many questions it took.

    A moment at which a reader's element changed only in the ids of what is hidden passes the wall, and `Walled` steps
    back over it: the one difference in the number of questions that is allowed is whole steps.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    body: bytes
    questions: int

    def is_like(self, other: Told) -> bool:
        """Whether two answers tell the same."""
        return replace(self, questions=0) == replace(other, questions=0) and (
            (self.questions - other.questions) % STEP == 0
        )


def filled(place: Place, homes: Iterable[Iterable[State]], folder: Path, base: Place | None = None) -> Place:
    """A place with those homes, beside those of the place `base` where there is one. It keeps its charts where the
    first does: they are found by what they show."""
    other = GROUND.empty(place, folder) if base is None else GROUND.copy(base, folder)
    with closing(Database(other.roadmaps)) as database:
        for states in homes:
            for state in states:
                database.write(state)
    (place.folder / "drawings").mkdir(exist_ok=True)
    other.drawings.symlink_to(place.drawings)
    return other


@contextmanager
def serving(place: Place) -> Iterator[None]:
    """The web serves another place meanwhile, with the same people."""
    before = settings.WAYPOST_PLACE
    settings.WAYPOST_PLACE = place
    try:
        yield
    finally:
        settings.WAYPOST_PLACE = before


def told(browser: Browser, asked: Asked, place: Place, monkeypatch: pytest.MonkeyPatch) -> Told:
    """What an address tells a reader at a place, of a process that has read nothing of it yet."""
    VIEWS.clear()
    method, address, form = asked
    models.Opening.objects.all().delete()
    models.Attempt.objects.all().delete()
    # The log of questions is of a fixed length, and a test asks more of them.
    reset_queries()
    count = 0
    rows = GROUND.session.rows

    def counted(self: Session, *given: object) -> object:
        nonlocal count
        count += 1
        return rows(self, *given)  # type: ignore[arg-type]

    with serving(place), CaptureQueriesContext(connection) as asked_of_people, monkeypatch.context() as patch:
        patch.setattr(GROUND.session, "rows", counted)
        answer = browser.get(address) if method == "GET" else browser.client.post(address, dict(form))
    return _told(answer, count + len(asked_of_people))


def _told(answer: HttpResponse, questions: int) -> Told:
    body = answer.content
    for one in _CHANCE:
        body = one.sub(rb'\1""', body)
    headers = tuple(sorted((name, value) for name, value in answer.headers.items()))
    cookies = tuple(sorted(name for name in answer.cookies))
    return Told(answer.status_code, headers, cookies, body, questions)
