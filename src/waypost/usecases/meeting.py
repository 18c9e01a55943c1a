"""Which meetings concern a roadmap, or the whole workspace; and where one meeting stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.analysis.meetings import Held, Meetings, meet
from waypost.core.errors import NotThere
from waypost.core.roadmap.bodies import Meeting, Series
from waypost.core.roadmap.elements import WORKSPACE, Element
from waypost.core.roadmap.view import View, partners_of, see
from waypost.core.values import Slug
from waypost.usecases.opening import Asking, Opened, history_of, open_all, open_roadmap, workspace_at
from waypost.workspace.door import Door

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
        return history_of(workspace_at(asking.folder), WORKSPACE, asking, WORKSPACE)[-1]
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
    door = workspace_at(asking.folder)
    views = {view.home: view for view in _views(door, asking)}
    found = [one for view in views.values() for one, body in view.of(Meeting) if _named(name, one, body)]
    chosen = [one for one in found if one.id == name] or found
    if len(chosen) != 1:
        raise NotThere(name)
    element = chosen[0]
    if element.home != WORKSPACE:
        own = open_roadmap(element.home, asking)
        return _standing(element, own.view, meetings_of(own, on=asking.on), (own,))
    view = history_of(door, WORKSPACE, asking, WORKSPACE)[-1]
    about = (open_roadmap(home, asking) for home in _about(element, views))
    return _standing(element, view, meet(view, None, on=asking.on), tuple(about))


def _views(door: Door, asking: Asking) -> Iterator[View]:
    """What the viewer may know of each home at the moment asked."""
    for home in door.homes():
        try:
            state = door.newest(home) if asking.at is None else door.state_at(home, asking.at)
        except NotThere:
            continue
        yield see(state, asking.viewer)


def _standing(element: Element, view: View, meetings: Meetings, roadmaps: tuple[Opened, ...]) -> Standing:
    held = meetings.meeting(element.id)
    return Standing(element=element, held=held, view=view, meetings=meetings, roadmaps=roadmaps)


def _named(name: str, element: Element, body: Meeting) -> bool:
    if name in (element.id, element.number):
        return True
    first = body.first_day
    if isinstance(first, date) and len(name) == WRITTEN_DAY:
        return first.isoformat() <= name <= (body.last_day or first).isoformat()
    return False


def _about(meeting: Element, views: Mapping[Slug, View]) -> Iterator[Slug]:
    """The roadmaps whose partners take part in the series of a shared meeting."""
    series = views[WORKSPACE].get(meeting.parent)
    if series is None or not isinstance(series.body, Series):
        return
    partners = partners_of((series,))
    for home, view in views.items():
        if home != WORKSPACE and view.elements and not partners.isdisjoint(partners_of(view.elements)):
            yield home
