"""An element as the fields of a form, and back: the same cells as in a workbook, as text in boxes of a page.

A form and a sheet are read by the same functions (`forms`): a new field of the table of kinds has its boxes without
another line here. A box is named by its field, its part where a field has several, and its row where it is of a list:
`due`, `baseline.1`, `steps.0.amount.1`. What comes back is compared with what was shown: a box left alone changes
nothing, whatever it could not show in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final

from waypost.core.change.changes import value_of
from waypost.core.errors import Problem
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import Kind
from waypost.core.say import Say, say
from waypost.core.values import Missing, Precision, When
from waypost.words.typed.cell import Cell, Unread, Value, Wrong, cell_words, plain_digits
from waypost.words.typed.desk import Desk
from waypost.words.typed.forms import NOTHING
from waypost.words.typed.plan import OF, Column, Lane, Sheet, sheet_of, sheets

APART: Final = dict.fromkeys(map(ord, "\u2068\u2069"))
"""Signs without width that set words apart in a line from right to left; a box holds one value and needs none."""
ELSEWHERE: Final = frozenset({"audience"})
"""Fields with an act of their own: no form of an element changes them along with others."""
KEPT_LISTS: Final = frozenset({"changes", "earlier_targets"})
"""Lists that are written by what people do, never by hand."""
_ROW_KEY: Final = "row"
"""The key of a source in the files that samples are made from: nothing that a person fills in."""
MOST_ROWS: Final = 500
SPARE: Final = 1
"""Empty rows at the end of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of a form: its name, the column it belongs to, what stands in it, and what may be chosen.

    `choices` None: whatever is typed. `row` is its place in a list, counted from 0; None outside one.
    `list_label` names that list.
    """

    name: str
    column: Column
    text: str
    choices: tuple[str, ...] | None
    row: int | None = None
    list_field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a form says: the values that are not as they were, by field; every problem, with the box as its column;
    and the boxes whose date phrase is not read, which can be kept as written."""

    values: Mapping[str, Value]
    problems: tuple[Problem, ...]
    unread: frozenset[str]


def boxes(kind: Kind, element: Element | None, desk: Desk) -> tuple[Box, ...]:
    """The boxes of an element, or of a new one of a kind, in the order of its sheet; lists after the rest."""
    found = [one for lane in lanes(kind) for one in _boxes(lane, _held(element, lane.name), desk, lane.name)]
    for sheet in lists(kind):
        rows = () if element is None else value_of(element, sheet.list_field or "")
        for at in range(len(rows) + SPARE):
            found.extend(_row_boxes(sheet, rows[at] if at < len(rows) else NOTHING, at, desk))
    return tuple(found)


@cache
def lanes(kind: Kind) -> tuple[Lane, ...]:
    """The fields of a kind that stand in its form by themselves."""
    return tuple(one for one in sheet_of(kind.name).lanes if one.name not in ELSEWHERE)


@cache
def lists(kind: Kind) -> tuple[Sheet, ...]:
    """The lists of a kind that can be filled in by hand; sources stand at the end of every form."""
    own = (one for one in sheets() if one.kind is kind and one.list_field not in (None, *KEPT_LISTS))
    sources = sheets()[-1]
    return (*own, sources.only(frozenset(lane.name for lane in sources.lanes) - {_ROW_KEY}))


def shown(cell: Cell) -> str:
    """A cell as the text of a box."""
    return cell_words(cell).translate(APART)


def _held(element: Element | None, name: str) -> Value:
    return NOTHING if element is None else value_of(element, name)


def _boxes(lane: Lane, held: Value, desk: Desk, name: str) -> Iterator[Box]:
    texts = _texts(lane, held, desk)
    for column, text in zip(lane.columns, texts, strict=True):
        yield Box(name=_name(name, lane, column), column=column, text=text, choices=_choices(lane, column, text, desk))


def _row_boxes(sheet: Sheet, record: Value, at: int, desk: Desk) -> Iterator[Box]:
    for lane in sheet.lanes:
        if lane.name != OF:
            held = NOTHING if record is NOTHING else getattr(record, lane.name)
            for box in _boxes(lane, held, desk, f"{sheet.list_field}.{at}.{lane.name}"):
                yield replace(box, row=at, list_field=sheet.list_field)


def _texts(lane: Lane, held: Value, desk: Desk) -> tuple[str, ...]:
    if held is NOTHING:
        return ("",) * len(lane.columns)
    cells = lane.form.write(held, desk)
    return tuple(_as_typed(column, cell) for column, cell in zip(lane.columns, cells, strict=True))


def _as_typed(column: Column, cell: Cell) -> str:
    """A cell as a person types it: a share per cent, as a spreadsheet shows it."""
    if column.shape.look == "share" and isinstance(cell, Decimal):
        return f"{plain_digits(cell * 100)} %"
    return shown(cell)


def _name(name: str, lane: Lane, column: Column) -> str:
    return name if len(lane.columns) == 1 else f"{name}.{column.part}"


def _choices(lane: Lane, column: Column, text: str, desk: Desk) -> tuple[str, ...] | None:
    """What may be chosen: the words of the list, then why the value may be absent, and what stands there."""
    if column.shape.choices is None:
        return None
    words = [one.translate(APART) for one in column.shape.choices(desk)]
    absent = [desk.plain(one) for one in Missing if one != lane.form.blank] if lane.form.may_be_missing else []
    return tuple(dict.fromkeys((*words, *absent, *((text,) if text else ()))))


# Reading ---------------------------------------------------------------------------------------------------------


