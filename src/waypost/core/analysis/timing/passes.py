"""The passes: where each node stands by its own dates, where what it waits for pushes it, how late it may be.

Rules (contract 6; who made none of them follows the desk officer):

- A written day stays as written, also on a holiday, until something pushes it; a computed day is a working day.
- An action with start and due and no length occupies from start to due, and keeps that number of working days when
  it is pushed. With one of the two and no length it takes no working day beyond that day. A stated length goes
  before due: it begins on its start, else ends on its due.
- A due day whose first day is open starts, in the earliest reading, with the earliest pass: on the first day of the
  roadmap.
- Work follows on the next working day after the end of what it waits for; a milestone (no length) may fall on the
  same day. A lag is counted in working days of the one that waits.
- What has begun or ended stands at its facts and is pushed by nothing; what is over lets the next one start after
  the day on which it ended. A node without any day that waits for an open one is open itself.
- In a forecast, what has not begun starts on the day asked or later, and what has not ended ends then or later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from waypost.core.analysis.calendar import WEEK, Calendar, DayTable, day_table, week_of
from waypost.core.analysis.timing.network import OPEN, Days, Network, Standing, Wait
from waypost.core.values import Missing

NONE: Final = -1
MOST_DAYS: Final = 3_700_000
"""More days than a calendar has (the year 9999)."""


class Placed(NamedTuple):
    """One node by its own dates: ordinals, its working days, and whether only others place it."""

    start: int
    end: int
    length: int
    free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The days of every node after a forward pass, and what it was run with; 0 is open."""

    starts: Sequence[int]
    ends: Sequence[int]
    placed: Sequence[Placed]
    floor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slipping:
    """A node that takes `days` calendar days longer; `NONE` for nothing."""

    node: int = NONE
    days: int = 0


STILL: Final = Slipping()


Tables = tuple[DayTable, DayTable]
"""The working days of the EU and those of the partner."""


def tables(net: Network, on: int, slipping: Slipping = STILL) -> Tables:
    """Both tables, wide enough for every pass over this network.

    No day of a pass lies further from the days written than the longest way through the links.
    """
    known = {on, net.origin or on}.union(*(net.days[node].known for node in net.dated))
    longest = min(_longest(net), MOST_DAYS)

    def table(calendar: Calendar) -> DayTable:
        reach = (longest + len(calendar.holidays)) * WEEK // len(week_of(calendar)) + abs(slipping.days) + 60
        return day_table(calendar, min(known) - reach, max(known) + reach, longest)

    return table(net.eu_calendar), table(net.partner_calendar)


def place(net: Network, both: Tables, *, latest: bool) -> list[Placed]:
    """Every node by its own dates in one reading: the first day of each phrase, or the last."""
    known: dict[tuple[int, Standing, bool], Placed] = {}
    found = []
    for one, standing, partner in zip(net.days, net.standing, net.partner, strict=True):
        # All nodes of one length that have no day share one value, and stand alike.
        key = id(one), standing, partner
        placed = known.get(key)
        if placed is None:
            placed = known[key] = _placed(both[partner], one, standing, net.origin, latest=latest)
        found.append(placed)
    return found


def _placed(table: DayTable, one: Days, standing: Standing, origin: int, *, latest: bool) -> Placed:
    """One node by its own dates."""
    start = one.began or (latest and one.starts_last) or one.starts_first
    due = (latest and one.due_last) or one.due_first
    if standing is Standing.WAITING or standing is Standing.UNSAID:
        return _not_before(table, _by_dates(table, one, start, due, origin), one.not_before)
    if standing is Standing.RUNNING:
        return _by_dates(table, one, start, due, origin)
    if standing is Standing.UNMET:
        day = due or min(origin, one.due_last)
        return Placed(day, day, 0, free=False)
    return _at_facts(one, start, due)


def hold(net: Network, both: Tables, placed: Sequence[Placed], on: int) -> list[Placed]:
    """The same for a forecast: what has not begun starts on `on` or later, what has not ended ends then or later.

    A contribution that is not committed and a point that is still open come on `on` at the earliest.
    """
    found = []
    for one, standing, partner in zip(placed, net.standing, net.partner, strict=True):
        if standing is Standing.WAITING:
            found.append(one if one.start >= on else _not_before(both[partner], one, on))
        elif standing is Standing.UNMET:
            found.append(Placed(max(one.start, on), max(one.end, on), 0, free=False))
        elif standing.is_settled or not one.end or one.end >= on:
            found.append(one)
        else:
            found.append(one._replace(end=on))
    return found


