"""Widths of the columns of a table on paper, from what stands in them, so that no cell runs into the next.

A column is never narrower than its longest word and needs no more than its longest line; between the two the
weights of the tree decide. A table whose longest words do not fit side by side is parted: the first column stands
again before each part.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final, cast

from waypost.outputs.charts.type import width_of
from waypost.outputs.spoken import Plain, Record, records

PADDING: Final = 9.0
"""Space beside the text of a column, both sides together, in points."""
LONGEST: Final = 110.0
"""A word wider than this may break (parts.typ), so it asks for no more room."""
SWATCH: Final = 13.0
"""The hatch before a word."""
BAR: Final = 66.0
"""The shortest progress bar."""
ENOUGH: Final = 0.84
"""The part of the room that short columns and the least of long ones may take together."""
GUTTER: Final = 18.0
"""Space between tables side by side."""
MOST_FOLDS: Final = 3
SHORTEST: Final = 8
"""A table is folded into at most so many, none of fewer rows but the last."""
SHORT: Final = 104.0
"""A column whose longest line is no wider is set in one line where there is room: dates, states, names."""
SUB: Final = 10.0
"""The indent of a lesser row."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a column needs: at least its longest word, at most its longest line."""

    least: float
    most: float
    weight: float
    text: bool


def fitted(table: Record, room: float, size: float) -> Record:
    """The table with a `width` in points in each column; in parts one under the other where it is too wide."""
    needs = _needs(table, size)
    parts: list[Plain] = [_part(table, needs, chosen, room) for chosen in _parts(needs, room)]
    return {"kind": "tables", "size": size, "aside": False, "parts": parts}


