"""The shipped states, read once: by home, oldest first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from waypost.core.roadmap.bodies import Action, Body, Contribution
from waypost.core.roadmap.elements import WORKSPACE, Element, State
from waypost.core.roadmap.vocabulary import MoneyState, Whole
from waypost.core.values import Missing, Money, Slug, When
from waypost.usecases.samples import MARENIA, sample_folder
from waypost.workspace.folder import Folder

MILLION = Decimal(1_000_000)
B = TypeVar("B", bound=Body)
ROOT = Path(str(sample_folder()))


@cache
def shipped() -> dict[Slug, tuple[State, ...]]:
    """Every state that the package ships."""
    folder = Folder(ROOT)
    return {home: folder.states(home) for home in folder.homes()}


def published() -> dict[Slug, tuple[State, ...]]:
    """The states that speak of real countries."""
    return {home: states for home, states in shipped().items() if home != MARENIA}


def newest(home: str) -> State:
    """The newest state of a home."""
    return shipped()[Slug(home)][-1]


def state_of(home: str, day: str) -> State:
    """The state of a home that was written on a day."""
    return next(one for one in shipped()[Slug(home)] if f"{one.at:%Y-%m-%d}" == day)


def of(state: State, body: type[B]) -> list[tuple[Element, B]]:
    """The elements of one kind in a state."""
    return [(one, one.body) for one in state.elements if isinstance(one.body, body)]


def rows_of(element: Element) -> list[str]:
    """File and key of the rows that an element itself cites."""
    return [source.row for source in element.sources if source.row]


def by_row(state: State, key: str) -> Element:
    """The element whose first source is that row, such as `tn-a1`."""
    return next(one for one in state.elements if rows_of(one)[:1] and rows_of(one)[0].endswith(f" {key}"))


def joint_meeting_state() -> State:
    """The workspace on 15 March 2021."""
    return state_of(WORKSPACE, "2021-03-15")


def money(state: State, key: str) -> Contribution:
    """The contribution of a row."""
    body = by_row(state, key).body
    assert isinstance(body, Contribution)
    return body


def action(state: State, key: str) -> Action:
    """The action of a row."""
    body = by_row(state, key).body
    assert isinstance(body, Action)
    return body


def steps(state: State, key: str, money_state: MoneyState) -> list[tuple[date | Missing, Decimal]]:
    """Day and running total in millions of the steps in one state."""
    found = []
    for step in money(state, key).steps:
        if step.state is money_state and isinstance(step.amount, Money):
            found.append((step.day, step.amount.amount / MILLION))
    return found


def whole_of(state: State, key: str) -> list[tuple[str, Whole]]:
    """The rows in which a contribution lies, and how sure that is."""
    rows = {one.id: rows_of(one)[0].split()[1] for one, _ in of(state, Contribution)}
    return [(rows[one.whole], one.sure) for one in money(state, key).inside]


def last_of(when: When | Missing) -> date | None:
    """The last day of a date."""
    assert isinstance(when, When)
    return when.last
