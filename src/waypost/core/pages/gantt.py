"""A timetable for the screen: the Gantt of a brief, each row of which leads to its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.core.brief.figures import Gantt
from waypost.core.brief.tree import Table
from waypost.core.goto import Goto
from waypost.core.say import Say
from waypost.core.values import ElementId


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The drawing, the same rows as a table, and where a row leads: `here`, asked for that row."""

    name: str
    title: Say
    aside: Say | None
    chart: Gantt
    alt: Say
    notes: tuple[Say, ...]
    numbers: Table
    here: Goto
    chosen: ElementId | None = None
    waits: tuple[tuple[ElementId, ElementId], ...] = ()
    """What the chosen row waits for and what waits for it, drawn beside the critical chain."""
