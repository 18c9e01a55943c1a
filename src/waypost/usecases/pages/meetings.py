"""Pages of meetings and dialogues, and the papers of a meeting as files, from what the reader of a desk may know."""

from __future__ import annotations

from waypost.core.brief.notes.followup import followed
from waypost.core.pages.element.whole import element_page
from waypost.core.pages.meeting.dialogues import dialogues_page
from waypost.core.pages.meeting.meetings import meeting_page, meetings_page
from waypost.core.pages.meeting.series import Titles
from waypost.core.values import Text
from waypost.usecases.desk import Desk
from waypost.usecases.meeting import all_meetings, find_meeting
from waypost.usecases.notes import kinds_of, note_of, order_of, stem_of
from waypost.usecases.opening import Asking, once, open_all
from waypost.usecases.papers import FORMS, forms_of


def meetings(desk: Desk) -> bytes:
    """The page of all meetings."""
    asking = once(desk.asking)
    return desk.set(meetings_page(all_meetings(asking), asking.on, titles_of(asking)))


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
    return desk.set(meeting_page(order, still))


def paper(desk: Desk, name: str, kind: str, form: str) -> tuple[str, bytes]:
    """A paper of a meeting in one form: the name of its file, and the bytes that the command line writes.

    Raises NotThere for an unknown meeting, WrongRequest for a kind or a form that there is not.
    """
    (chosen,) = forms_of(form)
    note = note_of(name, desk.asking, kinds_of(kind)[0])
    raw = FORMS[chosen](note, desk.words, desk.drawings)
    return f"{stem_of(note, name, desk.words.language)}.{chosen}", raw
