"""Land for the map of routes: one dissolved shape, no boundary, no name (look 7.10).

Rings are outer edges and lakes or inner seas alike, so they are filled by the even-odd rule. Edges on the
window's rim come from the cut and are no coast.

Source: Natural Earth (public domain), 1:50 million, from the npm package world-atlas; see `tools/make_land.py`.
The file of 1:110 million was tried first: it has no Canary Islands and no Balearic Islands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypedDict, cast

from waypost.core.values import Source
from waypost.reference.table import read_data

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude in degrees, east and north positive; the first point is the last one too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """The outline and its window: west, south, east, north in degrees. The largest ring comes first."""

    source: Source
    window: tuple[float, float, float, float]
    rings: tuple[Ring, ...]

    def has(self, longitude: float, latitude: float) -> bool:
        """Whether a place is on land, by the even-odd rule; False outside the window."""
        crossings = 0
        for ring in self.rings:
            for (ax, ay), (bx, by) in pairwise(ring):
                if (ay > latitude) != (by > latitude):
                    crossings += longitude < ax + (latitude - ay) * (bx - ax) / (by - ay)
        return crossings % 2 == 1


class _File(TypedDict):
    source: str
    package: str
    version: str
    file: str
    window: tuple[float, float, float, float]
    rings: list[list[tuple[float, float]]]


@cache
def land() -> Land:
    """The outline that the package ships; read once."""
    found = cast(_File, json.loads(read_data("land.json")))
    west, south, east, north = found["window"]
    rings = tuple(tuple((x, y) for x, y in ring) for ring in found["rings"])
    title = f"{found['file']} of {found['package']} {found['version']}"
    return Land(
        source=Source(publisher=found["source"], title=title),
        window=(west, south, east, north),
        rings=tuple((*ring, ring[0]) if ring[0] != ring[-1] else ring for ring in rings),
    )
