"""What people do with an element besides filling it in: move, split, close, confirm, give up, put back.

Each act is a row of `ACTS`: its fields, and from what was typed to an edit. `doing` shows its form and does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.brief.tree import Cell
from waypost.core.change.changes import Conflict
from waypost.core.editing.acts import (
    Piece,
    brought_back,
    closed,
    confirmed,
    decided,
    dropped,
    moved,
    split,
    taken_along,
    undone,
)
from waypost.core.editing.edit import Edit, Problems
from waypost.core.errors import NotThere, Problem
from waypost.core.pages.editing.choosing import choice_name, value_cell
from waypost.core.pages.editing.conflict import MINE
from waypost.core.pages.form import Entry, Field
from waypost.core.people.roles import Power
from waypost.core.roadmap.bodies import Action, Item
from waypost.core.roadmap.elements import Element, origin_of
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import ItemState
from waypost.core.say import Say, say
from waypost.core.values import ElementId, Slug, Text, When, text
from waypost.usecases.desk import Desk
from waypost.usecases.editing.fields import ELEMENTS
from waypost.usecases.editing.sending import Sending
from waypost.usecases.editing.writing import text_of
from waypost.usecases.merging import fresh_id
from waypost.usecases.moments import moment_of
from waypost.usecases.opening import reading_of
from waypost.words.typed.cell import Wrong
from waypost.words.typed.desk import Desk as Cells
from waypost.words.typed.scalars import DAY, WHEN

REASON_FIELD: Final = "_why"
PIECES: Final = 4
"""So many pieces the form of a split has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an act is about: the element, what surrounds it, how typed words are read, the desk, the moment asked."""

    desk: Desk
    view: View
    element: Element
    cells: Cells
    at: str = ""

    @property
    def today(self) -> date:
        """The day on which it is done."""
        return self.desk.asking.on


Fields = Callable[[Subject], tuple[tuple[Field, ...], ...]]
Facts = tuple[tuple[Say, Cell], ...]
"""Labels with their values."""
Make = Callable[[Subject, Sending, ElementId], Edit | Problems]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: its fields, what it makes of them, and for whom it is. `also` are the elements that go along."""

    fields: Fields
    make: Make
    offered: Callable[[View, Element], bool]
    also: Callable[[View, Element], tuple[Element, ...]] = lambda view, element: ()
    withdraws: bool = False
    power: Power = Power.EDIT
    facts: Callable[[Element], Facts] = lambda element: ()


def acts_on(view: View, element: Element) -> tuple[str, ...]:
    """The names of the acts that can be done with an element by whoever may change it."""
    return tuple(name for name, act in ACTS.items() if act.offered(view, element))


def earlier_version(desk: Desk, home: Slug, name: str, at: str) -> tuple[View, Element]:
    """An element as it was at a moment, as far as whoever asks may know, with what surrounded it; without a moment, as
    it was before it went. Raises NotThere where it was not."""
    reading = reading_of(desk.asking)
    views = (reading.view_at(home, moment_of(at)),) if at else reversed(reading.views(home))
    found = next(((view, held) for view in views if (held := view.get(ElementId(name))) is not None), None)
    if found is None:
        raise NotThere(name)
    return found


# The acts ---------------------------------------------------------------------------------------------------------


def _reason(subject: Subject) -> Field:
    return Field(
        name=REASON_FIELD,
        label=say("editing.why"),
        hint=say("editing.why_hint"),
        entry=Entry.TEXT,
        rows=2,
        required=True,
    )


def _empty(name: str, label: str) -> Problem:
    return Problem(
        code="editing.empty",
        reason=say("editing.empty", field=say(label)),
        remedy=say("editing.empty.remedy"),
        column=name,
    )


def _needs_reason(sent: Sending) -> Problems:
    return () if sent.given(REASON_FIELD) else (_empty(REASON_FIELD, "editing.why"),)


