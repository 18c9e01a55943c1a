"""Pages of meetings and dialogues, and the papers of a meeting as files, from what the reader of a desk may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from waypost.core.analysis.meetings import FollowUp
from waypost.core.brief.notes.followup import followed
from waypost.core.editing.rights import addable, editable
from waypost.core.goto import goto
from waypost.core.pages.element.whole import element_page
from waypost.core.pages.form import Act, Weight
from waypost.core.pages.meeting.dialogues import dialogues_page
from waypost.core.pages.meeting.meetings import Writing, meeting_page, meetings_page
from waypost.core.pages.meeting.series import Titles, open_followups
from waypost.core.people.roles import Power
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.say import say
from waypost.core.values import ElementId, Text
from waypost.usecases.desk import Desk
from waypost.usecases.editing.acts import ACTS, acts_on
from waypost.usecases.meeting import all_meetings, find_meeting
from waypost.usecases.notes import kinds_of, note_of, order_of, stem_of
from waypost.usecases.opening import Asking, once, open_all
from waypost.usecases.pages.known import views
from waypost.usecases.papers import FORMS, forms_of

SETTLING: Final = ("close", "confirm")
"""The acts by which a follow-up is settled."""


def meetings(desk: Desk) -> bytes:
    """The page of all meetings."""
    asking = once(desk.asking)
    found = all_meetings(asking)
    still = open_followups(found, asking.on)
    writing = writing_of(desk, views(asking), still)
    return desk.set(meetings_page(found, asking.on, titles_of(asking), writing))


def writing_of(desk: Desk, known: Iterable[View], still: tuple[FollowUp, ...]) -> Writing:
    """What whoever sits at the desk may do with follow-ups: settle their own, confirm what others settled."""
    if desk.visitor is None or desk.asking.at is not None or not desk.may(Power.EDIT):
        return Writing()
    found: dict[ElementId, tuple[Act, ...]] = {}
    for view in known:
        own = editable(view)
        here = (one for one in still if one.element.home == view.home and one.element.id in own)
        found.update((one.element.id, _acts(desk, view, one)) for one in here)
    return Writing(followups=found)


def _acts(desk: Desk, view: View, one: FollowUp) -> tuple[Act, ...]:
    """To settle it or to confirm it, whichever its state allows."""
    offered = [name for name in acts_on(view, one.element) if name in SETTLING and desk.may(ACTS[name].power)]
    names = ("confirm",) if "confirm" in offered else tuple(offered)
    return tuple(
        Act(
            label=say(f"meetings.{name}"),
            to=goto(name, home=one.element.home, element=one.element.id),
        )
        for name in names
    )


def _adding(desk: Desk, view: View, meeting: Element) -> tuple[Act, ...]:
    """To add a point to a meeting: agenda, decision, reply."""
    closed = desk.visitor is None or desk.asking.at is not None or not desk.may(Power.EDIT)
    if closed or "item" not in addable(view):
        return ()
    to = goto("add", home=view.home, kind="item", query=(("under", meeting.id),))
    return (Act(label=say("meetings.add_point"), to=to, weight=Weight.MAIN),)


def titles_of(asking: Asking) -> Titles:
    """What each roadmap that the reader may know is called."""
    heads = ((one.view.home, one.view.roadmap) for one in open_all(asking))
    titles = ((home, head[1].title) for home, head in heads if head is not None)
    return {home: title for home, title in titles if isinstance(title, Text)}


def dialogues(desk: Desk) -> bytes:
    """The page of all dialogues with several partners."""
    asking = once(desk.asking)
    return desk.set(dialogues_page(all_meetings(asking), asking.on))


def meeting(desk: Desk, name: str) -> bytes:
    """The page of a meeting; one without a day has that of its element. Raises NotThere for an unknown one."""
    asking = once(desk.asking)
    standing = find_meeting(name, asking)
    if standing.held is None:
        return desk.set(element_page(standing.element, None, (standing.view,)))
    order = order_of(standing, asking, "agenda")
    still = tuple(one for one in followed(order) if one.is_open)
    writing = replace(writing_of(desk, (standing.view,), still), meeting=_adding(desk, standing.view, standing.element))
    return desk.set(meeting_page(order, still, writing))


def paper(desk: Desk, name: str, kind: str, form: str) -> tuple[str, bytes]:
    """A paper of a meeting in one form: the name of its file, and the bytes that the command line writes.

    Raises NotThere for an unknown meeting, WrongRequest for a kind or a form that there is not.
    """
    (chosen,) = forms_of(form)
    note = note_of(name, desk.asking, kinds_of(kind)[0])
    raw = FORMS[chosen](note, desk.words, desk.drawings)
    return f"{stem_of(note, name, desk.words.language)}.{chosen}", raw
