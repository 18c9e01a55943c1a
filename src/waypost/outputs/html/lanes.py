"""The Gantt of the web: a table whose rows hold their bar as a small drawing, made here and not by the chart engine.

Places in time are per cents of the width, so that one drawing serves every screen; a row is as high as its words.
Numbers and class names are all that is written as markup; words are escaped. Source: look 6 (Gantt), 8.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby, pairwise
from typing import Final
from urllib.parse import quote, urlencode

from markupsafe import Markup

from waypost.core.brief.figures import GanttRow
from waypost.core.pages.gantt import ALL, MANY, Timeline
from waypost.core.say import Say, Share, say
from waypost.core.values import ElementId, Missing, Text
from waypost.outputs.spoken import Plain, Record
from waypost.words.wording import Wording

KEY: Final = ("done", "planned", "critical", "late", "loose", "promised", "no_date", "depends")
LEAST: Final = 0.4
"""The shortest bar, in per cent of the width."""
GAP: Final = 7
"""Pixels between a bar and its words."""
ROOM: Final = 76.0
"""A bar that ends later than here has its words before it."""
STEM: Final = 0.7
"""How far from a bar the line of a dependency turns."""
WIDE_QUARTERS: Final = 14
"""So many quarters at most have their names in the axis."""
MOST_YEARS: Final = 12


@dataclass(frozen=True, slots=True)
class Scale:
    """Days as per cents of the width; where the language runs from the right, time does too."""

    first: date
    last: date
    mirrored: bool

    def at(self, day: date) -> float:
        """The place of a day, never outside."""
        share = 100 * (day - self.first).days / max((self.last - self.first).days, 1)
        inside = min(max(share, 0.0), 100.0)
        return 100 - inside if self.mirrored else inside

    @property
    def end(self) -> float:
        """The edge at which time ends."""
        return 0.0 if self.mirrored else 100.0


SOON: Final = timedelta(days=90)
"""What ends within so many days is printed."""


def scale_of(timeline: Timeline, *, mirrored: bool) -> Scale:
    """From the quarter in which the first bar begins to the end of that in which the last one ends."""
    first, last = timeline.chart.first, timeline.chart.last
    begin = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    return Scale(begin, _next_quarter(last), mirrored)


def _next_quarter(day: date) -> date:
    month = 3 * ((day.month - 1) // 3) + 4
    return date(day.year + 1, 1, 1) if month > 12 else date(day.year, month, 1)


class Lanes:
    """One timeline while its rows are drawn."""

    def __init__(self, timeline: Timeline, wording: Wording) -> None:
        """`wording` makes the words beside the bars."""
        self.timeline, self.chart, self.wording = timeline, timeline.chart, wording
        self.scale = scale_of(timeline, mirrored=wording.right_to_left)
        self.groups = [(group, list(rows)) for group, rows in groupby(timeline.chart.rows, key=lambda one: one.group)]
        held = [("open", timeline.open)] if timeline.open else []
        self.to_row = f"?{urlencode([*timeline.here.query, *held, ('row', '')])}"
        self.lines: defaultdict[int | ElementId, list[str]] = defaultdict(list)

    # The table -----------------------------------------------------------------------------------------------------

    def record(self) -> Record:
        """The rows by group, the axis, the grid and the key, as plain values and drawings."""
        order = [key for place, (_, rows) in enumerate(self.groups) for key in self._keys(place, rows)]
        self._depend(order)
        groups: list[Plain] = [self._group(place, group, rows) for place, (group, rows) in enumerate(self.groups)]
        found: dict[str, object] = {
            "kind": "timeline",
            "axis": Markup("".join(self._axis())),
            "grid": Markup("".join(self._grid())),
            "as_of": self._label("as_of", day=self.chart.on),
            "heads": {"due": self._label("due_written"), "action": self.wording.plain(say("brief.item"))},
            "groups": groups,
            "grouped": len(self.groups) > 1 or self.groups[0][0] is not None,
            "many": self.is_many,
            "all": self._asking("open", ALL) if self.is_many and self.timeline.open != ALL else None,
            "key": [{"name": name, "label": self._label(f"key_{name}")} for name in self._used()],
            "no_date": self._label("no_date"),
            "on_paper": self.wording.plain(say("pages.on_paper", total=len(self.chart.rows))) if self.is_many else "",
        }
        return found  # type: ignore[return-value]

    @property
    def is_many(self) -> bool:
        """Whether there are so many rows that groups are closed."""
        return len(self.chart.rows) > MANY and len(self.groups) > 1

    def _is_open(self, place: int, rows: list[GanttRow]) -> bool:
        wanted = self.timeline.open
        holds = any(one.ref.element == self.timeline.chosen for one in rows)
        return not self.is_many or holds or wanted in (ALL, str(place + 1))

    def _keys(self, place: int, rows: list[GanttRow]) -> Iterator[int | ElementId]:
        yield place
        if self._is_open(place, rows):
            yield from (one.ref.element for one in rows)

    def _group(self, place: int, group: Say | Text | None, rows: list[GanttRow]) -> Record:
        is_open = self._is_open(place, rows)
        late = sum(one.late_days > 0 and not one.is_done for one in rows)
        drawn = "".join(self.lines[place]) + ("" if is_open else self._span(rows))
        found: dict[str, object] = {
            "label": self.wording.plain(group) if group is not None else self._label("other_rows"),
            "to": self._asking("open", "" if is_open else str(place + 1)) if self.is_many else None,
            "open": is_open,
            "count": self.wording.plain(say("pages.rows", n=len(rows))),
            "late": self.wording.plain(say("pages.rows_late", n=late)) if late else "",
            "lane": Markup(drawn),
            "rows": [self._row(one, is_open=is_open) for one in rows if is_open or self._on_paper(one)],
        }
        return found  # type: ignore[return-value]

    def _on_paper(self, row: GanttRow) -> bool:
        """Whether a row is printed where there are many: it is late, critical, or ends within 90 days (look 6)."""
        if row.is_done:
            return False
        is_soon = row.end is not None and self.chart.on <= row.end <= self.chart.on + SOON
        return row.late_days > 0 or row.critical or is_soon

    def _medium(self, row: GanttRow, *, is_open: bool) -> str:
        """Where a row is drawn alone: on `paper`, in a group that is closed on the screen; on the `screen`, where
        there are too many for paper; empty: on both."""
        if not self.is_many:
            return ""
        printed = self._on_paper(row)
        return "" if printed and is_open else "paper" if printed else "screen"

    def _row(self, row: GanttRow, *, is_open: bool) -> Record:
        words = self._state_words(row)
        has_title = not isinstance(row.ref.title, Missing)
        found: dict[str, object] = {
            "to": self.to_row + quote(row.ref.element),
            "number": row.ref.number if has_title else None,
            "title": self.wording.plain(row.ref.title if row.ref.number and has_title else row.ref),
            "critical": row.critical,
            "medium": self._medium(row, is_open=is_open),
            "chosen": row.ref.element == self.timeline.chosen,
            "state": words,
            "due": self.wording.plain(row.due_words),
            "lane": Markup("".join((*self.lines[row.ref.element], *self._bar(row, words)))),
        }
        return found  # type: ignore[return-value]

    def _asking(self, name: str, value: str) -> str:
        """The page as it is, asked for something else, and told from where the page is: a thousand rows have such an
        address."""
        query = [*self.timeline.here.query, *([(name, value)] if value else [])]
        return f"?{urlencode(query)}"

    def _label(self, code: str, **values: date | int) -> str:
        return self.wording.plain(say(f"outputs.{code}", **values))

    def _state_words(self, row: GanttRow) -> str:
        if row.is_done:
            return self._label("done")
        return self._label("days_late", n=row.late_days) if row.late_days else ""

    def _used(self) -> list[str]:
        rows = self.chart.rows
        used = {
            "done": True,
            "planned": True,
            "critical": any(one.critical for one in rows),
            "late": any(one.late_days and not one.is_done for one in rows),
            "loose": any(one.latest_end for one in rows),
            "promised": any(one.first_promised and not one.is_done for one in rows),
            "no_date": any(one.condition and not one.is_done for one in rows),
            "depends": any(self.lines.values()),
        }
        return [name for name in KEY if used[name]]

    # Bars ----------------------------------------------------------------------------------------------------------

    def _rect(self, look: str, first: date, last: date, *, fill: str = "") -> str:
        one, other = sorted((self.scale.at(first), self.scale.at(last)))
        width = max(other - one, LEAST)
        left = min(one, 100 - width)
        return f'<rect class="{look}" x="{_figure(left)}%" width="{_figure(width)}%"{fill}/>'

    def _bar(self, row: GanttRow, words: str) -> Iterator[str]:
        start, end = row.start or row.end, row.end or row.start
        critical = " c" if row.critical else ""
        if start is not None and end is not None:
            if row.is_milestone and start == end:
                yield f'<use href="#stone{"-c" if row.critical else ""}" x="{_figure(self.scale.at(end))}%" y="50%"/>'
            else:
                yield self._rect(("d" if row.is_done else "p") + critical, start, end)
            if isinstance(row.done, Share) and not row.is_done and row.done.value > 0:
                yield self._rect("d" + critical, start, start + (end - start) * float(row.done.value))
            if row.latest_end is not None:
                yield self._rect("o" + critical, end, row.latest_end)
        if row.late_days and not row.is_done and row.late_from is not None:
            yield self._rect("l", row.late_from, row.late_to or max(self.chart.on, row.late_from))
        if row.condition is not None and not row.is_done:
            yield self._rect("h", max(self.chart.on, end or self.chart.on), self.scale.last, fill=' fill="url(#hatch)"')
        if row.first_promised is not None and not row.is_done:
            yield f'<use href="#promised" x="{_figure(self.scale.at(row.first_promised))}%" y="50%"/>'
        if words:
            yield self._words(row, words)

    def _words(self, row: GanttRow, words: str) -> str:
        """The state beside the bar, on that side of it where there is room, else on the end of it."""
        days = [day for day in (row.start, row.end, row.latest_end, row.late_to) if day is not None]
        if row.late_days and not row.is_done and row.late_to is None:
            days.append(self.chart.on)
        places = [self.scale.at(day) for day in days] or [self.scale.at(self.chart.on)]
        first, last = (max(places), min(places)) if self.scale.mirrored else (min(places), max(places))
        begin = 100 - self.scale.end
        after, before = abs(last - begin) < ROOM, abs(first - begin) > 100 - ROOM
        x, side = (last, "s") if after else (first, "e") if before else (last, "e")
        way = GAP if after != self.scale.mirrored else -GAP
        look = "late" if row.late_days and not row.is_done else "quiet"
        return f'<text class="{look} {side}" x="{_figure(x)}%" dx="{way}" y="50%" dy=".35em">{escape(words)}</text>'

    def _span(self, rows: Iterable[GanttRow]) -> str:
        """A closed group: from its first day to its last."""
        days = [day for one in rows for day in (one.start, one.end) if day is not None]
        return self._rect("g", min(days), max(days)) if days else ""

    # Dependencies --------------------------------------------------------------------------------------------------

    def _depend(self, order: list[int | ElementId]) -> None:
        """The lines of what waits, piece by piece in the rows that they cross: those on the critical chain, and those
        of the chosen row."""
        places = {key: place for place, key in enumerate(order)}
        rows = {one.ref.element: one for one in self.chart.rows}
        for first, then in (*self.chart.links, *self.timeline.waits):
            if first in places and then in places and first in rows and then in rows:
                self._line(order, rows[first], rows[then], places[first], places[then])

    def _line(self, order: list[int | ElementId], first: GanttRow, then: GanttRow, top: int, bottom: int) -> None:
        leaves = self._leaves(first)
        enters = then.start or then.end
        if leaves is None or enters is None or top == bottom:
            return
        x, target = self.scale.at(leaves), self.scale.at(enters)
        way = -1 if self.scale.mirrored else 1
        ahead = (target - x) * way > 2 * STEM
        turn = x + way * STEM if ahead else target + way * STEM
        down = bottom > top
        half = ("50%", "100%") if down else ("0", "50%")
        start = half if ahead else ("50%", half[1] if down else half[0])
        self.lines[order[top]].append(_stroke(turn, start[0], turn, start[1]))
        leave = x if ahead else self._inside(first, turn)
        if leave != turn:
            self.lines[order[top]].append(_stroke(leave, "50%", turn, "50%"))
        for place in range(min(top, bottom) + 1, max(top, bottom)):
            self.lines[order[place]].append(_stroke(turn, "0", turn, "100%"))
        edge = "0" if down else "100%"
        if ahead:
            self.lines[order[bottom]].append(_stroke(turn, edge, turn, "50%"))
            self.lines[order[bottom]].append(_stroke(turn, "50%", target, "50%", arrow=True))
        else:
            self.lines[order[bottom]].append(_stroke(turn, edge, turn, "30%" if down else "70%", arrow=True))

    def _inside(self, row: GanttRow, x: float) -> float:
        """The place on the bar of a row that is nearest to `x`."""
        days = [day for day in (row.start, row.end, row.late_to) if day is not None]
        places = [self.scale.at(day) for day in days]
        return min(max(x, min(places)), max(places))

    def _leaves(self, row: GanttRow) -> date | None:
        days = [day for day in (row.end, row.late_to) if day is not None]
        return max(days) if days else None

    # Axis ----------------------------------------------------------------------------------------------------------

    def _quarters(self) -> list[date]:
        found, day = [], self.scale.first
        while day <= self.scale.last:
            found.append(day)
            day = _next_quarter(day)
        return found

    def _grid(self) -> Iterator[str]:
        quarters = self._quarters()
        fine = len(quarters) <= 3 * WIDE_QUARTERS
        for day in quarters:
            if day.month == 1 or fine:
                x = _figure(self.scale.at(day))
                yield f'<line class="{"y" if day.month == 1 else "q"}" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>'
        x = _figure(self.scale.at(self.chart.on))
        yield f'<line class="on" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>'

    def _axis(self) -> Iterator[str]:
        quarters = self._quarters()
        years = range(self.scale.first.year, self.scale.last.year + 1)
        step = -(-len(years) // MOST_YEARS)
        for year in years:
            begin = max(date(year, 1, 1), self.scale.first)
            end = min(date(year + 1, 1, 1), self.scale.last)
            wide = abs(self.scale.at(end) - self.scale.at(begin))
            if end > begin and (wide > 5 or len(years) > MOST_YEARS) and year % step == 0:
                middle = (self.scale.at(begin) + self.scale.at(end)) / 2
                yield f'<text class="year" x="{_figure(middle)}%" y="28">{year}</text>'
        if len(quarters) <= WIDE_QUARTERS + 1:
            for day, then in pairwise(quarters):
                middle = (self.scale.at(day) + self.scale.at(then)) / 2
                words = escape(self._label("quarter", n=(day.month + 2) // 3))
                yield f'<text class="quarter" x="{_figure(middle)}%" y="45">{words}</text>'
        yield self._as_of()

    def _as_of(self) -> str:
        x = self.scale.at(self.chart.on)
        early, late = ("e", "s") if self.scale.mirrored else ("s", "e")
        side = early if x < 12 else late if x > 88 else "m"
        words = escape(self._label("as_of", day=self.chart.on))
        return f'<text class="as-of {side}" x="{_figure(x)}%" y="12">{words}</text>'


def _stroke(x1: float, y1: str, x2: float, y2: str, *, arrow: bool = False) -> str:
    head = ' marker-end="url(#arrow)"' if arrow else ""
    begin = f' y1="{y1}"' if y1 != "0" else ""
    return f'<line class="w" x1="{_figure(x1)}%"{begin} x2="{_figure(x2)}%" y2="{y2}"{head}/>'


def _figure(value: float) -> str:
    """A per cent with two decimals, without a zero that says nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
