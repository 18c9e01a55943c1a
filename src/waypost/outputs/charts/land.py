"""Routes on land and sea: no boundary, no country, no arrow into Europe. Source: look 7.10."""

from __future__ import annotations

from functools import cache
from math import cos, radians
from typing import Final

from waypost.core.brief.figures import Discs, Place
from waypost.outputs.charts.flows import radius
from waypost.outputs.charts.sheet import Align, Box, Frame, Sheet
from waypost.outputs.charts.speech import label
from waypost.outputs.charts.type import width_of
from waypost.reference.land import Ring, land
from waypost.reference.routes import MAP_WINDOW, MapPoint, routes
from waypost.words.wording import Wording

TRUE_AT: Final = cos(radians(38))
"""The parallel at which the map is true."""


class Projection:
    """Degrees as places in a frame: equirectangular, true at 38 degrees north."""

    def __init__(self, width: float) -> None:
        """`width` of the drawing holds the whole window of the map."""
        west, south, east, north = MAP_WINDOW
        self.scale = width / ((east - west) * TRUE_AT)
        self.height = (north - south) * self.scale

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The place of a point."""
        return (longitude - MAP_WINDOW[0]) * TRUE_AT * self.scale, (MAP_WINDOW[3] - latitude) * self.scale


@cache
def _clipped() -> tuple[Ring, ...]:
    """The rings cut to the window, smallest islands left out."""
    return tuple(cut for ring in land().rings if len(cut := _inside(ring)) > 3)


def _inside(ring: Ring) -> Ring:
    """A ring cut to the window, edge after edge (Sutherland and Hodgman)."""
    west, south, east, north = MAP_WINDOW
    for axis, limit, below in ((0, west, False), (0, east, True), (1, south, False), (1, north, True)):
        ring = _cut(ring, axis, limit, below=below)
    return ring


def _cut(ring: Ring, axis: int, limit: float, *, below: bool) -> Ring:
    def kept(point: tuple[float, float]) -> bool:
        return point[axis] <= limit if below else point[axis] >= limit

    found: list[tuple[float, float]] = []
    for one, two in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        if kept(one):
            found.append(one)
        if kept(one) != kept(two):
            share = (limit - one[axis]) / (two[axis] - one[axis])
            found.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
    return tuple(found)


def _outline(projection: Projection) -> str:
    """All land as one path; points closer than a third of a unit are left out."""
    parts: list[str] = []
    for ring in _clipped():
        points: list[tuple[float, float]] = []
        for longitude, latitude in ring:
            x, y = projection.at(longitude, latitude)
            if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) > 0.45:
                points.append((x, y))
        if len(points) > 3:
            parts.append("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z")
    return "".join(parts)


def draw_discs(chart: Discs, wording: Wording, frame: Frame) -> Sheet:
    """A disc in the middle of each route, its area by figure; dashes give a direction, not a path."""
    sheet, projection = Sheet(frame), Projection(frame.width)
    sheet.grown_to(projection.height)
    sheet.rect(Box(0, 0, frame.width, projection.height), fill="sea")
    sheet.path(_outline(projection), fill="land")
    largest = max((place.value for place in chart.places), default=0)
    most = 14 * frame.unit * (frame.width / frame.unit / 298) ** 0.5
    for place in chart.places:
        _dashes(sheet, projection, place)
    for place in sorted(chart.places, key=lambda one: -one.value):
        x, y = projection.at(float(place.longitude), float(place.latitude))
        size = radius(place.value, largest, most)
        fill = "accent" if place.chosen else "bar"
        sheet.disc(x, y, size, fill=fill, edge="surface", thick=1.2 * frame.unit)
    if frame.stacked:
        _listed(sheet, wording, chart, projection)
        return sheet
    taken: list[Box] = []
    for place in chart.places:
        x, y = projection.at(float(place.longitude), float(place.latitude))
        taken.append(_label(sheet, wording, place, x, y, radius(place.value, largest, most), taken))
    return sheet


def _listed(sheet: Sheet, wording: Wording, chart: Discs, projection: Projection) -> None:
    """On a narrow screen: a number at each disc, names and figures in a list below the map."""
    unit, y = sheet.frame.unit, projection.height + 11 * sheet.frame.unit
    largest = max((place.value for place in chart.places), default=0)
    for number, place in enumerate(chart.places, start=1):
        x, at = projection.at(float(place.longitude), float(place.latitude))
        size = radius(place.value, largest, 14 * unit * (sheet.frame.width / unit / 298) ** 0.5)
        sheet.words(x + size + 3 * unit, at, str(number), strong=True, halo="land")
        sheet.words(0, y, str(number), strong=True, role="ink2")
        sheet.words(12 * unit, y, wording.plain(place.label), strong=place.chosen)
        figure = label(wording, "figure", value=place.value)
        sheet.words(sheet.frame.width, y, figure, strong=place.chosen, align="right")
        y += 12 * unit
    sheet.grown_to(y - 4 * unit)


def _point(place: Place) -> MapPoint | None:
    """The map point of the route that stands at this place, where there is one."""
    here = (float(place.longitude), float(place.latitude))
    points = (route.map_point for route in routes() if route.map_point is not None)
    return next((point for point in points if (point.at.longitude, point.at.latitude) == here), None)


def _dashes(sheet: Sheet, projection: Projection, place: Place) -> None:
    point = _point(place)
    if point is None:
        return
    start = projection.at(point.dash_from.longitude, point.dash_from.latitude)
    end = projection.at(point.dash_to.longitude, point.dash_to.latitude)
    unit = sheet.frame.unit
    sheet.line(start, end, role="ink3", thick=1 * unit, dash=f"{2 * unit:.1f},{2 * unit:.1f}")


def _label(sheet: Sheet, wording: Wording, place: Place, x: float, y: float, size: float, taken: list[Box]) -> Box:
    """Name and figure beside the disc, on the side the table of routes says, or the first free one."""
    unit, frame = sheet.frame.unit, sheet.frame
    name, figure = wording.plain(place.label), label(wording, "figure", value=place.value)
    point = _point(place)
    wanted = point.label if point else "below"
    width = max(width_of(name, frame.text, strong=True), width_of(figure, frame.text))
    high = 20 * unit
    spots: dict[str, tuple[Align, Box]] = {
        "below": ("center", Box(x - width / 2, y + size + 2 * unit, width, high)),
        "above": ("center", Box(x - width / 2, y - size - high - 1 * unit, width, high)),
        "right": ("left", Box(x + size + 4 * unit, y - high / 2, width, high)),
        "left": ("right", Box(x - size - 4 * unit - width, y - high / 2, width, high)),
    }
    order = (wanted, *(side for side in spots if side != wanted))
    free = [side for side in order if _fits(spots[side][1], sheet, taken)]
    align, box = spots[free[0] if free else wanted]
    left = min(max(box.x, 2), frame.width - width - 2)
    at = {"center": left + width / 2, "left": left, "right": left + width}[align]
    sheet.words(at, box.y + 5 * unit, name, strong=True, align=align, halo="land")
    sheet.words(at, box.y + 14.5 * unit, figure, align=align, halo="land")
    return Box(left, box.y, width, high)


def _fits(box: Box, sheet: Sheet, taken: list[Box]) -> bool:
    inside = box.x >= 0 and box.y >= 0 and box.right <= sheet.frame.width and box.bottom <= sheet.height
    return inside and not any(
        box.x < one.right and one.x < box.right and box.y < one.bottom and one.y < box.bottom for one in taken
    )
