"""The tables of a Word file as grids of cells, each in its place, with all that stands beside the words.

What was inserted under tracked changes is read as text, what was deleted is not; both are said with their words, and
so are comments, notes, hidden words and boxes of text: whoever takes the file in decides. Nothing outside tables is
read. A table that goes on after a page end with its head repeated is one table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from waypost.core.change.intake import Intake, Reading
from waypost.core.change.portion import Portion
from waypost.core.errors import Problem, Severity
from waypost.core.say import Say, SayValue, say
from waypost.readers.desk import desk_for, filled, sent_from
from waypost.readers.document.tables import Laid, Mark, area, laid_in
from waypost.readers.jail import confined, confined_each
from waypost.readers.returned.document import intake_of_rows, is_mark, is_ours, made_from
from waypost.readers.returned.followup import followup_made, intake_of_followup
from waypost.readers.tables.intake import intake_of_tables, mapping_file
from waypost.readers.tables.table import Table
from waypost.readers.tasks import Plain, Task
from waypost.words.typed.desk import Desk
from waypost.words.typed.made import Made
from waypost.words.wording import wording

NAMING: Final = wording("en")
"""Names of tables are in one language whoever reads, since a mapping file that is kept names tables by them."""
MOST_NAMED: Final = 20
"""Marks of one kind in one table that are told one by one; beyond them their number is."""


def read_document(raw: bytes, reading: Reading) -> Intake:
    """The proposals of the tables of a Word file, ours or somebody's. Never raises for what is in the bytes."""
    return _intake(*tables_of_word(raw, reading.file), reading)


def read_documents(files: Sequence[tuple[bytes, Reading]]) -> Iterator[Intake]:
    """The same for each of several Word files, in the order given."""
    answers = confined_each(Task.WORD, [(raw, reading.file) for raw, reading in files])
    for (_, reading), (said, problem) in zip(files, answers, strict=True):
        yield _intake(*_tables(said, problem, reading.file), reading)


def _intake(laid: tuple[Laid, ...], problems: tuple[Problem, ...], reading: Reading) -> Intake:
    if not laid:
        return Intake(file=reading.file, problems=problems)
    if is_ours(laid):
        return _returned(laid, reading, made_from(laid), intake_of_rows)
    followed = followup_made(laid)
    if followed is not None:
        return _returned(laid, reading, followed, intake_of_followup)
    tables, told = _read(laid, reading.file)
    desk = filled(Desk(words=wording(reading.language), said_on=reading.said_on), None)
    return intake_of_tables(tables, reading, desk, told)


def guess_document(raw: bytes, file: str, heading: str) -> bytes | None:
    """The mapping file by which the tables of a Word file are read; None for one of ours and one that is refused."""
    laid, _ = tables_of_word(raw, file)
    if not laid or is_ours(laid) or followup_made(laid) is not None:
        return None
    return mapping_file(_read(laid, file)[0], heading, filled(Desk(words=wording("en")), None))


def read_tables(raw: bytes, file: str) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """The tables of a Word file, named "Table 1", as two readers agree on them; or why it is refused.

    The words before a table stand as a row above it. Without an error, the problems are warnings, each with table and
    cell.
    """
    laid, problems = tables_of_word(raw, file)
    return _read(laid, file) if laid else ((), problems)


def tables_of_word(raw: bytes, file: str) -> tuple[tuple[Laid, ...], tuple[Problem, ...]]:
    """The tables of a Word file as they stand there; or why it is refused."""
    return _tables(*confined(Task.WORD, raw, file=file), file)


def _tables(said: Plain, problem: Problem | None, file: str) -> tuple[tuple[Laid, ...], tuple[Problem, ...]]:
    if problem is not None:
        return (), (_of_word(problem),)
    laid = laid_in(said)
    return laid, () if laid else (_problem("word.no_table", file, severity=Severity.ERROR),)


def _returned(laid: tuple[Laid, ...], reading: Reading, made: Made, intake: Returned) -> Intake:
    """The proposals of a file of ours, with what stands beside the words of its tables, our own marks apart."""
    sent = sent_from(made, reading)
    found = intake(named(laid), reading.file, filled(desk_for(made, reading), sent), sent)
    theirs = (replace(one, marks=tuple(mark for mark in one.marks if not is_mark(mark))) for one in laid)
    told = tuple(remark for name, one in named(tuple(theirs)) for remark in _remarks(one, reading.file, name))
    return replace(
        found,
        home=made.home,
        at=made.at,
        reader=made.reader,
        owner=made.owner,
        problems=(*told, *found.problems),
    )


Returned = Callable[[Iterable[tuple[str, Laid]], str, Desk, Portion | None], Intake]
"""Reads the tables of a file of ours."""


def read_template(raw: bytes, file: str) -> tuple[Plain, tuple[Problem, ...]]:
    """What an office's template gives, as plain values (`document.template`); or why it is refused."""
    said, problem = confined(Task.WORD_TEMPLATE, raw, file=file)
    return (said, ()) if problem is None else (None, (_of_word(problem),))


def tables_said(said: Plain, file: str) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """What the child said, as tables and what stands beside their words."""
    laid = laid_in(said)
    return _read(laid, file) if laid else ((), (_problem("word.no_table", file, severity=Severity.ERROR),))


def _read(laid: tuple[Laid, ...], file: str) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    found = named(laid)
    tables = tuple(titled(name, one) for name, one in found)
    return tables, tuple(remark for name, one in found for remark in _remarks(one, file, name))


def named(laid: tuple[Laid, ...]) -> tuple[tuple[str, Laid], ...]:
    """Each table with the name by which problems call it."""
    return tuple((_name(number, one), one) for number, one in enumerate(laid, start=1))


def titled(name: str, laid: Laid) -> Table:
    """A table with the words that stand before it, as those who read cells know it."""
    if not laid.title:
        return Table(name=name, rows=laid.rows)
    return Table(name=name, rows=((laid.title,), *laid.rows), first_row=0)


def _name(number: int, table: Laid) -> str:
    """The name by which problems and the mapping call a table: its number, and in whose cell it stands if in one."""
    name = NAMING.plain(say("word.table", number=number))
    return NAMING.plain(say("word.in_a_cell", name=name)) if table.depth else name


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
        place = area(one.row, one.column, 1)
        yield replace(_problem(f"word.{kind}", file, name, place, words=one.words), row=one.row + 1)
    if len(marks) > MOST_NAMED:
        yield _problem("word.more_marks", file, name, n=len(marks) - MOST_NAMED, like=say(f"word.{kind}.name"))


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