def folded(table: Record, room: float, size: float) -> Record:
    """A long and narrow table in parts side by side, so that the eye has a short way from name to figure."""
    needs = _needs(table, size)
    wide = sum(one.most for one in needs)
    rows = records(table["rows"])
    count = min(int((room + GUTTER) // (wide + 24 + GUTTER)), MOST_FOLDS, -(-len(rows) // SHORTEST))
    if count < 2:
        return fitted(table, room, size)
    each = -(-len(rows) // count)
    width = (room - GUTTER * (count - 1)) / count
    everything = list(range(len(needs)))
    parts: list[Plain] = []
    for start in range(0, len(rows), each):
        few: list[Plain] = [*rows[start : start + each]]
        parts.append(_part({**table, "rows": few}, needs, everything, width))
    return {"kind": "tables", "size": size, "aside": True, "parts": parts}


def _parts(needs: list[Need], room: float) -> list[list[int]]:
    """Columns that stand together, each part beginning with the first column."""
    parts: list[list[int]] = [[0]] if needs else [[]]
    for place in range(1, len(needs)):
        taken = sum(needs[one].least for one in parts[-1])
        if taken + needs[place].least > room and len(parts[-1]) > 1:
            parts.append([0])
        parts[-1].append(place)
    if len(parts) < 2:
        return parts
    each = -(-(len(needs) - 1) // len(parts))
    return [[0, *range(start, min(start + each, len(needs)))] for start in range(1, len(needs), each)]


def _part(table: Record, needs: list[Need], chosen: list[int], room: float) -> Record:
    columns = [records(table["columns"])[place] for place in chosen]
    widths = shared([needs[place] for place in chosen], room)
    sized: list[Plain] = [{**column, "width": width} for column, width in zip(columns, widths, strict=True)]
    rows: list[Plain] = []
    for row in records(table["rows"]):
        cells = records(row["cells"])
        if len(chosen) == len(needs):
            kept: list[Plain] = [*cells]
        else:
            there = {_at(cell): cell for cell in cells}
            empty: Record = {"kind": "blank"}
            kept = [{**there.get(at, empty), "column": new, "span": 1} for new, at in enumerate(chosen)]
        rows.append({**row, "cells": kept})
    return {**table, "columns": sized, "rows": rows}


def shared(needs: list[Need], room: float) -> list[float]:
    """The room shared out by weight, each column between its least and its most; together exactly the room."""
    widths = _settled(needs, room)
    free = room - sum(widths)
    if free <= 0:
        return [width * room / sum(widths) for width in widths]
    lines = [max(one.most, one.least) for one in needs]
    texts = [room if one.text else 0.0 for one in needs]
    for limits in (lines, texts, [room] * len(needs)):
        free = _poured(widths, limits, [one.weight for one in needs], free)
    return widths


def _poured(widths: list[float], limits: list[float], weights: list[float], free: float) -> float:
    """Raises widths towards their limits, towards what the weights ask for; what is left over."""
    while free > 0.01:
        open_ones = [place for place, width in enumerate(widths) if width < limits[place] - 0.01]
        if not open_ones:
            break
        level = min(widths[place] / weights[place] for place in open_ones)
        lowest = [place for place in open_ones if widths[place] / weights[place] < level + 0.01]
        later = [widths[place] / weights[place] for place in open_ones if place not in lowest]
        step = min([*later, float("inf")]) - level
        whole = sum(weights[place] for place in lowest)
        step = min(step, free / whole, *((limits[place] - widths[place]) / weights[place] for place in lowest))
        for place in lowest:
            widths[place] += step * weights[place]
        free -= step * whole
    return free


def _needs(table: Record, size: float) -> list[Need]:
    columns = records(table["columns"])
    heads = [_head(column) for column in columns]
    least, most = [low for low, _ in heads], [high for _, high in heads]
    lines: list[list[float]] = [[] for _ in columns]
    marked: set[int] = set()
    for row in records(table["rows"]):
        for cell in records(row["cells"]):
            place = _at(cell)
            if cell["span"] != 1:
                continue
            if cell["kind"] == "blank":
                lines[place].append(0.0)
                continue
            low, high = _cell(cell, size)
            indent = SUB if row["style"] == "sub" and place == 0 else 0.0
            least[place], most[place] = max(least[place], low + indent), max(most[place], high + indent)
            lines[place].append(high + indent)
            if cell["kind"] == "stack" and cell["inline"]:
                marked.add(place)
    for place in marked:
        # What is marked breaks before its marker, and not in itself: neither here nor where a row has no marker.
        least[place] = max([least[place], *(line for line in lines[place] if line + PADDING < SHORT)])
    return [
        Need(low + PADDING, high + PADDING + 1, _weight(column, found), not column["number"])
        for low, high, column, found in zip(least, most, columns, lines, strict=True)
    ]


def _weight(column: Record, lines: list[float]) -> float:
    """The weight of the tree, tempered by how long the lines of the column are."""
    mean = sum(lines) / len(lines) if lines else 0.0
    return float(cast(int, column["weight"])) * sqrt(min(max(mean, 30.0), 300.0))


def _settled(needs: list[Need], room: float) -> list[float]:
    """The least of each column; short ones get their whole line at once, as long as long ones keep enough."""
    widths = [one.least for one in needs]
    for place in sorted(range(len(needs)), key=lambda place: needs[place].most):
        one = needs[place]
        more = max(one.most - widths[place], 0.0)
        if one.most > SHORT or sum(widths) + more > room * ENOUGH:
            break
        widths[place] += more
    return widths


def _head(column: Record) -> tuple[float, float]:
    runs = column["head"]
    return _text(runs, 7.5) if isinstance(runs, list) else (0.0, 0.0)


def _cell(cell: Record, size: float) -> tuple[float, float]:
    """The widths of the longest word and of the whole on one line."""
    match cell["kind"]:
        case "words":
            return _text(cell["runs"], size)
        case "number":
            width = width_of(str(cell["text"]), size, strong=True) + (5 if cell["provisional"] else 0)
            return width, width
        case "unknown":
            low, high = _text(cell["runs"], 0.9 * size)
            return low + SWATCH, high + SWATCH
        case "marker":
            high = _text(cell["runs"], 7.5)[1] + 9
            return high, high
        case "bar":
            low, high = _text(cell["runs"], 7.5)
            return max(low, BAR), max(high, BAR)
        case "stack":
            parts = [_cell(one, size) for one in records(cell["cells"])]
            highs = [high for _, high in parts]
            low, high = max(low for low, _ in parts), max(highs)
            if not cell["inline"]:
                return low, high
            return high if high + PADDING < SHORT else low, sum(highs) + 4 * len(highs)
    return 0.0, 0.0


def _text(runs: Plain, size: float) -> tuple[float, float]:
    words = "".join(str(run["t"]) for run in records(runs))
    low = max((width_of(word, size, strong=True) for word in words.split(" ")), default=0.0)
    return min(low, LONGEST), width_of(words, size, strong=True)


def _at(cell: Record) -> int:
    return cast(int, cell["column"])