def _move_fields(subject: Subject) -> tuple[tuple[Field, ...], ...]:
    element = subject.element
    above = "" if element.parent is None else subject.cells.label(element.parent)
    kind = element.kind.name
    return (
        (
            Field(
                name="parent",
                label=say("element.label", words=say(f"field.{kind}.parent")),
                hint=say("editing.parent_hint"),
                value=above,
                suggest=ELEMENTS,
                required=True,
            ),
            Field(
                name="number",
                label=say("element.label", words=say(f"field.{kind}.number")),
                value=element.number or "",
                wide=False,
            ),
        ),
    )


def _move(subject: Subject, sent: Sending, name: ElementId) -> Edit | Problems:
    parent = subject.cells.element(sent.given("parent"))
    return moved(subject.view, subject.element, parent, sent.given("number") or None, None)


def _split_fields(subject: Subject) -> tuple[tuple[Field, ...], ...]:
    held = subject.element
    title = held.title.in_language(subject.desk.words.language)[1] if isinstance(held.title, Text) else ""
    groups = []
    for at in range(PIECES):
        groups.append(
            (
                Field(
                    name=f"title.{at}",
                    label=say("element.label", words=say("field.action.title")),
                    value=title if at == 0 else "",
                    required=at < 2,
                ),
                Field(
                    name=f"number.{at}",
                    label=say("element.label", words=say("field.action.number")),
                    value=(held.number or "") if at == 0 else "",
                    wide=False,
                ),
                Field(
                    name=f"due.{at}",
                    label=say("element.label", words=say("field.action.due")),
                    hint=say("editing.due_as_before"),
                    entry=Entry.DAY,
                    wide=False,
                ),
            )
        )
    return (*groups, (_reason(subject),))


def _split(subject: Subject, sent: Sending, name: ElementId) -> Edit | Problems:
    problems = list(_needs_reason(sent))
    pieces: list[Piece] = []
    for at in range(PIECES):
        words = sent.given(f"title.{at}")
        if not words:
            continue
        due, wrong = _due(subject, sent.given(f"due.{at}"), f"due.{at}")
        problems += wrong
        pieces.append(Piece(title=text_of(subject.desk, words), number=sent.given(f"number.{at}") or None, due=due))
    if problems:
        return tuple(problems)
    names = tuple(ElementId(f"{name}{at}") for at in range(1, len(pieces)))
    reason = text_of(subject.desk, sent.given(REASON_FIELD))
    return split(subject.element, pieces, names, reason, on=subject.today)


def _due(subject: Subject, words: str, name: str) -> tuple[When | None, list[Problem]]:
    if not words:
        return None, []
    try:
        return WHEN.read(words, subject.cells, None), []
    except Wrong as error:
        return None, [
            Problem(code=error.reason.code, reason=error.reason, remedy=error.remedy, column=name, value=words)
        ]


def _close_fields(subject: Subject) -> tuple[tuple[Field, ...], ...]:
    words = Field(
        name="was_done",
        label=say("editing.was_done"),
        hint=say("editing.was_done_hint"),
        entry=Entry.TEXT,
        required=True,
    )
    day = Field(
        name="day",
        label=say("editing.done_on"),
        entry=Entry.DAY,
        value=subject.today.isoformat(),
        wide=False,
        required=True,
    )
    return ((words, day),)


def _close(subject: Subject, sent: Sending, name: ElementId) -> Edit | Problems:
    if not sent.given("was_done"):
        return (_empty("was_done", "editing.was_done"),)
    try:
        day = DAY.read(sent.given("day"), subject.cells, None)
    except Wrong as error:
        return (Problem(code=error.reason.code, reason=error.reason, remedy=error.remedy, column="day"),)
    words = text_of(subject.desk, sent.given("was_done"))
    return closed(subject.element, words, day=day, by=subject.desk.viewer, name=name)


def _confirm(subject: Subject, sent: Sending, name: ElementId) -> Edit | Problems:
    return confirmed(subject.element, by=subject.desk.viewer)


