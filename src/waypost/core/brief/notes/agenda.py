"""The agenda: what is on the paper and why it is there, what is to be decided, what was left from the last meeting,
what is late, which money is missing, and the papers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.ledger import Gap
from waypost.core.analysis.timetable import Scheduled
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.chains import first_cause, late_items, late_marker
from waypost.core.brief.naming import donor_words
from waypost.core.brief.notes.followup import followed, open_table
from waypost.core.brief.notes.meeting import (
    facts_table,
    owner_cell,
    papers_block,
    point_words,
    sources_blocks,
    state_words,
)
from waypost.core.brief.notes.order import NoteOrder
from waypost.core.brief.sections.balance import partner_words
from waypost.core.brief.sections.timetable import undated
from waypost.core.brief.tree import Block, Cell, Heading, Nothing, Paragraph, Row, Stack
from waypost.core.roadmap.bodies import Action, Item
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import ItemKind
from waypost.core.say import Say, Who, say
from waypost.core.values import ElementId, Missing, Money

Blocks = tuple[Block, ...]

POINTS = frozenset({ItemKind.AGENDA, ItemKind.DECISION, ItemKind.OTHER_BUSINESS})
"""The kinds of item that stand on an agenda."""

MOST_LATE = 8
"""So many late commitments of a roadmap stand in an agenda; the brief has the rest."""


def agenda_sections(order: NoteOrder) -> tuple[tuple[str, Blocks], ...]:
    """The sections of the agenda by name, in order."""
    meeting = order.meeting
    elements = (meeting.element, *(element for element, _ in meeting.items), *_named(order))
    return (
        ("meeting", (facts_table(meeting),)),
        ("points", (_points(order),)),
        ("decide", (_to_decide(order),)),
        ("last", _last(order)),
        ("late", _by_roadmap(order, _late)),
        ("gaps", _by_roadmap(order, _gaps)),
        ("papers", (papers_block(order),)),
        ("sources", sources_blocks(order, elements)),
    )


def _named(order: NoteOrder) -> Iterator[Element]:
    """The elements of the roadmaps of which the agenda gives figures."""
    for now in order.roadmaps:
        names = (
            *(one.element for one in late_items(now)[:MOST_LATE]),
            *(one.objective.element for one in gaps_of(now)),
        )
        yield from (element for element in map(now.view.get, names) if element is not None)


# The points ----------------------------------------------------------------------------------------------------


def _points(order: NoteOrder) -> Block:
    planned = [(element, item) for element, item in order.meeting.items if item.item in POINTS]
    rows = [_point(order, element, item) for element, item in planned] or [
        row(cell(one, strong=True), cell(None), cell(None), cell(None)) for one in _proposed(order)
    ]
    columns = (
        head("note.point_head", weight=5),
        head("note.why", weight=6),
        head("note.presents", weight=3),
        head("note.minutes_head", number=True, weight=2),
    )
    notes = () if planned else (say("note.proposed"),)
    return table("note.points", columns, rows, nothing="note.none_points", notes=notes)


def _point(order: NoteOrder, element: Element, item: Item) -> Row:
    why = tuple(_why(order, element, item))
    reasons: Cell = Stack(cells=tuple(cell(one) for one in why), inline=False) if why else cell(Missing.NOT_STATED)
    minutes = cell(item.minutes if item.minutes is not None else Missing.NOT_STATED)
    return row(cell(point_words(element, item), strong=True), reasons, cell(item.presents), minutes)


def _why(order: NoteOrder, element: Element, item: Item) -> Iterator[Say]:
    """Why a point is on the paper: what is to be decided, what it is about and how that stands."""
    if item.item is ItemKind.DECISION:
        yield say("note.why_decide")
    if item.item is ItemKind.OTHER_BUSINESS:
        yield say("note.why_other")
    if not isinstance(item.hangs_on_it, Missing):
        yield say("note.why_hangs", words=item.hangs_on_it)
    about = set(item.about)
    for now in order.roadmaps:
        yield from _why_state(now, item.about)
    for one in followed(order):
        if one.is_open and one.element.id != element.id and not about.isdisjoint(one.item.about):
            yield say("note.why_open", item=one.element.ref, day=one.meeting.first)


def _why_state(now: Analysis, about: tuple[ElementId, ...]) -> Iterator[Say]:
    """What is late and what is not paid for among the elements that a point is about; of a roadmap as a whole, how
    much is."""
    for name in about:
        element = now.view.get(name)
        if element is None:
            continue
        if now.view.roadmap is not None and element.id == now.view.roadmap[0].id:
            yield say("note.why_roadmap", n=len(late_items(now)), total=len(now.timetable.items))
        item = now.timetable.item(name)
        if item is not None and item.is_late:
            yield say("note.why_late", item=element.ref, n=item.late_days)
        for gap in gaps_of(now):
            if gap.objective.element == name:
                yield say("note.why_gap", item=element.ref, amount=gap.gap)


def _proposed(order: NoteOrder) -> Iterator[Say]:
    """An agenda from what waits, where none is recorded: decisions, what is late, what has no day, other business."""
    waiting = sum(one.is_open for one in followed(order))
    if waiting:
        yield say("page.point_decisions", n=waiting)
    for now in order.roadmaps:
        late = late_items(now)
        if late:
            yield say("page.point_late", n=len(late), item=late[0].ref)
        loose = sum(undated(now, one) for one in now.timetable.items)
        if loose:
            yield say("page.point_dates", n=loose)
    yield say("page.point_other")


# What waits ----------------------------------------------------------------------------------------------------


def _to_decide(order: NoteOrder) -> Block:
    """The decisions on this paper, then those of earlier meetings that nobody has settled."""
    own = [(element, item) for element, item in order.meeting.items if item.item is ItemKind.DECISION]
    known = {element.id for element, _ in own}
    older = [(one.element, one.item) for one in followed(order) if one.is_open and one.element.id not in known]
    rows = (
        row(
            cell(point_words(element, item), strong=True),
            cell(item.hangs_on_it),
            cell(item.decides) if not isinstance(item.decides, Missing) else owner_cell(item),
            cell(item.due),
        )
        for element, item in (*own, *older)
    )
    columns = (
        head("note.question", weight=5),
        head("note.hangs", weight=5),
        head("note.decides", weight=3),
        head("note.by", weight=3),
    )
    return table("note.decide", columns, rows, nothing="note.none_decide")


def _last(order: NoteOrder) -> Blocks:
    """What the last meeting decided, with its state; then what earlier ones left open."""
    before = order.meetings.before(order.meeting)
    if before is None:
        return (Nothing(say=say("note.first_meeting")),)
    found = [one for one in followed(order) if one.meeting.element.id != order.meeting.element.id]
    last = [one for one in found if one.meeting.element.id == before.element.id]
    older = tuple(one for one in found if one.is_open and one not in last)
    rows = (
        row(
            cell(point_words(one.element, one.item), strong=True),
            owner_cell(one.item),
            cell(one.item.due),
            cell(state_words(one.item)),
        )
        for one in last
    )
    columns = (
        head("note.decision", weight=6),
        head("note.who", weight=3),
        head("note.by", weight=3),
        head("note.state", weight=4),
    )
    lead = Paragraph(says=(say("note.last_meeting", title=before.element.title, day=before.first),))
    left: Blocks = (
        (Heading(say=say("note.left_open")), open_table(order, older, nothing="note.none_open")) if older else ()
    )
    return (lead, table("note.last", columns, rows, nothing="note.none_decided"), *left)


def _by_roadmap(order: NoteOrder, block_of: Callable[[Analysis], Block]) -> Blocks:
    """A block for each roadmap that the meeting is about; of several each under its name."""
    if not order.roadmaps:
        return (Nothing(say=say("note.no_roadmap")),)
    if len(order.roadmaps) == 1:
        return (block_of(order.roadmaps[0]),)
    found: list[Block] = []
    for now in order.roadmaps:
        found.extend((Heading(say=say("note.roadmap", who=partner_words(now))), block_of(now)))
    return tuple(found)


def _late(now: Analysis) -> Block:
    late = late_items(now)
    rows = tuple(_late_row(now, one) for one in late[:MOST_LATE])
    columns = (
        head("note.commitment", weight=5),
        head("note.who", weight=3),
        head("note.by", weight=3),
        head("note.because", weight=6),
    )
    more = (say("note.more_late", n=len(late) - MOST_LATE),) if len(late) > MOST_LATE else ()
    return table("note.late", columns, rows, nothing="note.none_late", notes=more)


def _late_row(now: Analysis, one: Scheduled) -> Row:
    element = now.view.get(one.element)
    owner = element.body.owner if element is not None and isinstance(element.body, Action) else Missing.NOT_STATED
    who = cell(owner) if isinstance(owner, Missing) else cell(Who(principal=owner))
    because = cell(first_cause(now, one) or Missing.NOT_STATED)
    return row(cell(one.ref), who, Stack(cells=(cell(one.due), late_marker(one.late_days))), because)


def _gaps(now: Analysis) -> Block:
    columns = (
        head("note.objective", weight=5),
        head("note.needed", number=True, weight=2),
        head("note.committed", number=True, weight=2),
        head("note.missing", number=True, weight=2),
        head("note.who_could", weight=5),
    )
    return table("note.gaps", columns, (_gap_row(one) for one in gaps_of(now)), nothing="note.none_missing")


def gaps_of(now: Analysis) -> tuple[Gap, ...]:
    """The gaps that are known and not closed."""
    return tuple(one for one in now.ledger.gaps if isinstance(one.gap, Money) and one.gap.amount > 0)


def _gap_row(gap: Gap) -> Row:
    offers = tuple(
        say(f"money.filler_{one.why}", who=donor_words(one.donors), amount=one.amount, item=one.line)
        for one in gap.fillers[:2]
    )
    lines = tuple(cell(one) for one in offers)
    who = Stack(cells=lines, inline=False) if offers else cell(Missing.UNKNOWN, absent=say("money.no_filler"))
    return row(cell(gap.objective), cell(gap.need), cell(gap.committed), cell(gap.gap), who)
