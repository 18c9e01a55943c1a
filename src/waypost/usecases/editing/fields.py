"""From the boxes of an element to the fields of a page: what stands in them, what was wrong, how a date was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from waypost.core.change.changes import value_of
from waypost.core.change.promises import DATES
from waypost.core.editing.edit import TARGETS
from waypost.core.errors import Problem
from waypost.core.pages.editing.filling import Filled, Filling, read_as
from waypost.core.pages.form import Entry, Field, Option
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import Kind
from waypost.core.roadmap.view import View
from waypost.core.say import Say, say
from waypost.core.values import EU, Missing, Principal, When
from waypost.reference.countries import member_states
from waypost.reference.presidencies import named_presidencies
from waypost.usecases.editing.sending import KEEP, KEY, REASON, TOKEN, Sending
from waypost.usecases.editing.writing import new_key
from waypost.words.typed.desk import Desk as Cells
from waypost.words.typed.desk import labels_of, principals_in
from waypost.words.typed.inputs import APART, Box, Returned, boxes
from waypost.words.typed.scalars import element_choices, principal_choices
from waypost.words.wording import Wording

ELEMENTS: Final = "elements"
PEOPLE: Final = "people"
"""The lists of suggestions of a form."""

_ENTRIES: Final = {
    "prose": Entry.TEXT,
    "day": Entry.DAY,
    "when": Entry.DAY,
    "count": Entry.NUMBER,
    "share": Entry.NUMBER,
}
_SHORT: Final = frozenset({"day", "count", "share", "amount", "unit"})
_SUGGESTED: Final = {"element": ELEMENTS, "principal": PEOPLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed into a form and what came of it; nothing of either where it is shown for the first time."""

    sent: Sending | None = None
    problems: tuple[Problem, ...] = ()
    returned: Returned | None = None
    checked: bool = False


def cells_of(view: View, words: Wording, on: date) -> Cells:
    """What boxes are written and read with: everyone and everything the reader may know, and the day of writing."""
    states = frozenset(Principal(f"ms:{one}") for one in member_states())
    return Cells(
        words=words,
        labels=labels_of(view.elements, words),
        known=tuple(sorted({EU, *states, *principals_in(view.elements)})),
        member_states=frozenset(member_states()),
        said_on=on,
        presidencies=named_presidencies(),
    )


def filling_of(
    kind: Kind,
    element: Element | None,
    cells: Cells,
    typed: Typed,
    *,
    token: str,
    only: str = "",
    preset: Mapping[str, str] | None = None,
) -> Filling:
    """The form of an element, or of a new one, as it is shown: with what was typed, else with what stands there."""
    told = {one.column: one for one in typed.problems if one.column}
    shown = boxes(kind, element, cells)
    held = [one for one in shown if not only or one.name.partition(".")[0] == only]
    if typed.sent is not None:
        held = [replace(one, text=typed.sent.fields.get(one.name, one.text)) for one in held]
    elif preset:
        held = [replace(one, text=preset.get(one.name, one.text)) for one in held]
    fields = tuple(found for box in held for found in _fields(box, kind, element, typed, told))
    return Filling(
        fields=fields,
        hidden=((TOKEN, token), (KEY, new_key())),
        suggestions=_suggestions(held, cells),
        only=only,
        checked=typed.checked,
    )


def _suggestions(held: Iterable[Box], cells: Cells) -> tuple[tuple[str, tuple[str, ...]], ...]:
    looks = {one.column.shape.look for one in held}
    found = []
    if "element" in looks:
        found.append((ELEMENTS, element_choices(cells)))
    if "principal" in looks:
        found.append((PEOPLE, tuple(one.translate(APART) for one in principal_choices(cells))))
    return tuple(found)


def _fields(
    box: Box, kind: Kind, element: Element | None, typed: Typed, told: Mapping[str, Problem]
) -> Iterator[Filled]:
    often = box.column.required or box.column.often or box.column.field in ("number", "parent")
    field = _field(box, element, typed, told.get(box.name))
    yield Filled(field=field, often=often, list_field=box.list_field, row=box.row)
    if box.list_field is not None or box.column.part:
        return
    if typed.returned is not None and box.name in typed.returned.unread:
        keep = Field(name=f"{KEEP}{box.name}", label=say("editing.keep_phrase"), entry=Entry.TICK)
        yield Filled(field=keep, often=often)
    if element is not None and _asks_reason(kind, element, box.column.field):
        yield Filled(field=_reason(box.column.field, typed, told.get(f"{REASON}{box.column.field}")), often=often)


def _asks_reason(kind: Kind, element: Element, name: str) -> bool:
    """Whether a change of a field asks for its reason: a promise that stands there."""
    promised = DATES if kind.name == "action" else TARGETS if kind.name == "indicator" else ()
    return name in promised and not isinstance(value_of(element, name), Missing)


def _reason(name: str, typed: Typed, wrong: Problem | None) -> Field:
    return Field(
        name=f"{REASON}{name}",
        label=say("editing.reason_label"),
        value="" if typed.sent is None else typed.sent.given(f"{REASON}{name}"),
        hint=say("editing.reason_hint"),
        error=None if wrong is None else told_of(wrong),
    )


def _field(box: Box, element: Element | None, typed: Typed, wrong: Problem | None) -> Field:
    look = box.column.shape.look
    choice = box.choices is not None
    return Field(
        name=box.name,
        label=label_of(box),
        entry=Entry.CHOICE if choice else _ENTRIES.get(look, Entry.LINE),
        value=box.text,
        hint=None if box.column.part else box.column.help,
        error=None if wrong is None else told_of(wrong),
        read=_read(box, element, typed),
        required=box.column.required and not box.column.part,
        options=(Option(value="", label=""), *(Option(value=one, label=one) for one in box.choices or ()))
        if choice
        else (),
        suggest="" if choice else _SUGGESTED.get(look, ""),
        rows=3,
        wide=look not in _SHORT,
    )


def label_of(box: Box) -> Say:
    """What a box is called."""
    column = box.column
    if column.part_label is None:
        return say("element.label", words=column.label)
    return say("editing.part", field=column.label, part=column.part_label)


def told_of(problem: Problem) -> Say:
    """What is wrong, and what to write instead."""
    if problem.remedy is None:
        return problem.reason
    return say("editing.problem", reason=problem.reason, remedy=problem.remedy)


def _read(box: Box, element: Element | None, typed: Typed) -> Say | None:
    """How a date is read: the one typed, else the one that stands there."""
    if box.column.shape.look != "when" or box.list_field is not None:
        return None
    value: object = None if element is None else value_of(element, box.name)
    if typed.returned is not None and box.name in typed.returned.values:
        value = typed.returned.values[box.name]
    elif typed.problems and any(one.column == box.name for one in typed.problems):
        return None
    return read_as(value) if isinstance(value, When) else None


def shown_of(kind: Kind, element: Element | None, field: str, cells: Cells) -> str:
    """What the boxes of one field show, in one line; empty where nothing stands there or the element is gone."""
    if element is None:
        return ""
    held = (one.text for one in boxes(kind, element, cells) if one.name.partition(".")[0] == field)
    return " ".join(one for one in held if one)
