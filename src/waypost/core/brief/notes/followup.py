"""The follow-up table: every decision of the series, who sees to it, by when, and open since how many meetings."""

from __future__ import annotations

from waypost.core.analysis.meetings import FollowUp
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.chains import late_marker
from waypost.core.brief.notes.meeting import owner_cell, point_words, sources_blocks, state_words
from waypost.core.brief.notes.order import NoteOrder
from waypost.core.brief.tree import Block, Cell, Paragraph, Row, Stack
from waypost.core.say import say
from waypost.core.values import When


def followup_sections(order: NoteOrder) -> tuple[tuple[str, tuple[Block, ...]], ...]:
    """The sections of the table by name: what is open, what is settled, the sources."""
    found = followed(order)
    still = tuple(one for one in found if one.is_open)
    settled = tuple(one for one in found if not one.is_open)
    elements = (order.meeting.element, *(one.element for one in found))
    return (
        ("open", (_lead(order, found), open_table(order, still, nothing="note.none_open"))),
        ("settled", (_settled_table(settled),)),
        ("sources", sources_blocks(order, elements)),
    )


def followed(order: NoteOrder) -> tuple[FollowUp, ...]:
    """The follow-ups of this meeting and of the earlier ones of its series, the oldest meeting first."""
    meeting = order.meeting
    series = meeting.series.id if meeting.series else None

    def belongs(one: FollowUp) -> bool:
        if one.meeting.element.id == meeting.element.id:
            return True
        same = one.meeting.series is not None and one.meeting.series.id == series
        return same and one.meeting.first <= meeting.first

    return tuple(one for one in order.meetings.follow_ups if belongs(one))


def overdue_days(order: NoteOrder, one: FollowUp) -> int:
    """The days since its last day, 0 when that lies ahead or is not known."""
    due = one.item.due
    if not one.is_open or not isinstance(due, When) or due.last is None:
        return 0
    return max(0, (order.on - due.last).days)


def _lead(order: NoteOrder, found: tuple[FollowUp, ...]) -> Paragraph:
    still = tuple(one for one in found if one.is_open)
    overdue = sum(overdue_days(order, one) > 0 for one in still)
    says = [say("note.open_of", n=len(still), total=len(found), overdue=overdue)] if found else []
    oldest = max((one.meetings_since for one in still), default=0)
    if oldest:
        says.append(say("note.oldest", n=oldest))
    return Paragraph(says=tuple(says) or (say("note.none_decided"),))


def open_table(order: NoteOrder, still: tuple[FollowUp, ...], *, nothing: str) -> Block:
    """What nobody has settled: decision, meeting, who, by when, open since how many meetings."""
    columns = (
        head("note.decision", weight=6),
        head("note.from_meeting", weight=3),
        head("note.who", weight=3),
        head("note.by", weight=3),
        head("note.state", weight=3),
        head("note.open_since", number=True, weight=2),
    )
    return table("note.open", columns, (_open_row(order, one) for one in still), nothing=nothing)


def _open_row(order: NoteOrder, one: FollowUp) -> Row:
    due: Cell = cell(one.item.due)
    late = overdue_days(order, one)
    if late:
        due = Stack(cells=(due, late_marker(late)))
    return row(
        cell(point_words(one.element, one.item), strong=True),
        cell(say("note.meeting_day", day=one.meeting.first)),
        owner_cell(one.item),
        due,
        cell(state_words(one.item)),
        cell(one.meetings_since),
    )


def _settled_table(settled: tuple[FollowUp, ...]) -> Block:
    rows = (
        row(
            cell(point_words(one.element, one.item), strong=True),
            cell(say("note.meeting_day", day=one.meeting.first)),
            owner_cell(one.item),
            cell(state_words(one.item)),
            cell(one.item.closed_on),
        )
        for one in settled
    )
    columns = (
        head("note.decision", weight=6),
        head("note.from_meeting", weight=3),
        head("note.who", weight=3),
        head("note.state", weight=5),
        head("note.closed", weight=3),
    )
    return table("note.settled", columns, rows, nothing="note.none_settled")
