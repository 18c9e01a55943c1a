"""How the value of a field stands in cells, one or several side by side, and how it is read back from them.

Made from the type that the table of kinds gives: a new field has its columns without another line here. An empty
cell is what an element has that was never told the field; what is not there for another reason is said in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Final, Union, get_args, get_origin

from waypost.core.roadmap.elements import Audience
from waypost.core.roadmap.kinds import Field, fields_of
from waypost.core.roadmap.records import CodeShare, DateChange, Gives, Inside, Partner, Printed
from waypost.core.say import Say, say
from waypost.core.values import ElementId, Missing, Money, Principal, Quantity, Source
from waypost.words.typed.amounts import figure_cells, read_figure
from waypost.words.typed.cell import Cell, Value, Wrong, is_empty, same
from waypost.words.typed.desk import Desk
from waypost.words.typed.lists import CODES, ELEMENTS, INSIDE, LINES, PARTNERS, PRINCIPALS, READERS, WORDS
from waypost.words.typed.scalars import COUNTRY, Scalar, by_type, listed, missing_words, read_missing

NOTHING: Final = object()
"""Stands for a value that nobody knows: of a row that was not there before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One column of a field: its own name beside that of the field (None: the field's alone), look and list."""

    name: str | None
    look: str
    choices: Callable[[Desk], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The columns of a field and the way between its value and their cells.

    `blank` is the value of empty cells, `NOTHING` where they may not stay empty.
    """

    parts: tuple[Part, ...]
    blank: Value
    may_be_missing: bool
    _write: Callable[[Value, Desk], tuple[Cell, ...]]
    _read: Callable[[tuple[Cell, ...], Desk, Value], Value]

    def write(self, value: Value, desk: Desk) -> tuple[Cell, ...]:
        """The cells of a value."""
        empty: tuple[Cell, ...] = ("",) * len(self.parts)
        if value is None or value == () or (value == self.blank and type(value) is type(self.blank)):
            return empty
        if isinstance(value, Missing):
            return (missing_words(value, desk), *empty[1:])
        return self._write(value, desk)

    def read(self, cells: tuple[Cell, ...], desk: Desk, was: Value = NOTHING) -> Value:
        """The value of cells; `was` where they stand as `was` would be written. Raises Wrong."""
        if was is not NOTHING and all(map(same, cells, self.write(was, desk))):
            return was
        if all(map(is_empty, cells)):
            if self.blank is NOTHING:
                raise Wrong("readers.empty")
            return self.blank
        missing = read_missing(cells[0], desk) if self.may_be_missing else None
        return missing if missing is not None and all(map(is_empty, cells[1:])) else self._read(cells, desk, was)


def form_of(field: Field, made: Value) -> Form:
    """The form of a field of a body, a record or an envelope. `made` is the class that holds it."""
    return _form(field.name, field.type, made)


@cache
def _form(name: str, hint: Value, made: Value) -> Form:
    origin: object = get_origin(hint)
    members = get_args(hint) if origin in (Union, UnionType) else (hint,)
    rest = tuple(one for one in members if one not in (NoneType, Missing))
    default = next((one.default for one in fields(made) if one.name == name), MISSING)
    blank = default
    if default is MISSING:
        blank = None if NoneType in members else Missing.NOT_STATED if Missing in members else NOTHING
    parts, write, read = _several(rest) or _single(_scalar(name, rest, made))
    return Form(parts=parts, blank=blank, may_be_missing=Missing in members, _write=write, _read=read)


Ways = tuple[
    tuple[Part, ...], Callable[[Value, Desk], tuple[Cell, ...]], Callable[[tuple[Cell, ...], Desk, Value], Value]
]


def _scalar(name: str, rest: tuple[Value, ...], made: type[Value]) -> Scalar:
    hint = rest[0]
    if name in ("partner", "country") and hint is str:
        return COUNTRY
    if (made, name) == (DateChange, "field"):
        return listed(("starts", "due"), _date_named, str)
    found = _LISTS.get(hint) or by_type(hint)
    if found is None:
        raise TypeError(hint)
    return found


def _date_named(code: str) -> Say:
    return say(f"field.action.{code}")


_LISTS: Final[dict[Value, Scalar]] = {
    Audience: READERS,
    tuple[Principal, ...]: PRINCIPALS,
    tuple[ElementId, ...]: ELEMENTS,
    tuple[str, ...]: WORDS,
    tuple[Partner, ...]: PARTNERS,
    tuple[CodeShare, ...]: CODES,
    tuple[Inside, ...]: INSIDE,
}


def _single(scalar: Scalar) -> Ways:
    def read(cells: tuple[Cell, ...], desk: Desk, was: Value) -> Value:
        return scalar.read(cells[0], desk, was)

    part = Part(name=None, look=scalar.look, choices=scalar.choices)
    return (part,), lambda value, desk: (scalar.write(value, desk),), read


def _several(rest: tuple[Value, ...]) -> Ways | None:
    """The ways of a type that needs several cells; None for one that needs one."""
    if set(rest) in ({Money, Quantity}, {Quantity}):
        return _amount(money=Money in rest)
    if rest[0] in (Gives, Printed, Source):
        return _record(rest[0])
    origin: object = get_origin(rest[0])
    return None if rest[0] in _LISTS or origin is not tuple else _single(LINES)


def _amount(*, money: bool) -> Ways:
    parts = (Part(name=None, look="amount"), Part(name="currency" if money else "unit", look="unit"))
    return parts, figure_cells, lambda cells, desk, was: read_figure(cells, desk, money=money)


def _record(made: Value) -> Ways:
    """A record as its fields side by side."""
    held = fields_of(made) if made is not Source else _source_fields()
    forms = [(one.name, _form(one.name, one.type, made)) for one in held]
    parts = tuple(
        Part(
            name=f"{made.__name__.lower()}_{name}" + (f"_{part.name}" if part.name else ""),
            look=part.look,
            choices=part.choices,
        )
        for name, form in forms
        for part in form.parts
    )

    def write(value: Value, desk: Desk) -> tuple[Cell, ...]:
        return tuple(cell for name, form in forms for cell in form.write(getattr(value, name), desk))

    def read(cells: tuple[Cell, ...], desk: Desk, was: Value) -> Value:
        found, at = {}, 0
        for name, form in forms:
            end = at + len(form.parts)
            before = getattr(was, name) if isinstance(was, made) else NOTHING
            found[name] = form.read(cells[at:end], desk, before)
            at = end
        return made(**found)

    return parts, write, read


def _source_fields() -> tuple[Field, ...]:
    from typing import get_type_hints

    hints = get_type_hints(Source)
    return tuple(Field(one.name, hints[one.name], None) for one in fields(Source))  # type: ignore[arg-type]
