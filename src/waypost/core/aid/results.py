"""What an activity was to bring about and what it did, as its publisher counts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waypost.core.aid.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value as written (not each is a number) with its comment; None: the file gives a place for it and no value.

    `breakdown` holds what it counts only: name and value of each dimension, such as sex and female.
    """

    value: str | None
    comment: Texts = ()
    breakdown: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The value before: its year, its day where one is given."""

    measured: Measured
    year: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What was wanted and what was reached in a period."""

    first: date | None = None
    last: date | None = None
    targets: tuple[Measured, ...] = ()
    actuals: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AidIndicator:
    """How a result is measured: 1 unit, 2 percentage, 3 nominal, 4 ordinal, 5 qualitative (list IndicatorMeasure)."""

    measure: str | None
    ascending: bool | None = None
    title: Texts = ()
    description: Texts = ()
    baselines: tuple[Baseline, ...] = ()
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result: 1 output, 2 outcome, 3 impact, 9 other (list ResultType)."""

    type: str | None
    title: Texts = ()
    description: Texts = ()
    indicators: tuple[AidIndicator, ...] = ()
