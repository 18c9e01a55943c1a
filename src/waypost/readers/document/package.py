"""In the child: the zip of a Word file and the XML in it, looked at before any reader sees them.

Sizes, names and parts as for a workbook (`workbook.packing`); then each part that will be parsed is passed once
without building a tree. Source: security 5.6.
"""

from __future__ import annotations

import re
import zipfile
from typing import Final
from xml.parsers import expat

from waypost.readers.tasks import Unfit
from waypost.readers.workbook.packing import checked, pieces

DEEPEST: Final = 64
MOST_ATTRIBUTES: Final = 256
MOST_ELEMENTS: Final = 600_000
"""About 40,000 cells as Word writes them; two trees of so many elements stay within the child's memory and time."""
MOST_TEXT: Final = 20 * 1024 * 1024
LONGEST_PIECE: Final = 1024 * 1024
"""Bytes of one tag or comment before it must end."""

MAIN: Final = "word/document.xml"
_HARMLESS: Final = re.compile(
    r"""\[Content_Types\]\.xml | _rels/\.rels | docProps/[A-Za-z]+\.(xml|jpeg|png|emf|wmf) | docMetadata/\w+\.xml
    | customXml/(_rels/)?\w+\.xml(\.rels)?
    | word/(_rels/)?(document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes
         |comments|commentsExtended|commentsIds|commentsExtensible|people|header[\w-]*|footer[\w-]*)\.xml(\.rels)?
    | word/glossary/(_rels/)?(document|styles|settings|webSettings|fontTable|numbering)\.xml(\.rels)?
    | word/theme/(_rels/)?\w+\.xml(\.rels)?
    | word/(charts|drawings|diagrams|ink)/(_rels/)?[\w.]+\.xml(\.rels)?
    | word/(theme/)?media/[\w-]+\.(png|jpe?g|gif|bmp|emf|wmf|svg|tiff?)
    | word/fonts/\w+\.(odttf|ttf|otf)
    | word/printerSettings/\w+\.bin
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""Parts that a Word file may have; nothing that runs, holds another file, or is taken from elsewhere."""

_HARMLESS_OUTSIDE: Final = ("/hyperlink", "/attachedTemplate")
"""Relations that may lead out of the file: nothing of ours follows them, and no text comes from there."""
_STRICT: Final = "http://purl.oclc.org/ooxml/"


def open_package(raw: bytes) -> zipfile.ZipFile:
    """The package of a Word file that two readers may be given. Raises Unfit otherwise."""
    package = checked(raw, _HARMLESS)
    if MAIN not in package.namelist():
        raise Unfit("readers.not_a_workbook")
    for name in package.namelist():
        if name.endswith((".xml", ".rels")) and not name.startswith("customXml/"):
            _Pass(name).read(package)
    return package


class _Pass:
    """One part while it is passed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.depth = 0
        self.elements = 0
        self.text = 0

    def read(self, package: zipfile.ZipFile) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = False
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.XmlDeclHandler = self.declared
        parser.StartDoctypeDeclHandler = self.refused
        parser.EntityDeclHandler = self.refused
        parser.ProcessingInstructionHandler = self.refused
        taken = 0
        try:
            for piece in pieces(package, self.name):
                for start in range(0, len(piece), 65536):
                    part = piece[start : start + 65536]
                    parser.Parse(part, False)
                    taken += len(part)
                    if taken - max(parser.CurrentByteIndex, 0) > LONGEST_PIECE:
                        raise Unfit("readers.too_deep", value=self.name[:80])
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise Unfit("readers.broken_xml", value=self.name[:80]) from None

    def refused(self, *_: object) -> None:
        raise Unfit("readers.declarations", value=self.name[:80])

    def declared(self, _: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.casefold() not in ("utf-8", "us-ascii", "ascii"):
            raise Unfit("readers.other_encoding", value=encoding[:40])

    def characters(self, text: str) -> None:
        self.text += len(text)
        if self.text > MOST_TEXT:
            raise Unfit("readers.too_large_unpacked", limit=MOST_TEXT // 1024 // 1024)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or len(attributes) > MOST_ATTRIBUTES:
            raise Unfit("readers.too_deep", value=self.name[:80])
        if self.elements > MOST_ELEMENTS:
            raise Unfit("readers.too_many_elements", value=self.name[:80], limit=MOST_ELEMENTS)
        if self.depth == 1 and any(_STRICT in one for one in attributes.values()):
            raise Unfit("readers.strict")
        if attributes.get("TargetMode", "").casefold() == "external":
            self._outside(attributes)
        if name.rpartition(":")[2] in ("altChunk", "subDoc"):
            raise Unfit("readers.embedded", value=name[:80])

    def _outside(self, attributes: dict[str, str]) -> None:
        if not attributes.get("Type", "").endswith(_HARMLESS_OUTSIDE):
            raise Unfit("readers.external_links", value=attributes.get("Target", "")[:80])

    def end(self, _: str) -> None:
        self.depth -= 1
