"""Doors: every address of the map by every role, compared with an oracle that comes from nowhere in Waypost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pytest
from django.http import HttpResponse
from django.urls import URLPattern

from tests.web.browser import TOKEN, Browser, Served, token_of
from tests.web.conftest import NOW
from tests.web.oracle import (
    DOORS,
    PROGRAMS,
    ROLES,
    WITH_WHAT_IS_SHARED,
    Homes,
    expected,
    expected_of_a_program,
)
from waypost.core.goto import goto
from waypost.usecases.addresses import ADDRESSES, address_of
from waypost.usecases.samples import sample_folder
from waypost.web.urls import HANDLERS, urlpatterns

HOMES = Homes(sample_folder())  # type: ignore[arg-type]
UNKNOWN_HOME, UNKNOWN_ELEMENT = "atlantis", "enothing00000"

ELEMENTS = frozenset(name for name, pattern in ADDRESSES.items() if "<str:element>" in pattern and "home" in pattern)
ROADMAPS = frozenset(name for name, pattern in ADDRESSES.items() if "<slug:home>" in pattern) - ELEMENTS
VALUES: Mapping[str, Mapping[str, str]] = {
    "download": {"form": "json"},
    "add": {"kind": "action"},
    "rule": {"rule": "R1"},
    "framework": {"code": "PP"},
    "member_state": {"state": "IT"},
    "partner": {"partner": "TN"},
    "sheet": {"partner": "TN", "form": "json"},
    "funding": {"partner": "TN"},
    "people_download": {"form": "json"},
    "static": {"file": "workspace.css"},
}
"""What stands in an address that names no content, or beside it."""

NAMING_NOTHING: Mapping[str, Mapping[str, str]] = {
    "invitation": {"token": "none"},
    "reset": {"token": "none"},
    "feed": {"token": "none"},
    "widening": {"request_key": "none"},
    "incoming": {"key": "none"},
    "meeting": {"meeting": UNKNOWN_ELEMENT},
    "paper": {"meeting": UNKNOWN_ELEMENT, "paper": "agenda", "form": "pdf"},
    "shared_element": {"element": UNKNOWN_ELEMENT},
    "aid_activity": {"partner": "TN"},
    "api_nothing": {"rest": "v1/none"},
    "api_widening": {"request_key": "none"},
}
"""Addresses that are asked for what nobody has."""

QUERIES: Mapping[str, tuple[tuple[str, str], ...]] = {"api_changes": (("since", "2026-09-15"),)}
"""What must be asked beside an address, so that it can be answered at all."""

FOR_SOME = ("openings", "confirm", "proposal")
"""What is not there for everything that one sees: only its owner reads who opened it, only a follow-up is confirmed,
only a proposal is compared.
Each has a test of its own; here nobody gets there who may not know the element."""

SIGNS_OUT = "sign_out"
CHANCE = re.compile(rb'value="[^"]*"|next=[^"]*')
"""What stands in the header of a page that nobody is signed in to: the token of forms, the address asked."""


@pytest.fixture(scope="module")
def browsers(served: Served) -> Mapping[str, Browser]:
    """A browser for each role, signed in."""
    from waypost.workspace.people import models

    models.Attempt.objects.all().delete()
    models.Person.objects.update(step=0)
    held = {role: Browser(served) for role in ROLES}
    for role, one in held.items():
        assert role == "" or one.sign_in(role, NOW).status_code == 303
    return held


def doors(homes: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Name, address, home and element of everything that is asked for; home and element empty where none is meant."""
    for name in sorted(DOORS.keys() & HANDLERS.keys()):
        if name in ELEMENTS:
            for home in homes:
                known = HOMES.plain_elements(home) if home in HOMES.elements and home != "workspace" else ()
                query = (("version", "2026-09-15"),) if name == "restore" else ()
                for element in (*known, UNKNOWN_ELEMENT):
                    yield name, address_of(goto(name, home=home, element=element, query=query)), home, element
        elif name in ROADMAPS:
            for home in homes:
                query = QUERIES.get(name, ())
                yield name, address_of(goto(name, home=home, query=query, **VALUES.get(name, {}))), home, ""
        elif name != SIGNS_OUT:
            values = VALUES.get(name) or NAMING_NOTHING.get(name) or {}
            yield name, address_of(goto(name, **values)), "", UNKNOWN_ELEMENT if name in NAMING_NOTHING else ""


def is_hidden(name: str, home: str, element: str, eyes: str) -> bool:
    """Whether what an address names is not there for those eyes."""
    if home == "":
        return element == UNKNOWN_ELEMENT
    if home not in HOMES.elements or (home == "workspace" and name not in WITH_WHAT_IS_SHARED):
        return True
    if element == "":
        return not HOMES.sees_home(home, eyes)
    return not HOMES.sees(home, element, eyes)


def found(answer: HttpResponse) -> str:
    """What an answer is, in the words of the oracle."""
    if answer.status_code == 303 and answer["Location"].partition("?")[0] == "/sign-in":
        return "sign in"
    if answer.status_code in (404, 405):
        return "not there" if answer.status_code == 404 else "method"
    return "open" if answer.status_code < 500 else f"fault {answer.status_code}"


def test_every_address_has_its_door() -> None:
    """An address that the oracle does not know fails the test; so does one in the map that is in no table."""
    names = {one.name for one in urlpatterns if isinstance(one, URLPattern)}
    assert names - DOORS.keys() == set()
    assert names - ADDRESSES.keys() == {"nothing"}
    assert HANDLERS.keys() <= ADDRESSES.keys()


