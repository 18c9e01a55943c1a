"""The network of a view: actions, what they wait for, their days as numbers, and the circles among them.

Days are ordinals (`date.toordinal`), 0 where a day is open or unknown: plain numbers keep ten thousand actions
quick. Nodes are counted through: first the actions, then the gates, which are agenda items and contributions that
an action waits for. A dropped action or item is out, and so is every link through it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import lru_cache
from typing import Final, NamedTuple

from waypost.core.analysis.calendar import Calendar, Calendars
from waypost.core.analysis.timing.loops import ordered
from waypost.core.roadmap.bodies import Action, Contribution, Item, Link
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import ActionState, ItemState, LinkKind, MoneyState, Side
from waypost.core.values import ElementId, Missing, When

OPEN: Final = 0
NOWHERE: Final = -1
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
    def known(self) -> tuple[int, ...]:
        """The days among them."""
        return tuple(day for day in self[:7] if day)

    @property
    def is_loose(self) -> bool:
        """Whether a phrase leaves room between its two ends, the first of which may be open."""
        return bool(
            (self.starts_last and self.starts_first != self.starts_last)
            or (self.due_last and self.due_first != self.due_last)
        )

    @property
    def fixed_start(self) -> int:
        """The day on which it began or is fixed to start; 0 when neither."""
        return self.began or (self.starts_first if self.starts_first == self.starts_last else OPEN)

    @property
    def fixed_end(self) -> int:
        """The day on which it ended or is fixed to end; 0 when neither."""
        return self.ended or self.fixed_due

    @property
    def fixed_due(self) -> int:
        """The day of due when its phrase is exactly one day; else 0."""
        return self.due_first if self.due_first == self.due_last else OPEN


Wait = tuple[int, int, int]
"""What a node waits for: another node, 1 for its end or 0 for its start, the lag in working days."""

Joint = tuple[int, int, int, int]
"""A link: its source, its target that waits, 1 for the end or 0 for the start of the source, the lag."""

# Plain tuples: there are many, and the collector of garbage need not follow them.


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What the passes run on.

    `bodies` are those of the actions. `joints` are all links without those of a circle; `before` those that count,
    by the one that waits: not what has begun already, nor for what is over on a day that nobody knows. `order` puts
    whatever is waited for first. `partner` says of each node whether it runs on the partner's days. `dated` are the
    nodes with any day. `origin` is the first day of the roadmap's period, else the earliest day known; 0 when there
    is none.
    """

    elements: Sequence[Element]
    bodies: Sequence[Action]
    actions: int
    standing: Sequence[Standing]
    days: Sequence[Days]
    partner: Sequence[bool]
    eu_calendar: Calendar
    partner_calendar: Calendar
    joints: Sequence[Joint]
    before: Mapping[int, Sequence[Wait]]
    order: Sequence[int]
    loops: tuple[tuple[int, ...], ...]
    dated: Sequence[int]
    origin: int

    @property
    def is_loose(self) -> bool:
        """Whether any phrase leaves room, so that the two readings differ."""
        return any(self.days[node].is_loose for node in self.dated)

    def place(self, element: ElementId) -> int | None:
        """The number of the node of that element, or None."""
        return next((node for node, one in enumerate(self.elements) if one.id == element), None)


