"""A file with only the rows that were not taken, in the form in which it came, to be corrected and sent again."""

from __future__ import annotations

import base64
import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from waypost.core.errors import Refused
from waypost.readers.document.tables import Laid
from waypost.readers.grid import read_grids
from waypost.readers.jail import confined
from waypost.readers.returned.document import is_ours as is_our_document
from waypost.readers.returned.document import is_told
from waypost.readers.returned.sheets import is_ours
from waypost.readers.spreadsheet import tables_of
from waypost.readers.tables.table import Table, guessed
from waypost.readers.tasks import Task
from waypost.readers.word import named, tables_of_word, titled
from waypost.words.typed.cell import is_empty

Rows = frozenset[tuple[str | None, int | None]]


def rest_of_workbook(raw: bytes, rows: Rows) -> bytes:
    """A workbook with only these rows of its sheets. Raises Refused for one that cannot be read again."""
    grids, problems = read_grids(raw, "")
    if grids is None:
        raise Refused(problems)
    ours = is_ours(grids)
    shown = [one.name for one in grids.sheets if not one.is_hidden]
    tables = () if ours else tables_of(grids)
    heads = dict.fromkeys(shown[1:-1], 1) if ours else _heads(tables)
    above = {(one.name, row) for one in tables for row in _groups(one, heads[one.name], rows)}
    kept = sorted([sheet, row] for sheet, row in rows | above if sheet is not None and row is not None)
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
    named = frozenset(("", row) for _, row in rows)
    kept = {row for _, row in named} | _groups(table, last, named)
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=said["delimiter"], lineterminator="\r\n")
    writer.writerows(row for at, row in enumerate(said["rows"], start=1) if at <= last or at in kept)
    return out.getvalue().encode("utf-8-sig")


def rest_of_word(raw: bytes, rows: Rows) -> bytes:
    """A Word file with only these rows of its tables; of one of ours no table is complete any more.

    Raises Refused for one that cannot be read again.
    """
    laid, problems = tables_of_word(raw, "")
    if not laid:
        raise Refused(problems)
    kept: dict[int, list[int]] = {}
    ours = is_our_document(laid)
    for name, one in named(laid):
        stay = frozenset(range(len(one.rows))) if ours and is_told(one) else _staying(name, one, rows, ours=ours)
        for at, (place, row) in enumerate(one.origins):
            if at in stay:
                kept.setdefault(place, []).append(row)
        for place in one.parts[1:]:
            if place in kept:
                kept[place] += range(max(one.heads, 1))
    count = 1 + max(place for one in laid for place in one.parts)
    said, problem = confined(Task.WORD_REST, raw, {"rows": [kept.get(at, []) for at in range(count)]}, file="")
    if problem is not None:
        raise Refused((problem,))
    return base64.b64decode(said)


def _staying(name: str, laid: Laid, rows: Rows, *, ours: bool) -> frozenset[int]:
    """The rows of a table that stay, from 0: its head, the rows named, the heads of their groups."""
    table = titled(name, laid)
    head = 1 if ours else _heads((table,))[name]
    numbers = {row for sheet, row in rows if sheet == name} | (set() if ours else _groups(table, head, rows))
    return frozenset(at for at in range(len(laid.rows)) if at < head or at + 1 in numbers)


def _groups(table: Table, head: int, rows: Rows) -> set[int]:
    """The heads of groups under which rows stand, by number: without them the rows would lose what they belong to."""
    found: set[int] = set()
    group: int | None = None
    for at, row in enumerate(table.rows):
        number = at + table.first_row
        filled = [place for place, cell in enumerate(row) if not is_empty(cell)]
        if number > head and filled == [0]:
            group = number
        if group is not None and (table.name, number) in rows:
            found.add(group)
    return found


def _heads(tables: Iterable[Table]) -> Mapping[str, int]:
    """By table the row of its heads."""
    found = ((one.name, guessed(one)) for one in tables)
    return {name: known.header_row if known else 1 for name, known in found}
