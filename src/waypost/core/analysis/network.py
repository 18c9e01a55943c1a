"""The network of a view: actions, what they wait for, their days as numbers, and the circles among them.

Days are ordinals (`date.toordinal`), 0 where a day is open or unknown: plain numbers keep ten thousand actions
quick. Nodes are counted through: first the actions, then the gates, which are agenda items and contributions that
an action waits for. A dropped action or item is out, and so is every link through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final, NamedTuple

from waypost.core.analysis.calendar import Calendar, Calendars
from waypost.core.analysis.loops import circles, in_turn
from waypost.core.roadmap.bodies import Action, Contribution, Item, Link
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import ActionState, ItemState, LinkKind, MoneyState, Side
from waypost.core.values import ElementId, Missing, When

OPEN: Final = 0
UNKNOWN_LENGTH: Final = -1
LONGEST: Final = 10_000
"""Working days, about 40 years: a longer length or lag is read as this, so that no typing slip fills the memory."""
BINDING: Final = tuple(MoneyState)[tuple(MoneyState).index(MoneyState.COMMITTED) :]
"""States in which money is there to be used: committed and all later ones (contract 6)."""


class Standing(Enum):
    """Where a node stands.

    `UNSAID`: neither a state nor a length is stated, so that nobody says it has not begun.
    """

    OVER = auto()
    RUNNING = auto()
    WAITING = auto()
    UNSAID = auto()
    MET = auto()
    UNMET = auto()

    @property
    def is_settled(self) -> bool:
        """Whether it stands at its facts: over, or there."""
        return self is Standing.OVER or self is Standing.MET


class Days(NamedTuple):
    """What is written of one node, as ordinals: facts, both ends of both phrases, and the length in working days.

    `conditional`: there is a condition and no day at all.
    """

    began: int = OPEN
    ended: int = OPEN
    starts_first: int = OPEN
    starts_last: int = OPEN
    due_first: int = OPEN
    due_last: int = OPEN
    not_before: int = OPEN
    length: int = UNKNOWN_LENGTH
    conditional: bool = False

    @property
    def fixed_start(self) -> int:
        """The day on which it began or is fixed to start; 0 when neither."""
        return self.began or (self.starts_first if self.starts_first == self.starts_last else OPEN)

    @property
    def fixed_end(self) -> int:
        """The day on which it ended or is fixed to end; 0 when neither."""
        return self.ended or (self.due_first if self.due_first == self.due_last else OPEN)


class Wait(NamedTuple):
    """One end of a link seen from the other: the node there, 1 for its end and 0 for its start, working days."""

    node: int
    side: int
    lag: int


class Joint(NamedTuple):
    """A link between two nodes: `target` waits for the start (0) or end (1) of `source`."""

    source: int
    target: int
    side: int
    lag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What the passes run on.

    `joints` are all links without those of a circle; `before` and `after` those that count: not to what has begun
    already, nor from what is over on a day that nobody knows. `order` puts whatever is waited for first. `own` says
    for each node whether it runs on the partner's days. `origin` is the first day of the roadmap's period, else
    the earliest day known; 0 when there is none.
    """

    elements: tuple[Element, ...]
    actions: int
    standing: Sequence[Standing]
    days: Sequence[Days]
    partner: Sequence[bool]
    eu_calendar: Calendar
    partner_calendar: Calendar
    joints: Sequence[Joint]
    before: Sequence[Sequence[Wait]]
    after: Sequence[Sequence[Wait]]
    order: Sequence[int]
    loops: tuple[tuple[int, ...], ...]
    origin: int

    @property
    def is_loose(self) -> bool:
        """Whether any phrase leaves room, so that the two readings differ."""
        return any(
            (one.starts_last and one.starts_first != one.starts_last)
            or (one.due_last and one.due_first != one.due_last)
            for one in self.days
        )

    def place(self, element: ElementId) -> int | None:
        """The number of the node of that element, or None."""
        return next((node for node, one in enumerate(self.elements) if one.id == element), None)


def network(view: View, calendars: Calendars) -> Network:
    """The network of all actions of a view that are not dropped.

    An action of the partner's side runs on the days of the first partner of the roadmap, every other on those of
    the EU institutions; a lag is counted on the days of the one that waits.
    """
    work = [(one, body) for one, body in view.of(Action) if body.state is not ActionState.DROPPED]
    index = {one.id: node for node, (one, _) in enumerate(work)}
    gates = _gates(view, index)
    index.update((one.id, len(work) + node) for node, one in enumerate(gates))
    elements = (*(one for one, _ in work), *gates)
    standing = [_standing(body) for _, body in work] + [_gate_standing(one) for one in gates]
    days = [_days(body) for _, body in work] + [_gate_days(one) for one in gates]
    joints = _joints(view, index, len(work))
    loops = circles(len(elements), [(one.source, one.target) for one in joints])
    joints = _without(joints, loops)
    before, after = _sides(joints, standing, days)
    head = view.roadmap
    country = head[1].partners[0].country if head and head[1].partners else None
    return Network(
        elements=elements,
        actions=len(work),
        standing=standing,
        days=days,
        partner=[body.side is Side.PARTNER for _, body in work] + [False] * len(gates),
        eu_calendar=calendars.eu,
        partner_calendar=calendars.of_partner(country),
        joints=joints,
        before=before,
        after=after,
        order=in_turn(len(elements), [(one.source, one.target) for one in joints]),
        loops=loops,
        origin=_origin(head[1].in_force if head else Missing.NOT_STATED, days[: len(work)]),
    )


