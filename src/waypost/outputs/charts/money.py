"""What became of the money, and by donor. The stronger the tone, the surer. Source: look 7.7."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from waypost.core.brief.figures import DonorBar, Donors, Stage, Stair
from waypost.core.say import Code
from waypost.core.values import Missing
from waypost.outputs.charts.sheet import Box, Frame, Sheet
from waypost.outputs.charts.speech import begun, millions
from waypost.outputs.charts.type import width_of, wrapped
from waypost.words.wording import Wording

STATES: Final = ("announced", "committed", "contracted", "disbursed")
FILL: Final = {
    "needed": None,
    "announced": "surface",
    "allocated": "m1",
    "committed": "m2",
    "contracted": "m3",
    "disbursed": "m4",
    "received": "m4",
    "spent": "m4",
}
ON: Final = {"contracted": "on_accent", "disbursed": "on_accent", "received": "on_accent", "spent": "on_accent"}


def draw_stair(chart: Stair, wording: Wording, frame: Frame) -> Sheet:
    """One step a state, with the fall to it in words."""
    return _Stair(chart, wording, frame).drawn()


class _Stair:
    """The stair while it is drawn."""

    def __init__(self, chart: Stair, wording: Wording, frame: Frame) -> None:
        self.chart, self.wording, self.frame = chart, wording, frame
        self.sheet, self.unit = Sheet(frame), frame.unit
        labels = [begun(wording.plain(one.label)) for one in chart.stages]
        widest = max(width_of(words, frame.text) for words in labels)
        self.left = 0.0 if frame.stacked else widest + 8 * self.unit
        whole = frame.width - self.left
        self.room = whole if frame.stacked else whole * 0.64
        known = [float(one.value) for one in chart.stages if not isinstance(one.value, Missing)]
        self.largest = max([*known, 1.0])

    def drawn(self) -> Sheet:
        unit, y, before = self.unit, 2 * self.unit, None
        for stage in self.chart.stages:
            if self.frame.stacked:
                y = self._stacked(stage, y)
                continue
            end = self._row(stage, y, before)
            before = end if end is not None else before
            y += 25 * unit
        if not self.frame.stacked:
            self.sheet.line((self.left, 0), (self.left, y - 8 * unit), role="ink3", thick=0.8 * unit)
        self.sheet.grown_to(y - 6 * unit)
        return self.sheet

    def _end(self, stage: Stage) -> float | None:
        if isinstance(stage.value, Missing):
            return None
        return self.left + self.room * float(stage.value) / self.largest

    def _row(self, stage: Stage, y: float, before: float | None) -> float | None:
        unit, middle = self.unit, y + 7 * self.unit
        words = begun(self.wording.plain(stage.label))
        self.sheet.words(self.left - 6 * unit, middle, words, align="right")
        end = self._end(stage)
        if before is not None and end is not None and stage.step is not None and stage.state != "needed":
            self._fall(before, end, y)
        words_from = self._bar(stage, y, end)
        if stage.aside is not None:
            self._beside(words_from + 6 * unit, middle, self.wording.plain(stage.aside))
        if stage.step is not None and before is not None:
            self._beside(max(before, words_from) + 6 * unit, middle, self.wording.plain(stage.step))
        return end if stage.state != "needed" else None

    def _fall(self, before: float, end: float, y: float) -> None:
        unit = self.unit
        dash, middle = f"{1.5 * unit:.1f},{1.5 * unit:.1f}", y + 7 * unit
        self.sheet.line(
            (before - 0.4 * unit, y - 11 * unit),
            (before - 0.4 * unit, middle),
            role="ink3",
            thick=0.7 * unit,
            dash=dash,
        )
        self.sheet.line((end, middle), (before, middle), role="ink3", thick=0.7 * unit, dash=dash)

    def _beside(self, x: float, middle: float, words: str) -> None:
        lines = wrapped(words, self.frame.width - x, self.frame.text, most=2)
        for place, line in enumerate(lines):
            y = middle + (place - (len(lines) - 1) / 2) * 9.2 * self.unit
            self.sheet.words(x, y, line, role="ink2")

    def _bar(self, stage: Stage, y: float, end: float | None) -> float:
        """The bar with its figure inside where there is room; the place where words may start."""
        unit, figure = self.unit, self.wording.plain(stage.figure)
        if end is None:
            return self._unknown(figure, y)
        box = Box(self.left, y, max(end - self.left, 1.2 * unit), 14 * unit)
        edge = "line2" if stage.state == "needed" else "m4" if stage.state in ON else "m3"
        self.sheet.rect(box, fill=FILL[stage.state], edge=None if stage.state in ON else edge, thick=1.1 * unit)
        if stage.state == "needed" and stage.at_least:
            more = Box(box.right, y, self.room / 6, 14 * unit)
            self.sheet.hatch(more, step=5 * unit, thick=0.6 * unit)
            box = Box(box.x, box.y, box.width + more.width, box.height)
        width = width_of(figure, self.frame.text, strong=True)
        inner = end - self.left
        if width + 10 * unit <= inner:
            role = ON.get(stage.state, "ink")
            self.sheet.words(end - 5 * unit, y + 7 * unit, figure, role=role, strong=True, align="right")
            return box.right
        taken = self.sheet.words(box.right + 4 * unit, y + 7 * unit, figure, strong=True, halo="surface")
        return taken.right

    def _unknown(self, words: str, y: float) -> float:
        unit = self.unit
        box = Box(self.left, y, self.room / 3, 14 * unit)
        self.sheet.hatch(box, step=6 * unit, thick=0.7 * unit)
        self._beside(box.right + 6 * unit, y + 7 * unit, words)
        return self.frame.width

    def _stacked(self, stage: Stage, y: float) -> float:
        unit = self.unit
        name, figure = begun(self.wording.plain(stage.label)), self.wording.plain(stage.figure)
        end = self._end(stage)
        self.sheet.words(0, y + 5 * unit, name)
        taken = width_of(name, self.frame.text)
        role = "ink2" if end is None else "ink"
        room = self.frame.width - taken - 8 * unit
        self.sheet.words(
            self.frame.width, y + 5 * unit, figure, strong=end is not None, align="right", role=role, room=room
        )
        box = Box(0, y + 12 * unit, self.room / 3 if end is None else max(end, unit), 10 * unit)
        if end is None:
            self.sheet.hatch(box, step=5 * unit, thick=0.6 * unit)
        else:
            edge = None if stage.state in ON else "line2" if stage.state == "needed" else "m3"
            self.sheet.rect(box, fill=FILL[stage.state], edge=edge, thick=1.1 * unit)
        y = box.bottom + 7 * unit
        for say in (stage.step, stage.aside):
            for line in (
                () if say is None else wrapped(self.wording.plain(say), self.frame.width, self.frame.text, most=3)
            ):
                self.sheet.words(0, y, line, role="ink2")
                y += 10 * unit
        return y + 2 * unit


def draw_donors(chart: Donors, wording: Wording, frame: Frame) -> Sheet:
    """The four states of each donor nested in one bar, disbursed innermost."""
    return _Donors(chart, wording, frame).drawn()


class _Donors:
    """Money by donor while it is drawn."""

    def __init__(self, chart: Donors, wording: Wording, frame: Frame) -> None:
        self.chart, self.wording, self.frame = chart, wording, frame
        self.sheet, self.unit = Sheet(frame), frame.unit
        labels = [wording.plain(one.label) for one in chart.bars]
        widest = max(width_of(words, frame.text) for words in labels)
        self.left = 0.0 if frame.stacked else min(widest, 0.3 * frame.width) + 8 * self.unit
        self.room = frame.width if frame.stacked else (frame.width - self.left) * 0.72
        self.largest = max([float(value) for one in chart.bars for value in _values(one).values()] + [1.0])

    def drawn(self) -> Sheet:
        unit, y = self.unit, 14 * self.unit
        for place, bar in enumerate(self.chart.bars):
            room = self.frame.width if self.frame.stacked else self.left - 8 * unit
            lines = wrapped(self.wording.plain(bar.label), room, self.frame.text, most=2)
            if self.frame.stacked:
                for line in lines:
                    self.sheet.words(0, y + 4 * unit, line)
                    y += 10 * unit
                y += 2 * unit
            else:
                for row, line in enumerate(lines):
                    at = y + 7 * unit + (row - (len(lines) - 1) / 2) * 9.2 * unit
                    self.sheet.words(self.left - 6 * unit, at, line, align="right")
            self._bar(bar, y, named=place == 0 and not self.frame.stacked)
            y += self._below(bar, y) if self.frame.stacked else 25 * unit
        if not self.frame.stacked:
            self.sheet.line((self.left, 11 * unit), (self.left, y - 7 * unit), role="ink3", thick=0.8 * unit)
        self.sheet.grown_to(self._key(y + 2 * unit))
        return self.sheet

    def _below(self, bar: DonorBar, y: float) -> float:
        if bar.words is None:
            return 24 * self.unit
        self.sheet.words(0, y + 21 * self.unit, self.wording.plain(bar.words), role="ink2", room=self.frame.width)
        return 34 * self.unit

    def _bar(self, bar: DonorBar, y: float, *, named: bool) -> None:
        unit, values = self.unit, _values(bar)
        if not values:
            box = Box(self.left, y, self.room / 3, 14 * unit)
            self.sheet.hatch(box, step=6 * unit, thick=0.7 * unit)
            self._beside(bar, box.right, y)
            return
        ends = {state: self.left + self.room * float(value) / self.largest for state, value in values.items()}
        for state in sorted(ends, key=lambda one: (-ends[one], STATES.index(one))):
            box = Box(self.left, y, max(ends[state] - self.left, 1.2 * unit), 14 * unit)
            self.sheet.rect(box, fill=FILL[state], edge=None if state in ON else "m3", thick=1.1 * unit)
        told = (len(values) == 1 and bar.words is not None) or self._figures(values, ends, y) or bar.words is not None
        self._beside(bar, max(ends.values()), y)
        if not told and not self.frame.stacked:
            longest = max(ends, key=lambda one: (ends[one], -STATES.index(one)))
            figure = millions(self.wording, values[longest], self.chart.currency)
            self.sheet.words(max(ends.values()) + 5 * unit, y + 7 * unit, figure, strong=True)

    def _figures(self, values: dict[str, Decimal], ends: dict[str, float], y: float) -> bool:
        """Figures at the inner end of each state, where its visible part is wide enough; whether the last has one."""
        unit = self.unit
        order = sorted(ends, key=lambda one: (ends[one], -STATES.index(one)))
        start, told = self.left, False
        for state in order:
            figure = millions(self.wording, values[state], self.chart.currency)
            width = width_of(figure, self.frame.text, strong=True)
            fits = ends[state] - start >= width + 7 * unit
            told = fits or (told and ends[state] == start)
            if fits:
                role = ON.get(state, "ink")
                self.sheet.words(ends[state] - 4 * unit, y + 7 * unit, figure, strong=True, role=role, align="right")
            start = max(start, ends[state])
        return told

    def _beside(self, bar: DonorBar, x: float, y: float) -> None:
        if bar.words is None or self.frame.stacked:
            return
        x += 6 * self.unit
        lines = wrapped(self.wording.plain(bar.words), self.frame.width - x, self.frame.text, most=2)
        for place, line in enumerate(lines):
            at = y + 7 * self.unit + (place - (len(lines) - 1) / 2) * 9.2 * self.unit
            self.sheet.words(x, at, line, role="ink2")

    def _key(self, y: float) -> float:
        """Samples of the four tones, innermost first."""
        unit, x = self.unit, self.left
        for state in reversed(STATES):
            words = self.wording.plain(Code(table="moneystate", code=state))
            width = 14 * unit + width_of(words, self.frame.text)
            if x > self.left and x + width > self.frame.width:
                x, y = self.left, y + 12 * unit
            box = Box(x, y - 3 * unit, 10 * unit, 6 * unit)
            self.sheet.rect(box, fill=FILL[state], edge=None if state in ON else "m3", thick=0.9 * unit)
            self.sheet.words(x + 13 * unit, y, words, role="ink2")
            x += width + 9 * unit
        return y + 8 * unit


def _values(bar: DonorBar) -> dict[str, Decimal]:
    """The known states of a donor; what was announced only where nothing surer is larger, which would hide it."""
    pairs = (
        ("announced", bar.announced),
        ("committed", bar.committed),
        ("contracted", bar.contracted),
        ("disbursed", bar.disbursed),
    )
    known = {state: value for state, value in pairs if not isinstance(value, Missing)}
    outrun = "announced" in known and known["announced"] < max(known.values())
    return {state: value for state, value in known.items() if not (outrun and state == "announced")}
