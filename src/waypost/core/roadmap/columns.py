"""Many records at once, a field of all of them after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from itertools import repeat
from typing import TypeVar

R = TypeVar("R")


def made(record: type[R], count: int, columns: Mapping[str, Iterable[object]]) -> list[R]:
    """So many records with the values of each column in turn; a field without a column is at its default.

    What their constructor does, for frozen records with slots that do nothing else when they are made: called thirty
    thousand times with names, it takes longer than all the reading of a file, and than the passes of a timetable.
    Raises KeyError for a field with neither column nor default.
    """
    found = list(map(object.__new__, repeat(record, count)))
    for one in fields(record):  # type: ignore[arg-type]
        held = columns[one.name] if one.default is MISSING else columns.get(one.name, repeat(one.default))
        deque(map(vars(record)[one.name].__set__, found, held), maxlen=0)
    return found