def ordinal(day: date | None) -> int:
    """The number of a day; 0 when it is open."""
    return OPEN if day is None else day.toordinal()


def conditions(body: Action) -> bool:
    """Whether the action or one of its dates has a condition."""
    phrases = (body.starts, body.due)
    return body.condition is not None or any(isinstance(one, When) and one.condition for one in phrases)


def committed_on(body: Contribution) -> date | Missing | None:
    """The first day on which it was committed or more; Missing when no day is known; None when it never was."""
    steps = [one for one in body.steps if one.state in BINDING]
    days = [one.day for one in steps if isinstance(one.day, date)]
    return min(days) if days else (Missing.UNKNOWN if steps else None)


def _gates(view: View, index: dict[ElementId, int]) -> list[Element]:
    found: dict[ElementId, Element] = {}
    for _, link in view.of(Link):
        one = view.get(link.waits_for)
        if one is None or one.id in index or link.to not in index:
            continue
        body = one.body
        if isinstance(body, Contribution) or (isinstance(body, Item) and body.state is not ItemState.DROPPED):
            found[one.id] = one
    return list(found.values())


def _standing(body: Action) -> Standing:
    state = body.state
    if body.ended is not None or state is ActionState.DONE:
        return Standing.OVER
    if body.began is not None or state is ActionState.UNDER_WAY:
        return Standing.RUNNING
    if isinstance(state, Missing) and body.length is None:
        return Standing.UNSAID
    return Standing.WAITING


def _gate_standing(element: Element) -> Standing:
    body = element.body
    if isinstance(body, Item):
        return Standing.MET if body.state in (ItemState.DONE, ItemState.CONFIRMED) else Standing.UNMET
    return Standing.MET if isinstance(body, Contribution) and committed_on(body) is not None else Standing.UNMET


def _days(body: Action) -> Days:
    starts_first, starts_last = _ends(body.starts)
    due_first, due_last = _ends(body.due)
    length = UNKNOWN_LENGTH if body.length is None else max(0, min(body.length, LONGEST))
    began, ended, not_before = ordinal(body.began), ordinal(body.ended), ordinal(body.not_before)
    dated = starts_first or starts_last or due_first or due_last or began or ended or not_before
    return Days(
        began,
        ended,
        starts_first,
        starts_last,
        due_first,
        due_last,
        not_before,
        length,
        not dated and conditions(body),
    )


def _ends(phrase: When | Missing) -> tuple[int, int]:
    if isinstance(phrase, Missing):
        return OPEN, OPEN
    first, last = phrase.first, phrase.last
    return OPEN if first is None else first.toordinal(), OPEN if last is None else last.toordinal()


def _gate_days(element: Element) -> Days:
    body = element.body
    if isinstance(body, Item):
        first, last = _ends(body.due)
        return Days(ended=ordinal(body.closed_on), due_first=first, due_last=last)
    day = committed_on(body) if isinstance(body, Contribution) else None
    return Days(ended=day.toordinal() if isinstance(day, date) else OPEN)


def _joints(view: View, index: dict[ElementId, int], actions: int) -> list[Joint]:
    found = []
    for _, link in view.of(Link):
        source, target = index.get(link.waits_for), index.get(link.to)
        if source is not None and target is not None and target < actions:
            lag = max(-LONGEST, min(link.lag, LONGEST))
            found.append(Joint(source, target, 0 if link.link is LinkKind.START_START else 1, lag))
    return found


def _without(joints: list[Joint], loops: tuple[tuple[int, ...], ...]) -> list[Joint]:
    circle = {node: number for number, loop in enumerate(loops) for node in loop}
    if not circle:
        return joints
    return [one for one in joints if one.source not in circle or circle[one.source] != circle.get(one.target)]


def _sides(
    joints: list[Joint], standing: list[Standing], days: list[Days]
) -> tuple[Sequence[Sequence[Wait]], Sequence[Sequence[Wait]]]:
    """The links that count, seen from the one that waits and from what is waited for."""
    before: list[list[Wait]] = [[] for _ in standing]
    after: list[list[Wait]] = [[] for _ in standing]
    begun = [one is Standing.OVER or one is Standing.RUNNING for one in standing]
    silent = [one.is_settled and not day.ended for one, day in zip(standing, days, strict=True)]
    for source, target, side, lag in joints:
        if begun[target] or silent[source]:
            continue
        before[target].append(Wait(source, side, lag))
        after[source].append(Wait(target, side, lag))
    return before, after


def _origin(in_force: When | Missing, days: Sequence[Days]) -> int:
    if isinstance(in_force, When) and in_force.first is not None:
        return in_force.first.toordinal()
    known = {day for one in days for day in one[:7] if day}
    return min(known, default=OPEN)
