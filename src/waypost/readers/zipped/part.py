"""In the child: one part of a zip of XML (a workbook, a Word file), passed once before a reader parses it.

No tree is built. What readers stumble over (declarations, entities, other encodings, depth, endless elements or text, a
tag that does not end) is refused here. Source: security 5.6.
"""

from __future__ import annotations

import zipfile
from typing import Final
from xml.parsers import expat

from waypost.readers.tasks import Unfit
from waypost.readers.zipped.packing import pieces

DEEPEST: Final = 64
MOST_ATTRIBUTES: Final = 256
LONGEST_PIECE: Final = 1024 * 1024
"""Bytes of one tag or comment before it must end."""
STEP: Final = 64 * 1024
"""Bytes given to the parser at once; smaller steps make a long attribute quadratic work."""

_STRICT: Final = "http://purl.oclc.org/ooxml/"
_ENCODINGS: Final = ("utf-8", "us-ascii", "ascii")


class Part:
    """One part while it is passed; `seen` is told of every element that keeps within the limits."""

    def __init__(self, name: str, *, most_elements: int, most_text: int) -> None:
        self.name = name
        self.depth = 0
        self._elements = 0
        self._text = 0
        self._most_elements = most_elements
        self._most_text = most_text

    def seen(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; what the kind of file looks for."""

    def ended(self) -> None:
        """The part is passed; what can only be told of the whole."""

    def read(self, package: zipfile.ZipFile) -> None:
        """Pass the part. Raises Unfit for what is not taken."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._refused
        parser.EntityDeclHandler = self._refused
        parser.ProcessingInstructionHandler = self._refused
        taken = 0
        try:
            for piece in pieces(package, self.name):
                for start in range(0, len(piece), STEP):
                    given = piece[start : start + STEP]
                    parser.Parse(given, False)
                    taken += len(given)
                    if taken - max(parser.CurrentByteIndex, 0) > LONGEST_PIECE:
                        raise Unfit("readers.too_deep", value=self.name[:80])
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise Unfit("readers.broken_xml", value=self.name[:80]) from None
        self.ended()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self._elements += 1
        if self.depth > DEEPEST or len(attributes) > MOST_ATTRIBUTES:
            raise Unfit("readers.too_deep", value=self.name[:80])
        if self._elements > self._most_elements:
            raise Unfit("readers.too_many_elements", value=self.name[:80], limit=self._most_elements)
        if self.depth == 1 and any(_STRICT in one for one in attributes.values()):
            raise Unfit("readers.strict")
        self.seen(name, attributes)

    def _end(self, _: str) -> None:
        self.depth -= 1

    def _characters(self, text: str) -> None:
        self._text += len(text)
        if self._text > self._most_text:
            raise Unfit("readers.too_large_unpacked", limit=self._most_text // 1024 // 1024)

    def _declared(self, _: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.casefold() not in _ENCODINGS:
            raise Unfit("readers.other_encoding", value=encoding[:40])

    def _refused(self, *_: object) -> None:
        raise Unfit("readers.declarations", value=self.name[:80])
