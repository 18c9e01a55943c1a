"""In the child: our own reading of the tables of a Word file, and of all that stands beside their words.

Text counts as its last editor left it: what was inserted is read, what was deleted is not, and both are marked with
their words. Nothing in a cell is passed over without a mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from waypost.readers.document.labels import Labels
from waypost.readers.document.names import Element, W, child, is_on, local, number, value
from waypost.readers.tasks import Unfit

MOST_CELLS: Final = 40_000
MOST_COLUMNS: Final = 63
"""Columns that Word itself allows in a table."""
THROUGH: Final = frozenset({"hyperlink", "smartTag", "fldSimple", "bdo", "dir", "customXml", "sdt", "sdtContent"})
"""Elements that only stand round the words."""
SIGNS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
SHAPES: Final = frozenset({"drawing", "pict", "object"})

Mark = tuple[str, int, int, str]
"""What stands beside the words: its kind, row and column from 0, and its own words."""


@dataclass(slots=True)
class Read:
    """One table: by row the cells, each with its column and its text; None continues the cell above."""

    depth: int
    rows: list[list[tuple[int, str | None]]] = field(default_factory=list)
    plain: list[list[str | None]] = field(default_factory=list)
    """The same texts without the numbers that Word puts before paragraphs."""
    elements: list[Element] = field(default_factory=list)
    """The rows in the tree."""
    heads: int = 0
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    """Cells that reach over several columns or rows: row, column, columns."""
    marks: list[Mark] = field(default_factory=list)
    apart: bool = True
    """Whether words stand between it and the table before."""
    title: str = ""


@dataclass(slots=True)
class Notes:
    """Words kept in other parts, by their number."""

    comments: dict[str, str] = field(default_factory=dict)
    footnotes: dict[str, str] = field(default_factory=dict)
    endnotes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Walk:
    """One walk through a document."""

    labels: Labels
    notes: Notes
    tables: list[Read] = field(default_factory=list)
    cells: int = 0
    letters: int = 0
    """Letters that were read or marked so far."""
    apart: bool = True
    title: str = ""

    def body(self, block: Element) -> None:
        """All blocks of a document in order."""
        for one in block:
            match local(one):
                case "p":
                    words = self._paragraph(one, None)[1].strip()
                    if words:
                        self.apart, self.title = True, words[:200]
                case "tbl":
                    self._whole(one)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo":
                    self.body(one)

    # Tables ----------------------------------------------------------------------------------------------------

    def _whole(self, table: Element) -> None:
        """A table of which every letter is read or marked. Raises Unfit where words stand in a form not known here."""
        self.letters = 0
        self._table(table, 0)
        held = sum(len(one) for one in _words_in(table))
        if self.letters != held:
            raise Unfit("readers.words_lost", {"sheet": str(len(self.tables))}, n=abs(held - self.letters))

    def _table(self, table: Element, depth: int) -> None:
        found = Read(depth, apart=self.apart, title=self.title)
        self.apart, self.title = False, ""
        self.tables.append(found)
        for row in _rows(table):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                found.marks.append(("row_deleted", len(found.rows), 0, self._words(row)))
                continue
            if child(properties, "ins") is not None:
                found.marks.append(("row_inserted", len(found.rows), 0, ""))
            if is_on(child(properties, "tblHeader")) and found.heads == len(found.rows):
                found.heads += 1
            self._row(row, found, depth)

    def _row(self, row: Element, found: Read, depth: int) -> None:
        column = number(value(child(row, "trPr", "gridBefore")), 0)
        at = len(found.rows)
        cells: list[tuple[int, str | None]] = []
        plain: list[str | None] = []
        found.rows.append(cells)
        found.plain.append(plain)
        found.elements.append(row)
        for cell in _cells(row):
            span = max(number(value(child(cell, "tcPr", "gridSpan")), 1), 1)
            self.cells += 1
            if self.cells > MOST_CELLS or column + span > MOST_COLUMNS:
                raise Unfit("readers.too_wide", value="", rows=at + 1, columns=column + span, limit=MOST_CELLS)
            merged = child(cell, "tcPr", "vMerge")
            place = _Place(found, at, column)
            labelled, bare = self._cell(cell, place, depth)
            continues = merged is not None and value(merged, "continue") == "continue"
            cells.append((column, None if continues and not labelled.strip() else labelled))
            plain.append(bare)
            if span > 1 or continues:
                found.spans.append((at, column, span))
            column += span

    def _cell(self, cell: Element, place: _Place, depth: int) -> tuple[str, str]:
        """The text of a cell, with and without the numbers before its paragraphs."""
        lines: list[tuple[str, str]] = []
        for one in _blocks(cell):
            if local(one) == "p":
                lines.append(self._paragraph(one, place))
            else:
                place.mark("nested", "")
                self._table(one, depth + 1)
        return "\n".join(one.strip() for one, _ in lines).strip(), "\n".join(one for _, one in lines)

    # Words -----------------------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Element, place: _Place | None) -> tuple[str, str]:
        label = self.labels.of(paragraph)
        said = "".join(self._inside(paragraph, place))
        return (f"{label} {said}".strip(" ") if label else said), said

    def _inside(self, element: Element, place: _Place | None) -> Iterator[str]:
        for one in element:
            name = local(one)
            if name == "r":
                yield from self._run(one, place)
            elif name in THROUGH:
                yield from self._inside(one, place)
            elif name in ("ins", "moveTo"):
                said = "".join(self._inside(one, place))
                _mark(place, "inserted", said)
                yield said
            elif name in ("del", "moveFrom"):
                _mark(place, "deleted", self._words(one))
            elif name in SHAPES or not name:
                self._shape(one, place)

    def _run(self, run: Element, place: _Place | None) -> Iterator[str]:
        if is_on(child(run, "rPr", "vanish")):
            _mark(place, "hidden", self._words(run))
            return
        for one in run:
            name = local(one)
            if name == "t":
                said = one.text or ""
                self.letters += len(said)
                yield said
            elif name in SIGNS:
                yield SIGNS[name]
            elif name == "br":
                yield "\n" if one.get(f"{W}type", "textWrapping") == "textWrapping" else ""
            elif name in SHAPES or not name:
                self._shape(one, place)
            elif name == "delText":
                _mark(place, "deleted", self._words(one))
            elif name == "sym":
                _mark(place, "symbol", str(one.get(f"{W}font", "")))
            elif name in ("commentReference", "footnoteReference", "endnoteReference"):
                kind = name.removesuffix("Reference")
                held: dict[str, str] = getattr(self.notes, f"{kind}s")
                _mark(place, kind, held.get(str(one.get(f"{W}id", "")), ""))

    def _shape(self, element: Element, place: _Place | None) -> None:
        """A picture, a formula or a box of text in a cell: the words of a box, which no cell holds."""
        words = self._words(element)
        _mark(place, "text_box" if words.strip() else "picture", words)

    def _words(self, element: Element) -> str:
        """All words of an element, counted as told."""
        words = list(_words_in(element))
        self.letters += sum(map(len, words))
        return "".join(words)


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell while it is read."""

    table: Read
    row: int
    column: int

    def mark(self, kind: str, words: str) -> None:
        self.table.marks.append((kind, self.row, self.column, words))


def _mark(place: _Place | None, kind: str, words: str) -> None:
    if place is not None and (words.strip() or kind not in ("inserted", "deleted", "hidden")):
        place.mark(kind, words)


def _words_in(element: Element) -> Iterator[str]:
    """All words below an element, deleted ones too; what is told again for old programs once."""
    for one in element.iter(f"{W}t", f"{W}delText"):
        if not any(isinstance(up.tag, str) and up.tag.endswith("}Fallback") for up in one.iterancestors()):
            yield one.text or ""


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, also those inside a content control."""
    for one in table:
        if local(one) == "tr":
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    for one in row:
        if local(one) == "tc":
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(one)


def _blocks(cell: Element) -> Iterator[Element]:
    for one in cell:
        if local(one) in ("p", "tbl"):
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _blocks(one)
