"""One workbook while it is written: the only way to XlsxWriter, so that no cell can become a formula or a link.

Text goes in as text whatever it holds. Properties and times are given, the zip is packed anew with fixed times and
without the name of a program: the same input gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from waypost.outputs.look import FAMILY, light
from waypost.words.typed.cell import Cell

APPLICATION: Final = "docProps/app.xml"
_PROGRAM: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Waypost</Application></Properties>"
)
_PACKED: Final = (1980, 1, 1, 0, 0, 0)
_DAYS: Final = {"fr": "[$-40C]d mmm yyyy", "de": "[$-407]d. mmm yyyy", "ar": "[$-C01]d mmm yyyy"}
LONGEST_NAME: Final = 31
LAST_ROW: Final = 1_048_576


Looks = Mapping[str, object]
"""Settings of the program by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the properties of a file say: its title, its language, when its content was recorded."""

    title: str
    subject: str
    at: datetime


class Book:
    """A workbook in memory."""

    def __init__(self, facts: Facts) -> None:
        self._bytes = BytesIO()
        self._book = Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
            },
        )
        self._book.set_properties(
            {
                "title": facts.title[:255],
                "subject": facts.subject[:255],
                "author": "",
                "created": facts.at.replace(tzinfo=None),
            }
        )
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._kept: dict[Hashable, Format] = {}
        self._names: set[str] = set()
        self._rtl = False
        self._book.formats[0].set_font_name(FAMILY[0])
        self._book.formats[0].set_font_size(10)

    def sheet(self, name: str) -> Page:
        """A new sheet. Its name is cut and told apart from the others where it must be."""
        found = self._free(name)
        made = self._book.add_worksheet(found)
        if self._rtl:
            made.right_to_left()
        return Page(self, made, found)

    def right_to_left(self) -> None:
        """Every sheet made from now on runs from right to left."""
        self._rtl = True

    def chart(self, kind: str, sub: str | None = None) -> object:
        """A chart of the program, to be filled and placed on a page."""
        return self._book.add_chart({"type": kind, "subtype": sub} if sub else {"type": kind})

    def style(self, **looks: object) -> Format:
        """The format of these looks; one object for equal looks. Font, size and colour of text are ours."""
        whole = {"font_name": FAMILY[0], "font_size": 10, "font_color": light("ink"), "valign": "top", **looks}
        if self._rtl:
            # A cell that begins with a figure would else be read from the left; lines begin at the other side.
            whole = {**whole, "reading_order": 2, **({"align": "right"} if looks.get("align") == "left" else {})}
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(whole)
        return self._formats[key]

    def kept(self, key: Hashable, looks: Callable[[], Looks]) -> Format:
        """The format that was made under a key, made the first time: thousands of cells share a few."""
        if key not in self._kept:
            self._kept[key] = self.style(**looks())
        return self._kept[key]

    def done(self) -> bytes:
        """The file."""
        self._book.close()
        return _packed(self._bytes.getvalue())

    def _free(self, name: str) -> str:
        plain = "".join(" " if one in "[]:*?/\\" else one for one in name).strip("' ") or "-"
        found, n = plain[:LONGEST_NAME], 1
        while found.casefold() in self._names:
            n += 1
            found = f"{plain[: LONGEST_NAME - 4]} {n}"
        self._names.add(found.casefold())
        return found


def day_format(language: str) -> str:
    """The number format of a day: the month in the language of the workbook, wherever the program comes from."""
    return _DAYS.get(language, "[$-809]d mmm yyyy")


def straight(part: bytes) -> bytes:
    """A part of the file in which each line of a chart goes straight from point to point, which must be said: where it
    is not, some programs bend the line and show months that were never counted (look 7.4)."""
    if b"<c:lineChart>" not in part:
        return part
    return part.replace(b"</c:val></c:ser>", b'</c:val><c:smooth val="0"/></c:ser>')


def _packed(raw: bytes) -> bytes:
    """The same parts in the same order, with fixed times and our own name in place of a program's."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            held = _PROGRAM if part == APPLICATION else straight(source.read(part))
            entry = zipfile.ZipInfo(part, _PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, held)
    return out.getvalue()


