"""The timetable of a view on one day.

What each rule means stands in `passes`, what each figure means in `timetable`. In order: the timetable, each item,
contradictions.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from waypost.core.analysis.calendar import Calendars
from waypost.core.analysis.timetable import Contradiction, Scheduled, Span, Timetable
from waypost.core.analysis.timing.network import Days, Network, Standing, network
from waypost.core.analysis.timing.passes import Run, bound, slack
from waypost.core.analysis.timing.reasons import Reasons
from waypost.core.analysis.timing.runs import Chained, Passes, critical, days_late, run_passes
from waypost.core.change.promises import first_promised
from waypost.core.roadmap.view import View
from waypost.core.say import Ref, say
from waypost.core.values import Missing


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
    item = _Items(passes, chain).item
    items = tuple([item(node) for node in range(net.actions)])
    ids = [one.id for one in net.elements]
    in_time = sorted(chain, key=lambda node: (passes.latest.starts[node], passes.latest.ends[node], node))
    links = [(ids[source], ids[target]) for source, target, _, _ in net.joints if source < net.actions]
    return Timetable(
        on=on,
        items=items,
        chain=tuple(ids[node] for node in in_time),
        loops=tuple(tuple(ids[node] for node in loop) for loop in net.loops),
        contradictions=contradictions(passes),
        links=tuple(links),
        end=date.fromordinal(passes.last) if passes.last else None,
    )


def contradictions(passes: Passes) -> tuple[Contradiction, ...]:
    """Links whose two ends are fixed to days, by facts or by a phrase of exactly one day, that cannot both hold."""
    net, found = passes.net, []
    fixed = {node: net.days[node] for node in net.dated if net.days[node].fixed_start or net.days[node].fixed_end}
    for source, target, side, lag in net.joints:
        if source not in fixed or target not in fixed:
            continue
        day = fixed[source].fixed_end if side else fixed[source].fixed_start
        if day and _too_early(passes, fixed[target], target, (day, side, lag)):
            found.append(
                _contradiction(net, source, target, day, starts=bool(fixed[target].fixed_start), ends=side == 1)
            )
    return tuple(found)


def _too_early(passes: Passes, days: Days, target: int, wait: tuple[int, int, int]) -> bool:
    """Whether the fixed day of `target` is before the first one that the wait for a fixed day allows.

    Work written for a day on which nobody works starts on the next working day.
    """
    table = passes.both[passes.net.partner[target]]
    # A milestone, or an action of which only the end is fixed, may fall on the very day.
    length = 0 if days.length == 0 or not days.fixed_start else 1
    fixed = days.fixed_start or days.fixed_end
    return bound(table, length, *wait) > max(fixed, table.days[table.counts[fixed - table.first]])


def _contradiction(net: Network, source: int, target: int, day: int, *, starts: bool, ends: bool) -> Contradiction:
    item, other, days = net.elements[target].ref, net.elements[source].ref, net.days[target]
    words = say(
        _CONTRADICTION[starts, ends],
        item=item,
        day=date.fromordinal(days.fixed_start or days.fixed_end),
        other=other,
        other_day=date.fromordinal(day),
    )
    return Contradiction(first=item, second=other, say=words)


_CONTRADICTION: Final = {
    (True, True): "timetable.contradiction_start_end",
    (True, False): "timetable.contradiction_start_start",
    (False, True): "timetable.contradiction_end_end",
    (False, False): "timetable.contradiction_end_start",
}


class _Items:
    """Makes the items of one set of passes; what is asked for often is at hand, and a day is made once."""

    __slots__ = ("_chain", "_days", "_passes", "_reasons", "_same")

    def __init__(self, passes: Passes, chain: Chained) -> None:
        self._passes = passes
        self._chain = chain
        self._reasons = Reasons(passes, chain)
        runs = (passes.earliest, passes.latest, passes.forecast, passes.forecast_latest)
        known = {0}.union(*(one.starts for one in runs), *(one.ends for one in runs))
        self._days = {day: date.fromordinal(day) if day else None for day in known}
        self._same = passes.earliest is passes.latest

    def item(self, node: int) -> Scheduled:
        """One action in the timetable."""
        passes, net = self._passes, self._passes.net
        element, body = net.elements[node], net.bodies[node]
        over = net.standing[node] is Standing.OVER
        late = days_late(passes, node)
        at_risk = bool(net.days[node].due_last) and not late and not over and _is_at_risk(passes, node)
        critical = node in self._chain
        earliest = self._span(passes.earliest, node)
        left = slack(net, passes.both, passes.latest, passes.must_latest, node)
        forecast = None if over else self._days[passes.forecast.ends[node]]
        return Scheduled(
            ref=Ref(element=element.id, number=element.number, title=body.title),
            earliest=earliest,
            latest=earliest if self._same else self._span(passes.latest, node),
            due=body.due,
            first_promised=first_promised(body) if body.changes else body.due,
            slack_days=left,
            critical=critical,
            late_days=late,
            at_risk=at_risk,
            forecast_end=forecast,
            ended=body.ended,
            reasons=self._reasons.of(node, is_late=late > 0, is_at_risk=at_risk) if late or at_risk or critical else (),
            slack_earliest=left if self._same else self._slack_earliest(node),
            forecast_latest=forecast if self._same or over else self._days[passes.forecast_latest.ends[node]],
        )

    def _slack_earliest(self, node: int) -> int | Missing:
        passes = self._passes
        return slack(passes.net, passes.both, passes.earliest, passes.must_earliest, node)

    def _span(self, run: Run, node: int) -> Span:
        return Span(start=self._days[run.starts[node]], end=self._days[run.ends[node]])


def _is_at_risk(passes: Passes, node: int) -> bool:
    """Whether an action that is not late ends after due in the latest reading, or waits for a late one that does.

    Source: contract 6, At risk.
    """
    due, ends = passes.net.days[node].due_last, passes.forecast.ends
    return passes.latest.ends[node] > due or any(
        ends[source] > due and days_late(passes, source) for source, _, _ in passes.net.before.get(node, ())
    )
