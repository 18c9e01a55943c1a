"""The rows of a text file as its publisher wrote it: encoding and delimiter by what stands in it."""

from __future__ import annotations

import csv
import gzip
import zlib
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Final

MOST_FIELD: Final = 1_000_000
"""Letters of one field; more than any publisher's."""


MOST_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes of a text that comes packed; the largest table of Eurostat on migration has 170 million."""

_PACKED: Final = b"\x1f\x8b"


class TooLarge(Exception):
    """A packed file becomes larger than is taken."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins, and its fields as written."""

    line: int
    fields: tuple[str, ...]


def rows_of(raw: bytes) -> tuple[Row, ...]:
    """Every row that is not blank. Tabs divide fields where the first line has one, else commas. A file that is no
    UTF-8 is read as Latin-1, as older exports of Eurostat and the OECD are; one that is packed (gzip, as the bulk
    download of Eurostat) is unpacked. Raises ValueError for what is no text or is damaged, and TooLarge."""
    raw = _unpacked(raw)
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
    try:
        for fields in read:
            if any(field.strip() for field in fields):
                found.append(Row(line, tuple(fields)))
            line = read.line_num + 1
    except csv.Error as error:
        raise ValueError(str(error)) from None
    return tuple(found)


def _unpacked(raw: bytes) -> bytes:
    if not raw.startswith(_PACKED):
        return raw
    try:
        with gzip.GzipFile(fileobj=BytesIO(raw)) as source:
            found = source.read(MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error):
        raise ValueError("damaged") from None
    if len(found) > MOST_UNPACKED:
        raise TooLarge
    return found
