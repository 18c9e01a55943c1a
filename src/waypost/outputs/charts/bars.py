"""The bars of a Gantt: firm, loose, late, waiting for a condition; the arrows between them. Source: look 6, Gantt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waypost.core.brief.figures import Gantt, GanttRow
from waypost.core.values import Missing
from waypost.outputs.charts.sheet import Box, Sheet
from waypost.outputs.charts.speech import arrow, label
from waypost.outputs.charts.type import width_of
from waypost.words.wording import Wording


@dataclass(frozen=True, slots=True)
class Time:
    """Days as places: from the first day of a quarter to the last of one."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """The place of the start of a day, held inside the plot."""
        whole = max((self.last - self.first).days, 1)
        share = (day - self.first).days / whole
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row's bar lies: its middle, where it starts and where it ends with lateness included."""

    middle: float
    start: float
    end: float


class Bars:
    """Draws bars on a sheet, in the time of the plot; first all are placed, then arrows, then bars, then words."""

    def __init__(self, sheet: Sheet, chart: Gantt, time: Time, wording: Wording) -> None:
        """`chart` gives the as-of day and the links."""
        self.sheet, self.chart, self.time, self.wording = sheet, chart, time, wording
        self.frame, self.unit = sheet.frame, sheet.frame.unit
        self.placed: dict[str, Placed] = {}
        self.turns: dict[str, float] = {}
        self.arrows = 0

    def place(self, middle: float, row: GanttRow) -> None:
        """Notes where a bar will lie, before any is drawn."""
        days = [day for day in (row.start, row.end, row.late_to) if day]
        if row.start or row.end:
            start = self.time.at(row.start or row.end or self.chart.on)
            end = self.time.at(max(days))
            if row.late_days and row.late_to is None and not row.is_done:
                end = max(end, self.time.at(self.chart.on))
            self.placed[row.ref.element] = Placed(middle, start, max(end, start + 3 * self.unit))

    def links(self) -> None:
        """Arrows from the end of one bar to the start of the next, on the critical chain."""
        for before, after in self.chart.links:
            one, two = self.placed.get(before), self.placed.get(after)
            if one and two and one.middle != two.middle:
                way = self.way_between(one, two)
                self.turns[before] = max(self.turns.get(before, 0), way[1][0] if way[0][1] == way[1][1] else 0)
                arrow(self.sheet, way)
                self.arrows += 1

    def way_between(self, one: Placed, two: Placed) -> tuple[tuple[float, float], ...]:
        """Right angles from the end of the first to the start of the second."""
        unit, half = self.unit, 4 * self.unit
        down = 1 if two.middle > one.middle else -1
        if two.start >= one.end + 9 * unit:
            turn = two.start - 6 * unit
            return (one.end, one.middle), (turn, one.middle), (turn, two.middle), (two.start, two.middle)
        x = min(max(one.end - 1.5 * unit, two.start + 2 * unit), two.end - 1 * unit)
        if abs(x - (one.end - 1.5 * unit)) < 0.5 * unit:
            return (x, one.middle + down * half), (x, two.middle - down * half)
        bend = two.middle - down * 8 * unit
        start = one.end - 1.5 * unit
        return (start, one.middle + down * half), (start, bend), (x, bend), (x, two.middle - down * half)

    def bar(self, middle: float, row: GanttRow) -> float:
        """Draws all parts of a row's bar; the place where its words may start."""
        unit = self.unit
        if row.start is None and row.end is None:
            return self._waiting(middle, row)
        high = 7.5 * unit
        start = self.time.at(row.start or row.end or self.chart.on)
        end = max(self.time.at(row.end or row.start or self.chart.on), start + 3 * unit)
        tone, thick = ("ink", 1.7 * unit) if row.critical else ("bar", 0.9 * unit)
        box = Box(start, middle - high / 2, end - start, high)
        done = 1.0 if row.is_done else 0.0 if isinstance(row.done, Missing) else float(row.done.value)
        self.sheet.rect(box, fill=tone if row.is_done else "surface", edge=tone, thick=thick)
        if 0 < done < 1:
            self.sheet.rect(Box(box.x, box.y, box.width * min(done, 1.0), box.height), fill=tone)
        if row.latest_end and not row.is_done:
            loose = self.time.at(row.latest_end)
            if loose > end:
                self.sheet.rect(
                    Box(end, middle - high / 4, loose - end, high / 2), fill="surface", edge=tone, thick=thick * 0.8
                )
                end = loose
        if row.late_days and not row.is_done:
            end = self._late(middle, high, row, end)
        if row.condition is not None and not row.is_done:
            self._waiting(middle, row, after=self._after(row, end))
        return end

    def _late(self, middle: float, high: float, row: GanttRow, end: float) -> float:
        start = self.time.at(row.late_from) if row.late_from else end
        stop = self.time.at(row.late_to or self.chart.on)
        if stop > start:
            box = Box(start, middle - high / 2, stop - start, high)
            if row.late_to:
                self.sheet.rect(box, fill="late_soft", edge="late", thick=0.9 * self.unit)
            else:
                self._open_box(box)
        return max(end, stop)

    def _open_box(self, box: Box) -> None:
        """A late bar whose new end is unknown stays open at the as-of line."""
        self.sheet.rect(box, fill="late_soft")
        self.sheet.path(
            f"M{box.right:.2f},{box.y:.2f}L{box.x:.2f},{box.y:.2f}L{box.x:.2f},{box.bottom:.2f}L{box.right:.2f},{box.bottom:.2f}",
            edge="late",
            thick=0.9 * self.unit,
        )

    def _after(self, row: GanttRow, end: float) -> float:
        """Where a hatch may start: after the bar, and after the words that say how late it is."""
        if not row.late_days or self.frame.stacked:
            return end
        words = label(self.wording, "days_late", n=row.late_days)
        return end + 9 * self.unit + width_of(words, self.frame.text, strong=True)

    def says_condition(self, row: GanttRow) -> bool:
        """Whether the words of a condition have room on its hatch."""
        if row.condition is None or self.frame.stacked:
            return False
        days = [day for day in (row.end, row.latest_end, row.late_to) if day]
        left = max([self.time.at(self.chart.on), *(self._after(row, self.time.at(day)) for day in days)])
        words = self.wording.plain(row.condition)
        return width_of(words, self.frame.text) <= self.time.right - left - 20 * self.unit

    def _waiting(self, middle: float, row: GanttRow, *, after: float = 0) -> float:
        """Hatch from the as-of line on: waits for a condition, or has no day at all."""
        unit = self.unit
        left = max(self.time.at(self.chart.on), after + 2 * unit if after else 0)
        if self.time.right - left < 8 * unit:
            return after
        box = Box(left, middle - 3.75 * unit, self.time.right - left, 7.5 * unit)
        self.sheet.hatch(box, step=4 * unit, thick=0.5 * unit)
        if row.condition is not None and self.says_condition(row):
            words = self.wording.plain(row.condition)
            width = width_of(words, self.frame.text)
            behind = Box(box.x + 6 * unit, box.y - unit, width + 6 * unit, box.height + 2 * unit)
            self.sheet.rect(behind, fill="surface")
            self.sheet.words(box.x + 9 * unit, middle, words, role="ink2")
        return box.right

    def words_after(self, middle: float, end: float, row: GanttRow) -> None:
        if self.frame.stacked:
            return
        unit = self.unit
        if row.is_done:
            self._tick(end + 5 * unit, middle)
            words, role, strong, gap = label(self.wording, "done"), "ink2", False, 12 * unit
        elif row.late_days:
            words, role, strong, gap = label(self.wording, "days_late", n=row.late_days), "late", True, 5 * unit
        else:
            return
        width = width_of(words, self.frame.text, strong=strong)
        if row.is_done and self._crossed(end + gap, end + gap + width):
            # The tick says it, and so do the words beside the row.
            return
        turn = self.turns.get(row.ref.element, 0)
        if end < turn < end + gap + width and turn + width + 4 * unit <= self.time.right:
            end = turn
        if end + gap + width <= self.time.right:
            self.sheet.words(end + gap, middle, words, role=role, strong=strong, halo="surface")
        elif (inside := self._inside(row, end, width)) is not None:
            # The frame of the bar, which is lower than the letters, opens round them; its colour goes on behind.
            self.sheet.rect(Box(inside - 2 * unit, middle - 5 * unit, width + 4 * unit, 10 * unit), fill="late_soft")
            self.sheet.words(inside, middle, words, role=role, strong=strong)
        elif not row.is_done:
            self._words_before(middle, end, row)

    def _words_before(self, middle: float, end: float, row: GanttRow) -> None:
        """How late a row is, left of its bar, or of the as-of line that would cut the words; short where no room is."""
        unit, start = self.unit, self.placed[row.ref.element].start if row.ref.element in self.placed else end
        words, x = label(self.wording, "days_late", n=row.late_days), start - 4 * unit
        width = width_of(words, self.frame.text, strong=True)
        if x - width <= self.time.left:
            words = label(self.wording, "days_late_short", n=row.late_days)
            x = min(end + 5 * unit + width_of(words, self.frame.text, strong=True), self.time.right)
        elif self._crossed(x - width, x) and self._today() - width > self.time.left:
            x = self._today()
        self.sheet.words(x, middle, words, role="late", strong=True, align="right", halo="surface")

    def _inside(self, row: GanttRow, end: float, width: float) -> float | None:
        """Where words of that width have room in the late part of a bar, before the as-of line or after it."""
        if row.late_from is None:
            return None
        unit, start, line = self.unit, self.time.at(row.late_from), self._today()
        if start + width + 8 * unit <= min(end, line):
            return start + 4 * unit
        after = max(start, line + 6 * unit) + 4 * unit
        return after if after + width + 4 * unit <= end else None

    def _today(self) -> float:
        """The place of the as-of line; the end of the plot where the line is not in it."""
        inside = self.time.first <= self.chart.on <= self.time.last
        return self.time.at(self.chart.on) - 3 * self.unit if inside else self.time.right

    def _crossed(self, left: float, right: float) -> bool:
        """Whether the as-of line runs between two places."""
        line = self._today() + 3 * self.unit
        return left <= line <= right and line < self.time.right

    def _tick(self, x: float, y: float) -> None:
        unit = self.unit
        points = ((x - 2.5 * unit, y), (x - 0.5 * unit, y + 2.2 * unit), (x + 3.2 * unit, y - 2.6 * unit))
        data = "M" + "L".join(f"{left:.2f},{top:.2f}" for left, top in points)
        self.sheet.path(data, edge="ink2", thick=1.2 * unit, upright=True)
