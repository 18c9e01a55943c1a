"""How wide text will be, read from the font that will set it.

Chart labels are placed and shortened before anything is drawn, so nothing is cut off and nothing overlaps. Reads
only the tables it needs (cmap, hmtx) of the variable font; SemiBold is a little wider than Regular by a factor
measured once.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import fontpkg_ibm_plex_sans
import fontpkg_ibm_plex_sans_arabic

from waypost.outputs.charts.arabic import joined

SEMIBOLD: Final = 1.045
"""Mean width of SemiBold against Regular over running text; measured with Typst on 2,000 words."""


def font_folders() -> tuple[Path, ...]:
    """The folders of the fonts that the package depends on; nothing comes from the system."""
    packages = (fontpkg_ibm_plex_sans, fontpkg_ibm_plex_sans_arabic)
    return tuple(Path(str(package.__file__)).parent / "files" for package in packages)


def _tables(data: bytes) -> dict[str, int]:
    """Where each table of a font starts."""
    found: dict[str, int] = {}
    for place in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * place)
        found[tag.decode("latin-1")] = offset
    return found


@cache
def _advances() -> tuple[dict[int, int], list[int], int]:
    """Glyph of each character, advance of each glyph, and units in an em."""
    return _measures(font_folders()[0] / "IBMPlexSans[wdth,wght].ttf")


@cache
def _arabic() -> tuple[dict[int, int], list[int], int]:
    """The same for the letters of Arabic."""
    return _measures(font_folders()[1] / "IBMPlexSansArabic-Regular.ttf")


def _measures(font: Path) -> tuple[dict[int, int], list[int], int]:
    data = font.read_bytes()
    tables = _tables(data)
    units: int = struct.unpack_from(">H", data, tables["head"] + 18)[0]
    count: int = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    widths = [struct.unpack_from(">H", data, tables["hmtx"] + 4 * glyph)[0] for glyph in range(count)]
    return _glyphs(data, tables["cmap"]), widths, units


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """The character map of format 4 or 12, whichever covers more."""
    found: dict[int, int] = {}
    for place in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * place)[0]
        kind = struct.unpack_from(">H", data, start)[0]
        if kind == 12:
            for group in range(struct.unpack_from(">I", data, start + 12)[0]):
                first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * group)
                found.update({code: glyph + code - first for code in range(first, last + 1)})
        elif kind == 4:
            found.update(_segments(data, start))
    return found


def _segments(data: bytes, start: int) -> dict[int, int]:
    double: int = struct.unpack_from(">H", data, start + 6)[0]
    found: dict[int, int] = {}
    for place in range(0, double, 2):
        last: int = struct.unpack_from(">H", data, start + 14 + place)[0]
        first: int = struct.unpack_from(">H", data, start + 16 + double + place)[0]
        delta: int = struct.unpack_from(">H", data, start + 16 + 2 * double + place)[0]
        at = start + 16 + 3 * double + place
        offset: int = struct.unpack_from(">H", data, at)[0]
        for code in range(first, last + 1):
            if code == 0xFFFF:
                continue
            glyph = code if offset == 0 else struct.unpack_from(">H", data, at + offset + 2 * (code - first))[0]
            found[code] = (glyph + delta) & 0xFFFF
    return found


REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


@cache
def _sign(sign: str) -> str:
    if sign == "\n":
        return " "
    if sign in DIRECTIONS or sign in PLACEHOLDERS:
        return sign
    if unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Co"):
        return ""
    return sign if ord(sign) in _advances()[0] or ord(sign) in _arabic()[0] else _nearest(sign)


def _nearest(sign: str) -> str:
    """The same sign without its accents or width where the fonts hold that; nothing for signs without a shape."""
    if unicodedata.category(sign) in ("Cf", "Mn", "Me", "Mc"):
        return ""
    plain = unicodedata.normalize("NFKD", sign)[:1]
    return plain if plain != sign and ord(plain) in _advances()[0] else REPLACEMENT


PLACEHOLDERS: Final = "\ue000\ue001"

DIRECTIONS: Final = "\u200e\u200f\u2066\u2067\u2068\u2069"
"""Signs without shape or width that say which way a line runs; the last closes what those before it open."""


def printable(words: str) -> str:
    """The words with what no font of ours can set shown as the replacement character, so that it is seen as lost.

    Latin, Greek, Cyrillic and Arabic are set as they are; control characters go.
    """
    return "".join(map(_sign, unicodedata.normalize("NFC", words)))


@cache
def width_of(words: str, size: float, *, strong: bool = False) -> float:
    """The width of a line of text in the unit of `size`; a character the fonts lack counts 0.6 em."""
    total = sum(map(_advance, joined(words)))
    return total * size * (SEMIBOLD if strong else 1.0)


@cache
def _advance(sign: str) -> float:
    """The width of a character in em; marks and signs of direction have none."""
    for glyphs, widths, units in (_advances(), _arabic()):
        glyph = glyphs.get(ord(sign), 0)
        if glyph:
            return widths[min(glyph, len(widths) - 1)] / units
    return 0.0 if unicodedata.category(sign) in ("Cf", "Mn") else 0.6


def shortened(words: str, room: float, size: float, *, strong: bool = False) -> str:
    """The words, cut with an ellipsis at a word where they are wider than `room`."""
    if width_of(words, size, strong=strong) <= room:
        return words
    kept = words
    while kept and width_of(kept + "…", size, strong=strong) > room:
        kept = kept[:-1]
    at_word = kept.rpartition(" ")[0]
    return (at_word if len(at_word) > len(kept) * 0.6 else kept).rstrip(" ,;:") + "…"


def wrapped(words: str, room: float, size: float, *, strong: bool = False, most: int = 2) -> tuple[str, ...]:
    """The words in at most `most` lines of width `room`; the last is shortened where they do not fit."""
    lines: list[str] = []
    rest = words.split(" ")
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and width_of(" ".join(rest[: taken + 1]), size, strong=strong) <= room:
            taken += 1
        lines.append(shortened(" ".join(rest[:taken]), room, size, strong=strong))
        rest = rest[taken:]
    if rest:
        lines.append(shortened(" ".join(rest), room, size, strong=strong))
    return tuple(_carried(lines))


def _carried(lines: list[str]) -> Iterator[str]:
    """The lines, each closing what it opens and opening again what the line before left open."""
    kept = ""
    for line in lines:
        whole = kept + line
        opened = [sign for sign in whole if sign in DIRECTIONS[2:]]
        depth = opened.count(DIRECTIONS[-1])
        kept = "".join(opened[: max(len(opened) - 2 * depth, 0)])
        yield whole + DIRECTIONS[-1] * len(kept)
