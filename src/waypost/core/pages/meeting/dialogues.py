"""Dialogues: series of meetings with several partners, each one's role, what it replied and the form it prefers.

Source: seed S16 (a dialogue with several partner countries, each one's reply and preferred format); design 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from waypost.core.analysis.meetings import Meetings, Rhythm
from waypost.core.brief.cells import cell, head, row
from waypost.core.brief.tree import Cell, Nothing, Row, Table, Unknown, Words
from waypost.core.pages.meeting.meetings import paper_links
from waypost.core.pages.meeting.series import beyond_cell, day_cell, rhythm_words, title_of, to_meeting
from waypost.core.pages.page import Beside, Facts, Items, Page, PageBlock, Panel, Part
from waypost.core.pages.page import Item as Line
from waypost.core.pages.places import homes_of, linked, to_element
from waypost.core.roadmap.bodies import Item
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import Partner
from waypost.core.roadmap.vocabulary import ItemKind
from waypost.core.say import Code, Who, say
from waypost.core.values import Missing

Replies = dict[str, tuple[Element, Item]]


def dialogues_page(found: tuple[Meetings, ...], on: date) -> Page:
    """Each dialogue that the reader may know: rhythm, partners with their replies, what it came from, its meetings."""
    parts = tuple(_dialogue(one, meetings, on) for meetings in found for one in meetings.rhythms if is_dialogue(one))
    elements = (element for meetings in found for element in _elements(meetings))
    return Page(
        name="dialogues",
        title=say("dialogues.title"),
        subtitle=say("dialogues.subtitle"),
        area="dialogues",
        blocks=parts or (Nothing(say=say("dialogues.none")),),
        homes=homes_of(elements),
    )


def is_dialogue(one: Rhythm) -> bool:
    """Whether a series has several partners (design 3)."""
    return len(one.body.partners) > 1


def _elements(meetings: Meetings) -> Iterator[Element]:
    yield from (one.series for one in meetings.rhythms)
    yield from (one.element for one in meetings.held)
    yield from (element for element, _ in meetings.items)


def _dialogue(one: Rhythm, meetings: Meetings, on: date) -> Part:
    replies = _replies(one, meetings)
    held = tuple(each for each in meetings.held if each.series is not None and each.series.id == one.series.id)
    times = Facts(
        name="dialogues.times",
        rows=(
            (say("meetings.rhythm"), rhythm_words(one)),
            (say("meetings.last"), day_cell(one.last, absent="meetings.none_yet")),
            (say("meetings.next"), day_cell(one.next, absent="meetings.not_set")),
            (say("meetings.beyond"), beyond_cell(one, on)),
        ),
    )
    lines = tuple(
        Line(title=say("meetings.day_title", day=each.first, title=title_of(each.element)), to=to_meeting(each.element))
        for each in reversed(held)
    )
    meetings_block: PageBlock = Items(items=lines) if lines else Nothing(say=say("dialogues.no_meeting"))
    papers = paper_links(one.last.element) if one.last is not None else ()
    return Part(
        name=one.series.id,
        title=title_of(one.series),
        blocks=(
            Beside(
                first=(_partners(one.body.partners, replies),),
                second=(times, Panel(title=say("meetings.title"), blocks=(meetings_block, *papers))),
            ),
        ),
    )


def _replies(one: Rhythm, meetings: Meetings) -> Replies:
    """The newest reply of each partner to this series, by its country."""
    below = {each.element.id for each in meetings.held if each.series is not None and each.series.id == one.series.id}
    below.add(one.series.id)
    found: Replies = {}
    for element, item in meetings.items:
        if item.item is ItemKind.REPLY and item.partner is not None and element.parent in below:
            found[item.partner] = (element, item)
    return found


def _partners(partners: Iterable[Partner], replies: Replies) -> Table:
    """A row a partner: its role, what it replied, the form it prefers."""
    columns = (
        head("dialogues.partner", weight=3),
        head("dialogues.role", weight=2),
        head("dialogues.reply", weight=5),
        head("dialogues.prefers", weight=3),
    )
    return Table(
        name="dialogues.partners", columns=columns, rows=tuple(_row(one, replies.get(one.country)) for one in partners)
    )


def _row(one: Partner, reply: tuple[Element, Item] | None) -> Row:
    who = Words(words=Who(principal=f"partner:{one.country}"), strong=True)
    return row(who, _roles(one), *_reply(reply))


def _roles(one: Partner) -> Cell:
    roles = tuple(Code(table="role", code=role.value) for role in one.roles)
    return cell(say("page.words", words=roles) if roles else Missing.NOT_STATED)


def _reply(reply: tuple[Element, Item] | None) -> tuple[Cell, Cell]:
    if reply is None:
        return Unknown(reason=Missing.NOT_REPORTED, say=say("dialogues.no_reply")), cell(Missing.NOT_REPORTED)
    element, item = reply
    form = item.preferred_form
    prefers = (
        cell(Missing.NOT_STATED)
        if form is None
        else cell(say("brief.code", code=Code(table="meetingform", code=form.value)))
    )
    return linked(title_of(element), to_element(element.home, element.id)), prefers
