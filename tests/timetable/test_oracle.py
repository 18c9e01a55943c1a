"""The timetable against a second one, slow and obvious, on random roadmaps; and its laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.timetable.oracle import Oracle, over, slack
from tests.timetable.projects import MONDAY, TWO, link, projects, view_of
from waypost.core.analysis.schedule import schedule
from waypost.core.analysis.slip import slip
from waypost.core.analysis.timetable import Scheduled
from waypost.core.roadmap.bodies import Action, Link
from waypost.core.roadmap.elements import Element
from waypost.core.values import ElementId, Missing, When

DAYS = st.integers(min_value=0, max_value=90).map(lambda days: MONDAY + timedelta(days=days))


def _spans(items: tuple[Scheduled, ...], name: str) -> dict[str, tuple[date | None, date | None]]:
    return {one.element: (getattr(one, name).start, getattr(one, name).end) for one in items}


@given(projects())
def test_forward_pass_equals_the_walk_of_days(elements: tuple[Element, ...]) -> None:
    """In both readings every start and end is what walking day by day from what is waited for gives."""
    items = schedule(view_of(elements), TWO, on=MONDAY).items
    assert _spans(items, "earliest") == Oracle(elements, TWO, latest=False).all()
    assert _spans(items, "latest") == Oracle(elements, TWO, latest=True).all()


@given(projects(), DAYS)
def test_forecast_equals_the_walk_of_days(elements: tuple[Element, ...], on: date) -> None:
    """In both readings every forecast end is what walking day by day gives when nothing open lies in the past."""
    items = schedule(view_of(elements), TWO, on=on).items
    for latest in (False, True):
        walked = Oracle(elements, TWO, latest=latest, on=on)
        for one in items:
            expected = None if over(walked.actions[one.element]) else walked.dates(one.element)[1]
            assert (one.forecast_latest if latest else one.forecast_end) == expected


@given(projects(most=5))
def test_slack_equals_what_trying_finds(elements: tuple[Element, ...]) -> None:
    """Slack is the number of working days by which an action can start later before the last day moves."""
    timetable = schedule(view_of(elements), TWO, on=MONDAY)
    assume(not any(_overruns(one) for one in timetable.items))
    for latest in (False, True):
        ends = [(one.latest if latest else one.earliest).end for one in timetable.items]
        last = max((day for day in ends if day is not None), default=None)
        for one in timetable.items:
            found = one.slack_days if latest else one.slack_earliest
            body = next(each.body for each in elements if each.id == one.element)
            assert isinstance(body, Action)
            if isinstance(found, Missing):
                assert over(body) or (one.latest if latest else one.earliest).end is None
            elif body.began is None and body.state != "under_way":
                assert last is not None
                assert found == slack(elements, TWO, one.element, last, latest=latest)


def _overruns(item: Scheduled) -> bool:
    due = item.due
    if isinstance(due, Missing) or due.first is None or due.first != due.last:
        return False
    return any(span.end is not None and span.end > due.first for span in (item.earliest, item.latest))


@given(projects(), st.data())
def test_a_wait_more_makes_nothing_earlier(elements: tuple[Element, ...], data: st.DataObject) -> None:
    """A dependency added never makes an end earlier."""
    names = [one.id for one in elements if isinstance(one.body, Action)]
    assume(len(names) > 1)
    source, target = data.draw(st.permutations(names))[:2]
    before = schedule(view_of(elements), TWO, on=MONDAY)
    after = schedule(view_of((*elements, link(source, target, data.draw(st.integers(0, 5))))), TWO, on=MONDAY)
    assume(after.loops == before.loops)
    for old, new in zip(before.items, after.items, strict=True):
        for one, other in ((old.earliest.end, new.earliest.end), (old.latest.end, new.latest.end)):
            assert one is None or other is None or other >= one


@given(projects())
def test_the_critical_chain_has_least_slack(elements: tuple[Element, ...]) -> None:
    """No action has less slack than those of the critical chain, unless it ends after a due day that is fixed; and
    critical is who is on the chain."""
    timetable = schedule(view_of(elements), TWO, on=MONDAY)
    known = {one.element: one.slack_days for one in timetable.items if not isinstance(one.slack_days, Missing)}
    assert set(timetable.chain) == {one.element for one in timetable.items if one.critical}
    assert all(known[one] <= 0 for one in timetable.chain)
    if not any(_overruns(one) for one in timetable.items):
        assert all(known[one] == min(known.values()) for one in timetable.chain)


@given(projects(), DAYS, st.integers(min_value=1, max_value=60), st.data())
def test_a_slip_makes_nothing_earlier(elements: tuple[Element, ...], on: date, days: int, data: st.DataObject) -> None:
    """After a slip every end is what the walk of days finds, none is earlier, and of every open action it is said
    whether it moves."""
    timetable = schedule(view_of(elements), TWO, on=on)
    assume(timetable.items)
    chosen = data.draw(st.sampled_from([one.element for one in timetable.items]))
    found = slip(view_of(elements), TWO, on=on, element=chosen, days=days)
    walked = Oracle(elements, TWO, latest=True, on=on, longer={chosen: days})
    for move in found.moved:
        assert move.before is not None
        assert move.after is not None
        assert move.after > move.before
    for one in found.timetable.items:
        end = None if over(walked.actions[one.element]) else walked.dates(one.element)[1]
        assert one.forecast_latest == end
    assert {one.ref.element: one.after for one in found.moved} == {
        one.element: one.forecast_latest
        for one, before in zip(found.timetable.items, timetable.items, strict=True)
        if one.forecast_latest != before.forecast_latest
    }
    still = {one.element for one in found.unmoved}
    assert still.isdisjoint(one.ref.element for one in found.moved)
    open_ones = {one.element for one in timetable.items if not over(walked.actions[one.element])}
    assert still | {one.ref.element for one in found.moved} == open_ones


@given(projects(circles=True))
def test_circles_are_named_and_nothing_else(elements: tuple[Element, ...]) -> None:
    """An action is in a named circle exactly when following what it waits for leads back to it; the rest of the
    roadmap is scheduled as if the links of the circle were not there."""
    timetable = schedule(view_of(elements), TWO, on=MONDAY)
    items = {one.element for one in timetable.items}
    waits: dict[str, set[str]] = {}
    links = [one.body for one in elements if isinstance(one.body, Link)]
    for one in links:
        if {one.waits_for, one.to} <= items:
            waits.setdefault(one.to, set()).add(one.waits_for)
    reached = {id: _reached(waits, id) for id in items}
    assert {id for loop in timetable.loops for id in loop} == {id for id in items if id in reached[id]}
    for loop in timetable.loops:
        assert all(set(loop) <= reached[id] for id in loop)
    circle = {id: number for number, loop in enumerate(timetable.loops) for id in loop}
    kept = tuple(
        one
        for one in elements
        if not isinstance(one.body, Link)
        or one.body.waits_for not in circle
        or circle[one.body.waits_for] != circle.get(one.body.to)
    )
    assert replace(schedule(view_of(kept), TWO, on=MONDAY), loops=timetable.loops) == timetable


def _reached(waits: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    stack = list(waits.get(start, ()))
    while stack:
        here = stack.pop()
        if here not in found:
            found.add(here)
            stack.extend(waits.get(here, ()))
    return found


@given(projects(), DAYS)
def test_late_and_at_risk_by_definition(elements: tuple[Element, ...], on: date) -> None:
    """Late is not ended and the day or the forecast after the last day of due; what is over is never late; the days
    are calendar days; nothing is both late and at risk; every late, risky or critical item has a reason, no other."""
    timetable = schedule(view_of(elements), TWO, on=on)
    for one in timetable.items:
        body = next(each.body for each in elements if each.id == one.element)
        assert isinstance(body, Action)
        last = body.due.last if isinstance(body.due, When) else None
        beyond = 0 if last is None else (max(on, one.forecast_end or on) - last).days
        assert one.late_days == (0 if over(body) else max(0, beyond))
        assert not (one.is_late and one.at_risk)
        if last and one.latest.end and one.latest.end > last and not over(body) and not one.is_late:
            assert one.at_risk
        assert bool(one.reasons) == (one.is_late or one.at_risk or one.critical)
        assert timetable.item(ElementId(one.element)) is one
