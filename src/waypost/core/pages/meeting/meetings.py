"""The page of all meetings and the page of one: what is next, what is open since when, the papers of the last.

A follow-up cannot get lost: it stands on the page of every meeting of its series until somebody settled it.

Source: issue 3.3; seed S13 (rhythm), S14 (one owner and a day), S17 (results); domain R27.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from waypost.core.analysis.meetings import FollowUp, Held, Meetings
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.notes.agenda import agenda_sections
from waypost.core.brief.notes.meeting import days_words, facts_table
from waypost.core.brief.notes.order import NoteKind, NoteOrder
from waypost.core.brief.notes.results import results_sections
from waypost.core.brief.tree import Block, Heading, Mark, Marker, Nothing, Paragraph, Row, Table
from waypost.core.goto import goto
from waypost.core.pages.form import Act
from waypost.core.pages.meeting.series import (
    Titles,
    followup_table,
    form_words,
    open_followups,
    overdue,
    rhythm_table,
    title_of,
    to_meeting,
)
from waypost.core.pages.page import Beside, Fold, Item, Items, Link, Links, Listing, Page, PageBlock, Panel, Part, Side
from waypost.core.pages.places import Homes, homes_of, linked, to_element
from waypost.core.pages.readers import readership
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import partners_of
from waypost.core.say import Say, say
from waypost.core.values import ElementId, Missing

PAPERS: Final[tuple[NoteKind, ...]] = ("agenda", "results", "followup")
FORMS: Final = ("html", "pdf", "docx")
"""The papers of a meeting and the forms offered beside each: to read, to print, to work on."""
RESULTS: Final = ("stated", "discussed", "concluded", "other", "links")
"""The sections of a results note that a page repeats."""

LATEST: Final = 2
"""So many meetings stand in the panel of papers."""
RECENT: Final = 12
"""So many past meetings are shown at once; the earlier ones open on asking."""

Acts = dict[ElementId, tuple[Act, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What the reader may do: with each follow-up, by its id, and with the meeting as a whole."""

    followups: Acts = field(default_factory=dict)
    meeting: tuple[Act, ...] = ()


# All meetings ------------------------------------------------------------------------------------------------------


def meetings_page(found: tuple[Meetings, ...], on: date, titles: Titles, writing: Writing | None = None) -> Page:
    """Every meeting that the reader may know: the next ones, what is open, each series with its rhythm, the past.

    `titles` says what the roadmap of each home is called.
    """
    ahead = sorted((one for meetings in found for one in meetings.ahead), key=_by_day)
    past = sorted((one for meetings in found for one in meetings.past), key=_by_day, reverse=True)
    still = open_followups(found, on)
    papers = _last_panel(past)
    return Page(
        name="meetings",
        title=say("meetings.title"),
        subtitle=say("meetings.today", day=on),
        area="meetings",
        blocks=(
            Beside(first=(_next_part(ahead, on, titles),), second=papers) if papers else _next_part(ahead, on, titles),
            _open_part(still, on, titles, writing or Writing()),
            _series_part(found, on, titles),
            _past_part(past, found, titles),
        ),
        homes=homes_of(_elements(found)),
    )


def _by_day(one: Held) -> tuple[date, ElementId]:
    return one.first, one.element.id


def _elements(found: Iterable[Meetings]) -> Iterator[Element]:
    for meetings in found:
        yield from (one.element for one in meetings.held)
        yield from meetings.undated
        yield from (one.series for one in meetings.rhythms)
        yield from (element for element, _ in meetings.items)


def _open_part(still: tuple[FollowUp, ...], on: date, titles: Titles, writing: Writing) -> Part:
    """What nobody has settled; the count is that of the reader's own view."""
    lead = () if not still else (Paragraph(says=(_lead(still, on),)),)
    listed = _acted(followup_table(still, on, titles=titles), still, writing)
    return Part(name="open", title=say("meetings.open"), blocks=(*lead, *listed))


def _lead(still: tuple[FollowUp, ...], on: date) -> Say:
    return say("meetings.open_lead", n=len(still), overdue=sum(overdue(one, on) > 0 for one in still))


