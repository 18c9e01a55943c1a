"""Why an action is late, at risk or critical: a chain that ends at a cause not itself delayed by another.

The chain follows what pushes the action: the one it waits for, the one that waits for, and so on. The last of them
is pushed by nobody; its own causes end the chain. They are looked for in the order in which a desk officer would
name them: on hold, not begun, a decision or contribution it waits for, a condition, the reason in words, a date
moved, nobody who answers for it, no new date.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from waypost.core.analysis.network import Network, Standing, Wait
from waypost.core.analysis.passes import Run, drives
from waypost.core.analysis.runs import Chained, Passes, days_late
from waypost.core.analysis.timetable import Because
from waypost.core.roadmap.bodies import Action, Contribution
from waypost.core.roadmap.records import DateChange
from waypost.core.roadmap.vocabulary import ActionState
from waypost.core.say import SayValue, say
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
        self._pushed: dict[tuple[int, int], Wait | None] = {}
        self._roots: dict[tuple[int, int], tuple[int, int]] = {}

    def of(self, node: int, *, is_late: bool, is_at_risk: bool) -> tuple[Because, ...]:
        """The chain of an action; empty when it is neither late nor at risk nor critical."""
        if is_late:
            return self._why_late(node)
        if is_at_risk:
            return self._why_at_risk(node)
        return self._why_critical(node) if node in self._chain else ()

    def _why_late(self, node: int) -> tuple[Because, ...]:
        run = self._passes.forecast
        links, root = self._links(run, node)
        return (*links, *_causes(self._passes, run, root))

    def _why_at_risk(self, node: int) -> tuple[Because, ...]:
        passes = self._passes
        due = passes.net.days[node].due_last
        if passes.latest.ends[node] > due:
            links, root = self._links(passes.latest, node)
            return (*links, *_causes(passes, passes.latest, root))
        late = [
            wait.node
            for wait in passes.net.before[node]
            if passes.forecast.ends[wait.node] > due and days_late(passes, wait.node)
        ]
        worst = max(late, key=lambda one: (days_late(passes, one), -one))
        return (_late(passes, worst), *self._why_late(worst))

    def _why_critical(self, node: int) -> tuple[Because, ...]:
        passes = self._passes
        end = date.fromordinal(passes.last)
        first = _because(passes.net, node, "timetable.because_last_day", day=end)
        links, root = self._links(passes.latest, node)
        return (first, *links, _own_dates(passes, passes.latest, root))

    def _links(self, run: Run, node: int) -> tuple[list[Because], int]:
        """A reason for each action between `node` and the first that nobody pushes, and that one."""
        root, depth = self._root(run, node)
        most = depth if depth <= SHOWN else SHOWN - 1
        found: list[Because] = []
        here = node
        for _ in range(most):
            wait = self._pusher(run, here)
            if wait is None:
                break
            found.append(_waited_for(self._passes, run, wait))
            here = wait.node
        if depth > SHOWN:
            found.append(_because(self._passes.net, here, "timetable.because_further", n=depth - most - 1))
            found.append(_waited_for(self._passes, run, Wait(root, 1, 0)))
        return found, root

    def _root(self, run: Run, node: int) -> tuple[int, int]:
        """The first action that nobody pushes, and how many steps away it is."""
        path: list[int] = []
        here = node
        while (id(run), here) not in self._roots:
            wait = self._pusher(run, here)
            if wait is None:
                self._roots[id(run), here] = here, 0
                break
            path.append(here)
            here = wait.node
        root, depth = self._roots[id(run), here]
        for one in reversed(path):
            depth += 1
            self._roots[id(run), one] = root, depth
        return self._roots[id(run), node]

    def _pusher(self, run: Run, node: int) -> Wait | None:
        key = id(run), node
        if key not in self._pushed:
            self._pushed[key] = _pusher(self._passes, run, node, critical=node in self._chain)
        return self._pushed[key]


def _pusher(passes: Passes, run: Run, node: int, *, critical: bool) -> Wait | None:
    """The action that this one waits for and that moves it beyond its own dates; on the critical chain also one
    that only just does not. Of several the one that is late longest, then the lowest."""
    net, placed = passes.net, run.placed[node]
    if not run.ends[node]:
        return None
    pushed = placed.free or run.starts[node] > placed.start
    if not pushed and not (critical and run is passes.latest):
        return None
    found = [wait for wait in net.before[node] if wait.node < net.actions and drives(net, passes.both, run, node, wait)]
    live = [wait for wait in found if net.standing[wait.node] is not Standing.OVER]
    return max(live, key=lambda wait: (days_late(passes, wait.node), -wait.node), default=None)


def _waited_for(passes: Passes, run: Run, wait: Wait) -> Because:
    late = days_late(passes, wait.node) if run is passes.forecast and wait.side else 0
    if late:
        return _late(passes, wait.node)
    day = date.fromordinal(run.ends[wait.node] if wait.side else run.starts[wait.node])
    code = _WAITS[run is passes.latest, bool(wait.side)]
    return _because(passes.net, wait.node, code, item=passes.net.elements[wait.node].ref, day=day)


def _late(passes: Passes, node: int) -> Because:
    ref = passes.net.elements[node].ref
    return _because(passes.net, node, "timetable.because_late", item=ref, n=days_late(passes, node))


def _because(net: Network, node: int, code: str, **values: SayValue) -> Because:
    return Because(element=net.elements[node].id, code=code, say=say(code, **values))


def _causes(passes: Passes, run: Run, node: int) -> tuple[Because, ...]:
    """What is the matter with an action that no other delays: how it stands, and why; at least one."""
    body = passes.net.elements[node].body
    if not isinstance(body, Action):
        return (_open_gate(passes.net, node),)
    stands = _how_it_stands(passes, node, body)
    why = _why_so(passes, run, node, body)
    due = passes.net.days[node].due_last
    unset = due and due < passes.on and not stands
    if why is None and unset:
        stands = _because(passes.net, node, "timetable.because_no_new_date")
        unset = False
    if why is None and isinstance(body.owner, Missing) and run is passes.forecast:
        why = _because(passes.net, node, "timetable.because_no_owner")
    found = tuple(one for one in (stands, why) if one is not None)
    return found or (_own_dates(passes, run, node),)


def _how_it_stands(passes: Passes, node: int, body: Action) -> Because | None:
    if body.state is ActionState.ON_HOLD:
        return _because(passes.net, node, "timetable.because_on_hold")
    start = passes.net.days[node].starts_last
    if passes.net.standing[node] is Standing.WAITING and start and start < passes.on:
        return _because(passes.net, node, "timetable.because_not_begun", day=date.fromordinal(start))
    return None


def _why_so(passes: Passes, run: Run, node: int, body: Action) -> Because | None:
    net = passes.net
    gate = next((wait.node for wait in net.before[node] if net.standing[wait.node] is Standing.UNMET), None)
    if gate is not None:
        return _open_gate(net, gate)
    condition = None if net.standing[node] is Standing.RUNNING else _condition(body)
    if condition is not None:
        return _because(net, node, "timetable.because_condition", condition=condition)
    if isinstance(body.delay_reason, Text):
        return _because(net, node, "timetable.because_words", words=body.delay_reason)
    if body.changes:
        return _moved(net, node, max(body.changes, key=lambda one: one.at))
    return _loose(passes, run, node, body)


def _condition(body: Action) -> Text | str | None:
    phrases = [one.condition for one in (body.starts, body.due) if isinstance(one, When) and one.condition]
    return body.condition or next(iter(phrases), None)


def _moved(net: Network, node: int, change: DateChange) -> Because:
    values: dict[str, SayValue] = {"old": change.old, "new": change.new}
    if isinstance(change.reason, Text):
        return _because(net, node, "timetable.because_moved", **values, reason=change.reason)
    return _because(net, node, "timetable.because_moved_unsaid", **values)


def _loose(passes: Passes, run: Run, node: int, body: Action) -> Because | None:
    """In the latest reading: the phrase that leaves room."""
    if run is not passes.latest or passes.latest is passes.earliest:
        return None
    for phrase in (body.due, body.starts):
        if isinstance(phrase, When) and phrase.first != phrase.last and phrase.last is not None:
            return _because(passes.net, node, "timetable.because_loose", phrase=phrase, day=phrase.last)
    return None


def _open_gate(net: Network, node: int) -> Because:
    element = net.elements[node]
    code = "timetable.because_decision"
    if isinstance(element.body, Contribution):
        code = "timetable.because_contribution"
    return _because(net, node, code, item=element.ref)


def _own_dates(passes: Passes, run: Run, node: int) -> Because:
    """What an action's place rests on when nothing else moves it: its own start, and how long it takes."""
    net, length = passes.net, run.placed[node].length
    start, end = run.starts[node], run.ends[node]
    if not start:
        return _because(net, node, "timetable.because_no_date")
    if length > 1:
        return _because(net, node, "timetable.because_takes", n=length, day=date.fromordinal(start))
    return _because(net, node, "timetable.because_falls", day=date.fromordinal(end))
