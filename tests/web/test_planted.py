"""The tests of twins are tested: for each channel of security S1 to S14 that the web has, leaks are planted on purpose,
and twins must tell. A leak reads past the wall, as a keeper does; nothing in Waypost does that for a reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import closing

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tests.web.browser import Browser
from tests.web.oracle import ROLES
from tests.web.test_doors import browsers
from tests.web.test_twins import Bench, bench
from tests.web.twinned import Asked, told
from waypost.core.goto import goto
from waypost.core.roadmap.elements import Element, State
from waypost.core.values import Principal, Slug
from waypost.usecases.addresses import address_of
from waypost.web.middleware import Headers
from waypost.workspace.database.gate import Database

__all__ = ["bench", "browsers"]

ROLE = "marenia"
PAIRS = 12
"""So many pairs at most until a leak is found."""


def everything() -> tuple[State, ...]:
    """All states of Marenia, past the wall."""
    with closing(Database(settings.WAYPOST_PLACE.roadmaps)) as database:
        return database.states(Slug("marenia"))


def newest() -> tuple[Element, ...]:
    """All elements there are now."""
    return everything()[-1].elements


Leak = Callable[[HttpRequest, HttpResponse], None]


def _said(answer: HttpResponse, words: object) -> None:
    answer.content = answer.content + str(words).encode()


def count(http: HttpRequest, answer: HttpResponse) -> None:
    """S1: how many elements there are."""
    _said(answer, len(newest()))


def share(http: HttpRequest, answer: HttpResponse) -> None:
    """S1: a share of all that there is."""
    held = newest()
    _said(answer, sum(one.note is not None for one in held) / len(held))


def hits(http: HttpRequest, answer: HttpResponse) -> None:
    """S2: how many elements hold a word that was asked for."""
    _said(answer, sum("Ultramarine" in repr(one) for one in newest()))


def order(http: HttpRequest, answer: HttpResponse) -> None:
    """S2: which word is the most frequent, hidden texts included."""
    _said(answer, sorted(str(one.title) for one in newest())[:3])


def options(http: HttpRequest, answer: HttpResponse) -> None:
    """S3: a list to choose from with the numbers of all."""
    _said(answer, sorted({one.number for one in newest() if one.number}))


def suggestion(http: HttpRequest, answer: HttpResponse) -> None:
    """S3: a suggestion that comes from what is hidden."""
    _said(answer, max(one.id for one in newest()))


def moments(http: HttpRequest, answer: HttpResponse) -> None:
    """S4: how many moments the history has."""
    _said(answer, len(everything()))


def updated(http: HttpRequest, answer: HttpResponse) -> None:
    """S4: when anything changed last."""
    answer["Last-Modified"] = everything()[-1].at.isoformat()


def sequence(http: HttpRequest, answer: HttpResponse) -> None:
    """S5: the place of an element among all."""
    names = [one.id for one in newest()]
    _said(answer, names.index("eyrdkkdmssfj"))


def file_name(http: HttpRequest, answer: HttpResponse) -> None:
    """S5: a file name with a number that hidden changes move."""
    answer["Content-Disposition"] = f'attachment; filename="marenia-v{len(everything())}.json"'


def etag(http: HttpRequest, answer: HttpResponse) -> None:
    """S6: a tag of what the whole workspace is."""
    answer["ETag"] = str(hash(newest()))


def version(http: HttpRequest, answer: HttpResponse) -> None:
    """S6: one counter of versions for everybody."""
    answer["X-Version"] = str(len(everything()) + len(newest()))


def status(http: HttpRequest, answer: HttpResponse) -> None:
    """S7: another status where something hidden has that id."""
    if len(newest()) % 2:
        answer.status_code = 403


def being_edited(http: HttpRequest, answer: HttpResponse) -> None:
    """S7: who wrote last, and why."""
    _said(answer, everything()[-1].why)


def questions(http: HttpRequest, answer: HttpResponse) -> None:
    """S8: a question to the database for each element there is."""
    from waypost.workspace.people import models

    for _ in range(len(newest()) % 97 * 4 + len(everything())):
        models.Person.objects.filter(id="").exists()


def size(http: HttpRequest, answer: HttpResponse) -> None:
    """S8: an answer as long as what there is."""
    _said(answer, " " * len(newest()))


_KEPT: dict[str, bytes] = {}


def cache(http: HttpRequest, answer: HttpResponse) -> None:
    """S9: a fragment kept for everybody, made of everything."""
    key = str(settings.WAYPOST_PLACE.folder)
    _said(answer, _KEPT.setdefault(key, str(len(newest())).encode()))


def kept_by_browsers(http: HttpRequest, answer: HttpResponse) -> None:
    """S9: browsers may keep the page for as long as hidden elements say."""
    answer["Cache-Control"] = f"max-age={len(newest())}"


def properties(http: HttpRequest, answer: HttpResponse) -> None:
    """S10: a file that counts what it leaves out."""
    _said(answer, json.dumps({"left_out": len(newest())}))


def hidden_rows(http: HttpRequest, answer: HttpResponse) -> None:
    """S10: the notes of all in a part nobody looks at."""
    _said(answer, [repr(one.note) for one in newest()])


def busy(http: HttpRequest, answer: HttpResponse) -> None:
    """S12: hidden entries of a calendar as "busy"."""
    _said(answer, [repr(getattr(one.body, "due", None)) for one in newest()])


def digest(http: HttpRequest, answer: HttpResponse) -> None:
    """S13: "so many changes", over all audiences."""
    _said(answer, sum(len(one.reasons) for one in everything()))


def cookie(http: HttpRequest, answer: HttpResponse) -> None:
    """S9, S16: a cookie set only where something hidden has changed."""
    if len(everything()) > 2:
        answer.set_cookie("seen", "1")


LEAKS: tuple[Leak, ...] = (
    count, share, hits, order, options, suggestion, moments, updated, sequence, file_name, etag, version, status,
    being_edited, questions, size, cache, kept_by_browsers, properties, hidden_rows, busy, digest, cookie,
)  # fmt: skip
PAGE: Asked = ("GET", address_of(goto("review", home="marenia")), ())
PROGRAM: Asked = ("GET", address_of(goto("api_review", home="marenia")), ())
CASES = (
    *((leak, PAGE) for leak in LEAKS),
    *((leak, PROGRAM) for leak in (count, moments, updated, etag, version, status, questions, kept_by_browsers)),
)
"""Every leak in a page, and those that an answer to a program could have, there."""


@pytest.mark.parametrize(("leak", "asked"), CASES, ids=[f"{leak.__name__}-{one[1]}" for leak, one in CASES])
def test_leak_is_caught(
    browsers: Mapping[str, Browser], bench: Bench, leak: Leak, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the leak planted, one of the first pairs of twins tells; without it none does."""
    answered = Headers.__call__

    def leaking(self: Headers, http: HttpRequest) -> HttpResponse:
        answer = answered(self, http)
        if http.path == asked[1]:
            leak(http, answer)
        return answer

    eyes = Principal(ROLES[ROLE][0])
    sound = told(browsers[ROLE], asked, bench.first, monkeypatch)
    monkeypatch.setattr(Headers, "__call__", leaking)
    here = told(browsers[ROLE], asked, bench.first, monkeypatch)
    assert sound.status == 200
    for seed in range(1_000_001, 1_000_001 + PAIRS):
        if not here.is_like(told(browsers[ROLE], asked, bench.kept_twin(eyes, seed), monkeypatch)):
            return
    pytest.fail(f"{PAIRS} pairs of twins did not tell the leak")
