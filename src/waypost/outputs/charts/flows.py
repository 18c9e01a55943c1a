"""Detections by month, by route, by nationality and on the map. Source: look 7."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import sqrt

from waypost.core.brief.figures import MainRoute, Month, Ranked, Route, Routes
from waypost.core.values import Missing
from waypost.outputs.charts.sheet import Align, Box, Frame, Sheet
from waypost.outputs.charts.speech import label, steps
from waypost.outputs.charts.type import width_of, wrapped
from waypost.words.wording import Wording


def draw_main_route(chart: MainRoute, wording: Wording, frame: Frame) -> Sheet:
    """One route by month; preliminary months pale, months without a file hatched as wide as they are."""
    return _Months(chart, wording, frame).drawn()


class _Months:
    """The main route while it is drawn."""

    def __init__(self, chart: MainRoute, wording: Wording, frame: Frame) -> None:
        self.chart, self.wording, self.frame = chart, wording, frame
        self.sheet, self.unit = Sheet(frame), frame.unit
        months = chart.route.months
        self.first = min([one.year for one in months] + [year for year, _, _ in chart.gaps])
        self.last = max([one.year for one in months] + [year for year, _, _ in chart.gaps])
        self.slot = frame.width / (12 * (self.last - self.first + 1))
        known = [one.value for one in months if isinstance(one.value, int)]
        self.steps = steps(max([*known, 1]), 3)
        self.plot = Box(0, 22 * self.unit, frame.width, 112 * self.unit)

    def x(self, year: int, month: int) -> float:
        return (12 * (year - self.first) + month - 1) * self.slot

    def y(self, value: float) -> float:
        return self.plot.bottom - self.plot.height * value / self.steps[-1]

    def drawn(self) -> Sheet:
        for value in self.steps:
            self.sheet.line((0, self.y(value)), (self.frame.width, self.y(value)), role="line")
        for year, total, words in self.chart.gaps:
            self._gap_year(year, total, words)
        self._absent()
        for one in self.chart.route.months:
            self._bar(one)
        self._scale()
        self._years()
        self._notes()
        self.sheet.grown_to(self.plot.bottom + 16 * self.unit)
        return self.sheet

    def _scale(self) -> None:
        for value in self.steps:
            y = self.y(value)
            words = label(self.wording, "figure", value=value)
            if value == self.steps[-1]:
                words = label(self.wording, "a_month", value=value)
            self.sheet.words(0, y - 6 * self.unit, words, role="ink3", halo="surface")

    def _bar(self, month: Month) -> None:
        if isinstance(month.value, Missing):
            return
        x, y = self.x(month.year, month.month), self.y(month.value)
        box = Box(x + 0.06 * self.slot, y, 0.88 * self.slot, self.plot.bottom - y)
        if month.provisional:
            self.sheet.rect(box, fill="m1", edge="accent", thick=0.8 * self.unit)
        else:
            self.sheet.rect(box, fill="accent")

    def _absent(self) -> None:
        """Months inside the series for which no figure is held: one band for each run of them."""
        held = {(one.year, one.month) for one in self.chart.route.months if isinstance(one.value, int)}
        gaps = {year for year, _, _ in self.chart.gaps}
        start: float | None = None
        for place in range(12 * (self.last - self.first + 1) + 1):
            year, month = self.first + place // 12, place % 12 + 1
            absent = year <= self.last and (year, month) not in held and year not in gaps
            if absent and start is None:
                start = place * self.slot
            if not absent and start is not None:
                width = place * self.slot - start
                band = Box(start, self.plot.y, width, self.plot.height)
                self.sheet.hatch(band, step=6 * self.unit, thick=0.6 * self.unit, edge=False)
                start = None

    def _gap_year(self, year: int, total: int | Missing, words: object) -> None:
        unit = self.unit
        band = Box(self.x(year, 1) + 0.5, self.plot.y, 12 * self.slot - 1, self.plot.height)
        self.sheet.hatch(band, step=6 * unit, thick=0.6 * unit, edge=False)
        figure = label(self.wording, "figure", value=total) if isinstance(total, int) else ""
        lines = wrapped(self.wording.plain(words), band.width - 6 * unit, self.frame.text, most=3)  # type: ignore[arg-type]
        high = (len(lines) + bool(figure)) * 10.5 * unit + 6 * unit
        middle = band.y + band.height / 2
        self.sheet.rect(Box(band.x, middle - high / 2, band.width, high), fill="surface")
        y = middle - high / 2 + 8.5 * unit
        x = band.x + band.width / 2
        if figure:
            self.sheet.words(x, y, figure, strong=True, align="center", size=1.1 * self.frame.text, room=band.width)
            y += 11 * unit
        for line in lines:
            self.sheet.words(x, y, line, role="ink2", align="center")
            y += 10 * unit

    def _years(self) -> None:
        bottom, unit = self.plot.bottom, self.unit
        self.sheet.line((0, bottom), (self.frame.width, bottom), role="ink3", thick=0.8 * unit)
        for year in range(self.first, self.last + 1):
            x = self.x(year, 1)
            self.sheet.line((x, bottom), (x, bottom + 4 * unit), role="ink3", thick=0.8 * unit)
            middle = x + 6 * self.slot
            self.sheet.words(middle, bottom + 9 * unit, str(year), role="ink2", align="center")

    def _notes(self) -> None:
        """The peak at its bar, and from which month on figures are preliminary."""
        months = [one for one in self.chart.route.months if isinstance(one.value, int)]
        first = next((one for one in months if one.provisional), None)
        if first is not None:
            day = date(first.year, first.month, 1)
            code = "month_preliminary" if sum(one.provisional for one in months) == 1 else "months_preliminary"
            self._flag(self.x(first.year, first.month) + self.slot / 2, label(self.wording, code, month=day), first)
        if self.chart.peak is None or not months:
            return
        top = max(months, key=lambda one: one.value if isinstance(one.value, int) else 0)
        value = top.value if isinstance(top.value, int) else 0
        words = self.wording.plain(self.chart.peak)
        width = width_of(words, self.frame.text, strong=True)
        x = min(max(self.x(top.year, top.month) + self.slot, width), self.frame.width)
        y = max(self.y(value) - 6 * self.unit, self.plot.y + 7 * self.unit)
        self.sheet.words(x, y, words, strong=True, align="right", halo="surface")

    def _flag(self, x: float, words: str, month: Month) -> None:
        width = width_of(words, self.frame.text)
        left = min(max(x - width / 2, 0), self.frame.width - width)
        unit = self.unit
        scale = label(self.wording, "a_month", value=self.steps[-1])
        y = 6 * unit if left < width_of(scale, self.frame.text) + 4 * unit else 14 * unit
        value = month.value if isinstance(month.value, int) else 0
        self.sheet.line((x, y + 6 * unit), (x, self.y(value) - 1 * unit), role="ink2", thick=0.6 * unit)
        self.sheet.words(left, y, words, role="ink2", halo="surface")


def draw_routes(chart: Routes, wording: Wording, frame: Frame) -> Sheet:
    """Small multiples on one scale: each route in accent, the others behind it."""
    sheet, unit = Sheet(frame), frame.unit
    across = 1 if frame.stacked else 5 if frame.name == "wide" else 3
    across = min(across, len(chart.routes))
    gap = 10 * unit
    width = (frame.width - gap * (across - 1)) / across
    values = [one.value for route in chart.routes for one in route.months if isinstance(one.value, int)]
    largest = max([*values, 1])
    scale = tuple(step for step in steps(largest, 3) if step <= largest) or (largest,)
    high = (96 if across == 5 else 88) * unit
    names = [wrapped(wording.plain(one.label), width + gap - 3 * unit, frame.text, strong=True) for one in chart.routes]
    head = (14.5 + 9.5 * max(map(len, names))) * unit
    figures = max(17 * unit, *(width_of(_step(wording, value), frame.text) for value in scale)) + 3 * unit
    for place, route in enumerate(chart.routes):
        slot = across - 1 - place % across if wording.right_to_left else place % across
        left = slot * (width + gap)
        top = (place // across) * (high + head + 10 * unit)
        box = Box(left, top + head, width - figures, high - 24 * unit)
        start, align = _start(wording, left, width)
        for line, words in enumerate(reversed(names[place])):
            sheet.words(start, box.y - (19 + 9.5 * line) * unit, words, strong=True, align=align)
        code = "in_year" if isinstance(route.total, int) else "unknown_in_year"
        total = label(wording, code, value=route.total, year=str(route.year))
        sheet.words(start, box.y - 9.5 * unit, total, role="ink2", align=align)
        _panel(sheet, wording, chart, route, box, (*scale, largest))
    rows = -(-len(chart.routes) // across)
    sheet.grown_to(rows * (high + head + 10 * unit) - 20 * unit)
    return sheet


def _start(wording: Wording, left: float, width: float) -> tuple[float, Align]:
    """Where the lines of a head begin: at the right where they run to the left."""
    return (left + width, "right") if wording.right_to_left else (left, "left")


def _step(wording: Wording, value: int) -> str:
    """A step of the scale, in thousands where it has them."""
    return label(wording, "thousand", value=value // 1000) if value >= 1000 else str(value)


def _panel(sheet: Sheet, wording: Wording, chart: Routes, route: Route, box: Box, scale: tuple[int, ...]) -> None:
    """One route; `scale` holds the gridlines and, last, the largest value of all routes."""
    unit = sheet.frame.unit
    top = scale[-1] * 1.04
    for value in (0, *scale[:-1]):
        y = box.bottom - box.height * value / top
        sheet.line((box.x, y), (box.right, y), role="ink3" if value == 0 else "line")
        sheet.words(box.right + 3 * unit, y, _step(wording, value), role="ink3")
    _year_ticks(sheet, route, box)
    for other in chart.routes:
        if other.code != route.code:
            _series(sheet, other, box, top, role="ctx", thick=0.7 * unit)
    _series(sheet, route, box, top, role="accent", thick=1.6 * unit)


def _year_ticks(sheet: Sheet, route: Route, box: Box) -> None:
    unit = sheet.frame.unit
    years = sorted({one.year for one in route.months})
    slot = box.width / max(len(years), 1)
    for place, year in enumerate(years):
        x = box.x + place * slot
        sheet.line((x, box.bottom), (x, box.bottom + 3 * unit), role="ink3", thick=0.6 * unit)
        words = str(year) if slot > 24 * unit else f"’{year % 100:02}"
        sheet.words(x + slot / 2, box.bottom + 8 * unit, words, role="ink3", align="center")


def _series(sheet: Sheet, route: Route, box: Box, top: float, *, role: str, thick: float) -> None:
    """A line that breaks where a month is missing; preliminary months dotted, with an open ring at the end."""
    if not route.months:
        return
    first = min(one.year for one in route.months)
    years = max(one.year for one in route.months) - first + 1
    slot = box.width / (12 * years)

    def place(month: Month) -> tuple[float, float] | None:
        if isinstance(month.value, Missing):
            return None
        x = box.x + (12 * (month.year - first) + month.month - 0.5) * slot
        return x, box.bottom - box.height * month.value / top

    spots = [(place(one), one.provisional) for one in route.months]
    solid = ""
    for (one, _), (two, provisional) in pairwise(spots):
        if one is None or two is None:
            continue
        if provisional:
            sheet.line(one, two, role=role, thick=thick, dash=f"{thick:.2f},{thick * 1.2:.2f}")
        else:
            solid += f"M{one[0]:.2f},{one[1]:.2f}L{two[0]:.2f},{two[1]:.2f}"
    if solid:
        sheet.path(_joined(solid), edge=role, thick=thick)
    last, provisional = spots[-1]
    if role == "accent" and last is not None and provisional:
        sheet.disc(*last, 2.4 * sheet.frame.unit, fill="surface", edge=role, thick=1.3 * sheet.frame.unit)


def _joined(path: str) -> str:
    """Pieces that touch become one stroke, so that corners join."""
    parts: list[str] = []
    last = ""
    for piece in path.split("M")[1:]:
        start, end = piece.split("L")
        parts.append(f"L{end}" if start == last else f"M{start}L{end}")
        last = end
    return "".join(parts)


def draw_ranked(chart: Ranked, wording: Wording, frame: Frame) -> Sheet:
    """Horizontal bars, largest first, with a mark for the year before."""
    sheet, unit = Sheet(frame), frame.unit
    above = frame.stacked and frame.text >= 13
    labels = [wording.plain(row[0]) for row in chart.rows]
    widest = max(width_of(words, frame.text, strong=True) for words in labels)
    left = 0.0 if above else min(widest, 0.42 * frame.width) + 5 * unit
    figures = [label(wording, "figure", value=row[1]) for row in chart.rows]
    room = frame.width - left - max(width_of(one, frame.text, strong=True) for one in figures) - 6 * unit
    largest = max([row[1] for row in chart.rows] + [row[2] for row in chart.rows if isinstance(row[2], int)] + [1])
    pitch, y = (28 if above else 20) * unit, 12 * unit
    for place, (_, value, before, chosen) in enumerate(chart.rows):
        top = y + place * pitch + (14 * unit if above else 5 * unit)
        middle = top + 5 * unit
        if above:
            sheet.words(0, top - 7 * unit, labels[place], strong=chosen)
        else:
            sheet.words(left - 5 * unit, middle, labels[place], strong=chosen, align="right", room=left - 5 * unit)
        end = left + room * value / largest
        sheet.rect(Box(left, top, max(end - left, 0.5), 10 * unit), fill="accent" if chosen else "bar")
        mark = left + room * before / largest if isinstance(before, int) else None
        if mark is not None:
            sheet.line((mark, top - 2.5 * unit), (mark, top + 12.5 * unit), role="ink", thick=1.4 * unit)
        if place == 0 and mark is not None and not above:
            sheet.words(mark, 5 * unit, str(chart.year - 1), role="ink2", align="center")
        # In one column at the end: beside the mark the figure would be read as that of the year before.
        sheet.words(frame.width, middle, figures[place], strong=chosen, role="ink" if chosen else "ink2", align="right")
    bottom = y + len(chart.rows) * pitch + 2 * unit
    if not above:
        sheet.line((left, y), (left, bottom - 2 * unit), role="ink3", thick=0.8 * unit)
    sheet.grown_to(bottom)
    return sheet


def radius(value: int, largest: int, most: float) -> float:
    """Of a disc whose area is by figure."""
    return most * sqrt(value / largest) if largest else 0.0