@pytest.mark.parametrize(
    "address", ["/no%0Ane", "/roadmaps/a%0Ab/", "/roadmaps/marenia/elements/%0A/", "/%0A", "/a//b"]
)
def test_odd_address_is_as_little_there_as_any_other(browser: Browser, address: str) -> None:
    """A line break in an address falls through no net: the answer has the bytes of any other that is not there."""
    for before in ("", "/api"):
        answer, other = browser.get(f"{before}{address}"), browser.get(f"{before}/none")
        assert (answer.status_code, answer["Content-Type"]) == (404, other["Content-Type"])
        assert CHANCE.sub(b"", answer.content) == CHANCE.sub(b"", other.content)


def wrong_doors(
    browsers: Mapping[str, Browser], homes: Iterable[str], each: int = 1
) -> Iterator[tuple[str, str, str, str]]:
    """Role, address, what the oracle says and what came, for every answer that is not as it should be; of all pairs of
    address and role each so manieth is asked."""
    for place, (name, address, home, element) in enumerate(doors(homes)):
        for at, (role, browser) in enumerate(browsers.items()):
            if (place + at) % each:
                continue
            hidden = is_hidden(name, home, element, ROLES[role][0])
            want, got = expected(name, role, "GET", hidden=hidden), found(browser.get(address))
            if got != want and not (name in FOR_SOME and (want, got) == ("open", "not there")):
                yield role or "nobody", address, want, got


def test_every_answer_is_that_of_the_oracle(browsers: Mapping[str, Browser]) -> None:
    """Each address, asked for by some of the roles, opens, is not there, leads to signing in, or cannot be asked so.

    Here every fourth pair of address and role is asked, so that each address and each role comes up; every pair is
    asked in `make deep`, by the next test.
    """
    assert list(wrong_doors(browsers, ("marenia", UNKNOWN_HOME), each=4)) == []


@pytest.mark.deep
def test_every_answer_is_that_of_the_oracle_in_every_home(browsers: Mapping[str, Browser]) -> None:
    """The same for every pair: each role at each address, for every roadmap that hides something from somebody, what
    belongs to none, and one that nobody has; where a roadmap hides nothing, for every third pair."""
    open_to_all = [home for home in HOMES.elements if HOMES.hides_nothing(home)]
    others = [home for home in HOMES.elements if home not in open_to_all]
    assert "marenia" in others
    assert list(wrong_doors(browsers, (*others, UNKNOWN_HOME))) == []
    assert list(wrong_doors(browsers, open_to_all, each=3)) == []


SENDERS = ("", "auditor", "italy", "keeper")


def wrong_ways_in(role: str, browser: Browser) -> Iterator[tuple[str, str, str]]:
    """Address, what the oracle says and what came, for every empty form that got further than it should."""
    token = TOKEN.search(browser.get("/sign-in").content.decode())
    assert token is not None
    for name, address, _, element in doors(("marenia",)):
        if element not in ("", UNKNOWN_ELEMENT) or name in PROGRAMS:
            continue
        want = expected(name, role, "POST", hidden=False)
        got = found(browser.client.post(address, {"csrfmiddlewaretoken": token[1]}))
        if got.startswith("fault") or (want != "open" and got != want):
            yield address, want, got


@pytest.mark.parametrize("role", SENDERS)
def test_empty_forms_get_no_further_than_they_should(browsers: Mapping[str, Browser], role: str) -> None:
    """A form sent where none is taken, by nobody, or without the power, ends there; no empty form is our fault."""
    assert list(wrong_ways_in(role, browsers[role])) == []


# Programs ----------------------------------------------------------------------------------------------------------

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")
TOKENS = (
    *(("", False), ("auditor", True), ("italy", False), ("italy", True), ("marenia", True)),
    *(("frontex", True), ("keeper", True)),
)


def told(answer: HttpResponse) -> str:
    """What an answer to a program is, in the words of the oracle."""
    words = {401: "sign in", 403: "may not", 404: "not there", 405: "method"}
    return words.get(answer.status_code) or ("open" if answer.status_code < 500 else f"fault {answer.status_code}")


def wrong_answers(browser: Browser, role: str, *, writes: bool) -> Iterator[tuple[str, str, str, str]]:
    """Method, address, what the oracle says and what came, for each answer to a program that is not as it should be."""
    shown = {"Authorization": f"Bearer {token_of(role, NOW, writes=writes)}"} if role else {}
    more = shown | {"If-Match": f'"{"0" * 32}"', "Idempotency-Key": "0" * 16}
    for name, address, home, element in doors(("marenia", UNKNOWN_HOME)):
        if name not in PROGRAMS:
            continue
        for method in METHODS:
            hidden = is_hidden(name, home, element, ROLES[role][0])
            want = expected_of_a_program(name, role, method, writes=writes, hidden=hidden)
            sent = {"data": "{}", "content_type": "application/json"} if method != "GET" else {}
            got = told(browser.client.generic(method, address, headers=more, **sent))
            if got != want:
                yield method, address, want, got


@pytest.mark.parametrize(("role", "writes"), TOKENS)
def test_every_program_gets_what_the_oracle_says(browser: Browser, role: str, writes: bool) -> None:
    """Each address for programs, asked in each way with the token of some roles, which may write or only read."""
    assert list(wrong_answers(browser, role, writes=writes)) == []
