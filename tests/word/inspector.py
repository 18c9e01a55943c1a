"""Opens every part of a Word file of ours and knows each by name; knows the order in which Word wants elements.

Nothing here is taken from the writer: names, kinds and orders are written down again, from the standard
(ECMA-376, part 1: 11 for the parts, 17 for the order of properties).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import dataclass

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PARTS = (
    r"\[Content_Types\]\.xml",
    r"_rels/\.rels",
    r"docProps/core\.xml",
    r"word/document\.xml",
    r"word/_rels/(document|header-first|header-default)\.xml\.rels",
    r"word/styles\.xml",
    r"word/settings\.xml",
    r"word/(header|footer)-(first|default)\.xml",
    r"word/media/[0-9a-f]{16}\.png",
    r"word/theme/theme1\.xml",
)
"""Every part that we write. A new kind of part is a decision: what does it tell its reader?"""

PROPERTIES = {"title", "creator", "language", "created", "modified"}
RELATIONS = {"officeDocument", "core-properties", "styles", "settings", "header", "footer", "image", "theme"}
NEVER = {"ins", "del", "moveFrom", "moveTo", "comment", "commentRangeStart", "object", "altChunk", "control", "subDoc"}
"""Elements that would tell of an edit, or bring something from elsewhere."""

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
    "em lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tcBorders": "top left bottom right insideH insideV tl2br tr2bl",
    "tblBorders": "top left bottom right insideH insideV",
    "pBdr": "top left bottom right between bar",
    "tblCellMar": "top left bottom right",
    "tcMar": "top left bottom right",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang clrSchemeMapping decimalSymbol "
    "listSeparator",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tc": "tcPr p tbl",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A Word file, opened: its parts, and the trees of those that are XML."""

    raw: bytes
    parts: dict[str, bytes]
    trees: dict[str, etree._Element]

    @property
    def document(self) -> etree._Element:
        """The text."""
        return self.trees["word/document.xml"]


def opened(raw: bytes) -> Opened:
    """All parts of a file; fails where a name comes twice."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        parts = {name: archive.read(name) for name in names}
    trees = {name: etree.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    return Opened(raw, parts, trees)


def inspected(raw: bytes) -> Opened:
    """A file of which every part is known, leads to nothing outside, and tells of nobody's edits."""
    found = opened(raw)
    assert [name for name in found.parts if not any(re.fullmatch(one, name) for one in PARTS)] == []
    assert set(re.findall(rb"Id=\"[^\"]*\" Type=\"[^\"]*/([^/\"]+)\"", _all_relations(found))) <= {
        one.encode() for one in RELATIONS
    }
    assert b"TargetMode" not in _all_relations(found)
    assert {local(one) for one in found.trees["docProps/core.xml"]} == PROPERTIES
    elements = {local(one) for tree in found.trees.values() for one in tree.iter()}
    assert elements & NEVER == set()
    assert not [name for name, data in found.parts.items() if b"rsid" in data]
    _related_parts_are_there(found)
    for name, data in found.parts.items():
        if name.endswith(".png"):
            assert chunks(data) == ["IHDR", "IDAT", "IEND"]
    return found


def _all_relations(found: Opened) -> bytes:
    return b"".join(data for name, data in sorted(found.parts.items()) if name.endswith(".rels"))


def _related_parts_are_there(found: Opened) -> None:
    """Every relation leads to a part, and every part but the lists is led to."""
    reached = set()
    for name, tree in found.trees.items():
        if name.endswith(".rels"):
            folder = name.partition("_rels/")[0]
            reached |= {folder + str(one.get("Target")) for one in tree}
    assert reached == {name for name in found.parts if not name.endswith(".rels") and name != "[Content_Types].xml"}


def out_of_order(tree: etree._Element) -> list[str]:
    """Elements that Word would call damage: a child before one that must come first, or one nobody knows."""
    found = []
    for element in tree.iter():
        order = ORDERS.get(local(element), "").split()
        if not order:
            continue
        children = [local(child) for child in element]
        places = [order.index(child) if child in order else -1 for child in children]
        if -1 in places or (local(element) != "tc" and places != sorted(places)):
            found.append(f"{local(element)}: {children}")
    return found


def local(element: etree._Element) -> str:
    """The name of an element without its vocabulary."""
    return etree.QName(element).localname


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute of the vocabulary of Word."""
    return element.get(f"{{{W}}}{name}")


def every(tree: etree._Element, name: str) -> list[etree._Element]:
    """All elements of Word's vocabulary of one name, at any depth."""
    return list(tree.iter(f"{{{W}}}{name}"))


def text_of(tree: etree._Element) -> str:
    """All words of a tree; a tab or a break counts as a space, a paragraph as a line."""
    found = []
    for element in tree.iter():
        match local(element):
            case "t":
                found.append(element.text or "")
            case "tab" | "br":
                found.append(" ")
            case "p":
                found.append("\n")
    return "".join(found)


def chunks(png: bytes) -> list[str]:
    """The kinds of the chunks of a picture."""
    place, found = 8, []
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        found.append(png[place + 4 : place + 8].decode())
        place += 12 + length
    return found
