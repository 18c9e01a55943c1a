"""Where money comes from and goes to, layer by layer: bands as thick as the sums, coloured by donor.

Names and figures stand at each place, so that no colour has to be told from another. What has no figure is never a
band: it is a hatched end of fixed size at each place it passes, joined by dashes. Source: look 2 (donors), 7.5.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from waypost.core.brief.figures import StreamLayer, StreamNode, Streams
from waypost.core.values import Missing
from waypost.outputs.charts.sheet import Box, Frame, Sheet
from waypost.outputs.charts.speech import begun, label, millions
from waypost.outputs.charts.type import width_of, wrapped
from waypost.words.wording import Wording

COLOURS: Final = ("accent", "donor2", "donor3", "donor4", "donor5")
HIGH: Final = 150
"""The height of all that is known, in points on paper."""
BAR: Final = 7
STUB: Final = 6
"""Thickness of a place, and of the end that stands for lines without a figure."""
OPACITY: Final = 0.45
FIRST: Final = 0.62
"""The way from the first layer to the second, of any later one: no words stand in it."""
WORDS: Final = 0.66
"""So much of a way the words at its beginning may take."""


def draw_streams(chart: Streams, wording: Wording, frame: Frame) -> Sheet:
    """The layers from where writing starts to where it ends."""
    return _Drawing(chart, wording, frame).drawn()


@dataclass(slots=True)
class _Spot:
    """A place while it is drawn: its bar, and how far bands that come in and go out have filled it."""

    box: Box
    stub: Box | None
    came: float = 0.0
    went: float = 0.0


class _Drawing:
    """The picture while it is drawn."""

    def __init__(self, chart: Streams, wording: Wording, frame: Frame) -> None:
        self.chart, self.wording, self.frame, self.unit = chart, wording, frame, frame.unit
        self.sheet = Sheet(frame)
        self.listed = frame.stacked
        whole = sum((float(one.amount) for one in chart.streams if isinstance(one.amount, Decimal)), 0.0)
        self.scale = HIGH * self.unit / whole if whole else 0.0
        columns = len(chart.layers)
        side = 20 * self.unit if self.listed else 0.205 * frame.width
        self.left = side
        self.way = (frame.width - 2 * side - BAR * self.unit) / max(columns - 2 + FIRST, 1)
        self.side = side - 4 * self.unit
        self.middle = WORDS * self.way

    def drawn(self) -> Sheet:
        """All of it."""
        self._heads()
        spots = [self._placed(place, layer) for place, layer in enumerate(self.chart.layers)]
        for place, (one, other) in enumerate(pairwise(spots)):
            self._bands(place, one, other)
        for place, (layer, held) in enumerate(zip(self.chart.layers, spots, strict=True)):
            for number, (node, spot) in enumerate(zip(layer.nodes, held, strict=True), start=1):
                self._bar(place, number, node, spot)
                self._named(place, number, node, spot)
        if self.listed:
            self._list()
        return self.sheet

    def _x(self, place: int) -> float:
        return self.left + (self.way * (place - 1 + FIRST) if place else 0.0)

    def _heads(self) -> None:
        """What stands in each layer; in a narrow frame the list says it."""
        if self.listed:
            return
        last = len(self.chart.layers) - 1
        for place, layer in enumerate(self.chart.layers):
            words, x = begun(self.wording.plain(layer.head)), self._x(place)
            room = self.side + BAR * self.unit if place in (0, last) else self.middle
            if place == 0:
                self.sheet.words(x + BAR * self.unit, 6 * self.unit, words, role="ink2", align="right", room=room)
            else:
                self.sheet.words(x, 6 * self.unit, words, role="ink2", room=room)

    # Places ----------------------------------------------------------------------------------------------------

    def _placed(self, place: int, layer: StreamLayer) -> list[_Spot]:
        """The bars of a layer, one below the other, each with room for its words."""
        unit = self.unit
        y = (2 if self.listed else 16) * unit + self._lead(place)
        found = []
        for number, node in enumerate(layer.nodes, start=1):
            known = max(self._size(node.known), 0.8 * unit if isinstance(node.known, Decimal) else 0.0)
            high = known + (STUB * unit if node.unknown else 0.0)
            words = 9.6 * unit * len(self._lines(place, number, node))
            if self._above(place):
                y, words = y + words, 0
            box = Box(self._x(place), y, BAR * unit, known)
            stub = Box(box.x, y + known, box.width, STUB * unit) if node.unknown else None
            found.append(_Spot(box=box, stub=stub))
            y += max(high, words) + 6 * unit
        self.sheet.grown_to(y)
        return found

    def _above(self, place: int) -> bool:
        """Whether the words of a layer stand above its bars: where bands leave on both sides."""
        return 0 < place < len(self.chart.layers) - 1

    def _lead(self, place: int) -> float:
        """How far down a layer begins, so that the first bars of all layers begin at one height."""
        heights = {
            at: 9.6 * len(self._lines(at, 1, layer.nodes[0])) * self.unit
            for at, layer in enumerate(self.chart.layers)
            if self._above(at)
        }
        most = max(heights.values(), default=0.0)
        return most - heights.get(place, 0.0)

    def _size(self, amount: Decimal | Missing) -> float:
        return float(amount) * self.scale if isinstance(amount, Decimal) else 0.0

    def _bar(self, place: int, number: int, node: StreamNode, spot: _Spot) -> None:
        unit = self.unit
        if node.unnamed and spot.box.height:
            self.sheet.rect(spot.box, fill="surface")
            self.sheet.hatch(spot.box, step=3 * unit, thick=0.6 * unit)
        elif spot.box.height:
            role = self._colour(number - 1, node) if place == 0 else "ink2"
            self.sheet.rect(spot.box, fill=role)
        if spot.stub is not None:
            self.sheet.rect(spot.stub, fill="surface")
            self.sheet.hatch(spot.stub, step=2.5 * unit, thick=0.5 * unit)

    def _colour(self, place: int, node: StreamNode) -> str:
        return "donors" if node.rest or node.unnamed or place >= len(COLOURS) else COLOURS[place]

    # Bands -----------------------------------------------------------------------------------------------------

    def _bands(self, place: int, froms: list[_Spot], tos: list[_Spot]) -> None:
        """The bands between two layers: one for each donor and pair of places, thinnest ways last."""
        sums: dict[tuple[int, int, int], float] = defaultdict(float)
        dashed: set[tuple[int, int]] = set()
        for one in self.chart.streams:
            pair = one.nodes[place], one.nodes[place + 1]
            if isinstance(one.amount, Decimal):
                sums[one.nodes[0], *pair] += self._size(one.amount)
            else:
                dashed.add(pair)
        starts: dict[tuple[int, int, int], float] = {}
        for key in sorted(sums, key=lambda one: (one[1], one[2], one[0])):
            spot = froms[key[1]]
            starts[key] = spot.box.y + spot.went
            spot.went += sums[key]
        for key in sorted(sums, key=lambda one: (one[2], one[1], one[0])):
            spot = tos[key[2]]
            self._band(place, key, (froms[key[1]], starts[key]), (spot, spot.box.y + spot.came), sums[key])
            spot.came += sums[key]
        for start, end in sorted(dashed):
            self._dashes(place, froms[start], tos[end])

    def _clear(self, place: int) -> float:
        """Up to where ways run level: as far as the words of a layer reach, so that none crosses them."""
        nodes = self.chart.layers[place].nodes if self._above(place) else ()
        lines = (line for number, node in enumerate(nodes, start=1) for line in self._lines(place, number, node))
        wide = max((width_of(words, self.frame.text, strong=strong) for words, strong in lines), default=0.0)
        return self._x(place) + max(wide + 4 * self.unit, BAR * self.unit)

    def _band(
        self, place: int, key: tuple[int, int, int], start: tuple[_Spot, float], end: tuple[_Spot, float], thick: float
    ) -> None:
        (one, y1), (other, y2) = start, end
        x1, level, x2 = one.box.right, self._clear(place), other.box.x
        bend = (level + x2) / 2
        thick = max(thick, 0.4 * self.unit)
        data = (
            f"M{x1:.2f},{y1:.2f}L{level:.2f},{y1:.2f}C{bend:.2f},{y1:.2f} {bend:.2f},{y2:.2f} {x2:.2f},{y2:.2f}"
            f"L{x2:.2f},{y2 + thick:.2f}C{bend:.2f},{y2 + thick:.2f} {bend:.2f},{y1 + thick:.2f} "
            f"{level:.2f},{y1 + thick:.2f}L{x1:.2f},{y1 + thick:.2f}Z"
        )
        role = self._colour(key[0], self.chart.layers[0].nodes[key[0]])
        self.sheet.path(data, fill=role, edge=role, thick=0.4 * self.unit, opacity=OPACITY)

    def _dashes(self, place: int, one: _Spot, other: _Spot) -> None:
        """Lines without a figure, from end to end."""
        if one.stub is None or other.stub is None:
            return
        unit, half = self.unit, STUB * self.unit / 2
        start, end = (one.stub.right, one.stub.y + half), (other.stub.x, other.stub.y + half)
        level = (self._clear(place), start[1])
        for begin, stop in ((start, level), (level, end)):
            self.sheet.line(begin, stop, role="ink3", thick=0.8 * unit, dash=f"{2 * unit:.1f},{2 * unit:.1f}")

    # Words -----------------------------------------------------------------------------------------------------

    def _figure(self, node: StreamNode) -> str:
        """What is known, and how many lines are not."""
        known = millions(self.wording, node.known, self.chart.currency) if isinstance(node.known, Decimal) else ""
        unknown = label(self.wording, "unknown_lines", n=node.unknown) if node.unknown else ""
        return label(self.wording, "then", known=known, unknown=unknown) if known and unknown else known or unknown

    def _lines(self, place: int, number: int, node: StreamNode) -> list[tuple[str, bool]]:
        """The name, then the figures, each line with whether it is strong; in a narrow frame the mark that the list
        explains."""
        if self.listed:
            return [(self._mark(place, number), True)]
        room = self.middle if self._above(place) else self.side
        name = wrapped(self.wording.plain(node.label), room, self.frame.text, strong=True)
        figure = wrapped(self._figure(node), room, self.frame.text)
        return [*((line, True) for line in name), *((line, False) for line in figure)]

    def _named(self, place: int, number: int, node: StreamNode, spot: _Spot) -> None:
        unit, box = self.unit, spot.box
        lines = self._lines(place, number, node)
        y = box.y + (-9.6 * len(lines) + 2.8 if self._above(place) else 4.8) * unit
        for line, strong in lines:
            role = "ink" if strong else "ink2"
            if place == 0:
                self.sheet.words(box.x - 4 * unit, y, line, strong=strong, role=role, align="right")
            else:
                at = box.x if self._above(place) else box.right + 4 * unit
                self.sheet.words(at, y, line, strong=strong, role=role, halo="surface")
            y += 9.6 * unit

    def _mark(self, place: int, number: int) -> str:
        """What stands for a name in a narrow frame: a letter for its layer, its number there."""
        return f"{'ABCDEFGH'[place]}{number}"

    def _list(self) -> None:
        """Under the picture: each mark with its name and figure, layer by layer."""
        unit, frame = self.unit, self.frame
        y = self.sheet.height + 6 * unit
        for place, layer in enumerate(self.chart.layers):
            self.sheet.words(0, y, begun(self.wording.plain(layer.head)), role="ink2", room=frame.width)
            y += 11 * unit
            for number, node in enumerate(layer.nodes, start=1):
                figure = self._figure(node)
                wide = width_of(figure, frame.text)
                self.sheet.words(0, y, self._mark(place, number), strong=True)
                first, *more = wrapped(
                    self.wording.plain(node.label),
                    max(frame.width - 18 * unit - wide - 6 * unit, 60 * unit),
                    frame.text,
                )
                self.sheet.words(18 * unit, y, first)
                self.sheet.words(frame.width, y, figure, role="ink2", align="right")
                for line in more:
                    y += 10.4 * unit
                    self.sheet.words(18 * unit, y, line)
                y += 11.4 * unit
            y += 3 * unit
        self.sheet.grown_to(y - 6 * unit)
