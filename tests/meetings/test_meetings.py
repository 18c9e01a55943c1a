"""Meetings on a day: the last and the next, days beyond the rhythm, what is open since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.core.analysis.meetings import Meetings, is_unsettled, meet
from waypost.core.roadmap.bodies import Body, Item, Meeting, Roadmap, Series
from waypost.core.roadmap.elements import WORKSPACE, Element, State, in_order
from waypost.core.roadmap.records import Partner
from waypost.core.roadmap.view import View, see
from waypost.core.roadmap.vocabulary import ItemKind, ItemState
from waypost.core.values import EU, ElementId, Missing, Principal, Slug, text

ON = date(2026, 10, 1)
ITALY = Principal("ms:IT")
SERIES = Series(title=text("A dialogue"), rhythm_days=90, partners=(Partner(country="QM"),))


def element(key: str, body: Body, parent: str | None = None) -> Element:
    """An element that the EU sees."""
    above = ElementId(parent) if parent else None
    return Element(id=ElementId(key), home=Slug("x"), parent=above, audience=frozenset({EU}), body=body)


def view(*elements: Element, home: str = "x") -> View:
    """What the EU sees of these."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    placed = in_order(replace(one, home=Slug(home)) for one in elements)
    state = State(home=Slug(home), at=at, by=EU, why=Missing.NOT_STATED, elements=placed)
    return see(state, EU)


def meeting(key: str, first: date | Missing, parent: str | None = "s", last: date | None = None) -> Element:
    """A meeting of the series, or of none."""
    return element(key, Meeting(title=text(key), first_day=first, last_day=last), parent)


def decision(key: str, parent: str, **fields: Any) -> Element:
    """An open decision of a meeting."""
    facts = {"item": ItemKind.DECISION, "title": text(key), "state": ItemState.OPEN, "owner": EU}
    return element(key, Item(**facts | fields), parent)


def found(*elements: Element, series: Series = SERIES) -> Meetings:
    """The meetings of a series on the day."""
    return meet(view(element("s", series), *elements), None, on=ON)


@given(st.lists(st.integers(-900, 900), max_size=5), st.integers(1, 800))
def test_days_beyond_the_rhythm(days: list[int], rhythm: int) -> None:
    """The day less the last meeting and the rhythm, when positive; unknown while there was no meeting. What is held on
    the day itself is the next one, not the last."""
    held = [meeting(f"m{place}", ON + timedelta(days=day)) for place, day in enumerate(days)]
    series = Series(title=text("A"), rhythm_days=rhythm)
    (told,) = found(*held, series=series).rhythms
    past, ahead = [day for day in days if day < 0], [day for day in days if day >= 0]
    assert told.beyond == (max(0, -max(past) - rhythm) if past else Missing.UNKNOWN)
    assert (told.last.first if told.last else None) == (ON + timedelta(days=max(past)) if past else None)
    assert (told.next.first if told.next else None) == (ON + timedelta(days=min(ahead)) if ahead else None)


def test_without_a_rhythm_nothing_is_beyond() -> None:
    """Where no rhythm is stated the days beyond it are missing, for the reason that the rhythm is."""
    (told,) = found(meeting("m", date(2020, 1, 1)), series=Series(title=text("A"))).rhythms
    assert told.beyond is Missing.NOT_STATED


def test_a_rhythm_of_any_length_is_counted() -> None:
    """A rhythm beyond the end of the calendar is just never passed."""
    (told,) = found(meeting("m", date(2020, 1, 1)), series=Series(title=text("A"), rhythm_days=10**9)).rhythms
    assert told.beyond == 0


def test_a_decision_is_open_since_the_later_meetings_of_its_series() -> None:
    """Only meetings of the same series that are over count, and of a meeting that goes on nothing is open for days."""
    told = found(
        meeting("m1", date(2026, 1, 10)),
        meeting("m2", date(2026, 4, 10)),
        meeting("m3", date(2026, 9, 30), last=date(2026, 10, 2)),
        meeting("other", date(2026, 5, 1), parent=None),
        decision("d1", "m1"),
        decision("d2", "m2"),
        decision("d3", "m3"),
        decision("d4", "other"),
    )
    assert {one.element.id: (one.meetings_since, one.days_open) for one in told.open} == {
        "d1": (1, 264),
        "d2": (0, 174),
        "d3": (0, 0),
        "d4": (0, 153),
    }


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"state": Missing.NOT_STATED}, True),
        ({"state": ItemState.DONE}, False),
        ({"state": ItemState.DROPPED}, False),
        ({"state": ItemState.CONFIRMED}, False),
        ({"state": ItemState.DONE, "important": True}, True),
        ({"state": ItemState.DONE, "important": True, "confirmed_by": EU}, True),
        ({"state": ItemState.DONE, "important": True, "confirmed_by": ITALY}, False),
    ],
)
def test_what_settles_a_decision(fields: dict[str, Any], is_open: bool) -> None:
    """Done settles it; an important one only when somebody other than its owner confirms."""
    body = decision("d", "m", **fields).body
    assert isinstance(body, Item)
    assert is_unsettled(body) is is_open


def test_conclusions_and_replies_are_followed_where_somebody_sees_to_them() -> None:
    """A conclusion or reply with an owner is followed like a decision; one without, and a point discussed, are not."""
    told = found(
        meeting("m", date(2026, 1, 10)),
        decision("c1", "m", item=ItemKind.CONCLUSION),
        decision("c2", "m", item=ItemKind.CONCLUSION, owner=Missing.NOT_STATED),
        decision("r1", "m", item=ItemKind.REPLY),
        decision("r2", "m", item=ItemKind.REPLY, owner=Missing.NOT_STATED),
        decision("p", "m", item=ItemKind.DISCUSSED),
    )
    assert {one.element.id for one in told.open} == {"c1", "r1"}


def test_a_roadmap_has_its_own_meetings_and_those_its_partners_take_part_in() -> None:
    """Of the series in the workspace those with one of its partners, of these every item, dated or not."""
    own = view(
        element("r", Roadmap(title=text("R"), partners=(Partner(country="QM"),))),
        meeting("m0", date(2026, 2, 1), parent="r"),
        decision("d0", "m0"),
    )
    other = Series(title=text("B"), partners=(Partner(country="XX"),))
    shared = view(
        element("s", SERIES),
        element("t", other),
        meeting("m1", date(2026, 3, 1)),
        meeting("m2", Missing.UNKNOWN),
        meeting("m3", date(2026, 4, 1), parent="t"),
        *(decision(f"d{place}", f"m{place}") for place in (1, 2, 3)),
        home=WORKSPACE,
    )
    told = meet(own, shared, on=ON)
    assert [one.element.id for one in told.held] == ["m0", "m1"]
    assert [one.id for one in told.undated] == ["m2"]
    assert [one.id for one, _ in told.items] == ["d0", "d1", "d2"]
    assert [one.series.id for one in told.rhythms] == ["s"]