def forward(
    net: Network, both: Tables, placed: Sequence[Placed], *, floor: int = OPEN, slipping: Slipping = STILL
) -> Run:
    """The forward pass: each node as early as its own dates and all it waits for allow.

    With `floor` nothing that is pushed ends before it. A slipping node ends its calendar days later.
    """
    starts, ends = [one.start for one in placed], [one.end for one in placed]
    late, before, partner = slipping.node, net.before, net.partner
    if late != NONE and late not in before and ends[late] and not net.standing[late].is_settled:
        ends[late] += slipping.days
    for node in net.order:
        waits = before.get(node)
        if waits is None:
            continue
        one = placed[node]
        push = _push_work if one.length else _push_event
        start, end = push(both[partner[node]], one, waits, starts, ends)
        if one.free and net.days[node].conditional:
            start = end = OPEN
        elif end < floor and end:
            start, end = (floor if start == end else start), floor
        starts[node], ends[node] = start, end
        if node == late and end:
            ends[node] += slipping.days
    return Run(starts=starts, ends=ends, placed=placed, floor=floor)


def backward(net: Network, both: Tables, run: Run, last: int, *, slipping: Slipping = STILL) -> list[int]:
    """The backward pass: the latest day on which each node may end so that `last` does not move.

    A node that already ends after a due day fixed to one day must end on that day: its slack is below zero.
    """
    limits = [last] * len(net.elements)
    for node in net.dated:
        due = net.days[node].fixed_due
        if OPEN < due < run.ends[node]:
            limits[node] = due
    placed, ends, partner, before = run.placed, run.ends, net.partner, net.before
    for node in reversed(net.order):
        waits = before.get(node)
        if waits is None or not ends[node]:
            continue
        allowed = limits[node] - (slipping.days if node == slipping.node else 0)
        length, table = placed[node].length, both[partner[node]]
        through = table.counts[allowed - table.first + 1]
        for source, side, lag in waits:
            if length:
                day = table.days[through - length - lag] - side
            else:
                day = _latest_before(table, allowed, through, lag)
            if not side:
                day = _end_of(net, both, source, day, placed[source].length)
                day += slipping.days if source == slipping.node else 0
            if day < limits[source]:
                limits[source] = day
    return limits


def bound(table: DayTable, length: int, day: int, side: int, lag: int) -> int:
    """The first day that a node may start (work) or fall on (milestone) when what it waits for stands on `day`."""
    if length:
        return table.days[table.counts[day - table.first + side] + lag]
    return shifted(table, day, lag)


def shifted(table: DayTable, day: int, working_days: int) -> int:
    """The day that many working days after `day`, or before it; `day` itself for none."""
    if working_days > 0:
        return table.days[table.counts[day - table.first + 1] + working_days - 1]
    return table.days[table.counts[day - table.first] + working_days] if working_days else day


def _longest(net: Network) -> int:
    """The longest way through the links in days, lags and leads both counted as far."""
    found = [one.length + 1 if one.length > 0 else 1 for one in net.days]
    for node in net.dated:
        one = net.days[node]
        if one.length < 0:
            found[node] += max(0, one.due_last - (one.began or one.starts_first or one.due_last))
    for node in net.order:
        far = 0
        for source, _, lag in net.before.get(node, ()):
            way = found[source] + abs(lag)
            if way > far:
                far = way
        found[node] += far
    return max(found, default=0) + 1


def _at_facts(one: Days, start: int, due: int) -> Placed:
    """What is over: at its facts; where the day is not known, at its own dates, which hold up nobody."""
    end = one.ended or due or start
    begin = one.began or (start if start and start <= end else end)
    return Placed(min(begin, end), end, 0, free=False)


