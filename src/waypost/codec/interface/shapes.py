"""The form of what commands and programs are answered, as JSON Schema, made from the annotations of the core.

`writing.value_json` says how a value is written; `shape` says the same of its type, so that a new field of a result is
in the document without another line. A record is defined once, under its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from waypost.codec.scalars import AMOUNT, DAY, LANGUAGE, MOMENT
from waypost.codec.states import ENVELOPE
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import KINDS
from waypost.core.say import Say
from waypost.core.values import ElementId, Missing, Money, Principal, Qualifier, Quantity, Slug, Text

Schema = dict[str, Any]

PARTS: Final = "#/components/schemas/"
"""Where the records of the document stand."""

_TEXT: Final[Schema] = {"type": "string"}
_PLAIN: Final[dict[Any, Schema]] = {
    str: _TEXT,
    ElementId: _TEXT,
    Principal: _TEXT,
    Slug: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    NoneType: {"type": "null"},
    date: {"type": "string", "pattern": DAY, "format": "date"},
    datetime: {"type": "string", "pattern": MOMENT, "format": "date-time"},
    Decimal: {"type": "string", "pattern": AMOUNT},
}


def listed(items: Schema) -> Schema:
    """A list of things of one form."""
    return {"type": "array", "items": items}


def either(*schemas: Schema) -> Schema:
    """One of several forms; each stands once."""
    found: list[Schema] = []
    for one in schemas:
        found += [each for each in one.get("anyOf", [one]) if each not in found]
    return found[0] if len(found) == 1 else {"anyOf": found}


def keyed(properties: dict[str, Schema], *, loose: tuple[str, ...] = ()) -> Schema:
    """An object with these keys and no others; all are there but those in `loose`."""
    needed = [name for name in properties if name not in loose]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def part(name: str) -> Schema:
    """A record of the document by its name."""
    return {"$ref": f"{PARTS}{name}"}


class Shapes:
    """The forms of types, and the records that they are made of, by name."""

    def __init__(self) -> None:
        self.records: dict[str, Schema] = {}
        self._made: dict[str, Any] = {}

    def of(self, hint: Any) -> Schema:
        """The form of a type annotation. Raises TypeError for one that no answer holds."""
        if hint in _PLAIN:
            return _PLAIN[hint]
        origin = get_origin(hint)
        if origin in (Union, UnionType):
            return either(*map(self.of, get_args(hint)))
        if origin is Literal:
            return {"enum": list(get_args(hint))}
        if origin is frozenset:
            return listed(self.of(get_args(hint)[0]))
        if origin is tuple:
            return self._tuple(get_args(hint))
        return self._record(hint)

    def inside(self, made: Any, only: Iterable[str] = ()) -> dict[str, Schema]:
        """The forms of the fields of a class of the core, or only of some, by name."""
        hints = get_type_hints(made)
        return {name: self.of(hints[name]) for name in (tuple(only) or (one.name for one in fields(made)))}

    def _tuple(self, members: tuple[Any, ...]) -> Schema:
        if members[-1] is Ellipsis:
            return listed(self.of(members[0]))
        parts = [self.of(one) for one in members]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}

    def _record(self, made: Any) -> Schema:
        """A class of the core under its name; the second of one name has that of its module before it."""
        if not isinstance(made, type):
            raise TypeError(made)
        name = made.__name__
        if self._made.setdefault(name, made) is not made:
            name = f"{made.__module__.rpartition('.')[2]}.{name}"
            self._made[name] = made
        if name not in self.records:
            self.records[name] = {}
            self.records[name] = self._written(made)
        return part(name)

    def _written(self, made: Any) -> Schema:
        special = _SPECIAL.get(made)
        if special is not None:
            found: Schema = special(self)
            return found
        if issubclass(made, Enum):
            return {"enum": [one.value for one in made]}
        if not is_dataclass(made):
            raise TypeError(made)
        return keyed(self.inside(made))

    def _qualified(self, made: Any) -> Schema:
        """Money and quantities: how a figure limits itself stands there only where it does."""
        held = self.inside(made)
        held["qualifier"] = self.of(Qualifier)
        return keyed(held, loose=("qualifier",))

    def _element(self) -> Schema:
        """An element in an answer: its envelope, its sources and note, then every field of its kind."""
        hints = get_type_hints(Element)
        known = {name: self.of(hints[name]) for name in ENVELOPE}
        found = keyed({"kind": {"enum": list(KINDS)}} | known)
        return {name: held for name, held in found.items() if name != "additionalProperties"}


_SPECIAL: Final[dict[Any, Any]] = {
    Missing: lambda shapes: keyed({"missing": {"enum": [one.value for one in Missing]}}),
    Text: lambda shapes: {
        "type": "object",
        "minProperties": 1,
        "patternProperties": {LANGUAGE: _TEXT},
        "additionalProperties": False,
    },
    Say: lambda shapes: keyed({"code": _TEXT, "text": _TEXT}),
    Money: lambda shapes: shapes._qualified(Money),
    Quantity: lambda shapes: shapes._qualified(Quantity),
    Element: lambda shapes: shapes._element(),
}
"""What `value_json` writes in a way of its own."""
