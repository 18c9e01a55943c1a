"""A publisher's workbook: the sheets that hold a table of a known form, and by name those that do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from waypost.core.errors import Problem, Severity
from waypost.core.say import say
from waypost.readers.grid import Grid, Grids, read_grids
from waypost.readers.jail import MEGABYTE, Limits
from waypost.readers.plain import UNSAVED
from waypost.readers.statistics.codelists import is_oecd_book, listed, oecd_sheet
from waypost.readers.statistics.forms import FORMS
from waypost.readers.statistics.rows import Row
from waypost.readers.statistics.sheets import SHEET_FORMS
from waypost.readers.statistics.table import Found, Read, read_table
from waypost.words.typed.cell import cell_words

BOOK_LIMITS: Final = Limits(memory=1024 * MEGABYTE, seconds=60, clock=30, answer=256 * MEGABYTE)
"""Of the child that reads a publisher's workbook: these are larger than those of a roadmap."""

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"


def is_book(raw: bytes) -> bool:
    """Whether the bytes begin as a workbook does, of the new form or the old."""
    return raw.startswith((_ZIP, _COMPOUND))


def read_book(raw: bytes, file: str) -> tuple[Read | None, tuple[Problem, ...]]:
    """The tables of a workbook, or why it is refused. Nothing and no problem: the form of no publisher.

    Several sheets of one form are one dataset (the Data Browser makes one a breakdown). Every other sheet is named.
    """
    grids, problems = read_grids(raw, file, limits=BOOK_LIMITS, is_published=True)
    if grids is None:
        return None, problems
    read = [(sheet, _read_sheet(sheet, file)) for sheet in grids.sheets]
    kind = next((one.kind for _, one in read if one is not None), None)
    if kind is None:
        return _codelists(grids, file), ()
    taken = tuple(one for _, one in read if one is not None and one.kind == kind)
    others = tuple(
        _left_out(sheet, file)
        for sheet, one in read
        if (one is None or one.kind != kind) and (sheet.rows or sheet.is_hidden)
    )
    return together(taken, others), ()


def _codelists(grids: Grids, file: str) -> Read | None:
    """The lists of codes of the OECD, a sheet each; None for another workbook."""
    shown = tuple((sheet, rows_of_sheet(sheet)) for sheet in grids.sheets)
    if not is_oecd_book(tuple(rows for _, rows in shown)):
        return None
    counted = [(sheet, oecd_sheet(rows)) for sheet, rows in shown]
    others = tuple(_left_out(sheet, file) for sheet, count in counted if count is None)
    return replace(listed("oecd-codelists", None, sum(count or 0 for _, count in counted)), remarks=others)


def together(sheets: tuple[Read, ...], others: tuple[Problem, ...] = ()) -> Read:
    """Sheets of one form, at least one, as one; `others` are the sheets left out."""

    def observations() -> Iterator[Found]:
        for one in sheets:
            yield from one.observations()

    named = sorted({one.dataset for one in sheets if one.dataset is not None})
    return Read(
        kind=sheets[0].kind,
        dataset=", ".join(named) or None,
        rows=sum(one.rows for one in sheets),
        observations=observations,
        remarks=(*(problem for one in sheets for problem in one.remarks), *others),
    )


def _read_sheet(sheet: Grid, file: str) -> Read | None:
    return None if sheet.is_hidden else read_table(rows_of_sheet(sheet), (*SHEET_FORMS, *FORMS), file, sheet.name)


def rows_of_sheet(sheet: Grid) -> tuple[Row, ...]:
    """Every row that is not blank, all as wide as the widest. A formula that shows nothing is blank."""
    width = max(map(len, sheet.rows), default=0)
    found = []
    for at, cells in enumerate(sheet.rows, start=1):
        words = ["" if one == UNSAVED else cell_words(one) for one in cells]
        if any(words):
            found.append(Row(at, (*words, *[""] * (width - len(words)))))
    return tuple(found)


def _left_out(sheet: Grid, file: str) -> Problem:
    code = "statistics.hidden_sheet" if sheet.is_hidden else "statistics.other_sheet"
    return Problem(
        code=code, severity=Severity.WARNING, reason=say(code, sheet=sheet.name), file=file, sheet=sheet.name
    )
