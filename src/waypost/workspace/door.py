"""The door: how use cases reach a workspace without knowing where it lies. States out, states in."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, runtime_checkable

from waypost.core.errors import Problem
from waypost.core.roadmap.elements import State
from waypost.core.values import Slug


class Door(Protocol):
    """A workspace: several homes, each with its states over recorded time.

    A home that is not there raises `NotThere`; one with a broken state raises `Refused` with every problem.
    """

    def homes(self) -> tuple[Slug, ...]:
        """The homes that have a state, in order of name; the workspace's own home is one of them."""

    def moments(self, home: Slug) -> tuple[datetime, ...]:
        """When a home was recorded, oldest first, without reading what was recorded."""

    def states(self, home: Slug) -> tuple[State, ...]:
        """Every state of a home, oldest first."""

    def newest(self, home: Slug) -> State:
        """The state recorded last."""

    def state_at(self, home: Slug, at: datetime) -> State:
        """The state in force at a moment: the last one recorded at or before it.

        Raises NotThere when the home was recorded only later.
        """

    def write(self, state: State) -> None:
        """Record a state, whole or not at all. Raises Refused when its moment is recorded already."""

    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong in the whole workspace, warnings included."""


@runtime_checkable
class Guarded(Protocol):
    """A door at which several write at once."""

    def writing(self) -> AbstractContextManager[None]:
        """While it lasts nobody else writes: what is looked at inside still holds when something is written inside."""
