"""The timetable of a view on one day.

What each rule means stands in `passes`, what each figure means in `timetable`. In order: the timetable, each item,
contradictions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from waypost.core.analysis.calendar import Calendars
from waypost.core.analysis.timetable import Because, Contradiction, Scheduled, Span, Timetable
from waypost.core.analysis.timing.network import Days, Network, Standing, network
from waypost.core.analysis.timing.passes import Run, bound, slack
from waypost.core.analysis.timing.reasons import Reasons
from waypost.core.analysis.timing.runs import Chained, Passes, critical, days_late, run_passes
from waypost.core.change.promises import first_promised
from waypost.core.roadmap.columns import made
from waypost.core.roadmap.view import View
from waypost.core.say import Ref, SayValue, say
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
    items = tuple(_items(passes, chain))
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
            found.append(_contradiction(net, (source, target), day, ends=side == 1, lag=lag))
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


def _contradiction(net: Network, joint: tuple[int, int], day: int, *, ends: bool, lag: int) -> Contradiction:
    """What is fixed to its day, and the day for which it waits: the end or the start of the other, and so many working
    days more."""
    item, other, days = net.elements[joint[1]].ref, net.elements[joint[0]].ref, net.days[joint[1]]
    code = _CONTRADICTION[bool(days.fixed_start), ends, lag > 0]
    values: dict[str, SayValue] = {
        "item": item,
        "day": date.fromordinal(days.fixed_start or days.fixed_end),
        "other": other,
        "other_day": date.fromordinal(day),
    }
    words = say(code, n=lag, **values) if lag > 0 else say(code, **values)
    return Contradiction(first=item, second=other, say=words)


_CONTRADICTION: Final = {
    (True, True, False): "timetable.contradiction_start_end",
    (True, True, True): "timetable.contradiction_start_end_lag",
    (True, False, False): "timetable.contradiction_start_start",
    (True, False, True): "timetable.contradiction_start_start_lag",
    (False, True, False): "timetable.contradiction_end_end",
    (False, True, True): "timetable.contradiction_end_end_lag",
    (False, False, False): "timetable.contradiction_end_start",
    (False, False, True): "timetable.contradiction_end_start_lag",
}


def _items(passes: Passes, chain: Chained) -> list[Scheduled]:
    """The items, a figure of all of them after another: there may be ten thousand."""
    net, count = passes.net, passes.net.actions
    elements, bodies = net.elements[:count], net.bodies
    over = [one is Standing.OVER for one in net.standing[:count]]
    late, at_risk = _late(passes, over)
    days = _Days(passes)
    earliest, forecast = days.spans(passes.earliest), days.ends(passes.forecast, over)
    left = _slacks(passes, passes.latest, passes.must_latest)
    same = passes.earliest is passes.latest
    return made(
        Scheduled,
        count,
        {
            "ref": made(
                Ref,
                count,
                {
                    "element": [one.id for one in elements],
                    "number": [one.number for one in elements],
                    "title": [body.title for body in bodies],
                },
            ),
            "earliest": earliest,
            "latest": earliest if same else days.spans(passes.latest),
            "due": [body.due for body in bodies],
            "first_promised": [first_promised(body) if body.changes else body.due for body in bodies],
            "slack_days": left,
            "critical": map(chain.__contains__, range(count)),
            "late_days": late,
            "at_risk": at_risk,
            "forecast_end": forecast,
            "ended": [body.ended for body in bodies],
            "reasons": _reasons(passes, chain, late, at_risk),
            "slack_earliest": left if same else _slacks(passes, passes.earliest, passes.must_earliest),
            "forecast_latest": forecast if same else days.ends(passes.forecast_latest, over),
        },
    )


def _late(passes: Passes, over: Sequence[bool]) -> tuple[list[int], list[bool]]:
    """By action the days it is late, and whether it is at risk; neither without a due day."""
    late, at_risk = [0] * len(over), [False] * len(over)
    for node in passes.net.dated:
        if node < len(over) and passes.net.days[node].due_last:
            late[node] = days_late(passes, node)
            at_risk[node] = not late[node] and not over[node] and _is_at_risk(passes, node)
    return late, at_risk


def _slacks(passes: Passes, run: Run, must: Sequence[int]) -> list[int | Missing]:
    net, both = passes.net, passes.both
    return [slack(net, both, run, must, node) for node in range(net.actions)]


def _reasons(passes: Passes, chain: Chained, late: Sequence[int], at_risk: Sequence[bool]) -> list[tuple[Because, ...]]:
    """By action why it is late, at risk or critical; nothing for what is none of these."""
    of = Reasons(passes, chain).of
    return [
        of(node, is_late=days > 0, is_at_risk=risk) if days or risk or node in chain else ()
        for node, (days, risk) in enumerate(zip(late, at_risk, strict=True))
    ]


class _Days:
    """The days of one set of passes, each made once from its number."""

    __slots__ = ("_count", "_known")

    def __init__(self, passes: Passes) -> None:
        runs = (passes.earliest, passes.latest, passes.forecast, passes.forecast_latest)
        known = {0}.union(*(one.starts for one in runs), *(one.ends for one in runs))
        self._known = {day: date.fromordinal(day) if day else None for day in known}
        self._count = passes.net.actions

    def spans(self, run: Run) -> list[Span]:
        """From start to end, by action."""
        day, count = self._known.__getitem__, self._count
        return made(Span, count, {"start": map(day, run.starts[:count]), "end": map(day, run.ends[:count])})

    def ends(self, run: Run, over: Sequence[bool]) -> list[date | None]:
        """The end of each action that is not over."""
        return [None if past else self._known[end] for end, past in zip(run.ends, over, strict=False)]


def _is_at_risk(passes: Passes, node: int) -> bool:
    """Whether an action that is not late ends after due in the latest reading, or waits for a late one that does.

    Source: contract 6, At risk.
    """
    due, ends = passes.net.days[node].due_last, passes.forecast.ends
    return passes.latest.ends[node] > due or any(
        ends[source] > due and days_late(passes, source) for source, _, _ in passes.net.before.get(node, ())
    )
