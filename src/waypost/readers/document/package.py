"""In the child: the zip of a Word file and the XML in it, looked at before any reader sees them.

Sizes, names and parts as for a workbook (`zipped.packing`); then each part that will be parsed is passed once
without building a tree. Source: security 5.6.
"""

from __future__ import annotations

import re
import zipfile
from typing import Final

from waypost.readers.tasks import Unfit
from waypost.readers.zipped.packing import checked
from waypost.readers.zipped.part import Part

MOST_ELEMENTS: Final = 600_000
"""About 40,000 cells as Word writes them; two trees of so many elements stay within the child's memory and time."""
MOST_TEXT: Final = 20 * 1024 * 1024

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


def open_package(raw: bytes) -> zipfile.ZipFile:
    """The package of a Word file that two readers may be given. Raises Unfit otherwise."""
    package = checked(raw, _HARMLESS)
    if MAIN not in package.namelist():
        raise Unfit("readers.not_a_workbook")
    for name in package.namelist():
        if name.endswith((".xml", ".rels")) and not name.startswith("customXml/"):
            _Pass(name).read(package)
    return package


class _Pass(Part):
    """One part of a Word file: no relation leads out but to what is never followed, and no other file is in it."""

    def __init__(self, name: str) -> None:
        super().__init__(name, most_elements=MOST_ELEMENTS, most_text=MOST_TEXT)

    def seen(self, name: str, attributes: dict[str, str]) -> None:
        """See `Part`."""
        if attributes.get("TargetMode", "").casefold() == "external":
            self._outside(attributes)
        if name.rpartition(":")[2] in ("altChunk", "subDoc"):
            raise Unfit("readers.embedded", value=name[:80])

    def _outside(self, attributes: dict[str, str]) -> None:
        if not attributes.get("Type", "").endswith(_HARMLESS_OUTSIDE):
            raise Unfit("readers.external_links", value=attributes.get("Target", "")[:80])
