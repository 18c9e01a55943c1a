"""The tables of a Word file as grids of cells, each in its place, with all that stands beside the words.

What was inserted under tracked changes is read as text, what was deleted is not; both are said with their words, and
so are comments, notes, hidden words and boxes of text: whoever takes the file in decides. Nothing outside tables is
read. A table that goes on after a page end with its head repeated is one table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from waypost.core.change.intake import Intake, Reading
from waypost.core.errors import Problem, Severity
from waypost.core.say import Say, SayValue, say
from waypost.readers.desk import filled
from waypost.readers.jail import confined
from waypost.readers.tables.intake import intake_of_tables, mapping_file
from waypost.readers.tables.table import Table
from waypost.readers.tasks import Plain, Task
from waypost.readers.workbook.marks import letters
from waypost.words.typed.cell import Cell
from waypost.words.typed.desk import Desk
from waypost.words.wording import wording

NAMING: Final = wording("en")
"""Names of tables are in one language whoever reads, since a mapping file that is kept names tables by them."""
MOST_NAMED: Final = 20
"""Marks of one kind in one table that are told one by one; beyond them their number is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something beside the words of a cell: a tracked change, a comment; row and column count from 0."""

    kind: str
    row: int
    column: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A table as it stands in the file; `heads` rows at its start are its head.

    `depth` counts the tables in whose cells it stands; `apart` is whether words stand between it and the one before.
    """

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    merged: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    depth: int = 0
    apart: bool = True
    title: str = ""


def read_document(raw: bytes, reading: Reading) -> Intake:
    """The proposals of the tables of a Word file. Never raises for what is in the bytes."""
    desk = filled(Desk(words=wording(reading.language), said_on=reading.said_on), None)
    tables, problems = read_tables(raw, reading.file)
    if not tables:
        return Intake(file=reading.file, problems=problems)
    return intake_of_tables(tables, reading, desk, problems)


def guess_document(raw: bytes, file: str, heading: str) -> bytes | None:
    """The mapping file by which the tables of a Word file are read; None for one that is refused."""
    tables, _ = read_tables(raw, file)
    return mapping_file(tables, heading, filled(Desk(words=wording("en")), None)) if tables else None


def read_tables(raw: bytes, file: str) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """The tables of a Word file, named "Table 1", as two readers agree on them; or why it is refused.

    The words before a table stand as a row above it. Without an error, the problems are warnings, each with table and
    cell.
    """
    said, problem = confined(Task.WORD, raw, file=file)
    if problem is not None:
        return (), (_of_word(problem),)
    return tables_said(said, file)


def read_template(raw: bytes, file: str) -> tuple[Plain, tuple[Problem, ...]]:
    """What an office's template gives, as plain values (`document.template`); or why it is refused."""
    said, problem = confined(Task.WORD_TEMPLATE, raw, file=file)
    return (said, ()) if problem is None else (None, (_of_word(problem),))


def tables_said(said: Plain, file: str) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """What the child said, as tables and what stands beside their words."""
    laid = joined(tuple(_laid(one) for one in said["tables"]))
    if not laid:
        return (), (_problem("word.no_table", file, severity=Severity.ERROR),)
    named = [(_name(number, one), one) for number, one in enumerate(laid, start=1)]
    tables = tuple(_titled(name, one) for name, one in named)
    return tables, tuple(remark for name, one in named for remark in _remarks(one, file, name))


def _titled(name: str, laid: Laid) -> Table:
    """A table with the words that stand before it, as those who read cells know it."""
    if not laid.title:
        return Table(name=name, rows=laid.rows)
    return Table(name=name, rows=((laid.title,), *laid.rows), first_row=0)


def _name(number: int, table: Laid) -> str:
    """The name by which problems and the mapping call a table: its number, and in whose cell it stands if in one."""
    name = NAMING.plain(say("word.table", number=number))
    return NAMING.plain(say("word.in_a_cell", name=name)) if table.depth else name


