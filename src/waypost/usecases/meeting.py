"""Which meetings concern a roadmap, or the whole workspace."""

from __future__ import annotations

from datetime import date

from waypost.core.analysis.meetings import Meetings, meet
from waypost.core.errors import NotThere
from waypost.core.roadmap.elements import WORKSPACE
from waypost.usecases.opening import Asking, Opened, history_of, open_all
from waypost.workspace.folder import Folder


def meetings_of(opened: Opened, *, on: date) -> Meetings:
    """The meetings of one roadmap: its own and those of the series in which its partners take part."""
    return meet(opened.view, opened.workspace, on=on)


def all_meetings(asking: Asking) -> tuple[Meetings, ...]:
    """The meetings that belong to no roadmap, then those of each roadmap's own series, in order of slug."""
    found: list[Meetings] = []
    try:
        view = history_of(Folder(asking.folder), WORKSPACE, asking, WORKSPACE)[-1]
        found.append(meet(view, None, on=asking.on))
    except NotThere:
        pass
    found.extend(meet(one.view, None, on=asking.on) for one in open_all(asking))
    return tuple(one for one in found if one.rhythms or one.held)
