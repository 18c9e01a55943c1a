"""The page of one element, from what the reader of a desk may know."""

from __future__ import annotations

from waypost.core.errors import NotThere
from waypost.core.pages.element.whole import element_page
from waypost.core.roadmap.elements import WORKSPACE
from waypost.core.values import ElementId
from waypost.usecases.desk import Desk
from waypost.usecases.editing.offering import doing
from waypost.usecases.opening import Opened, reading_of
from waypost.usecases.openings import note_opening, with_record
from waypost.usecases.pages.roadmaps import standing


def element(desk: Desk, home: str, name: str) -> bytes:
    """The page of an element of a roadmap. Raises NotThere for one that is not there or hidden."""
    one = standing(desk, home)
    opened, times = one.opened, one.now.timetable
    found = opened.view.get(ElementId(name))
    if found is None:
        raise NotThere(name)
    note_opening(desk, found)
    offered = with_record(desk, opened.view, found, doing(desk, opened.view, found))
    return desk.set(element_page(found, times, opened.history, offered))


def shared_element(desk: Desk, name: str) -> bytes:
    """The page of an element that belongs to no roadmap. Raises NotThere as `element`."""
    opened = Opened(reading_of(desk.asking), WORKSPACE, desk.asking.until)
    found = opened.view.get(ElementId(name))
    if found is None:
        raise NotThere(name)
    note_opening(desk, found)
    return desk.set(element_page(found, None, opened.history, doing(desk, opened.view, found)))
