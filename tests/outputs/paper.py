"""What can be wrong with a page of paper, found in the PDF itself: each function gives the faults it finds."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import pypdf
import pypdfium2
from pypdf.generic import ContentStream
from pypdfium2 import raw

POINTS = 72 / 25.4
LEFT, RIGHT, TOP = 21 * POINTS, (210 - 19) * POINTS, 297 * POINTS
WIDTH = 210 * POINTS
HEAD, FOOT = (297 - 22) * POINTS, 19 * POINTS
"""Margins in points from the lower left corner; the body lies between FOOT and HEAD."""
RISE = 0.3
"""So far, in parts of its size, a letter at the top of the body may stand above it: a hamza on its alef does."""
SMALL, HEADINGS = 7.5, (15.0, 10.5)
"""Sizes of type, in points: header, footer and notes; the headings of sections and of their parts."""
STANDS_FOR_NONE = frozenset({0, 0x25A1, 0xFFFD})
LEVELS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")


class Sign:
    """One character on a page: where it stands, how large, whether upright."""

    def __init__(self, text: Any, place: int) -> None:
        """`place` is the number of the character in the text of its page."""
        self.code = raw.FPDFText_GetUnicode(text.raw, place)
        self.size = round(raw.FPDFText_GetFontSize(text.raw, place), 1)
        self.upright = raw.FPDFText_GetCharAngle(text.raw, place) == 0
        box = [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(text.raw, place, *map(ctypes.byref, box))
        self.left, self.right, self.bottom, self.top = (one.value for one in box)

    @property
    def area(self) -> float:
        """The area of its box."""
        return (self.right - self.left) * (self.top - self.bottom)

    def shared(self, other: Sign) -> float:
        """The part of the smaller of two boxes that lies in the other, 0 to 1; 0 for the letters of one ligature."""
        if (self.left, self.right, self.bottom) == (other.left, other.right, other.bottom):
            return 0.0
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        least = min(self.area, other.area)
        return wide * high / least if wide > 0 and high > 0 and least > 0 else 0.0


def signs(page: pypdfium2.PdfPage) -> list[Sign]:
    """The characters of a page that have a shape, in their order; a sign of direction has none."""
    return [one for one in _every(page) if one.right > one.left and not _is_shapeless(chr(one.code))]


def _every(page: pypdfium2.PdfPage) -> list[Sign]:
    text = page.get_textpage()
    return [Sign(text, place) for place in range(text.count_chars())]


def _is_shapeless(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc", "Cn")


def is_empty(found: list[Sign]) -> bool:
    """Whether nothing stands between header and footer."""
    return not any(FOOT < one.bottom < HEAD for one in found)


def outside(found: list[Sign], *, mirrored: bool = False) -> str:
    """The characters beyond the margins; `mirrored` in a paper that begins at the right, where margins change sides."""
    left, right = (WIDTH - RIGHT, WIDTH - LEFT) if mirrored else (LEFT, RIGHT)
    return "".join(
        chr(one.code)
        for one in found
        if one.left < left - 1 or one.right > right + 1 or one.bottom < 20 or one.top > TOP - 20
    )


def in_the_way(found: list[Sign]) -> str:
    """The characters of the body that run into the line of header or footer."""
    body = [one for one in found if one.size > SMALL]
    return "".join(chr(one.code) for one in body if one.top > HEAD + RISE * one.size or one.bottom < FOOT - 2)


def ends_with_heading(found: list[Sign]) -> bool:
    """Whether the last line of the body is a heading, without what it heads."""
    body = [one for one in found if one.bottom > FOOT - 2 and one.top < HEAD + 2]
    lowest = min(one.bottom for one in body)
    return any(one.size in HEADINGS for one in body if one.bottom < lowest + 4)


def covered(found: list[Sign]) -> list[tuple[str, int, int]]:
    """The upright characters that stand on another, with their places: text that left its box and ran into its
    neighbour."""
    found = sorted((one for one in found if one.upright), key=lambda one: one.left)
    faults = []
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if other.left >= one.right:
                break
            if one.shared(other) > 0.5:
                faults.append((chr(one.code) + chr(other.code), round(one.left), round(one.bottom)))
    return faults


def lost(found: list[Sign]) -> bool:
    """Whether a character stands for one that is not there."""
    return any(one.code in STANDS_FOR_NONE for one in found)


# ------------------------------------------------------------------------------------------------------- its words


def not_printed(document: pypdfium2.PdfDocument, wanted: str) -> set[str]:
    """The words of a text of which some piece (letters of one script, or a figure) is not in the paper.

    A word is sought in pieces, since a line that runs both ways is told piece by piece; where words are cut at a line
    end makes no difference.
    """
    printed = plain("".join(map(_read, document)))
    pieces = {word: _PIECE.findall(plain(word.replace("-", " - "), kept=" ")) for word in wanted.split()}
    return {word for word, held in pieces.items() if any(one not in printed for one in held)}


_PIECE = re.compile(r"[\u0600-\u06ff]+|[0-9]+(?:[.,:/][0-9]+)*|[^\W\d\u0600-\u06ff]+")


def plain(text: str, *, kept: str = "") -> str:
    """Text as it is compared: plain letters, no blanks (but those `kept`), no hyphens, no signs of direction."""
    letters = unicodedata.normalize("NFKC", text)
    return "".join(one for one in letters if one in kept or not (_is_shapeless(one) or one in "-\u2010\u2011"))


def _read(page: pypdfium2.PdfPage) -> str:
    """The text of a page as it is read. Letters joined in one shape have one box, and where lines run to the left the
    PDF library tells them from left to right."""
    found: list[str] = []
    shapes = groupby(_every(page), key=lambda one: (one.left, one.right, one.bottom, one.top))
    for box, held in shapes:
        letters = [chr(one.code) for one in held]
        joined = box[1] > box[0] and all(unicodedata.bidirectional(one) == "AL" for one in letters)
        found += reversed(letters) if joined else letters
    return "".join(found)


# ------------------------------------------------------------------------------------------------- inside the file


def glyphs_not_there(printed: bytes) -> list[int]:
    """The pages, from 1, on which text is set with the glyph that stands for none."""
    reader = pypdf.PdfReader(io.BytesIO(printed))
    return [
        number
        for number, page in enumerate(reader.pages, start=1)
        if any(_has_none(text) for text in _texts(page["/Resources"], page.get_contents(), reader))
    ]


def _has_none(text: bytes) -> bool:
    """Two bytes a glyph; the first glyph of a font is the one for what it does not hold."""
    return any(text[place : place + 2] == b"\0\0" for place in range(0, len(text) - 1, 2))


def _texts(resources: Any, content: Any, reader: pypdf.PdfReader) -> Iterator[bytes]:
    """All that is set as text, in a page and in the drawings on it."""
    for operands, operator in ContentStream(content, reader).operations if content is not None else ():
        if operator in (b"Tj", b"'", b'"'):
            yield _bytes(operands[-1])
        elif operator == b"TJ":
            yield from (_bytes(one) for one in operands[0] if not isinstance(one, int | float))
    for form in resources.get_object().get("/XObject", {}).values():
        inner = form.get_object()
        if inner.get("/Subtype") == "/Form":
            yield from _texts(inner.get("/Resources", {}), inner, reader)


def _bytes(text: Any) -> bytes:
    return bytes(text.original_bytes)


def structure(printed: bytes) -> list[Any]:
    """The elements of the structure of a tagged file, in their order."""
    root = pypdf.PdfReader(io.BytesIO(printed)).trailer["/Root"]["/StructTreeRoot"]
    found: list[Any] = []
    stack = [root.get_object()]
    while stack:
        here = stack.pop()
        if "/S" in here:
            found.append(here)
        below = here.get("/K", [])
        below = below.get_object() if hasattr(below, "get_object") else below
        parts = [
            one.get_object() for one in (below if isinstance(below, list) else [below]) if not isinstance(one, int)
        ]
        stack.extend(one for one in reversed(parts) if isinstance(one, dict))
    return found


def untold_figures(elements: list[Any]) -> int:
    """How many figures of a structure have no words for those who cannot see them."""
    return sum(one["/S"] == "/Figure" and not str(one.get("/Alt", "")).strip() for one in elements)


def skipped_levels(elements: list[Any]) -> list[tuple[str, str]]:
    """Headings that follow one more than a level above them."""
    levels = [str(one["/S"]) for one in elements if one["/S"] in LEVELS]
    return [(one, other) for one, other in pairwise(levels) if LEVELS.index(other) > LEVELS.index(one) + 1]


def fonts_outside(printed: bytes) -> set[str]:
    """The names of fonts that are not in the file."""
    found = set()
    reader = pypdf.PdfReader(io.BytesIO(printed))
    for number in range(1, int(reader.trailer["/Size"])):
        one = reader.get_object(number)
        is_font = isinstance(one, dict) and one.get("/Type") == "/FontDescriptor"
        if is_font and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one):
            found.add(str(one["/FontName"]))
    return found
