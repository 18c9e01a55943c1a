"""Tables of others as one `Intake`: by the mapping that was given, else by the words of their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Final

from waypost.core.change.intake import Intake, Proposed, Reading
from waypost.core.errors import Problem
from waypost.core.roadmap.records import Step
from waypost.core.say import say
from waypost.core.values import Principal, When
from waypost.core.when.reading import LANGUAGES, parse_when
from waypost.readers.tables.mapping import Mapping, mapping_text, read_mapping
from waypost.readers.tables.proposing import Proposing
from waypost.readers.tables.table import Table, guessed
from waypost.words.typed.cell import cell_words
from waypost.words.typed.desk import Desk, fold

_AS_OF: Final = re.compile(
    r"\b(?:as of|as at|state of play of|situation au|à la date du|état au)\b[:\s]*(.{4,40})", re.IGNORECASE
)


def intake_of_tables(
    tables: Iterable[Table], reading: Reading, desk: Desk, problems: tuple[Problem, ...] = ()
) -> Intake:
    """What tables propose; a problem of the file as a whole where no table can be understood.

    Args:
        tables: as they were read, in order.
        reading: its `mapping` is used where it is given, else heads are matched by their words.
        desk: in the language of the tables.
        problems: those found before, kept in front.
    """
    held = tuple(tables)
    mapping, faults = _mapping(held, reading)
    names = {fold(name): who for name, who in mapping.names}
    found: list[Proposed] = []
    told: list[Problem] = [*problems, *faults]
    for table in held:
        known = mapping.table(table.name)
        if known is None:
            continue
        day = _as_of(table, known.header_row)
        one = Proposing(file=reading.file, table=table, map=known, desk=desk, names=names, as_of=day)
        one.read()
        found.extend(map(_with_steps, one.found))
        told.extend(one.problems)
    if not mapping.tables and not faults:
        told.append(_no_heads(reading.file))
    return Intake(
        file=reading.file, title=_title(held, mapping, reading.file), proposed=tuple(found), problems=tuple(told)
    )


def _title(tables: tuple[Table, ...], mapping: Mapping, file: str) -> str:
    """What stands above the heads of the first table that has words there; else the name of the file."""
    known = ((one, mapping.table(one.name)) for one in tables)
    above = (one.rows[: max(held.header_row - one.first_row, 0)] for one, held in known if held is not None)
    words = (" ".join(cell_words(cell).split()) for rows in above for row in rows for cell in row)
    return next((one for one in words if one), PurePath(file).stem)


def _mapping(tables: tuple[Table, ...], reading: Reading) -> tuple[Mapping, tuple[Problem, ...]]:
    if reading.mapping is not None:
        return read_mapping(reading.mapping, f"{reading.file}.map")
    return guessed_mapping(tables), ()


def guessed_mapping(tables: Iterable[Table]) -> Mapping:
    """How tables are read by the words of their heads."""
    return Mapping(tables=tuple(known for one in tables if (known := guessed(one)) is not None))


def mapping_file(tables: Iterable[Table], heading: str, desk: Desk) -> bytes:
    """The guess as a file that a person can correct and keep, with every name that was taken as an organisation."""
    held = tuple(tables)
    mapping = guessed_mapping(held)
    unknown: dict[str, Principal] = {}
    for table in held:
        known = mapping.table(table.name)
        if known is not None:
            one = Proposing(file="", table=table, map=known, desk=desk, names={})
            one.read()
            taken = (told.value for told in one.problems if told.code == "readers.taken_as_organisation")
            unknown |= {name: Principal(f"org:{name}") for name in map(_line, taken) if name}
    return mapping_text(replace(mapping, names=tuple(unknown.items())), heading)


def _line(words: str | None) -> str:
    return " ".join((words or "").split())


def _as_of(table: Table, header_row: int) -> date | None:
    """The day of which the title of a table speaks: "state of play as of 4 November 2015"."""
    above = table.rows[: max(header_row - table.first_row, 0)]
    for words in (table.name, *(cell_words(cell) for row in above for cell in row)):
        found = _AS_OF.search(words)
        for language in LANGUAGES if found else ():
            when = parse_when(found[1].strip(" .)"), said_on=None, language=language) if found else None
            if isinstance(when, When) and when.first is not None and when.first == when.last:
                return when.first
    return None


def _with_steps(one: Proposed) -> Proposed:
    """Figures by state, gathered into the list of steps."""
    steps = tuple(value for name, value in one.given if name.startswith("steps:") and isinstance(value, Step))
    if not steps:
        return one
    rest = tuple((name, value) for name, value in one.given if not name.startswith("steps:"))
    return replace(one, given=(*rest, ("steps", steps)))


def _no_heads(file: str) -> Problem:
    code = "readers.no_heads"
    return Problem(code=code, reason=say(code), remedy=say(f"{code}.remedy"), file=file)
