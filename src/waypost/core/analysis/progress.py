"""Progress: where each indicator stands between baseline and target, and where its line leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from waypost.core.roadmap.records import EarlierTarget
from waypost.core.roadmap.vocabulary import AimKind, Direction, Level
from waypost.core.say import Ref, Say, Share
from waypost.core.values import ElementId, Missing, Quantity, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A value as stated: which report, the value, its day, whether preliminary (None: not stated)."""

    report: ElementId
    value: Quantity | Missing
    as_of: date | Missing
    preliminary: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """One indicator on one day.

    `distance` = (value - baseline) / (target - baseline) (contract 6); for a ceiling it is Missing and `ceiling`
    says within or above. `projection` is the day on which the straight line from the baseline through the
    last value reaches the target; `away` when it moves away. `rivals` are two values on one day of which none is
    chosen: then `value` is Missing. `why` says in a sentence why something is Missing.
    """

    ref: Ref
    about: Ref | None
    level: Level | Missing
    unit: str | Missing
    direction: Direction | Missing
    aim: AimKind
    baseline: Quantity | Missing
    baseline_day: date | Missing
    value: Quantity | Missing
    as_of: date | Missing
    preliminary: bool | None
    target: Quantity | Missing
    target_due: When | Missing
    earlier_targets: tuple[EarlierTarget, ...]
    distance: Share | Missing
    ceiling: Literal["within", "above"] | Missing
    projection: date | Missing
    away: bool
    history: tuple[Stated, ...]
    rivals: tuple[Stated, ...]
    why: Say | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """All indicators of a view on one day, in the order of what they are about."""

    gauges: tuple[Gauge, ...]
