"""Canaries: a word of its own in every element. A reader finds those of what they may know, and no other, in any byte
of any page, file, error or line of the log."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from django.http import HttpResponse

from tests.web.browser import Browser, Served
from tests.web.oracle import PROGRAMS, ROLES
from tests.web.test_doors import ELEMENTS, NAMING_NOTHING, QUERIES, ROADMAPS, SIGNS_OUT, VALUES, browsers
from tests.web.twinned import filled, serving
from waypost.core.goto import goto
from waypost.core.roadmap.elements import Element, State
from waypost.core.roadmap.view import see
from waypost.core.values import ElementId, Principal, Slug, Text, text
from waypost.usecases.addresses import address_of
from waypost.usecases.samples import sample_folder
from waypost.usecases.serving import Place
from waypost.web.urls import HANDLERS
from waypost.workspace.folder import Folder

__all__ = ["browsers"]

ROOT = Path(str(sample_folder()))
HOMES = ("marenia", "workspace")
SOME = ("italy", "marenia")
MORE = tuple(one for one in ROLES if one not in SOME)
QUICK_FORMS = ("json", "xlsx", "rows-docx", "ics", "brief-json")
FORMS = (*QUICK_FORMS, "html", "docx", "brief-xlsx", "pdf")
ROADMAP_PAGES = tuple(sorted((ROADMAPS & HANDLERS.keys()) - {"download"}))
PARTNERS = ("TN", "QM")
"""One of which the store of figures knows something, and the one of the roadmap."""
_WORD = re.compile(rb"canary[a-z0-9]+")


def word(element: ElementId) -> str:
    """The canary of an element: its id, which is chance, in letters that nothing cuts."""
    return f"canary{element}"


def marked(element: Element) -> Element:
    """The element with its canary as note and, where it has one, at the end of its title or words."""
    body = element.body
    for field in ("title", "words"):
        held = getattr(body, field, None)
        if isinstance(held, Text):
            said = tuple((language, f"{words} {word(element.id)}") for language, words in held.wordings)
            body = replace(body, **{field: Text(wordings=said)})
    return replace(element, note=text(word(element.id)), body=body)


def states(home: str) -> tuple[State, ...]:
    """The last two moments of a home, every element with its canary."""
    line = Folder(ROOT).states(Slug(home))[-2:]
    return tuple(replace(one, elements=tuple(map(marked, one.elements))) for one in line)


@pytest.fixture(scope="module")
def place(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place in which every element has its canary."""
    return filled(served.place, map(states, HOMES), tmp_path_factory.mktemp("canaries") / "place")


def known(eyes: str) -> set[bytes]:
    """The canaries of everything that somebody with those eyes may know, now or at the moment before."""
    views = [see(state, Principal(eyes)) for home in HOMES for state in states(home)]
    return {word(one.id).encode() for view in views for one in view.elements}