def _laid(said: dict[str, Plain]) -> Laid:
    cells = said["rows"]
    wide = max((column + 1 for row in cells for column, _ in row), default=0)
    rows = []
    for row in cells:
        held: list[Cell] = [None] * wide
        for column, text in row:
            held[column] = text or None
        rows.append(tuple(held))
    return Laid(
        rows=tuple(rows),
        heads=said["heads"],
        merged=tuple(_area(row, column, columns) for row, column, columns in said["spans"]),
        marks=tuple(Mark(kind=kind, row=row, column=column, words=told) for kind, row, column, told in said["marks"]),
        depth=said["depth"],
        apart=said["apart"],
        title=said["title"],
    )


# Tables that go on -------------------------------------------------------------------------------------------------


def joined(tables: tuple[Laid, ...]) -> tuple[Laid, ...]:
    """The tables, those that go on after a page end put together: no words between them, and the head repeated."""
    found: list[Laid] = []
    for one in tables:
        if found and _goes_on(found[-1], one):
            found[-1] = _together(found[-1], one)
        else:
            found.append(one)
    return tuple(found)


def _goes_on(one: Laid, other: Laid) -> bool:
    head = other.rows[: max(one.heads, 1)]
    return not other.apart and not one.depth and not other.depth and bool(head) and head == one.rows[: len(head)]


def _together(one: Laid, other: Laid) -> Laid:
    """Both as one, the second without its head; a mark says where it went on."""
    heads, before = max(one.heads, 1), len(one.rows)
    moved = tuple(replace(mark, row=mark.row - heads + before) for mark in other.marks if mark.row >= heads)
    return replace(
        one,
        rows=one.rows + other.rows[heads:],
        marks=(*one.marks, Mark(kind="continued", row=before, column=0, words=""), *moved),
    )


# What is said beside the words -------------------------------------------------------------------------------------

KINDS: Final = (
    "inserted",
    "deleted",
    "row_inserted",
    "row_deleted",
    "comment",
    "footnote",
    "endnote",
    "hidden",
    "text_box",
    "picture",
    "symbol",
    "nested",
    "continued",
)
"""Every kind of mark, in the order in which they are told; each is an entry `word.<kind>` of the catalogue."""


def _remarks(table: Laid, file: str, name: str) -> Iterator[Problem]:
    if table.merged:
        yield _problem("word.merged", file, name, table.merged[0], n=len(table.merged), cells=table.merged[:5])
    marks = sorted(table.marks, key=lambda one: (KINDS.index(one.kind), one.row, one.column))
    for kind, held in groupby(marks, key=lambda one: one.kind):
        yield from _told(kind, tuple(held), file, name)


def _told(kind: str, marks: tuple[Mark, ...], file: str, name: str) -> Iterator[Problem]:
    for one in marks[:MOST_NAMED]:
        place = _area(one.row, one.column, 1)
        yield replace(_problem(f"word.{kind}", file, name, place, words=one.words), row=one.row + 1)
    if len(marks) > MOST_NAMED:
        yield _problem("word.more_marks", file, name, n=len(marks) - MOST_NAMED, like=say(f"word.{kind}.name"))


def _area(row: int, column: int, columns: int) -> str:
    """The name of a cell, or of the cells over which one reaches: B3, B3:D3."""
    first = f"{letters(column + 1)}{row + 1}"
    return first if columns < 2 else f"{first}:{letters(column + columns)}{row + 1}"


def _problem(
    code: str,
    file: str,
    sheet: str | None = None,
    cell: str | None = None,
    severity: Severity = Severity.WARNING,
    **values: SayValue,
) -> Problem:
    return Problem(
        code=code,
        reason=say(code, **values),
        remedy=say(f"{code}.remedy"),
        severity=severity,
        file=file,
        sheet=sheet,
        cell=cell,
    )


def _of_word(problem: Problem) -> Problem:
    """A refusal in the words of Word files; the child speaks of workbooks, which have the same packing."""
    code = problem.code.replace("readers.", "word.", 1)
    number = problem.sheet
    return replace(
        problem,
        code=code,
        reason=Say(code, problem.reason.values),
        remedy=say(f"{code}.remedy"),
        sheet=NAMING.plain(say("word.table", number=number)) if number else None,
    )
