"""Markup of a Word file as text: elements with escaped attributes, and words that stay words.

Nothing else in this folder writes an angle bracket. What XML cannot hold is left out; tabs and line ends of a text
are spaces, as on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NewType
from xml.sax.saxutils import escape, quoteattr

Markup = NewType("Markup", str)
"""Text that is well-formed XML already."""

NAMESPACES: Final[Mapping[str, str]] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
NOTHING: Final = Markup("")
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""The beginning of every part."""
_IMPOSSIBLE: Final = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE: Final = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")


def words(text: str) -> Markup:
    """A text as content of an element."""
    return Markup(escape(possible(text)))


def possible(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold."""
    return _IMPOSSIBLE.sub("", _SPACE.sub(" ", text))


def tag(name: str, attributes: Mapping[str, str | int], *children: Markup) -> Markup:
    """An element of any vocabulary."""
    known = "".join(f" {key}={quoteattr(possible(str(value)))}" for key, value in attributes.items())
    inside = "".join(children)
    return Markup(f"<{name}{known}>{inside}</{name}>" if inside else f"<{name}{known}/>")


def el(name: str, /, *children: Markup, **attributes: str | int) -> Markup:
    """An element of the vocabulary of Word, its attributes of the same."""
    return tag(f"w:{name}", {f"w:{key}": value for key, value in attributes.items()}, *children)


def together(parts: Iterable[Markup]) -> Markup:
    """Elements one after another."""
    return Markup("".join(parts))


def part(name: str, *children: Markup) -> bytes:
    """A whole part of the file with the namespaces that ours use."""
    spaces = {f"xmlns:{prefix}": address for prefix, address in NAMESPACES.items()}
    return f"{HEAD}{tag(name, spaces, *children)}".encode()


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of lengths in Word."""
    return round(points * 20)


def eighths(points: float) -> int:
    """Points as eighths of a point, the unit of borders."""
    return round(points * 8)


def halves(points: float) -> int:
    """Points as half points, the unit of sizes of type."""
    return round(points * 2)


def emu(points: float) -> int:
    """Points as English metric units, the unit of pictures."""
    return round(points * 12700)
