"""The page on which two changes of one element meet: what it was, theirs, mine, field by field, nothing pre-chosen.

Source: look 6 (conflict), security 5.4; issue 3.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from waypost.core.brief.tree import Cell, Unknown, Words
from waypost.core.goto import Goto, goto
from waypost.core.pages.editing.filling import crumbs_of
from waypost.core.pages.form import Act, Box, Conflict, Entry, Field, Form
from waypost.core.pages.page import Facts, Notice, Page, PageBlock, Part, Tone
from waypost.core.pages.places import homes_of, to_element
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.view import View
from waypost.core.say import Say, say
from waypost.core.values import Missing

MINE = "mine"
THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One field that changed on at least one side: what stood there, theirs and mine, in words (empty: nothing).

    `settled` says whose it becomes without a question; None where a person chooses. `chosen` is what they chose so
    far. `reason` is that of my change, where it asks for one.
    """

    field: str
    label: Say
    base: str
    theirs: str
    mine: str
    settled: Literal["mine", "theirs"] | None = None
    chosen: str = ""
    missing: bool = False
    reason: Field | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Everything that met in one element: the fields, when theirs was recorded, and what my form sent, to be sent
    again."""

    meetings: tuple[Meeting, ...]
    at: datetime
    hidden: tuple[tuple[str, str], ...]


def conflict_page(view: View, element: Element, met: Met) -> Page:
    """The page of a conflict. `element` is theirs, as it stands now."""
    open_ones = tuple(one for one in met.meetings if one.settled is None)
    code = "editing.conflict_open" if open_ones else "editing.conflict_none"
    return Page(
        name="conflict",
        title=say("editing.conflict_title", item=named(view, element)),
        area="portfolio",
        crumbs=crumbs_of(view, element),
        blocks=(
            Notice(tone=Tone.WATCH, say=say(code, n=len(open_ones), at=met.at)),
            _form(element, met, open_ones),
            *_settled(met),
        ),
        homes=homes_of(view),
    )


def _form(element: Element, met: Met, open_ones: tuple[Meeting, ...]) -> Form:
    hidden = tuple(Field(name=name, label=name, entry=Entry.HIDDEN, value=value) for name, value in met.hidden)
    return Form(
        name="conflict",
        to=goto("edit", home=element.home, element=element.id),
        parts=(*hidden, *(_conflict(element, one, met.at) for one in open_ones)),
        submit=say("editing.conflict_save"),
        bar=say("editing.nothing_written"),
        acts=(Act(label=say("editing.conflict_leave"), to=to_page(element)),),
    )


def to_page(element: Element) -> Goto:
    """The page of an element."""
    return to_element(element.home, element.id)


def _conflict(element: Element, one: Meeting, at: datetime) -> Conflict:
    return Conflict(
        name=f"_choose.{one.field}",
        title=element.ref,
        field=one.label,
        base=Box(label=say("editing.was"), cell=_value(one.base)),
        choices=(
            (THEIRS, Box(label=say("editing.theirs"), cell=_value(one.theirs), aside=say("editing.recorded", at=at))),
            (MINE, Box(label=say("editing.mine"), cell=_value(one.mine), aside=say("editing.not_recorded"))),
        ),
        chosen=one.chosen,
        error=say("editing.choose_one") if one.missing else None,
        reason=one.reason,
    )


def _value(words: str) -> Cell:
    if not words:
        return Unknown(reason=Missing.NOT_STATED, say=say("editing.nothing_there"))
    return Words(words=say("page.words", words=words))


def _settled(met: Met) -> Iterator[PageBlock]:
    """What only one of the two changed: it is taken, and shown so that nobody wonders."""
    for side in (THEIRS, MINE):
        rows = tuple(
            (say("element.label", words=one.label), _value(one.theirs if side == THEIRS else one.mine))
            for one in met.meetings
            if one.settled == side
        )
        if rows:
            facts = Facts(name=f"conflict.{side}", rows=rows)
            yield Part(name=f"only-{side}", title=say(f"editing.only_{side}"), blocks=(facts,))
