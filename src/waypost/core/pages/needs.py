"""What needs one reader: follow-ups to settle or confirm, what is late or due soon, the next meetings.

It is made from the reader's own views, so it can be shown, fed to a calendar and mailed without a second look.

Source: issue 3.3 (what needs me); look 10 (portfolio: needs you); domain 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import FollowUp, Held, Meetings
from waypost.core.pages.meeting.series import overdue
from waypost.core.pages.member_state import Task, tasks_of
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import ItemState
from waypost.core.values import PUBLIC, Principal, When

SOON: Final = timedelta(days=30)
"""What is due within so many days is due soon; a meeting within them is near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What needs a reader on a day: `settle` follow-ups of their own, `confirm` those that others say are done,
    `late` and `soon` own actions, `ahead` meetings within `SOON`."""

    settle: tuple[FollowUp, ...]
    confirm: tuple[FollowUp, ...]
    late: tuple[Task, ...]
    soon: tuple[Task, ...]
    ahead: tuple[Held, ...]

    @property
    def count(self) -> int:
        """How many things wait for the reader; a meeting ahead waits for nobody."""
        return len(self.settle) + len(self.confirm) + len(self.late) + len(self.soon)

    def among(self, is_told: Callable[[Element], bool]) -> Needs:
        """What of it is about elements that may be told of."""
        return Needs(
            settle=tuple(one for one in self.settle if is_told(one.element)),
            confirm=tuple(one for one in self.confirm if is_told(one.element)),
            late=tuple(one for one in self.late if is_told(one.element)),
            soon=tuple(one for one in self.soon if is_told(one.element)),
            ahead=tuple(one for one in self.ahead if is_told(one.element)),
        )


def needs_of(viewer: Principal, found: tuple[Analysis, ...], shared: Meetings | None, on: date) -> Needs:
    """What needs a reader, from the roadmaps that they may know and the meetings that belong to none."""
    listed = (*(shared.open if shared is not None else ()), *(one for now in found for one in _own(now)))
    still = sorted(listed, key=lambda one: (-overdue(one, on), one.meeting.first, one.element.id))
    tasks = [one for now in found for one in tasks_of(now, viewer)]
    late = sorted((one for one in tasks if one.late), key=lambda one: -one.late)
    return Needs(
        settle=tuple(one for one in still if one.item.owner == viewer and one.item.state is not ItemState.DONE),
        confirm=tuple(one for one in still if _to_confirm(one, viewer)),
        late=tuple(late),
        soon=tuple(sorted((one for one in tasks if not one.late and _is_soon(one, on)), key=_last_day)),
        ahead=tuple(_ahead(found, shared, on)),
    )


def _own(now: Analysis) -> tuple[FollowUp, ...]:
    """What is open from meetings of the roadmap's own home; those of the workspace come once."""
    return tuple(one for one in now.meetings.open if one.element.home == now.view.home)


def _to_confirm(one: FollowUp, viewer: Principal) -> bool:
    """Whether somebody else says that an important follow-up is done, and nobody confirmed it yet."""
    item = one.item
    return item.important and item.state is ItemState.DONE and item.owner != viewer and viewer != PUBLIC


def _last_day(one: Task) -> date:
    due = one.body.due
    return due.last if isinstance(due, When) and due.last is not None else date.max


def _is_soon(one: Task, on: date) -> bool:
    return on <= _last_day(one) <= on + SOON


def _ahead(found: Iterable[Analysis], shared: Meetings | None, on: date) -> Iterator[Held]:
    """The meetings within `SOON`, each once, the nearest first."""
    held = [one for now in found for one in now.meetings.ahead]
    held.extend(shared.ahead if shared is not None else ())
    near = {one.element.id: one for one in held if one.first <= on + SOON}
    yield from sorted(near.values(), key=lambda one: (one.first, one.element.id))
