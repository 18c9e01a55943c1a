"""A brief from what was worked out: cover, page one and nine sections (design 1)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import Held
from waypost.core.brief.order import Order
from waypost.core.brief.page_one import page_one
from waypost.core.brief.sections.balance import balance_blocks, partner_words
from waypost.core.brief.sections.changes import Compared, changes_blocks, compared
from waypost.core.brief.sections.decisions import decisions_blocks
from waypost.core.brief.sections.money import money_blocks
from waypost.core.brief.sections.objectives import objectives_blocks
from waypost.core.brief.sections.review import review_blocks
from waypost.core.brief.sections.situation import situation_blocks
from waypost.core.brief.sections.sources import sources_blocks
from waypost.core.brief.sections.timetable import timetable_blocks
from waypost.core.brief.tree import Block, Brief, Cover, Reader, Section
from waypost.core.review.finding import Finding
from waypost.core.review.registry import review
from waypost.core.say import Say, Who, say
from waypost.core.values import EU, PUBLIC, Missing, Principal, Text

SHORT = 4
"""So many findings and moved dates stand in a short brief."""

Box = Literal["full", "half", "empty"]


def compose(now: Analysis, before: Analysis | None, order: Order) -> Brief:
    """The brief that was ordered: the same for the same two analyses and the same order."""
    changes = compared(now, before, order.since)
    findings = review(now)
    return Brief(
        name="brief",
        cover=cover(now, order),
        page_one=page_one(now, changes, findings, order),
        sections=() if order.length == "page" else _sections(now, changes, findings, order),
        annex=order.length == "full",
        dense=order.length == "short",
    )


def _sections(
    now: Analysis, changes: Compared | None, findings: tuple[Finding, ...], order: Order
) -> tuple[Section, ...]:
    short = order.length == "short"
    most = SHORT if short else None
    blocks: list[tuple[int, str, tuple[Block, ...]]] = [
        (3, "timetable", timetable_blocks(now, short=short)),
        (4, "money", money_blocks(now, order.published, short=short)),
        (6, "review", review_blocks(findings, most=most)),
        (7, "changes", changes_blocks(changes, most=most)),
        (8, "decisions", decisions_blocks(now, order)),
    ]
    if not short:
        blocks.append((1, "situation", situation_blocks(order.situation, order.vintage, now.on, order.figures)))
        blocks.append((2, "objectives", objectives_blocks(now)))
        blocks.append((5, "balance", balance_blocks(now)))
        blocks.append((9, "sources", sources_blocks(now, order)))
    return tuple(
        Section(number=number, name=name, title=say(f"page.section_{name}"), blocks=found)
        for number, name, found in sorted(blocks, key=lambda one: one[0])
    )


def cover(now: Analysis, order: Order) -> Cover:
    """The head of the paper: for whom, for which meeting, and the three times."""
    head = now.view.roadmap
    reader = reader_of(now.view.viewer)
    title = title_of(now)
    facts = (
        (say("page.written_for"), reader.words),
        (say("page.read_by"), _readers(now.view.viewer)),
        (say("page.as_of"), say("page.as_of_value", on=now.on, at=now.view.at)),
        (say("page.figures_as"), say("page.figures_value", day=order.vintage)),
    )
    return Cover(
        kind=say("page.brief"),
        title=title,
        subtitle=_meeting(order.meeting),
        reader=reader,
        facts=facts,
        running=_running(title, order.meeting, now.on),
        training=head is not None and head[1].training,
        on=now.on,
        at=now.view.at,
        vintage=order.vintage,
    )


def title_of(now: Analysis) -> Say | Text:
    """What a roadmap is called: its partners by name; its title where none is stated, or too many to name."""
    who = partner_words(now)
    head = now.view.roadmap
    if isinstance(who, Say) and head is not None and isinstance(head[1].title, Text):
        return head[1].title
    return say("page.partners", who=who)


def _meeting(meeting: Held | None) -> Say:
    if meeting is None:
        return say("page.no_meeting")
    return say("page.meeting", title=meeting.element.title, day=meeting.first)


def _running(title: Say | Text, meeting: Held | None, on: date) -> Say:
    """The line in the header of later pages: of what, for which meeting, as of when (look 6, header)."""
    if meeting is None or isinstance(meeting.element.title, Missing):
        return say("page.running", who=title, on=on)
    return say("page.running_meeting", who=title, meeting=_meeting(meeting), on=on)


def reader_of(viewer: Principal) -> Reader:
    """The four boxes of the audience marker for one reader: membership, not a level (look 6)."""
    prefix = viewer.partition(":")[0]
    boxes: tuple[Box, ...] = ("full",) * 4
    if viewer != PUBLIC:
        marks: dict[str, tuple[Box, ...]] = {
            "eu": ("full", "empty", "empty", "empty"),
            "org": ("half", "empty", "empty", "empty"),
            "ms": ("empty", "half", "empty", "empty"),
            "partner": ("empty", "empty", "full", "empty"),
        }
        boxes = marks[prefix]
    return Reader(viewer=viewer, boxes=boxes, words=say("page.reader", who=Who(principal=viewer)))


def _readers(viewer: Principal) -> Say:
    if viewer == PUBLIC:
        return say("page.everyone")
    return say("page.only", who=Who(principal=viewer)) if viewer != EU else say("page.only_eu")