class Page:
    """One sheet while it is written; rows and columns count from 0."""

    def __init__(self, book: Book, sheet: Worksheet, name: str) -> None:
        self.book = book
        self.name = name
        self.width = 0.0
        """Of all columns together, in signs, as far as they were set through `column`."""
        self._sheet = sheet

    @cached_property
    def raw(self) -> Worksheet:
        """The sheet of the program, for print set-up, columns and charts; cells go through `put`."""
        return self._sheet

    def put(self, row: int, column: int, cell: Cell, look: Format) -> None:
        """Write a cell by the type of its value; text is never read as anything else."""
        if cell is None or cell == "":
            self._sheet.write_blank(row, column, None, look)
        elif isinstance(cell, str):
            self._sheet.write_string(row, column, cell, look)
        elif isinstance(cell, bool):
            self._sheet.write_boolean(row, column, cell, look)
        elif isinstance(cell, Decimal):
            self._sheet.write_number(row, column, float(cell), look)
        elif isinstance(cell, date):
            self._sheet.write_datetime(row, column, cell, look)

    def column(self, at: int, width: float, look: Format) -> None:
        """The width of a column and the look of what is typed into it."""
        self.width += width
        self._sheet.set_column(at, at, width, look)

    def lead(self, row: int, column: int, page: str, words: str, look: Format) -> None:
        """A text that leads to another sheet of the same workbook."""
        quoted = page.replace("'", "''")
        self._sheet.write_url(row, column, f"internal:'{quoted}'!B1", look, words)

    def merge(self, row: int, first: int, last: int, words: str, look: Format) -> None:
        """A text over several columns of one row, of a sheet that nobody sends back."""
        self._sheet.merge_range(row, first, row, last, "", look)
        self._sheet.write_string(row, first, words, look)

    def span(self, row: int, first: int, last: int, words: str, look: Format) -> None:
        """A text over several columns of one row; the cells after the first stay empty and are not merged."""
        self.put(row, first, words, look)
        for column in range(first + 1, last + 1):
            self._sheet.write_blank(row, column, None, look)

    def help(self, rows: tuple[int, int], column: int, title: str, message: str) -> None:
        """A note that appears where a cell of the column is chosen."""
        self._validate(rows, column, {"validate": "any"}, title, message)

    def choose(self, rows: tuple[int, int], column: int, source: str, title: str, message: str, *, only: bool) -> None:
        """A list to choose from; `only`: nothing else may be typed."""
        rule = {"validate": "list", "source": source, "error_type": "stop", "show_error": only}
        self._validate(rows, column, rule, title, message)

    def _validate(self, rows: tuple[int, int], column: int, rule: Looks, title: str, message: str) -> None:
        told = {"input_title": _cut(title, 32), "input_message": _cut(message, 255), "ignore_blank": True}
        self._sheet.data_validation(rows[0], column, rows[1], column, {**rule, **told})


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def widths(rows: Sequence[Sequence[Cell]], heads: Sequence[str], most: Callable[[int], float]) -> list[float]:
    """A width for each column that shows its head and most of what stands in it, up to the most that is given."""
    found = []
    for at, head in enumerate(heads):
        longest = max(map(_length, {row[at] for row in rows}), default=0)
        word = max((len(part) for part in head.split()), default=0)
        wanted = max(longest * 1.05 + 2, word * 1.15 + 4, len(head) * 0.7 + 4)
        found.append(round(min(max(wanted, 9.0), most(at)), 1))
    return found


def _length(cell: Cell) -> int:
    if cell is None:
        return 0
    if isinstance(cell, date):
        return 11
    if isinstance(cell, Decimal):
        return len(f"{cell:,f}")
    return max((len(line) for line in str(cell).splitlines()), default=0)
