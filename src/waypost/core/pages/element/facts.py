"""The facts of an element as a page shows them, read off the table of kinds: a new field stands there without another
line here.

Source: design 3 (one table of kinds and fields); look 10 (element: due as written, how it is read, the old date with
its reason).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import date
from typing import Final, get_args

from waypost.core.brief.cells import cell, row
from waypost.core.brief.tree import Block, Cell, Column, Heading, Paragraph, Stack, Table, Unknown, Words
from waypost.core.change.promises import DATES
from waypost.core.change.sayable import sayable
from waypost.core.goto import Goto, goto
from waypost.core.pages.page import Facts, PageBlock
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import Field, fields_of, references
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.records import CodeShare, Gives, Inside, Partner, Printed
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import Whole
from waypost.core.say import Code, Say, SayValue, Share, Who, say
from waypost.core.values import ElementId, Missing, Money, Precision, Quantity, Source, Text, When

LISTS: Final = {"instrument": "instrument", "framework": "framework", "frameworks": "framework"}
"""Fields that hold codes of others' lists, each with the list that has their words."""
Fact = tuple[Say, Cell]
COUNTRIES: Final = frozenset({"country", "partner"})
"""Fields that hold a country of a partner."""
TITLES: Final = frozenset({"title", "words"})
"""Fields that stand as the title of the page already."""


def facts_blocks(
    view: View, element: Element, more: tuple[Fact, ...] = (), *, in_place: bool = False
) -> tuple[PageBlock, ...]:
    """What an element holds: a row a field that is filled, then `more`, the lists with rows of their own, and which
    fields are not filled. It speaks only of what is in the view. With `in_place` each field leads to its own form."""
    filled = tuple(_rows(view, element))
    rows = (*((label, value) for _, label, value in filled), *more, *_origin(element))
    edits = tuple(_to_edit(element, name) for name, _, _ in filled) if in_place else ()
    facts = (Facts(name="element.facts", rows=rows, edits=edits),) if rows else ()
    return (*facts, *_lists(view, element), *_unfilled(element))


def _to_edit(element: Element, field: str) -> Goto:
    return goto("edit", home=element.home, element=element.id, query=(("field", field),))


def _rows(view: View, element: Element) -> Iterator[tuple[str, Say, Cell]]:
    """The name of each field that is filled, with its label and its value."""
    above = view.get(element.parent)
    if above is not None:
        yield "parent", label(f"field.{element.kind.name}.parent"), cell(named(view, above))
    for field in element.kind.fields:
        value = getattr(element.body, field.name)
        if field.shown.sheet is not None or _is_title(element, field) or is_unfilled(value):
            continue
        yield field.name, _name(element, field), value_cell(view, element, field, value)


def _origin(element: Element) -> Iterator[Fact]:
    if element.note is not None:
        yield label(f"field.{element.kind.name}.note"), cell(element.note)
    if element.sources:
        cells = tuple(cell(source_words(one)) for one in dict.fromkeys(map(_unkeyed, element.sources)))
        yield label(f"field.{element.kind.name}.sources"), _lines(cells)


def label(code: str) -> Say:
    """The name of a field as a label: with a capital where the language has them."""
    return say("element.label", words=say(code))


def _name(element: Element, field: Field) -> Say:
    """The label of a field; of a date as a person wrote it, that it is so."""
    code = f"field.{element.kind.name}.{field.name}"
    return say("element.as_written", words=say(code)) if field.name in DATES else label(code)


def _is_title(element: Element, field: Field) -> bool:
    """Whether a field says what the title of the page says; one that does not state it is told as a fact."""
    value = getattr(element.body, field.name)
    return field.name in TITLES and isinstance(value, Text) and value == element.title


def is_unfilled(value: object) -> bool:
    """Whether nobody wrote anything into a field: empty, or a list of nothing. What is Missing has its reason."""
    return value is None or value == () or value is False


