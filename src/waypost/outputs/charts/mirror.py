"""A drawing for who reads from right to left: laid out as for anybody, then turned about.

Bars grow from the right and the time of a Gantt runs to the left. What shows months on an axis, and the map, stay as
they are (look 8); there only the words change their direction.
"""

from __future__ import annotations

import re
from typing import Final

from waypost.outputs.charts.sheet import Shape, Sheet, Value

RUN, END = "\u2067", "\u2069"
"""Between these signs without width a line runs from right to left, whatever stands around it."""
OTHER_SIDE: Final[dict[Value, Value]] = {"left": "right", "right": "left", "center": "center"}
LED: Final = re.compile("[\u0590-\u08ff\u2066-\u2069]")
"""Letters and signs that ask for a line from right to left; figures alone do not."""
POINT: Final = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


def running_left(sheet: Sheet) -> Sheet:
    """The same drawing, each of its texts in letters a line from right to left."""
    return Sheet(sheet.frame, sheet.height, [(kind, _led(shape)) for kind, shape in sheet.shapes])


def _led(shape: Shape) -> Shape:
    words = str(shape.get("text", ""))
    return {**shape, "text": f"{RUN}{words}{END}"} if LED.search(words) else shape


def mirrored(sheet: Sheet) -> Sheet:
    """The drawing turned about its middle; letters and signs that are to be read keep their way."""
    width = sheet.frame.width
    return Sheet(sheet.frame, sheet.height, [(kind, _turned(kind, shape, width)) for kind, shape in sheet.shapes])


def _turned(kind: str, shape: Shape, width: float) -> Shape:
    match kind:
        case "path":
            return {**shape, "path": _path(str(shape["path"]), width, upright=bool(shape.get("upright")))}
        case "rect":
            return {**shape, "x": _other(shape["x"], width - _number(shape["width"]))}
        case "line":
            return {**shape, "x": _other(shape["x"], width), "x2": _other(shape["x2"], width)}
        case "text":
            angle = -_number(shape["angle"])
            return {**shape, "x": _other(shape["x"], width), "align": OTHER_SIDE[shape["align"]], "angle": angle}
        case _:
            return {**shape, "x": _other(shape["x"], width)}


def _path(data: str, width: float, *, upright: bool) -> str:
    """A path turned about, or, where it is a sign, moved to the other side as it is."""
    places = [float(x) for x, _ in POINT.findall(data)]
    if upright:
        shift = width - max(places) - min(places)
        return POINT.sub(lambda found: f"{float(found[1]) + shift:.2f},{found[2]}", data)
    return POINT.sub(lambda found: f"{width - float(found[1]):.2f},{found[2]}", data)


def _other(x: Value, width: float) -> float:
    return round(width - _number(x), 2)


def _number(value: Value) -> float:
    """A place as a number. Raises TypeError for a shape without one, which `Sheet` does not make."""
    if not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)
