"""Small charts of several topics by year, side by side. Source: look 7.3 to 7.5.

Each has a scale of its own, since persons, visas and money have none in common; the years are the same in all.
"""

from __future__ import annotations

from dataclasses import dataclass

from waypost.core.brief.figures import Course, CoursePoint, Courses
from waypost.core.values import Missing
from waypost.outputs.charts.sheet import Align, Box, Frame, Sheet
from waypost.outputs.charts.speech import label, steps
from waypost.outputs.charts.type import width_of, wrapped
from waypost.words.wording import Wording

LEAST_WIDTH = 140
"""A picture narrower than that, in points on paper, holds no title."""
HIGH = 48
"""The height of the bars in points on paper."""


def draw_courses(chart: Courses, wording: Wording, frame: Frame) -> Sheet:
    """The charts in rows of as many as the frame has room for, in the order given."""
    sheet, unit = Sheet(frame), frame.unit
    gap = 12 * unit
    across = max(1, int((frame.width + gap) // (LEAST_WIDTH * unit + gap)))
    width = (frame.width - gap * (across - 1)) / across
    pictures = [_Picture(chart, one, wording, frame, width) for one in chart.courses]
    top = 0.0
    for start in range(0, len(pictures), across):
        row = pictures[start : start + across]
        head = max(one.head for one in row)
        for place, one in enumerate(row):
            slot = across - 1 - place if wording.right_to_left else place
            one.draw(sheet, slot * (width + gap), top, head)
        top += head + max(one.foot for one in row) + 9 * unit
    sheet.grown_to(top - 9 * unit)
    return sheet


@dataclass(slots=True)
class _Plot:
    """The bars' place, how wide a year is, and the largest value that the scale holds."""

    box: Box
    slot: float
    top: float

    def y(self, value: float) -> float:
        return self.box.bottom - self.box.height * value / self.top


class _Picture:
    """One topic while it is drawn: a head that ends where the bars begin, and a foot with bars, years and source."""

    def __init__(self, chart: Courses, course: Course, wording: Wording, frame: Frame, width: float) -> None:
        self.chart, self.course, self.wording, self.frame, self.width = chart, course, wording, frame, width
        unit = self.unit = frame.unit
        self.title = wrapped(wording.plain(course.label), width, frame.text, strong=True)
        known = [float(one.value) for one in course.points if not isinstance(one.value, Missing)]
        self.steps = steps(max([*known, 1.0]), 2)
        self.names = [self._step(value) for value in (0, *self.steps)]
        self.margin = max(width_of(one, frame.text) for one in self.names) + 4 * unit
        source = wording.plain(course.source) if course.source is not None else ""
        self.source = wrapped(source, width, frame.small, most=3) if source else ()
        self.head = (9.6 * len(self.title) + (9.6 if course.latest is not None else 0) + 9) * unit
        self.foot = (HIGH + 17 + 9.2 * len(self.source)) * unit

    def _step(self, value: int) -> str:
        if value >= 1000 and value % 1000 == 0:
            return label(self.wording, "thousand", value=value // 1000)
        return label(self.wording, "figure", value=value)

    def draw(self, sheet: Sheet, left: float, start_y: float, head: float) -> None:
        """Draws it from `start_y` down, with `head` above its bars."""
        unit, course, top = self.unit, self.course, start_y + head
        rtl = self.wording.right_to_left
        start: tuple[float, Align] = (left + self.width, "right") if rtl else (left, "left")
        y = start_y + 5 * unit
        for line in self.title:
            sheet.words(start[0], y, line, strong=True, align=start[1])
            y += 9.6 * unit
        if course.latest is not None:
            sheet.words(start[0], y, self.wording.plain(course.latest), role="ink2", align=start[1], room=self.width)
        years = self.chart.last - self.chart.first + 1
        margin = 0 if course.absent is not None else self.margin
        box = Box(left, top, self.width - margin, HIGH * unit)
        plot = _Plot(box=box, slot=box.width / years, top=float(self.steps[-1]))
        if course.absent is None:
            self._bars(sheet, plot)
            self._years(sheet, plot)
        else:
            self._absent(sheet, box)
        y = top + (HIGH + 20.5) * unit
        for line in self.source:
            sheet.words(start[0], y, line, role="ink3", align=start[1], size=self.frame.small)
            y += 9.2 * unit

    def _absent(self, sheet: Sheet, box: Box) -> None:
        """Hatch over the whole place, and why there is nothing."""
        unit = self.unit
        sheet.hatch(box, step=6 * unit, thick=0.6 * unit)
        words = self.wording.plain(self.course.absent) if self.course.absent is not None else ""
        lines = wrapped(words, box.width - 12 * unit, self.frame.text, most=3)
        wide = max(width_of(one, self.frame.text) for one in lines) + 8 * unit
        high = len(lines) * 9.6 * unit + 5 * unit
        middle = box.x + box.width / 2
        behind = Box(middle - wide / 2, box.y + (box.height - high) / 2, wide, high)
        sheet.rect(behind, fill="surface")
        y = behind.y + 7.3 * unit
        for line in lines:
            sheet.words(middle, y, line, role="ink2", align="center")
            y += 9.6 * unit

    def _bars(self, sheet: Sheet, plot: _Plot) -> None:
        unit, box = self.unit, plot.box
        for value, name in zip((0, *self.steps), self.names, strict=True):
            role = "ink3" if value == 0 else "line"
            sheet.line((box.x, plot.y(value)), (box.right, plot.y(value)), role=role)
            sheet.words(box.right + 4 * unit, plot.y(value), name, role="ink3")
        held = {one.year: one for one in self.course.points if not isinstance(one.value, Missing)}
        self._gaps(sheet, plot, set(held))
        for one in self.course.points:
            if self.chart.first <= one.year <= self.chart.last:
                self._bar(sheet, plot, one)
        self._breaks(sheet, plot)

    def _bar(self, sheet: Sheet, plot: _Plot, point: CoursePoint) -> None:
        """A bar: pale where it is preliminary, with a hatched end where figures are missing; a line for a zero."""
        if isinstance(point.value, Missing):
            return
        unit = self.unit
        x = plot.box.x + (point.year - self.chart.first + 0.14) * plot.slot
        y = plot.y(max(float(point.value), 0.0))
        high = plot.box.bottom - y
        box = Box(x, y, 0.72 * plot.slot, high)
        if high < 0.8 * unit:
            sheet.rect(Box(x, plot.box.bottom - 0.8 * unit, box.width, 0.8 * unit), fill="accent")
        elif point.preliminary:
            sheet.rect(box, fill="m1", edge="accent", thick=0.8 * unit)
        else:
            sheet.rect(box, fill="accent")
        if point.partly:
            end = max(y - 5 * unit, plot.box.y - 4 * unit)
            sheet.hatch(Box(x, end, box.width, y - end), step=2.4 * unit, thick=0.5 * unit)

    def _gaps(self, sheet: Sheet, plot: _Plot, held: set[int]) -> None:
        """Years without a figure: one hatched band for each run of them."""
        start: int | None = None
        for year in range(self.chart.first, self.chart.last + 2):
            missing = year <= self.chart.last and year not in held
            if missing and start is None:
                start = year
            if not missing and start is not None:
                left = plot.box.x + (start - self.chart.first) * plot.slot
                band = Box(left, plot.box.y, (year - start) * plot.slot, plot.box.height)
                sheet.hatch(band, step=5 * self.unit, thick=0.5 * self.unit, edge=False)
                start = None

    def _breaks(self, sheet: Sheet, plot: _Plot) -> None:
        """A dashed line before each year that cannot be compared with the one before; the word at the first."""
        unit = self.unit
        years = [
            one.year for one in self.course.points if one.broken and self.chart.first < one.year <= self.chart.last
        ]
        for place, year in enumerate(years):
            x = plot.box.x + (year - self.chart.first) * plot.slot
            dash = f"{2 * unit:.1f},{1.5 * unit:.1f}"
            sheet.line((x, plot.box.y - 5 * unit), (x, plot.box.bottom), role="ink", thick=0.8 * unit, dash=dash)
            if place == 0:
                words = label(self.wording, "break")
                wide = width_of(words, self.frame.small)
                left = min(max(x - wide / 2, plot.box.x), plot.box.right - wide)
                sheet.words(left, plot.box.y - 3 * unit, words, role="ink2", size=self.frame.small, halo="surface")

    def _years(self, sheet: Sheet, plot: _Plot) -> None:
        """As many years as have room, counted back from the last."""
        unit, bottom = self.unit, plot.box.bottom
        wide = width_of(str(self.chart.last), self.frame.small)
        every = -int(-(wide + 5 * unit) // plot.slot)
        for year in range(self.chart.last, self.chart.first - 1, -every):
            x = plot.box.x + (year - self.chart.first + 0.5) * plot.slot
            left = min(max(x - wide / 2, plot.box.x), plot.box.right + self.margin - wide)
            sheet.line((x, bottom), (x, bottom + 2.5 * unit), role="ink3", thick=0.6 * unit)
            sheet.words(left, bottom + 8 * unit, str(year), role="ink3", size=self.frame.small)
