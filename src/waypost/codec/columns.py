"""Many elements read at once: those with the same fields in the same order column by column.

A file holds thousands of elements in few forms, and the same home, parent, owner or state in nearly all of them, so
that each text of a column is read once. It is all or nothing: a form in which anything is not well is left to whoever
reads element by element and tells each fault in its place.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import repeat
from typing import Any, NamedTuple

from waypost.codec.faults import Bad
from waypost.codec.scalars import Reader
from waypost.core.roadmap.elements import Element

Row = dict[str, Any]


class Form(NamedTuple):
    """How the elements of one kind are read: a reader for each field, those that must be there, and the body."""

    readers: dict[str, Reader]
    needed: tuple[str, ...]
    body: type[Any]


def alike(trees: Sequence[Any]) -> Iterable[tuple[str, list[int]]]:
    """The positions of the elements that have the same kind and the same fields in the same order, with the kind."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, tree in enumerate(trees):
        if type(tree) is dict and type(kind := tree.get("kind")) is str:
            found[kind, *tree].append(at)
    return [(kind, places) for (kind, *_), places in found.items()]


def read_alike(rows: Sequence[Row], form: Form) -> list[Element] | None:
    """The elements of rows that have the same fields; None where any of them has a fault, or leaves out what every
    element has."""
    names = tuple(rows[0])
    if not set(names) >= {"home", "audience", *form.needed} or not form.readers.keys() >= set(names):
        return None
    raw = dict(zip(names, zip(*map(dict.values, rows), strict=True), strict=True))
    try:
        columns = {name: _read(raw[name], form.readers[name]) for name in names if name != "kind"}
    except Bad:
        return None
    return made(Element, len(rows), columns | {"body": made(form.body, len(rows), columns)})


def made(record: type[Any], count: int, columns: Mapping[str, Iterable[Any]]) -> list[Any]:
    """So many records, a field of all of them after another; a field without a column is at its default.

    What their constructor does, for records with slots that do nothing else when they are made: called thirty thousand
    times with names it takes longer than all the reading.
    """
    found = list(map(object.__new__, repeat(record, count)))
    for one in fields(record):
        put = vars(record)[one.name].__set__
        deque(map(put, found, columns.get(one.name) or repeat(one.default)), maxlen=0)
    return found


def _read(raw: Sequence[Any], read: Reader) -> list[Any]:
    """The values of a column. Equal texts are the same, and so are equal counts, so that each of these is read once."""
    types = set(map(type, raw))
    if types != {str} and types != {int}:
        return list(map(read, raw))
    known = {one: read(one) for one in set(raw)}
    return list(map(known.__getitem__, raw))
