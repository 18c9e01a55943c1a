"""Charts of a brief that a spreadsheet can draw itself, from the numbers that stand beside them.

A Gantt, a map and a grid of tools have no counterpart there: their numbers stand alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol, cast

from waypost.core.brief.figures import Discs, Donors, MainRoute, Ranked, Routes, Squares, Stair
from waypost.core.brief.tree import Figure, Number, Row
from waypost.outputs.look import FAMILY, light
from waypost.outputs.workbook.book import Page
from waypost.words.wording import Wording

ROWS: Final = 18
"""Rows that a chart covers."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What kind of chart, whether each row is a series, how many columns of figures, and the colours in order."""

    kind: str
    by_row: bool
    columns: int | None
    colours: tuple[str, ...]
    sub: str | None = None


_SHAPES: Final[dict[type, _Shape]] = {
    Stair: _Shape("column", False, 1, ("m3",)),
    Donors: _Shape("bar", False, 4, ("m1", "m2", "m3", "m4")),
    Squares: _Shape("bar", False, 2, ("m3", "m1"), "stacked"),
    Ranked: _Shape("bar", False, 2, ("accent", "ctx")),
    Discs: _Shape("bar", False, 1, ("accent",)),
    MainRoute: _Shape("line", True, None, ("ctx", "bar", "accent", "m2")),
    Routes: _Shape("line", True, None, ("accent", "m2", "watch", "late", "bar", "m4")),
}


def place_chart(page: Page, figure: Figure, words: Wording, *, first: int, below: int) -> int:
    """Place the chart of a figure whose heads stand in row `first`; the rows it takes, 0 where there is none."""
    shape = _SHAPES.get(type(figure.chart))
    rows = [at for at, row in enumerate(figure.numbers.rows, start=first + 1) if _counts(row)]
    if shape is None or len(rows) < 1 or len(figure.numbers.columns) < 2:
        return 0
    made = page.book.chart(shape.kind, shape.sub)
    chart = _Drawn(cast(_Series, made))
    width = len(figure.numbers.columns) if shape.columns is None else shape.columns + 1
    if shape.by_row:
        drawn = _latest(figure.chart, first) if isinstance(figure.chart, Routes) else rows
        for n, row in enumerate(drawn):
            chart.add(
                {
                    "name": [page.name, row, 0],
                    "categories": [page.name, first, 1, first, width - 1],
                    "values": [page.name, row, 1, row, width - 1],
                    "line": {"color": light(shape.colours[n % len(shape.colours)]), "width": 1.75},
                }
            )
    else:
        for column in range(1, min(width, len(figure.numbers.columns))):
            chart.add(
                {
                    "name": [page.name, first, column],
                    "categories": [page.name, rows[0], 0, rows[-1], 0],
                    "values": [page.name, rows[0], column, rows[-1], column],
                    "fill": {"color": light(shape.colours[(column - 1) % len(shape.colours)])},
                    "gap": 60,
                }
            )
    _looks(chart, shape, figure, words)
    options = {"description": words.plain(figure.alt), "object_position": 1}
    page.raw.insert_chart(below, 0, made, options)
    return ROWS + 1


def _counts(row: Row) -> bool:
    """Whether a row is one of the chart: no total, no head of a group, some figure in it."""
    return row.style in ("plain", "sub") and any(isinstance(one, Number) for one in row.cells)


def _latest(chart: Routes, first: int) -> list[int]:
    """The rows of the latest year of each route; the numbers of a route stand together, oldest year first."""
    found, row = [], first
    for route in chart.routes:
        row += len({one.year for one in route.months})
        found.append(row)
    return found


def _looks(drawn: _Drawn, shape: _Shape, figure: Figure, words: Wording) -> None:
    font = {"name": FAMILY[0], "size": 9, "color": light("ink2")}
    drawn.set("title", {"name": words.plain(figure.title), "name_font": {**font, "size": 11, "bold": True}})
    drawn.set("x_axis", {"num_font": font, "line": {"color": light("line2")}, "major_gridlines": {"visible": False}})
    drawn.set("y_axis", {"num_font": font, "line": {"none": True}, "major_gridlines": {"visible": False}})
    if shape.kind == "bar":
        drawn.set("y_axis", {"num_font": font, "reverse": True, "line": {"color": light("line2")}})
        drawn.set("x_axis", {"num_font": font, "major_gridlines": {"visible": True, "line": {"color": light("line")}}})
    else:
        grid = {"visible": True, "line": {"color": light("line")}}
        drawn.set("y_axis", {"num_font": font, "line": {"none": True}, "major_gridlines": grid})
    if isinstance(figure.chart, Stair | Donors):
        drawn.set("x_axis" if shape.kind == "bar" else "y_axis", {"num_font": font, "num_format": "#,##0"})
    one = shape.columns == 1
    drawn.set("legend", {"none": True} if one else {"position": "bottom", "font": font})
    drawn.set("chartarea", {"border": {"none": True}, "fill": {"color": light("surface")}})
    drawn.set("size", {"width": 760, "height": ROWS * 20})


class _Series(Protocol):
    """What a chart of the program has, as far as it is used here."""

    def add_series(self, looks: dict[str, object]) -> None:
        """Add a series."""


class _Drawn:
    """A chart of the program, which has no types: its setters by name."""

    def __init__(self, chart: _Series) -> None:
        self._chart = chart

    def add(self, looks: dict[str, object]) -> None:
        """Add a series."""
        self._chart.add_series(looks)

    def set(self, what: str, looks: dict[str, object]) -> None:
        """Set one part of the looks."""
        getattr(self._chart, f"set_{what}")(looks)
