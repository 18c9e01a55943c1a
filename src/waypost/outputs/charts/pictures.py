"""Drawings as pictures (PNG), for forms that cannot set SVG in our fonts.

Packed tightly, since such files are sent by mail, and with nothing in them but the picture: no text, time or tool.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Final

from waypost.core.brief.tree import Brief
from waypost.outputs.charts.drawing import KEPT, Drawings, draw_paper
from waypost.words.wording import Wording

LOOSE_PAGES: Final = (485.0, 620.0)
"""Heights for the rows of a Gantt where somebody else sets the page, and may set it less tightly than we."""
FINENESS: Final = 3.0
"""Dots of a picture to a point: 216 to the inch, sharp in print."""
IN_HAND: Final = 256
"""Pictures kept in the process."""
SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
LEVEL: Final = 6
"""A third of the library's size; the next levels take five times as long for one per cent."""

Painter = Callable[[str, float, float], bytes]
"""Makes a PNG on white of a drawing, its width in points and its dots to a point."""

_SIZE: Final = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as PNG on white; its size in points."""

    png: bytes
    width: float
    height: float


def draw_pictures(brief: Brief, wording: Wording, painter: Painter, drawings: Drawings) -> dict[str, list[Picture]]:
    """Every figure of a brief as pictures, by the names of `draw_paper`."""
    return {
        name: [picture_of(svg, painter, drawings) for svg in parts]
        for name, parts in draw_paper(brief, wording, drawings, LOOSE_PAGES).items()
    }


@lru_cache(IN_HAND)
def picture_of(svg: str, painter: Painter, drawings: Drawings = KEPT) -> Picture:
    """A drawing as a picture, kept among `drawings`. Raises ValueError for one that does not say its size."""
    root = _SIZE.match(svg)
    if root is None:
        raise ValueError("the drawing has no size")
    width, height = float(root.group(1)), float(root.group(2))
    png = drawings.picture(f"{FINENESS} {LEVEL} {version('typst')} {svg}", lambda: tight(painter(svg, width, FINENESS)))
    return Picture(png=png, width=width, height=height)


def tight(png: bytes) -> bytes:
    """The same picture with only its head and its dots, packed tightly. Source: PNG (ISO/IEC 15948), 5 and 11."""
    chunks = list(chunks_of(png))
    head = next(data for kind, data in chunks if kind == b"IHDR")
    dots = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    packed = ((b"IHDR", head), (b"IDAT", zlib.compress(dots, LEVEL)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in packed)


def chunks_of(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk. Raises ValueError for what is no PNG."""
    if not png.startswith(SIGNATURE):
        raise ValueError("not a PNG")
    place = len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
