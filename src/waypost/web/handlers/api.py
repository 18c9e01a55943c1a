"""Addresses for programs: each operation of the table with its handler."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from waypost.codec.interface.operations import ADDRESSES, OPERATIONS
from waypost.usecases.programs import acting, reading, widening, writing
from waypost.usecases.programs import document as documents
from waypost.usecases.programs.reading import Told
from waypost.usecases.programs.writing import Met
from waypost.web.answers import data
from waypost.web.handling import Bare
from waypost.web.programs import NOTHING, Asked, Handler, Programs


def document(http: HttpRequest) -> HttpResponse:
    """What may be asked, as OpenAPI."""
    return data(documents.document())


def roadmaps(asked: Asked) -> Told:
    """Every roadmap, one line each."""
    return reading.roadmaps(asked.desk, asked.query("by"))


def roadmap(asked: Asked) -> Told:
    """A roadmap as a state file."""
    return reading.roadmap(asked.desk, asked.named("home"))


def elements(asked: Asked) -> Told:
    """The elements of a roadmap."""
    return reading.elements(asked.desk, asked.named("home"), asked.query("kind"))


def add(asked: Asked) -> Told:
    """An element is added."""
    return writing.add(asked.desk, asked.named("home"), asked.body, key=asked.key)


def element(asked: Asked) -> Told:
    """An element."""
    return reading.element(asked.desk, asked.named("home"), asked.named("element"))


def edit(asked: Asked) -> Told | Met:
    """Some fields of an element are changed."""
    token, key = asked.version, asked.key
    return writing.edit(asked.desk, asked.named("home"), asked.named("element"), asked.body, token=token, key=key)


def act(name: str) -> Handler:
    """The handler of one act, by its name."""
    sends = any(one.sends for one in OPERATIONS if one.name == name)

    def handler(asked: Asked) -> Told | Met:
        token, key = asked.version, asked.key
        raw = asked.body if sends else b""
        return acting.act(asked.desk, asked.named("home"), asked.named("element"), name, raw, token=token, key=key)

    handler.__name__ = name
    return handler


def audience(asked: Asked) -> Told | Met:
    """Who may see an element is changed."""
    token, key = asked.version, asked.key
    return widening.change(asked.desk, asked.named("home"), asked.named("element"), asked.body, token=token, key=key)


def widenings(asked: Asked) -> Told:
    """What waits for a second person."""
    return widening.requests(asked.desk)


def request(asked: Asked) -> Told:
    """One request that waits."""
    return widening.request(asked.desk, asked.named("request_key"))


def settle(asked: Asked) -> Told | Met:
    """A request is settled."""
    token, number = asked.version, asked.key
    return widening.settle(asked.desk, asked.named("request_key"), asked.body, token=token, number=number)


def history(asked: Asked) -> Told:
    """Each moment at which an element changed."""
    return reading.history(asked.desk, asked.named("home"), asked.named("element"))


def timetable(asked: Asked) -> Told:
    """The timetable."""
    return reading.timetable(asked.desk, asked.named("home"), asked.query("slip"))


def ledger(asked: Asked) -> Told:
    """Who funds what."""
    return reading.ledger(asked.desk, asked.named("home"), asked.query("by"))


def balance(asked: Asked) -> Told:
    """The balance."""
    return reading.balance(asked.desk, asked.named("home"))


def progress(asked: Asked) -> Told:
    """The indicators."""
    return reading.progress(asked.desk, asked.named("home"))


def review(asked: Asked) -> Told:
    """The findings of the review."""
    return reading.review(asked.desk, asked.named("home"), asked.query("rule"))


def changes(asked: Asked) -> Told:
    """What changed between two moments."""
    return reading.changes(asked.desk, asked.named("home"), asked.moment("since"), asked.moment("until"))


def meetings(asked: Asked) -> Told:
    """Each series of meetings, and what is open."""
    return reading.meetings(asked.desk)


def search(asked: Asked) -> Told:
    """What a question finds."""
    return reading.search(asked.desk, asked.body, address=asked.address)


def needs(asked: Asked) -> Told:
    """What needs whoever asks."""
    return reading.needs(asked.desk)


BY_NAME: Final[dict[str, Handler]] = {
    one.__name__: one
    for one in (
        roadmaps, roadmap, elements, add, element, edit, history, timetable, ledger, balance, progress, review, changes,
        meetings, search, needs, audience, widenings, settle, *map(act, acting.ACTING),
    )
} | {"widening": request}  # fmt: skip
"""The handler of each operation but that of the document, by the name of the operation."""


def _at(address: str) -> Programs:
    """Whoever answers at an address."""
    held = (one for one in OPERATIONS if one.address == address)
    return Programs({one.method: (one, BY_NAME[one.name]) for one in held})


HANDLERS: Final[dict[str, Programs | Bare]] = {
    "api_document": Bare(document),
    **{name: _at(name) for name in ADDRESSES if name not in ("api_document", "api_nothing")},
    "api_nothing": NOTHING,
}
