"""The rows of a text file as its publisher wrote it: encoding and delimiter by what stands in it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import Final

MOST_FIELD: Final = 1_000_000
"""Letters of one field; more than any publisher's."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins, and its fields as written."""

    line: int
    fields: tuple[str, ...]


def rows_of(raw: bytes) -> tuple[Row, ...]:
    """Every row that is not blank. Tabs divide fields where the first line has one, else commas. A file that is no
    UTF-8 is read as Latin-1, as older exports of Eurostat and the OECD are. Raises ValueError for what is no text."""
    if b"\0" in raw:
        raise ValueError("binary")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    first = text.lstrip().partition("\n")[0]
    csv.field_size_limit(MOST_FIELD)
    # Tab-separated files of Eurostat quote nothing; a quotation mark in them would swallow what follows.
    source = StringIO(text, newline="")
    if "\t" in first:
        read = csv.reader(source, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        read = csv.reader(source)
    found, line = [], 1
    for fields in read:
        if any(field.strip() for field in fields):
            found.append(Row(line, tuple(fields)))
        line = read.line_num + 1
    return tuple(found)
