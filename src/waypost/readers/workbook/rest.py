"""In the child: the same workbook with only some rows of its sheets, for whoever is to correct them.

Rows are taken out of the sheets and nothing else is touched: what stays keeps its place, so that a problem that named
row 14 still names it. The cover then says of no sheet that it is complete.
"""

from __future__ import annotations

import base64
import re
import zipfile
from io import BytesIO
from typing import Final

import openpyxl

from waypost.readers.tasks import Plain, Unfit
from waypost.readers.workbook.marks import guarded
from waypost.readers.zipped.packing import checked

_PACKED: Final = (1980, 1, 1, 0, 0, 0)
_ROW: Final = re.compile(rb"<((?:\w+:)?)row\b([^>]*?)(?:/>|>(.*?)</\1row>)", re.DOTALL)
_NUMBER: Final = re.compile(rb"\br=[\"'](\d+)[\"']")
_ANSWER: Final = re.compile(rb"<((?:\w+:)?)c\b[^>]*\br=[\"']D\d+[\"'][^>]*?(?:/>|>.*?</\1c>)", re.DOTALL)
"""A cell in column D of the cover, where it is said whether a sheet is complete."""


def left_out(raw: bytes, rows: list[list[str | int]], heads: dict[str, int], cover: str | None) -> str:
    """The workbook with these rows (name of sheet, number), in base 64.

    Args:
        raw: the workbook.
        rows: the rows kept, by sheet and number.
        heads: by sheet how many rows at its top stay; sheets that are not named are left whole.
        cover: the name of the cover sheet of a workbook of ours, None in somebody's.

    Raises Unfit as reading does.
    """
    package = checked(raw)
    guarded(package)
    places = _places(raw)
    kept: dict[str, set[int]] = {places[str(name)]: set() for name in heads if str(name) in places}
    for name, row in rows:
        if str(name) not in places:
            raise Unfit("readers.not_a_workbook")
        kept.setdefault(places[str(name)], set()).add(int(row))
    tops = {places[name]: top for name, top in heads.items() if name in places}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in package.namelist():
            held = package.read(part)
            if part in kept:
                held = _with_rows(held, kept[part], tops.get(part, 1))
            elif cover is not None and part == places.get(cover):
                held = _ANSWER.sub(b"", held)
            entry = zipfile.ZipInfo(part, _PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, held)
    return base64.b64encode(out.getvalue()).decode()


def _places(raw: bytes) -> dict[str, str]:
    """By name of sheet the part that holds it."""
    book = openpyxl.load_workbook(BytesIO(raw), read_only=True, keep_links=False)
    sheets: Plain = book.worksheets
    return {one.title: one._worksheet_path for one in sheets}


def _with_rows(sheet: bytes, rows: set[int], top: int) -> bytes:
    """The sheet without its other rows; a row without a number is the next one."""
    at = 0

    def kept(found: re.Match[bytes]) -> bytes:
        nonlocal at
        number = _NUMBER.search(found[2])
        at = int(number[1]) if number else at + 1
        return found[0] if at <= top or at in rows else b""

    return _ROW.sub(kept, sheet)
