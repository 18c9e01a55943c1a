"""What the papers of a meeting share: who meets, its points in words, its papers, its sources."""

from __future__ import annotations

from collections.abc import Iterable

from waypost.core.analysis.meetings import Held
from waypost.core.brief.cells import Shown, bare, cell, head, row, table
from waypost.core.brief.notes.order import NoteOrder
from waypost.core.brief.tree import Block, Cell, Paragraph, Table
from waypost.core.roadmap.bodies import Document, Item
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import MeetingForm
from waypost.core.say import Code, Say, SayValue, Who, say
from waypost.core.values import Missing, Source, Text

Points = tuple[tuple[Element, Item], ...]

AFAR = frozenset({MeetingForm.VIDEO, MeetingForm.TELEPHONE})
"""Forms of meeting that have no place."""


def days_words(meeting: Held) -> Say:
    """The day of a meeting, or its first and last day."""
    if meeting.first == meeting.last:
        return say("note.day", day=meeting.first)
    return say("note.days", first=meeting.first, last=meeting.last)


def facts_table(meeting: Held) -> Table:
    """Who meets, chaired by whom as functions, where, how and under which process."""
    body = meeting.body
    facts: list[tuple[str, Shown]] = [("note.when", days_words(meeting))]
    if body.form not in AFAR or not isinstance(body.place, Missing):
        facts.append(("note.place", body.place))
    facts.append(("note.form", _form(meeting)))
    facts.append(("note.level", _code("meetinglevel", body.level)))
    facts.append(("note.who_meets", _all(body.formations)))
    facts.append(("note.chairs", _all(body.chairs)))
    if body.frame is not None:
        facts.append(("note.frame", body.frame))
    if meeting.series is not None:
        facts.append(("note.series", meeting.series.title))
    if body.minutes is not None:
        facts.append(("note.length", say("note.minutes", n=body.minutes)))
    return Table(
        name="note.meeting",
        columns=(bare(weight=2), bare(weight=8)),
        rows=tuple(row(cell(say(code), strong=True), cell(value)) for code, value in facts),
    )


def _form(meeting: Held) -> Say | Missing:
    form = meeting.body.form
    if isinstance(form, Missing):
        return say("note.informal") if meeting.body.informal else form
    code = "note.form_informal" if meeting.body.informal else "brief.code"
    return say(code, code=Code(table="meetingform", code=form.value))


def _code(name: str, value: Missing | str) -> Say | Missing:
    return value if isinstance(value, Missing) else say("brief.code", code=Code(table=name, code=value))


def _all(texts: tuple[Text, ...]) -> Say | Missing:
    return say("note.list", items=texts) if texts else Missing.NOT_STATED


def point_words(element: Element, item: Item) -> Say:
    """A point as it is printed: its number, what it says; of a reply whose, of a link where it leads.

    What a partner has taken on itself names it already: its owner is the subject of its words.
    """
    values: dict[str, SayValue] = {"title": element.title}
    code = "note.point"
    if item.partner is not None and item.owner != f"partner:{item.partner}":
        code, values = "note.reply", {"who": Who(principal=f"partner:{item.partner}"), **values}
    elif item.address is not None:
        code, values = "note.link", {**values, "address": item.address}
    found = say(code, **values)
    return say("note.numbered", number=element.number, point=found) if element.number else found


def points_blocks(points: Points) -> tuple[Block, ...]:
    """The points as a list, each a paragraph."""
    return tuple(Paragraph(says=(point_words(element, item),)) for element, item in points)


def owner_cell(item: Item) -> Cell:
    """Who sees to it, else who decides."""
    if isinstance(item.owner, Missing):
        return cell(item.decides)
    return cell(Who(principal=item.owner))


def state_words(item: Item) -> Say | Missing:
    """The state of a point: an important one that is done says that it waits to be confirmed; and what was done."""
    if isinstance(item.state, Missing):
        return item.state
    state = say("brief.code", code=Code(table="itemstate", code=item.state.value))
    if item.important and item.state.value == "done" and item.confirmed_by is None:
        state = say("note.unconfirmed")
    elif item.confirmed_by is not None:
        state = say("note.confirmed_by", state=state, who=Who(principal=item.confirmed_by))
    return say("note.state_done", state=state, words=item.was_done) if item.was_done is not None else state


def papers_block(order: NoteOrder) -> Block:
    """The papers named by the points and those that stand under the meeting, each once, in the order of the points."""
    meeting, view = order.meeting, order.view
    named = [paper for _, item in meeting.items for paper in item.papers]
    below = [element.id for element, _ in view.children(meeting.element.id, Document)]
    found = (view.get(one) for one in dict.fromkeys([*named, *below]))
    rows = tuple(
        row(cell(one.title), cell(_number(one.body)), cell(one.body.day), cell(one.body.marking))
        for one in found
        if one is not None and isinstance(one.body, Document)
    )
    columns = (
        head("note.paper", weight=6),
        head("note.document_number", weight=3),
        head("note.dated", weight=3),
        head("note.marking", weight=3),
    )
    return table("note.papers", columns, rows, nothing="note.no_papers")


def _number(body: Document) -> Say | Missing:
    parts = tuple(part for part in (body.document_number, body.revision) if part is not None)
    return say("note.document", parts=parts) if parts else Missing.NOT_STATED


def sources_blocks(order: NoteOrder, elements: Iterable[Element]) -> tuple[Block, ...]:
    """The sources of what the paper says, and its three times."""
    found: dict[tuple[str, str, str], Source] = {}
    for element in elements:
        for one in element.sources:
            if any(not isinstance(part, Missing) for part in (one.publisher, one.title, one.address)):
                found.setdefault((str(one.publisher), str(one.title), str(one.address)), one)
    rows = tuple(row(cell(source_words(one)), cell(one.day)) for _, one in sorted(found.items()))
    columns = (head("page.source", weight=9), head("page.published", weight=3))
    times = say("page.three_times", on=order.on, at=order.view.at, vintage=order.vintage)
    return (
        table("sources", columns, rows, nothing="page.no_source"),
        Paragraph(says=(times, say("note.again")), quiet=True),
    )


def source_words(one: Source) -> Say:
    """A source in words: publisher and title, else its address."""
    known = [part for part in (one.publisher, one.title) if not isinstance(part, Missing)]
    if not isinstance(one.address, Missing) and not known:
        known = [one.address]
    return say("page.source_line", parts=tuple(known) or (Missing.NOT_STATED,))
