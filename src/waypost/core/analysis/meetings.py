"""Meetings as seen on one day: the last, the next, what is open since when, days beyond the rhythm.

Meetings of a roadmap live in its home, or in the workspace under a series in which one of its partners takes
part. A follow-up is an item that somebody decided on and nobody has settled yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waypost.core.roadmap.bodies import Item, Meeting, Series
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import ItemKind, ItemState
from waypost.core.values import ElementId, Missing


def is_followed(item: Item) -> bool:
    """Whether an item must be followed until it is settled: a decision; a conclusion or a partner's reply that
    somebody sees to."""
    seen_to = item.item in (ItemKind.CONCLUSION, ItemKind.REPLY) and not isinstance(item.owner, Missing)
    return item.item is ItemKind.DECISION or seen_to


def is_unsettled(item: Item) -> bool:
    """Whether nobody has settled it; an important one closes only when somebody other than its owner confirms."""
    if item.state is ItemState.DONE:
        return item.important and item.confirmed_by in (None, item.owner)
    return item.state in (ItemState.OPEN, Missing.NOT_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One meeting with a stated day, and its items in the order of the paper."""

    element: Element
    body: Meeting
    first: date
    last: date
    series: Element | None
    items: tuple[tuple[Element, Item], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A decision with the meeting it came from; `meetings_since` counts meetings of its series held after it."""

    element: Element
    item: Item
    meeting: Held
    meetings_since: int
    days_open: int

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it; see `is_unsettled`."""
        return is_unsettled(self.item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """One series: its last and next meeting and the days beyond its rhythm (contract 6), Missing without one.

    `beyond` = day - (last meeting + rhythm) when positive, else 0.
    """

    series: Element
    body: Series
    last: Held | None
    next: Held | None
    beyond: int | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """All meetings a viewer may know that concern one roadmap or, without one, all of the workspace."""

    on: date
    held: tuple[Held, ...]
    """With a day, oldest first."""
    undated: tuple[Element, ...]
    rhythms: tuple[Rhythm, ...]
    follow_ups: tuple[FollowUp, ...]
    items: tuple[tuple[Element, Item], ...]
    """Every item of these meetings, also of one without a day."""

    @property
    def past(self) -> tuple[Held, ...]:
        """Meetings that ended before the day asked."""
        return tuple(one for one in self.held if one.last < self.on)

    @property
    def ahead(self) -> tuple[Held, ...]:
        """Meetings on or after the day asked."""
        return tuple(one for one in self.held if one.last >= self.on)

    @property
    def next(self) -> Held | None:
        """The next meeting on or after the day asked."""
        return self.ahead[0] if self.ahead else None

    def meeting(self, element: ElementId) -> Held | None:
        """The meeting of that id."""
        return next((one for one in self.held if one.element.id == element), None)

    def before(self, meeting: Held | None) -> Held | None:
        """The last meeting before one; of its own series where there is such a one, else of any.

        Without a meeting: the last one before the day asked.
        """
        day = meeting.first if meeting else self.on
        earlier = [one for one in self.held if one.last < day]
        if meeting and meeting.series:
            same = [one for one in earlier if one.series and one.series.id == meeting.series.id]
            earlier = same or earlier
        return earlier[-1] if earlier else None

    @property
    def open(self) -> tuple[FollowUp, ...]:
        """Follow-ups nobody has settled, the oldest first."""
        return tuple(one for one in self.follow_ups if one.is_open)


def meet(view: View, workspace: View | None, *, on: date) -> Meetings:
    """The meetings that concern the roadmap of `view`, from its own home and from the workspace.

    With the workspace's own view as `view` and no other, all of its meetings.
    """
    series = dict(_series((view,) if workspace is None else (view, workspace)))
    concerned = _concerned(view)
    held: list[Held] = []
    undated: list[Element] = []
    for source in (view, workspace):
        if source is None:
            continue
        for element, body in source.of(Meeting):
            above = series.get(element.parent) if element.parent else None
            if source is workspace and not _takes_part(above, concerned):
                continue
            if isinstance(body.first_day, Missing):
                undated.append(element)
            else:
                held.append(_held(source, element, body, body.first_day, above))
    held.sort(key=lambda one: (one.first, one.element.id))
    mine = [one for one in series.values() if workspace is None or _takes_part(one, concerned) or one.home == view.home]
    rhythms = tuple(_rhythm(one, held, on) for one in mine if isinstance(one.body, Series))
    return Meetings(
        on=on,
        held=tuple(held),
        undated=tuple(undated),
        rhythms=rhythms,
        follow_ups=tuple(_follow_ups(held, on)),
        items=_items(view, workspace, {one.id for one in (*undated, *(meeting.element for meeting in held))}),
    )


def _series(views: tuple[View, ...]) -> list[tuple[ElementId, Element]]:
    return [(element.id, element) for view in views for element, _ in view.of(Series)]


def _concerned(view: View) -> frozenset[str]:
    head = view.roadmap
    return frozenset(partner.country for partner in head[1].partners) if head else frozenset()


def _takes_part(series: Element | None, partners: frozenset[str]) -> bool:
    if series is None or not isinstance(series.body, Series):
        return False
    return any(partner.country in partners for partner in series.body.partners)


def _held(view: View, element: Element, body: Meeting, first: date, series: Element | None) -> Held:
    items = sorted(
        view.children(element.id, Item),
        key=lambda pair: (pair[1].rank is None, pair[1].rank or 0, print_order(pair[0].ref)),
    )
    return Held(
        element=element,
        body=body,
        first=first,
        last=body.last_day or first,
        series=series,
        items=tuple(items),
    )


def _items(view: View, workspace: View | None, meetings: set[ElementId]) -> tuple[tuple[Element, Item], ...]:
    """The items of a home, and those of its meetings in the workspace."""
    shared = workspace.of(Item) if workspace is not None else ()
    return (*view.of(Item), *((one, body) for one, body in shared if one.parent in meetings))


def _rhythm(series: Element, held: list[Held], on: date) -> Rhythm:
    assert isinstance(series.body, Series)
    own = [one for one in held if one.series is not None and one.series.id == series.id]
    past = [one for one in own if one.last < on]
    ahead = [one for one in own if one.last >= on]
    last = past[-1] if past else None
    beyond: int | Missing = Missing.UNKNOWN
    rhythm = series.body.rhythm_days
    if isinstance(rhythm, int) and last is not None:
        beyond = max(0, (on - last.last).days - rhythm)
    elif isinstance(rhythm, Missing):
        beyond = rhythm
    return Rhythm(series=series, body=series.body, last=last, next=ahead[0] if ahead else None, beyond=beyond)


def _follow_ups(held: list[Held], on: date) -> list[FollowUp]:
    found = []
    for meeting in held:
        if meeting.first > on:
            continue
        for element, item in meeting.items:
            if is_followed(item):
                found.append(
                    FollowUp(
                        element=element,
                        item=item,
                        meeting=meeting,
                        meetings_since=_since(meeting, held, on),
                        days_open=max(0, (on - meeting.last).days),
                    )
                )
    return found


def _since(meeting: Held, held: list[Held], on: date) -> int:
    mine = meeting.series.id if meeting.series else None
    return sum(
        1
        for one in held
        if meeting.last < one.first and one.last < on and (one.series.id if one.series else None) == mine
    )
