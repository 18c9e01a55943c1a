"""A calendar holds each due day and meeting once, under a name that stays, as calendar programs expect it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.roadmap.strategies import HOME, states
from waypost.core.change.portion import Portion, portion, with_gone
from waypost.core.roadmap.bodies import Action, Body, Item, Meeting
from waypost.core.roadmap.elements import Element, State
from waypost.core.roadmap.view import see
from waypost.core.roadmap.vocabulary import ActionState, ItemKind
from waypost.core.values import EU, ElementId, Precision, When, on_day, text
from waypost.outputs.feed import render_feed, sequence
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import wording

AT = datetime(2026, 9, 15, tzinfo=UTC)
DAY = date(2026, 11, 30)


def given_out(*bodies: Body, at: datetime = AT) -> Portion:
    """A portion with these bodies, named e1, e2 and so on."""
    elements = tuple(
        Element(id=ElementId(f"e{n}"), home=HOME, audience=frozenset({EU}), body=body)
        for n, body in enumerate(bodies, start=1)
    )
    return portion(see(State(home=HOME, at=at, by=EU, why=text("made"), elements=elements), EU))


def events(given: Portion, language: str = "en") -> dict[str, dict[str, object]]:
    """The entries of a calendar by their element, read by a reader of calendars."""
    read = Calendar.from_ical(render_feed(given, wording(language)))
    return {str(one["uid"]).partition("@")[0]: dict(one) for one in read.walk("VEVENT")}


def test_due_day_is_the_last_day() -> None:
    """A due phrase stands on its last day, with its words beside it; a phrase without a last day is no entry."""
    quarter = When(phrase="Q4 2026", precision=Precision.QUARTER, first=date(2026, 10, 1), last=date(2026, 12, 31))
    loose = When(phrase="soon", precision=Precision.UNREAD)
    found = events(given_out(Action(title=text("Pay"), due=quarter), Action(title=text("Talk"), due=loose)))
    assert list(found) == ["e1"]
    assert found["e1"]["DTSTART"].dt == date(2026, 12, 31)  # type: ignore[attr-defined]
    assert "Q4 2026" in str(found["e1"]["DESCRIPTION"])


def test_meeting_spans_its_days() -> None:
    """A meeting of two days ends, as calendars count, on the day after the second."""
    found = events(given_out(Meeting(title=text("Committee"), first_day=DAY, last_day=DAY + timedelta(days=1))))
    assert found["e1"]["DTEND"].dt - found["e1"]["DTSTART"].dt == timedelta(days=2)  # type: ignore[attr-defined]


def test_what_was_dropped_is_cancelled() -> None:
    """An action that was dropped stays in the calendar as cancelled; what is done says so."""
    dropped = Action(title=text("a"), due=on_day(DAY), state=ActionState.DROPPED)
    done = Action(title=text("b"), due=on_day(DAY), state=ActionState.DONE)
    found = events(given_out(dropped, done))
    assert found["e1"]["STATUS"] == "CANCELLED"
    assert str(found["e2"]["SUMMARY"]).startswith("Done")


def test_what_was_taken_out_is_cancelled() -> None:
    """An entry that an earlier calendar held and the roadmap no more is cancelled under its old name."""
    before = given_out(Action(title=text("a"), due=on_day(DAY)), Meeting(title=text("b"), first_day=DAY))
    state = State(home=HOME, at=AT, by=EU, why=text("made"), elements=before.elements)
    now = replace(state, at=AT + timedelta(days=1), elements=before.elements[:1])
    made = with_gone(portion(see(now, EU)), (see(state, EU), see(now, EU)))
    (left,) = {one.id for one in before.elements} - {one.id for one in made.elements}
    found = events(made)
    assert {name: str(one["STATUS"]) for name, one in found.items()}[left] == "CANCELLED"
    assert len(found) == 2
    assert found[left]["SEQUENCE"] > events(before)[left]["SEQUENCE"]  # type: ignore[operator]


def test_later_state_wins() -> None:
    """The same element has the same name in a later state and a higher number, so that programs replace it."""
    item = Item(item=ItemKind.DECISION, title=text("Fix the places"), due=on_day(DAY))
    first, later = (events(given_out(item, at=at))["e1"] for at in (AT, AT + timedelta(minutes=1)))
    assert first["UID"] == later["UID"]
    assert first["SEQUENCE"] < later["SEQUENCE"]  # type: ignore[operator]
    assert 0 <= sequence(datetime(2199, 1, 1, tzinfo=UTC)) < 2**31


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
@settings(max_examples=8)
def test_same_input_same_bytes_and_readable(language: str, data: st.DataObject) -> None:
    """Any roadmap gives a calendar that a reader takes, with every name once, the same bytes twice, lines of CRLF."""
    given = portion(see(data.draw(states()), EU))
    raw = render_feed(given, wording(language))
    names = [str(one["uid"]) for one in Calendar.from_ical(raw).walk("VEVENT")]
    assert len(names) == len(set(names))
    assert raw == render_feed(given, wording(language))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_private_days_are_marked_private() -> None:
    """An entry that not everybody may know is marked private, one for the public is not."""
    made = given_out(Action(title=text("a"), due=on_day(DAY)))
    assert events(made)["e1"]["CLASS"] == "PRIVATE"
    opened = tuple(replace(one, audience=frozenset({*one.audience, "public"})) for one in made.elements)
    assert events(replace(made, elements=opened))["e1"]["CLASS"] == "PUBLIC"
