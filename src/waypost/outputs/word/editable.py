"""The rows of a roadmap, or one owner's, as tables of a Word file that people fill in and send back.

A page holds fewer columns than a sheet: each table has the fields without which a row is none, then those that are
asked for most, then those in which something stands. What has no column is named and comes back as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, cast

from waypost.core.brief.compose import reader_of
from waypost.core.brief.tree import Brief, Cover
from waypost.core.change.portion import Portion
from waypost.core.say import Say, SayValue, Who, say
from waypost.core.values import Missing
from waypost.outputs.sent import facts
from waypost.outputs.spoken import Record
from waypost.outputs.word.document import labelled
from waypost.outputs.word.front import Front
from waypost.outputs.word.lines import PLAIN, Pen, Tone
from waypost.outputs.word.markup import NOTHING, Markup, el, together
from waypost.outputs.word.packing.whole import Whole
from waypost.outputs.word.pictures import Album
from waypost.outputs.word.tables import box, row, space, table
from waypost.outputs.word.template import Template, own_template
from waypost.reference.countries import member_states
from waypost.words.typed.cell import is_empty
from waypost.words.typed.desk import Desk, labels_of, principals_in
from waypost.words.typed.made import BETWEEN, COMPLETE, FORM
from waypost.words.typed.plan import Column, Lane, Sheet, sheets
from waypost.words.typed.rows import TypedRow, rows_of
from waypost.words.typed.worded import NUMBERS, worded
from waypost.words.wording import Wording

OFTEN: Final = ("actions", "contributions", "reports")
"""Tables that an owner gets even when empty: what owners are most asked to add."""
SOURCES: Final = "sources"
"""The sheet that has no table here: a paper with the source of every row is read by nobody; it says so."""
LANDSCAPE: Final = {
    "w": 16838,
    "h": 11906,
    "top": 1077,
    "right": 907,
    "bottom": 1077,
    "left": 907,
    "header": 510,
    "footer": 454,
    "gutter": 0,
}
"""A4 across, in twentieths of a point: room for as many columns as can be read."""
LEAST: Final = {
    "prose": 112.0,
    "list": 82.0,
    "element": 98.0,
    "text": 62.0,
    "principal": 68.0,
    "when": 68.0,
    "day": 62.0,
    "amount": 66.0,
    "unit": 46.0,
    "share": 44.0,
    "count": 44.0,
}
"""The least width in points of a column by the look of its cells; a word of its head must fit too."""
NUMBER: Final = 40.0
"""The width of the column of printed numbers."""
WIDER: Final = frozenset({"prose", "list", "element"})
"""Looks whose columns share the room that is left."""
MOST_CHOICES: Final = 30
GUIDE: Final = (
    "word.guide.change",
    "word.guide.add",
    "word.guide.remove",
    "workbook.guide.empty",
    "workbook.guide.dates",
    "workbook.guide.unknown",
)
"""The sentences of the guide, in order."""
ABSENT: Final = {one.value: one for one in Missing}


def render_rows(portion: Portion, words: Wording) -> bytes:
    """The tables of a portion as a Word file in a language; the same input gives the same bytes.

    Rows that are not the owner's own are grey. It is read back by `waypost.readers.returned.document`, which compares
    each cell with what is written here for the same portion.
    """
    form = replace(own_template(words.language), page=LANDSCAPE)
    return _Paper(portion, words, form).file()


def chosen(sheet: Sheet, rows: tuple[TypedRow, ...], room: float) -> Sheet:
    """The sheet with as many of its fields as a page has room for, the most wanted first, in the order of the sheet."""
    filled = {
        column.field
        for row in rows
        for column, cell in zip(sheet.columns, row.cells, strict=True)
        if not is_empty(cell)
    }
    left = room
    names: set[str] = set()
    for lane in sorted(sheet.lanes, key=lambda lane: _rank(lane, filled)):
        if _least(lane) <= left or _rank(lane, filled) == 0:
            names.add(lane.name)
            left -= _least(lane)
    return sheet.only(frozenset(names))


def _rank(lane: Lane, filled: set[str]) -> int:
    """How soon a field gets a column: 0 first, whatever the room."""
    if lane.name == "number" or lane.columns[0].required:
        return 0
    if lane.columns[0].often or lane.name == "parent":
        return 1
    if lane.name == "audience":
        return 4
    return 2 if lane.name in filled or lane.name == "note" else 3


def _least(lane: Lane) -> float:
    return sum(map(_width, lane.columns))


def _width(column: Column) -> float:
    return NUMBER if column.field == "number" else LEAST[column.shape.look]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One table before it is drawn: its sheet with the fields that are shown, its rows, the labels of the others."""

    sheet: Sheet
    rows: tuple[TypedRow, ...]
    left_out: tuple[Say, ...]


