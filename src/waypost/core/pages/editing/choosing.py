"""One conflict as it is asked: a field that two changed, or an element that one took out and the other changed.

Source: look 6 (conflict); issue 3.1.
"""

from __future__ import annotations

from waypost.core.brief.cells import cell
from waypost.core.brief.sections.changes import change_words
from waypost.core.brief.tree import Cell, Stack, Unknown, Words
from waypost.core.change.changes import Conflict as Met
from waypost.core.change.changes import field_names, value_of
from waypost.core.editing.acts import HISTORIES, taken_along
from waypost.core.pages.form import Box
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.say import Say, say
from waypost.core.values import Missing


def choice_name(met: Met) -> str:
    """The name under which a conflict is chosen; that of a whole element has no field."""
    return f"_choose.{met.element}.{met.field or ''}"


def field_of(met: Met) -> Say:
    """What the two differ about."""
    return say("editing.whole") if met.field is None else say(f"field.{met.kind}.{met.field}")


def sides_of(met: Met, view: View) -> tuple[Cell, Cell, Cell]:
    """What it was, what it is now in what `view` shows, and what it would be."""
    if met.field is not None:
        return value_cell(met.base), value_cell(met.ours), value_cell(met.theirs)
    was = Words(words=met.base.ref) if isinstance(met.base, Element) else _nothing()
    return was, _whole(met.base, met.ours, view, now=True), _whole(met.base, met.theirs, view, now=False)


def value_cell(value: object) -> Cell:
    """A value of a field in the words of every difference."""
    return cell(change_words(value))


def _nothing() -> Cell:
    return Unknown(reason=Missing.NOT_STATED, say=say("editing.nothing_there"))


def _whole(base: object, side: object, view: View, *, now: bool) -> Cell:
    """An element as one side has it: gone, or there with what was changed."""
    if isinstance(side, Element):
        return _changed(base, side)
    if now or not isinstance(base, Element):
        return Words(words=say("editing.whole_gone"))
    there = view.get(base.id)
    under = 0 if there is None else len(taken_along(view, there)) - 1
    return Words(words=say("editing.whole_take_all", n=under) if under else say("editing.whole_take"))


def _changed(base: object, side: Element) -> Cell:
    """An element that stays: what it is, or each field that changed with what stands there now."""
    if not isinstance(base, Element) or base.kind is not side.kind:
        return Words(words=say("editing.whole_there", kind=say(f"kind.{side.kind.name}")))
    names = (one for one in field_names(side.kind) if one not in HISTORIES and one != "audience")
    changed = tuple(
        say(
            "editing.whole_field",
            field=say("element.label", words=say(f"field.{side.kind.name}.{one}")),
            value=change_words(value_of(side, one)),
        )
        for one in names
        if value_of(base, one) != value_of(side, one)
    )
    if not changed:
        return Words(words=say("editing.whole_stays"))
    return Stack(cells=tuple(map(_words, (say("editing.whole_changed"), *changed))), inline=False)


def _words(told: Say) -> Words:
    return Words(words=told)


def boxes_of(met: Met, view: View, *, was: Say, now: Say, mine: Say) -> tuple[Box, Box, Box]:
    """The three boxes of a conflict, under what each is called."""
    cells = sides_of(met, view)
    first, second, third = (Box(label=label, cell=held) for label, held in zip((was, now, mine), cells, strict=True))
    return first, second, third