def value_cell(view: View, element: Element, field: Field, value: object) -> Cell:
    """The value of a field of an element as a cell."""
    body = element.body
    if isinstance(body, Action) and field.name in DATES:
        return _dated(body, field.name)
    if field in references(element.kind):
        return _named(view, value)
    if field.shown.unit is not None and isinstance(value, int):
        return cell(say(f"element.{field.shown.unit.replace(' ', '_')}", n=value))
    return _shown(view, field.name, value)


def _named(view: View, value: object) -> Cell:
    """The elements of ids, each a line of its own."""
    held = value if isinstance(value, tuple) else (value,)
    found = (view.get(ElementId(one)) for one in held if isinstance(one, str))
    cells = tuple(cell(named(view, one)) for one in found if one is not None)
    return cells[0] if len(cells) == 1 else Stack(cells=cells, inline=False)


# Dates -------------------------------------------------------------------------------------------------------------


def _dated(action: Action, field: str) -> Cell:
    """A date as written and how it is read, then every date that stood there before, the newest first."""
    now = getattr(action, field)
    earlier = sorted((one for one in action.changes if one.field == field), key=lambda one: one.at, reverse=True)
    lines: list[Cell] = [read_date(now)]
    for one in earlier:
        old: Cell = cell(one.old) if isinstance(one.old, Missing) else Words(words=one.old, struck=True)
        code = "element.until_because" if isinstance(one.reason, Text) else "element.until"
        why = Words(words=say(code, day=one.at, reason=one.reason), quiet=True) if code.endswith("because") else None
        until = why or Stack(cells=(Words(words=say(code, day=one.at), quiet=True), _no_reason(one.reason)))
        lines.append(Stack(cells=(old, until)))
    return lines[0] if len(lines) == 1 else Stack(cells=tuple(lines), inline=False)


def _no_reason(reason: Text | Missing) -> Cell:
    absent = reason if isinstance(reason, Missing) else Missing.NOT_STATED
    return Unknown(reason=absent, say=say("page.no_reason"))


def read_date(when: object) -> Cell:
    """A date as written, in 600, and beside it how it is read where that says more."""
    if not isinstance(when, When):
        return cell(when) if isinstance(when, Missing | date) else cell(Missing.NOT_STATED)
    words = Words(words=when, strong=True)
    reading = _reading(when)
    return words if reading is None else Stack(cells=(words, Words(words=reading, quiet=True)))


def _reading(when: When) -> Say | None:
    """How a phrase is read; None where the phrase is a day and says it itself."""
    if when.precision is Precision.DAY:
        return None
    if when.first is not None and when.last is not None:
        return say("element.read_between", first=when.first, last=when.last)
    if when.last is not None:
        return say("element.read_by", day=when.last)
    if when.first is not None:
        return say("element.read_from", day=when.first)
    return say("element.read_condition" if when.condition else "element.not_read")


# Other values --------------------------------------------------------------------------------------------------------


def _shown(view: View, name: str, value: object) -> Cell:
    """The value of a field of a body or of a record, in words."""
    match value:
        case When():
            return read_date(value)
        case Source():
            return cell(source_words(value))
        case Printed():
            return cell(say("element.printed", kind=_code(value.kind), amount=value.amount))
        case Gives():
            return _given(view, value)
        case tuple() if value and isinstance(value[0], Text):
            return _lines(tuple(cell(one) for one in value if isinstance(one, Text)))
        case tuple() if value and is_dataclass(value[0]):
            return _lines(tuple(_record(view, one) for one in value))
    words = _listed(name, value)
    return cell(words) if isinstance(words, _SHOWN) else cell(say("page.words", words=words))


_SHOWN: Final = (Say, Text, When, date, Who, Money, Quantity, Share, int, Missing)


def _listed(name: str, value: object) -> SayValue:
    """Words of a value: of a code of others' lists those of the list, of a country its name."""
    if isinstance(value, tuple):
        return tuple(_listed(name, one) for one in value)
    if isinstance(value, str) and not isinstance(value, Missing):
        if name in LISTS:
            return Code(table=LISTS[name], code=value)
        if name in COUNTRIES:
            return Who(principal=f"partner:{value}")
    return sayable(value)


