"""The timetable as a Gantt: one row an action, grouped by pillar. Source: look 6, Gantt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.brief.figures import Gantt, GanttRow
from waypost.core.values import Missing, Text
from waypost.outputs.charts.sheet import Box, Frame, Sheet
from waypost.outputs.charts.speech import arrow, diamond, key, label
from waypost.outputs.charts.type import width_of, wrapped
from waypost.words.wording import Wording

KEY: Final = ("planned", "critical", "late", "loose", "promised", "no_date", "depends")


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


def draw_gantt(chart: Gantt, wording: Wording, frame: Frame) -> Sheet:
    """The Gantt in a frame; as high as its rows need."""
    return _Drawing(chart, wording, frame).drawn()


def _quarter_start(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _next_quarter(day: date) -> date:
    month = 3 * ((day.month - 1) // 3) + 4
    return date(day.year + 1, 1, 1) if month > 12 else date(day.year, month, 1)


class _Drawing:
    """One Gantt while it is drawn: rows are laid out first, then grid, links, bars and words."""

    def __init__(self, chart: Gantt, wording: Wording, frame: Frame) -> None:
        self.chart, self.wording, self.frame = chart, wording, frame
        self.sheet = Sheet(frame)
        self.unit = unit = frame.unit
        wide = not frame.stacked
        self.name_left = 18 * unit
        self.due_left = frame.width - 104 * unit if wide else frame.width
        left = min(156 * unit, 0.34 * frame.width) if wide else 2 * unit
        right = self.due_left - 6 * unit if wide else frame.width - 2 * unit
        last = max(chart.last, chart.on)
        self.time = Time(_quarter_start(min(chart.first, chart.on)), _next_quarter(last), left, right)
        self.top = (26 if wide else 28) * unit
        self.placed: dict[str, Placed] = {}
        self.groups: list[tuple[float, str]] = []
        self.rows: list[tuple[float, float, GanttRow]] = []

    def drawn(self) -> Sheet:
        bottom = self._laid_out()
        self._grid(bottom)
        for y, words in self.groups:
            self._group(y, words)
        for y, height, row in self.rows:
            self._place(y, height, row)
        self._links()
        for y, height, row in self.rows:
            self._row(y, height, row)
        self._as_of(bottom)
        bottom = self._undated(bottom)
        self.sheet.grown_to(self._key(bottom + 9 * self.unit))
        return self.sheet

    # Rows ------------------------------------------------------------------------------------------------------

    def _laid_out(self) -> float:
        y = self.top
        names = [self._group_words(row.group) for row in self.chart.rows]
        last: str | None = None
        for row, name in zip(self.chart.rows, names, strict=True):
            if name != last and any(one != names[0] for one in names) or (last is None and row.group is not None):
                self.groups.append((y, name))
                y += 14 * self.unit
            last = name
            height = self._height(row)
            self.rows.append((y, height, row))
            y += height
        return y

    def _group_words(self, group: object) -> str:
        if group is None:
            return label(self.wording, "other_rows")
        return group.in_language(self.wording.language)[1] if isinstance(group, Text) else self._plain(group)

    def _plain(self, value: object) -> str:
        return self.wording.plain(value)  # type: ignore[arg-type]

    def _name_lines(self, row: GanttRow) -> tuple[str, ...]:
        title = self.wording.plain(row.ref) if isinstance(row.ref.title, Missing) else _title(row, self.wording)
        room = self.time.left - self._name_x(row) - 5 * self.unit
        if self.frame.stacked:
            room = self.frame.width - self._name_x(row)
        return wrapped(title, room, self.frame.text, strong=row.critical, most=2)

    def _name_x(self, row: GanttRow) -> float:
        number = row.ref.number or ""
        return max(self.name_left, width_of(number, self.frame.text) + 8 * self.unit) if number else 4 * self.unit

    def _due_lines(self, row: GanttRow) -> tuple[str, ...]:
        room = self.frame.width - self.due_left - 2 * self.unit
        return wrapped(self.wording.plain(row.due_words), room, self.frame.text, most=2)

    def _height(self, row: GanttRow) -> float:
        if self.frame.stacked:
            return (16 + 9.5 * len(self._name_lines(row)) + 9.5) * self.unit
        lines = max(len(self._name_lines(row)), len(self._due_lines(row)))
        return (17 if lines == 1 else 24) * self.unit

    # Ground ----------------------------------------------------------------------------------------------------

    def _grid(self, bottom: float) -> None:
        head = self.top - 8 * self.unit
        day, quarters = self.time.first, []
        while day <= self.time.last:
            quarters.append(day)
            day = _next_quarter(day)
        slot = (self.time.right - self.time.left) / max(len(quarters) - 1, 1)
        fine = slot >= 15 * self.unit
        for one in quarters:
            x = self.time.at(one)
            year = one.month == 1
            if fine or year:
                self.sheet.line((x, head), (x, bottom), role="line2" if year else "line", thick=0.6 * self.unit)
        for one in quarters[:-1] if fine else ():
            words = label(self.wording, "quarter", n=(one.month + 2) // 3)
            self.sheet.words(self.time.at(one) + slot / 2, head - 1 * self.unit, words, role="ink3", align="center")
        self._years(head - (11 if fine else 1) * self.unit)
        if not self.frame.stacked:
            words = label(self.wording, "due_written")
            self.sheet.words(self.due_left, head - 1 * self.unit, words, role="ink3", room=self.frame.width - self.due_left)

    def _years(self, y: float) -> None:
        taken = self._as_of_label(y=None)
        for year in range(self.time.first.year, self.time.last.year + 1):
            left, right = self.time.at(date(year, 1, 1)), self.time.at(date(year + 1, 1, 1))
            half = width_of(str(year), self.frame.text, strong=True) / 2
            spots = (x for x in ((left + right) / 2, (left + taken.x) / 2, (taken.right + right) / 2))
            for x in spots:
                inside = x - half >= left and x + half <= right
                free = x + half < taken.x - 2 * self.unit or x - half > taken.right + 2 * self.unit
                if inside and (free or y > taken.bottom):
                    self.sheet.words(x, y, str(year), role="ink2", strong=True, align="center")
                    break

    def _as_of_label(self, y: float | None) -> Box:
        words = label(self.wording, "as_of", day=self.chart.on)
        half = width_of(words, self.frame.text, strong=True) / 2
        x = min(max(self.time.at(self.chart.on), self.time.left + half), self.time.right - half)
        place = self.top - 19 * self.unit if y is None else y
        box = Box(x - half, place - self.frame.text * 0.6, 2 * half, self.frame.text * 1.2)
        if y is not None:
            self.sheet.words(x, y, words, role="accent", strong=True, align="center")
        return box

    def _as_of(self, bottom: float) -> None:
        y = self.top - 19 * self.unit
        self._as_of_label(y)
        x = self.time.at(self.chart.on)
        self.sheet.line((x, y + 6 * self.unit), (x, bottom), role="accent", thick=1.4 * self.unit)

    def _group(self, y: float, words: str) -> None:
        self.sheet.rect(Box(0, y + self.unit, self.frame.width, 12 * self.unit), fill="sunk")
        room = self.frame.width - 8 * self.unit
        self.sheet.words(4 * self.unit, y + 7 * self.unit, words, strong=True, room=room)

    # Bars ------------------------------------------------------------------------------------------------------

    def _place(self, y: float, height: float, row: GanttRow) -> None:
        middle = y + height / 2 if not self.frame.stacked else y + height - 9 * self.unit
        days = [day for day in (row.start, row.end, row.late_to) if day]
        if row.start or row.end:
            start = self.time.at(row.start or row.end or self.chart.on)
            end = self.time.at(max(days))
            if row.late_days and row.late_to is None and not row.is_done:
                end = max(end, self.time.at(self.chart.on))
            self.placed[row.ref.element] = Placed(middle, start, max(end, start + 3 * self.unit))

    def _links(self) -> None:
        for before, after in self.chart.links:
            one, two = self.placed.get(before), self.placed.get(after)
            if one and two and one.middle != two.middle:
                arrow(self.sheet, self._way(one, two))

    def _way(self, one: Placed, two: Placed) -> tuple[tuple[float, float], ...]:
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

    def _row(self, y: float, height: float, row: GanttRow) -> None:
        unit, frame = self.unit, self.frame
        if frame.stacked:
            self._stacked_words(y, row)
        else:
            self._side_words(y, height, row)
        self.sheet.line((0, y + height), (frame.width, y + height), role="line", thick=0.5 * unit)
        middle = y + height / 2 if not frame.stacked else y + height - 9 * unit
        end = self._bar(middle, row)
        self._words_after(middle, end, row)
        if row.first_promised and not row.is_done:
            diamond(self.sheet, self.time.at(row.first_promised), middle, 3.4 * unit)

    def _side_words(self, y: float, height: float, row: GanttRow) -> None:
        names, dues = self._name_lines(row), self._due_lines(row)
        if row.ref.number:
            first = y + height / 2 - (len(names) - 1) * 4.6 * self.unit
            self.sheet.words(4 * self.unit, first, row.ref.number, role="ink2")
        for place, words in enumerate(names):
            middle = y + height / 2 + (place - (len(names) - 1) / 2) * 9.2 * self.unit
            self.sheet.words(self._name_x(row), middle, words, strong=row.critical)
        for place, words in enumerate(dues):
            middle = y + height / 2 + (place - (len(dues) - 1) / 2) * 9.2 * self.unit
            self.sheet.words(self.due_left, middle, words)

    def _stacked_words(self, y: float, row: GanttRow) -> None:
        first = y + 7 * self.unit
        if row.ref.number:
            self.sheet.words(0, first, row.ref.number, role="ink2")
        for place, words in enumerate(self._name_lines(row)):
            self.sheet.words(self._name_x(row), first + place * 9.5 * self.unit, words, strong=row.critical)
        below = first + len(self._name_lines(row)) * 9.5 * self.unit
        late = label(self.wording, "days_late", n=row.late_days) if row.late_days and not row.is_done else ""
        self.sheet.words(self.frame.width, below, late, role="late", strong=True, align="right")
        room = self.frame.width - self._name_x(row) - width_of(late, self.frame.text, strong=True) - 6 * self.unit
        self.sheet.words(self._name_x(row), below, self.wording.plain(row.due_words), role="ink2", room=room)

    def _bar(self, middle: float, row: GanttRow) -> float:
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
                self.sheet.rect(Box(end, middle - high / 4, loose - end, high / 2), fill="surface", edge=tone, thick=thick * 0.8)
                end = loose
        if row.late_days and not row.is_done:
            end = self._late(middle, high, row, end)
        if row.condition is not None and not row.is_done:
            return max(end, self._waiting(middle, row, after=end))
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

    def _waiting(self, middle: float, row: GanttRow, *, after: float = 0) -> float:
        """Hatch from the as-of line on: waits for a condition, or has no day at all."""
        unit = self.unit
        left = max(self.time.at(self.chart.on), after + 2 * unit if after else 0)
        if self.time.right - left < 8 * unit:
            return after
        box = Box(left, middle - 3.75 * unit, self.time.right - left, 7.5 * unit)
        self.sheet.hatch(box, step=4 * unit, thick=0.5 * unit)
        if row.condition is not None and not self.frame.stacked:
            words = self.wording.plain(row.condition)
            room = box.width - 14 * unit
            if room > 30 * unit:
                inside = self.sheet.words(box.x + 9 * unit, middle, words, role="surface", room=room)
                self.sheet.rect(Box(inside.x - 3 * unit, box.y - unit, inside.width + 6 * unit, box.height + 2 * unit), fill="surface")
                self.sheet.words(box.x + 9 * unit, middle, words, role="ink2", room=room)
        return box.right

    def _words_after(self, middle: float, end: float, row: GanttRow) -> None:
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
        if end + gap + width <= self.time.right:
            self.sheet.words(end + gap, middle, words, role=role, strong=strong, halo="surface")
        elif not row.is_done:
            start = self.placed[row.ref.element].start if row.ref.element in self.placed else end
            x = start - 4 * unit if start - width - 4 * unit > self.time.left else self.time.right
            self.sheet.words(x, middle, words, role=role, strong=strong, align="right", halo="surface")

    def _tick(self, x: float, y: float) -> None:
        unit = self.unit
        data = f"M{x - 2.5 * unit:.2f},{y:.2f}L{x - 0.5 * unit:.2f},{y + 2.2 * unit:.2f}L{x + 3.2 * unit:.2f},{y - 2.6 * unit:.2f}"
        self.sheet.path(data, edge="ink2", thick=1.2 * unit)

    # Below -----------------------------------------------------------------------------------------------------

    def _undated(self, bottom: float) -> float:
        if not self.chart.undated:
            return bottom
        unit = self.unit
        self._group(bottom, label(self.wording, "no_date"))
        y = bottom + 22 * unit
        self.sheet.hatch(Box(4 * unit, y - 3.5 * unit, 12 * unit, 7 * unit), step=3.5 * unit, thick=0.5 * unit)
        words = " · ".join(self.wording.plain(ref) for ref in self.chart.undated)
        lines = wrapped(words, self.frame.width - 24 * unit, self.frame.text, most=40)
        for place, line in enumerate(lines):
            self.sheet.words(20 * unit, y + place * 10 * unit, line, role="ink2")
        return y + (len(lines) - 1) * 10 * unit + 8 * unit

    def _key(self, y: float) -> float:
        rows = self.chart.rows
        used = {
            "planned": True,
            "critical": any(row.critical for row in rows),
            "late": any(row.late_days for row in rows),
            "loose": any(row.latest_end for row in rows),
            "promised": any(row.first_promised and not row.is_done for row in rows),
            "no_date": bool(self.chart.undated) or any(row.condition for row in rows),
            "depends": bool(self.chart.links),
        }
        entries = [("bar", label(self.wording, "key_done"))]
        for name in KEY:
            if used[name]:
                entries.append(("hatch" if name == "no_date" else name, label(self.wording, f"key_{name}")))
        return key(self.sheet, y, tuple(entries))


def _title(row: GanttRow, wording: Wording) -> str:
    title = row.ref.title
    return title.in_language(wording.language)[1] if isinstance(title, Text) else ""