class _Paper:
    """One file while it is written."""

    def __init__(self, portion: Portion, words: Wording, form: Template) -> None:
        self.portion = portion
        self.words = words
        self.form = form
        self.pen = Pen(words.language, form.names)
        self.desk = Desk(
            words=words,
            labels=labels_of(portion.elements, words),
            known=principals_in(portion.elements),
            member_states=frozenset(member_states()),
        )

    def file(self) -> bytes:
        """The whole file."""
        brief = Brief(name="rows", cover=self._cover(), page_one=None, sections=())
        data = labelled(brief, self.words)
        cover, labels = cast(Record, data["cover"]), cast(Record, data["labels"])
        tables = tuple(self._tables())
        front = Front(self.pen, labels, self.form.room).cover({**cover, "facts": []})
        text = together((front, self._facts(), self._guide(), self._leaves(tables), *map(self._table, tables)))
        whole = Whole(
            text=text,
            album=Album(),
            cover=cover,
            labels=labels,
            title=self.words.plain(brief.cover.title),
            at=self.portion.at,
        )
        return whole.file(self.pen, self.form)

    def _cover(self) -> Cover:
        given, head = self.portion, self.portion.head
        title = Missing.NOT_STATED if head is None else head[1].title
        named = say("word.home", home=given.home) if isinstance(title, Missing) else title
        reader = reader_of(given.reader)
        whose = None if given.owner is None else say("word.rows_of", who=Who(principal=given.owner))
        return Cover(
            kind=say("word.rows"),
            title=named,
            subtitle=whose,
            reader=reader,
            facts=((say("page.written_for"), reader.words), (say("page.as_of"), say("word.recorded", at=given.at))),
            running=say("word.running", title=named, at=given.at),
            training=head is not None and head[1].training,
            on=given.at.date(),
            at=given.at,
            vintage=given.at.date(),
        )

    def _tables(self) -> list[_Table]:
        given = self.portion
        found = []
        for sheet in sheets():
            if sheet.name == SOURCES:
                continue
            rows = rows_of(sheet, given.elements, self.desk)
            mine = tuple(one for one in rows if one.element in given.own)
            if mine or (given.owner is not None and sheet.name in OFTEN):
                shown = chosen(sheet, mine, self.form.room)
                kept = {lane.name for lane in shown.lanes}
                left_out = tuple(lane.columns[0].label for lane in sheet.lanes if lane.name not in kept)
                found.append(_Table(sheet=shown, rows=_only(sheet, shown, rows), left_out=left_out))
        return found

    # The first page ------------------------------------------------------------------------------------------------

    def _facts(self) -> Markup:
        """From what the file was made; the first mark says that it is ours."""
        told = [(mark, self.desk.plain(label), self.desk.plain(value)) for mark, label, value in self._told()]
        return self._pairs(told, "word.rows")

    def _told(self) -> Iterator[tuple[str, Say, SayValue]]:
        for place, (mark, label, value) in enumerate(facts(self.portion, self.desk)):
            yield (f"{FORM}{BETWEEN}{mark}" if place == 0 else mark), label, value

    def _guide(self) -> Markup:
        codes = (*(("workbook.guide.grey",) if self.portion.owner is not None else ()), *GUIDE)
        told = [
            ("guide" if place == 0 else "", self.desk.plain(say(f"{code}.head")), self.desk.plain(say(code, **ABSENT)))
            for place, code in enumerate(codes)
        ]
        return together((self._heading("workbook.guide"), self._pairs(told, "workbook.guide")))

    def _leaves(self, tables: tuple[_Table, ...]) -> Markup:
        """Each table with its rows, and the cell in which a sender says that what is missing is to go."""
        no = self.desk.plain(say("workbook.no"))
        heads = [
            self.desk.plain(say(code)) for code in ("word.leaves.table", "workbook.leaves.rows", "word.leaves.gone")
        ]
        widths = [200.0, 90.0, self.form.room - 290]
        rows = [row(*(self._head(*each) for each in zip(heads, widths, ("leaves", "", ""), strict=True)), head=True)]
        for one in tables:
            count = self.desk.plain(say("workbook.leaves.n", n=len(one.rows)))
            name = self._cell(self.desk.plain(one.sheet.label), widths[0], mark=f"{COMPLETE}{one.sheet.name}")
            rows.append(row(name, self._cell(count, widths[1]), self._cell(no, widths[2])))
        made = table(self.pen, widths, rows, title=self.desk.plain(say("word.leaves")))
        note = self.pen.paragraph(self.pen.run(self.desk.plain(say("word.no_sources"))), style="Waypost Note")
        return together((self._heading("word.leaves"), made, note))

    def _heading(self, code: str) -> Markup:
        return self.pen.paragraph(self.pen.run(self.desk.plain(say(code))), style="heading 2", keep=True)

    def _pairs(self, told: list[tuple[str, str, str]], title: str) -> Markup:
        """Rows of a mark that is not shown, a label and what it says."""
        widths = [140.0, self.form.room - 140]
        rows = [
            row(self._cell(label, widths[0], mark=mark, quiet=True), self._cell(words, widths[1]))
            for mark, label, words in told
        ]
        made = table(self.pen, widths, rows, title=self.desk.plain(say(title)), head=False)
        return together((made, space(self.pen)))

    # The tables ----------------------------------------------------------------------------------------------------

    def _table(self, one: _Table) -> Markup:
        pen, columns = self.pen, one.sheet.columns
        widths = _widths(columns, self.form.room)
        heads = [column.head(self.words) for column in columns]
        marks = (one.sheet.name, *("" for _ in heads[1:]))
        rows = [row(*(self._head(*each) for each in zip(heads, widths, marks, strict=True)), head=True)]
        rows += [self._row(typed, columns, widths) for typed in one.rows]
        if not one.rows:
            rows.append(row(*(self._cell("", width) for width in widths)))
        name = self.desk.plain(one.sheet.label)
        heading = pen.paragraph(pen.run(name), style="heading 1", keep=True)
        note = NOTHING
        if one.left_out:
            note = pen.paragraph(
                pen.run(self.desk.plain(say("word.left_out", fields=one.left_out))), style="Waypost Note"
            )
        return together((heading, table(pen, widths, rows, title=name), note or space(pen)))

    def _row(self, typed: TypedRow, columns: tuple[Column, ...], widths: list[float]) -> Markup:
        grey = typed.element not in self.portion.own
        cells = [
            self._cell(
                worded(cell, column.shape.look, self.desk),
                width,
                mark=typed.key if place == 0 else "",
                column=column,
                grey=grey,
            )
            for place, (column, cell, width) in enumerate(zip(columns, typed.cells, widths, strict=True))
        ]
        return row(*cells)

    def _head(self, words: str, width: float, mark: str = "") -> Markup:
        content = together((self.pen.mark(mark), self.pen.run(words)))
        return box(
            self.pen.paragraph(content, style="Waypost Head", keep=True), width=width, fill="sunk", place="bottom"
        )

    def _cell(
        self,
        words: str,
        width: float,
        *,
        mark: str = "",
        column: Column | None = None,
        grey: bool = False,
        quiet: bool = False,
    ) -> Markup:
        """A cell: each line a paragraph, the mark before the first; a closed list is offered to choose from."""
        tone = Tone(colour="ink2") if grey or quiet else PLAIN
        lines = words.split("\n")
        right = column is not None and column.shape.look in NUMBERS
        first = self.pen.run(lines[0], tone) if grey or column is None else self._offered(column, lines[0], tone)
        shown = (together((self.pen.mark(mark), first)), *(self.pen.run(line, tone) for line in lines[1:]))
        written = (self.pen.paragraph(line, style="Waypost Cell", right=right) for line in shown)
        return box(*written, width=width, fill="ground" if grey else None)

    def _offered(self, column: Column, words: str, tone: Tone) -> Markup:
        """The words of a cell, in a list to choose from where its column has a closed one."""
        choices = column.shape.choices(self.desk) if column.shape.choices is not None else ()
        written = self.pen.run(words, tone)
        if not choices or len(choices) > MOST_CHOICES:
            return written
        offered = together(el("listItem", displayText=one, value=one) for one in choices)
        properties = el("sdtPr", el("alias", val=column.head(self.words)), el("dropDownList", offered))
        return el("sdt", properties, el("sdtContent", written or self.pen.run("\u00a0", tone)))


def _only(sheet: Sheet, shown: Sheet, rows: tuple[TypedRow, ...]) -> tuple[TypedRow, ...]:
    """Rows with the cells of the fields that are shown."""
    names = {lane.name for lane in shown.lanes}
    kept = [at for at, column in enumerate(sheet.columns) if column.field in names]
    return tuple(replace(one, cells=tuple(one.cells[at] for at in kept)) for one in rows)


def _widths(columns: tuple[Column, ...], room: float) -> list[float]:
    """The widths of columns in points: what is left goes to those that hold sentences."""
    least = [_width(column) for column in columns]
    spare = max(0.0, room - sum(least))
    takes = [least[at] if column.shape.look in WIDER else 0.0 for at, column in enumerate(columns)]
    whole = sum(takes) or 1.0
    return [width + spare * take / whole for width, take in zip(least, takes, strict=True)]
