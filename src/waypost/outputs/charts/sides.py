"""Balance by domain and side, coverage of objectives by tool. Source: look 7.8, seed S8."""

from __future__ import annotations

from typing import Final

from waypost.core.analysis.balance import SquareState
from waypost.core.brief.figures import Grid, Squares, SquaresRow
from waypost.core.say import Code, Ref
from waypost.outputs.charts.sheet import Box, Frame, Sheet
from waypost.outputs.charts.speech import label
from waypost.outputs.charts.type import width_of, wrapped
from waypost.words.wording import Wording

SIZE: Final = 12
PITCH: Final = 15
"""A square and its place, in points on paper."""
STATES: Final = ("done", "planned", "late", "no_date", "dropped")


def draw_squares(chart: Squares, wording: Wording, frame: Frame) -> Sheet:
    """One square an action: the EU on one side, the partner on the other, the domain between them."""
    return _Balance(chart, wording, frame).drawn()


class _Balance:
    """The squares while they are drawn."""

    def __init__(self, chart: Squares, wording: Wording, frame: Frame) -> None:
        self.chart, self.wording, self.frame = chart, wording, frame
        self.sheet, self.unit = Sheet(frame), frame.unit
        labels = [wording.plain(row.label) for row in chart.rows]
        widest = max([width_of(words, frame.text) for words in labels], default=0)
        centre = 16 * self.unit if frame.stacked else min(widest + 24 * self.unit, 0.36 * frame.width)
        self.inner_left = (frame.width - centre) / 2
        self.inner_right = (frame.width + centre) / 2
        self.across = max(int((self.inner_left - 16 * self.unit) // (PITCH * self.unit)), 1)

    def drawn(self) -> Sheet:
        unit, y = self.unit, 6 * self.unit
        room = self.inner_left
        lines = [
            wrapped(self.wording.plain(words), room, self.frame.text, strong=True, most=2)
            for words in (self.chart.eu, self.chart.partner)
        ]
        for line in range(max(map(len, lines))):
            if line < len(lines[0]):
                self.sheet.words(self.inner_left, y, lines[0][line], strong=True, align="right")
            if line < len(lines[1]):
                self.sheet.words(self.inner_right, y, lines[1][line], strong=True)
            y += 10 * unit
        for row in self.chart.rows:
            y = self._row(self.wording.plain(row.label), row, y)
        self.sheet.line((0, y), (self.frame.width, y), role="line", thick=0.5 * unit)
        self.sheet.grown_to(self._key(y + 9 * unit))
        return self.sheet

    def _row(self, words: str, row: SquaresRow, y: float) -> float:
        unit = self.unit
        self.sheet.line((0, y), (self.frame.width, y), role="line", thick=0.5 * unit)
        if self.frame.stacked:
            self.sheet.words(self.frame.width / 2, y + 9 * unit, words, align="center", room=self.frame.width)
            y += 14 * unit
            if row.unstated:
                words = label(self.wording, "side_not_stated", n=len(row.unstated))
                self.sheet.words(self.frame.width / 2, y + 5 * unit, words, role="ink2", align="center")
                y += 10 * unit
        rows = max(-(-len(row.eu) // self.across), -(-len(row.partner) // self.across), 1)
        high = (rows * PITCH + 6) * unit
        names = (
            ()
            if self.frame.stacked
            else wrapped(words, self.inner_right - self.inner_left - 12 * unit, self.frame.text, most=2)
        )
        extra = label(self.wording, "side_not_stated", n=len(row.unstated)) if row.unstated and names else ""
        texts = [(one, "ink") for one in names] + ([(extra, "ink2")] if extra else [])
        high = max(high, (len(texts) * 9.6 + 8) * unit)
        for place, (text, role) in enumerate(texts):
            at = y + high / 2 + (place - (len(texts) - 1) / 2) * 9.6 * unit
            self.sheet.words(self.frame.width / 2, at, text, role=role, align="center", room=self.frame.width)
        self._side(row.eu, y, high, left=True)
        self._side(row.partner, y, high, left=False)
        return y + high

    def _side(self, squares: tuple[SquareState, ...], y: float, high: float, *, left: bool) -> None:
        unit = self.unit
        edge, way = (self.inner_left, -1) if left else (self.inner_right, 1)
        if not squares:
            none = label(self.wording, "none")
            self.sheet.words(edge, y + high / 2, none, role="watch", strong=True, align="right" if left else "left")
            return
        rows = -(-len(squares) // self.across)
        ordered = sorted(squares, key=STATES.index)
        top = y + high / 2 - rows * PITCH * unit / 2
        for place, state in enumerate(ordered):
            row, column = divmod(place, self.across)
            x = edge + way * column * PITCH * unit - (SIZE * unit if left else 0)
            box = Box(x, top + row * PITCH * unit + (PITCH - SIZE) / 2 * unit, SIZE * unit, SIZE * unit)
            draw_square(self.sheet, state, box)
        columns = min(len(squares), self.across)
        x = edge + way * (columns * PITCH * unit + 3 * unit)
        self.sheet.words(x, y + high / 2, str(len(squares)), strong=True, align="right" if left else "left")

    def _key(self, y: float) -> float:
        unit, x = self.unit, 0.0
        used = {state for row in self.chart.rows for state in (*row.eu, *row.partner, *row.unstated)}
        for state in STATES:
            if state not in used:
                continue
            words = label(self.wording, f"key_square_{state}")
            size = self.frame.small
            width = 12 * unit + width_of(words, size)
            if x and x + width > self.frame.width:
                x, y = 0, y + 12 * unit
            draw_square(self.sheet, state, Box(x, y - 4 * unit, 8 * unit, 8 * unit))
            self.sheet.words(x + 11 * unit, y, words, role="ink3", size=size)
            x += width + 9 * unit
        return y + 8 * unit


def draw_square(sheet: Sheet, state: str, box: Box) -> None:
    """One action: done filled, planned framed, late framed with a sign, no date hatched, dropped struck through."""
    unit = sheet.frame.unit
    match state:
        case "done":
            sheet.rect(box, fill="ink2")
        case "late":
            sheet.rect(box, fill="late_soft", edge="late", thick=1.3 * unit)
            x, top = box.x + box.width / 2, box.y
            sheet.line((x, top + 0.24 * box.height), (x, top + 0.6 * box.height), role="late", thick=1.4 * unit)
            sheet.line((x, top + 0.7 * box.height), (x, top + 0.82 * box.height), role="late", thick=1.4 * unit)
        case "no_date":
            sheet.hatch(box, step=3.4 * unit, thick=0.6 * unit)
        case "dropped":
            sheet.rect(box, edge="line2", thick=0.8 * unit)
            sheet.line((box.x, box.bottom), (box.right, box.y), role="line2", thick=0.8 * unit)
        case _:
            sheet.rect(box, edge="ink2", thick=1.3 * unit)


def draw_grid(chart: Grid, wording: Wording, frame: Frame) -> Sheet:
    """Objectives by tool: used, offered, idle here, or none."""
    return _Coverage(chart, wording, frame).drawn()


class _Coverage:
    """The coverage grid while it is drawn: heads slant, so that they can be read without turning the page."""

    def __init__(self, chart: Grid, wording: Wording, frame: Frame) -> None:
        self.chart, self.wording, self.frame = chart, wording, frame
        self.sheet, self.unit = Sheet(frame), frame.unit
        self.heads = [wording.plain(Code(table="tool", code=tool.value)) for tool in chart.tools]
        longest = max(width_of(words, frame.text) for words in self.heads)
        self.rise = longest * 0.72 + 8 * self.unit
        self.left = 4 * self.unit if frame.stacked else self._wide_enough()
        widest = min(
            (frame.width - self.left - 0.74 * width_of(words, frame.text)) / (place + 0.5)
            for place, words in enumerate(self.heads)
        )
        self.column = min(widest, (frame.width - self.left) / len(self.heads), 40 * self.unit)

    def drawn(self) -> Sheet:
        unit, y = self.unit, self.rise
        for place, words in enumerate(self.heads):
            self.sheet.words(self._x(place) - 2 * unit, y - 5 * unit, words, role="ink2", slant=-45)
        for ref, cells in zip(self.chart.objectives, self.chart.cells, strict=True):
            y = self._row(ref, cells, y)
        self.sheet.line((0, y), (self.frame.width, y), role="line", thick=0.5 * unit)
        self.sheet.grown_to(self._key(y + 10 * unit))
        return self.sheet

    def _wide_enough(self) -> float:
        """Room for the longest name in one line, as long as the squares keep theirs."""
        longest = max(width_of(self.wording.plain(ref), self.frame.text) for ref in self.chart.objectives)
        most = self.frame.width - (15 * len(self.heads) + 50) * self.unit
        return max(min(longest + 12 * self.unit, most), 0.36 * self.frame.width)

    def _x(self, place: int) -> float:
        return self.left + (place + 0.5) * self.column

    def _row(self, ref: Ref, cells: tuple[str, ...], y: float) -> float:
        unit, frame = self.unit, self.frame
        self.sheet.line((0, y), (frame.width, y), role="line", thick=0.5 * unit)
        room = frame.width if frame.stacked else self.left - 8 * unit
        lines = wrapped(self.wording.plain(ref), room, frame.text, most=3)
        high = (10 * len(lines) + 6) * unit
        for place, line in enumerate(lines):
            self.sheet.words(0, y + (8 + 10 * place) * unit, line)
        middle = y + high + 5 * unit if frame.stacked else y + high / 2
        for place, state in enumerate(cells):
            self._cell(state, self._x(place), middle)
        return y + high + (14 * unit if frame.stacked else 0)

    def _cell(self, state: str, x: float, y: float) -> None:
        unit = self.unit
        box = Box(x - 5 * unit, y - 5 * unit, 10 * unit, 10 * unit)
        match state:
            case "used":
                self.sheet.rect(box, fill="ink2")
            case "offered":
                self.sheet.rect(box, edge="ink2", thick=1.3 * unit)
            case "idle":
                self.sheet.disc(x, y, 2.8 * unit, fill="surface", edge="line2", thick=0.9 * unit)
            case _:
                self.sheet.disc(x, y, 0.9 * unit, fill="line2")

    def _key(self, y: float) -> float:
        unit, x = self.unit, 5 * self.unit
        met = {state for cells in self.chart.cells for state in cells}
        for state in (one for one in ("used", "offered", "idle", "none") if one in met):
            words = label(self.wording, f"grid_{state}")
            width = 10 * unit + width_of(words, self.frame.text)
            if x > 5 * unit and x + width > self.frame.width:
                x, y = 5 * unit, y + 14 * unit
            self._cell(state, x, y)
            self.sheet.words(x + 9 * unit, y, words, role="ink3")
            x += width + 14 * unit
        return y + 9 * unit
