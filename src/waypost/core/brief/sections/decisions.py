"""Section 8, open decisions with their age, and the agenda as planned or proposed."""

from __future__ import annotations

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import FollowUp, Held
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.chains import late_items
from waypost.core.brief.order import Order
from waypost.core.brief.sections.timetable import undated
from waypost.core.brief.tree import (
    Block,
    Cell,
    Column,
    Columns,
    Decision,
    Heading,
)
from waypost.core.roadmap.vocabulary import ItemKind
from waypost.core.say import Say, Who, say
from waypost.core.values import Missing


def open_decisions(order: Order) -> tuple[FollowUp, ...]:
    """Decisions nobody has settled, those with the earliest day first, then the oldest."""
    return order.meetings.open


def to_decide(order: Order) -> tuple[Decision, ...]:
    """What the meeting has to decide: its own decisions first, then what is open from earlier ones."""
    own = [
        (element.title, item)
        for element, item in (order.meeting.items if order.meeting else ())
        if item.item is ItemKind.DECISION
    ]
    older = [(one.element.title, one.item) for one in open_decisions(order)]
    found = [pair for place, pair in enumerate([*own, *older]) if pair not in [*own, *older][:place]]
    return tuple(
        Decision(
            label=f"D{place}",
            question=say("page.question", title=title),
            hangs=item.hangs_on_it,
            decides=item.decides
            if not isinstance(item.decides, Missing)
            else (item.owner if isinstance(item.owner, Missing) else Who(principal=item.owner)),
            due=item.due,
        )
        for place, (title, item) in enumerate(found, start=1)
    )


def decisions_blocks(now: Analysis, order: Order) -> tuple[Block, ...]:
    """Section 8: open decisions with their age, and the agenda as planned or proposed; short: side by side."""
    agenda = _agenda(now, order)
    title = Heading(say=say("page.open_decisions"))
    if order.length == "short":
        return (Columns(left=(title, _open_table(order, short=True)), right=agenda),)
    return (title, _open_table(order), *agenda)


def _open_table(order: Order, *, short: bool = False) -> Block:
    """Open decisions; beside an agenda only with the day by which they fall due."""
    rows = []
    for one in open_decisions(order):
        age = cell(say("page.open_days", n=one.days_open))
        who = () if short else (_who(one),)
        rows.append(row(cell(one.element.title, strong=True), *who, cell(one.item.due), *(() if short else (age,))))
    owner = () if short else (head("page.owner", weight=3),)
    age_head = () if short else (head("page.age", weight=2),)
    columns = (head("page.decision", weight=6), *owner, head("page.due", weight=3), *age_head)
    return table("decisions.open", columns, rows, nothing="page.no_decision")


def _who(one: FollowUp) -> Cell:
    if not isinstance(one.item.owner, Missing):
        return cell(Who(principal=one.item.owner))
    return cell(one.item.decides)


def _agenda(now: Analysis, order: Order) -> tuple[Block, ...]:
    planned = _planned(order.meeting)
    rows: tuple[tuple[Cell, ...], ...] = planned or _proposed(now, order)
    columns: tuple[Column, ...] = (head("page.point", weight=8), head("page.minutes", number=True, weight=2))
    minutes = sum(item.minutes or 0 for _, item in order.meeting.items) if planned and order.meeting else 0
    if not minutes:
        columns, rows = columns[:1], tuple(cells[:1] for cells in rows)
    title = Heading(
        say=say("page.agenda" if planned else "page.agenda_proposed"),
        aside=say("page.agenda_minutes", n=minutes) if minutes else None,
    )
    body = table("decisions.agenda", columns, (row(*cells) for cells in rows), nothing="page.no_agenda")
    return (title, body)


def _planned(meeting: Held | None) -> tuple[tuple[Cell, Cell], ...]:
    if meeting is None:
        return ()
    return tuple(
        (cell(element.title), cell(item.minutes if item.minutes is not None else Missing.NOT_STATED))
        for element, item in meeting.items
        if item.item in (ItemKind.AGENDA, ItemKind.OTHER_BUSINESS, ItemKind.DECISION)
    )


def _proposed(now: Analysis, order: Order) -> tuple[tuple[Cell, Cell], ...]:
    """An agenda from what waits: decisions, what is late, dates still missing, other business."""
    points: list[Say] = []
    if waiting := len(open_decisions(order)):
        points.append(say("page.point_decisions", n=waiting))
    if late := late_items(now):
        points.append(say("page.point_late", n=len(late), item=late[0].ref))
    if loose := sum(undated(now, one) for one in now.timetable.items):
        points.append(say("page.point_dates", n=loose))
    points.append(say("page.point_other"))
    return tuple((cell(one), cell(Missing.NOT_STATED)) for one in points)
