"""The rows of somebody's table as proposals, by its mapping.

A row with words in its first cell alone is the head of a group, which becomes a pillar. In a table with a column for
each side every cell is a commitment of that side. What is done and what comes next become texts about the action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.change.intake import Place, Proposed
from waypost.core.errors import Problem, Severity
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.records import Step
from waypost.core.roadmap.vocabulary import ActionState, EntryKind, MoneyState, Side
from waypost.core.say import SayValue, say
from waypost.core.values import EU, ElementId, Missing, Money, Precision, Principal, Text, When
from waypost.readers.plain import UNSAVED
from waypost.readers.tables.headings import LEFT_OUT, scale_of
from waypost.readers.tables.mapping import TableMap
from waypost.readers.tables.table import Table
from waypost.words.typed.amounts import typed_figure
from waypost.words.typed.cell import Cell, Unread, Value, Wrong, cell_words, is_empty
from waypost.words.typed.desk import EVERYBODY, Desk, fold
from waypost.words.typed.forms import form_of

_NUMBERED: Final = re.compile(r"^\s*[(]?((?:\d{1,3}(?:\.\d{1,3}){0,3})|[a-z]|[ivx]{1,5})[.)]+\s+", re.IGNORECASE)
_LEVELS: Final = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,3}){1,3})\s+(?=[A-ZÀ-Þ])")
"""A number of several levels as we print it, "5.3 Vessels delivered": a figure goes on with a small letter."""
_SPLIT: Final = re.compile(r"\s*(?:[;/]|,(?!\s?\d)|\s(?:and|et|&)\s|\n)\s*")
_STATES: Final = {
    ActionState.DONE: "done|completed|complete|finished|implemented|achieved|achevé|achevée|terminé|terminée|réalisé",
    ActionState.UNDER_WAY: "ongoing|on-going|in progress|under way|underway|started|en cours|entamé|lancé|continuing",
    ActionState.PLANNED: "planned|to start|not started|foreseen|prévu|prévue|à venir|non commencé|pending",
    ActionState.ON_HOLD: "on hold|suspended|blocked|en suspens|suspendu|suspendue|bloqué",
    ActionState.DROPPED: "dropped|cancelled|canceled|abandoned|abandonné|abandonnée|annulé|annulée",
}
_INSTITUTIONS: Final = (
    "eu|ue|com|cion|commission|european commission|commission européenne|ec|ce|council|conseil|eu institutions"
)
_MEMBER_STATES: Final = "ms|member states|em|états membres|all member states|tous les états membres"


@dataclass(slots=True)
class Proposing:
    """One table while it is read."""

    file: str
    table: Table
    map: TableMap
    desk: Desk
    names: dict[str, Principal]
    as_of: date | None = None
    found: list[Proposed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    group: str | None = None
    groups: set[str] = field(default_factory=set)

    def read(self) -> None:
        """Every row below the heads."""
        start = self.map.header_row - self.table.first_row
        columns = self._places(start)
        for row in range(start + 1, len(self.table.rows)):
            filled = [at for at, cell in enumerate(self.table.rows[row]) if not is_empty(cell)]
            if not filled:
                continue
            first = cell_words(self.table.cell(row, filled[0]))
            sides = [one for one in columns.values() if one.startswith("commitment of")]
            if len(filled) == 1 and len(columns) > 1 and (filled[0] == 0 or not sides) and not _NUMBERED.match(first):
                self.group = " ".join(first.split())
                self._pillar(row, self.group)
            elif sides:
                self._commitments(row, columns)
            else:
                self._row(row, columns)

    def _places(self, start: int) -> dict[int, str]:
        """By place of column what it is; columns left out are named once."""
        known = {fold(head): target for head, target in self.map.columns}
        found: dict[int, str] = {}
        for at, cell in enumerate(self.table.rows[start] if start < len(self.table.rows) else ()):
            head = " ".join(cell_words(cell).split())
            target = known.get(fold(head), LEFT_OUT) if head else LEFT_OUT
            if target != LEFT_OUT:
                found[at] = target
            elif any(not is_empty(self.table.cell(row, at)) for row in range(start + 1, len(self.table.rows))):
                self._tell("readers.column_left_out", Severity.WARNING, start, at, value=head[:80])
        return found

    def _head(self, at: int) -> str:
        return cell_words(self.table.cell(self.map.header_row - self.table.first_row, at))

    # Rows ----------------------------------------------------------------------------------------------------------

    def _row(self, row: int, columns: dict[int, str]) -> None:
        """One row as one element, with the texts about it."""
        given: dict[str, Value] = {}
        cells: dict[str, str] = {}
        texts: list[tuple[int, str]] = []
        for at, target in columns.items():
            cell = self.table.cell(row, at)
            if is_empty(cell):
                continue
            if target.startswith("state of play") or target == "next steps":
                texts.append((at, target))
                continue
            for name, value in self._given(row, at, target, cell):
                given[name] = value
                cells[name] = self._name(row, at) or ""
        if not given and not texts:
            return
        self._numbered(given)
        if self.group is not None and "parent" not in given:
            given["parent"] = ElementId(self.group)
        self._propose(self.map.kind, row, given, cells)
        title = given.get("title")
        of = ElementId(given.get("number") or (title.original if isinstance(title, Text) else ""))
        for at, target in texts:
            self._text(row, at, target, of)

    def _commitments(self, row: int, columns: dict[int, str]) -> None:
        """One row of a table with a column for each side: each numbered piece of a cell is a commitment."""
        shared = {
            name: value
            for at, target in columns.items()
            if not target.startswith("commitment of") and not is_empty(self.table.cell(row, at))
            for name, value in self._given(row, at, target, self.table.cell(row, at))
        }
        for at, target in columns.items():
            if not target.startswith("commitment of"):
                continue
            side = Side.EU if target.endswith(" eu") else Side.PARTNER
            for piece in _pieces(cell_words(self.table.cell(row, at))):
                given: dict[str, Value] = {"title": self._words(piece), "side": side, **shared}
                self._numbered(given)
                if self.group is not None and "parent" not in given:
                    given["parent"] = ElementId(self.group)
                self._propose("action", row, given, {"title": self._name(row, at) or ""})

    def _numbered(self, given: dict[str, Value]) -> None:
        """A number at the beginning of a title is the number, unless a column of its own gives one."""
        title = given.get("title")
        words = title.original if isinstance(title, Text) else ""
        found = _NUMBERED.match(words) or _LEVELS.match(words)
        if found and "number" not in given and isinstance(title, Text):
            given["number"] = found[1]
            given["title"] = self._words(title.original[found.end() :])

    def _pillar(self, row: int, name: str) -> None:
        if name not in self.groups:
            self.groups.add(name)
            self._propose("pillar", row, {"title": self._words(name)}, {})

    def _text(self, row: int, at: int, target: str, of: ElementId) -> None:
        """What was done, or what comes next, as a text about the element."""
        _, by, author = target.removeprefix("state of play").rpartition(" of ")
        kind = EntryKind.NOTE if target == "next steps" else EntryKind.STATE_OF_PLAY
        given: dict[str, Value] = {"entry": kind, "words": self._words(cell_words(self.table.cell(row, at)))}
        given |= {"author": Principal(author)} if by else {}
        given |= {"as_of": self.as_of} if self.as_of is not None else {}
        self._propose("entry", row, given | {"parent": of}, {"words": self._name(row, at) or ""})

    def _propose(self, kind: str, row: int, given: dict[str, Value], cells: dict[str, str]) -> None:
        place = Place(file=self.file, sheet=self.table.name or None, row=row + self.table.first_row)
        named = tuple((name, cell) for name, cell in cells.items() if cell)
        self.found.append(Proposed(kind=kind, id=None, given=tuple(given.items()), place=place, cells=named))

    # Values --------------------------------------------------------------------------------------------------------

    def _given(self, row: int, at: int, target: str, cell: Cell) -> Iterator[tuple[str, Value]]:
        """What a cell gives, by field."""
        words = cell_words(cell)
        if (row, at) in self.table.faults:
            code = "readers.formula_unsaved" if words == UNSAVED else "readers.error_cell"
            self._tell(code, Severity.ERROR, row, at, value=words)
        elif target in ("pillar", "objective"):
            name = " ".join(words.split())
            if target == "pillar":
                self._pillar(row, name)
            yield "parent", ElementId(name)
        elif target == "state":
            yield "state_words", self._words(words)
            state = next((one for one, said in _STATES.items() if fold(words) in said.split("|")), None)
            if state is not None:
                yield "state", state
        elif target in ("owner", "donors", "contributors"):
            yield from self._people(row, at, target, words)
        elif target.startswith("step "):
            yield from self._step(row, at, target.removeprefix("step "), cell)
        elif target == "number":
            yield "number", words.rstrip(".")
        elif target == "note":
            yield "note", self._words(words)
        else:
            yield from self._field(row, at, target, cell)

    def _field(self, row: int, at: int, target: str, cell: Cell) -> Iterator[tuple[str, Value]]:
        kind = KINDS[self.map.kind]
        if target == "parent":
            yield "parent", ElementId(cell_words(cell))
            return
        form = form_of(kind.field(target), kind.body)
        try:
            yield target, form.read((cell, *("",) * (len(form.parts) - 1)), self.desk)
        except Unread as error:
            self._wrong(error, Severity.WARNING, row, at)
            yield target, When(phrase=cell_words(cell), precision=Precision.UNREAD)
        except Wrong as error:
            self._wrong(error, Severity.ERROR, row, at)

    def _people(self, row: int, at: int, target: str, words: str) -> Iterator[tuple[str, Value]]:
        people = tuple(dict.fromkeys(self._who(row, at, one) for one in _SPLIT.split(words) if one.strip()))
        if target != "owner":
            yield target, people
        elif len(people) == 1:
            yield "owner", people[0]
        elif people:
            self._tell("readers.several_owners", Severity.WARNING, row, at, value=words[:80])
            yield "contributors", people

    def _who(self, row: int, at: int, words: str) -> Principal:
        """Who is meant: by the mapping, by words for institutions, by the desk; else a body of that name."""
        folded = fold(words)
        if folded in self.names:
            return self.names[folded]
        if folded in _INSTITUTIONS.split("|"):
            return EU
        if folded in _MEMBER_STATES.split("|"):
            return EVERYBODY
        try:
            return self.desk.principal(words.strip())
        except Wrong:
            self._tell("readers.taken_as_organisation", Severity.WARNING, row, at, value=words[:80])
            return Principal(f"org:{' '.join(words.split())}")

    def _step(self, row: int, at: int, state: str, cell: Cell) -> Iterator[tuple[str, Value]]:
        head = self._head(at)
        try:
            typed = typed_figure(cell_words(cell), self.desk)
        except Wrong as error:
            self._wrong(error, Severity.ERROR, row, at)
            return
        currency = (typed.unit if typed and typed.unit else None) or _currency(head)
        if typed is None or currency is None:
            self._tell("readers.no_unit", Severity.ERROR, row, at, value=cell_words(cell)[:80])
            return
        amount = Money(amount=typed.number * Decimal(scale_of(head)), currency=currency, qualifier=typed.qualifier)
        day = self.as_of if self.as_of is not None else Missing.NOT_STATED
        yield f"steps:{state}", Step(state=MoneyState(state), amount=amount, day=day)

    def _words(self, words: str) -> Text:
        return Text(wordings=((self.desk.words.language, words.strip()),))

    # Telling -------------------------------------------------------------------------------------------------------

    def _name(self, row: int, at: int) -> str | None:
        return f"{_letters(at)}{row + self.table.first_row}" if self.table.letters else None

    def _wrong(self, error: Wrong, severity: Severity, row: int, at: int) -> None:
        found = self._place(row, at, error.reason.code, severity)
        value = cell_words(self.table.cell(row, at))[:80]
        self.problems.append(replace(found, reason=error.reason, remedy=error.remedy, value=value))

    def _tell(self, code: str, severity: Severity, row: int, at: int, **values: SayValue) -> None:
        value = values.get("value")
        told = replace(self._place(row, at, code, severity), reason=say(code, **values))
        self.problems.append(replace(told, value=value if isinstance(value, str) else None))

    def _place(self, row: int, at: int, code: str, severity: Severity) -> Problem:
        return Problem(
            code=code,
            reason=say(code),
            remedy=say(f"{code}.remedy"),
            severity=severity,
            file=self.file,
            sheet=self.table.name or None,
            row=row + self.table.first_row,
            column=" ".join(self._head(at).split())[:80] or None,
            cell=self._name(row, at),
        )


def _pieces(words: str) -> Iterator[str]:
    """The numbered pieces of a cell, or the cell as one; a line that goes on belongs to the piece before it."""
    held: list[str] = []
    for line in words.splitlines():
        if held and (_NUMBERED.match(line) or line.lstrip().startswith(("•", "- ", "– "))):
            yield " ".join(held)
            held = []
        if line.strip():
            held.append(line.strip().lstrip("•–- ").strip())
    if held:
        yield " ".join(held)


def _currency(head: str) -> str | None:
    if "€" in head or re.search(r"\beuros?\b|\bEUR\b|\bMEUR\b", head, re.IGNORECASE):
        return "EUR"
    found = re.search(r"\b(USD|GBP|CHF|TND|MAD|EGP|JOD)\b", head)
    return found[1] if found else None


def _letters(at: int) -> str:
    found, column = "", at + 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
