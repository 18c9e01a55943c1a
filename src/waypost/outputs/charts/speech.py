"""The words of drawings: fixed labels from the catalogue, figures, and steps of an axis."""

from __future__ import annotations

from decimal import Decimal

from waypost.core.say import SayValue, say
from waypost.core.values import Money
from waypost.outputs.charts.sheet import Box, Sheet
from waypost.outputs.charts.type import width_of
from waypost.words.wording import Wording


def label(wording: Wording, code: str, **values: SayValue) -> str:
    """A fixed label of the drawings, entry `outputs.CODE`."""
    return wording.plain(say(f"outputs.{code}", **values))


def millions(wording: Wording, amount: Decimal, currency: str) -> str:
    """An amount in millions, as in a table."""
    return label(wording, "millions_bare", amount=Money(amount=amount, currency=currency))


def begun(words: str) -> str:
    """Words that stand alone, so their first letter is a capital."""
    return words[:1].upper() + words[1:]


def steps(top: float, most: int = 4) -> tuple[int, ...]:
    """Round steps of an axis from above zero to at least `top`, at most `most` of them (look 7.3)."""
    size = 1
    while True:
        for factor in (1, 2, 4, 5):
            step = factor * size
            count = -int(-top // step) or 1
            if count <= most:
                return tuple(step * place for place in range(1, count + 1))
        size *= 10


def key(sheet: Sheet, y: float, entries: tuple[tuple[str, str], ...], *, left: float = 0) -> float:
    """A row of swatches with their words, wrapped to the sheet; the y below it. The first of a pair is a texture."""
    unit = sheet.frame.unit
    size = sheet.frame.small
    x = left
    for texture, words in entries:
        width = 14 * unit + width_of(words, size)
        if x > left and x + width > sheet.frame.width:
            x, y = left, y + 12 * unit
        swatch(sheet, texture, Box(x, y - 3 * unit, 10 * unit, 6 * unit))
        sheet.words(x + 13 * unit, y, words, role="ink3", size=size)
        x += width + 9 * unit
    return y + 8 * unit


def swatch(sheet: Sheet, texture: str, box: Box) -> None:
    """One sample of a texture."""
    unit = sheet.frame.unit
    match texture:
        case "hatch":
            sheet.hatch(box, step=3 * unit, thick=0.5 * unit)
        case "critical":
            sheet.rect(box, edge="ink", thick=1.7 * unit)
        case "late":
            sheet.rect(box, fill="late_soft", edge="late")
        case "planned":
            sheet.rect(box, edge="bar")
        case "loose":
            sheet.rect(Box(box.x, box.y + box.height / 4, box.width, box.height / 2), edge="bar")
        case "promised":
            diamond(sheet, box.x + box.width / 2, box.y + box.height / 2, 3.2 * unit)
        case "depends":
            arrow(sheet, ((box.x, box.y + box.height / 2), (box.right, box.y + box.height / 2)))
        case _:
            sheet.rect(box, fill=texture)


def diamond(sheet: Sheet, x: float, y: float, size: float) -> None:
    """The first date ever promised."""
    data = f"M{x:.2f},{y - size:.2f}L{x + size:.2f},{y:.2f}L{x:.2f},{y + size:.2f}L{x - size:.2f},{y:.2f}Z"
    sheet.path(data, fill="surface", edge="ink2", thick=0.9 * sheet.frame.unit)


def arrow(sheet: Sheet, points: tuple[tuple[float, float], ...]) -> None:
    """A line through points, with a small head at the last."""
    unit = sheet.frame.unit
    line = "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in points)
    sheet.path(line, edge="ink", thick=1.1 * unit)
    (ax, ay), (bx, by) = points[-2], points[-1]
    size = 2.6 * unit
    if abs(bx - ax) >= abs(by - ay):
        back = bx - size * 1.5 * (1 if bx >= ax else -1)
        head = f"M{bx:.2f},{by:.2f}L{back:.2f},{by - size:.2f}L{back:.2f},{by + size:.2f}Z"
    else:
        back = by - size * 1.5 * (1 if by >= ay else -1)
        head = f"M{bx:.2f},{by:.2f}L{bx - size:.2f},{back:.2f}L{bx + size:.2f},{back:.2f}Z"
    sheet.path(head, fill="ink")
