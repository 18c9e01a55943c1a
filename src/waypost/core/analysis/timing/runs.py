"""All passes of one network on one day, and what follows from them for a single node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waypost.core.analysis.timing.network import OPEN, Network, Standing
from waypost.core.analysis.timing.passes import (
    STILL,
    Run,
    Slipping,
    Tables,
    backward,
    drives,
    forward,
    hold,
    place,
    slack,
    tables,
)
from waypost.core.values import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Passes:
    """All passes of one network on one day: both readings, both forecasts, both ways back.

    `must_earliest` and `must_latest` are the days by which each node has to end; `last` is the last day of the
    roadmap in the latest reading, 0 when no action has a day.
    """

    net: Network
    both: Tables
    on: int
    earliest: Run
    latest: Run
    forecast: Run
    forecast_latest: Run
    must_earliest: Sequence[int]
    must_latest: Sequence[int]
    last: int


Chained = frozenset[int]
"""The nodes on the critical chain."""


def run_passes(net: Network, on: int, slipping: Slipping = STILL) -> Passes:
    """Forward and backward pass in each reading, and the forecast of `on` in each."""
    both = tables(net, on, slipping)
    early = place(net, both, latest=False)
    late = place(net, both, latest=True) if net.is_loose else early
    earliest = forward(net, both, early, slipping=slipping)
    latest = earliest if early is late else forward(net, both, late, slipping=slipping)
    held = hold(net, both, early, on)
    held_late = held if early is late else hold(net, both, late, on)
    # A plan that lies ahead is its own forecast: then the pass is not run again.
    ahead = slipping is STILL and held == early and not any(OPEN < end < on for end in earliest.ends)
    forecast = earliest if ahead else forward(net, both, held, floor=on, slipping=slipping)
    forecast_latest = forecast if held is held_late else forward(net, both, held_late, floor=on, slipping=slipping)
    first_last, last = _last(net, earliest), _last(net, latest)
    must_earliest = backward(net, both, earliest, first_last, slipping=slipping)
    must = must_earliest if latest is earliest else backward(net, both, latest, last, slipping=slipping)
    return Passes(
        net=net,
        both=both,
        on=on,
        earliest=earliest,
        latest=latest,
        forecast=forecast,
        forecast_latest=forecast_latest,
        must_earliest=must_earliest,
        must_latest=must,
        last=last,
    )


def critical(passes: Passes) -> Chained:
    """The actions on the chain that fixes the last day: no slack, and each drives the next one or ends on that day.

    Where two chains fix it, both are critical. What is over is in none.
    """
    net, run = passes.net, passes.latest
    tight: dict[int, bool] = {}

    def has_none(node: int) -> bool:
        if node not in tight:
            found = slack(net, passes.both, run, passes.must_latest, node)
            tight[node] = node < net.actions and not isinstance(found, Missing) and found <= 0
        return tight[node]

    ends, last = run.ends, passes.last
    found = {node for node in range(net.actions) if ends[node] == last and last and has_none(node)}
    stack = list(found)
    while stack:
        node = stack.pop()
        for wait in net.before.get(node, ()):
            source = wait[0]
            new = source not in found and has_none(source)
            if new and drives(net, passes.both, run, node, wait):
                found.add(source)
                stack.append(source)
    return frozenset(found)


def days_late(passes: Passes, node: int) -> int:
    """Calendar days after the last day of due, on the day asked or at the forecast end; 0 when not late or over.

    Source: contract 6, Late.
    """
    due = passes.net.days[node].due_last
    if not due or node >= passes.net.actions or passes.net.standing[node] is Standing.OVER:
        return 0
    return max(0, passes.forecast.ends[node] - due, passes.on - due)


def _last(net: Network, run: Run) -> int:
    return max(run.ends[: net.actions], default=OPEN)
