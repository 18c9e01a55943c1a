"""Detections by route as a brief is handed them: what was published by a day, and what of it is preliminary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waypost.core.brief.figures import Month
from waypost.core.statistics.topical import Topical
from waypost.core.values import Missing, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Nationality:
    """Detections of one nationality in the last full year and in the year before; `country` None for no country."""

    country: str | None
    name: str
    detections: int
    before: int | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One route: its months oldest first, its totals by year, its place on the map."""

    code: str
    months: tuple[Month, ...]
    years: tuple[tuple[int, int], ...]
    nationalities: tuple[Nationality, ...]
    longitude: Decimal
    latitude: Decimal

    def total(self, year: int) -> int | Missing:
        """Detections of a year; not reported where the issue does not hold it."""
        return dict(self.years).get(year, Missing.NOT_REPORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterTotal:
    """A yearly total from another paper than the monthly issue."""

    route: str
    year: int
    detections: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The figures on the routes as published by the vintage asked for.

    `main` is the route of the partnership: stated in the roadmap, or (`main_read`) the one on which most nationals
    of its partners were detected in the last year held; None when neither is known. `from_store`: an issue that the
    workspace holds gives the figures, and not the one that comes with the package.
    """

    main: str | None
    main_read: bool
    partners: tuple[str, ...]
    flows: tuple[Flow, ...]
    last_year: int
    preliminary: tuple[int, int]
    later: tuple[LaterTotal, ...]
    issued: date
    source: Source
    from_store: bool = False

    @property
    def main_flow(self) -> Flow | None:
        """The main route's figures."""
        return next((one for one in self.flows if one.code == self.main), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFigures:
    """The latest official figure of each topic about one partner country, out of the workspace's own store."""

    partner: str
    topics: tuple[Topical, ...]
