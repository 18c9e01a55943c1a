"""Sections 6, 8 and 9: the review, open decisions with a proposed agenda, and the sources."""

from __future__ import annotations

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import FollowUp, Held
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.order import Order
from waypost.core.brief.timetable import late_items, undated
from waypost.core.brief.tree import Block, Cell, Decision, Finding, Findings, Heading, Nothing, Paragraph
from waypost.core.review.finding import Finding as Found
from waypost.core.roadmap.vocabulary import ItemKind
from waypost.core.say import Say, Who, say
from waypost.core.values import Missing, Source


def review_blocks(findings: tuple[Found, ...], *, most: int | None = None) -> tuple[Block, ...]:
    """Section 6: numbered findings, worst first."""
    if not findings:
        return (Nothing(say=say("page.no_finding")),)
    shown = tuple(
        Finding(
            number=place,
            weight=one.severity,
            text=one.text,
            remedy=one.remedy,
            rule=one.rule,
            accepted=one.accepted.reason if one.accepted and not isinstance(one.accepted.reason, Missing) else None,
        )
        for place, one in enumerate(findings[:most], start=1)
    )
    rest = len(findings) - len(shown)
    more: tuple[Block, ...] = (Paragraph(says=(say("page.more_findings", n=rest),), quiet=True),) if rest else ()
    return (Findings(findings=shown), *more)


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
    """Section 8: open decisions with their age, and the agenda as planned or proposed."""
    rows = tuple(
        row(
            cell(one.element.title, strong=True),
            _who(one),
            cell(one.item.due),
            cell(say("page.open_days", n=one.days_open)),
        )
        for one in open_decisions(order)
    )
    columns = (
        head("page.decision", weight=6),
        head("page.owner", weight=3),
        head("page.due", weight=3),
        head("page.age", weight=2),
    )
    return (
        Heading(say=say("page.open_decisions")),
        table("decisions.open", columns, rows, nothing="page.no_decision"),
        *_agenda(now, order),
    )


def _who(one: FollowUp) -> Cell:
    if not isinstance(one.item.owner, Missing):
        return cell(Who(principal=one.item.owner))
    return cell(one.item.decides)


def _agenda(now: Analysis, order: Order) -> tuple[Block, ...]:
    planned = _planned(order.meeting)
    rows = planned or _proposed(now, order)
    columns = (head("page.point", weight=8), head("page.minutes", number=True, weight=2))
    title = Heading(say=say("page.agenda" if planned else "page.agenda_proposed"))
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


def sources_blocks(now: Analysis, order: Order) -> tuple[Block, ...]:
    """Section 9: sources, the three times, what is unknown and what the counting rules left out."""
    found: dict[tuple[str, str, str], Source] = {}
    for element in now.view:
        for one in element.sources:
            found.setdefault((str(one.publisher), str(one.title), str(one.address)), one)
    rows = []
    if order.situation is not None:
        rows.append(row(cell(_source(order.situation.source)), cell(order.situation.issued)))
    rows.extend(row(cell(_source(one)), cell(one.day)) for _, one in sorted(found.items()))
    columns = (head("page.source", weight=9), head("page.published", weight=3))
    unknown = sum(line.counted and all(isinstance(a.value, Missing) for a in line.amounts) for line in now.ledger.lines)
    says = (
        say("page.three_times", on=now.on, at=now.view.at, vintage=order.vintage),
        say("page.unknown_lines", n=unknown),
        say("page.left_out", n=len(now.ledger.left_out)),
        say("page.again"),
    )
    return (table("sources", columns, rows, nothing="page.no_source"), Paragraph(says=says, quiet=True))


def _source(one: Source) -> Say:
    known = [part for part in (one.publisher, one.title) if not isinstance(part, Missing)]
    if not known and not isinstance(one.address, Missing):
        known = [one.address]
    return say("page.source_line", parts=tuple(known) or (Missing.NOT_STATED,))
