"""Which sheets a roadmap has as a workbook, and which columns each: read off the one table of kinds.

A sheet a kind, and one for each list with fields of its own (needs, date changes, earlier targets, steps, sources).
Column A is the key, never shown: the id of the element, or of its element and its place in the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Final, get_args, get_type_hints

from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import KINDS, Field, Kind, fields_of
from waypost.core.roadmap.shown import Shown
from waypost.core.say import Say, say
from waypost.core.values import Source
from waypost.words.typed.cell import Value
from waypost.words.typed.forms import Form, Part, form_of
from waypost.words.wording import Wording

KEY: Final = "key"
OF: Final = "of"
"""The column of a list's sheet that names the element whose list it is."""

_BEFORE: Final = ("number",)
_AFTER: Final = ("parent", "note", "audience")
"""What every element has, before and after the fields of its kind; sources have a sheet of their own."""

_SOURCES: Final = "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: the field it belongs to, which part of it, the words at its head, how much it is asked for."""

    field: str
    part: int
    shape: Part
    label: Say
    part_label: Say | None
    help: Say
    required: bool
    often: bool = False

    def head(self, words: Wording) -> str:
        """The label in row 1."""
        named = self.label if self.part_label is None else say("workbook.head", label=self.label, part=self.part_label)
        label = words.plain(named)
        return label[:1].upper() + label[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One field of a sheet with its form and its columns."""

    name: str
    form: Form
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: elements of one kind, or the rows of one list of elements.

    `kind` is None for a sheet of sources, which belongs to elements of every kind; `list_field` names the field whose
    rows stand here, None on the sheet of a kind.
    """

    name: str
    kind: Kind | None
    list_field: str | None
    record: type[Value] | None
    lanes: tuple[Lane, ...]

    @property
    def label(self) -> Say:
        """The name of the sheet."""
        return say(f"workbook.sheet.{self.name}")

    def only(self, names: frozenset[str]) -> Sheet:
        """The sheet with the columns of some fields."""
        return replace(self, lanes=tuple(lane for lane in self.lanes if lane.name in names))

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in order, without the key."""
        return tuple(column for lane in self.lanes for column in lane.columns)


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet of a workbook, in the order of the table of kinds, each list after its kind."""
    found = [one for kind in KINDS.values() for one in (_of_kind(kind), *_of_lists(kind))]
    return (*found, _of_sources())


def sheet_of(kind: str) -> Sheet:
    """The sheet of a kind. Raises KeyError for a name that is no kind."""
    return next(one for one in sheets() if one.list_field is None and one.kind is KINDS[kind])


def _of_kind(kind: Kind) -> Sheet:
    shared = {one: _lane(_shared(one), Element, kind.name) for one in (*_BEFORE, *_AFTER)}
    own = [_lane(one, kind.body, kind.name) for one in kind.fields if one.shown.sheet is None]
    lanes = (*(shared[one] for one in _BEFORE), *own, *(shared[one] for one in _AFTER))
    return Sheet(name=kind.plural, kind=kind, list_field=None, record=None, lanes=lanes)


def _of_lists(kind: Kind) -> Iterator[Sheet]:
    for one in kind.fields:
        if one.shown.sheet is not None:
            record = get_args(one.type)[0]
            lanes = tuple(_lane(held, record, record.__name__.lower()) for held in fields_of(record))
            yield Sheet(
                name=one.shown.sheet.casefold().replace(" ", "_"),
                kind=kind,
                list_field=one.name,
                record=record,
                lanes=(_of_lane(), *lanes),
            )


def _of_sources() -> Sheet:
    hints = get_type_hints(Source)
    named = (Field(one.name, hints[one.name], _plain("")) for one in fields(Source))
    lanes = tuple(_lane(one, Source, "source") for one in named)
    return Sheet(name=_SOURCES, kind=None, list_field=_SOURCES, record=Source, lanes=(_of_lane(), *lanes))


def _of_lane() -> Lane:
    """The column that says to which element a row of a list belongs."""
    form = form_of(Field("waits_for", get_type_hints(KINDS["link"].body)["waits_for"], _plain("")), KINDS["link"].body)
    column = Column(
        field=OF,
        part=0,
        shape=form.parts[0],
        label=say("workbook.of"),
        part_label=None,
        help=say("workbook.help.of"),
        required=True,
    )
    return Lane(name=OF, form=form, columns=(column,))


def _shared(name: str) -> Field:
    return Field(name, get_type_hints(Element)[name], _plain(name))


def _plain(label: str) -> Shown:
    return Shown(label, "", False, None, None)


def _lane(field: Field, made: type[Value], owner: str) -> Lane:
    form = form_of(field, made)
    is_element = made is Element or owner in KINDS
    label = say(f"field.{owner}.{field.name}") if is_element else say(f"workbook.{owner}.{field.name}")
    helped = "element" if made is Element else owner
    columns = tuple(
        Column(
            field=field.name,
            part=at,
            shape=part,
            label=label,
            part_label=None if part.name is None else say(f"workbook.part.{part.name}"),
            help=say(f"workbook.help.{helped}.{field.name}"),
            required=field.shown.required,
            often=field.shown.often,
        )
        for at, part in enumerate(form.parts)
    )
    return Lane(name=field.name, form=form, columns=columns)
