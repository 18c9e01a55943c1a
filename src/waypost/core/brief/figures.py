"""What a chart shows, as values: no colour, no size, no coordinate.

Outputs decide how a Gantt or a stair is drawn; here stands what is firm, provisional or unknown (look 1.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from waypost.core.analysis.balance import SquareState
from waypost.core.roadmap.vocabulary import MoneyState, Tool
from waypost.core.say import Ref, Say, Share
from waypost.core.values import ElementId, Missing, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttRow:
    """One action: both readings, done part, first promise, forecast; `due_words` as written.

    `start` to `end` is the firm bar; `end` to `latest_end` the half-height part of a loose date; `late_to` the end
    of the late bar, None with `late_days` set when the new end is unknown (it then ends open at the as-of line).
    `condition` is drawn as hatch from the as-of line on.
    """

    ref: Ref
    group: Say | Text | None
    start: date | None
    end: date | None
    latest_end: date | None
    done: Share | Missing
    is_done: bool
    is_milestone: bool
    critical: bool
    late_days: int
    late_from: date | None
    late_to: date | None
    first_promised: date | None
    condition: Text | None
    due_words: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Gantt:
    """Rows by pillar; `links` are the waits on the critical chain, past members of it that have no bar; `undated`
    stand in a closing group."""

    on: date
    first: date
    last: date
    rows: tuple[GanttRow, ...]
    undated: tuple[Ref, ...]
    links: tuple[tuple[ElementId, ElementId], ...]
    left_out: int
    """Rows not drawn because print shows only late, critical and the next 90 days (over 60 rows)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One state of money in the stair: the known sum in units of the currency; `say` is its label,
    `step` the words for the fall to it from the one before, `aside` for what waits under a condition."""

    state: Literal["needed"] | MoneyState
    label: Say
    value: Decimal | Missing
    at_least: bool
    figure: Say
    step: Say | None
    aside: Say | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stair:
    """What became of the money, in one currency."""

    currency: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DonorBar:
    """One donor's four states nested in one bar; a state without figure is Missing; `words` beside the bar."""

    label: Say
    announced: Decimal | Missing
    committed: Decimal | Missing
    contracted: Decimal | Missing
    disbursed: Decimal | Missing
    words: Say | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Donors:
    """Money by donor in one currency, in the order of the sum; at most five and others."""

    currency: str
    bars: tuple[DonorBar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SquaresRow:
    """The squares of one domain by side, each action as no more than its state."""

    label: Say
    eu: tuple[SquareState, ...]
    partner: tuple[SquareState, ...]
    unstated: tuple[SquareState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Squares:
    """Balance by domain: one square an action, EU on one side, partner on the other (look 7.8)."""

    eu: Say
    partner: Say
    rows: tuple[SquaresRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Coverage: objectives by tool; each cell used, offered, idle or none (seed S8)."""

    objectives: tuple[Ref, ...]
    tools: tuple[Tool, ...]
    cells: tuple[tuple[Literal["used", "offered", "idle", "none"], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Detections of one month; Missing where no file is held."""

    year: int
    month: int
    value: int | Missing
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route with its months and the total of the last full year."""

    code: str
    label: Say
    months: tuple[Month, ...]
    year: int
    total: int | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class MainRoute:
    """The main route of the partnership by month; `gaps` are years of which only a total or nothing is held."""

    route: Route
    peak: Say | None
    gaps: tuple[tuple[int, int | Missing, Say], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """Small multiples of the routes on one scale, in the order of size."""

    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A disc on the map: where, how large, what it is called."""

    label: Say
    longitude: Decimal
    latitude: Decimal
    value: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Discs:
    """The routes on land and sea, without any boundary (look 7.10)."""

    year: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Horizontal bars, largest first, with a mark for the year before; the chosen one in accent."""

    rows: tuple[tuple[Say, int, int | Missing, bool], ...]
    """Label, value, value of the year before, chosen."""
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePoint:
    """A year of a series: `partly` when some of its figures are missing, so that the sum is "at least"; `broken` when
    it cannot be compared with the year before."""

    year: int
    value: Decimal | Missing
    preliminary: bool = False
    broken: bool = False
    partly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One topic by year: its name with the unit, its latest figure in words, its source and issue.

    `absent` says why there are no figures, in place of the latest one; then there are no points.
    """

    label: Say
    points: tuple[CoursePoint, ...]
    latest: Say | None
    source: Say | None
    absent: Say | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """Small charts of several topics, the same years in each and each with a scale of its own."""

    first: int
    last: int
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamNode:
    """One that money passes: what is known of it in units of the currency, and how many lines have no figure.

    `unnamed`: who or what it is, is not known; `rest`: several that are too small to be drawn apart.
    """

    label: Say
    known: Decimal | Missing
    unknown: int = 0
    unnamed: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamLayer:
    """All that stand in one place of the way: donors, instruments, partners, domains; the largest first."""

    head: Say
    nodes: tuple[StreamNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Money on one way: the place of its node in each layer, and how much; Missing where lines have no figure."""

    nodes: tuple[int, ...]
    amount: Decimal | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """Where money of one currency comes from and goes to, layer by layer; the first layer are donors."""

    currency: str
    layers: tuple[StreamLayer, ...]
    streams: tuple[Stream, ...]


Chart = Gantt | Stair | Donors | Squares | Grid | MainRoute | Routes | Discs | Ranked | Courses | Streams
