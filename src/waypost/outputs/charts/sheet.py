"""A sheet to draw on: shapes placed to the point, given to Vega as a specification of plain data.

All places are computed before anything is drawn, so a test can ask whether a label is cut or lies over another.
Colours are names of roles. Hatch is computed line pieces, since the chart library has no pattern fill (look 7.5).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from waypost.outputs.charts.type import printable, shortened, width_of
from waypost.outputs.look import FAMILY, light

Align: TypeAlias = Literal["left", "center", "right"]
Value: TypeAlias = float | int | str | None
Shape: TypeAlias = dict[str, Value]
Spec: TypeAlias = dict[str, object]

REGULAR: Final = 400
SEMIBOLD: Final = 600


@dataclass(frozen=True, slots=True)
class Frame:
    """A place for a drawing: its width in its own unit (points on paper, pixels on a screen) and its size of text.

    `stacked` puts labels above bars, as on a narrow screen or in a column (look 7.6).
    """

    name: str
    width: float
    text: float
    stacked: bool = False

    @property
    def unit(self) -> float:
        """What one point on paper is here, so that space grows with the text."""
        return self.text / 8

    @property
    def small(self) -> float:
        """The size of keys: a little smaller on paper, never under 13 pixels on a screen (look 3)."""
        return 7.5 if self.text < 13 else self.text


PAPER: Final = Frame("wide", 482, 8)
PAPER_LEFT: Final = Frame("left", 298, 8)
PAPER_RIGHT: Final = Frame("right", 172, 8, stacked=True)
PAPER_HALF: Final = Frame("half", 235, 8, stacked=True)
SCREEN: Final = Frame("screen", 760, 13)
SCREEN_HALF: Final = Frame("screen-half", 540, 13)
NARROW: Final = Frame("narrow", 326, 13, stacked=True)


@dataclass(frozen=True, slots=True)
class Box:
    """An upright box: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(slots=True)
