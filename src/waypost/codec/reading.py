"""Trees to values: one reader for each type annotation, made once.

Written by hand because every fault of a file is to be reported at once and in its place, where a decoder stops at
the first; and because a union of days, texts and reasons for absence is told apart by the form of the value.

A file holds thousands of elements in few forms, with the same home, parent, owner or state in nearly all of them. So
those with the same fields are first read together, column by column, each text of a column once. That is all or
nothing: where anything is not well they are read one by one, and each fault is told in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from waypost.codec.faults import Bad, Fault, bad, shortened
from waypost.codec.scalars import (
    SCALARS,
    Reader,
    a_missing,
    an_amount,
    audience,
    currency,
    is_missing,
    one_of,
    wrong_type,
)
from waypost.core.roadmap.columns import made
from waypost.core.roadmap.elements import Audience, Element
from waypost.core.values import Missing, Money, Quantity, When

_SPECIAL: dict[tuple[Any, str], Reader] = {
    (Money, "amount"): an_amount,
    (Money, "currency"): currency,
    (Quantity, "amount"): an_amount,
}
"""Fields whose form is narrower or wider than their type says."""


@cache
def reader(hint: Any) -> Reader:
    """The reader of a type annotation. Raises TypeError for one that no file can hold."""
    if hint in SCALARS:
        return SCALARS[hint]
    if get_origin(hint) in (Union, UnionType):
        return _union(get_args(hint))
    if hint == Audience:
        return audience
    if get_origin(hint) is tuple:
        return _list(reader(get_args(hint)[0]))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return one_of(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return record(hint)
    raise TypeError(hint)


def _union(members: tuple[Any, ...]) -> Reader:
    rest = tuple(one for one in members if one not in (NoneType, Missing))
    read = reader(rest[0]) if len(rest) == 1 else _amounts(rest)
    if Missing in members:
        read = _or_missing(read)
    return _or_none(read) if NoneType in members else read


def _or_none(read_one: Reader) -> Reader:
    def read(raw: Any) -> Any:
        return None if raw is None else read_one(raw)

    return read


def _or_missing(read_one: Reader) -> Reader:
    def read(raw: Any) -> Any:
        return a_missing(raw) if is_missing(raw) else read_one(raw)

    return read


def _amounts(members: tuple[Any, ...]) -> Reader:
    """Money or a quantity, told apart by currency and unit; no other two types may share a field."""
    if set(members) != {Money, Quantity}:
        raise TypeError(members)
    money, quantity = reader(Money), reader(Quantity)

    def read(raw: Any) -> Any:
        if type(raw) is not dict or ("currency" in raw) == ("unit" in raw):
            raise wrong_type(raw, "money_or_quantity")
        return money(raw) if "currency" in raw else quantity(raw)

    return read


def _list(read_one: Reader) -> Reader:
    def read(raw: Any) -> tuple[Any, ...]:
        if type(raw) is not list:
            raise wrong_type(raw, "list")
        try:
            return tuple(map(read_one, raw))
        except Bad:
            raise Bad(*_faults_of_rows(raw, read_one)) from None

    return read


def _faults_of_rows(raw: list[Any], read_one: Reader) -> Iterator[Fault]:
    for at, one in enumerate(raw):
        try:
            read_one(one)
        except Bad as error:
            yield from (fault.below(at) for fault in error.faults)


def record(made: type[Any]) -> Reader:
    """The reader of a frozen dataclass from an object with its fields; those at their default may be left out."""
    hints = get_type_hints(made)
    readers = {one.name: _SPECIAL.get((made, one.name)) or reader(hints[one.name]) for one in fields(made)}
    needed = tuple(one.name for one in fields(made) if one.default is MISSING)

    def read(raw: Any) -> Any:
        if type(raw) is not dict:
            raise wrong_type(raw, "object")
        value = made(**read_fields(raw, readers, needed))
        if made is When:
            _in_order(value)
        return value

    return read


def read_fields(raw: dict[str, Any], readers: dict[str, Reader], needed: tuple[str, ...]) -> dict[str, Any]:
    """The values of an object by field. Raises `Bad` with every fault there is.

    Read as if all were well, as it nearly always is; only what is not so is walked again, field by field.
    """
    try:
        found = {name: readers[name](held) for name, held in raw.items()}
    except (Bad, KeyError):
        found = {}
    if len(found) == len(raw) and all(map(raw.__contains__, needed)):
        return found
    raise Bad(*read_what_is_sound(raw, readers, needed)[1])


def read_what_is_sound(
    raw: dict[str, Any], readers: dict[str, Reader], needed: tuple[str, ...]
) -> tuple[dict[str, Any], list[Fault]]:
    """The values of an object by field, and every fault: of a value, of a field nobody knows, of one not there."""
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, held in raw.items():
        read_one = readers.get(name)
        if read_one is None:
            known = shortened(name)
            faults.append(
                Fault(code="codec.unknown_field", values=(("name", known),), path=(known,), raw=shortened(held))
            )
            continue
        try:
            found[name] = read_one(held)
        except Bad as error:
            faults.extend(fault.below(name) for fault in error.faults)
    for name in needed:
        if name not in raw:
            faults.append(Fault(code="codec.field_missing", values=(("name", name),), path=(name,)))
    return found, faults


def _in_order(when: When) -> None:
    if when.first is not None and when.last is not None and when.first > when.last:
        raise bad("codec.when_order", when.phrase, first=when.first, last=when.last)


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


def read_alike(rows: Sequence[dict[str, Any]], form: Form) -> list[Element] | None:
    """The elements of rows that have the same fields; None where any of them has a fault, or leaves out what every
    element has."""
    names = tuple(rows[0])
    if not set(names) >= {"home", "audience", *form.needed} or not form.readers.keys() >= set(names):
        return None
    raw = dict(zip(names, zip(*map(dict.values, rows), strict=True), strict=True))
    try:
        columns = {name: _column(raw[name], form.readers[name]) for name in names if name != "kind"}
    except Bad:
        return None
    return made(Element, len(rows), columns | {"body": made(form.body, len(rows), columns)})


def _column(raw: Sequence[Any], read: Reader) -> list[Any]:
    """The values of a column. Equal texts are the same, and so are equal counts, so that each of these is read once."""
    types = set(map(type, raw))
    if types != {str} and types != {int}:
        return list(map(read, raw))
    known = {one: read(one) for one in set(raw)}
    return list(map(known.__getitem__, raw))