def _said_done(element: Element) -> Facts:
    """Everything that is said of it, what was done and when among it."""
    held = ((one.name, getattr(element.body, one.name)) for one in element.kind.fields)
    return tuple(
        (say("element.label", words=say(f"field.{element.kind.name}.{name}")), value_cell(value))
        for name, value in held
        if isinstance(value, Text | When | date)
    )


def _drop(subject: Subject, sent: Sending, name: ElementId) -> Edit | Problems:
    return _needs_reason(sent) or dropped(
        subject.view, subject.element, text_of(subject.desk, sent.given(REASON_FIELD))
    )


def _restore(subject: Subject, sent: Sending, name: ElementId) -> Edit | Problems:
    then, earlier = earlier_version(subject.desk, subject.view.home, subject.element.id, subject.at)
    reason = text_of(subject.desk, sent.given(REASON_FIELD))
    if earlier.id not in subject.view:
        return _needs_reason(sent) or brought_back(subject.view, then, earlier, name, reason)
    return _needs_reason(sent) or undone(subject.view, earlier, reason, on=subject.today)


def _with_reason(subject: Subject) -> tuple[tuple[Field, ...], ...]:
    return ((_reason(subject),),)


def _nothing_more(subject: Subject) -> tuple[tuple[Field, ...], ...]:
    return ((),)


def _is_open(view: View, element: Element) -> bool:
    """Whether it is something that is done and closed, and is not closed yet."""
    state = getattr(element.body, "state", None)
    return isinstance(element.body, Action | Item) and str(state) not in ("done", "dropped", "confirmed")


def _waits(view: View, element: Element) -> bool:
    """Whether it is a point that waits to be confirmed; in a proposal, which settles nothing, none does."""
    is_done = isinstance(element.body, Item) and element.body.state is ItemState.DONE
    return is_done and origin_of(view.home) is None


def _goes_along(view: View, element: Element) -> tuple[Element, ...]:
    edit = dropped(view, element, text("-"))
    return tuple(one for one in taken_along(view, element) if one.id in edit.takes and one.id != element.id)


ACTS: Final[dict[str, Act]] = {
    "close": Act(fields=_close_fields, make=_close, offered=_is_open),
    "confirm": Act(
        fields=_nothing_more,
        make=_confirm,
        offered=_waits,
        power=Power.CONFIRM,
        facts=_said_done,
    ),
    "move": Act(fields=_move_fields, make=_move, offered=lambda view, element: element.parent in view),
    "split": Act(fields=_split_fields, make=_split, offered=lambda view, element: isinstance(element.body, Action)),
    "drop": Act(
        fields=_with_reason,
        make=_drop,
        offered=lambda view, element: element.kind.name != "roadmap",
        also=_goes_along,
        withdraws=True,
    ),
    "restore": Act(fields=_with_reason, make=_restore, offered=lambda view, element: False),
}
"""Every act by its name, which is also that of its address, in the order in which they are offered."""


# Elements that one side took out and the other changed -------------------------------------------------------------


def wholes_decided(
    desk: Desk, view: View, conflicts: Iterable[Conflict], chosen: Mapping[str, str], reason: Text
) -> Edit | Problems:
    """The edit of every conflict about a whole element in which mine was chosen; problems where it cannot be done."""
    found = Edit()
    for one in conflicts:
        if one.field is not None or chosen.get(choice_name(one)) != MINE:
            continue
        edit = _decided(desk, view, one, reason)
        if not isinstance(edit, Edit):
            return edit
        found = found.joined(edit)
    return found


def _decided(desk: Desk, view: View, one: Conflict, reason: Text) -> Edit | Problems:
    element = one.theirs if isinstance(one.theirs, Element) else None
    then, gone = view, ElementId(one.element)
    if element is not None and gone not in view:
        then, _ = earlier_version(desk, view.home, gone, "")
    return decided(view, then, element, gone, fresh_id(), reason)
