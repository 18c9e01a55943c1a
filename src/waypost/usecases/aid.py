"""Aid data as its publishers put it out: what a file adds up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from waypost.core.aid.totals import Totals, totals
from waypost.core.errors import NotThere, Problem, Refused
from waypost.core.say import say

LOOKED_AT: Final = 512
"""Bytes at the beginning of a file by which its form is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A file and its totals. `schema_errors` is None where there is no schema to hold it against (IATI 1.0x)."""

    file: str
    kind: str
    totals: Totals
    schema_errors: int | None
    problems: tuple[Problem, ...]


def totals_of(paths: Iterable[Path]) -> tuple[Added, ...]:
    """What each file adds up to, in the order named.

    Raises NotThere for a file that is not there, Refused with every problem when a file cannot be read at all.
    """
    found: list[Added] = []
    refused: list[Problem] = []
    for path in paths:
        if not path.is_file():
            raise NotThere(str(path))
        try:
            found.append(_added(path))
        except Refused as error:
            refused.extend(error.problems)
    if refused:
        raise Refused(tuple(refused))
    return tuple(found)


def _added(path: Path) -> Added:
    # Imported here: no other command needs a reader of XML.
    from waypost.readers.iati.activities import AidFile

    with path.open("rb") as source:
        begins = source.read(LOOKED_AT)
    if not begins.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        code = "aid.unknown_form"
        raise Refused((Problem(code=code, reason=say(code), remedy=say(f"{code}.remedy"), file=path.name),))
    file = AidFile(path, path.name)
    sums = totals(file.activities())
    return Added(
        file=path.name, kind=file.kind, totals=sums, schema_errors=file.schema_errors, problems=tuple(file.problems)
    )
