"""A follow-up is closed with what was done and confirmed by somebody else, on whatever way it is written: no file,
form, program or proposal is a way round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.test_programs import bench, key, reader
from tests.web.workbench import MARENIA, Workbench, fields_of, text_of
from waypost.codec.exports import encode_export
from waypost.core.change.portion import portion
from waypost.core.goto import goto
from waypost.core.roadmap.bodies import Item
from waypost.core.roadmap.elements import Element, in_order
from waypost.core.roadmap.view import see
from waypost.core.roadmap.vocabulary import ItemState
from waypost.core.values import EU, Missing, text
from waypost.usecases.addresses import address_of

__all__ = ["bench"]

OPEN = (ItemState.OPEN, Missing.NOT_STATED)


def points(bench: Workbench) -> list[Element]:
    """Points of meetings of the EU that nobody closed."""
    held = bench.state().elements
    return [one for one in held if isinstance(one.body, Item) and EU in one.audience and one.body.state in OPEN]


def at(element: Element, act: str = "", home: str = MARENIA) -> str:
    """The address of an element, or of an act with it."""
    return f"/roadmaps/{home}/elements/{element.id}/{act}"


def sent_back(bench: Workbench, login: str, point: Element, **fields: object) -> tuple[str, str]:
    """The address of the preview of a file in which a point has other fields, and what the preview says."""
    whole = portion(see(bench.state(), EU))
    body = replace(point.body, **fields)  # type: ignore[arg-type]
    elements = in_order(replace(one, body=body) if one.id == point.id else one for one in whole.elements)
    raw = encode_export(replace(whole, elements=elements))
    form = bench.shown(login, "/import/", "import")
    answer = bench.sent(login, "/import/", {**form, "file": SimpleUploadedFile("back.json", raw)})
    assert answer.status_code == 303, text_of(answer)
    address = str(answer["Location"])
    return address, text_of(bench.by(login).get(address))


def taken(bench: Workbench, login: str, address: str, point: Element) -> int:
    """The status of taking the row of a point from a file that was looked at."""
    page = bench.by(login).get(address).content.decode()
    return bench.sent(login, address, {**fields_of(page, "incoming"), "_take": [point.id]}).status_code


def state_of(bench: Workbench, point: Element) -> tuple[object, object]:
    """The state of a point now, and who confirmed it."""
    body = bench.element(point.id).body
    assert isinstance(body, Item)
    return body.state, body.confirmed_by


DONE = {"was_done": text("The list was sent"), "closed_on": date(2026, 9, 30)}


def test_no_file_confirms(bench: Workbench) -> None:
    """A file that calls a point confirmed is told so in its place, with what to do; taken, the point is done and waits;
    whoever took it in does not confirm it on any way, somebody else does."""
    point = points(bench)[0]
    address, words = sent_back(bench, "eeas", point, **DONE, state=ItemState.CONFIRMED, confirmed_by=EU)
    assert "a file confirms nothing" in words
    assert "Somebody other than the person who takes the file in" in words
    assert taken(bench, "eeas", address, point) == 303
    assert state_of(bench, point) == (ItemState.DONE, None)
    again, told = sent_back(bench, "eeas", bench.element(point.id), state=ItemState.CONFIRMED, confirmed_by=EU)
    assert "a file confirms nothing" in told
    assert taken(bench, "eeas", again, point) == 422
    own = bench.filled("eeas", at(point, "confirm"), "confirm", {})
    assert (own.status_code, "Somebody else has to confirm it" in text_of(own)) == (422, True)
    assert state_of(bench, point) == (ItemState.DONE, None)
    assert bench.filled("presidency", at(point, "confirm"), "confirm", {}).status_code == 303
    assert state_of(bench, point) == (ItemState.CONFIRMED, EU)


def test_a_file_that_came_with_a_confirmation_leaves_it(bench: Workbench) -> None:
    """What somebody confirmed stays confirmed when a file comes back in which it is, or with another name."""
    point = points(bench)[0]
    assert bench.filled("eeas", at(point, "close"), "close", {"was_done": "Sent"}).status_code == 303
    assert bench.filled("presidency", at(point, "confirm"), "confirm", {}).status_code == 303
    held = bench.element(point.id)
    address, words = sent_back(bench, "eeas", held, minutes=7)
    assert "a file confirms nothing" not in words
    assert taken(bench, "eeas", address, point) == 303
    address, words = sent_back(bench, "eeas", bench.element(point.id), confirmed_by="ms:IT", minutes=8)
    assert "a file confirms nothing" in words
    assert taken(bench, "eeas", address, point) == 303
    body = bench.element(point.id).body
    assert isinstance(body, Item)
    assert (body.state, body.confirmed_by, body.minutes) == (ItemState.CONFIRMED, EU, 8)


@pytest.mark.parametrize("state", [ItemState.DONE, ItemState.CONFIRMED])
def test_no_file_closes_without_what_was_done(bench: Workbench, state: ItemState) -> None:
    """A row that closes a point and does not say what was done is an error at that field, and is not taken."""
    point = points(bench)[0]
    address, words = sent_back(bench, "eeas", point, state=state, was_done=None)
    assert "closes the point without saying what was done" in words
    assert taken(bench, "eeas", address, point) == 422
    assert state_of(bench, point)[0] in OPEN


def test_nothing_is_added_that_is_closed_already(bench: Workbench) -> None:
    """A new point is open: neither a form nor a program adds one that is done or confirmed."""
    above = points(bench)[0].parent
    for state in ("done", "confirmed"):
        fields = {"item": "decision", "title": {"en": "New"}, "state": state, "parent": above}
        sent = {"kind": "item", "fields": fields}
        address = address_of(goto("api_elements", home=MARENIA))
        answer = reader(bench.served, "eeas").send(address, sent, Idempotency_Key=key())
        assert answer.status_code == 422
        assert b"editing.closed_by_hand" in answer.content


def test_a_proposal_confirms_nothing(bench: Workbench) -> None:
    """Whoever closed a point cannot confirm it in a copy and merge that; what a proposal closes waits for somebody else
    than who merged it."""
    first, second = points(bench)[:2]
    assert bench.filled("eeas", at(first, "close"), "close", {"was_done": "Sent"}).status_code == 303
    began = bench.filled("eeas", f"/roadmaps/{MARENIA}/proposals/", "propose", {"title": "Close all"})
    branch = str(began["Location"]).split("/")[2]
    assert bench.by("eeas").get(at(first, "confirm", branch)).status_code == 404
    closing = at(second, "close", branch)
    assert bench.filled("eeas", closing, "close", {"was_done": "Tried"}).status_code == 303
    merged = bench.filled("eeas", str(began["Location"]), "merge", {})
    assert merged.status_code == 303, text_of(merged)
    assert state_of(bench, second) == (ItemState.DONE, None)
    own = bench.filled("eeas", at(second, "confirm"), "confirm", {})
    assert own.status_code == 422
    assert bench.filled("presidency", at(second, "confirm"), "confirm", {}).status_code == 303
