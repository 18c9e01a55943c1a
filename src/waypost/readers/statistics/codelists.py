"""Lists of codes and their names: no figures, but rows; each known by its head, or by having none.

Of a list only the kind and the number of its codes is told. What the codes of countries mean is in the crosswalk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from waypost.core.errors import Problem
from waypost.readers.statistics.layout import cell
from waypost.readers.statistics.rows import Row
from waypost.readers.statistics.table import HEAD_WITHIN, Found, Read, Table

_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9_.+-]*", re.ASCII)
_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d", re.ASCII)


def listed(kind: str, dataset: str | None, rows: int, left_out: tuple[Problem, ...] = ()) -> Read:
    """A list of so many codes."""
    return Read(kind=kind, dataset=dataset, rows=rows, observations=_only(left_out))


def _only(left_out: tuple[Problem, ...]) -> Callable[[], Iterator[Found]]:
    return lambda: iter(left_out)


def known_list(table: Table) -> Read | None:
    """A list whose head is known."""
    heads = set(table.heads)
    kind = next((kind for kind, needs in HEADS if needs <= heads), None)
    return None if kind is None else listed(kind, None, len(table.rows))


HEADS: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    ("oecd-codelist", frozenset({"code", "name_en"})),
    ("oecd-country-names", frozenset({"exact label", "country code"})),
    ("local-currencies", frozenset({"country code", "currency code"})),
    ("unhcr-footnotes", frozenset({"Footnote", "Population type"})),
    ("un-m49", frozenset({"M49 Code", "ISO-alpha2 Code"})),
    ("country-codes", frozenset({"ISO3166-1-Alpha-2", "M49"})),
)
"""Kind of list and the heads by which it is known."""


def read_dictionary(rows: tuple[Row, ...], file: str) -> Read | None:
    """A dictionary of Eurostat: code and label with a tab between, and no head. A code that comes again is left out."""
    if not rows or not all(len(row.fields) == 2 and _CODE.fullmatch(row.fields[0]) for row in rows):
        return None
    if not any(_LETTER.search(row.fields[1]) for row in rows):
        return None
    table = Table(above=(), heads=(), rows=rows, file=file)
    seen: set[str] = set()
    again = []
    for row in rows:
        if row.fields[0] in seen:
            again.append(table.left_out("statistics.code_twice", row, value=row.fields[0]))
        seen.add(row.fields[0])
    return listed("eurostat-dictionary", None, len(rows) - len(again), tuple(again))


def oecd_sheet(rows: tuple[Row, ...]) -> int | None:
    """How many rows of a sheet have a code under a head that names one; None for a sheet without such a head."""
    for at, row in enumerate(rows[:HEAD_WITHIN]):
        columns = [one for one, head in enumerate(row.fields) if head.strip().casefold().endswith("code")]
        if columns:
            return sum(any(_DIGIT.search(cell(under, one)) for one in columns) for under in rows[at + 1 :])
    return None


def is_oecd_book(sheets: tuple[tuple[Row, ...], ...]) -> bool:
    """Whether one of the sheets is the list of recipients as the OECD heads it."""
    return any("DotStat recipient code" in row.fields for rows in sheets for row in rows[:HEAD_WITHIN])
