"""Series of meetings as tables: last, next, rhythm and how far beyond it; follow-ups with how long they are open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from waypost.core.analysis.meetings import FollowUp, Held, Meetings, Rhythm
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.chains import late_marker
from waypost.core.brief.notes.meeting import owner_cell, point_words, state_words
from waypost.core.brief.tree import Block, Cell, Linked, Mark, Marker, Row, Stack, Unknown, Words
from waypost.core.goto import Goto, goto
from waypost.core.pages.places import linked, to_element
from waypost.core.roadmap.elements import Element
from waypost.core.say import Code, Say, say
from waypost.core.values import Missing, Slug, Text, When

Titles = dict[Slug, Say | Text]
"""What each roadmap is called, by its home."""


def to_meeting(element: Element) -> Goto:
    """The page of a meeting."""
    return goto("meeting", meeting=element.id)


def title_of(element: Element) -> Say | Text:
    """The title of a meeting or a series, or that it has none."""
    return say("note.untitled") if isinstance(element.title, Missing) else element.title


def day_cell(meeting: Held | None, *, absent: str) -> Cell:
    """The day of a meeting, leading to its page."""
    if meeting is None:
        return Unknown(reason=Missing.NOT_STATED, say=say(absent))
    return Linked(cell=Words(words=meeting.first), to=to_meeting(meeting.element))


# Rhythm ----------------------------------------------------------------------------------------------------------


def rhythm_table(found: Iterable[Rhythm], on: date, titles: Titles) -> Block:
    """A row a series: its rhythm as written, the last and the next meeting, days beyond the rhythm."""
    columns = (
        head("meetings.series", weight=5),
        head("meetings.rhythm", weight=3),
        head("meetings.last", weight=3),
        head("meetings.next", weight=3),
        head("meetings.beyond", weight=3),
    )
    rows = (
        row(
            _series_cell(one, titles),
            rhythm_words(one),
            day_cell(one.last, absent="meetings.none_yet"),
            day_cell(one.next, absent="meetings.not_set"),
            beyond_cell(one, on),
        )
        for one in found
    )
    return table("meetings.series", columns, rows, nothing="meetings.no_series")


def _series_cell(one: Rhythm, titles: Titles) -> Cell:
    name = linked(title_of(one.series), to_element(one.series.home, one.series.id), strong=True)
    if one.series.home not in titles:
        return name
    return Stack(cells=(name, Words(words=titles[one.series.home], quiet=True)), inline=False)


def rhythm_words(one: Rhythm) -> Cell:
    """How often a series meets: as written, else in days."""
    if one.body.rhythm_words is not None:
        return cell(one.body.rhythm_words)
    days = one.body.rhythm_days
    return cell(say("meetings.every", n=days)) if isinstance(days, int) else cell(days)


def beyond_cell(one: Rhythm, on: date) -> Cell:
    """How many days the series is beyond its rhythm; nothing is owed where the next meeting is set in time."""
    if isinstance(one.beyond, Missing):
        absent = say("meetings.no_last") if isinstance(one.body.rhythm_days, int) else None
        return cell(one.beyond, absent=absent)
    if one.beyond:
        return Marker(mark=Mark.LATE, say=say("meetings.days_beyond", n=one.beyond))
    return Words(words=say("meetings.within", day=on), quiet=True)


# Follow-ups ------------------------------------------------------------------------------------------------------


def open_followups(found: Iterable[Meetings], on: date) -> tuple[FollowUp, ...]:
    """What nobody has settled in any series: the longest past its day first, then open for the most meetings."""
    still = (one for meetings in found for one in meetings.open)
    return tuple(sorted(still, key=lambda one: _urgency(one, on)))


def _urgency(one: FollowUp, on: date) -> tuple[int, int, date, str]:
    return -overdue(one, on), -one.meetings_since, one.meeting.first, one.element.id


def followup_table(
    found: tuple[FollowUp, ...], on: date, *, name: str = "meetings.open", titles: Titles | None = None
) -> Block:
    """A row a follow-up: the decision, its meeting, who sees to it, by when, its state, open since how many. With
    `titles` also the roadmap to which its meeting belongs."""
    columns = (
        head("note.decision", weight=6),
        head("note.from_meeting", weight=3),
        head("note.who", weight=3),
        head("note.by", weight=4),
        head("note.state", weight=4),
        head("meetings.open_since", weight=3),
    )
    return table(name, columns, (_followup_row(one, on, titles or {}) for one in found), nothing="meetings.none_open")


def _followup_row(one: FollowUp, on: date, titles: Titles) -> Row:
    name: Cell = linked(point_words(one.element, one.item), to_element(one.element.home, one.element.id), strong=True)
    if one.item.important:
        name = Stack(cells=(name, Marker(mark=Mark.PLAIN, say=say("meetings.important"))))
    if one.element.home in titles:
        name = Stack(cells=(name, Words(words=titles[one.element.home], quiet=True)), inline=False)
    return row(
        name,
        day_cell(one.meeting, absent="meetings.not_set"),
        owner_cell(one.item),
        due_cell(one, on),
        cell(state_words(one.item)),
        age_cell(one),
    )


def due_cell(one: FollowUp, on: date) -> Cell:
    """By when, and how late it is."""
    late = overdue(one, on)
    due = cell(one.item.due)
    return Stack(cells=(due, late_marker(late))) if late else due


def overdue(one: FollowUp, on: date) -> int:
    """The days since its last day; 0 when that lies ahead, is not known, or the follow-up is settled."""
    due = one.item.due
    if not one.is_open or not isinstance(due, When) or due.last is None:
        return 0
    return max(0, (on - due.last).days)


def age_cell(one: FollowUp) -> Cell:
    """How many meetings of its series were held since, the days beside it."""
    since = say("meetings.since", n=one.meetings_since)
    days = Words(words=say("meetings.days_open", n=one.days_open), quiet=True)
    return Stack(cells=(Words(words=since), days), inline=False)


# One meeting -----------------------------------------------------------------------------------------------------


def form_words(meeting: Held) -> tuple[Say, ...]:
    """Level and form of a meeting in words, as far as stated."""
    stated = (meeting.body.level, meeting.body.form)
    codes = (Code(table=type(one).__name__.lower(), code=one.value) for one in stated if not isinstance(one, Missing))
    return tuple(say("brief.code", code=one) for one in codes)
