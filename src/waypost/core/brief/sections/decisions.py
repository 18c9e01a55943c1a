"""Section 8, open decisions with their age, and the agenda as planned or proposed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

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
from waypost.core.roadmap.bodies import Item
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import ItemKind
from waypost.core.say import Say, Who, say
from waypost.core.values import Missing, Text

PLANNED: Final = (ItemKind.AGENDA, ItemKind.OTHER_BUSINESS, ItemKind.DECISION)
"""The items of a meeting that are points of its agenda."""


def open_decisions(order: Order) -> tuple[FollowUp, ...]:
    """Decisions nobody has settled, those with the earliest day first, then the oldest."""
    return order.meetings.open


def to_decide(order: Order) -> tuple[Decision, ...]:
    """What the meeting has to decide: its own decisions first, then what is open from earlier ones."""
    return tuple(
        Decision(
            label=_label(place),
            question=say("page.question", title=element.title),
            hangs=item.hangs_on_it,
            decides=item.decides
            if not isinstance(item.decides, Missing)
            else (item.owner if isinstance(item.owner, Missing) else Who(principal=item.owner)),
            due=item.due,
        )
        for place, (element, item, _) in enumerate(_points(order), start=1)
    )


def _points(order: Order) -> list[tuple[Element, Item, int]]:
    """What the meeting has to decide, each with the days for which it is open."""
    found: dict[tuple[Text | Missing, Item], tuple[Element, Item, int]] = {}
    for element, item in order.meeting.items if order.meeting else ():
        if item.item is ItemKind.DECISION:
            found.setdefault((element.title, item), (element, item, 0))
    for one in open_decisions(order):
        found.setdefault((one.element.title, one.item), (one.element, one.item, one.days_open))
    return list(found.values())


def _label(place: int) -> str:
    """The name of a point, the same on page one and in its section."""
    return f"D{place}"


def decisions_blocks(now: Analysis, order: Order) -> tuple[Block, ...]:
    """Section 8: open decisions with their age, and the agenda as planned or proposed; short: side by side."""
    agenda = _agenda(now, order)
    title = Heading(say=say("page.open_decisions"))
    if order.length == "short":
        return (Columns(left=(title, _open_table(order, short=True)), right=agenda),)
    return (title, _open_table(order), *agenda)


def _open_table(order: Order, *, short: bool = False) -> Block:
    """What has to be decided; beside an agenda only with the day by which it falls due."""
    rows = []
    for place, (element, item, days) in enumerate(_points(order), start=1):
        age = cell(say("page.open_days", n=days) if days else say("page.open_new"))
        named = replace(element.ref, number=_label(place))
        rows.append(row(cell(named), *(() if short else (_who(item),)), cell(item.due), *(() if short else (age,))))
    owner = () if short else (head("page.owner", weight=3),)
    age_head = () if short else (head("page.age", weight=2),)
    columns = (head("page.decision", weight=6), *owner, head("page.due", weight=3), *age_head)
    return table("decisions.open", columns, rows, nothing="page.no_decision")


def _who(item: Item) -> Cell:
    if not isinstance(item.owner, Missing):
        return cell(Who(principal=item.owner))
    return cell(item.decides)


def _agenda(now: Analysis, order: Order) -> tuple[Block, ...]:
    planned = _planned(order.meeting)
    rows: tuple[tuple[Cell, ...], ...] = planned or _proposed(now, order)
    columns: tuple[Column, ...] = (head("page.point", weight=8), head("page.minutes", number=True, weight=2))
    planned_items = order.meeting.items if planned and order.meeting else ()
    minutes = sum(item.minutes or 0 for _, item in planned_items)
    least = any(item.minutes is None for _, item in planned_items if item.item in PLANNED)
    if not minutes:
        columns, rows = columns[:1], tuple(cells[:1] for cells in rows)
    title = Heading(
        say=say("page.agenda" if planned else "page.agenda_proposed"),
        aside=say("page.agenda_minutes_least" if least else "page.agenda_minutes", n=minutes) if minutes else None,
    )
    body = table("decisions.agenda", columns, (row(*cells) for cells in rows), nothing="page.no_agenda")
    return (title, body)


def _planned(meeting: Held | None) -> tuple[tuple[Cell, Cell], ...]:
    if meeting is None:
        return ()
    return tuple(
        (cell(element.title), cell(item.minutes if item.minutes is not None else Missing.NOT_STATED))
        for element, item in meeting.items
        if item.item in PLANNED
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