class Sheet:
    """What is drawn so far, in order; later shapes lie over earlier ones."""

    frame: Frame
    height: float = 0
    shapes: list[tuple[str, Shape]] = field(default_factory=list)

    def rect(self, box: Box, *, fill: str | None = None, edge: str | None = None, thick: float = 0.8) -> None:
        """A box filled and edged in roles; the edge lies inside, so that neighbours do not overlap."""
        if edge is None:
            thick = 0
        half = thick / 2
        self._add(
            "rect",
            x=box.x + half,
            y=box.y + half,
            width=max(box.width - thick, 0.01),
            height=max(box.height - thick, 0.01),
            fill=fill,
            stroke=edge,
            strokeWidth=thick,
        )

    def line(
        self, start: tuple[float, float], end: tuple[float, float], *, role: str, thick: float = 0.5, dash: str = ""
    ) -> None:
        """A straight line; `dash` as lengths of dash and gap, such as `2,2`."""
        self._add("line", x=start[0], y=start[1], x2=end[0], y2=end[1], stroke=role, strokeWidth=thick, dash=dash)

    def path(
        self,
        data: str,
        *,
        fill: str | None = None,
        edge: str | None = None,
        thick: float = 0.8,
        upright: bool = False,
        opacity: float | None = None,
    ) -> None:
        """A path in the sheet's own places; `upright` is one that is read, so that no mirror may turn it; `opacity` of
        its filling, less than 1 where another may lie under it."""
        more: Shape = {"upright": 1} if upright else {}
        self._add(
            "path", fillOpacity=opacity, path=data, fill=fill, stroke=edge, strokeWidth=thick if edge else 0, **more
        )

    def disc(self, x: float, y: float, radius: float, *, fill: str, edge: str | None = None, thick: float = 1) -> None:
        """A disc."""
        self._add("symbol", x=x, y=y, size=3.14159265 * radius * radius, fill=fill, stroke=edge, strokeWidth=thick)

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        role: str = "ink",
        strong: bool = False,
        align: Align = "left",
        size: float | None = None,
        room: float | None = None,
        halo: str | None = None,
        slant: float = 0,
    ) -> Box:
        """A line of text with its middle at `y`, shortened to `room`; the box it takes before any slant.

        `halo` is the role behind it; `slant` turns it about its place, in degrees clockwise.
        """
        size, words = size or self.frame.text, printable(words)
        if room is not None:
            words = shortened(words, room, size, strong=strong)
        width = width_of(words, size, strong=strong)
        left = {"left": x, "center": x - width / 2, "right": x - width}[align]
        weight = SEMIBOLD if strong else REGULAR
        place: Shape = {
            "x": x,
            "y": y,
            "text": words,
            "align": align,
            "fontSize": size,
            "fontWeight": weight,
            "angle": slant,
        }
        if words and halo is not None:
            self._add("text", **place, fill=halo, stroke=halo, strokeWidth=0.3 * size)
        if words:
            self._add("text", **place, fill=role, stroke=None, strokeWidth=0)
        return Box(left, y - size * 0.6, width, size * 1.2)

    def hatch(self, box: Box, *, step: float = 5, thick: float = 0.6, edge: bool = True) -> None:
        """Lines at 45 degrees inside a box: unknown."""
        reach = box.height
        place = box.x - reach + step / 2
        pieces: list[str] = []
        while place < box.right:
            left, right = max(place, box.x), min(place + reach, box.right)
            if right - left > 0.2:
                low, high = box.bottom - (left - place), box.bottom - (right - place)
                pieces.append(f"M{left:.2f},{low:.2f}L{right:.2f},{high:.2f}")
            place += step
        if pieces:
            self.path("".join(pieces), edge="hatch", thick=thick)
        if edge:
            self.rect(box, edge="hatch", thick=0.6)

    def grown_to(self, bottom: float) -> None:
        """Makes the sheet at least this high."""
        self.height = max(self.height, bottom)

    def _add(self, kind: str, **values: Value) -> None:
        shape: Shape = {name: round(one, 2) if isinstance(one, float) else one for name, one in values.items()}
        for name in ("fill", "stroke"):
            role = shape.get(name)
            if isinstance(role, str):
                shape[name] = light(role)
        self.shapes.append((kind, shape))

    def spec(self) -> Spec:
        """The sheet as a Vega specification: neighbours of one kind are one mark with its data."""
        groups: list[tuple[str, list[Shape]]] = []
        for kind, shape in self.shapes:
            if not groups or groups[-1][0] != kind:
                groups.append((kind, []))
            groups[-1][1].append(shape)
        return {
            "$schema": "https://vega.github.io/schema/vega/v5.json",
            "width": round(self.frame.width, 2),
            "height": round(self.height, 2),
            "padding": 0,
            "autosize": "none",
            "background": None,
            "config": {"text": {"font": ", ".join(FAMILY)}},
            "data": [{"name": f"part{place}", "values": shapes} for place, (_, shapes) in enumerate(groups)],
            "marks": [_mark(kind, f"part{place}") for place, (kind, _) in enumerate(groups)],
        }


_FIELDS: Final = {
    "rect": ("x", "y", "width", "height", "fill", "stroke", "strokeWidth"),
    "line": ("x", "y", "x2", "y2", "stroke", "strokeWidth"),
    "path": ("path", "fill", "fillOpacity", "stroke", "strokeWidth"),
    "symbol": ("x", "y", "size", "fill", "stroke", "strokeWidth"),
    "text": ("x", "y", "text", "align", "fontSize", "fontWeight", "angle", "fill", "stroke", "strokeWidth"),
}


def _mark(kind: str, data: str) -> Spec:
    """A mark whose every channel is a field of its data; labels are read from title and description instead."""
    channels: Spec = {name: {"field": name} for name in _FIELDS[kind]}
    if kind == "line":
        channels["strokeDash"] = {"signal": "datum.dash ? split(datum.dash, ',') : null"}
        channels["strokeCap"] = {"value": "butt"}
    if kind == "text":
        channels["baseline"] = {"value": "middle"}
        channels["strokeJoin"] = {"value": "round"}
    return {
        "type": "rule" if kind == "line" else kind,
        "aria": False,
        "from": {"data": data},
        "encode": {"enter": channels},
    }
