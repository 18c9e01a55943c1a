"""The form of a state file as JSON Schema 2020-12, made from the table of kinds (contract 4).

What no schema can say (that parents exist, that audiences narrow downwards) is said by `soundness`.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from waypost.codec.scalars import AMOUNT, CURRENCY, DAY, ID, LANGUAGE, LARGEST_COUNT, MOMENT, PRINCIPAL, SLUG
from waypost.codec.states import ENVELOPE, EXPORT, FORM, HEAD
from waypost.core.roadmap.elements import Audience, Element, State
from waypost.core.roadmap.kinds import KINDS, Kind
from waypost.core.roadmap.shown import Shown
from waypost.core.values import ElementId, Missing, Money, Principal, Quantity, Slug, Text

Schema = dict[str, Any]

_READER_OR_ALL: Final = PRINCIPAL.replace("ms:[A-Z]{2}", "ms:([A-Z]{2}|[*])")
_NUMBER: Final[Schema] = {"anyOf": [{"type": "string", "pattern": AMOUNT}, {"type": "number"}]}
_SHARE: Final[Schema] = {
    "anyOf": [
        {"type": "string", "pattern": r"^(0([.][0-9]+)?|1([.]0+)?)$"},
        {"type": "number", "minimum": 0, "maximum": 1},
    ]
}
_AUDIENCE: Final[Schema] = {"type": "array", "items": {"type": "string", "pattern": PRINCIPAL}, "uniqueItems": True}
_SIMPLE: Final[dict[Any, Schema]] = {
    str: {"type": "string", "minLength": 1},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -LARGEST_COUNT, "maximum": LARGEST_COUNT},
    date: {"type": "string", "pattern": DAY, "format": "date"},
    datetime: {"type": "string", "pattern": MOMENT, "format": "date-time"},
    Decimal: _SHARE,
    Audience: _AUDIENCE,
    ElementId: {"type": "string", "pattern": ID},
    Principal: {"type": "string", "pattern": _READER_OR_ALL},
    Slug: {"type": "string", "pattern": SLUG},
    NoneType: {"type": "null"},
}
_SPECIAL: Final[dict[tuple[Any, str], Schema]] = {
    (Money, "amount"): _NUMBER,
    (Quantity, "amount"): _NUMBER,
    (Money, "currency"): {"type": "string", "pattern": CURRENCY},
}


def json_schema() -> Schema:
    """The schema of a state file. Labels and helps of the table of kinds are its titles and descriptions."""
    definitions: dict[str, Schema] = {
        "Missing": {
            "type": "object",
            "properties": {"missing": {"enum": [one.value for one in Missing]}},
            "required": ["missing"],
            "additionalProperties": False,
        },
        "Text": {
            "type": "object",
            "minProperties": 1,
            "patternProperties": {LANGUAGE: {"type": "string", "minLength": 1}},
            "additionalProperties": False,
        },
    }
    kinds = [{"$ref": f"#/$defs/{name}"} for name in KINDS]
    for kind in KINDS.values():
        definitions[kind.name] = _kind(kind, definitions)
    hints = get_type_hints(State)
    head = {name: _of(hints[name], definitions) for name in HEAD}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Waypost state",
        "type": "object",
        "properties": {
            "waypost": {"const": FORM},
            EXPORT: _object(
                {
                    "as": _SIMPLE[Principal],
                    "owner": {"anyOf": [_SIMPLE[Principal], {"type": "null"}]},
                    "complete": {"type": "array", "items": {"enum": list(KINDS)}, "uniqueItems": True},
                },
                ["as"],
            ),
            "state": _object(head, [name for name in HEAD if name != "reasons"]),
            "elements": {"type": "array", "items": {"oneOf": kinds}},
        },
        "required": ["waypost", "state", "elements"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _kind(kind: Kind, definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(Element)
    properties: dict[str, Schema] = {"kind": {"const": kind.name}}
    properties |= {name: _of(hints[name], definitions) for name in ENVELOPE}
    properties |= {one.name: _titled(_of(one.type, definitions), one.shown) for one in kind.fields}
    needed = [one.name for one in fields(kind.body) if one.default is MISSING]
    return _object(properties, ["id", "kind", *needed])


def _titled(schema: Schema, shown: Shown) -> Schema:
    return {"title": shown.label, "description": shown.help, **schema}


def _object(properties: dict[str, Schema], needed: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _of(hint: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of a type annotation; records go to the definitions, by name."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if hint in (Missing, Text):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if get_origin(hint) in (Union, UnionType):
        return {"anyOf": [_of(one, definitions) for one in get_args(hint)]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], definitions)}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [one.value for one in hint]}
    return _record(hint, definitions)


def _record(made: Any, definitions: dict[str, Schema]) -> Schema:
    if not is_dataclass(made) or not isinstance(made, type):
        raise TypeError(made)
    name = made.__name__
    if name not in definitions:
        hints = get_type_hints(made)
        definitions[name] = {}
        properties = {
            one.name: _SPECIAL.get((made, one.name)) or _of(hints[one.name], definitions) for one in fields(made)
        }
        definitions[name] = _object(properties, [one.name for one in fields(made) if one.default is MISSING])
    return {"$ref": f"#/$defs/{name}"}
