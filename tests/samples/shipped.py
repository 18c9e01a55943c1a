"""The shipped states, read once: by home, oldest first."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from waypost.core.roadmap.bodies import Body
from waypost.core.roadmap.elements import WORKSPACE, Element, State
from waypost.core.values import Slug
from waypost.usecases.samples import MARENIA, sample_folder
from waypost.workspace.folder import Folder

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
