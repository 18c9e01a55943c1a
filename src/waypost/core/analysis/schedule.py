"""The timetable of a view on one day.

What each rule means stands in `passes`, what each figure means in `timetable`. In order: the timetable, each item,
contradictions.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from waypost.core.analysis.calendar import Calendars
from waypost.core.analysis.network import Network, Standing, Wait, network
from waypost.core.analysis.passes import Run, bound, slack
from waypost.core.analysis.reasons import Reasons
from waypost.core.analysis.runs import Chained, Passes, critical, days_late, run_passes
from waypost.core.analysis.timetable import Contradiction, Scheduled, Span, Timetable
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.view import View
from waypost.core.say import say
from waypost.core.values import Missing, When


def schedule(view: View, calendars: Calendars, *, on: date) -> Timetable:
    """When each action of a view can happen, what is critical, what is late on the day `on`, and why.

    Dropped actions are not in it. Items are in the order of the view.

    Source: contract 6; passes: the critical path method.
    """
    passes = run_passes(network(view, calendars), on.toordinal())
    return timetable_of(passes, on)


def timetable_of(passes: Passes, on: date) -> Timetable:
    """The timetable that the passes make, with its reasons."""
    net = passes.net
    chain = critical(passes)
    reasons = Reasons(passes, chain)
    items = tuple(_item(passes, node, chain, reasons) for node in range(net.actions))
    ids = [one.id for one in net.elements]
    in_time = sorted(chain, key=lambda node: (passes.latest.starts[node], passes.latest.ends[node], node))
    links = tuple((ids[one.source], ids[one.target]) for one in net.joints if one.source < net.actions)
    return Timetable(
        on=on,
        items=items,
        chain=tuple(ids[node] for node in in_time),
        loops=tuple(tuple(ids[node] for node in loop) for loop in net.loops),
        contradictions=contradictions(passes),
        links=links,
        end=date.fromordinal(passes.last) if passes.last else None,
    )


def contradictions(passes: Passes) -> tuple[Contradiction, ...]:
    """Links whose two ends are fixed to days, by facts or by a phrase of exactly one day, that cannot both hold."""
    net, found = passes.net, []
    for one in net.joints:
        source, target = net.days[one.source], net.days[one.target]
        day = source.fixed_end if one.side else source.fixed_start
        fixed = target.fixed_start or target.fixed_end
        if not day or not fixed:
            continue
        # A milestone, or an action of which only the end is fixed, may fall on the very day.
        length = 0 if target.length == 0 or not target.fixed_start else 1
        wait = Wait(one.source, one.side, one.lag)
        needed = bound(passes.both[net.partner[one.target]], length, day, wait)
        if needed > _last_possible(passes, one.target, fixed):
            item, other = net.elements[one.target].ref, net.elements[one.source].ref
            code = _CONTRADICTION[bool(target.fixed_start), bool(one.side)]
            words = say(
                code,
                item=item,
                day=date.fromordinal(fixed),
                other=other,
                other_day=date.fromordinal(day),
            )
            found.append(Contradiction(first=item, second=other, say=words))
    return tuple(found)


_CONTRADICTION: Final = {
    (True, True): "timetable.contradiction_start_end",
    (True, False): "timetable.contradiction_start_start",
    (False, True): "timetable.contradiction_end_end",
    (False, False): "timetable.contradiction_end_start",
}


def _last_possible(passes: Passes, node: int, fixed: int) -> int:
    """The fixed day, or the working day after it when nobody works on it: work written for a Sunday starts then."""
    table = passes.both[passes.net.partner[node]]
    return max(fixed, table.days[table.counts[fixed - table.first]])


def _item(passes: Passes, node: int, chain: Chained, reasons: Reasons) -> Scheduled:
    net = passes.net
    element, body = net.elements[node], _action(net, node)
    forecast = passes.forecast.ends[node]
    over = net.standing[node] is Standing.OVER
    late = days_late(passes, node)
    same = passes.earliest is passes.latest
    earliest = _span(passes.earliest, node)
    left = slack(net, passes.both, passes.latest, passes.must_latest, node)
    at_risk = not late and not over and _is_at_risk(passes, node, body)
    return Scheduled(
        ref=element.ref,
        earliest=earliest,
        latest=earliest if same else _span(passes.latest, node),
        due=body.due,
        first_promised=_first_promised(body),
        slack_days=left,
        critical=node in chain,
        late_days=late,
        at_risk=at_risk,
        forecast_end=None if over else _day(forecast),
        ended=body.ended,
        reasons=reasons.of(node, is_late=late > 0, is_at_risk=at_risk),
        slack_earliest=left if same else slack(net, passes.both, passes.earliest, passes.must_earliest, node),
        forecast_latest=None if over else _day(passes.forecast_latest.ends[node]),
    )


def _is_at_risk(passes: Passes, node: int, body: Action) -> bool:
    """Whether an action that is not late ends after due in the latest reading, or waits for a late one that does.

    Source: contract 6, At risk.
    """
    last = body.due.last if isinstance(body.due, When) else None
    if last is None:
        return False
    due = last.toordinal()
    return passes.latest.ends[node] > due or any(
        passes.forecast.ends[wait.node] > due and days_late(passes, wait.node) for wait in passes.net.before[node]
    )


def _action(net: Network, node: int) -> Action:
    body = net.elements[node].body
    if not isinstance(body, Action):
        raise TypeError("node of a gate")
    return body


def _first_promised(body: Action) -> When | Missing:
    """The due date before the first change of it; the present one where none is recorded."""
    moved = [one for one in body.changes if one.field == "due"]
    return min(moved, key=lambda one: one.at).old if moved else body.due


def _span(run: Run, node: int) -> Span:
    return Span(start=_day(run.starts[node]), end=_day(run.ends[node]))


def _day(number: int) -> date | None:
    return date.fromordinal(number) if number else None
