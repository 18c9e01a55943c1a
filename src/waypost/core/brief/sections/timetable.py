"""Section 3, the timetable: Gantt, critical chain, what is late and why, what it moves, the next 90 days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.timetable import Scheduled
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.chains import late_items, late_marker, reasons_block
from waypost.core.brief.figures import Gantt, GanttRow
from waypost.core.brief.tree import (
    Block,
    Cell,
    Figure,
    Heading,
    Mark,
    Marker,
    Nothing,
    Paragraph,
    Stack,
    Table,
)
from waypost.core.roadmap.bodies import Action, Pillar
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.vocabulary import ActionState
from waypost.core.say import Ref, Say, Share, Who, say
from waypost.core.values import ElementId, Missing, Text, When

AHEAD: Final = timedelta(days=90)
MANY: Final = 60
"""Over so many rows, print shows only late, critical and the next 90 days, and says so (look 6, Gantt)."""
SHORT_ROWS: Final = 10
SHORT_CHAINS: Final = 3
SHORT_AHEAD: Final = 5
"""So many rows, reason chains and days ahead stand in a short brief, which has four pages (issue 3, 1.2)."""


def timetable_blocks(now: Analysis, *, short: bool = False) -> tuple[Block, ...]:
    """Section 3; a short brief draws what matters most, with the longest delays explained."""
    if not now.timetable.items:
        return (Nothing(say=say("brief.timetable_none")),)
    return (
        lead(now),
        *_gantt(now, short=short),
        *(() if short else troubles(now)),
        Heading(say=say("brief.why_late")),
        reasons_block(now, most=SHORT_CHAINS if short else None),
        Heading(say=say("brief.next_90")),
        ahead_block(now, most=SHORT_AHEAD if short else None),
    )


def is_done(now: Analysis, item: Scheduled) -> bool:
    """Whether an action is over: it has ended, or its state says so."""
    element = now.view.get(item.element)
    return item.ended is not None or (
        element is not None and isinstance(element.body, Action) and element.body.state is ActionState.DONE
    )


def undated(now: Analysis, item: Scheduled) -> bool:
    """Whether no day at all is known of when it is due."""
    due = item.due
    return (isinstance(due, Missing) or (due.first is None and due.last is None)) and not is_done(now, item)


def lead(now: Analysis) -> Paragraph:
    """How many actions there are, late, at risk, done, without a date; when the roadmap ends and by which chain."""
    items = now.timetable.items
    says = [
        say(
            "brief.timetable_lead",
            n=len(items),
            late=sum(one.is_late for one in items),
            risk=sum(one.at_risk for one in items),
            done=sum(is_done(now, one) for one in items),
            undated=sum(undated(now, one) for one in items),
        )
    ]
    end = now.timetable.end
    if end is not None:
        chain = tuple(one.ref for one in _chain(now))
        names = tuple(
            say("brief.number", item=one) if one.number else say("brief.item_name", item=one) for one in chain
        )
        says.append(say("brief.chain", n=len(chain), day=end, items=names) if chain else say("brief.no_chain", day=end))
    return Paragraph(says=tuple(says))


def _chain(now: Analysis) -> list[Scheduled]:
    index = {one.element: one for one in now.timetable.items}
    return [index[one] for one in now.timetable.chain if one in index]


def _gantt(now: Analysis, *, short: bool) -> tuple[Block, ...]:
    items = [one for one in now.timetable.items if is_drawn(now, one)]
    gone = [one for one in now.timetable.items if not is_drawn(now, one)]
    shown = _shown(now, items, short=short)
    chart = gantt_of(now, shown, undated=() if short else tuple(one.ref for one in gone))
    if chart is None:
        return (Nothing(say=say("brief.gantt_none")), *_undated_table(gone))
    chart = replace(chart, left_out=len(items) - len(shown))
    late = late_items(now)
    notes = (say("brief.gantt_left_out", n=chart.left_out),) if chart.left_out else ()
    figure = Figure(
        name="timetable.gantt",
        title=say("brief.gantt"),
        aside=say("brief.gantt_aside", on=now.on),
        chart=chart,
        alt=say("brief.gantt_alt", n=len(chart.rows), late=len(late), on=now.on),
        notes=notes,
        numbers=items_table(now, shown),
    )
    return (figure,)


def is_drawn(now: Analysis, item: Scheduled) -> bool:
    """Whether an action has a place in a Gantt: a day, or a condition that it waits for."""
    return not undated(now, item) or _condition(now, item) is not None


def gantt_of(now: Analysis, items: Iterable[Scheduled], *, undated: tuple[Ref, ...] = ()) -> Gantt | None:
    """The Gantt of some actions, by pillar; None where none of them has a day."""
    rows = sorted((_row(now, one) for one in items), key=lambda one: _order(now, one))
    days = [day for one in rows for day in (one.start, one.end, one.latest_end, one.late_to, one.first_promised) if day]
    if not rows or not days:
        return None
    return Gantt(
        on=now.on,
        first=min(*days, now.on),
        last=max(*days, now.on),
        rows=tuple(rows),
        undated=undated,
        links=_critical_links(now, {one.ref.element for one in rows if one.start or one.end}),
        left_out=0,
    )


def _undated_table(gone: list[Scheduled]) -> tuple[Block, ...]:
    if not gone:
        return ()
    return (Paragraph(says=(say("brief.undated", n=len(gone), items=tuple(one.ref for one in gone)),)),)


def _condition(now: Analysis, item: Scheduled) -> Text | None:
    element = now.view.get(item.element)
    if element is None or not isinstance(element.body, Action):
        return None
    if element.body.condition is not None:
        return element.body.condition
    due = item.due
    if isinstance(due, When) and due.condition:
        return Text(wordings=(("en", due.condition),))
    return None


def _shown(now: Analysis, items: list[Scheduled], *, short: bool) -> list[Scheduled]:
    """All items of a roadmap that is not long; else those that matter, of a short brief the latest and next."""
    if len(items) <= (SHORT_ROWS if short else MANY):
        return items
    found = [one for one in items if _matters(now, one)]
    if not short:
        return found
    return sorted(found, key=lambda one: (-one.late_days, not one.critical, _last(one)))[:SHORT_ROWS]


def _matters(now: Analysis, item: Scheduled) -> bool:
    last = item.due.last if isinstance(item.due, When) else None
    soon = last is not None and now.on <= last <= now.on + AHEAD
    return item.is_late or item.critical or soon


def _row(now: Analysis, item: Scheduled) -> GanttRow:
    element = now.view.get(item.element)
    action = element.body if element is not None and isinstance(element.body, Action) else None
    done = is_done(now, item)
    due_last = item.due.last if isinstance(item.due, When) else None
    end = item.ended or item.earliest.end or item.latest.end
    loose = item.latest.end if not done and item.latest.end and end and item.latest.end > end else None
    firm_end, loose_end = (due_last, None) if item.is_late and due_last else (end, loose)
    share = action.done if action is not None else Missing.NOT_REPORTED
    first = item.first_promised.last if isinstance(item.first_promised, When) else None
    start = (action.began if action else None) or item.earliest.start or item.latest.start
    if start is not None and firm_end is not None and start > firm_end:
        start = firm_end
    return GanttRow(
        ref=item.ref,
        group=_group(now, element),
        start=start,
        end=firm_end,
        latest_end=loose_end,
        done=Share(value=share) if not isinstance(share, Missing) else share,
        is_done=done,
        is_milestone=action is not None and action.length == 0,
        critical=item.critical,
        late_days=item.late_days,
        late_from=due_last if item.is_late else None,
        late_to=item.forecast_end if item.is_late and item.forecast_end and item.forecast_end > now.on else None,
        first_promised=first if first != due_last else None,
        condition=None if done else _condition(now, item),
        due_words=_due_words(item),
    )


def _group(now: Analysis, element: Element | None) -> Text | None:
    if element is None:
        return None
    for above in now.view.ancestors(element):
        if isinstance(above.body, Pillar) and isinstance(above.body.title, Text):
            return above.body.title
    return None


def _order(now: Analysis, gantt: GanttRow) -> tuple[object, ...]:
    group = gantt.group.original if isinstance(gantt.group, Text) else ""
    return (
        gantt.group is None,
        _group_place(now, group),
        print_order(gantt.ref)[:2],
        gantt.start or date.max,
        gantt.ref.element,
    )


def _group_place(now: Analysis, title: str) -> tuple[object, ...]:
    for element, pillar in now.view.of(Pillar):
        if isinstance(pillar.title, Text) and pillar.title.original == title:
            return print_order(element.ref)
    return (True,)


def _due_words(item: Scheduled) -> Say:
    if item.ended is not None:
        return say("brief.due_done", day=item.ended)
    if isinstance(item.due, Missing):
        return say("brief.due_missing", reason=item.due)
    first = item.first_promised
    if isinstance(first, When) and (first.first, first.last) != (item.due.first, item.due.last):
        return say("brief.due_was", due=item.due, was=first)
    return say("brief.due", due=item.due)


def _critical_links(now: Analysis, drawn: set[ElementId]) -> tuple[tuple[ElementId, ElementId], ...]:
    """The waits on the critical chain between actions that have a bar; where one has none, from the one before it to
    the one after it."""
    chain = set(now.timetable.chain)
    after: dict[ElementId, list[ElementId]] = {one: [] for one in now.timetable.chain}
    for first, then in now.timetable.links:
        if first in chain and then in chain:
            after[first].append(then)
    return tuple((one, then) for one in after if one in drawn for then in _bars_after(one, after, drawn))


def _bars_after(
    first: ElementId, after: Mapping[ElementId, list[ElementId]], drawn: set[ElementId]
) -> tuple[ElementId, ...]:
    """What comes next on the chain with a bar, over any number of members without one."""
    found: dict[ElementId, None] = {}
    passed: set[ElementId] = set()
    waiting = list(after[first])
    while waiting:
        one = waiting.pop(0)
        if one in drawn:
            found[one] = None
        elif one not in passed:
            passed.add(one)
            waiting.extend(after[one])
    return tuple(found)


def items_table(now: Analysis, items: list[Scheduled]) -> Table:
    """The days of some actions in both readings, in the order of print."""
    columns = (
        head("brief.item", weight=6),
        head("brief.due_head", weight=8),
        head("brief.earliest_end", weight=2),
        head("brief.latest_end", weight=2),
        head("brief.slack", number=True, weight=2),
        head("brief.state", weight=2),
    )
    rows = tuple(
        row(
            cell(one.ref),
            cell(_due_words(one)),
            _short(one.earliest.end),
            _short(one.latest.end),
            cell(None if one.slack_days is Missing.NOT_APPLICABLE else one.slack_days),
            _state(now, one),
        )
        for one in sorted(items, key=lambda one: print_order(one.ref))
    )
    return Table(name="timetable.items", columns=columns, rows=rows)


def _short(day: date | None) -> Cell:
    return cell(Missing.UNKNOWN if day is None else say("brief.day", day=day))


def _state(now: Analysis, item: Scheduled) -> Cell:
    if item.is_late:
        return late_marker(item.late_days)
    if item.at_risk:
        return Marker(mark=Mark.AT_RISK, say=say("brief.at_risk"))
    if is_done(now, item):
        return Marker(mark=Mark.PLAIN, say=say("brief.done"))
    return Marker(mark=Mark.CRITICAL, say=say("brief.critical")) if item.critical else cell(None)


def troubles(now: Analysis) -> tuple[Block, ...]:
    """Dates that cannot both hold, and circles of waiting, under a heading; nothing where there is none."""
    says: list[Say] = [one.say for one in now.timetable.contradictions]
    for loop in now.timetable.loops:
        members = tuple(element.ref for element in map(now.view.get, loop) if element is not None)
        says.append(say("brief.loop", items=members))
    if not says:
        return ()
    return (Heading(say=say("brief.troubles")), *(Paragraph(says=(one,)) for one in says))


def is_ahead(now: Analysis, item: Scheduled) -> bool:
    """Whether an action that is not over falls due in the next 90 days."""
    last = item.due.last if isinstance(item.due, When) else None
    return last is not None and now.on <= last <= now.on + AHEAD and not is_done(now, item)


def ahead_block(now: Analysis, *, most: int | None = None, more: str = "brief.more_ahead") -> Block:
    """What falls due in the next 90 days, the first first; at most so many, the rest counted in the words of `more`."""
    soon = [one for one in now.timetable.items if is_ahead(now, one)]
    rows = []
    for one in sorted(soon, key=lambda one: (_last(one), print_order(one.ref)))[:most]:
        element = now.view.get(one.element)
        owner = element.body.owner if element is not None and isinstance(element.body, Action) else Missing.NOT_STATED
        who = cell(owner) if isinstance(owner, Missing) else cell(Who(principal=owner))
        rows.append(row(_due_cell(one), cell(one.ref), who))
    columns = (head("brief.due_head", weight=2), head("brief.what", weight=5), head("brief.owner_head", weight=2))
    rest = len(soon) - len(rows)
    notes = (say(more, n=rest),) if rest else ()
    return table("timetable.ahead", columns, rows, nothing="brief.nothing_ahead", notes=notes)


def _last(item: Scheduled) -> date:
    return item.due.last if isinstance(item.due, When) and item.due.last else date.max


def _due_cell(item: Scheduled) -> Cell:
    if item.is_late and isinstance(item.due, When):
        return Stack(cells=(cell(item.due), late_marker(item.late_days)))
    return cell(item.due)
