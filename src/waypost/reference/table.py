"""The tables of the field as small files, read with the standard library.

A table is a CSV file in `data/`, read once when it is first asked for. This module knows no table; the
modules beside it give each its type. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Row = Mapping[str, str]


def read_data(name: str) -> bytes:
    """The bytes of a file of `data/`. Raises FileNotFoundError when the package has none of that name."""
    return (files("waypost.reference") / "data" / name).read_bytes()


def data_sha256(name: str) -> str:
    """The SHA-256 of a file of `data/` in hexadecimal, for caches keyed by what went in."""
    return hashlib.sha256(read_data(name)).hexdigest()


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of `data/<name>.csv` in the order of the file, each by column; an empty cell is ''."""
    lines = csv.reader(read_data(f"{name}.csv").decode("utf-8").splitlines())
    header = next(lines)
    return tuple(dict(zip(header, line, strict=True)) for line in lines)