def _acted(block: Block, still: tuple[FollowUp, ...], writing: Writing) -> tuple[PageBlock, ...]:
    """The table with what can be done in each row, where anything can."""
    if not isinstance(block, Table):
        return (block,)
    acts = tuple(writing.followups.get(one.element.id, ()) for one in still)
    return (Listing(table=block, acts=acts),) if any(acts) else (block,)


def _next_part(ahead: list[Held], on: date, titles: Titles) -> Part:
    items = tuple(_meeting_item(one, on, titles) for one in ahead)
    blocks: tuple[PageBlock, ...] = (Items(items=items),) if items else (Nothing(say=say("meetings.none_ahead")),)
    return Part(name="ahead", title=say("meetings.ahead"), blocks=blocks)


def _meeting_item(one: Held, on: date, titles: Titles) -> Item:
    """A meeting ahead: its day first, since that is what is looked for."""
    says: list[Say] = [say("meetings.in_days", n=(one.first - on).days)] if one.first > on else []
    if not isinstance(one.body.place, Missing):
        says.append(say("meetings.place", place=one.body.place))
    says.extend(form_words(one))
    if one.element.home in titles:
        says.append(say("meetings.of", title=titles[one.element.home]))
    return Item(
        title=say("meetings.day_title", day=one.first, title=title_of(one.element)),
        to=to_meeting(one.element),
        strong=True,
        second=tuple(says),
    )


def _last_panel(past: list[Held]) -> tuple[Panel, ...]:
    """The papers of the last meeting of each series, the newest first."""
    last: dict[ElementId | None, Held] = {}
    for one in past:
        last.setdefault(one.series.id if one.series else one.element.id, one)
    blocks = tuple(block for one in list(last.values())[:LATEST] for block in papers_of(one))
    return (Panel(title=say("meetings.last_papers"), blocks=blocks),) if blocks else ()


def papers_of(one: Held) -> tuple[PageBlock, ...]:
    """A meeting's day and title, then a line of links for each of its papers."""
    name = say("meetings.day_title", day=one.first, title=title_of(one.element))
    return (Heading(say=name), *paper_links(one.element))


def paper_links(meeting: Element) -> tuple[Links, ...]:
    """Agenda, results and follow-up, each to be read, printed or worked on."""
    return tuple(Links(links=tuple(_paper_link(meeting, kind, form) for form in FORMS)) for kind in PAPERS)


def _paper_link(meeting: Element, kind: NoteKind, form: str) -> Link:
    label = say(f"note.kind_{kind}") if form == FORMS[0] else say(f"page.index_{form}")
    return Link(label=label, to=goto("paper", meeting=meeting.id, paper=kind, form=form))


def _series_part(found: tuple[Meetings, ...], on: date, titles: Titles) -> Part:
    rhythms = [one for meetings in found for one in meetings.rhythms]
    held = sorted(rhythms, key=lambda one: (one.next.first if one.next else date.max, one.series.id))
    return Part(name="series", title=say("meetings.series_title"), blocks=(rhythm_table(held, on, titles),))


def _past_part(past: list[Held], found: tuple[Meetings, ...], titles: Titles) -> Part:
    """Past meetings, the newest first, each with how many follow-ups came of it and how many are open still."""
    still = {one.element.id for meetings in found for one in meetings.open}
    decided = {one.element.id for meetings in found for one in meetings.follow_ups}
    rows = tuple(_past_row(one, decided, still, titles) for one in past)
    blocks: list[PageBlock] = [_past_table("meetings.past", rows[:RECENT])]
    if rows[RECENT:]:
        earlier = _past_table("meetings.earlier", rows[RECENT:])
        blocks.append(Fold(summary=say("meetings.earlier", n=len(rows) - RECENT), blocks=(earlier,)))
    undated = tuple(one for meetings in found for one in meetings.undated)
    return Part(name="past", title=say("meetings.past"), blocks=(*blocks, *_undated(undated)))


def _past_table(name: str, rows: tuple[Row, ...]) -> Block:
    columns = (
        head("meetings.day", weight=2),
        head("meetings.meeting", weight=5),
        head("member_state.roadmap", weight=4),
        head("meetings.decided", number=True, weight=2),
        head("meetings.still_open", number=True, weight=2),
    )
    return table(name, columns, rows, nothing="meetings.none_past")


