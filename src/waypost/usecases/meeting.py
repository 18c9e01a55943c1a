"""Which meetings concern a roadmap, or the whole workspace; and where one meeting stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.analysis.meetings import Held, Meetings, meet
from waypost.core.errors import NotThere
from waypost.core.roadmap.bodies import Meeting, Series
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View, partners_of
from waypost.usecases.opening import Asking, Opened, once, open_all, open_workspace

WRITTEN_DAY: Final = len("2021-03-15")


def meetings_of(opened: Opened, *, on: date) -> Meetings:
    """The meetings of one roadmap: its own and those of the series in which its partners take part."""
    return meet(opened.view, opened.workspace, on=on)


def all_meetings(asking: Asking) -> tuple[Meetings, ...]:
    """The meetings that belong to no roadmap, then those of each roadmap's own series, in order of slug."""
    asking = once(asking)
    workspace = open_workspace(asking)
    found = [] if workspace is None else [meet(workspace, None, on=asking.on)]
    found.extend(meet(one.view, None, on=asking.on) for one in open_all(asking))
    return tuple(one for one in found if one.rhythms or one.held)


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
    asking = once(asking)
    roadmaps = open_all(asking)
    shared = open_workspace(asking)
    views = (*(one.view for one in roadmaps), *((shared,) if shared else ()))
    found = [(one, view) for view in views for one, body in view.of(Meeting) if _named(name, one, body)]
    chosen = [pair for pair in found if pair[0].id == name] or found
    if len(chosen) != 1:
        raise NotThere(name)
    element, view = chosen[0]
    if shared is not None and view is shared:
        return _standing(element, view, meet(view, None, on=asking.on), tuple(_about(element, view, roadmaps)))
    own = next(one for one in roadmaps if one.view is view)
    return _standing(element, view, meetings_of(own, on=asking.on), (own,))


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


def _about(meeting: Element, shared: View, roadmaps: tuple[Opened, ...]) -> Iterator[Opened]:
    """The roadmaps whose partners take part in the series of a shared meeting."""
    series = shared.get(meeting.parent)
    if series is None or not isinstance(series.body, Series):
        return
    partners = partners_of((series,))
    for one in roadmaps:
        if not partners.isdisjoint(partners_of(one.view.elements)):
            yield one
