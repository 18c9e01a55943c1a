"""Section 7, what changed since the last meeting: moved, removed, added, changed, each with its reason."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.cells import cell, head, table
from waypost.core.brief.tree import Block, Cell, Mark, Marker, Nothing, Paragraph, Row, Stack, Words
from waypost.core.change.changes import Change, Changes, Op
from waypost.core.change.diff import diff
from waypost.core.say import Code, Ref, Say, Share, Who, say
from waypost.core.values import Missing, Money, Quantity, Text, When

SIGNS = {Op.MOVED: Mark.PLAIN, Op.REMOVED: Mark.REMOVED, Op.ADDED: Mark.ADDED, Op.CHANGED: Mark.PLAIN}


def changes_between(now: Analysis, before: Analysis | None) -> Changes | None:
    """The changes from `before` to `now`; None when there is nothing to compare with."""
    return None if before is None else diff(before.view, now.view)


def changes_blocks(changes: Changes | None, since: date | None, *, most: int | None = None) -> tuple[Block, ...]:
    """Section 7; `most` limits the rows of a short brief, and the rest is counted."""
    if changes is None or since is None:
        return (Nothing(say=say("page.no_before")),)
    found = changes.changes
    if not found:
        return (Nothing(say=say("page.no_change", day=since)),)
    lead = say("page.changes_lead", day=since, **{op.value: len(changes.of(op)) for op in Op})
    columns = (
        head("page.kind", weight=2),
        head("page.what", weight=4),
        head("page.was", weight=4),
        head("page.is", weight=4),
        head("page.reason", weight=4),
    )
    rows = [_row(one) for one in found[:most]]
    more = (say("page.more_changes", n=len(found) - most),) if most is not None and len(found) > most else ()
    return (Paragraph(says=(lead,)), table("changes", columns, rows, nothing="page.no_before", notes=more))


def _row(one: Change) -> Row:
    what = say("page.element", item=one.ref, kind=Code(table="kind", code=one.kind))
    if one.field:
        what = say("page.field", item=one.ref, field=say(f"field.{one.kind}.{one.field}"))
    new: Cell = cell(None) if one.op is Op.REMOVED else _value(one.new, strong=True, gone=one.field is not None)
    if one.days:
        code, mark = ("page.later", Mark.LATE) if one.days > 0 else ("page.earlier", Mark.PLAIN)
        new = Stack(cells=(new, Marker(mark=mark, say=say(code, n=abs(one.days)))))
    old: Cell = cell(None) if one.op is Op.ADDED else _value(one.old, struck=True, gone=one.field is not None)
    reason = cell(Missing.NOT_STATED, absent=say("page.no_reason")) if one.reason is None else cell(one.reason)
    style = {Op.ADDED: "added", Op.REMOVED: "removed"}.get(one.op, "plain")
    return Row(
        cells=(Marker(mark=SIGNS[one.op], say=say(f"page.op_{one.op.value}")), cell(what), old, new, reason),
        style=style,  # type: ignore[arg-type]
    )


def _value(value: object, *, strong: bool = False, struck: bool = False, gone: bool) -> Cell:
    words = change_words(value) if gone else say("page.there" if strong else "page.gone")
    if isinstance(words, Missing):
        return cell(words)
    return Words(words=words, strong=strong, struck=struck and not isinstance(words, int))


def change_words(value: object) -> Say | Text | When | date | Ref | Who | Money | Quantity | int | Missing:
    """An old or new value in words; a list of records by how many there are."""
    match value:
        case None | ():
            return say("page.empty")
        case Enum() if not isinstance(value, Missing):
            return say("brief.code", code=Code(table=type(value).__name__.lower(), code=str(value.value)))
        case Missing() | Text() | When() | Money() | Quantity() | Ref():
            return value
        case datetime() | date():
            return value
        case bool():
            return say("page.yes" if value else "page.no")
        case int():
            return value
        case Decimal():
            return say("page.share", share=Share(value=value))
        case str():
            return Who(principal=value) if ":" in value or value == "eu" else say("page.words", words=value)
        case tuple() | frozenset():
            return say("page.entries", n=len(value))
    return say("page.record")
