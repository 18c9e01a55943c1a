"""Who opened or downloaded what not everybody may see: written down, and read by its owner. Needs Django set up."""

from __future__ import annotations

from dataclasses import replace

from waypost.core.errors import NotThere
from waypost.core.goto import goto
from waypost.core.pages.element.whole import Doing
from waypost.core.pages.form import Act
from waypost.core.pages.openings import keeper_of, openings_page, owner_of
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.say import say
from waypost.core.values import PUBLIC, ElementId, Slug
from waypost.usecases.desk import Desk
from waypost.usecases.opening import open_roadmap
from waypost.workspace.people import record


def note_opening(desk: Desk, element: Element) -> None:
    """Write down that whoever asks opened an element. What everybody may see is not written down, nor who reads
    without an account, since they see nothing else."""
    if desk.visitor is not None and PUBLIC not in element.audience:
        record.note_opening(desk.visitor.member.id, element.home, element.id, "", desk.now)


def note_download(desk: Desk, home: Slug, form: str) -> None:
    """Write down that whoever asks took a file with all that they may know of a home."""
    if desk.visitor is not None and desk.viewer != PUBLIC:
        record.note_opening(desk.visitor.member.id, home, None, form, desk.now)


def with_record(desk: Desk, view: View, element: Element, doing: Doing) -> Doing:
    """What a page offers of an element, and to its owner also the record of who opened it."""
    if desk.visitor is None or not _owns(desk, view, element):
        return doing
    to = goto("openings", home=element.home, element=element.id)
    return replace(doing, audience=(*doing.audience, Act(label=say("people.openings"), to=to)))


def _owns(desk: Desk, view: View, element: Element) -> bool:
    head = view.roadmap
    return head is not None and desk.viewer == owner_of(element, keeper_of(head[1].owner))


def openings(desk: Desk, home: str, element: str) -> bytes:
    """Who opened an element, for its owner. Raises NotThere for everybody else, as for an element that is not there."""
    opened = open_roadmap(home, desk.asking)
    found = opened.view.get(ElementId(element))
    head = opened.view.roadmap
    if found is None or head is None or not _owns(desk, opened.view, found):
        raise NotThere(element)
    partners = tuple(one.country for one in head[1].partners)
    return desk.set(openings_page(found, record.openings_of(opened.view.home, found.id), partners, desk.viewer))