def addresses(eyes: str, forms: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The name and address of everything that is asked for, made from the map: each page of a roadmap, an element of
    each kind that is seen and one that is not, every other page, with each value of `VALUED` that stands in it."""
    for name in ROADMAP_PAGES:
        query = QUERIES.get(name, ())
        yield name, address_of(goto(name, home="marenia", query=query, **VALUES.get(name, {})))
    for form in forms:
        yield "download", address_of(goto("download", home="marenia", form=form))
    whole = states("marenia")[-1]
    view = see(whole, Principal(eyes))
    kinds = {one.kind.name: one.id for one in view.elements}
    hidden = [one.id for one in whole.elements if one.id not in view]
    for name in sorted(ELEMENTS & HANDLERS.keys()):
        for element in (*list(kinds.values())[:: 1 if name in ("element", "api_element") else 5], *hidden[:1]):
            query = (("version", "2026-09-15"),) if name == "restore" else ()
            yield name, address_of(goto(name, home="marenia", element=element, query=query))
    for name in sorted(HANDLERS.keys() - ELEMENTS - ROADMAPS - {SIGNS_OUT}):
        for values in valued(name, eyes):
            yield name, address_of(goto(name, **values))
    yield "search", address_of(goto("search", query=(("q", "canary"),)))
    yield "access_log", address_of(goto("access_log", query=(("show", "sign-ins"),)))


def valued(name: str, eyes: str) -> Iterator[dict[str, str]]:
    """What stands in an address that is of no roadmap: partners, and of what several roadmaps share what is seen and
    what is not; for any other name what the doors are asked for."""
    held = dict(VALUES.get(name) or NAMING_NOTHING.get(name) or {})
    shared = states("workspace")[-1].elements
    meetings = [one.id for one in shared if one.kind.name == "meeting"]
    if "partner" in held:
        yield from (held | {"partner": one} for one in PARTNERS)
    elif name in ("meeting", "paper"):
        yield from (held | {"meeting": one} for one in meetings[-3:])
    elif name == "shared_element":
        alike = {(one.kind.name, one.audience): one.id for one in shared}
        yield from ({"element": one} for one in alike.values())
    else:
        yield held


def answer_to(browser: Browser, name: str, address: str) -> HttpResponse:
    """The answer where an address is asked; where programs only send, to something that rests on no version."""
    if name not in PROGRAMS or "GET" in PROGRAMS[name]:
        return browser.get(address)
    sent = {"question": "canary"} if name == "api_search" else {}
    return browser.send(address, sent, If_Match=f'"{"0" * 32}"', Idempotency_Key="0" * 16)


@pytest.mark.parametrize("eyes", sorted({eyes for eyes, _ in ROLES.values()}))
def test_no_address_of_the_map_is_forgotten(eyes: str) -> None:
    """Whatever address there is, it is listened at for every reader: the list is that of the map, and a new row of the
    map comes into it by itself or fails for want of a value."""
    assert {name for name, _ in addresses(eyes, FORMS)} == HANDLERS.keys() - {SIGNS_OUT}


def unpacked(body: bytes) -> bytes:
    """The bytes of an answer, those of everything packed in it, the long lines of a calendar put together."""
    if not body.startswith(b"PK"):
        return body.replace(b"\r\n ", b"")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


def told_to(browser: Browser, place: Place, eyes: str, forms: tuple[str, ...]) -> set[bytes]:
    """The canaries that somebody with those eyes hears. Fails at the first that is not theirs, or at an id of what is
    hidden."""
    may, heard = known(eyes), set()
    everything = [one.id for home in HOMES for one in states(home)[-1].elements]
    hidden = {one.encode() for one in everything if word(one).encode() not in may}
    assert hidden
    with serving(place):
        for name, address in addresses(eyes, forms):
            answer = answer_to(browser, name, address)
            assert answer.status_code < 500, address
            told = unpacked(answer.content) + repr(sorted(answer.headers.items())).encode()
            # Who must sign in first is led back afterwards: the very address that was asked says nothing new.
            told = told.replace(quote(address, safe="").encode(), b"")
            found = set(_WORD.findall(told))
            assert found <= may, (address, sorted(found - may)[:3])
            assert not [one for one in hidden if one in told], address
            heard |= found
    return heard


@pytest.mark.parametrize("role", SOME)
def test_no_canary_of_what_is_hidden_is_heard(
    browsers: Mapping[str, Browser], place: Place, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every byte only canaries and ids of what the reader may know, and in the log none at all; and those of what
    they may know are heard, so the test can hear."""
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    eyes = ROLES[role][0]
    assert len(told_to(browsers[role], place, eyes, QUICK_FORMS)) > 0.5 * len(known(eyes))
    assert '"address"' in log.getvalue()
    assert "canary" not in log.getvalue()


@pytest.mark.deep
@pytest.mark.parametrize("role", [*SOME, *MORE])
def test_no_canary_is_heard_in_any_form(browsers: Mapping[str, Browser], place: Place, role: str) -> None:
    """The same for every role and every form of file; a form that takes long once for those who look alike."""
    eyes = ROLES[role][0]
    first = next(one for one, (held, _) in ROLES.items() if held == eyes)
    assert told_to(browsers[role], place, eyes, FORMS if role == first else QUICK_FORMS)
