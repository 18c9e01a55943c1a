"""Which meetings concern a roadmap, or the whole workspace; and where one meeting stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.analysis.meetings import Held, Meetings, meet
from waypost.core.errors import NotThere
from waypost.core.roadmap.bodies import Meeting, Series
from waypost.core.roadmap.elements import WORKSPACE, Element
from waypost.core.roadmap.view import View, partners_of
from waypost.usecases.opening import Asking, Opened, history_of, open_all
from waypost.workspace.folder import Folder

WRITTEN_DAY: Final = len("2021-03-15")


def meetings_of(opened: Opened, *, on: date) -> Meetings:
    """The meetings of one roadmap: its own and those of the series in which its partners take part."""
    return meet(opened.view, opened.workspace, on=on)


def all_meetings(asking: Asking) -> tuple[Meetings, ...]:
    """The meetings that belong to no roadmap, then those of each roadmap's own series, in order of slug."""
    workspace = _workspace(asking)
    found = [] if workspace is None else [meet(workspace, None, on=asking.on)]
    found.extend(meet(one.view, None, on=asking.on) for one in open_all(asking))
    return tuple(one for one in found if one.rhythms or one.held)


def _workspace(asking: Asking) -> View | None:
    try:
        return history_of(Folder(asking.folder), WORKSPACE, asking, WORKSPACE)[-1]
    except NotThere:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One meeting with what it stands in: the home's view, the meetings beside it, the roadmaps that it is about.

    `held` is None for a meeting that has no day.
    """

    element: Element
    held: Held | None
    view: View
    meetings: Meetings
    roadmaps: tuple[Opened, ...]


def find_meeting(name: str, asking: Asking) -> Standing:
    """The meeting of that id, printed number or day, in the workspace or in any roadmap that the viewer may know.

    A number or a day counts only where one meeting has it. Raises NotThere for what names none, or several.
    """
    workspace = _workspace(asking)
    opened = open_all(asking)
    views = (*(() if workspace is None else (workspace,)), *(one.view for one in opened))
    found = [(view, element) for view in views for element, body in view.of(Meeting) if _named(name, element, body)]
    exact = [(view, element) for view, element in found if element.id == name]
    chosen = exact or found
    if len(chosen) != 1:
        raise NotThere(name)
    view, element = chosen[0]
    own = next((one for one in opened if one.view is view), None)
    meetings = meet(view, None, on=asking.on) if own is None else meetings_of(own, on=asking.on)
    return Standing(
        element=element,
        held=meetings.meeting(element.id),
        view=view,
        meetings=meetings,
        roadmaps=tuple(_about(element, view, opened)) if own is None else (own,),
    )


def _named(name: str, element: Element, body: Meeting) -> bool:
    if name in (element.id, element.number):
        return True
    first = body.first_day
    if isinstance(first, date) and len(name) == WRITTEN_DAY:
        return first.isoformat() <= name <= (body.last_day or first).isoformat()
    return False


def _about(meeting: Element, workspace: View, opened: tuple[Opened, ...]) -> Iterator[Opened]:
    """The roadmaps whose partners take part in the series of a shared meeting."""
    series = workspace.get(meeting.parent)
    if series is None or not isinstance(series.body, Series):
        return
    partners = partners_of((series,))
    for one in opened:
        if not partners.isdisjoint(partners_of(one.view.elements)):
            yield one
