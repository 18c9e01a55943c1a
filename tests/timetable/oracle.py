"""A second timetable, slow and obvious: recursion over what is waited for, and days walked one by one.

Written from the rules in `docs` of `passes` and contract 6, sharing no code with the core but the elements.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from waypost.core.analysis.calendar import Calendar, Calendars
from waypost.core.roadmap.bodies import Action, Link, Roadmap
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import ActionState, LinkKind, Side
from waypost.core.values import Missing, When

DAY = timedelta(days=1)
Dates = tuple[date | None, date | None]


@dataclass
class Oracle:
    """One reading of one roadmap; `on` makes it a forecast; `push` starts some actions working days later."""

    elements: tuple[Element, ...]
    calendars: Calendars
    latest: bool
    on: date | None = None
    push: dict[str, int] = field(default_factory=dict)
    longer: dict[str, int] = field(default_factory=dict)
    known: dict[str, Dates] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.actions = {
            one.id: one.body
            for one in self.elements
            if isinstance(one.body, Action) and one.body.state is not ActionState.DROPPED
        }
        self.links = [one.body for one in self.elements if isinstance(one.body, Link)]

    def all(self) -> dict[str, Dates]:
        """Start and end of every action."""
        return {id: self.dates(id) for id in self.actions}

    def dates(self, id: str) -> Dates:
        """Start and end of one action."""
        if id not in self.known:
            start, end = self._dates(id)
            if end is not None and id in self.longer and not over(self.actions[id]):
                end += self.longer[id] * DAY
            self.known[id] = (start, end)
        return self.known[id]

    # ------------------------------------------------------------------------------------------------- one action

    def _dates(self, id: str) -> Dates:
        one = self.actions[id]
        calendar = self.calendar(one)
        if over(one):
            return self._facts(one)
        start, end, free = self._written(one, calendar)
        if not begun(one) and start is not None:
            start, end = self._held(one, calendar, start, end)
        days = self._days(one, calendar)
        if begun(one):
            return start, self._not_past(end)
        moments = [self._after(calendar, days, link) for link in self.links if link.to == id and self.counts(link)]
        if free and (conditional(one) or (None in moments)):
            return None, None
        earliest = max((moment for moment in moments if moment is not None), default=None)
        start, end = self._moved(calendar, start, end, days, earliest)
        if id in self.push and end is not None:
            start, end = self._pushed(calendar, start, end, days, self.push[id])
        if self.on and end is not None and end < self.on:
            start, end = (self.on if start == end else start), self.on
        return start, end

    def _facts(self, one: Action) -> Dates:
        start, due = one.began or self.read(one.starts), self.read(one.due)
        end = one.ended or due or start
        begin = one.began or (start if start and end and start <= end else end)
        return (min(begin, end) if begin and end else begin), end

    def _written(self, one: Action, calendar: Calendar) -> tuple[date | None, date | None, bool]:
        start, due = one.began or self.read(one.starts), self.read(one.due)
        free = False
        if start is None and due is None and one.not_before is None:
            by = None if self.latest else (last(one.starts) or last(one.due))
            if by is not None:
                origin = self.origin()
                start = min(origin, by) if origin else by
            else:
                free = True
                start = self.origin() if one.length and not conditional(one) else None
        if start is None and due is None:
            start = one.not_before
        if start is None and due is None:
            return None, None, free
        if one.length:
            if start is not None:
                return start, self.work(calendar, start, one.length), free
            assert due is not None
            return self.work_back(calendar, due, one.length), due, free
        if one.length is None and start and due and due > start:
            return start, due, free
        day = (due or start) if one.length == 0 else (start or due)
        return day, day, free

    def _held(self, one: Action, calendar: Calendar, start: date, end: date | None) -> Dates:
        """Not before the stated day, nor (in a forecast) before today."""
        bounds = [] if one.not_before is None else [one.not_before]
        if self.on and not unsaid(one):
            bounds.append(self.on)
        days = self._days(one, calendar)
        for bound in bounds:
            if start < bound:
                assert end is not None
                if days:
                    start = self.work_day(calendar, bound)
                    end = self.work(calendar, start, days)
                else:
                    start, end = max(start, bound), max(end, bound)
        return start, self._not_past(end) if unsaid(one) else end

    def _days(self, one: Action, calendar: Calendar) -> int:
        """The working days it takes."""
        if one.length is not None:
            return one.length
        start, due = one.began or self.read(one.starts), self.read(one.due)
        if start is None or due is None or due <= start:
            return 0
        return sum(is_work(calendar, start + n * DAY) for n in range((due - start).days + 1))

    def _after(self, calendar: Calendar, days: int, link: Link) -> date | None:
        """The day from which this link lets an action start (work) or on which it lets it fall (milestone)."""
        start, end = self.dates(link.waits_for)
        day = start if link.link is LinkKind.START_START else end
        if day is None:
            return None
        if not days:
            return step(calendar, day, link.lag)
        first = self.work_day(calendar, day if link.link is LinkKind.START_START else day + DAY)
        return step(calendar, first, link.lag)

    def _moved(
        self, calendar: Calendar, start: date | None, end: date | None, days: int, earliest: date | None
    ) -> Dates:
        if earliest is None:
            return start, end
        if not days:
            return (earliest, earliest) if end is None or earliest > end else (start, end)
        if start is None or earliest > self.work_day(calendar, start):
            return earliest, self.work(calendar, earliest, days)
        return start, end

    def _pushed(self, calendar: Calendar, start: date | None, end: date, days: int, by: int) -> Dates:
        if not days:
            moved = step(calendar, end, by)
            return moved, moved
        assert start is not None
        first = step(calendar, self.work_day(calendar, start), by)
        return first, self.work(calendar, first, days)

    def _not_past(self, end: date | None) -> date | None:
        return max(end, self.on) if self.on and end is not None else end

    # ------------------------------------------------------------------------------------------------- small things

    def counts(self, link: Link) -> bool:
        """Whether a link holds anything up."""
        source = self.actions.get(link.waits_for)
        return source is not None and link.to in self.actions and not (over(source) and source.ended is None)

    def calendar(self, one: Action) -> Calendar:
        """The days on which an action is worked on."""
        return self.calendars.partners[0][1] if one.side is Side.PARTNER else self.calendars.eu

    def read(self, phrase: When | Missing) -> date | None:
        """The day of a phrase in this reading."""
        if isinstance(phrase, Missing):
            return None
        return (phrase.last or phrase.first) if self.latest else phrase.first

    def origin(self) -> date | None:
        """The first day of the roadmap."""
        for one in self.elements:
            if isinstance(one.body, Roadmap) and isinstance(one.body.in_force, When) and one.body.in_force.first:
                return one.body.in_force.first
        days = [
            day
            for one in self.actions.values()
            for day in (one.began, one.ended, one.not_before, *ends(one.starts), *ends(one.due))
        ]
        return min((day for day in days if day is not None), default=None)

    def work_day(self, calendar: Calendar, day: date) -> date:
        """The first working day on or after a day."""
        while not is_work(calendar, day):
            day += DAY
        return day

    def work(self, calendar: Calendar, start: date, days: int) -> date:
        """The last day of work of so many days."""
        return step(calendar, self.work_day(calendar, start), days - 1)

    def work_back(self, calendar: Calendar, end: date, days: int) -> date:
        """The first day of work of so many days that ends on a day."""
        while not is_work(calendar, end):
            end -= DAY
        return step(calendar, end, 1 - days)


def is_work(calendar: Calendar, day: date) -> bool:
    """Whether that day is worked."""
    return day.weekday() not in calendar.weekend and day not in calendar.holidays


def step(calendar: Calendar, day: date, count: int) -> date:
    """Walk so many working days, one day at a time."""
    direction = DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += direction
        left -= is_work(calendar, day)
    return day


def over(one: Action) -> bool:
    """Ended, or said to be done."""
    return one.ended is not None or one.state is ActionState.DONE


def begun(one: Action) -> bool:
    """Under way."""
    return one.began is not None or one.state is ActionState.UNDER_WAY


def unsaid(one: Action) -> bool:
    """Nobody says whether it has begun."""
    return isinstance(one.state, Missing) and one.length is None


def ends(phrase: When | Missing) -> tuple[date | None, date | None]:
    """Both ends of a phrase."""
    return (None, None) if isinstance(phrase, Missing) else (phrase.first, phrase.last)


def last(phrase: When | Missing) -> date | None:
    """The last day of a phrase."""
    return ends(phrase)[1]


def conditional(one: Action) -> bool:
    """A condition and no day at all."""
    days = (one.began, one.ended, one.not_before, *ends(one.starts), *ends(one.due))
    phrases = [phrase for phrase in (one.starts, one.due) if isinstance(phrase, When)]
    return not any(days) and (one.condition is not None or any(phrase.condition for phrase in phrases))


def slack(
    elements: Iterable[Element], calendars: Calendars, id: str, end: date, *, latest: bool, most: int = 200
) -> int:
    """How many working days later an action may start before the last day moves: tried one after the other."""
    whole = tuple(elements)

    def last_day(push: dict[str, int]) -> date:
        ends = [dates[1] for dates in Oracle(whole, calendars, latest, push=push).all().values()]
        return max(day for day in ends if day is not None)

    for days in range(1, most):
        if last_day({id: days}) > end:
            return days - 1
    return most
