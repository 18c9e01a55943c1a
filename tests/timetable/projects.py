"""Small roadmaps for the timetable: builders, two calendars, and random projects drawn by Hypothesis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from waypost.core.analysis.calendar import Calendar, Calendars
from waypost.core.analysis.schedule import schedule
from waypost.core.analysis.timetable import Scheduled, Timetable
from waypost.core.roadmap.bodies import Action, Body, Link, Roadmap
from waypost.core.roadmap.elements import Element, State
from waypost.core.roadmap.records import Partner
from waypost.core.roadmap.view import View, see
from waypost.core.roadmap.vocabulary import ActionState, LinkKind, Side
from waypost.core.values import EU, ElementId, Missing, Precision, Slug, When, on_day, text

HOME = Slug("marenia")
MONDAY = date(2026, 1, 5)
PLAIN = Calendars(eu=Calendar(name="eu"))
"""Monday to Friday, no holidays."""

TWO = Calendars(
    eu=Calendar(name="eu", holidays=frozenset({date(2026, 1, 6), date(2026, 1, 16), date(2026, 2, 2)})),
    partners=(("QM", Calendar(name="partner:QM", weekend=(4, 5), holidays=frozenset({date(2026, 1, 14)}))),),
)
"""The EU with three holidays; Marenia, whose weekend is Friday and Saturday, with one."""


def element(id: str, body: Body, *, parent: str | None = None) -> Element:
    """An element that the EU sees, with its id as its number."""
    above = None if parent is None else ElementId(parent)
    return Element(id=ElementId(id), home=HOME, parent=above, number=id, audience=frozenset((EU,)), body=body)


def head(**fields: Any) -> Element:
    """The head of the roadmap with Marenia."""
    return element("head", Roadmap(title=text("Marenia"), partners=(Partner(country="QM"),), training=True, **fields))


def action(id: str, **fields: Any) -> Element:
    """An action; a day is given as a date, a phrase as a `When`."""
    for name in ("starts", "due"):
        if isinstance(fields.get(name), date):
            fields[name] = on_day(fields[name])
    return element(id, Action(**{"title": text(f"Action {id}"), "owner": EU, **fields}))


def link(waits_for: str, to: str, lag: int = 0, *, start: bool = False) -> Element:
    """`to` waits for the end, or with `start` for the start, of `waits_for`."""
    kind = LinkKind.START_START if start else LinkKind.FINISH_START
    body = Link(waits_for=ElementId(waits_for), to=ElementId(to), lag=lag, link=kind)
    return element(f"{waits_for}>{to}:{lag}:{kind}", body)


def between(first: date | None, last: date | None, *, condition: str | None = None) -> When:
    """A loose date."""
    precision = Precision.CONDITION if first is None and last is None else Precision.INTERVAL
    return When(phrase="as written", precision=precision, first=first, last=last, condition=condition)


def view_of(elements: Iterable[Element]) -> View:
    """What the EU sees of these elements."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return see(State(home=HOME, at=moment, by=EU, why=text("test"), elements=tuple(elements)), EU)


def table(*elements: Element, on: date = MONDAY, calendars: Calendars = PLAIN) -> Timetable:
    """The timetable of these elements with the head of the roadmap."""
    return schedule(view_of((head(), *elements)), calendars, on=on)


def item(timetable: Timetable, id: str) -> Scheduled:
    """The item of that id, which must be there."""
    found = timetable.item(ElementId(id))
    assert found is not None
    return found


def codes(timetable: Timetable, id: str) -> list[str]:
    """The codes of the reasons of an item, without the area."""
    return [one.code.removeprefix("timetable.because_") for one in item(timetable, id).reasons]


# --------------------------------------------------------------------------------------------------- random projects

_days = st.integers(min_value=0, max_value=60).map(lambda days: MONDAY + timedelta(days=days))


@st.composite
def _phrases(draw: st.DrawFn) -> When | Missing:
    shape = draw(st.sampled_from(("none", "none", "day", "day", "loose", "by", "since", "condition")))
    first = draw(_days)
    last = first + timedelta(days=draw(st.integers(min_value=0, max_value=40)))
    if shape == "none":
        return Missing.NOT_STATED
    if shape == "day":
        return on_day(first)
    if shape == "condition":
        return between(None, None, condition="once it is signed")
    return between(None if shape == "by" else first, None if shape == "since" else last)


@st.composite
def _actions(draw: st.DrawFn) -> Action:
    state = draw(st.sampled_from((Missing.NOT_STATED, Missing.NOT_STATED, *ActionState)))
    began = draw(st.none() | _days) if state in (ActionState.UNDER_WAY, ActionState.DONE, ActionState.ON_HOLD) else None
    ended = None
    if state is ActionState.DONE:
        ended = draw(st.none() | st.just((began or MONDAY) + timedelta(days=draw(st.integers(0, 20)))))
    return Action(
        title=text("An action"),
        side=draw(st.sampled_from((Side.EU, Side.PARTNER))),
        starts=draw(_phrases()),
        due=draw(_phrases()),
        began=began,
        ended=ended,
        length=draw(st.none() | st.integers(min_value=0, max_value=12)),
        not_before=draw(st.none() | st.none() | _days),
        condition=draw(st.none() | st.none() | st.just(text("a condition"))),
        state=state,
    )


@st.composite
def projects(draw: st.DrawFn, *, most: int = 6, circles: bool = False) -> tuple[Element, ...]:
    """A roadmap with up to `most` actions of every kind and links among them, without circles unless asked for."""
    count = draw(st.integers(min_value=1, max_value=most))
    names = [f"a{number}" for number in range(count)]
    order = draw(st.permutations(names))
    places = st.integers(min_value=0, max_value=count - 1)
    found = {}
    for source, target in draw(st.lists(st.tuples(places, places), max_size=2 * count)):
        if circles or source < target:
            lag, start = draw(st.integers(min_value=-4, max_value=6)), draw(st.booleans())
            one = link(order[source], order[target], lag, start=start)
            found[one.id] = one
    in_force = draw(st.just(Missing.NOT_STATED) | _days.map(lambda day: between(day, None)))
    return (head(in_force=in_force), *(element(name, draw(_actions())) for name in names), *found.values())


def with_action(elements: Iterable[Element], id: str, **fields: Any) -> tuple[Element, ...]:
    """The elements with some fields of one action changed."""
    return tuple(replace(one, body=replace(one.body, **fields)) if one.id == id else one for one in elements)
