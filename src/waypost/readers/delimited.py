"""A text file of rows (CSV, TSV): its encoding and its delimiter found out, or named when nothing is sure.

`read_delimited` runs in the child; `read_text_table` asks for it and gives one table.
"""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from io import StringIO
from typing import Final

from waypost.core.change.intake import Intake, Reading
from waypost.core.errors import Problem, Severity
from waypost.core.say import say
from waypost.readers.desk import filled
from waypost.readers.jail import confined
from waypost.readers.tables.intake import intake_of_tables, mapping_file
from waypost.readers.tables.table import Table
from waypost.readers.tasks import Plain, Task, Unfit
from waypost.words.typed.desk import Desk
from waypost.words.wording import wording

MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 10 * MEGABYTE
MOST_CELLS: Final = 2_000_000
MOST_FILLED: Final = 20_000
LONGEST_CELL: Final = 100_000
DELIMITERS: Final = (";", "\t", ",", "|")
"""In this order where several divide the rows alike: a comma stands in figures and sentences too."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT: Final = 200


def read_text_table(raw: bytes, reading: Reading) -> Intake:
    """The proposals of a text file of rows. Never raises for what is in the bytes."""
    said, problem = confined(Task.DELIMITED, raw, file=reading.file)
    if problem is not None:
        return Intake(file=reading.file, problems=(problem,))
    desk = filled(Desk(words=wording(reading.language), said_on=reading.said_on), None)
    return intake_of_tables((_table(said, reading.file),), reading, desk, tuple(_remarks(said, reading.file)))


def guess_rows(raw: bytes, file: str, heading: str) -> bytes | None:
    """The mapping file by which a text file of rows is read; None for one that is refused."""
    said, problem = confined(Task.DELIMITED, raw, file=file)
    if problem is not None:
        return None
    return mapping_file((_table(said, file),), heading, filled(Desk(words=wording("en")), None))


def _table(said: Plain, file: str) -> Table:
    name = file.rpartition("/")[2].rpartition(".")[0]
    return Table(name=name, rows=tuple(tuple(row) for row in said["rows"]))


def _remarks(said: Plain, file: str) -> list[Problem]:
    if said["encoding"] != "cp1252":
        return []
    code = "readers.western"
    return [Problem(code=code, reason=say(code), remedy=say(f"{code}.remedy"), severity=Severity.WARNING, file=file)]


def read_delimited(raw: bytes) -> dict[str, Plain]:
    """In the child: the rows of a text file, with the encoding and delimiter that were found. Raises Unfit."""
    if len(raw) > LARGEST:
        raise Unfit("readers.too_large", n=len(raw) // MEGABYTE, limit=LARGEST // MEGABYTE)
    text, encoding = _decoded(raw)
    named, text = _named_delimiter(text)
    delimiter = named or _delimiter(text)
    rows = _rows(text, delimiter)
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    if not filled:
        raise Unfit("readers.no_rows")
    if filled > MOST_FILLED:
        raise Unfit("readers.too_many_rows", n=filled, limit=MOST_FILLED)
    return {"rows": rows, "encoding": encoding, "delimiter": delimiter}


def _decoded(raw: bytes) -> tuple[str, str]:
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise Unfit("readers.not_text") from None
        encoding = "cp1252"
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            raise Unfit("readers.not_text") from None
    if "\x00" in text or any(one < " " and one not in "\n\r\t\x0b\x0c" for one in set(text)):
        raise Unfit("readers.not_text")
    return text, encoding


def _named_delimiter(text: str) -> tuple[str | None, str]:
    """A first line `sep=;`, as spreadsheet programs write it, names the delimiter."""
    first, _, rest = text.partition("\n")
    said = first.strip()
    return (said[4], rest) if said.casefold().startswith("sep=") and len(said) == 5 else (None, text)


def _delimiter(text: str) -> str:
    """The delimiter by which most of the first rows have the same number of cells, more than one. Raises Unfit."""
    best: tuple[int, int] = (0, 0)
    found = ""
    for one in DELIMITERS:
        try:
            rows = _rows("\n".join(text.splitlines()[:_LOOKED_AT]), one, whole=False)
        except Unfit:
            continue
        counts = Counter(len(row) for row in rows if len(row) > 1)
        width, n = counts.most_common(1)[0] if counts else (1, 0)
        if (n, width) > best:
            best, found = (n, width), one
    if not found:
        raise Unfit("readers.no_delimiter")
    return found


def _rows(text: str, delimiter: str, *, whole: bool = True) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    found: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=whole):
            cells += len(row)
            if cells > MOST_CELLS:
                raise Unfit("readers.too_wide", value="", rows=len(found), columns=len(row), limit=MOST_CELLS)
            found.append(row)
    except csv.Error:
        raise Unfit("readers.broken_rows", {"row": len(found) + 1}) from None
    return found
