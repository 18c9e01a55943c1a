"""One sheet of a workbook of ours while it is read: each row becomes a proposal or a record of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from waypost.core.change.changes import value_of
from waypost.core.change.intake import Place, Proposed
from waypost.core.errors import Problem, Severity
from waypost.core.say import SayValue, say
from waypost.core.values import ElementId, Precision, When
from waypost.readers.grid import Grid
from waypost.readers.plain import UNSAVED
from waypost.readers.returned.gathering import Work
from waypost.words.typed.cell import Cell, Unread, Value, Wrong, cell_words, is_empty
from waypost.words.typed.desk import Desk, fold
from waypost.words.typed.forms import NOTHING
from waypost.words.typed.plan import OF, Lane, Sheet, sheets
from waypost.words.typed.rows import of_list_key
from waypost.words.wording import wording

_LONGEST_KEY: Final = 110
_NUMBERS: Final = frozenset({"amount", "share", "count"})


def lanes_at(page: Grid, sheet: Sheet, desk: Desk) -> dict[int, tuple[Lane, int]]:
    """By place of column: the field and which part of it stands there."""
    heads = _heads(sheet.name, desk.words.language)
    found: dict[int, tuple[Lane, int]] = {}
    for at, cell in enumerate(page.rows[0] if page.rows else ()):
        known = heads.get(fold(cell_words(cell))) if at else None
        if known is not None and known not in found.values():
            found[at] = known
    return found


@cache
def _heads(sheet: str, language: str) -> dict[str, tuple[Lane, int]]:
    """By the words at its head in any language, that of the desk before the others, what a column of a sheet holds."""
    lanes = next(one for one in sheets() if one.name == sheet).lanes
    found: dict[str, tuple[Lane, int]] = {}
    for one in reversed(Desk(words=wording(language)).wordings):
        for lane in lanes:
            found |= {fold(column.head(one)): (lane, column.part) for column in lane.columns}
    return found


class Page:
    """One sheet while it is read."""

    def __init__(self, work: Work, page: Grid, sheet: Sheet) -> None:
        self.work = work
        self.page = page
        self.sheet = sheet
        self.at = lanes_at(page, sheet, work.desk)
        self.lanes = tuple(self._lanes())

    def read(self) -> None:
        """Every row of the sheet; columns that nobody knows are named."""
        for at, head in enumerate(self.page.rows[0] if self.page.rows else ()):
            if at and at not in self.at and any(not is_empty(self.page.cell(row, at)) for row in self._body()):
                words = cell_words(head)
                self._tell("readers.unknown_column", Severity.WARNING, 0, at, value=words or _letter(at))
        for row in self._body():
            if any(not is_empty(cell) for cell in self.page.rows[row][1:]) or self._was_sent_empty(row):
                self._row(row)

    def _was_sent_empty(self, row: int) -> bool:
        """Whether a row without a word is that of an element that had none: it is there, and not taken out."""
        base = self.work.base.get(ElementId(cell_words(self.page.cell(row, 0)))) if self.page.rows[row] else None
        if base is None or base.kind is not self.sheet.kind or self.sheet.list_field is not None:
            return False
        written = (lane.form.write(value_of(base, lane.name), self.work.desk) for lane, _ in self.lanes)
        return all(is_empty(cell) for cells in written for cell in cells)

    def _body(self) -> range:
        return range(1, len(self.page.rows))

    def _row(self, row: int) -> None:
        key = cell_words(self.page.cell(row, 0))
        if len(key) > _LONGEST_KEY or not key.isascii() or any(one.isspace() for one in key):
            self._tell("readers.not_a_key", Severity.WARNING, row, 0, value=key[:80])
            key = ""
        if self.sheet.list_field is None:
            self._element(row, ElementId(key))
        else:
            self._record(row, key)

    def _element(self, row: int, key: ElementId) -> None:
        work, kind = self.work, self.sheet.kind
        assert kind is not None
        if key and key in work.keys:
            self._tell("readers.key_twice", Severity.WARNING, row, 0, value=str(work.rows[work.keys[key]].place.row))
            key = ElementId("")
        base = work.base.get(key) if key else None
        given, cells = [], []
        for lane, places in self.lanes:
            was = NOTHING if base is None or base.kind is not kind else value_of(base, lane.name)
            if was is NOTHING and all(is_empty(self.page.cell(row, at)) for at in places) and self._may_wait(lane):
                continue
            value = self._value(row, lane, places, was)
            if value is not NOTHING and (was is NOTHING or value != was):
                given.append((lane.name, value))
                cells.append((lane.name, self._cell_name(row, places[0])))
        found = Proposed(
            kind=kind.name,
            id=key or None,
            given=tuple(given),
            place=Place(file=work.grids.file, sheet=self.page.name, row=row + 1),
            cells=tuple(cells),
        )
        at = len(work.rows)
        work.rows.append(found)
        if key:
            work.keys[key] = at
        for name in self._names(found):
            work.names.setdefault(name, at)

    def _may_wait(self, lane: Lane) -> bool:
        """Whether an empty cell of a new row says nothing: it may stay empty, or the sheet is not the one to ask."""
        return lane.form.blank is not NOTHING

    def _names(self, found: Proposed) -> Iterator[str]:
        number = found.value("number")
        title = found.value("title") or found.value("words")
        said = getattr(title, "original", "")
        for one in (number, said, f"{number or ''} {said}"):
            if isinstance(one, str) and one.strip():
                yield fold(one)

    def _lanes(self) -> Iterator[tuple[Lane, tuple[int, ...]]]:
        """Each field of which all columns are there, with their places."""
        for lane in self.sheet.lanes:
            places = {part: at for at, (one, part) in self.at.items() if one is lane}
            if len(places) == len(lane.columns):
                yield lane, tuple(places[part] for part in range(len(lane.columns)))

    def _value(self, row: int, lane: Lane, places: tuple[int, ...], was: Value) -> Value:
        """The value of a field; NOTHING where its cells cannot be read, which is said."""
        cells = tuple(self.page.cell(row, at) for at in places)
        fault = next((at for at in places if (row, at) in self.page.faults), None)
        if fault is not None:
            shown = cell_words(self.page.cell(row, fault))
            code = "readers.formula_unsaved" if shown == UNSAVED else "readers.error_cell"
            self._tell(code, Severity.ERROR, row, fault, value=shown)
            return NOTHING
        try:
            value = lane.form.read(cells, self.work.desk, was)
        except Unread as error:
            words = cell_words(cells[0])
            self._wrong(error, Severity.WARNING, row, places[0], words)
            return When(phrase=words, precision=Precision.UNREAD)
        except Wrong as error:
            self._wrong(error, Severity.ERROR, row, places[0], cell_words(cells[0]))
            return NOTHING
        if value is not was and lane.columns[0].shape.look in _NUMBERS and _is_digits(cells[0]):
            self._tell("readers.number_as_text", Severity.WARNING, row, places[0], value=cell_words(cells[0]))
        return value

    # Lists ---------------------------------------------------------------------------------------------------------

    def _record(self, row: int, key: str) -> None:
        """One row of a list, gathered into the list of its element."""
        work, name = self.work, self.sheet.list_field
        assert name is not None
        known = of_list_key(key)
        lanes = {lane.name: (lane, places) for lane, places in self.lanes}
        if OF not in lanes:
            self._tell("readers.no_of", Severity.ERROR, row, 0)
            return
        place = Place(file=work.grids.file, sheet=self.page.name, row=row + 1)
        target = self._target(row, *lanes[OF], known, place)
        if target is None:
            return
        at, position = target
        element = work.base.get(known[0]) if known else None
        held = value_of(element, name) if element is not None else ()
        was: Value = held[known[1]] if known and known[1] < len(held) else NOTHING
        values: dict[str, Value] = {}
        for lane, places in lanes.values():
            if lane.name == OF:
                continue
            before = NOTHING if was is NOTHING else getattr(was, lane.name)
            value = self._value(row, lane, places, before)
            if value is NOTHING:
                work.broken.add((at, name))
                return
            values[lane.name] = value
        whole = replace(was, **values) if was is not NOTHING else self._made(row, values)
        if whole is not None:
            work.lists.setdefault((at, name), []).append((position, whole))
            work.kept_lists[at, name] = self.sheet.name

    def _made(self, row: int, values: dict[str, Value]) -> Value:
        made: Value = self.sheet.record
        try:
            return made(**values)
        except TypeError:
            self._tell("readers.record_short", Severity.ERROR, row, 0)
            return None

    def _target(
        self, row: int, lane: Lane, places: tuple[int, ...], known: tuple[ElementId, int] | None, place: Place
    ) -> tuple[int, int | None] | None:
        """Where the element's row stands, and the place of the record in its list; None for an element unknown."""
        work, cell = self.work, self.page.cell(row, places[0])
        of = known[0] if known else ElementId("")
        kind = self.sheet.kind.name if self.sheet.kind else work.base[of].kind.name if of in work.base else ""
        if known and (not work.base or is_empty(cell) or work.desk.element(cell_words(cell)) == of):
            return self._row_of(of, kind, place), known[1]
        if known:
            work.moved.add((of, self.sheet.list_field or "", known[1]))
            self._touch(of, kind, place)
        named = work.desk.element(cell_words(cell))
        if named in work.base or named in work.keys:
            kind = kind or (work.base[named].kind.name if named in work.base else work.rows[work.keys[named]].kind)
            return self._row_of(named, kind, place), None
        at = work.names.get(fold(cell_words(cell)))
        if at is None:
            self._tell("readers.no_such_element", Severity.ERROR, row, places[0], value=cell_words(cell)[:80])
            return None
        return at, None

    def _touch(self, element: ElementId, kind: str, place: Place) -> None:
        """See to it that a list which loses a record is looked at."""
        name = self.sheet.list_field or ""
        at = self._row_of(element, kind, place)
        self.work.lists.setdefault((at, name), [])
        self.work.kept_lists[at, name] = self.sheet.name

    def _row_of(self, element: ElementId, kind: str, place: Place) -> int:
        return self.work.row_of(element, kind, place)

    # Telling -------------------------------------------------------------------------------------------------------

    def _wrong(self, error: Wrong, severity: Severity, row: int, at: int, value: str) -> None:
        found = self._place(row, at)
        self.work.problems.append(
            replace(
                found,
                code=error.reason.code,
                reason=error.reason,
                remedy=error.remedy,
                severity=severity,
                value=value[:80],
            )
        )

    def _tell(self, code: str, severity: Severity, row: int, at: int, **values: SayValue) -> None:
        value = values.get("value")
        found = self._place(row, at)
        self.work.problems.append(
            replace(
                found,
                code=code,
                reason=say(code, **values),
                remedy=say(f"{code}.remedy"),
                severity=severity,
                value=value if isinstance(value, str) else None,
            )
        )

    def _place(self, row: int, at: int) -> Problem:
        known = self.at.get(at)
        column = known[0].columns[known[1]].head(self.work.desk.words) if known else None
        key = cell_words(self.page.cell(row, 0)) if row else ""
        return Problem(
            code="",
            reason=say("readers.empty"),
            file=self.work.grids.file,
            sheet=self.page.name,
            row=row + 1,
            column=column,
            cell=self._cell_name(row, at),
            element=key.partition("#")[0] or None,
        )

    def _cell_name(self, row: int, at: int) -> str:
        return f"{_letter(at)}{row + 1}"


def _is_digits(cell: Cell) -> bool:
    return isinstance(cell, str) and not any(one.isalpha() for one in cell) and any(one.isdigit() for one in cell)


def _letter(at: int) -> str:
    found, column = "", at + 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
