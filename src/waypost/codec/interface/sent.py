"""The form of what a program sends with an act, as JSON Schema, from the class that it is read into."""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import date, datetime
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from waypost.codec.interface.bodies import (
    MOST_PIECES,
    Closing,
    Dropping,
    Moving,
    Readership,
    Restoring,
    Settling,
    Splitting,
)
from waypost.codec.interface.shapes import Schema, either, keyed, listed, part
from waypost.codec.scalars import DAY, MOMENT, PRINCIPAL
from waypost.core.roadmap.elements import Audience
from waypost.core.values import Text, When

BODIES: Final[dict[str, type[Any]]] = {
    "closing": Closing,
    "moving": Moving,
    "splitting": Splitting,
    "dropping": Dropping,
    "restoring": Restoring,
    "readership": Readership,
    "settling": Settling,
}
"""What is sent with each act, by the name of its form."""

_PLAIN: Final[dict[Any, Schema]] = {
    str: {"type": "string", "minLength": 1},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"type": "string", "pattern": DAY, "format": "date"},
    datetime: {"type": "string", "pattern": MOMENT, "format": "date-time"},
    Audience: {"type": "array", "items": {"type": "string", "pattern": PRINCIPAL}, "minItems": 1},
}


def sent_forms(file: str) -> dict[str, Schema]:
    """Each of them by its name; `file` stands before the names of records as they stand in a file."""
    records = {Text: part(f"{file}Text"), When: part(f"{file}When")}
    return {name: _record(made, records) for name, made in BODIES.items()}


def _record(made: type[Any], records: dict[Any, Schema]) -> Schema:
    """A class by its fields; those with a default may be left out."""
    hints = get_type_hints(made)
    needed = {one.name for one in fields(made) if one.default is MISSING}
    return keyed({name: _form(hint, records) for name, hint in hints.items()}, loose=tuple(hints.keys() - needed))


def _form(hint: Any, records: dict[Any, Schema]) -> Schema:
    known = (_PLAIN | records).get(hint)
    if known is not None:
        return known
    members = get_args(hint)
    if get_origin(hint) is tuple:
        return listed(_form(members[0], records)) | {"minItems": 2, "maxItems": MOST_PIECES}
    if NoneType in members:
        return either(*(_form(one, records) for one in members))
    return _record(hint, records)
