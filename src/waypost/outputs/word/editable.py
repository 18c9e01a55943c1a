"""The rows of a roadmap, or one owner's, as tables of a Word file that people fill in and send back.

A page holds fewer columns than a sheet: each table has the fields without which a row is none, then those that are
asked for most, then those in which something stands. What has no column is named and comes back as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, cast

from waypost.core.brief.compose import reader_of
from waypost.core.brief.tree import Brief, Cover
from waypost.core.change.portion import Portion
from waypost.core.say import Say, Who, say
from waypost.core.values import Missing
from waypost.outputs.sent import facts, guide
from waypost.outputs.spoken import Record
from waypost.outputs.word.document import labelled
from waypost.outputs.word.front import Front
from waypost.outputs.word.lines import Pen, Tone
from waypost.outputs.word.markup import NOTHING, Markup, el, tag, together
from waypost.outputs.word.pictures import Album
from waypost.outputs.word.tables import box, row, space, table
from waypost.outputs.word.template import Template, own_template
from waypost.outputs.word.whole import Whole
from waypost.reference.countries import member_states
from waypost.words.typed.cell import Cell, is_empty
from waypost.words.typed.desk import Desk, labels_of, principals_in
from waypost.words.typed.made import COMPLETE, FORM
from waypost.words.typed.plan import Column, Lane, Sheet, sheets
from waypost.words.typed.rows import TypedRow, rows_of
from waypost.words.typed.worded import NUMBERS, worded
from waypost.words.wording import Wording

OFTEN: Final = ("actions", "contributions", "reports")
"""Tables that an owner gets even when empty: what owners are most asked to add."""
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
HIDDEN: Final = Tone(hidden=True)
MOST_CHOICES: Final = 30
GUIDE: Final = ("word.guide.change", "word.guide.add", "word.guide.remove", "workbook.guide.empty")
GUIDE_AFTER: Final = ("workbook.guide.dates", "workbook.guide.unknown")


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
        column.field for row in rows for column, cell in zip(sheet.columns, row.cells, strict=True) if not is_empty(cell)
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
        lines = [(mark, self.desk.plain(label), self.desk.plain(value)) for mark, label, value in self._told()]
        return self._pairs(lines, FORM, self.words.plain(say("word.rows")))

    def _told(self) -> list[tuple[str, Say, object]]:
        return [(mark, label, value) for mark, label, value in facts(self.portion, self.desk)]

    def _guide(self) -> Markup:
        """How to fill it in."""
        codes = (*(("workbook.guide.grey",) if self.portion.owner is not None else ()), *GUIDE, *GUIDE_AFTER)
        heading = self.pen.paragraph(self.pen.run(self.desk.plain(say("workbook.guide"))), style="heading 2", keep=True)
        lines = [("", self.desk.plain(guide(code).head), self.desk.plain(guide(code).words)) for code in codes]
        return together((heading, self._pairs(lines, "", self.desk.plain(say("workbook.guide")))))
