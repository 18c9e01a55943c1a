"""What waits for whoever sits at the desk and stands in no roadmap."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.core.editing.proposal import is_open
from waypost.core.errors import NotThere
from waypost.core.pages.waiting import Open, Waits
from waypost.core.people.roles import Power
from waypost.core.roadmap.elements import origin_of
from waypost.core.values import Missing
from waypost.usecases.desk import Desk
from waypost.usecases.editing.audiences import to_settle
from waypost.usecases.editing.proposals import note_of
from waypost.usecases.editing.writing import newest_view
from waypost.usecases.opening import reading_of
from waypost.usecases.pages.drafting import own_drafts


def waits_for(desk: Desk) -> Waits:
    """Requests that they may settle, drafts of their own, proposals that are open; nothing for whoever may not edit."""
    if desk.visitor is None or not desk.may(Power.EDIT):
        return Waits()
    requests = to_settle(desk) if desk.may(Power.WIDEN) else ()
    return Waits(requests=requests, drafts=own_drafts(desk), proposals=tuple(_proposals(desk)))


def _proposals(desk: Desk) -> Iterator[Open]:
    """The open proposals that whoever asks may see, of roadmaps that they may see."""
    for home in reading_of(desk.asking).homes():
        origin = origin_of(home)
        if origin is None:
            continue
        try:
            view, roadmap = newest_view(desk, home), newest_view(desk, origin)
        except NotThere:
            continue
        note = note_of(view)
        if note is None or roadmap.roadmap is None or not is_open(view) or isinstance(note.as_of, Missing):
            continue
        author = desk.viewer if isinstance(note.author, Missing) else note.author
        title = None if isinstance(note.words, Missing) else note.words
        yield Open(home=home, title=title, roadmap=roadmap.roadmap[0].ref, by=author, began=note.as_of)
