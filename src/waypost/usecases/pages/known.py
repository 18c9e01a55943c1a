"""All that one reader may know, worked out: every roadmap, what belongs to none, and what needs the reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import Meetings, meet
from waypost.core.pages.needs import Needs, needs_of
from waypost.core.roadmap.view import View
from waypost.usecases.analysing import analyse
from waypost.usecases.opening import Asking, open_all, open_workspace


def analyses(asking: Asking) -> tuple[Analysis, ...]:
    """Every roadmap that the reader may know, worked out on the plan day."""
    return tuple(analyse(one.view, one.workspace, on=asking.on) for one in open_all(asking))


def shared_meetings(asking: Asking) -> Meetings | None:
    """The meetings that belong to no roadmap; None where there is none."""
    workspace = open_workspace(asking)
    return None if workspace is None else meet(workspace, None, on=asking.on)


def views(asking: Asking) -> Iterator[View]:
    """Everything that the reader may know: what belongs to no roadmap, then each roadmap."""
    shared = open_workspace(asking)
    if shared is not None:
        yield shared
    yield from (one.view for one in open_all(asking))


def needs(asking: Asking) -> Needs:
    """What needs the viewer, on the plan day asked."""
    return needs_of(asking.viewer, analyses(asking), shared_meetings(asking), asking.on)


def changed_since(asking: Asking, moment: datetime) -> int:
    """How many roadmaps changed since a moment in what the viewer may know of them."""
    return sum(any(view.at > moment for view in one.history) for one in open_all(asking))
