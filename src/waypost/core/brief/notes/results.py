"""The results note, in the shape of the Council's own page: who met, what was stated, discussed, concluded, other
business, links (seed S17). It says what stands under the meeting, and nothing else.
"""

from __future__ import annotations

from waypost.core.brief.cells import cell, head, row
from waypost.core.brief.notes.meeting import (
    Points,
    facts_table,
    owner_cell,
    point_words,
    points_blocks,
    sources_blocks,
    state_words,
)
from waypost.core.brief.notes.order import NoteOrder
from waypost.core.brief.tree import Block, Heading, Nothing, Table
from waypost.core.roadmap.vocabulary import ItemKind
from waypost.core.say import say

Blocks = tuple[Block, ...]


def results_sections(order: NoteOrder) -> tuple[tuple[str, Blocks], ...]:
    """The sections of the note by name, in order."""
    meeting = order.meeting
    elements = (meeting.element, *(element for element, _ in meeting.items))
    return (
        ("met", (facts_table(meeting),)),
        ("stated", _listed(order, "note.none_stated", ItemKind.STATEMENT, ItemKind.REPLY)),
        ("discussed", _discussed(order)),
        ("concluded", _concluded(order)),
        ("other", _listed(order, "note.none_other", ItemKind.OTHER_BUSINESS)),
        ("links", _listed(order, "note.none_links", ItemKind.LINK)),
        ("sources", sources_blocks(order, elements)),
    )


def _of(order: NoteOrder, *kinds: ItemKind) -> Points:
    return tuple((element, item) for element, item in order.meeting.items if item.item in kinds)


def _listed(order: NoteOrder, nothing: str, *kinds: ItemKind) -> Blocks:
    return points_blocks(_of(order, *kinds)) or (Nothing(say=say(nothing)),)


def _discussed(order: NoteOrder) -> Blocks:
    """What was discussed; an agenda that says no more than its points is named as what it is."""
    agenda = points_blocks(_of(order, ItemKind.AGENDA))
    found = points_blocks(_of(order, ItemKind.DISCUSSED))
    planned: Blocks = (Heading(say=say("note.on_agenda")), *agenda) if agenda else ()
    return (*found, *planned) or (Nothing(say=say("note.none_discussed")),)


def _concluded(order: NoteOrder) -> Blocks:
    """What was concluded, then what was decided, with who sees to it and by when."""
    found = points_blocks(_of(order, ItemKind.CONCLUSION))
    decided = _of(order, ItemKind.DECISION)
    decisions: Blocks = (Heading(say=say("note.decided")), _decisions(decided)) if decided else ()
    return (*found, *decisions) or (Nothing(say=say("note.none_concluded")),)


def _decisions(decided: Points) -> Table:
    rows = tuple(
        row(cell(point_words(element, item), strong=True), owner_cell(item), cell(item.due), cell(state_words(item)))
        for element, item in decided
    )
    columns = (
        head("note.decision", weight=6),
        head("note.who", weight=3),
        head("note.by", weight=3),
        head("note.state", weight=4),
    )
    return Table(name="note.decided", columns=columns, rows=rows)
