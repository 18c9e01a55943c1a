"""Wholes and parts: which figures a total of one state is made of, so that nothing is added twice (C9).

A contribution surely inside another is its part. Where the whole has a figure, its parts are left out; where it has
none, its parts stand for it, "at least". A part that lies in two counted wholes is counted once.

Source: contract 6, states of money; domain C9, C10, R22.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from waypost.core.analysis.money.counting import is_held_back
from waypost.core.analysis.money.states import Reading
from waypost.core.roadmap.bodies import Contribution
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.values import ElementId, Missing, Money, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One priced contribution among the others: what it holds, what it lies in, and what keeps it out of totals.

    `core` (C3) and `bracketed` (C9, perhaps inside) keep it and its parts out of every total; `printed` (C9) only
    itself. `condition` is its own or that of a whole above, as long as it is not met (C10).
    """

    element: Element
    body: Contribution
    readings: Mapping[MoneyState, Reading]
    wholes: tuple[ElementId, ...]
    parts: tuple[ElementId, ...]
    core: bool
    printed: bool
    bracketed: bool
    condition: Text | None

    @property
    def id(self) -> ElementId:
        """The contribution."""
        return self.element.id

    @property
    def kept_out(self) -> bool:
        """Whether neither it nor its parts are in any total."""
        return self.core or self.bracketed

    def figure(self, state: MoneyState) -> Money | None:
        """Its own figure in that state, or the later one that stands in; None where it has none."""
        value = self.readings[state].value
        return value if isinstance(value, Money) and not self.printed else None

    def is_held(self, state: MoneyState) -> bool:
        """Whether its figure in that state waits for a condition: a committed one that stands in does not (C10)."""
        return is_held_back(self.readings[state].given_in, self.condition)


Nodes = Mapping[ElementId, Node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one total of one state is made of.

    `added` is what each counted line adds; `unknown` are counted lines without a figure; `stand_ins` are all lines
    below a whole without a figure, for which its parts stand; `held` wait for a condition; `twice` names for a
    part that lies in two counted wholes the one in which it is counted.
    """

    added: Mapping[ElementId, Money]
    unknown: frozenset[ElementId]
    stand_ins: frozenset[ElementId]
    held: frozenset[ElementId]
    twice: Mapping[ElementId, ElementId]


def below(nodes: Nodes, top: ElementId) -> frozenset[ElementId]:
    """All lines surely inside one, at any depth."""
    found: set[ElementId] = set()
    waiting = list(nodes[top].parts)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(nodes[one].parts)
    return frozenset(found)


def roots(nodes: Nodes) -> tuple[ElementId, ...]:
    """The lines inside no other."""
    return tuple(one.id for one in nodes.values() if not one.wholes)


def count(nodes: Nodes, state: MoneyState, tops: Iterable[ElementId]) -> Count:
    """What a total of `state` over `tops` and their parts is made of."""
    walk = _Walk(nodes, state)
    for top in tops:
        walk.enter(top, stands_in=False)
    with_figure = walk.figures | walk.held
    covered: set[ElementId] = set()
    for one in with_figure:
        covered |= below(nodes, one)
    figures = walk.figures - covered
    added, twice = _once(nodes, state, figures)
    return Count(
        added=added,
        unknown=frozenset(walk.unknown - covered),
        stand_ins=frozenset(walk.stand_ins),
        held=frozenset(walk.held - covered),
        twice=twice,
    )


class _Walk:
    """One walk down from the tops, stopping at the first line with a figure on each way."""

    def __init__(self, nodes: Nodes, state: MoneyState) -> None:
        self.nodes = nodes
        self.state = state
        self.figures: set[ElementId] = set()
        self.unknown: set[ElementId] = set()
        self.stand_ins: set[ElementId] = set()
        self.held: set[ElementId] = set()

    def enter(self, one: ElementId, *, stands_in: bool) -> None:
        node = self.nodes[one]
        if node.kept_out:
            return
        if stands_in:
            self.stand_ins.add(one)
        parts = [part for part in node.parts if not self.nodes[part].kept_out]
        if node.figure(self.state) is not None:
            (self.held if node.is_held(self.state) else self.figures).add(one)
        elif parts:
            for part in parts:
                self.enter(part, stands_in=stands_in or not node.printed)
        elif not node.printed:
            self.unknown.add(one)


def _once(
    nodes: Nodes, state: MoneyState, figures: Iterable[ElementId]
) -> tuple[dict[ElementId, Money], dict[ElementId, ElementId]]:
    """What each counted line adds when a part shared with a larger one is taken off, and where it is counted."""
    added: dict[ElementId, Money] = {}
    home: dict[ElementId, ElementId] = {}
    twice: dict[ElementId, ElementId] = {}
    for one, money in sorted(
        ((one, _figure(nodes, state, one)) for one in figures), key=lambda it: (-it[1].amount, it[0])
    ):
        inside = below(nodes, one)
        shared = {part for part in inside if part in home}
        off = _total(shown(nodes, state, part) for part in _uppermost(nodes, shared))
        less = min(off.get(money.currency, Decimal(0)), max(money.amount, Decimal(0)))
        added[one] = Money(amount=money.amount - less, currency=money.currency, on=money.on) if less else money
        twice.update({part: home[part] for part in _uppermost(nodes, shared)})
        for part in inside:
            home.setdefault(part, one)
    return added, twice


def _figure(nodes: Nodes, state: MoneyState, one: ElementId) -> Money:
    found = nodes[one].figure(state)
    if found is None:
        raise LookupError(one)
    return found


def _uppermost(nodes: Nodes, some: set[ElementId]) -> tuple[ElementId, ...]:
    """Those of some lines that lie inside no other of them."""
    inner: set[ElementId] = set()
    for one in some:
        inner |= below(nodes, one)
    return tuple(sorted(some - inner))


def _total(values: Iterable[Money | Missing]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for one in values:
        if isinstance(one, Money):
            sums[one.currency] = sums.get(one.currency, Decimal(0)) + one.amount
    return sums


def shown(nodes: Nodes, state: MoneyState, one: ElementId) -> Money | Missing:
    """What a line shows in a state: its figure; else the sum of its parts; Missing where neither is there.

    Not applicable where its parts are in several currencies (C12).
    """
    node = nodes[one]
    reading = node.readings[state]
    if isinstance(reading.value, Money) or not node.parts:
        return reading.value
    sums = _total(count(nodes, state, node.parts).added.values())
    if len(sums) > 1:
        return Missing.NOT_APPLICABLE
    return next((Money(amount=amount, currency=currency) for currency, amount in sums.items()), reading.value)
