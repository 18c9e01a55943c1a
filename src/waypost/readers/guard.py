"""A first pass over XML that refuses what could harm a parser, in bounded memory and as early as it shows.

Source: security 5.6. The caps on size and number of elements do not hold for aid data (issue "4 of 4", 4.1); those on
declarations, depth, attributes and length of one piece do.
"""

from __future__ import annotations

from typing import BinaryIO, Final
from xml.parsers import expat

from waypost.core.errors import Problem
from waypost.core.say import SayValue, say

CHUNK: Final = 64 * 1024
DEEPEST: Final = 64
MOST_ATTRIBUTES: Final = 256
LONGEST_PIECE: Final = 1024 * 1024
"""Bytes that one tag, comment or attribute may take before it ends."""
LONGEST_TEXT: Final = 8 * 1024 * 1024
"""Letters of text in one place."""


class _Refused(Exception):
    """Why the pass stopped: a code of the catalogue and its values."""

    def __init__(self, code: str, **values: SayValue) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def guard(source: BinaryIO, *, file: str) -> Problem | None:
    """The first thing for which the XML is refused, None where nothing is. Reads the source to its end."""
    watch = _Watch()
    try:
        watch.read(source)
    except _Refused as error:
        return _problem(error.code, file, watch.parser.CurrentLineNumber, error.values)
    except expat.ExpatError as error:
        return _problem("aid.not_xml", file, error.lineno, {"text": expat.ErrorString(error.code)})
    return None


def root_of(source: BinaryIO) -> str | None:
    """The name of the first element, `{namespace}name` where it has one; None where none comes in the first piece.

    Reads no further than that element, so that nothing in the file is expanded.
    """
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = lambda name, _: found.append(name)
    try:
        for _ in range(LONGEST_PIECE // ROOT_CHUNK):
            chunk = source.read(ROOT_CHUNK)
            if found or not chunk:
                break
            parser.Parse(chunk, False)
    except expat.ExpatError:
        return None
    if not found:
        return None
    return f"{{{found[0]}" if "}" in found[0] else found[0]


ROOT_CHUNK: Final = 1024


def _problem(code: str, file: str, row: int, values: dict[str, SayValue]) -> Problem:
    return Problem(code=code, reason=say(code, **values), remedy=say(f"{code}.remedy"), file=file, row=row)


class _Watch:
    """Counts as the parser goes."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = False
        self.parser.StartDoctypeDeclHandler = self._declared
        self.parser.EntityDeclHandler = self._declared
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._depth = 0
        self._letters = 0

    def read(self, source: BinaryIO) -> None:
        taken = 0
        while chunk := source.read(CHUNK):
            self.parser.Parse(chunk, False)
            taken += len(chunk)
            if taken - max(self.parser.CurrentByteIndex, 0) > LONGEST_PIECE:
                raise _Refused("aid.xml_piece")
        self.parser.Parse(b"", True)

    def _declared(self, *_: object) -> None:
        raise _Refused("aid.xml_doctype")

    def _start(self, _: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._letters = 0
        if self._depth > DEEPEST:
            raise _Refused("aid.xml_deep", most=DEEPEST)
        if len(attributes) > MOST_ATTRIBUTES:
            raise _Refused("aid.xml_attributes", most=MOST_ATTRIBUTES)

    def _end(self, _: str) -> None:
        self._depth -= 1
        self._letters = 0

    def _text(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > LONGEST_TEXT:
            raise _Refused("aid.xml_text")