def _past_row(one: Held, decided: set[ElementId], still: set[ElementId], titles: Titles) -> Row:
    items = {element.id for element, _ in one.items}
    return row(
        cell(one.first),
        linked(title_of(one.element), to_meeting(one.element), strong=True),
        cell(titles.get(one.element.home, say("meetings.of_several"))),
        cell(len(items & decided)),
        cell(len(items & still)),
    )


def _undated(found: tuple[Element, ...]) -> Iterator[PageBlock]:
    if found:
        items = tuple(Item(title=title_of(one), to=to_element(one.home, one.id)) for one in found)
        yield Heading(say=say("meetings.undated"))
        yield Items(items=items)


# One meeting -------------------------------------------------------------------------------------------------------


def meeting_page(order: NoteOrder, still: tuple[FollowUp, ...], writing: Writing | None = None) -> Page:
    """One meeting: its facts, what is open from it and from earlier ones, agenda, results, papers.

    `order` is that of its agenda; `still` is what nobody has settled of this meeting and of the earlier ones of its
    series.
    """
    writing = writing or Writing()
    meeting, view = order.meeting, order.view
    partners = tuple(sorted(partners_of(view.elements)))
    return Page(
        name="meeting",
        title=title_of(meeting.element),
        subtitle=_day_and_place(meeting),
        area="meetings",
        crumbs=_crumbs(meeting),
        reader=readership(meeting.element.audience, partners, view.viewer),
        markers=tuple(_when_marker(meeting, order.on)),
        acts=writing.meeting,
        blocks=(
            Beside(
                first=(Part(name="facts", title=say("note.section_meeting"), blocks=(facts_table(meeting),)),),
                second=(Panel(title=say("meetings.papers"), blocks=paper_links(meeting.element)),),
            ),
            _waiting(still, order.on, writing),
            *_parts(order),
        ),
        training=order.training,
        homes=_meeting_homes(order),
    )


def _meeting_homes(order: NoteOrder) -> Homes:
    return homes_of((*order.view, *(one for now in order.roadmaps for one in now.view)))


def _day_and_place(meeting: Held) -> Say:
    place, days = meeting.body.place, days_words(meeting)
    return days if isinstance(place, Missing) else say("note.day_place", days=days, place=place)


def _crumbs(meeting: Held) -> tuple[Link, ...]:
    first = Link(label=say("meetings.title"), to=goto("meetings"))
    if meeting.series is None:
        return (first,)
    series = meeting.series
    return first, Link(label=title_of(series), to=to_element(series.home, series.id))


def _when_marker(meeting: Held, on: date) -> Iterator[Marker]:
    if meeting.first > on:
        yield Marker(mark=Mark.PLAIN, say=say("meetings.in_days", n=(meeting.first - on).days))


def _waiting(still: tuple[FollowUp, ...], on: date, writing: Writing) -> Panel:
    lead = (Paragraph(says=(_lead(still, on),)),) if still else ()
    blocks = _acted(followup_table(still, on), still, writing)
    side = Side.DECIDE if still else Side.PLAIN
    return Panel(title=say("meetings.open"), side=side, blocks=(*lead, *blocks))


def _parts(order: NoteOrder) -> Iterator[Part]:
    """Before a meeting its agenda, after it its results; its papers in both cases."""
    agenda = dict(agenda_sections(order))
    if order.meeting.last < order.on:
        yield from _results(order)
    else:
        yield Part(name="points", title=say("note.kind_agenda"), blocks=agenda["points"])
    yield Part(name="papers", title=say("note.section_papers"), blocks=agenda["papers"])


def _results(order: NoteOrder) -> Iterator[Part]:
    """What the results note says; one sentence where nothing is listed."""
    sections = dict(results_sections(order))
    told = tuple(
        block
        for name in RESULTS
        if not all(isinstance(one, Nothing) for one in sections[name])
        for block in (Heading(say=say(f"note.section_{name}")), *sections[name])
    )
    nothing = Nothing(say=say("meetings.no_results"))
    yield Part(name="results", title=say("note.kind_results"), blocks=told or (nothing,))
