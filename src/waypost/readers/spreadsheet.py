"""A workbook from outside as one `Intake`: ours when its cover sheet says so, else somebody's own table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from waypost.core.change.intake import Intake, Reading
from waypost.core.errors import Problem
from waypost.readers.desk import desk_for, filled, sent_from
from waypost.readers.grid import Grids, read_grids, read_grids_each, remarks
from waypost.readers.returned.sheets import intake_of, is_ours, made_from
from waypost.readers.tables.intake import intake_of_tables, mapping_file
from waypost.readers.tables.table import Table
from waypost.words.typed.desk import Desk
from waypost.words.wording import wording


def read_workbook(raw: bytes, reading: Reading) -> Intake:
    """The proposals of a workbook, new form or old. Never raises for what is in the bytes."""
    return _read(*read_grids(raw, reading.file), reading)


def read_workbooks(files: Sequence[tuple[bytes, Reading]]) -> Iterator[Intake]:
    """The same for each of several workbooks, in the order given."""
    grids = read_grids_each([(raw, reading.file) for raw, reading in files])
    for (_, reading), (found, problems) in zip(files, grids, strict=True):
        yield _read(found, problems, reading)


def _read(grids: Grids | None, problems: tuple[Problem, ...], reading: Reading) -> Intake:
    if grids is None:
        return Intake(file=reading.file, problems=problems)
    made = made_from(grids)
    sent = sent_from(made, reading)
    desk = filled(desk_for(made, reading), sent)
    if is_ours(grids):
        return intake_of(grids, replace(desk, sheet=True), sent)
    return intake_of_tables(tables_of(grids), reading, desk, tuple(remarks(grids, ours=False)))


def tables_of(grids: Grids) -> tuple[Table, ...]:
    """The visible sheets of somebody's workbook as tables."""
    shown = (one for one in grids.sheets if not one.is_hidden and one.rows)
    return tuple(Table(name=one.name, rows=one.rows, faults=one.faults) for one in shown)


def guess_workbook(raw: bytes, file: str, heading: str) -> bytes | None:
    """The mapping file by which somebody's workbook is read; None for one of ours and one that is refused."""
    grids, _ = read_grids(raw, file)
    if grids is None or is_ours(grids):
        return None
    return mapping_file(tables_of(grids), heading, filled(Desk(words=wording("en")), None))