def names(kind: Kind, element: Element | None, given: Mapping[str, str]) -> frozenset[str]:
    """The names that a form of the kind may send: those of its boxes, and further rows of its lists, in order."""
    plain = {_name(lane.name, lane, column) for lane in lanes(kind) for column in lane.columns}
    rows = {
        f"{sheet.list_field}.{at}.{_name(lane.name, lane, column)}"
        for sheet in lists(kind)
        for at in range(_rows(sheet, element, given))
        for lane in sheet.lanes
        if lane.name != OF
        for column in lane.columns
    }
    return frozenset(plain | rows)


def returned(
    kind: Kind, element: Element | None, given: Mapping[str, str], desk: Desk, *, kept: frozenset[str] = frozenset()
) -> Returned:
    """What a form says of an element, or of a new one of a kind. A field of which a box is not there stays as it was.

    `kept` names boxes whose phrase is to be kept as written even if no day can be read from it.
    """
    work = _Reading(given, desk, kept)
    for lane in lanes(kind):
        work.field(lane, _held(element, lane.name), lane.name, lane.name)
    for sheet in lists(kind):
        work.list_of(sheet, element)
    return Returned(values=work.values, problems=tuple(work.problems), unread=frozenset(work.unread))


def _rows(sheet: Sheet, element: Element | None, given: Mapping[str, str]) -> int:
    """So many rows of a list a form may hold: those there were, the spare ones, and those that follow without gap."""
    count = (0 if element is None else len(value_of(element, sheet.list_field or ""))) + SPARE
    while count < MOST_ROWS and any(one.startswith(f"{sheet.list_field}.{count}.") for one in given):
        count += 1
    return count


class _Reading:
    """One form while it is read."""

    def __init__(self, given: Mapping[str, str], desk: Desk, kept: frozenset[str]) -> None:
        self.given = given
        self.desk = desk
        self.kept = kept
        self.values: dict[str, Value] = {}
        self.problems: list[Problem] = []
        self.unread: list[str] = []

    def field(self, lane: Lane, was: Value, name: str, into: str) -> None:
        """One field of the element itself."""
        value = self.value(lane, was, name)
        if value is _ABSENT or value is _WRONG:
            return
        empty = isinstance(value, Missing) and value == lane.form.blank
        if lane.columns[0].required and empty and not isinstance(was, Missing):
            self._tell(Wrong("editing.empty", field=lane.columns[0].label), _name(name, lane, lane.columns[0]), "")
        elif was is NOTHING or value != was:
            self.values[into] = value

    def list_of(self, sheet: Sheet, element: Element | None) -> None:
        """A list with rows of its own; a row with every box empty is none."""
        name = sheet.list_field or ""
        held = () if element is None else tuple(value_of(element, name))
        rows = [
            self._record(sheet, held[at] if at < len(held) else NOTHING, at)
            for at in range(_rows(sheet, element, self.given))
        ]
        if _WRONG not in rows:
            now = tuple(one for one in rows if one is not _ABSENT)
            if now != held:
                self.values[name] = now

    def _record(self, sheet: Sheet, was: Value, at: int) -> Value:
        own = [lane for lane in sheet.lanes if lane.name != OF]
        named = [
            self.given[name]
            for lane in own
            for name in self._names(lane, f"{sheet.list_field}.{at}.{lane.name}")
            if name in self.given
        ]
        if not named:
            return _ABSENT if was is NOTHING else was
        if not any(one.strip() for one in named):
            return was if was is not NOTHING and self._is_blank(own, was) else _ABSENT
        values: dict[str, Value] = {}
        for lane in own:
            before = NOTHING if was is NOTHING else getattr(was, lane.name)
            value = self.value(lane, before, f"{sheet.list_field}.{at}.{lane.name}")
            if value is not _ABSENT:
                values[lane.name] = value
        if any(one is _WRONG for one in values.values()):
            return _WRONG
        return self._made(sheet, was, values, at)

    def _is_blank(self, own: list[Lane], was: Value) -> bool:
        """Whether a record has nothing to show: then an empty row is the record as it was, not one taken away."""
        return not any(one for lane in own for one in _texts(lane, getattr(was, lane.name), self.desk))

    def _made(self, sheet: Sheet, was: Value, values: dict[str, Value], at: int) -> Value:
        record: Value = sheet.record
        try:
            return record(**values) if was is NOTHING else replace(was, **values)
        except TypeError:
            self._tell(Wrong("readers.record_short"), f"{sheet.list_field}.{at}", "")
            return _WRONG

    def _names(self, lane: Lane, name: str) -> tuple[str, ...]:
        return tuple(_name(name, lane, column) for column in lane.columns)

    def value(self, lane: Lane, was: Value, name: str) -> Value:
        """The value of a field; as it was where its boxes are as they were shown, `_WRONG` where they are not read."""
        boxes = self._names(lane, name)
        if any(one not in self.given for one in boxes):
            return _ABSENT
        texts = tuple(_typed(self.given[one]) for one in boxes)
        if was is not NOTHING and texts == tuple(map(_typed, _texts(lane, was, self.desk))):
            return was
        try:
            return lane.form.read(texts, self.desk, was)
        except Unread as error:
            if boxes[0] in self.kept:
                return When(phrase=texts[0], precision=Precision.UNREAD)
            self.unread.append(boxes[0])
            return self._tell(error, boxes[0], texts[0])
        except Wrong as error:
            return self._tell(error, boxes[0], texts[0])

    def _tell(self, error: Wrong, name: str, text: str) -> Value:
        self.problems.append(
            Problem(
                code=error.reason.code, reason=error.reason, remedy=error.remedy, column=name, value=text[:80] or None
            )
        )
        return _WRONG


_ABSENT: Final = object()
_WRONG: Final = object()


def _typed(text: str) -> str:
    """What was typed, as it is compared: one form of line end, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def list_label(kind: Kind, list_field: str) -> Say:
    """The name of a list."""
    return say(f"field.{kind.name}.{list_field}")
