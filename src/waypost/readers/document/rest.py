"""In the child: the same Word file with only some rows of its tables, for whoever is to correct them."""

from __future__ import annotations

import base64
import zipfile
from io import BytesIO
from typing import Final

from lxml import etree

from waypost.readers.document.labels import labels_of
from waypost.readers.document.names import Element, W, child, local, tree_of
from waypost.readers.document.package import MAIN, open_package
from waypost.readers.document.walk import Notes, Walk
from waypost.readers.tasks import Unfit

_PACKED: Final = (1980, 1, 1, 0, 0, 0)


def left_out(raw: bytes, rows: list[list[int]]) -> str:
    """The file with these rows of each of its tables, in base 64.

    Rows count from 0 as reading counts them: one that was deleted under tracked changes is none, and goes. A table of
    which nothing stays goes as a whole. Raises Unfit as reading does.
    """
    package = open_package(raw)
    tree = tree_of(package.read(MAIN), MAIN)
    body = child(tree, "body")
    if body is None:
        raise Unfit("readers.not_a_workbook")
    walk = Walk(labels_of(None, None), Notes())
    walk.body(body)
    for table, kept in zip(walk.tables, rows, strict=True):
        _cut(table.elements, frozenset(kept))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in package.namelist():
            held = package.read(part)
            if part == MAIN:
                held = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            entry = zipfile.ZipInfo(part, _PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, held)
    return base64.b64encode(out.getvalue()).decode()


def _cut(found: list[Element], kept: frozenset[int]) -> None:
    """Take rows out of their table, and the table out of the text where no row is left."""
    tables = {id(one): one for one in map(_table_of, found)}
    stay = [one for at, one in enumerate(found) if at in kept]
    for table in tables.values():
        for row in [one for one in table.iter(f"{W}tr") if _table_of(one) is table and one not in stay]:
            _out(row)
        if not any(_table_of(one) is table for one in stay):
            _out(table)


def _table_of(row: Element) -> Element:
    """The innermost table that a row stands in."""
    return next(one for one in row.iterancestors(f"{W}tbl"))


def _out(element: Element) -> None:
    above = element.getparent()
    if above is None:
        return
    above.remove(element)
    if local(above) == "tc" and (not len(above) or local(above[-1]) != "p"):
        etree.SubElement(above, f"{W}p")
