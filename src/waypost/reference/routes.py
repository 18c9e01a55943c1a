"""Routes as Frontex names them, with where each stands on the map.

The five of `kind` main are drawn and compared; the others are kept under their own names. The infographic
that the ministers' page links to has three routes, Eastern, Central and Western: `infographic` maps to them,
and is None where we know of no mapping. That the Western African (Atlantic) route belongs to its Western
one is our reading.

Map points are places for a disc and a label, chosen for legibility: a disc stands in the middle of a route,
not where anything happened, and the dashes give a direction, not a path (look 7.10).

Source: domain 2.9 (V20, V21); seed S18; zones: Dictionary sheet of the Frontex workbook of 4 February 2022.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from waypost.reference.table import Row, rows
from waypost.reference.terms import Term, by_code, by_printed, terms

MAP_WINDOW = (-20.0, 25.0, 40.0, 47.5)
"""West, south, east, north of the map of routes, in degrees; drawn true at 38° N (look 7.10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place in degrees, east and north positive."""

    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """Where a route's disc stands, the two ends of its dashes, and on which side its label is written."""

    at: Point
    dash_from: Point
    dash_to: Point
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route. `zones` are the publisher's words; `infographic` is eastern, central, western or None."""

    term: Term
    main: bool
    zones: str
    infographic: str | None
    map_point: MapPoint | None


def _point(row: Row, prefix: str = "") -> Point:
    return Point(longitude=float(row[f"{prefix}longitude"]), latitude=float(row[f"{prefix}latitude"]))


def _map_point(row: Row) -> MapPoint | None:
    if not row["longitude"]:
        return None
    return MapPoint(at=_point(row), dash_from=_point(row, "from_"), dash_to=_point(row, "to_"), label=row["label"])


@cache
def _routes() -> Mapping[str, Route]:
    return {
        row["code"]: Route(
            term=by_code("routes")[row["code"]],
            main=row["kind"] == "main",
            zones=row["zones"],
            infographic=row["infographic"] or None,
            map_point=_map_point(row),
        )
        for row in rows("routes")
    }


def routes() -> tuple[Route, ...]:
    """All routes: the five main ones first."""
    return tuple(_routes().values())


def main_routes() -> tuple[Route, ...]:
    """The five that are drawn and compared."""
    return tuple(route for route in routes() if route.main)


def route(code: str) -> Route | None:
    """The route of a code ("central_mediterranean"); None where the table does not have it."""
    return _routes().get(code)


def route_printed(words: str) -> Route | None:
    """The route that a publisher means by these words ("Eastern Land Borders"); None where unknown."""
    term = by_printed("routes").get(words.strip().casefold())
    return None if term is None else _routes()[term.code]


def route_codes() -> tuple[str, ...]:
    """All codes, the five main ones first."""
    return tuple(term.code for term in terms("routes"))
