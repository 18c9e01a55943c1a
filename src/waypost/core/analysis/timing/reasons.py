"""Why an action is late, at risk or critical: a chain that ends at a cause not itself delayed by another.

The chain follows what pushes the action: the one it waits for, the one that waits for, and so on. The last of them
is pushed by nobody; its own causes end the chain. They are looked for in the order in which a desk officer would
name them: on hold, not begun, a decision or contribution it waits for, a condition, the reason in words, a date
moved, nobody who answers for it, no new date.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from waypost.core.analysis.timetable import Because
from waypost.core.analysis.timing.network import Network, Standing, Wait
from waypost.core.analysis.timing.passes import Run, drives
from waypost.core.analysis.timing.runs import Chained, Passes, days_late
from waypost.core.roadmap.bodies import Action, Contribution
from waypost.core.roadmap.records import DateChange
from waypost.core.roadmap.vocabulary import ActionState
from waypost.core.say import SayValue, Share, say
from waypost.core.values import Missing, Text, When

SHOWN: Final = 8
"""A chain of more actions than this is cut in its middle, and says how many wait there."""


_WAITS: Final = {
    (False, True): "timetable.because_waits",
    (False, False): "timetable.because_waits_start",
    (True, True): "timetable.because_follows",
    (True, False): "timetable.because_follows_start",
}
"""By whether the plan is meant, not the forecast, and whether it is the end that is waited for."""


class Reasons:
    """The reasons of one set of passes. Remembers who pushes whom, so that ten thousand chains are quick."""

    __slots__ = ("_chain", "_passes", "_pushed", "_roots")

    def __init__(self, passes: Passes, chain: Chained) -> None:
        self._passes = passes
        self._chain = chain
        self._pushed: dict[tuple[int, bool], Wait | None] = {}
        self._roots: dict[tuple[int, bool], tuple[int, int]] = {}

    def of(self, node: int, *, is_late: bool, is_at_risk: bool) -> tuple[Because, ...]:
        """The chain of an action; empty when it is neither late nor at risk nor critical."""
        if is_late:
            return self._why_late(node)
        if is_at_risk:
            return self._why_at_risk(node)
        return self._why_critical(node) if node in self._chain else ()

    def _why_late(self, node: int) -> tuple[Because, ...]:
        links, root = self._links(node, plan=False)
        return (*links, *_causes(self._passes, root, plan=False))

    def _why_at_risk(self, node: int) -> tuple[Because, ...]:
        passes = self._passes
        due = passes.net.days[node].due_last
        if passes.latest.ends[node] > due:
            links, root = self._links(node, plan=True)
            return (*links, *_causes(passes, root, plan=True))
        sources = [source for source, _, _ in passes.net.before.get(node, ())]
        late = [one for one in sources if passes.forecast.ends[one] > due and days_late(passes, one)]
        worst = max(late, key=lambda one: (days_late(passes, one), -one))
        return (_late(passes, worst), *self._why_late(worst))

    def _why_critical(self, node: int) -> tuple[Because, ...]:
        passes = self._passes
        end = date.fromordinal(passes.last)
        first = _because(passes.net, node, "timetable.because_last_day", day=end)
        links, root = self._links(node, plan=True)
        return (first, *links, _own_dates(passes, root, plan=True))

    def _links(self, node: int, *, plan: bool) -> tuple[list[Because], int]:
        """A reason for each action between `node` and the first that nobody pushes, and that one.

        With `plan` in the latest reading, else in the forecast.
        """
        root, depth = self._root(node, plan=plan)
        most = depth if depth <= SHOWN else SHOWN - 1
        found: list[Because] = []
        here = node
        for _ in range(most):
            wait = self._pusher(here, plan=plan)
            if wait is None:
                break
            found.append(_waited_for(self._passes, wait, plan=plan))
            here = wait[0]
        if depth > SHOWN:
            found.append(_because(self._passes.net, here, "timetable.because_further", n=depth - most - 1))
            found.append(_waited_for(self._passes, (root, 1, 0), plan=plan))
        return found, root

    def _root(self, node: int, *, plan: bool) -> tuple[int, int]:
        """The first action that nobody pushes, and how many steps away it is."""
        path: list[int] = []
        here = node
        while (here, plan) not in self._roots:
            wait = self._pusher(here, plan=plan)
            if wait is None:
                self._roots[here, plan] = here, 0
                break
            path.append(here)
            here = wait[0]
        root, depth = self._roots[here, plan]
        for one in reversed(path):
            depth += 1
            self._roots[one, plan] = root, depth
        return self._roots[node, plan]

    def _pusher(self, node: int, *, plan: bool) -> Wait | None:
        if (node, plan) not in self._pushed:
            critical = plan and node in self._chain
            self._pushed[node, plan] = _pusher(self._passes, node, critical=critical, plan=plan)
        return self._pushed[node, plan]


def _pusher(passes: Passes, node: int, *, critical: bool, plan: bool) -> Wait | None:
    """The action that this one waits for and that moves it beyond its own dates; on the critical chain also one
    that only just does not. Of several the one that is late longest, then the lowest."""
    net, run = passes.net, _run(passes, plan=plan)
    placed = run.placed[node]
    pushed = placed.free or run.starts[node] > placed.start
    if not run.ends[node] or not (pushed or critical):
        return None
    found = [
        wait
        for wait in net.before.get(node, ())
        if wait[0] < net.actions
        and net.standing[wait[0]] is not Standing.OVER
        and drives(net, passes.both, run, node, wait)
    ]
    return max(found, key=lambda wait: (days_late(passes, wait[0]), -wait[0]), default=None)


def _run(passes: Passes, *, plan: bool) -> Run:
    return passes.latest if plan else passes.forecast


def _waited_for(passes: Passes, wait: Wait, *, plan: bool) -> Because:
    source, side, _ = wait
    if side and not plan and days_late(passes, source):
        return _late(passes, source)
    run = _run(passes, plan=plan)
    day = date.fromordinal(run.ends[source] if side else run.starts[source])
    return _because(passes.net, source, _WAITS[plan, bool(side)], item=passes.net.elements[source].ref, day=day)


def _late(passes: Passes, node: int) -> Because:
    ref = passes.net.elements[node].ref
    return _because(passes.net, node, "timetable.because_late", item=ref, n=days_late(passes, node))


def _because(net: Network, node: int, code: str, **values: SayValue) -> Because:
    return Because(element=net.elements[node].id, code=code, say=say(code, **values))


def _causes(passes: Passes, node: int, *, plan: bool) -> tuple[Because, ...]:
    """What is the matter with an action that no other delays: how it stands, and why; at least one."""
    body = passes.net.bodies[node]
    stands = _how_it_stands(passes, node, body)
    why = _why_so(passes, node, body, plan=plan)
    due = passes.net.days[node].due_last
    unset = due and due < passes.on and not stands
    if why is None and unset:
        stands = _because(passes.net, node, "timetable.because_no_new_date")
        unset = False
    if why is None and isinstance(body.owner, Missing) and not plan:
        why = _because(passes.net, node, "timetable.because_no_owner")
    found = tuple(one for one in (stands, why) if one is not None)
    return found or (_own_dates(passes, node, plan=plan),)


def _how_it_stands(passes: Passes, node: int, body: Action) -> Because | None:
    if body.state is ActionState.ON_HOLD:
        return _because(passes.net, node, "timetable.because_on_hold")
    start = passes.net.days[node].starts_last
    if passes.net.standing[node] is Standing.WAITING and start and start < passes.on:
        return _not_begun(passes.net, node, body, date.fromordinal(start))
    return None


def _not_begun(net: Network, node: int, body: Action, day: date) -> Because:
    """Nobody says that it has begun; where a part of it is done all the same, how little that is."""
    if not isinstance(body.done, Missing) and body.done > 0:
        return _because(net, node, "timetable.because_little_done", share=Share(value=body.done), day=day)
    return _because(net, node, "timetable.because_not_begun", day=day)


def _why_so(passes: Passes, node: int, body: Action, *, plan: bool) -> Because | None:
    net = passes.net
    sources = [source for source, _, _ in net.before.get(node, ())]
    gate = next((source for source in sources if net.standing[source] is Standing.UNMET), None)
    if gate is not None:
        return _open_gate(net, gate)
    condition = None if net.standing[node] is Standing.RUNNING else _condition(body)
    if condition is not None:
        return _because(net, node, "timetable.because_condition", condition=condition)
    if isinstance(body.delay_reason, Text):
        return _because(net, node, "timetable.because_words", words=body.delay_reason)
    if body.changes:
        return _moved(net, node, max(body.changes, key=lambda one: one.at))
    return _loose(passes.net, node, body) if plan else None


def _condition(body: Action) -> Text | str | None:
    phrases = [one.condition for one in (body.starts, body.due) if isinstance(one, When) and one.condition]
    return body.condition or next(iter(phrases), None)


def _moved(net: Network, node: int, change: DateChange) -> Because:
    values: dict[str, SayValue] = {"old": change.old, "new": change.new}
    if isinstance(change.reason, Text):
        return _because(net, node, "timetable.because_moved", **values, reason=change.reason)
    return _because(net, node, "timetable.because_moved_unsaid", **values)


def _loose(net: Network, node: int, body: Action) -> Because | None:
    """The phrase that leaves room, in the latest reading."""
    for phrase in (body.due, body.starts):
        if isinstance(phrase, When) and phrase.first != phrase.last and phrase.last is not None:
            return _because(net, node, "timetable.because_loose", phrase=phrase, day=phrase.last)
    return None


def _open_gate(net: Network, node: int) -> Because:
    element = net.elements[node]
    code = "timetable.because_decision"
    if isinstance(element.body, Contribution):
        code = "timetable.because_contribution"
    return _because(net, node, code, item=element.ref)


def _own_dates(passes: Passes, node: int, *, plan: bool) -> Because:
    """What an action's place rests on when nothing else moves it: its own start, and how long it takes."""
    net, run = passes.net, _run(passes, plan=plan)
    length = run.placed[node].length
    start, end = run.starts[node], run.ends[node]
    if not start:
        return _because(net, node, "timetable.because_no_date")
    if length > 1:
        return _because(net, node, "timetable.because_takes", n=length, day=date.fromordinal(start))
    return _because(net, node, "timetable.because_falls", day=date.fromordinal(end))
