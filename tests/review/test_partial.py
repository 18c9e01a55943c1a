"""What the review tells readers who may know only a part of the roadmap."""

from __future__ import annotations

import random
from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.review.good import HOME, ITALY, QM, good
from tests.samples.shipped import newest
from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.balance import weigh
from waypost.core.analysis.calendar import Calendar, Calendars
from waypost.core.analysis.meetings import meet
from waypost.core.analysis.money.accounting import account
from waypost.core.analysis.progress import measure
from waypost.core.analysis.schedule import schedule
from waypost.core.review.registry import RULES, review
from waypost.core.roadmap.bodies import Assessment, Roadmap
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.roadmap.view import see
from waypost.core.values import EU, PUBLIC, Missing, Principal
from waypost.usecases.samples import MARENIA

ON = date(2025, 3, 1)
PARTIAL = (ITALY, QM, Principal("org:Agency"), PUBLIC)


def worked_out(state: State, viewer: Principal) -> Analysis:
    """The analysis of a state as one viewer may know it, in a world without holidays."""
    view = see(state, viewer)
    timetable, ledger = schedule(view, Calendars(eu=Calendar(name="none")), on=ON), account(view, on=ON)
    return Analysis(
        view=view,
        on=ON,
        timetable=timetable,
        ledger=ledger,
        balance=weigh(view, timetable, ledger, on=ON),
        progress=measure(view, on=ON),
        meetings=meet(view, None, on=ON),
    )


def shared(*, but: type[object] | None = None, keeper: Principal = EU) -> State:
    """The good roadmap for every reader, but for the elements of one kind, which only the EU may know."""
    everyone = frozenset({EU, keeper, *PARTIAL})
    elements = [
        replace(one, audience=frozenset({EU, keeper}) if but and isinstance(one.body, but) else everyone)
        for one in good()
    ]
    owned = [
        replace(one, body=replace(one.body, owner=keeper)) if isinstance(one.body, Roadmap) else one for one in elements
    ]
    at = datetime(2025, 2, 1, tzinfo=UTC)
    return State(home=HOME, at=at, by=EU, why=Missing.NOT_STATED, elements=in_order(owned))


@pytest.fixture(scope="module")
def marenia() -> State:
    """The training roadmap, of which the EU may know everything."""
    state = newest(MARENIA)
    return replace(state, elements=tuple(replace(one, audience=one.audience | {EU}) for one in state.elements))


def emptied(one: Element, chance: random.Random) -> Element:
    """The element with some of its fields as if nobody had filled them."""
    gone = {
        field.name: field.default
        for field in fields(one.body)
        if field.default is not MISSING and chance.random() < 0.4
    }
    return replace(one, body=replace(one.body, **gone))


@settings(max_examples=30)
@given(seed=st.integers(0, 10**9), viewer=st.sampled_from(PARTIAL))
def test_what_a_partial_reader_is_told_holds_for_the_whole(marenia: State, seed: int, viewer: Principal) -> None:
    """Whatever is left empty and whatever is hidden from a reader, each finding told to that reader is told to whoever
    may know all, about the same element: no finding comes from what is hidden."""
    chance = random.Random(seed)
    poor = [emptied(one, chance) if chance.random() < 0.3 else one for one in marenia.elements]
    narrow = [one if chance.random() < 0.6 else replace(one, audience=frozenset({EU})) for one in poor]
    known = replace(marenia, elements=tuple(narrow))
    told, all_there_is = worked_out(known, viewer), worked_out(known, EU)
    for one in RULES:
        if one.may_be_asked(told.view):
            here, there = ({fault.about for fault in one.check(each)} for each in (told, all_there_is))
            assert here <= there, one.code
        else:
            assert review(told, (one,)) == ()


@pytest.mark.parametrize("viewer", PARTIAL)
def test_a_hidden_assessment_is_not_called_missing(viewer: Principal) -> None:
    """A reader who may not know of an assessment is not told that there is none."""
    found = {one.rule for one in review(worked_out(shared(but=Assessment), viewer))}
    assert "R29" not in found
    bare = tuple(one for one in shared().elements if not isinstance(one.body, Assessment))
    assert review(worked_out(replace(shared(), elements=bare), viewer)) == review(
        worked_out(shared(but=Assessment), viewer)
    )


def test_who_keeps_the_roadmap_is_told_what_is_not_there() -> None:
    """The EU and the owner that the roadmap names hear that an assessment is missing."""
    for keeper in (EU, ITALY):
        state = shared(keeper=ITALY)
        bare = tuple(one for one in state.elements if not isinstance(one.body, Assessment))
        assert "R29" in {one.rule for one in review(worked_out(replace(state, elements=bare), keeper))}
