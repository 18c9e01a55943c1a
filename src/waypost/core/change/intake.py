"""What a file proposes: rows that somebody edited elsewhere, as values, before anything is taken.

A reader (JSON, workbook, Word table, CSV) turns bytes into one `Intake` and knows no workspace. Taking in matches its
rows to elements, merges them three ways against the state that the file was made from, and shows what would change.

What a reader promises:

- One `Proposed` for each row that is an element. Rows of a list with a sheet of its own (steps, earlier targets, date
  changes) are gathered into the whole tuple of their field, given at the element they belong to; a file without that
  sheet does not give the field.
- A field is given only where the file has a column (a key) for it. An emptied cell gives what an element has that was
  never told the field: its default, None, an empty tuple, or `Missing`. What is not given stays as it was.
- A value is given in the type of the table of kinds (`When` parsed, `Money`, `Text`, enum members). An id may be given
  as a person writes it: the printed number, number and title, or the title; taking in resolves it.
- A value that cannot be read is a `Problem` with sheet, row and cell, and its row is proposed without that field. An
  error on a row keeps the whole row out; the row must be proposed all the same, so that it does not count as removed.
- Nothing is repaired silently and nothing is guessed: what the reader did with a value (number stored as text,
  formula, merged cell) is a problem too, of severity warning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from waypost.core.change.portion import Portion
from waypost.core.errors import Problem
from waypost.core.roadmap.elements import FieldReason
from waypost.core.values import ElementId, Principal, Slug

Sent = Callable[[Slug, datetime, Principal, Principal | None], Portion | None]
"""The portion that left a roadmap at a moment, for a reader, of an owner (None: all that the reader may know)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader is told beside the bytes.

    `file` is the name that problems and places carry. `language` is that of labels and date phrases where the file
    does not name its own; `said_on` the day from which phrases such as "by June" count. `mapping` holds the bytes of
    the mapping file of somebody's own table (contract 1, `--map`); None for files that Waypost made.

    `sent` gives back the portion that a file was made from, by what stands on its cover sheet: roadmap, moment, reader,
    owner; None where it is not to be had. A reader of cells compares with it: a cell that stands as it was written is
    not given, so that what a cell cannot show in full is not lost.
    """

    file: str
    language: str
    said_on: date
    mapping: bytes | None = None
    sent: Sent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row stands: `row` counts from 1 as a spreadsheet or an editor shows it; no sheet where there is none."""

    file: str
    sheet: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One row: an element of a kind with the fields given.

    `given` pairs names of fields with values: those of the kind, and of what every element has (`parent`, `number`,
    `audience`, `sources`, `note`; never `id` or `home`). Without `id` the row is matched by number, then by title, else
    it is new. `cells` pairs names of fields with the cell in which they stand ("D7"), as far as the form has cells.
    """

    kind: str
    id: ElementId | None
    given: tuple[tuple[str, object], ...]
    place: Place
    cells: tuple[tuple[str, str], ...] = ()

    def value(self, field: str) -> object:
        """The value given for a field; None also when none was given."""
        return dict(self.given).get(field)

    def cell(self, field: str) -> str | None:
        """The cell of a field, where the form has cells."""
        return dict(self.cells).get(field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One file as it was read.

    `home`, `at`, `reader` and `owner` stand on the cover sheet (at the head of a JSON file): the roadmap, the recorded
    moment of the state it was made from, for whom it was made (`--as`), whose rows it holds (`--owner`). Each is None
    where the file does not say: then `--into` names the roadmap, the newest state is the one to compare with, and the
    reader is whoever takes the file in.

    `complete` names the kinds of which the file holds every row that its reader (its owner) had: an element of such a
    kind that is not among the rows was removed. A kind that is not named has no removals.

    `problems` are those of reading, errors and warnings; each names the row it is about, or none when it is about the
    file as a whole, which is then refused.
    """

    file: str
    home: Slug | None = None
    at: datetime | None = None
    reader: Principal | None = None
    owner: Principal | None = None
    title: str | None = None
    """What somebody's own table is called: it can become the title of a roadmap that starts with it."""
    complete: frozenset[str] = frozenset()
    proposed: tuple[Proposed, ...] = ()
    reasons: tuple[FieldReason, ...] = ()
    """Why fields changed, as the file says; those known already may stand among them."""
    problems: tuple[Problem, ...] = ()
