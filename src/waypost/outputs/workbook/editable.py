"""The workbook of a roadmap that people fill in and send back: a sheet a kind, read off the one table of kinds.

Source: contract 4 (files).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from xlsxwriter.format import Format

from waypost.core.change.portion import Portion
from waypost.core.say import say
from waypost.outputs.look import light
from waypost.outputs.workbook.book import Book, Facts, Looks, Page, day_format, widths
from waypost.outputs.workbook.cover import Leaf, write_cover
from waypost.outputs.workbook.printing import for_print
from waypost.reference.countries import member_states
from waypost.words.typed.cell import Cell
from waypost.words.typed.desk import Desk, labels_of, principals_in
from waypost.words.typed.plan import Column, Sheet, sheets
from waypost.words.typed.rows import TypedRow, rows_of
from waypost.words.typed.scalars import element_choices, principal_choices
from waypost.words.wording import Wording

ROOM: Final = 400
"""Rows below the last one that have lists and notes as well, for what is added."""

OFTEN: Final = ("actions", "contributions", "reports")
"""Sheets that an owner gets even when empty: what owners are most asked to add."""

_WIDEST: Final[Mapping[str, float]] = {
    "prose": 46,
    "list": 30,
    "element": 38,
    "text": 24,
    "principal": 22,
    "when": 20,
    "day": 13,
    "amount": 18,
    "unit": 15,
    "share": 10,
    "count": 10,
}
_COLUMN: Final[Mapping[str, str]] = {"share": "0%", "amount": "#,##0.######", "count": "0"}
"""The number format of a column for what is typed into it, beside days; every other column takes it as text."""


def render_workbook(portion: Portion, words: Wording) -> bytes:
    """The workbook of a portion in a language; the same input gives the same bytes.

    Rows that are not the owner's own are grey. It is read back by `waypost.readers.returned.sheets`, which
    compares each cell with what is written here for the same portion.
    """
    desk = Desk(
        words=words,
        labels=labels_of(portion.elements, words),
        known=principals_in(portion.elements),
        member_states=frozenset(member_states()),
        sheet=True,
    )
    head = portion.head
    title = desk.plain(head[1].title) if head else portion.home
    book = Book(Facts(title=title, subject=desk.plain(say("workbook.subject")), at=portion.at))
    if words.right_to_left:
        book.right_to_left()
    cover = book.sheet(desk.plain(say("workbook.sheet.cover")))
    shown = [(one, rows_of(one, portion.elements, desk)) for one in sheets()]
    kept = [(one, rows) for one, rows in shown if portion.owner is None or rows or one.name in OFTEN]
    pages = [(one, rows, book.sheet(desk.plain(one.label))) for one, rows in kept]
    lists = _Lists(book.sheet(desk.plain(say("workbook.sheet.lists"))), desk)
    for sheet, rows, page in pages:
        _write_sheet(_Writing(sheet=sheet, rows=rows, page=page, portion=portion, desk=desk, lists=lists))
        for_print(page, title=title, portion=portion, desk=desk)
    lists.finish()
    leaves = tuple(
        Leaf(page=page.name, name=one.name, rows=len(rows), is_list=one.list_field is not None)
        for one, rows, page in pages
    )
    write_cover(cover, portion, leaves, desk)
    return book.done()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """One sheet while it is written."""

    sheet: Sheet
    rows: tuple[TypedRow, ...]
    page: Page
    portion: Portion
    desk: Desk
    lists: _Lists


def _write_sheet(one: _Writing) -> None:
    columns, page, words = one.sheet.columns, one.page, one.desk.words
    heads = [column.head(words) for column in columns]
    _write_heads(one, heads)
    sizes = widths([row.cells for row in one.rows], heads, lambda at: _WIDEST[columns[at].shape.look])
    page.raw.set_column(0, 0, None, None, {"hidden": True})
    for at, column in enumerate(columns):
        page.column(at + 1, sizes[at], _look(one, column, None, grey=False))
    for place, row in enumerate(one.rows, start=1):
        grey = row.element not in one.portion.own
        page.put(place, 0, row.key, page.book.style(font_color=light("ink3")))
        for at, (column, cell) in enumerate(zip(columns, row.cells, strict=True), start=1):
            # Two cells of three are empty, and an empty one that is not written has the look of its column.
            if grey or (cell is not None and cell != ""):
                page.put(place, at, cell, _look(one, column, cell, grey=grey))
        page.raw.set_row(place, _height(row, sizes))
    last = len(one.rows)
    for at, column in enumerate(columns, start=1):
        _guide(one, column, at, heads[at - 1], last)
    page.raw.freeze_panes(1, 3 if len(columns) > 3 else 1)
    page.raw.autofilter(0, 0, max(last, 1), len(columns))
    page.raw.set_tab_color(light("accent") if one.rows else light("line"))
    page.raw.ignore_errors({"number_stored_as_text": f"A1:{_letters(len(columns))}{last + ROOM}"})


def _height(row: TypedRow, sizes: Sequence[float]) -> float:
    """Room for the lines of the longest cell; beyond twelve lines a reader scrolls or widens."""
    lines = 1
    for cell, size in zip(row.cells, sizes, strict=True):
        if isinstance(cell, str) and cell:
            lines = max(lines, sum(1 + int(len(line) * 1.08 / size) for line in cell.split("\n")))
    return min(lines, 12) * 13.5 + 3


def _write_heads(one: _Writing, heads: list[str]) -> None:
    page = one.page
    look: dict[str, object] = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "num_format": "@"}
    plain = page.book.style(**look, bg_color=light("sunk"), bottom_color=light("ink"))
    page.put(0, 0, one.sheet.name, plain)
    for at, head in enumerate(heads, start=1):
        page.put(0, at, head, plain)
    page.raw.set_row(0, 33)


def _look(one: _Writing, column: Column, cell: Cell, *, grey: bool) -> Format:
    shape = column.shape.look
    form = _number_format(shape, cell, one.desk.words.language)
    return one.page.book.kept((shape, form, grey), lambda: _looks(shape, form, grey=grey))


def _looks(shape: str, form: str, *, grey: bool) -> Looks:
    looks: dict[str, object] = {"bottom": 1, "bottom_color": light("line"), "num_format": form}
    if shape in ("prose", "list", "element", "when", "text", "unit", "principal"):
        looks["text_wrap"] = True
    if shape in ("amount", "share", "count", "day"):
        looks |= {"align": "right", "indent": 1}
    if grey:
        looks |= {"bg_color": light("sunk"), "font_color": light("ink2"), "italic": True}
    return looks


def _number_format(shape: str, cell: Cell, language: str) -> str:
    if isinstance(cell, Decimal):
        whole = cell == cell.to_integral_value() or (
            shape == "share" and (cell * 100) == (cell * 100).to_integral_value()
        )
        if shape == "share":
            return "0%" if whole else "0.0##%"
        return "0" if shape == "count" else "#,##0" if whole else "#,##0.0#####"
    if isinstance(cell, date) or shape == "day":
        return day_format(language)
    return "General" if shape == "amount" else _COLUMN.get(shape, "@")


def _guide(one: _Writing, column: Column, at: int, head: str, last: int) -> None:
    """The note on a column, and its list where it has one."""
    page, desk = one.page, one.desk
    told = desk.plain(column.help)
    if column.required:
        told = f"{told} {desk.plain(say('workbook.required'))}"
    page.help((0, 0), at, head, told)
    rows = (1, last + ROOM)
    source, only = one.lists.source(column)
    if source is None:
        page.help(rows, at, head, told)
    else:
        page.choose(rows, at, source, head, told, only=only)


class _Lists:
    """The sheet of words to choose from: one column a list, each list once."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page = page
        self.desk = desk
        self.known: dict[tuple[str, ...], str] = {}
        self._elements = element_choices(desk)
        self._principals = principal_choices(desk)

    def source(self, column: Column) -> tuple[str | None, bool]:
        """Where the words for a column stand, and whether nothing else may be typed."""
        shape = column.shape
        if shape.choices is not None:
            return self._place(column, shape.choices(self.desk)), True
        if shape.look == "element":
            return self._place(column, self._elements, "workbook.elements"), False
        if shape.look == "principal":
            return self._place(column, self._principals, "workbook.principals"), False
        return None, False

    def _place(self, column: Column, words: tuple[str, ...], title: str | None = None) -> str | None:
        if not words:
            return None
        if words not in self.known:
            at = len(self.known)
            head = self.desk.plain(say(title)) if title else column.head(self.desk.words)
            look = self.page.book.style(bold=True, font_color=light("ink2"), bottom=1, bottom_color=light("line2"))
            self.page.put(0, at, head, look)
            for row, one in enumerate(words, start=1):
                self.page.put(row, at, one, self.page.book.style(num_format="@"))
            self.page.raw.set_column(at, at, min(max(map(len, (*words, head))) + 2, 46))
            quoted = self.page.name.replace("'", "''")
            letter = _letters(at)
            self.known[words] = f"='{quoted}'!${letter}$2:${letter}${len(words) + 1}"
        return self.known[words]

    def finish(self) -> None:
        """Freeze the heads of the lists."""
        self.page.raw.freeze_panes(1, 0)
        self.page.raw.set_tab_color(light("line"))


def _letters(column: int) -> str:
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