def _by_dates(table: DayTable, one: Days, start: int, due: int, origin: int) -> Placed:
    free = False
    if not start and not due and not one.not_before:
        # The first day of a phrase is open: it starts with the earliest pass. Without any day only others place it.
        by = one.starts_last or one.due_last
        free = not by
        start = min(origin, by) if by else (OPEN if one.conditional or one.length <= 0 else origin)
    start = start or (OPEN if due else one.not_before)
    length = one.length
    if length > 0:
        if start:
            end = table.days[table.counts[start - table.first] + length - 1]
        elif due:
            start, end = table.days[table.counts[due - table.first + 1] - length], due
        else:
            end = OPEN
        return Placed(start, end, length, free)
    return _window(table, start, due, free=free) if length else Placed(due or start, due or start, 0, free)


def _window(table: DayTable, start: int, due: int, *, free: bool) -> Placed:
    """A length that nobody stated: from start to due, else the one day there is."""
    if start and due > start:
        return Placed(start, due, table.counts[due - table.first + 1] - table.counts[start - table.first], free)
    return Placed(start or due, start or due, 0, free)


def _not_before(table: DayTable, one: Placed, day: int) -> Placed:
    if one.start >= day or not one.start:
        return one
    if not one.length:
        return one._replace(start=max(one.start, day), end=max(one.end, day))
    first = table.counts[day - table.first]
    return one._replace(start=table.days[first], end=table.days[first + one.length - 1])


def _push_work(
    table: DayTable, one: Placed, waits: Sequence[Wait], starts: Sequence[int], ends: Sequence[int]
) -> tuple[int, int]:
    first, counts = table.first, table.counts
    own = counts[one.start - first] if one.start else NONE
    best = own
    for node, side, lag in waits:
        day = ends[node] if side else starts[node]
        if not day:
            if one.free:
                return OPEN, OPEN
        elif (pushed := counts[day - first + side] + lag) > best:
            best = pushed
    if best == own:
        return one.start, one.end
    return table.days[best], table.days[best + one.length - 1]


def _push_event(
    table: DayTable, one: Placed, waits: Sequence[Wait], starts: Sequence[int], ends: Sequence[int]
) -> tuple[int, int]:
    best = one.end
    for node, side, lag in waits:
        day = ends[node] if side else starts[node]
        if day:
            best = max(best, shifted(table, day, lag) if lag else day)
        elif one.free:
            return OPEN, OPEN
    return (one.start, one.end) if best == one.end else (best, best)


def _latest_before(table: DayTable, limit: int, through: int, lag: int) -> int:
    """The latest day of what a milestone waits for so that it falls on `limit` at the latest; `through` working days
    lie up to that."""
    if lag > 0:
        return table.days[through - lag] - 1
    return table.days[through - 1 - lag] if lag else limit


def _end_of(net: Network, both: Tables, node: int, start: int, length: int) -> int:
    """The end of a node that starts on `start` at the latest; what has begun has its start behind it."""
    if net.standing[node] is not Standing.WAITING and net.standing[node] is not Standing.UNSAID:
        return MOST_DAYS
    table = both[net.partner[node]]
    if not length:
        return start
    return table.days[table.counts[start - table.first + 1] - 1 + length - 1]


def drives(net: Network, both: Tables, run: Run, node: int, wait: Wait) -> bool:
    """Whether `node` stands where it does because of this wait: a day later there moves it."""
    source, side, lag = wait
    day = run.ends[source] if side else run.starts[source]
    if not day or not run.ends[node]:
        return False
    length, table = run.placed[node].length, both[net.partner[node]]
    if not length:
        return bound(table, 0, day, side, lag) >= run.ends[node]
    own = table.counts[run.starts[node] - table.first]
    return table.counts[day - table.first + side] + lag >= own


def slack(net: Network, both: Tables, run: Run, must: Sequence[int], node: int) -> int | Missing:
    """Working days, of the node's own calendar, from its end to the day by which it has to end.

    Negative when it ends after a fixed due day; `NOT_APPLICABLE` when it is over, `UNKNOWN` when its end is open.

    Source: total float of the critical path method.
    """
    end = run.ends[node]
    if net.standing[node] is Standing.OVER:
        return Missing.NOT_APPLICABLE
    if not end:
        return Missing.UNKNOWN
    table = both[net.partner[node]]
    return table.counts[must[node] - table.first + 1] - table.counts[end - table.first + 1]
