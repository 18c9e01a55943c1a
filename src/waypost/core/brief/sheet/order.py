"""What the sheet of a partner is made from: official figures by topic and year, and what is published of aid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from waypost.core.aid.funding import Published
from waypost.core.brief.flows import Situation
from waypost.core.statistics.answer import Point
from waypost.core.values import Missing, Principal

TOPICS: Final = (
    "detections",
    "asylum_applicants",
    "asylum_decisions",
    "first_permits",
    "visas_issued",
    "refugees",
    "illegally_present",
    "ordered_to_leave",
    "returned",
    "missing_migrants",
    "remittances",
    "aid",
)
"""The twelve pictures of a sheet, in their order; each keeps its place where nothing is held of it."""


class Why(StrEnum):
    """Why a topic has no figures."""

    NO_FILE = "no_file"
    """No file of that table is held that was published by the day asked."""
    NOT_LISTED = "not_listed"
    """A file is held and does not name this partner."""
    LEFT_OPEN = "left_open"
    """The file has no total, and what it parts cannot be added."""
    NO_FIGURE = "no_figure"
    """The file names the partner and gives no figure of a whole year."""
    NO_ROUTE = "no_route"
    """The figures are by route, and no main route of this partner is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One topic: its points by year, oldest first, each of the newest issue that holds it, or why there are none.

    `unit` is what is counted, as the table of topics has it, or a currency. `route` is that of figures which are by
    route. `dated` is false where the file does not say when it was published, so that only the day is known on which
    it was taken in.
    """

    topic: str
    points: tuple[Point, ...] = ()
    unit: str = ""
    citation: str = ""
    issued: date | None = None
    dated: bool = True
    route: str = ""
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nationals:
    """Detections of nationals of the partner on one route, in the last year of the issue and in the year before."""

    route: str
    now: int
    before: int | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOrder:
    """An order for the sheet of one partner country: the twelve topics, the routes, aid, and the times.

    `nationals` are the routes that are drawn and on which any of its nationals were detected in one of both years.

    `published` is aid in its currency by donor, instrument, partner and domain.
    """

    partner: str
    told: tuple[Told, ...]
    situation: Situation | None
    nationals: tuple[Nationals, ...]
    published: Published | None
    viewer: Principal
    on: date
    at: datetime
    vintage: date


def years_of(told: Told) -> tuple[Point, ...]:
    """The points that are whole calendar years; what is shorter or not over is told beside them."""
    return tuple(one for one in told.points if one.period.isdigit() and one.whole)


def latest(told: Told) -> Point | None:
    """The last whole year with a figure."""
    known = [one for one in years_of(told) if isinstance(one.value, Decimal)]
    return known[-1] if known else None
