"""An aid file in pieces of whole activities, each of which can be read alone: by several processes, in bounded memory.

A piece is cut where an activity ends. That is right unless the words of an end stand in a comment or the like; then a
piece is not well-formed, and its file is read as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Final

from lxml import etree

from waypost.core.aid.activity import Activity
from waypost.core.aid.totals import shares_exceed
from waypost.core.errors import Problem
from waypost.readers.guard import guard
from waypost.readers.iati.file import read_element
from waypost.readers.iati.patterns import Odd
from waypost.readers.iati.quick import END, Reader
from waypost.readers.iati.reports import ONCE, Reports

SIZE: Final = 2 * 1024 * 1024
"""Bytes of a piece; some more, up to the end of an activity."""
LONGEST: Final = 16 * 1024 * 1024
"""Bytes of the largest activity that is read so."""
_HEAD: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*\?>)?\s*(?:<!--(?:[^-]|-[^-])*-->\s*)*(<iati-activities(?:\s[^<>]*)?>)"
)
_BETWEEN: Final = re.compile(r"[ \t\r\n]*(?:<!--(?:[^-]|-[^-])*-->[ \t\r\n]*)*")
_TAIL: Final = re.compile(r"</iati-activities\s*>\s*")
_CONTROLS: Final = bytes(one for one in range(32) if one not in (9, 10, 13))
_COMPUTED: Final = frozenset({"aid.shares", "aid.day_for_unknown"})
"""What is said of the values of an activity, whatever its form."""


class Whole(Exception):
    """A file that must be read as a whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some whole activities: the bytes of the file from `begin` to `end`, and the line on which they begin."""

    begin: int
    end: int
    line: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A file that can be read in pieces: its version, the tag that opens it, and where its first activity may stand."""

    path: Path
    name: str
    version: str
    opening: str
    begin: int
    line: int
    size: int

    def pieces(self) -> Iterator[Piece]:
        """The pieces, one after another. Raises Whole where an activity is too large."""
        begin, line, end, held = self.begin, self.line, END.encode(), b""
        with self.path.open("rb") as source:
            source.seek(begin)
            while block := source.read(self.size):
                held += block
                at = held.find(end, self.size)
                if at < 0:
                    if len(held) > LONGEST:
                        raise Whole
                    continue
                at += len(end)
                yield Piece(begin, begin + at, line, is_last=False)
                begin, line, held = begin + at, line + held.count(b"\n", 0, at), held[at:]
        yield Piece(begin, begin + len(held), line, is_last=True)


def cut(path: Path, name: str, *, size: int = SIZE) -> Cut | None:
    """How the file is cut into pieces of at least this size.

    None where it must be read as a whole: of 1.0x, not UTF-8, or with anything unusual before its first activity.
    """
    with path.open("rb") as source:
        begins = source.read(64 * 1024)
    head = _HEAD.match(begins)
    if head is None or guard(BytesIO(head[0] + b"</iati-activities>"), file=name) is not None:
        return None
    root = etree.fromstring(head[0] + b"</iati-activities>")
    version, encoding = root.get("version"), (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if version is None or not version.startswith("2") or encoding not in ("UTF-8", "ASCII") or None in root.nsmap:
        return None
    opening = "".join(f" xmlns:{prefix}='{uri}'" for prefix, uri in root.nsmap.items() if "'" not in uri)
    line = begins.count(b"\n", 0, head.end()) + 1
    return Cut(path, name, version, f"<iati-activities{opening}>", head.end(), line, size)


@dataclass(slots=True)
class PieceReader:
    """Reads pieces of one file, and learns the shapes of its activities as it goes."""

    cut: Cut
    quick: Reader = field(default_factory=Reader)
    careful: int = 0
    """Activities that were read with care so far."""

    def read(self, piece: Piece) -> Iterator[Activity | Problem]:
        """The activities of a piece, each followed by what is wrong with it. Raises Whole for what must be read with
        the rest of its file."""
        with self.cut.path.open("rb") as source:
            source.seek(piece.begin)
            raw = source.read(piece.end - piece.begin)
        text, is_plain = _text_of(raw)
        at, counted, line = 0, 0, piece.line
        while True:
            at = _between(text, at)
            if not text.startswith("<iati-activity", at):
                break
            line += text.count("\n", counted, (counted := max(text.find(">", at), at)))
            try:
                if not is_plain:
                    raise Odd
                activity, at = self.quick.activity(text, at, line)
                yield activity
                yield from self._computed(activity)
            except Odd:
                end = text.find(END, at) + len(END)
                yield from self._with_care(text[at:end], line - text.count("\n", at, counted))
                at = end
        if at < len(text) and (not piece.is_last or _TAIL.fullmatch(text, at) is None):
            raise Whole

    def _computed(self, activity: Activity) -> Iterator[Problem]:
        beyond = shares_exceed(activity)
        if beyond is not None:
            reports = Reports(file=self.cut.name)
            reports.report("aid.shares", row=activity.line, element=activity.identifier, sum=beyond)
            yield from reports.problems

    def _with_care(self, text: str, line: int) -> Iterator[Activity | Problem]:
        self.careful += 1
        whole = f"{self.cut.opening}{text}</iati-activities>".encode()
        if guard(BytesIO(whole), file=self.cut.name) is not None:
            raise Whole
        root = etree.fromstring(whole, _PARSER)
        if len(root) != 1 or root[0].tag != "iati-activity" or root.text or root[0].tail:
            raise Whole
        reports = Reports(file=self.cut.name, lines_before=line - 1)
        activity = read_element(root[0], self.cut.version, reports)
        assert isinstance(activity, Activity)
        yield replace(activity, line=activity.line + line - 1)
        for problem in reports.problems:
            if problem.code not in ONCE or problem.code not in self.quick.said:
                yield problem
            self.quick.said.update(ONCE & {problem.code})
        if all(one.code in _COMPUTED for one in reports.problems):
            self.quick.shapes.learn(text)


_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _text_of(raw: bytes) -> tuple[str, bool]:
    """The text of a piece, and whether it has none of the signs that only a parser may judge."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise Whole from None
    is_plain = len(raw.translate(None, _CONTROLS)) == len(raw) and "]]>" not in text
    is_plain = is_plain and "\ufffe" not in text and "\uffff" not in text
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        is_plain = is_plain and "\r" not in text
    return text, is_plain


def _between(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    assert found is not None
    return found.end()
