"""Changing an element and adding one: the form, what it sends, what two people changed at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from waypost.codec.rows import token_of
from waypost.core.change.changes import field_names, value_of, with_values
from waypost.core.change.merge import merge
from waypost.core.editing.acts import HISTORIES
from waypost.core.editing.edit import Edit, Problems, added, asking_reasons, edited
from waypost.core.editing.readers import started
from waypost.core.editing.rights import addable
from waypost.core.errors import NotThere, Refused, Stale
from waypost.core.goto import goto
from waypost.core.pages.editing.conflict import MINE, Meeting, Met, conflict_page
from waypost.core.pages.editing.filling import READERS, Filling, adding_page, editing_page
from waypost.core.pages.form import Field
from waypost.core.pages.places import to_element
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import KINDS, Kind
from waypost.core.roadmap.view import View
from waypost.core.say import say
from waypost.core.values import EU, ElementId, Principal, Slug, Text
from waypost.reference.countries import member_states
from waypost.usecases.desk import Desk, afresh
from waypost.usecases.editing.drafts import (
    DRAFT,
    FROM,
    draft_named,
    draft_on,
    drop_draft,
    drop_named,
    keep_draft,
    keep_new,
)
from waypost.usecases.editing.fields import Typed, cells_of, filling_of, shown_of
from waypost.usecases.editing.outcome import Again, Done, Outcome
from waypost.usecases.editing.sending import BASE, CHOOSE, KEY, REASON, TOKEN, Raw, Sending, sending
from waypost.usecases.editing.writing import Change, answered_before, element_of, new_key, newest_view, text_of, write
from waypost.usecases.merging import fresh_id
from waypost.usecases.opening import reading_of
from waypost.words.typed.desk import Desk as Cells
from waypost.words.typed.inputs import Returned, names, returned

WANTED: Final = frozenset({EU, *(Principal(f"ms:{one}") for one in member_states())})
"""Those who may read something new at once: the EU and the Member States."""
CHECK: Final = "check"


# An element that is there -----------------------------------------------------------------------------------------


def edit_form(desk: Desk, home: Slug, name: str, *, only: str = "", draft: bool = False) -> bytes:
    """The form of an element, or of one field of it; with what its reader typed before, where they ask for their draft.

    Raises NotThere for an element that is not there or hidden, Refused for one that is not theirs to change.
    """
    view, element = element_of(desk, home, name)
    if only and only not in field_names(element.kind):
        raise NotThere(only)
    cells = cells_of(view, desk.words, desk.asking.on)
    held = draft_on(desk, element)
    typed = Typed(sent=held) if held is not None and draft else Typed()
    token = token_of(element) if typed.sent is None else typed.sent.token
    filling = filling_of(element.kind, element, cells, typed, token=token, only=only)
    return desk.set(editing_page(view, element, replace(filling, draft=held is not None and not draft)))


def edit(desk: Desk, home: Slug, name: str, raw: Raw) -> Outcome:
    """Change an element as a form says.

    Where somebody changed it meanwhile, nothing is written: the page shows what it was, theirs and mine, and mine is
    kept as a draft. Raises as `edit_form`, and WrongRequest for what no form of ours sends.
    """
    view, element = element_of(desk, home, name)
    base = version_of(desk, view, element, _first(raw, BASE) or _first(raw, TOKEN))
    held = {one: texts[0] for one, texts in raw.items() if texts}
    about = field_names(element.kind)
    sent = sending(raw, (*names(element.kind, base or element, held), BASE, CHECK, DRAFT), about=about)
    if base is not None and sent.given(DRAFT):
        keep_draft(desk, element, sent)
        return Done(to=goto("drafts"), told="drafted")
    if token_of(element) != sent.token and answered_before(desk, sent):
        return Done(to=to_element(view.home, element.id), told="changed")
    try:
        return _edit(desk, view, element, sent)
    except Stale:
        # Between the look and the writing somebody was quicker: what they wrote is there now.
        with afresh(desk) as now:
            return _edit(now, *element_of(now, home, name), sent)


def _first(raw: Raw, name: str) -> str:
    return next(iter(raw.get(name, ())), "")


def _edit(desk: Desk, view: View, element: Element, sent: Sending) -> Outcome:
    base = version_of(desk, view, element, sent.given(BASE) or sent.token)
    if base is None:
        raise Stale(element.id)
    cells = cells_of(view, desk.words, desk.asking.on)
    read = returned(element.kind, base, sent.boxes, cells, kept=sent.kept)
    reasons = _reasons(desk, sent)
    mine = _mine(view, base, read, reasons, desk)
    if isinstance(mine, tuple) or read.problems or sent.given(CHECK):
        return _again(desk, view, base, sent, read, mine if isinstance(mine, tuple) else (), cells)
    if token_of(element) != sent.token or sent.given(BASE):
        return _merged(desk, view, element, sent, _Sides(base=base, mine=mine, reasons=reasons, cells=cells))
    return _written(desk, view, element, sent, {one: value_of(mine, one) for one in read.values}, reasons)


def version_of(desk: Desk, view: View, element: Element, token: str) -> Element | None:
    """The version that a change was made from: the one that holds, else one of history that the person may know."""
    if token_of(element) == token:
        return element
    for earlier in reversed(reading_of(desk.asking).views(view.home)):
        held = earlier.get(element.id)
        if held is not None and token_of(held) == token:
            return held
    return None


def _reasons(desk: Desk, sent: Sending) -> dict[str, Text]:
    return {name: text_of(desk, words) for name, words in sent.under(REASON).items()}


def _mine(view: View, base: Element, read: Returned, reasons: Mapping[str, Text], desk: Desk) -> Element | Problems:
    """My version as I want it, without the notes of what changed; problems where it cannot be."""
    found = edited(view, base, read.values, reasons, on=desk.asking.on)
    if not isinstance(found, Edit):
        return found
    if not found.puts:
        return base
    return with_values(found.puts[0], {one: value_of(base, one) for one in HISTORIES if one in field_names(base.kind)})


def _again(
    desk: Desk, view: View, base: Element, sent: Sending, read: Returned, problems: Problems, cells: Cells
) -> Again:
    told = (*read.problems, *(one for one in problems if one.column not in {held.column for held in read.problems}))
    only = {one.partition(".")[0] for one in sent.boxes} & set(field_names(base.kind))
    typed = Typed(sent=sent, problems=told, returned=read, checked=not told)
    alone = next(iter(only)) if len(only) == 1 else ""
    filling = filling_of(base.kind, base, cells, typed, token=sent.token, only=alone)
    return Again(body=desk.set(editing_page(view, base, filling)), status=422 if told else 200)


def _written(
    desk: Desk, view: View, element: Element, sent: Sending, values: Mapping[str, object], reasons: Mapping[str, Text]
) -> Outcome:
    def make(now: View) -> Edit | Problems:
        held = now.get(element.id)
        return edited(now, held or element, values, reasons, on=desk.asking.on)

    change = Change(home=view.home, expecting={element.id: token_of(element)}, make=make)
    try:
        write(desk, sent, change)
    except Refused as error:
        cells = cells_of(view, desk.words, desk.asking.on)
        read = returned(element.kind, element, sent.boxes, cells, kept=sent.kept)
        return _again(desk, view, element, sent, read, error.problems, cells)
    drop_draft(desk, element)
    return Done(to=to_element(view.home, element.id), told="changed")


# Two people at once -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    base: Element
    mine: Element
    reasons: Mapping[str, Text]
    cells: Cells


def _merged(desk: Desk, view: View, theirs: Element, sent: Sending, sides: _Sides) -> Outcome:
    """What comes of two changes of one element: written once every conflict is settled by a person, else shown."""
    base, mine = sides.base, sides.mine
    found = merge([base], [theirs], [mine])
    disputed = {one.field for one in found.conflicts}
    choices = sent.under(CHOOSE)
    is_current = bool(sent.given(BASE)) and token_of(theirs) == sent.token
    if is_current and all(choices.get(one or "") in ("mine", "theirs") for one in disputed):
        wanted = {
            one: value_of(mine if one in disputed and choices[one] == MINE else found.elements[0], one)
            for one in _changed(theirs, found.elements[0]) | {one for one in disputed if one and choices[one] == MINE}
            if one not in HISTORIES
        }
        return _written(desk, view, theirs, sent, wanted, sides.reasons)
    keep_draft(desk, theirs, sent)
    meetings = tuple(
        _meeting(one, theirs, sides, disputed, choices, asked=is_current) for one in _fields(theirs, sides)
    )
    met = Met(meetings=meetings, at=_recorded(desk, view, theirs), hidden=_hidden(theirs, sent, base, meetings))
    return Again(body=desk.set(conflict_page(view, theirs, met)), status=409)


def _fields(theirs: Element, sides: _Sides) -> tuple[str, ...]:
    """The fields that either side changed, in the order of the form."""
    changed = _changed(sides.base, theirs) | _changed(sides.base, sides.mine)
    return tuple(one for one in field_names(theirs.kind) if one in changed and one not in HISTORIES)


def _changed(was: Element, now: Element) -> set[str]:
    return {one for one in field_names(now.kind) if value_of(was, one) != value_of(now, one)}


def _meeting(
    field: str, theirs: Element, sides: _Sides, disputed: set[str | None], choices: Mapping[str, str], *, asked: bool
) -> Meeting:
    kind, base, mine = theirs.kind, sides.base, sides.mine
    settled: Literal["mine", "theirs"] | None = None
    if field not in disputed:
        settled = "theirs" if value_of(mine, field) == value_of(base, field) else "mine"
    reason = None
    if field in disputed and field in asking_reasons(theirs, mine):
        said = sides.reasons.get(field)
        words = said.original if said is not None else ""
        reason = Field(name=f"{REASON}{field}", label=say("editing.reason_new"), value=words)
    return Meeting(
        field=field,
        label=say(f"field.{kind.name}.{field}"),
        base=shown_of(kind, base, field, sides.cells),
        theirs=shown_of(kind, theirs, field, sides.cells),
        mine=shown_of(kind, mine, field, sides.cells),
        settled=settled,
        chosen=choices.get(field, ""),
        missing=asked and field in disputed and field not in choices,
        reason=reason,
    )


def _hidden(
    theirs: Element, sent: Sending, base: Element, meetings: tuple[Meeting, ...]
) -> tuple[tuple[str, str], ...]:
    """What my form sent, to be sent again beside what I choose, on top of the version that holds now."""
    shown = {one.reason.name for one in meetings if one.reason is not None} | {BASE}
    again = {name: text for name, text in sent.fields.items() if name not in shown and not name.startswith(CHOOSE)}
    return (*again.items(), (BASE, token_of(base)), (TOKEN, token_of(theirs)), (KEY, new_key()))


def _recorded(desk: Desk, view: View, theirs: Element) -> datetime:
    """When the version that holds was recorded, as its reader may know it."""
    at = view.at
    for earlier in reversed(reading_of(desk.asking).views(view.home)):
        if earlier.get(theirs.id) != theirs:
            break
        at = earlier.at
    return at


# A new element ----------------------------------------------------------------------------------------------------


def add_form(
    desk: Desk,
    home: Slug,
    kind: str,
    *,
    under: str = "",
    preset: Mapping[str, str] | None = None,
    draft: str = "",
) -> bytes:
    """The form of a new element of a kind, below another one; with what its author typed before, where they name a
    draft.

    Raises NotThere for a kind that is none or that is not theirs to add, for a place that is hidden, and for a draft
    that is not theirs.
    """
    view, found, above = _place(desk, home, kind, under)
    cells = cells_of(view, desk.words, desk.asking.on)
    held = draft_named(desk, draft).sending if draft else None
    filling = filling_of(found, None, cells, Typed(sent=held), token="new", preset=_preset(above, cells, preset))
    chosen = "" if held is None else held.given(READERS)
    return desk.set(adding_page(view, kind, above, _from(filling, draft), chosen))


def _from(filling: Filling, draft: str) -> Filling:
    """A form that says from which draft it was made."""
    return replace(filling, hidden=(*filling.hidden, (FROM, draft))) if draft else filling


def _preset(above: Element | None, cells: Cells, preset: Mapping[str, str] | None) -> dict[str, str]:
    place = {} if above is None else {"parent": cells.label(above.id)}
    return place | dict(preset or {})


def _place(desk: Desk, home: Slug, kind: str, under: str) -> tuple[View, Kind, Element | None]:
    view = newest_view(desk, home)
    head = view.roadmap
    above = view.get(ElementId(under)) if under else head[0] if head else None
    if kind not in addable(view) or (under and above is None):
        raise NotThere(kind)
    return view, KINDS[kind], above


def add(desk: Desk, home: Slug, kind: str, raw: Raw) -> Outcome:
    """Add an element as a form says; for its author alone, until its readers are widened."""
    view, found, above = _place(desk, home, kind, "")
    held = {one: texts[0] for one, texts in raw.items() if texts}
    sent = sending(raw, (*names(found, None, held), CHECK, READERS, DRAFT, FROM), about=names(found, None, {}))
    if sent.given(DRAFT):
        keep_new(desk, home, kind, sent)
        return Done(to=goto("drafts"), told="drafted")
    cells = cells_of(view, desk.words, desk.asking.on)
    read = returned(found, None, sent.boxes, cells, kept=sent.kept)
    name = fresh_id()
    made = added(view, kind, read.values, name=name) if not read.problems else ()
    problems = (*read.problems, *(made if isinstance(made, tuple) else ()))
    if problems or sent.given(CHECK):
        return _add_again(desk, view, found, above, sent, replace(read, problems=problems), cells)

    def make(now: View) -> Edit | Problems:
        edit = added(now, kind, read.values, name=name)
        return started(now, edit, WANTED) if isinstance(edit, Edit) and sent.given(READERS) == "all" else edit

    try:
        written = write(desk, sent, Change(home=home, expecting={}, make=make))
    except Refused as error:
        return _add_again(desk, view, found, above, sent, replace(read, problems=error.problems), cells)
    if sent.given(FROM):
        drop_named(desk, sent.given(FROM))
    return Done(to=to_element(home, written), told="added")


def _add_again(
    desk: Desk, view: View, kind: Kind, above: Element | None, sent: Sending, read: Returned, cells: Cells
) -> Again:
    typed = Typed(sent=sent, problems=read.problems, returned=read, checked=not read.problems)
    filling = _from(filling_of(kind, None, cells, typed, token="new"), sent.given(FROM))
    page = adding_page(view, kind.name, above, filling, sent.given(READERS))
    return Again(body=desk.set(page), status=422 if read.problems else 200)
