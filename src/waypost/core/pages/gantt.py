"""A timetable for the screen: a table with a row an action, each with its bar in time and a link to its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from waypost.core.brief.figures import Gantt
from waypost.core.brief.tree import Block
from waypost.core.goto import Goto
from waypost.core.say import Ref, Say
from waypost.core.values import ElementId

MANY: Final = 60
"""Over so many rows the groups are closed and opened one by one (look 6, Gantt)."""

ALL: Final = "all"
"""Asked for in place of one group: every group is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The Gantt as a table of its rows by pillar; what has no date stands in a last group.

    `here` is the page as it is looked at; a row leads to it asked for that `row`, a group for that `open` one, by its
    place from 1. `why` stands under the chosen row.
    """

    name: str
    title: Say
    aside: Say | None
    chart: Gantt
    undated: tuple[Ref, ...]
    here: Goto
    chosen: ElementId | None = None
    why: tuple[Block, ...] = ()
    waits: tuple[tuple[ElementId, ElementId], ...] = ()
    """What the chosen row waits for and what waits for it, as (first, then)."""
    open: str = ""
    notes: tuple[Say, ...] = ()
