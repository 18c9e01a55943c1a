"""The one table of kinds and fields.

Read off the bodies, never written a second time: workbook sheets, JSON Schema, differences, forms, help and the
manual all start from `KINDS` (design 3).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final, get_args, get_type_hints

from waypost.core.roadmap.bodies import Body
from waypost.core.roadmap.shown import Shown
from waypost.core.values import ElementId


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind or of a record: its name, its type as annotated, and how it presents itself."""

    name: str
    type: Any
    shown: Shown


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of element: its name in files, its plural (the name of its sheet), its body and fields in order."""

    name: str
    plural: str
    body: type[Any]
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field of that name. Raises KeyError when the kind has none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)


def fields_of(record: type[Any]) -> tuple[Field, ...]:
    """The fields of a body or record in the order in which they are written."""
    hints = get_type_hints(record)
    return tuple(Field(one.name, hints[one.name], one.metadata["shown"]) for one in fields(record))


def references(kind: Kind) -> tuple[Field, ...]:
    """The fields of a kind that hold ids of other elements, alone or in a tuple."""
    return tuple(one for one in kind.fields if one.type is ElementId or ElementId in get_args(one.type))


def _plural(name: str) -> str:
    irregular = {"series": "series", "entry": "entries", "criterion": "criteria"}
    return irregular.get(name, name + "s")


def _kind(body: type[Any]) -> Kind:
    name = body.__name__.lower()
    return Kind(name, _plural(name), body, fields_of(body))


KINDS: Final[dict[str, Kind]] = {kind.name: kind for kind in map(_kind, get_args(Body))}
BODY_KIND: Final[dict[type[Any], Kind]] = {kind.body: kind for kind in KINDS.values()}


def kind_of(body: Body) -> Kind:
    """The kind of a body."""
    return BODY_KIND[type(body)]
