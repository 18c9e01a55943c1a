"""A file with only the rows that were not taken, in the form in which it came, to be corrected and sent again."""

from __future__ import annotations

import base64
import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from waypost.core.errors import Refused
from waypost.readers.grid import read_grids
from waypost.readers.jail import confined
from waypost.readers.returned.sheets import is_ours
from waypost.readers.spreadsheet import tables_of
from waypost.readers.tables.table import Table, guessed
from waypost.readers.tasks import Task

Rows = frozenset[tuple[str | None, int | None]]


def rest_of_workbook(raw: bytes, rows: Rows) -> bytes:
    """A workbook with only these rows of its sheets. Raises Refused for one that cannot be read again."""
    grids, problems = read_grids(raw, "")
    if grids is None:
        raise Refused(problems)
    ours = is_ours(grids)
    shown = [one.name for one in grids.sheets if not one.is_hidden]
    heads = dict.fromkeys(shown[1:-1], 1) if ours else _heads(tables_of(grids))
    kept = sorted([sheet, row] for sheet, row in rows if sheet is not None and row is not None)
    options = {"rows": kept, "heads": heads, "cover": shown[0] if ours else None}
    said, problem = confined(Task.REST, raw, options, file="")
    if problem is not None:
        raise Refused((problem,))
    return base64.b64decode(said)


def rest_of_rows(raw: bytes, rows: Rows) -> bytes:
    """A text file with only these rows below its heads, in UTF-8. Raises Refused for one that cannot be read again."""
    said, problem = confined(Task.DELIMITED, raw, file="")
    if problem is not None:
        raise Refused((problem,))
    table = Table(name="", rows=tuple(tuple(row) for row in said["rows"]))
    last = _heads((table,))[""]
    kept = {row for _, row in rows}
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=said["delimiter"], lineterminator="\r\n")
    writer.writerows(row for at, row in enumerate(said["rows"], start=1) if at <= last or at in kept)
    return out.getvalue().encode("utf-8-sig")


def _heads(tables: Iterable[Table]) -> Mapping[str, int]:
    """By table the row of its heads."""
    found = ((one.name, guessed(one)) for one in tables)
    return {name: known.header_row if known else 1 for name, known in found}
