"""The timetable: when each action can and must happen, what is critical, what is late.

The two readings: a loose date ("autumn 2024") is carried as its first day in the earliest reading and as its
last day in the latest (contract 6). Forward and backward pass run once in each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from waypost.core.say import Ref, Say
from waypost.core.values import ElementId, Missing, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """First and last day of a piece of work, both included; None is open."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """One link of a reason chain: the element it speaks of (None when the cause is no element) and the sentence."""

    element: ElementId | None
    code: str
    say: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """One action in the timetable.

    `earliest` and `latest` are the forward passes of the two readings. `slack_days` are the working days by which it
    may slip in the latest reading before the last day of the roadmap moves; below zero when it ends after a due day
    that is fixed; Missing when nothing fixes its end (`UNKNOWN`) or it is over (`NOT_APPLICABLE`).
    `slack_earliest` is the same in the earliest reading. `late_days` are calendar days after the last day of due, 0
    when not late. `forecast_end` is the end in the earliest reading when nothing that is open lies before the day
    asked; `forecast_latest` that in the latest reading. `reasons` is the chain for a late, at-risk or critical item,
    ending at a cause not itself delayed by another.
    """

    ref: Ref
    earliest: Span
    latest: Span
    due: When | Missing
    first_promised: When | Missing
    slack_days: int | Missing
    critical: bool
    late_days: int
    at_risk: bool
    forecast_end: date | None
    ended: date | None
    reasons: tuple[Because, ...] = ()
    slack_earliest: int | Missing = Missing.UNKNOWN
    forecast_latest: date | None = None

    @property
    def element(self) -> ElementId:
        """The action."""
        return self.ref.element

    @property
    def is_late(self) -> bool:
        """Whether it is past the last day of its due date, or forecast to be (contract 6)."""
        return self.late_days > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two fixed dates that cannot both hold: the waiting action's date and what it waits for."""

    first: Ref
    second: Ref
    say: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """All actions of a view on one day.

    `chain` is the critical chain in order of time; `loops` are circles of waiting, each named by its members;
    items in a loop are scheduled as if the loop's links were not there. `end` is the last day of the roadmap in
    the latest reading, None when nothing has a day. `links` are the waits between items that count in both
    passes, as (waits_for, to).
    """

    on: date
    items: tuple[Scheduled, ...]
    chain: tuple[ElementId, ...]
    loops: tuple[tuple[ElementId, ...], ...]
    contradictions: tuple[Contradiction, ...]
    links: tuple[tuple[ElementId, ElementId], ...]
    end: date | None
    _index: Mapping[ElementId, Scheduled] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {one.ref.element: one for one in self.items})

    def item(self, element: ElementId) -> Scheduled | None:
        """The scheduled item of that id, or None."""
        return self._index.get(element)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a slip moves: the forecast end in the latest reading (`forecast_latest`) before and after."""

    ref: Ref
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A what-if: one action takes `days` calendar days longer; what moves and what does not.

    `moved` holds the action itself too, in order of the new day. `unmoved` are all others that are not over;
    `timetable` is the one after the slip.
    """

    element: ElementId
    days: int
    moved: tuple[Move, ...]
    unmoved: tuple[Ref, ...]
    timetable: Timetable
