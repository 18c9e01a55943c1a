"""A follow-up table of ours that comes back: each row is a decision of a meeting, and needs no mapping file.

What stands as it was printed is no change. A row that matches no decision is a new one of the meeting that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from waypost.core.brief.notes.meeting import point_words, state_words
from waypost.core.change.intake import Intake, Place, Proposed
from waypost.core.change.portion import Portion
from waypost.core.errors import Problem, Severity
from waypost.core.roadmap.bodies import Item, Meeting
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.vocabulary import ItemKind, ItemState
from waypost.core.say import Code, SayValue, Who, say
from waypost.core.values import ElementId, Missing, Precision, Text, When
from waypost.readers.document.tables import Laid
from waypost.readers.workbook.marks import letters
from waypost.words.catalogue import LANGUAGES, catalogue
from waypost.words.typed.cell import Unread, Value, Wrong, cell_words
from waypost.words.typed.desk import Desk, fold
from waypost.words.typed.forms import form_of
from waypost.words.typed.made import BETWEEN, FOLLOWUP, Made, made_of
from waypost.words.typed.worded import bare

COLUMNS: Final = ("decision", "from_meeting", "who", "by", "state", "closed", "open_since")
"""The columns of the tables of the paper, by the codes of their heads (`note.<column>`)."""
_NEEDED: Final = frozenset({"decision", "from_meeting", "who", "state"})


def followup_made(tables: tuple[Laid, ...]) -> Made | None:
    """From what a follow-up table of ours was made; None for any other file."""
    for one in tables:
        form, *marks = one.hidden(0).split(BETWEEN)
        if form == FOLLOWUP:
            return made_of(marks)
    return None


def intake_of_followup(named: Iterable[tuple[str, Laid]], file: str, desk: Desk, sent: Portion | None) -> Intake:
    """The proposals of the rows of a follow-up table, whose tables are given with their names.

    Roadmap, moment and reader are left to whoever read the marks.
    """
    work = _Work(file=file, desk=desk, elements=sent.elements if sent else ())
    for name, laid in named:
        columns = _columns(laid, desk)
        if set(columns) >= _NEEDED:
            work.read(name, laid, columns)
    return Intake(file=file, proposed=tuple(work.found), problems=tuple(work.problems))


def _columns(laid: Laid, desk: Desk) -> dict[str, int]:
    """Where each column of ours stands, by the words of its head in any language."""
    known = {fold(language.plain(say(f"note.{one}"))): one for language in desk.wordings for one in COLUMNS}
    heads = (fold(cell_words(cell)) for cell in (laid.rows[0] if laid.rows else ()))
    return {known[head]: at for at, head in enumerate(heads) if head in known}


def _late() -> re.Pattern[str]:
    """What is printed beside a day that has gone by, in any language: it is worked out anew, and never read."""
    forms = (form for one in LANGUAGES for form in catalogue(one).entries["brief.days_late"].forms)
    written = (
        re.escape(form).replace(r"\{n\}", "[0-9]{1,3}(?:\u202f?[0-9]{3})*").replace(r"\ ", r"\s+") for form in forms
    )
    return re.compile("|".join(rf"\s*\b{one}\s*$" for one in written))


_LATE: Final = _late()


@dataclass(slots=True)
class _Work:
    """One file while it is read."""

    file: str
    desk: Desk
    elements: tuple[Element, ...]
    found: list[Proposed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, name: str, laid: Laid, columns: Mapping[str, int]) -> None:
        """Every row of a table."""
        for at, row in enumerate(laid.rows[1:], start=1):
            words = {column: cell_words(row[place]) for column, place in columns.items()}
            if words["decision"]:
                self._row(_Row(Place(file=self.file, sheet=name, row=at + 1), words, columns))

    def _row(self, row: _Row) -> None:
        item = self._item(row.words["decision"])
        given = dict(self._known(row, *item) if item else self._new(row))
        cells = tuple((one, row.cell(column)) for one, column in _CELLS.items() if one in given and column in row.at)
        self.found.append(
            Proposed(
                kind="item", id=item[0].id if item else None, given=tuple(given.items()), place=row.place, cells=cells
            )
        )

    def _item(self, words: str) -> tuple[Element, Item] | None:
        """The decision that a cell means: by all its words, else by its number, where one has that."""
        items = [(one, one.body) for one in self.elements if isinstance(one.body, Item)]
        same = [pair for pair in items if self._says(point_words(*pair), words)]
        number = words.split(" ")[0]
        found = same or [pair for pair in items if pair[0].number == number]
        return found[0] if len(found) == 1 else None

    def _says(self, value: SayValue, words: str) -> bool:
        """Whether words are those that were printed for a value; the first letter may be a capital."""
        return bare(self.desk.plain(value)).casefold() == bare(words).casefold()

    # A decision that is known ------------------------------------------------------------------------------------

    def _known(self, row: _Row, element: Element, item: Item) -> Iterator[tuple[str, Value]]:
        """What somebody wrote over in its row."""
        if not self._says(point_words(element, item), row.words["decision"]) and isinstance(item.title, Text):
            yield "title", self._title(row.words["decision"], element.number, item.title)
        who: SayValue = item.decides if isinstance(item.owner, Missing) else Who(principal=item.owner)
        if not self._says(who, row.words["who"]):
            yield from self._read(row, "who", "owner", row.words["who"], item.owner)
        due = _LATE.sub("", row.words.get("by", "")).strip()
        if "by" in row.at and not self._says(item.due, due):
            yield from self._read(row, "by", "due", due, item.due)
        if not self._says(state_words(item), row.words["state"]):
            yield from self._state(row)
        if "closed" in row.at and not self._says(item.closed_on or "", row.words["closed"]):
            yield from self._read(row, "closed", "closed_on", row.words["closed"], item.closed_on)

    def _title(self, words: str, number: str | None, was: Text) -> Text:
        said = words.removeprefix(number or "").strip()
        shown = was.in_language(self.desk.words.language)[0]
        return Text(wordings=tuple((one, said if one == shown else held) for one, held in was.wordings))

    def _state(self, row: _Row) -> Iterator[tuple[str, Value]]:
        """A state by its word; what stands after it is what was done."""
        words = row.words["state"]
        for language in self.desk.wordings:
            for one in ItemState:
                word = bare(language.plain(Code(table="itemstate", code=one.value)))
                if bare(words).casefold().startswith(word.casefold()):
                    rest = bare(words)[len(word) :].lstrip(" :,;.–-")
                    yield "state", one
                    if rest:
                        yield "was_done", Text(wordings=((self.desk.words.language, rest),))
                    return
        yield from self._read(row, "state", "state", words, Missing.NOT_STATED)

    # A new one ---------------------------------------------------------------------------------------------------

    def _new(self, row: _Row) -> Iterator[tuple[str, Value]]:
        number, _, rest = row.words["decision"].partition(" ")
        is_number = bool(rest) and number.replace(".", "").isdecimal()
        words = rest.strip() if is_number else row.words["decision"]
        yield "item", ItemKind.DECISION
        yield "title", Text(wordings=((self.desk.words.language, words),))
        if is_number:
            yield "number", number.rstrip(".")
        meeting = self._meeting(row.words["from_meeting"])
        if meeting is None:
            self._tell(row, "from_meeting", "word.no_such_meeting", Severity.ERROR, value=row.words["from_meeting"])
        else:
            yield "parent", meeting
        for column, name in (("who", "owner"), ("by", "due")):
            if row.words.get(column):
                yield from self._read(row, column, name, _LATE.sub("", row.words[column]).strip(), Missing.NOT_STATED)
        if row.words["state"]:
            yield from self._state(row)

    def _meeting(self, words: str) -> ElementId | None:
        """The meeting of a day."""
        found = [
            one.id
            for one in self.elements
            if isinstance(one.body, Meeting)
            and isinstance(one.body.first_day, date)
            and self._says(say("note.meeting_day", day=one.body.first_day), words)
        ]
        return found[0] if len(found) == 1 else None

    # Cells -------------------------------------------------------------------------------------------------------

    def _read(self, row: _Row, column: str, name: str, words: str, was: Value) -> Iterator[tuple[str, Value]]:
        """The value of a field from the words of a cell; a problem where they say none."""
        form = form_of(KINDS["item"].field(name), Item)
        try:
            yield name, form.read((words,), self.desk, was)
        except Unread as error:
            self._wrong(row, column, error, Severity.WARNING, words)
            yield name, When(phrase=words, precision=Precision.UNREAD)
        except Wrong as error:
            self._wrong(row, column, error, Severity.ERROR, words)

    def _tell(self, row: _Row, column: str, code: str, severity: Severity, value: str) -> None:
        self._wrong(row, column, Wrong(code, value=value[:80]), severity, value)

    def _wrong(self, row: _Row, column: str, error: Wrong, severity: Severity, value: str) -> None:
        self.problems.append(
            Problem(
                code=error.reason.code,
                reason=error.reason,
                remedy=error.remedy,
                severity=severity,
                file=self.file,
                sheet=row.place.sheet,
                row=row.place.row,
                column=self.desk.plain(say(f"note.{column}")),
                cell=row.cell(column),
                value=value[:80],
            )
        )


_CELLS: Final = {"title": "decision", "owner": "who", "due": "by", "state": "state", "closed_on": "closed"}
"""The column in which each field stands."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: where it stands, its words by column, the places of the columns."""

    place: Place
    words: Mapping[str, str]
    at: Mapping[str, int]

    def cell(self, column: str) -> str:
        """The name of its cell in a column."""
        return f"{letters(self.at[column] + 1)}{self.place.row}"
