"""What changed between two moments of a roadmap, as one table: moved, removed, added, changed.

Source: look 6 (diff row), 10 (changes); seed S15.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.cells import cell, head, table
from waypost.core.brief.sections.changes import Compared, counted, is_echo, richer
from waypost.core.brief.tree import Block, Cell, Mark, Marker, Nothing, Paragraph, Row, Stack, Unknown, Words
from waypost.core.change.changes import Change, Op
from waypost.core.goto import goto
from waypost.core.pages.element.facts import label
from waypost.core.pages.element.history import told
from waypost.core.pages.form import Entry, Field, Form, Option, Weight
from waypost.core.pages.page import Filter, Filters, Page, PageBlock, Part, Query
from waypost.core.pages.places import linked, to_element
from waypost.core.pages.roadmap.heading import roadmap_page, to_tab
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.view import View
from waypost.core.say import Ref, Say, say
from waypost.core.values import Missing

STYLES: Final[dict[Op, Literal["plain", "removed", "added"]]] = {
    Op.MOVED: "plain",
    Op.REMOVED: "removed",
    Op.ADDED: "added",
    Op.CHANGED: "plain",
}
"""Only what came and what went is coloured (look 6)."""
MOST: Final = 300
"""So many changes stand in the table; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What can be compared: the moments of the roadmap, the newest first, and the meetings held, the last first; what
    was chosen, as it stands in the address; which kind of change is looked at (empty: all)."""

    recorded: tuple[datetime, ...]
    held: tuple[tuple[date, Say], ...]
    since: str = ""
    until: str = ""
    kind: str = ""


def changes_page(
    now: Analysis,
    found: Compared | None,
    moments: Moments,
    *,
    wrong: Say | None = None,
    puts_back: bool = False,
    shared: View | None = None,
    keep: Query = (),
) -> Page:
    """What changed from one moment to another; `wrong` says why what was asked for could not be read, `puts_back` that
    the reader may bring back what went."""
    blocks: tuple[PageBlock, ...] = (
        _form(now, moments, wrong, keep),
        *_blocks(now, found, moments, keep, puts_back=puts_back),
    )
    subtitle = say("pages.changed_since", day=found.since) if found is not None else None
    return roadmap_page(now, "changes", blocks, shared=shared, keep=keep, subtitle=subtitle)


def _form(now: Analysis, moments: Moments, wrong: Say | None, keep: Query) -> Form:
    recorded = tuple(Option(value=one.isoformat(), label=say("pages.recorded", at=one)) for one in moments.recorded)
    held = tuple(Option(value=day.isoformat(), label=words) for day, words in moments.held)
    newest = Option(value="", label=say("pages.now"))
    known = {one.value for one in (*held, *recorded)}
    return Form(
        name="compare",
        to=to_tab(now, "changes", ()),
        method="get",
        line=True,
        weight=Weight.PLAIN,
        parts=(
            *(Field(name=name, label="", entry=Entry.HIDDEN, value=value) for name, value in keep),
            Field(
                name="since",
                label=say("pages.since"),
                entry=Entry.CHOICE,
                options=(*held, *recorded),
                value=moments.since,
            ),
            Field(
                name="day",
                label=say("pages.or_day"),
                value="" if moments.since in known else moments.since,
                error=wrong,
                wide=False,
            ),
            Field(
                name="until",
                label=say("pages.until"),
                entry=Entry.CHOICE,
                options=(newest, *recorded),
                value=moments.until,
            ),
        ),
        submit=say("pages.compare"),
    )


def _blocks(
    now: Analysis, found: Compared | None, moments: Moments, keep: Query, *, puts_back: bool
) -> tuple[PageBlock, ...]:
    if found is None:
        return (Nothing(say=say("page.no_before")),)
    changes = [one for one in found.changes.changes if not is_echo(found, one)]
    if not changes:
        return (Nothing(say=say("page.no_change", day=found.since)),)
    parts = (*counted(found), *richer(found))
    lead = (Paragraph(says=(say("changes.lead", day=found.since, parts=parts),)),) if parts else ()
    shown = [one for one in changes if moments.kind in ("", one.op.value)]
    return (
        *lead,
        _filters(now, changes, moments, keep),
        Part(
            name="diff",
            title=say("pages.n_changes", n=len(changes)),
            blocks=(diff_table(found, shown, now.view if puts_back else None),),
        ),
    )


def _filters(now: Analysis, changes: list[Change], moments: Moments, keep: Query) -> Filters:
    asked = tuple((name, value) for name, value in (("since", moments.since), ("until", moments.until)) if value)
    here = to_tab(now, "changes", (*keep, *asked))
    kinds = [(op, sum(one.op is op for one in changes)) for op in Op]
    return Filters(
        label=say("pages.filter_changes"),
        filters=(
            Filter(label=say("pages.show_all"), to=here, count=len(changes), chosen=not moments.kind),
            *(
                Filter(
                    label=say(f"pages.kind_{op.value}"),
                    to=here.asking(("kind", op.value)),
                    count=n,
                    chosen=moments.kind == op.value,
                )
                for op, n in kinds
                if n
            ),
        ),
    )


def diff_table(found: Compared, changes: Iterable[Change], newest: View | None = None) -> Block:
    """A row a change: its kind with sign and word, what and which field, was, is, the reason given. What went leads to
    where it is brought back, unless `newest` has it, or nobody asked by whom that may be done (None)."""
    every = tuple(changes)
    columns = (
        head("pages.kind", weight=2),
        head("page.what", weight=5),
        head("page.was", weight=4),
        head("page.is", weight=4),
        head("page.reason", weight=4),
    )
    rows = (_row(found, one, newest) for one in every[:MOST])
    rest = len(every) - MOST
    notes = (say("pages.more_changes", n=rest),) if rest > 0 else ()
    return table("changes.diff", columns, rows, nothing="changes.no_other", notes=notes)


def _row(found: Compared, one: Change, newest: View | None) -> Row:
    was, now = _was_is(found, one)
    if one.op is Op.REMOVED and newest is not None:
        now = Stack(cells=(now, _way_back(found, one, newest)), inline=False)
    cells: tuple[Cell, ...] = (_kind(one), _what(found, one), was, now, _reason(one))
    return Row(cells=cells, style=STYLES[one.op])


def _kind(one: Change) -> Cell:
    words = say(f"pages.sign_{one.op.value}")
    style = STYLES[one.op]
    return Words(words=words, strong=True) if style == "plain" else Marker(mark=Mark(style), say=words)


def _what(found: Compared, one: Change) -> Cell:
    """The element as it is called now, or was; under it the field."""
    if one.field is None:
        return Words(words=_name(found, one))
    about = label(f"field.{one.kind}.{one.field}")
    return Stack(cells=(Words(words=_name(found, one)), Words(words=about, quiet=True)), inline=False)


def _name(found: Compared, one: Change) -> Ref:
    for view in (found.now.view, found.before.view):
        element = view.get(one.element)
        if element is not None:
            return named(view, element)
    return one.ref


def _was_is(found: Compared, one: Change) -> tuple[Cell, Cell]:
    if one.op is Op.ADDED:
        return Words(words=say("pages.not_there"), quiet=True), Words(words=say(f"kind.{one.kind}"), strong=True)
    if one.op is Op.REMOVED:
        return Words(words=say(f"kind.{one.kind}"), struck=True), Words(words=say("pages.gone"), quiet=True)
    was, now = told(found.before.view, one.field, one.old), told(found.now.view, one.field, one.new)
    old: Cell = Unknown(reason=was) if isinstance(was, Missing) else Words(words=was, struck=True)
    new: Cell = Unknown(reason=now) if isinstance(now, Missing) else Words(words=now, strong=True)
    if one.op is Op.MOVED and one.days:
        code, mark = ("page.later", Mark.LATE) if one.days > 0 else ("page.earlier", Mark.PLAIN)
        new = Stack(cells=(new, Marker(mark=mark, say=say(code, n=abs(one.days)))))
    return old, new


def _way_back(found: Compared, one: Change, newest: View) -> Cell:
    """Where what went is brought back; where it came back already, to what it is now."""
    went = found.before.view.get(one.element)
    again = (
        held
        for held in newest
        if held.id == one.element
        or (went is not None and (held.kind, held.ref) == (went.kind, replace(went.ref, element=held.id)))
    )
    there = next(again, None)
    if there is not None:
        return linked(say("pages.is_back"), to_element(newest.home, there.id))
    return linked(say("pages.put_back"), goto("restore", home=newest.home, element=one.element))


def _reason(one: Change) -> Cell:
    return cell(one.reason) if one.reason else Unknown(reason=Missing.NOT_STATED, say=say("page.no_reason"))
