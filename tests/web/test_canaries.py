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

import pytest

from tests.web.browser import Browser, Served
from tests.web.oracle import DOORS, ROLES
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
SOME, MORE = ("italy", "marenia"), ("", "auditor", "france", "frontex", "keeper")
QUICK_FORMS = ("json", "xlsx", "rows-docx", "ics", "brief-json")
FORMS = (*QUICK_FORMS, "html", "docx", "brief-xlsx", "pdf")
ROADMAP_PAGES = tuple(sorted((ROADMAPS & HANDLERS.keys()) - {"download"}))
SEARCH = address_of(goto("api_search"))
"""It is sent a question."""
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


def addresses(eyes: str, forms: tuple[str, ...]) -> Iterator[str]:
    """Everything that is asked for: the page of an element of each kind seen, every page, some forms of file."""
    for name in ROADMAP_PAGES:
        query = QUERIES.get(name, ())
        yield address_of(goto(name, home="marenia", query=query, **VALUES.get(name, {})))
    for form in forms:
        yield address_of(goto("download", home="marenia", form=form))
    view = see(states("marenia")[-1], Principal(eyes))
    kinds = {one.kind.name: one.id for one in view.elements}
    for name in sorted(ELEMENTS & HANDLERS.keys()):
        for element in list(kinds.values())[:: 1 if name in ("element", "api_element") else 5]:
            query = (("version", "2026-09-15"),) if name == "restore" else ()
            yield address_of(goto(name, home="marenia", element=element, query=query))
    for name in sorted((HANDLERS.keys() & DOORS.keys()) - ELEMENTS - ROADMAPS - {SIGNS_OUT, "download"}):
        if "GET" in DOORS[name][1]:
            yield address_of(goto(name, **(VALUES.get(name) or NAMING_NOTHING.get(name) or {})))
    yield address_of(goto("search", query=(("q", "canary"),)))
    yield SEARCH


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
        for address in addresses(eyes, forms):
            answer = browser.get(address) if address != SEARCH else browser.send(SEARCH, {"question": "canary"})
            assert answer.status_code < 500, address
            told = unpacked(answer.content) + repr(sorted(answer.headers.items())).encode()
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
    """The same for every reader and every form of file."""
    assert told_to(browsers[role], place, ROLES[role][0], FORMS)
