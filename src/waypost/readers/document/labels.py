"""In the child: the numbers that Word puts before paragraphs by itself (1., a), iv.), which stand in no text.

A commitment that is numbered by Word is known by that number to everyone who reads the paper, so it is read too.
Source: ECMA-376, part 1, 17.9.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from waypost.readers.document.names import Element, W, child, number, value

LEVELS: Final = 9
_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET: Final = "•"
MOST: Final = 3_999
"""A higher number is written in digits whatever the list says."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written."""

    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Labels:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, str] = field(default_factory=dict)
    """From the number of a list to the number of its pattern."""
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def of(self, paragraph: Element) -> str:
        """The label of a paragraph, empty where it has none; counts on."""
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle"))
        which, depth = self.styles.get(style, ("", 0))
        own = child(properties, "numPr")
        if own is not None:
            which = value(child(own, "numId"), which)
            depth = number(value(child(own, "ilvl")), depth)
        pattern = self.lists.get(which)
        level = self.levels.get(pattern or "", {}).get(depth)
        if pattern is None or level is None or depth >= LEVELS:
            return ""
        return self._counted(which, pattern, depth, level)

    def _counted(self, which: str, pattern: str, depth: int, level: Level) -> str:
        counts = self.counts.setdefault(pattern, [None] * LEVELS)
        if which not in self.begun:
            self.begun.add(which)
            for place in self.overrides.get(which, {}):
                counts[place] = None
        start = self.overrides.get(which, {}).get(depth, level.start)
        held = counts[depth]
        counts[depth] = start if held is None else held + 1
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        if level.form == "bullet":
            return BULLET
        shown = level.pattern
        for place in range(depth + 1):
            one = self.levels[pattern].get(place, level)
            count = counts[place]
            shown = shown.replace(f"%{place + 1}", written(one.start if count is None else count, one.form))
        return shown.strip()


def written(count: int, form: str) -> str:
    """A number as a list writes it."""
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < count <= MOST:
        # After z come aa, bb, cc.
        letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count <= MOST:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    found = "m" * (count // 1000) + "d" * (count % 1000 // 500)
    rest = count % 500
    if rest >= 400:
        found, rest = found + "cd", rest - 400
        if found.endswith("dcd"):
            found = found[:-3] + "cm"
    for size, letters in _ROMAN:
        found, rest = found + letters * (rest // size), rest % size
    return found


def labels_of(numbering: Element | None, styles: Element | None) -> Labels:
    """The lists of a document from its parts `numbering` and `styles`, none of which it needs to have."""
    found = Labels()
    for one in () if numbering is None else numbering.iterfind(f"{W}abstractNum"):
        levels = {number(str(level.get(f"{W}ilvl", "")), 0): _level(level) for level in one.iterfind(f"{W}lvl")}
        found.levels[str(one.get(f"{W}abstractNumId", ""))] = levels
    for one in () if numbering is None else numbering.iterfind(f"{W}num"):
        which = str(one.get(f"{W}numId", ""))
        found.lists[which] = value(child(one, "abstractNumId"))
        found.overrides[which] = {
            number(str(each.get(f"{W}ilvl", "")), 0): number(value(child(each, "startOverride")), 1)
            for each in one.iterfind(f"{W}lvlOverride")
            if child(each, "startOverride") is not None
        }
    for one in () if styles is None else styles.iterfind(f"{W}style"):
        own = child(one, "pPr", "numPr")
        if own is not None:
            depth = number(value(child(own, "ilvl")), 0)
            found.styles[str(one.get(f"{W}styleId", ""))] = (value(child(own, "numId")), depth)
    return found


def _level(level: Element) -> Level:
    return Level(
        form=value(child(level, "numFmt"), "decimal"),
        pattern=value(child(level, "lvlText")),
        start=number(value(child(level, "start")), 0),
    )
