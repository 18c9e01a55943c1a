"""In the child: the tables of a Word file by two readings that must agree, as plain data."""

from __future__ import annotations

import zipfile
from typing import Final

from waypost.readers.document.labels import labels_of
from waypost.readers.document.names import Element, W, child, tree_of
from waypost.readers.document.package import MAIN, open_package
from waypost.readers.document.second import Cells, tables_by_library
from waypost.readers.document.walk import Notes, Read, Walk
from waypost.readers.tasks import Plain, Unfit
from waypost.readers.workbook.marks import letters

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LONGEST: Final = 300
"""Letters of a mark that are told."""


def read_word(raw: bytes) -> dict[str, Plain]:
    """All tables of the text. Raises Unfit."""
    if raw.startswith(_COMPOUND):
        encrypted = "EncryptedPackage".encode("utf-16-le") in raw
        raise Unfit("readers.password" if encrypted else "readers.old_workbook")
    package = open_package(raw)
    body = child(tree_of(package.read(MAIN), MAIN), "body")
    if body is None:
        raise Unfit("readers.not_a_workbook")
    walk = Walk(labels_of(_part(package, "numbering"), _part(package, "styles")), _notes(package))
    walk.body(body)
    _agreed(walk.tables, tables_by_library(raw))
    return {"tables": [_plain(one) for one in walk.tables]}


def _part(package: zipfile.ZipFile, name: str) -> Element | None:
    place = f"word/{name}.xml"
    return tree_of(package.read(place), place) if place in package.namelist() else None


def _notes(package: zipfile.ZipFile) -> Notes:
    return Notes(*({**_kept(_part(package, name))} for name in ("comments", "footnotes", "endnotes")))


def _kept(part: Element | None) -> dict[str, str]:
    """The words of each comment or note, by its number."""
    if part is None:
        return {}
    return {
        str(one.get(f"{W}id", "")): " ".join("".join(text.text or "" for text in one.iter(f"{W}t")).split())
        for one in part
    }


def _agreed(one: list[Read], other: Cells) -> None:
    """Both readings have the same tables, rows and cells, and the same words in each."""
    ours = [len(table.rows) for table in one]
    theirs = [len(table) for table in other]
    if ours != theirs:
        raise Unfit("readers.disagree_sheets", one=_counted(ours), other=_counted(theirs))
    for at, (table, rows) in enumerate(zip(one, other, strict=True), start=1):
        for number, (mine, words, cells) in enumerate(zip(table.rows, table.plain, rows, strict=True)):
            places, found = [column for column, _ in mine], [column for column, _ in cells]
            if places != found:
                where: dict[str, str | int] = {"row": number + 1, "sheet": str(at)}
                raise Unfit(
                    "readers.disagree",
                    where,
                    one=_counted(places),
                    other=_counted(found),
                )
            for column, said, (_, heard) in zip(places, words, cells, strict=True):
                if (said or "").split() != heard.split():
                    place: dict[str, str | int] = {
                        "sheet": str(at),
                        "row": number + 1,
                        "cell": f"{letters(column + 1)}{number + 1}",
                    }
                    raise Unfit("readers.disagree", place, one=(said or "")[:80], other=heard[:80])


def _counted(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20]))


def _plain(table: Read) -> dict[str, Plain]:
    return {
        "depth": table.depth,
        "rows": table.rows,
        "heads": table.heads,
        "spans": table.spans,
        "marks": [(kind, row, column, " ".join(words.split())[:LONGEST]) for kind, row, column, words in table.marks],
        "apart": table.apart,
        "title": table.title,
    }