def network(view: View, calendars: Calendars) -> Network:
    """The network of all actions of a view that are not dropped.

    An action of the partner's side runs on the days of the first partner of the roadmap, every other on those of
    the EU institutions; a lag is counted on the days of the one that waits.
    """
    elements, bodies, links = _parts(view)
    index = {one.id: node for node, one in enumerate(elements)}
    count = len(elements)
    joints = _joints(view, links, elements, index)
    standing = [_standing(body) for body in bodies] + [_gate_standing(one) for one in elements[count:]]
    days = [_days(body) for body in bodies] + [_gate_days(one) for one in elements[count:]]
    order, loops = ordered(len(elements), joints)
    if loops:
        joints = _without(joints, loops)
        order, _ = ordered(len(elements), joints)
    before = _before(joints, standing, days)
    dated = [node for node, one in enumerate(days) if one is not _dateless(one.length)]
    head = view.roadmap
    country = head[1].partners[0].country if head and head[1].partners else None
    return Network(
        elements=elements,
        bodies=bodies,
        actions=count,
        standing=standing,
        days=days,
        partner=[body.side is Side.PARTNER for body in bodies] + [False] * (len(elements) - count),
        eu_calendar=calendars.eu,
        partner_calendar=calendars.of_partner(country),
        joints=joints,
        before=before,
        order=order,
        loops=loops,
        dated=dated,
        origin=_origin(
            head[1].in_force if head else Missing.NOT_STATED, [days[node] for node in dated if node < count]
        ),
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


def _parts(view: View) -> tuple[list[Element], list[Action], list[Link]]:
    """The actions that are not dropped, as elements and as bodies, and all links."""
    kept = [(one, body) for one, body in view.of(Action) if body.state is not ActionState.DROPPED]
    return [one for one, _ in kept], [body for _, body in kept], [body for _, body in view.of(Link)]


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
    length = UNKNOWN_LENGTH if body.length is None else max(0, min(body.length, LONGEST))
    starts, due = body.starts, body.due
    facts = body.began or body.ended or body.not_before
    if facts is None and isinstance(starts, Missing) and isinstance(due, Missing) and body.condition is None:
        return _dateless(length)
    first, last = _ends(starts)
    due_first, due_last = _ends(due)
    conditional = not (facts or first or last or due_first or due_last) and conditions(body)
    began, ended, not_before = ordinal(body.began), ordinal(body.ended), ordinal(body.not_before)
    return Days(began, ended, first, last, due_first, due_last, not_before, length, conditional)


@lru_cache(maxsize=1024)
def _dateless(length: int) -> Days:
    """What has no day and no condition: one value for each length, since there may be thousands."""
    return Days(length=length)


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


def _joints(view: View, links: Sequence[Link], elements: list[Element], index: dict[ElementId, int]) -> list[Joint]:
    """The links between nodes; a gate that one of them waits for is added to elements and index."""
    found = []
    actions, starts = len(elements), LinkKind.START_START
    for link in links:
        target = index.get(link.to, actions)
        if target >= actions:
            continue
        source = index.get(link.waits_for, NOWHERE)
        if source == NOWHERE:
            gate = _gate(view, link)
            if gate is None:
                continue
            source = index[gate.id] = len(elements)
            elements.append(gate)
        lag = link.lag
        if lag and not -LONGEST <= lag <= LONGEST:
            lag = LONGEST if lag > 0 else -LONGEST
        found.append((source, target, 0 if link.link is starts else 1, lag))
    return found


def _gate(view: View, link: Link) -> Element | None:
    """The agenda item or contribution that a link waits for."""
    one = view.get(link.waits_for)
    if one is None:
        return None
    body = one.body
    there = isinstance(body, Contribution) or (isinstance(body, Item) and body.state is not ItemState.DROPPED)
    return one if there else None


def _without(joints: list[Joint], loops: tuple[tuple[int, ...], ...]) -> list[Joint]:
    circle = {node: number for number, loop in enumerate(loops) for node in loop}
    return [one for one in joints if one[0] not in circle or circle[one[0]] != circle.get(one[1])]


def _before(joints: list[Joint], standing: list[Standing], days: list[Days]) -> Mapping[int, Sequence[Wait]]:
    """The links that count, by the one that waits."""
    found: defaultdict[int, list[Wait]] = defaultdict(list)
    begun = {node for node, one in enumerate(standing) if one is Standing.OVER or one is Standing.RUNNING}
    settled = {node for node, one in enumerate(standing) if one is Standing.OVER or one is Standing.MET}
    silent = {node for node in settled if not days[node].ended}
    for source, target, side, lag in joints:
        if target not in begun and source not in silent:
            found[target].append((source, side, lag))
    return dict(found)


def _origin(in_force: When | Missing, dated: Sequence[Days]) -> int:
    if isinstance(in_force, When) and in_force.first is not None:
        return in_force.first.toordinal()
    return min((day for one in dated for day in one.known), default=OPEN)
