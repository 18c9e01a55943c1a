"""Make the outline of land for the map of routes from Natural Earth, as the npm package world-atlas carries it.

    npm pack world-atlas@2.0.2
    python tools/make_land.py world-atlas-2.0.2.tgz

writes src/waypost/reference/data/land.json: rings of one dissolved land shape, with no boundary in it, cut to the
window of WINDOW and simplified. The archive is checked against its hash; nothing is fetched here.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
from collections.abc import Iterable, Sequence
from math import hypot
from pathlib import Path
from typing import TypedDict, cast

TARGET = Path(__file__).parents[1] / "src" / "waypost" / "reference" / "data" / "land.json"
PACKAGE, VERSION, MEMBER = "world-atlas", "2.0.2", "package/land-50m.json"
ARCHIVE_SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
WINDOW = (-20.0, 10.0, 45.0, 50.0)
"""West, south, east, north."""

TOLERANCE = 0.03
"""In degrees: about three kilometres, less than a line's width on the map."""

SMALLEST = 0.004
"""In square degrees: islands below this are left out, about a tenth of a dot on the map."""

Point = tuple[float, float]
Ring = list[Point]


class Transform(TypedDict):
    """Scale and offset of the whole numbers of a topology."""

    scale: tuple[float, float]
    translate: tuple[float, float]


class Land(TypedDict):
    """The parts of a topology of land that are read here."""

    transform: Transform
    arcs: list[list[tuple[int, int]]]
    objects: dict[str, dict[str, list[dict[str, list[list[list[int]]]]]]]


def decode_arc(arc: list[tuple[int, int]], transform: Transform) -> Ring:
    """The points of an arc, in degrees; each is stored as the step from the one before."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return points


def rings(land: Land) -> Iterable[Ring]:
    """Every ring of the land, holes included; ~n is arc n backwards."""
    arcs = [decode_arc(arc, land["transform"]) for arc in land["arcs"]]
    (shape,) = land["objects"]["land"]["geometries"]
    for polygon in shape["arcs"]:
        for ring in polygon:
            points: Ring = []
            for index in ring:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                points.extend(arc if not points else arc[1:])
            yield points


def cut(ring: Ring, axis: int, edge: float, *, above: bool) -> Ring:
    """The part of a ring on one side of a line (Sutherland and Hodgman)."""

    def inside(point: Point) -> bool:
        return point[axis] >= edge if above else point[axis] <= edge

    kept: Ring = []
    for before, point in zip([ring[-1], *ring], ring, strict=False):
        if inside(point) != inside(before):
            share = (edge - before[axis]) / (point[axis] - before[axis])
            crossing = [before[i] + share * (point[i] - before[i]) for i in (0, 1)]
            crossing[axis] = edge
            kept.append((crossing[0], crossing[1]))
        if inside(point):
            kept.append(point)
    return kept


def window(ring: Ring) -> Ring:
    """The part of a ring inside WINDOW; empty where there is none."""
    west, south, east, north = WINDOW
    for axis, edge, above in ((0, west, True), (0, east, False), (1, south, True), (1, north, False)):
        ring = cut(ring, axis, edge, above=above) if ring else ring
    return ring


def simplify(points: Sequence[Point]) -> Ring:
    """The points that matter within TOLERANCE (Douglas and Peucker)."""
    if len(points) < 3:
        return list(points)
    (ax, ay), (bx, by) = points[0], points[-1]
    length = hypot(bx - ax, by - ay)

    def distance(point: Point) -> float:
        px, py = point
        if length == 0:
            return hypot(px - ax, py - ay)
        return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length

    far = max(range(1, len(points) - 1), key=lambda index: distance(points[index]))
    if distance(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplify(points[: far + 1])[:-1] + simplify(points[far:])


def area(ring: Ring) -> float:
    """The area of a ring in square degrees."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum((ax * by - bx * ay for (ax, ay), (bx, by) in pairs), 0.0)) / 2


def make(archive: Path) -> str:
    """The table of land as JSON text, one ring a line."""
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != ARCHIVE_SHA256:
        raise SystemExit(f"{archive.name} is not {PACKAGE} {VERSION}: its SHA-256 is {digest}")
    with tarfile.open(archive) as packed:
        member = packed.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{MEMBER} is not in {archive.name}")
        raw = member.read()
    kept = [simplify(ring) for ring in map(window, rings(cast(Land, json.loads(raw)))) if len(ring) > 3]
    shown = sorted((ring for ring in kept if len(ring) > 3 and area(ring) >= SMALLEST), key=area, reverse=True)
    lines = ",\n".join(
        json.dumps([[round(x, 2), round(y, 2)] for x, y in ring], separators=(",", ":")) for ring in shown
    )
    head = {
        "source": "Natural Earth, public domain",
        "package": PACKAGE,
        "version": VERSION,
        "file": MEMBER,
        "archive_sha256": digest,
        "file_sha256": hashlib.sha256(raw).hexdigest(),
        "window": WINDOW,
        "tolerance_degrees": TOLERANCE,
    }
    return json.dumps(head, indent=0)[:-2] + f',\n"rings": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    TARGET.write_text(make(Path(sys.argv[1])), encoding="utf-8")
