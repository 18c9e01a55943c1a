"""The timetable as a Gantt: one row an action, grouped by pillar. Source: look 6, Gantt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from waypost.core.brief.figures import Gantt, GanttRow
from waypost.core.values import Missing, Text
from waypost.outputs.charts.bars import Bars, Time
from waypost.outputs.charts.sheet import Box, Frame, Sheet
from waypost.outputs.charts.speech import diamond, key, label
from waypost.outputs.charts.type import width_of, wrapped
from waypost.words.wording import Wording

KEY: Final = ("planned", "critical", "late", "loose", "promised", "no_date", "depends")

FIRST_PAGE: Final = 540.0
"""Height in points for rows on a page that also holds head, key, a section's title and its first lines."""
LATER_PAGE: Final = 640.0
"""Height in points for rows on a page that also holds head and key."""
MANY: Final = 24
"""Rows of a drawing from which on they stand closer."""
GROUP_HEIGHT: Final = 14.0
"""Height of the head of a pillar, in points on paper."""


def draw_gantt(chart: Gantt, wording: Wording, frame: Frame) -> Sheet:
    """The Gantt in a frame; as high as its rows need."""
    return _Drawing(chart, wording, frame).drawn()


def in_pages(
    chart: Gantt, wording: Wording, frame: Frame, room: tuple[float, float] = (FIRST_PAGE, LATER_PAGE)
) -> tuple[Gantt, ...]:
    """The rows in parts that each fit a page of paper; what has no date stands in the last.

    `room` is the height for rows on the first page and on later ones, in points.
    """
    drawing = _Drawing(chart, wording, frame)
    before = (None, *(row.group for row in chart.rows))
    heights = [
        drawing.height_of(row) + (0 if row.group == group else GROUP_HEIGHT * frame.unit)
        for row, group in zip(chart.rows, before, strict=False)
    ]
    parts: list[list[GanttRow]] = [[]]
    taken = 0.0
    for row, height in zip(chart.rows, heights, strict=True):
        if taken + height > room[len(parts) > 1] and parts[-1]:
            parts.append([])
            taken = GROUP_HEIGHT * frame.unit
        parts[-1].append(row)
        taken += height
    if len(parts) < 2:
        return (chart,)
    return tuple(
        replace(chart, rows=tuple(rows), undated=chart.undated if place == len(parts) - 1 else ())
        for place, rows in enumerate(parts)
    )


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
        numbers = [width_of(row.ref.number, frame.text) for row in chart.rows if row.ref.number]
        self.name_left = max([18 * unit, *(one + 8 * unit for one in numbers)])
        self.due_left = frame.width - 104 * unit if wide else frame.width
        left = min(156 * unit, 0.34 * frame.width) if wide else 2 * unit
        right = self.due_left - 6 * unit if wide else frame.width - 2 * unit
        last = max(chart.last, chart.on)
        self.time = Time(_quarter_start(min(chart.first, chart.on)), _next_quarter(last), left, right)
        self.top = (26 if wide else 28) * unit
        self.bars = Bars(self.sheet, chart, self.time, wording)
        self.groups: list[tuple[float, str]] = []
        self.rows: list[tuple[float, float, GanttRow]] = []

    def drawn(self) -> Sheet:
        bottom = self._laid_out()
        self._grid(bottom)
        for y, words in self.groups:
            self._group(y, words)
        for y, height, row in self.rows:
            self.bars.place(self._middle(y, height), row)
        if not self.frame.stacked:
            self.bars.links()
        ends = [self._row(y, height, row) for y, height, row in self.rows]
        self._as_of(bottom)
        for (y, height, row), end in zip(self.rows, ends, strict=True):
            self.bars.words_after(self._middle(y, height), end, row)
        bottom = self._undated(bottom)
        self.sheet.grown_to(self._key(bottom + 9 * self.unit))
        return self.sheet

    # Rows ------------------------------------------------------------------------------------------------------

    def _laid_out(self) -> float:
        y = self.top
        names = [self._group_words(row.group) for row in self.chart.rows]
        last: str | None = None
        for row, name in zip(self.chart.rows, names, strict=True):
            if (name != last and any(one != names[0] for one in names)) or (last is None and row.group is not None):
                self.groups.append((y, name))
                y += GROUP_HEIGHT * self.unit
            last = name
            height = self.height_of(row)
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
        return wrapped(title, room, self.frame.text, strong=row.critical, most=3)

    def _name_x(self, row: GanttRow) -> float:
        return self.name_left if row.ref.number else 4 * self.unit

    def _due_lines(self, row: GanttRow) -> tuple[str, ...]:
        room = self.frame.width - self.due_left - 2 * self.unit
        words = self.wording.plain(row.due_words)
        if row.condition is not None and not row.is_done and not self.bars.says_condition(row):
            condition = self.wording.plain(row.condition)
            if condition not in words:
                words = label(self.wording, "due_if", due=row.due_words, condition=row.condition)
        return wrapped(words, room, self.frame.text, most=4)

    def height_of(self, row: GanttRow) -> float:
        """The height of a row, by the lines of its name and of its due words."""
        if self.frame.stacked:
            return (16 + 9.5 * (len(self._name_lines(row)) + len(self._lines_below(row)))) * self.unit
        lines = max(len(self._name_lines(row)), len(self._due_lines(row)))
        tight = 2 if len(self.chart.rows) > MANY else 0
        return ((17 if lines == 1 else 6.6 + 9.2 * lines) - tight) * self.unit

    # Ground ----------------------------------------------------------------------------------------------------

    def _grid(self, bottom: float) -> None:
        head = self.top - 8 * self.unit
        day, quarters = self.time.first, []
        while day <= self.time.last:
            quarters.append(day)
            day = _next_quarter(day)
        slot = (self.time.right - self.time.left) / max(len(quarters) - 1, 1)
        fine = slot >= 15 * self.unit
        few = 4 * slot >= 30 * self.unit
        for one in quarters:
            x = self.time.at(one)
            year = one.month == 1
            if fine or year:
                end = head + 6 * self.unit if self.frame.stacked else bottom
                self.sheet.line(
                    (x, head), (x, end), role="line2" if year and (fine or few) else "line", thick=0.6 * self.unit
                )
        for one in quarters[:-1] if fine else ():
            words = label(self.wording, "quarter", n=(one.month + 2) // 3)
            self.sheet.words(self.time.at(one) + slot / 2, head - 1 * self.unit, words, role="ink3", align="center")
        self._years(head - (11 if fine else 1) * self.unit)
        if not self.frame.stacked:
            words = label(self.wording, "due_written")
            self.sheet.words(
                self.due_left, head - 1 * self.unit, words, role="ink3", room=self.frame.width - self.due_left
            )

    def _years(self, y: float) -> None:
        taken = self._as_of_label(y=None)
        years = range(self.time.first.year, self.time.last.year + 1)
        slot = (self.time.right - self.time.left) / max((self.time.last - self.time.first).days / 365.25, 1)
        if slot < width_of("2000", self.frame.text, strong=True) + 2 * self.unit:
            self._few_years(years, slot, y)
            return
        for year in years:
            left, right = self.time.at(date(year, 1, 1)), self.time.at(date(year + 1, 1, 1))
            half = width_of(str(year), self.frame.text, strong=True) / 2
            spots = (x for x in ((left + right) / 2, (left + taken.x) / 2, (taken.right + right) / 2))
            for x in spots:
                inside = x - half >= left and x + half <= right
                free = x + half < taken.x - 2 * self.unit or x - half > taken.right + 2 * self.unit
                if inside and (free or y > taken.bottom):
                    self.sheet.words(x, y, str(year), role="ink2", strong=True, align="center")
                    break

    def _few_years(self, years: range, slot: float, y: float) -> None:
        """Where a year is narrower than its name: every second, fifth or tenth, at its first day."""
        wide = width_of("2000", self.frame.text, strong=True) + 6 * self.unit
        step = next((one for one in (2, 5, 10) if one * slot >= wide), 20)
        taken = self._as_of_label(y=None)
        for year in years:
            x = self.time.at(date(year, 1, 1))
            half = width_of(str(year), self.frame.text, strong=True) / 2
            inside = self.time.left <= x - half and x + half <= self.time.right
            free = y > taken.bottom or x + half < taken.x - self.unit or x - half > taken.right + self.unit
            if year % step == 0 and inside and free:
                self.sheet.words(x, y, str(year), role="ink2", strong=True, align="center")

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
        thick = 1.4 * self.unit
        if not self.frame.stacked:
            self.sheet.line((x, y + 6 * self.unit), (x, bottom), role="accent", thick=thick)
            return
        self.sheet.line((x, y + 6 * self.unit), (x, self.top - 2 * self.unit), role="accent", thick=thick)
        for top, height, _ in self.rows:
            middle = self._middle(top, height)
            self.sheet.line((x, middle - 6 * self.unit), (x, middle + 6 * self.unit), role="accent", thick=thick)

    def _group(self, y: float, words: str) -> None:
        self.sheet.rect(Box(0, y + self.unit, self.frame.width, 12 * self.unit), fill="sunk")
        room = self.frame.width - 8 * self.unit
        self.sheet.words(4 * self.unit, y + 7 * self.unit, words, strong=True, room=room)

    def _middle(self, y: float, height: float) -> float:
        return y + height - 9 * self.unit if self.frame.stacked else y + height / 2

    def _row(self, y: float, height: float, row: GanttRow) -> float:
        unit, frame = self.unit, self.frame
        if frame.stacked:
            self._stacked_words(y, row)
        else:
            self._side_words(y, height, row)
        self.sheet.line((0, y + height), (frame.width, y + height), role="line", thick=0.5 * unit)
        middle = self._middle(y, height)
        end = self.bars.bar(middle, row)
        if row.first_promised and not row.is_done:
            diamond(self.sheet, self.time.at(row.first_promised), middle, 3.4 * unit)
        return end

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
        self.sheet.words(self.frame.width, below, self._late_words(row), role="late", strong=True, align="right")
        for place, words in enumerate(self._lines_below(row)):
            self.sheet.words(self._name_x(row), below + place * 9.5 * self.unit, words, role="ink2")

    def _late_words(self, row: GanttRow) -> str:
        late = row.late_days and not row.is_done
        return label(self.wording, "days_late", n=row.late_days) if late else ""

    def _lines_below(self, row: GanttRow) -> tuple[str, ...]:
        """The due words of a narrow row, beside the words that say how late it is."""
        taken = width_of(self._late_words(row), self.frame.text, strong=True)
        room = self.frame.width - self._name_x(row) - taken - 6 * self.unit
        return wrapped(self.wording.plain(row.due_words), room, self.frame.text, most=3)

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
            "late": any(row.late_days and not row.is_done for row in rows),
            "loose": any(row.latest_end for row in rows),
            "promised": any(row.first_promised and not row.is_done for row in rows),
            "no_date": bool(self.chart.undated) or any(row.condition and not row.is_done for row in rows),
            "depends": self.bars.arrows > 0,
        }
        entries = [("bar", label(self.wording, "key_done"))]
        for name in KEY:
            if used[name]:
                entries.append(("hatch" if name == "no_date" else name, label(self.wording, f"key_{name}")))
        return key(self.sheet, y, tuple(entries))


def _title(row: GanttRow, wording: Wording) -> str:
    title = row.ref.title
    return title.in_language(wording.language)[1] if isinstance(title, Text) else ""