def _lines(cells: tuple[Cell, ...]) -> Cell:
    return cells[0] if len(cells) == 1 else Stack(cells=cells, inline=False)


def _code(value: object) -> SayValue:
    return sayable(value)


def _given(view: View, value: Gives) -> Cell:
    found = (view.get(one) for one in value.elements)
    refs = tuple(cell(named(view, one)) for one in found if one is not None)
    return _lines((cell(value.words), *refs))


def _record(view: View, value: object) -> Cell:
    """A small record in one line."""
    match value:
        case Partner():
            who = Who(principal=f"partner:{value.country}")
            roles = tuple(_code(one) for one in value.roles)
            routes = tuple(Code(table="route", code=one) for one in value.routes)
            said = say("element.partner_roles", who=who, roles=roles) if roles else say("element.partner", who=who)
            return cell(said if not routes else say("element.partner_routes", partner=said, routes=routes))
        case CodeShare():
            listed = say("element.code", vocabulary=value.vocabulary.upper(), code=value.code)
            return cell(
                listed
                if value.share is None
                else say("element.code_share", code=listed, share=Share(value=value.share))
            )
        case Inside():
            whole = view.get(value.whole)
            name = cell(named(view, whole)) if whole is not None else cell(Missing.UNKNOWN)
            sure = value.sure is Whole.SURE
            return name if sure else Stack(cells=(name, Words(words=say("element.not_sure"), quiet=True)))
    raise TypeError(type(value).__name__)


def source_words(one: Source) -> Say:
    """A source in words: publisher and title, else its address; with its day where that is known."""
    known = [part for part in (one.publisher, one.title) if not isinstance(part, Missing)]
    if not isinstance(one.address, Missing) and not known:
        known = [one.address]
    words = say("page.source_line", parts=tuple(known) or (Missing.NOT_STATED,))
    return words if isinstance(one.day, Missing) else say("element.source_dated", words=words, day=one.day)


def _unkeyed(one: Source) -> Source:
    """A source without the key of its row, which says nothing to a reader."""
    return Source(publisher=one.publisher, title=one.title, address=one.address, day=one.day, basis=one.basis)


# Lists with rows of their own ----------------------------------------------------------------------------------------


def _lists(view: View, element: Element) -> Iterator[Block]:
    """The lists that a workbook gives a sheet; changes of dates stand beside their date already."""
    for field in element.kind.fields:
        rows = getattr(element.body, field.name)
        if field.shown.sheet is None or not rows or isinstance(element.body, Action):
            continue
        yield Heading(say=label(f"field.{element.kind.name}.{field.name}"))
        yield _list(view, field, rows)


def _list(view: View, field: Field, rows: tuple[object, ...]) -> Table:
    """A row a record and a column each of its fields that any of them fills."""
    record: type = get_args(field.type)[0]
    held = tuple(one for one in fields_of(record) if any(not is_unfilled(getattr(each, one.name)) for each in rows))
    name = record.__name__.lower()
    columns = tuple(Column(head=label(f"workbook.{name}.{one.name}")) for one in held)
    table_rows = tuple(row(*(_part(view, one.name, getattr(each, one.name)) for one in held)) for each in rows)
    return Table(name=f"element.{field.name}", columns=columns, rows=table_rows)


def _part(view: View, name: str, value: object) -> Cell:
    return cell(None) if is_unfilled(value) else _shown(view, name, value)


def _unfilled(element: Element) -> Iterator[Block]:
    """Which fields nobody filled, in one sentence: an empty field is not nothing, it is not known here."""
    empty = tuple(
        say(f"field.{element.kind.name}.{one.name}")
        for one in element.kind.fields
        if is_unfilled(getattr(element.body, one.name)) and getattr(element.body, one.name) is not False
    )
    if empty:
        yield Paragraph(says=(say("element.unfilled", fields=empty),), quiet=True)
