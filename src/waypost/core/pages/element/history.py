"""The history of one element as one reader may know it: each moment at which it changed, field by field.

Only moments of the reader's own views stand here, so a change of what is hidden leaves no trace, not even a number
(security S4). A view knows neither who wrote a state nor why the whole of it was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.sections.changes import HISTORY, change_words, is_steps, steps_words
from waypost.core.brief.tree import Block, Cell, Mark, Marker, Row, Stack, Unknown, Words
from waypost.core.change.changes import Change, Op
from waypost.core.change.diff import diff
from waypost.core.pages.element.facts import label
from waypost.core.pages.readers import readership
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.view import View
from waypost.core.say import Ref, Say, Who, say
from waypost.core.values import ElementId, Missing, Money, Quantity, Text, When

Told = Say | Text | When | date | Ref | Who | Money | Quantity | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One moment at which an element changed: the changes of its fields, or that it came (`changes` empty)."""

    at: datetime
    view: View
    changes: tuple[Change, ...]
    came: bool


def versions(history: tuple[View, ...], element: ElementId) -> tuple[Version, ...]:
    """The moments at which an element changed in views of one reader, the newest first."""
    return tuple(_versions(history, element))[::-1]


def _versions(history: tuple[View, ...], element: ElementId) -> Iterator[Version]:
    before: Element | None = None
    for view in history:
        now = view.get(element)
        if now is not None and now != before:
            changes = () if before is None else _changes(before, now, view)
            yield Version(at=view.at, view=view, changes=changes, came=before is None)
        before = now


def _changes(before: Element, now: Element, view: View) -> tuple[Change, ...]:
    """The changes of one element, with the reasons that the newer view knows; a record of earlier dates or targets
    that only repeats another change is left out."""
    why = {one.field: one.reason for one in view.reasons if one.element == now.id}
    found = diff((before,), (now,)).changes
    fields = {one.field for one in found}
    told_once = (one for one in found if HISTORY.get(one.field or "", frozenset()).isdisjoint(fields))
    return tuple(_reasoned(one, why.get(one.field)) for one in told_once)


def _reasoned(change: Change, reason: Text | None) -> Change:
    return change if reason is None else replace(change, reason=reason)


def history_block(history: tuple[View, ...], element: ElementId) -> Block:
    """The history as a table, newest first: when, what, was, is, why."""
    columns = (
        head("element.when", weight=3),
        head("page.what", weight=3),
        head("page.was", weight=4),
        head("page.is", weight=4),
        head("page.reason", weight=4),
    )
    rows = (one for version in versions(history, element) for one in _rows(version))
    return table("element.history", columns, rows, nothing="element.no_history")


def _rows(version: Version) -> Iterator[Row]:
    day = Words(words=say("element.moment", at=version.at), strong=True)
    if version.came:
        yield Row(cells=(day, Marker(mark=Mark.ADDED, say=say("element.came")), *(cell(None),) * 3), style="added")
    for one in version.changes:
        yield row(day, _what(one), *_was_is(version.view, one), _reason(one))
        day = Words(words=say("element.moment", at=version.at), quiet=True)


def _what(change: Change) -> Cell:
    return cell(label(f"field.{change.kind}.{change.field}"))


def _was_is(view: View, change: Change) -> tuple[Cell, Cell]:
    if is_steps(change.new):
        return cell(None), Words(words=steps_words(change.old, change.new), strong=True)
    was, now = told(view, change.field, change.old), told(view, change.field, change.new)
    new: Cell = Unknown(reason=now) if isinstance(now, Missing) else Words(words=now, strong=True)
    old: Cell = Unknown(reason=was) if isinstance(was, Missing) else Words(words=was, struck=True)
    if change.op is Op.MOVED and change.days:
        code, mark = ("page.later", Mark.LATE) if change.days > 0 else ("page.earlier", Mark.PLAIN)
        new = Stack(cells=(new, Marker(mark=mark, say=say(code, n=abs(change.days)))))
    return old, new


def told(view: View, field: str | None, value: object) -> Told | Missing:
    """An old or a new value in words: elements by their names, an audience as its marker says it."""
    if field == "audience" and isinstance(value, frozenset):
        return readership(value, (), view.viewer).words
    held = value if isinstance(value, tuple) else (value,)
    known = [view.get(ElementId(one)) for one in held if isinstance(one, str)]
    refs = tuple(named(view, one) for one in known if one is not None)
    if refs:
        return say("page.words", words=refs)
    return change_words(value)


def _reason(change: Change) -> Cell:
    return cell(change.reason) if change.reason else Unknown(reason=Missing.NOT_STATED, say=say("page.no_reason"))
