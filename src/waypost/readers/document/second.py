"""In the child: a second reading by a library, of a tree in which the edits were settled by cutting, not by walking.

It shares no code with `walk`: the library opens the package, finds tables and columns, and gives the text of a cell.
"""

from __future__ import annotations

from io import BytesIO
from typing import Final

import docx
from docx.table import Table, _Cell
from lxml import etree

from waypost.readers.tasks import Unfit

_W: Final = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_GONE: Final = (
    "//w:del | //w:moveFrom | //w:sdtPr | //w:sdtEndPr | //w:tr[w:trPr/w:del] | //w:txbxContent"
    " | //w:r[w:rPr/w:vanish[not(@w:val) or (@w:val!='0' and @w:val!='false' and @w:val!='off')]]"
)
_ROUND: Final = (
    "//w:ins | //w:moveTo | //w:sdt | //w:sdtContent | //w:smartTag | //w:customXml | //w:fldSimple | //w:bdo | //w:dir"
)

Cells = list[list[list[tuple[int, str]]]]
"""By table and row: column and text of each cell."""


def tables_by_library(raw: bytes) -> Cells:
    """All tables of the text, those inside cells after the cell they stand in. Raises Unfit for what it cannot open."""
    try:
        document = docx.Document(BytesIO(raw))
        body = document.element.body
        _settle(body)
        return [_rows(Table(table, document)) for table in body.iter(f"{{{_W['w']}}}tbl")]
    except (ValueError, KeyError, AttributeError, etree.LxmlError) as error:
        # What the library raises for a file that is not as it should be; it has no class of its own for all of it.
        raise Unfit("readers.gave_up") from error


def _settle(body: etree._Element) -> None:
    """Take out what was deleted or is hidden; let what only stands round words go, and leave what it holds."""
    for one in _found(body, _GONE):
        # Properties of a run or a row name edits too; those elements hold no words.
        above = one.getparent()
        if above is not None and etree.QName(above).localname not in ("rPr", "trPr", "tcPr", "pPr"):
            above.remove(one)
    for one in reversed(_found(body, _ROUND)):
        above = one.getparent()
        if above is not None and etree.QName(above).localname not in ("rPr", "trPr", "tcPr", "pPr"):
            place = above.index(one)
            above[place : place + 1] = list(one)


def _found(body: etree._Element, path: str) -> list[etree._Element]:
    held = etree.ElementBase.xpath(body, path, namespaces=_W)
    return [one for one in held if isinstance(one, etree._Element)] if isinstance(held, list) else []


def _rows(table: Table) -> list[list[tuple[int, str]]]:
    found = []
    for row in table._tbl.tr_lst:
        at, cells = row.grid_before, []
        for cell in row.tc_lst:
            cells.append((at, _Cell(cell, table).text))
            at += cell.grid_span
        found.append(cells)
    return found
