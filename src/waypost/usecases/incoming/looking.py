"""Taking files in over the web: sent, looked at as a difference, chosen row by row, written by the last act alone.

A file is read in a child process with limits, outside any transaction. It is compared with what whoever takes it in
could see, and with nothing else: what is hidden from them is the same to them as what is not there.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import PurePosixPath
from typing import Final

from waypost.codec.rows import token_of
from waypost.core.change.folding import Clash
from waypost.core.change.founding import HEAD
from waypost.core.change.intake import Intake, Place, Reading
from waypost.core.change.promises import DATES
from waypost.core.change.settle import Fresh
from waypost.core.editing.choosing import Chosen, chosen
from waypost.core.editing.edit import Edit, applied, recorded
from waypost.core.editing.rights import beyond
from waypost.core.errors import NotThere, Problem, Refused, Severity, Stale
from waypost.core.goto import goto
from waypost.core.pages.editing.choosing import choice_name
from waypost.core.pages.editing.conflict import MINE, THEIRS
from waypost.core.pages.editing.incoming import (
    AGAIN,
    MAPPING,
    TAKE,
    Asked,
    Incoming,
    incoming_page,
    mapping_page,
    place_of,
)
from waypost.core.pages.form import Field
from waypost.core.people.roles import Power
from waypost.core.roadmap.elements import WORKSPACE, Element, State, in_order
from waypost.core.roadmap.view import View
from waypost.core.say import say
from waypost.core.values import ElementId, Missing, Slug, Text
from waypost.usecases.desk import Desk
from waypost.usecases.editing.acts import wholes_decided
from waypost.usecases.editing.fields import told_of
from waypost.usecases.editing.outcome import Again, Done, Outcome
from waypost.usecases.editing.sending import KEY, REASON, TOKEN, Raw, Sending, sending
from waypost.usecases.editing.writing import Change, answered_before, new_key, newest_view, text_of, write
from waypost.usecases.importing import READERS, sent_back
from waypost.usecases.incoming.batches import Batch, Before, batch_of, drop, understood
from waypost.usecases.incoming.receiving import NEW, import_form
from waypost.usecases.incoming.starting import record
from waypost.usecases.merging import TakenIn, Taking, start, work_out
from waypost.usecases.opening import Asking

TICK: Final = timedelta(microseconds=1)


def numbered(key: str) -> Fresh:
    """Ids of what is new in some files, the same each time they are looked at, so that a row that was ticked is the
    row that is taken."""
    numbers = count()

    def fresh() -> ElementId:
        digest = hashlib.sha256(f"{key} {next(numbers)}".encode()).digest()
        return ElementId("e" + base64.b32encode(digest).decode().lower()[:11])

    return fresh


# Working out --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What files make of a home as chosen: the first look at them, then what comes of the choice, and the edit."""

    home: Slug
    view: View
    first: TakenIn
    taken: TakenIn
    edit: Edit
    not_theirs: tuple[Problem, ...]
    made_at: datetime | None


def _intakes(desk: Desk, batch: Batch, door: Before) -> tuple[Slug, list[Intake]]:
    """What is in the files, and the home they belong to. Raises Refused for what cannot be taken as a whole."""
    found: list[Intake] = []
    for one in batch.uploads:
        reader = READERS[PurePosixPath(one.name).suffix.lower()]
        reading = Reading(
            file=one.name,
            language=desk.words.language,
            said_on=desk.asking.on,
            mapping=batch.mapping.encode() or None,
            sent=None if batch.starts else sent_back(door),
        )
        intake = reader.read(one.content, reading)
        whole = tuple(each for each in intake.problems if each.severity is Severity.ERROR and each.row is None)
        if whole:
            raise Refused(whole)
        found.append(intake)
    homes = {Slug(batch.into) if batch.starts else one.home or Slug(batch.into) for one in found}
    if len(homes) != 1 or not next(iter(homes)):
        code = "editing.import_one_home"
        raise Refused((Problem(code=code, reason=say(code), remedy=say(f"{code}.remedy")),))
    return next(iter(homes)), found


def _known(intake: Intake, view: View, door: Before) -> Intake:
    """A file in which only ids stand that its sender may know; another, there or not, is none."""
    known = {one.id for one in view}
    if intake.at is not None and intake.home is not None:
        known |= {one.id for one in door.state_at(intake.home, intake.at).elements}
    rows = (one if one.id is None or one.id in known else replace(one, id=None) for one in intake.proposed)
    return replace(intake, proposed=tuple(rows))


def _work(desk: Desk, batch: Batch, sent: Sending | None) -> Worked:
    """What the files make of their home. Raises NotThere, Refused as `work_out`."""
    door = Before(desk)
    home, read = _intakes(desk, batch, door)
    if batch.starts:
        return _started(desk, batch, home, read[0], sent)
    view = newest_view(desk, home)
    asking = Asking(viewer=desk.viewer, on=desk.asking.on)
    why = text_of(desk, desk.words.plain(say("editing.import_reason", files=tuple(one.name for one in batch.uploads))))
    taking = Taking(partial=True, why=why, now=max(desk.now, view.at + TICK), by_people=True, fresh=numbered(batch.key))
    intakes = [_known(one, view, door) for one in read]
    first = work_out(door, home, intakes, asking, taking)
    not_theirs = _not_theirs(view, first)
    choice = _choice(desk, first, sent, frozenset(ElementId(one.element or "") for one in not_theirs))
    sheets = tuple(one.sheet for one in first.files)
    again = chosen(sheets, first.clashes, view, choice, on=desk.asking.on)
    taking = replace(taking, fresh=numbered(batch.key))
    taken = first if sent is None else work_out(door, home, list(again), asking, taking)
    made = next((one.at for one in intakes if one.at is not None), None)
    fields = {} if sent is None else sent.fields
    wholes = wholes_decided(desk, view, (one.conflict for one in first.clashes), fields, why)
    if not isinstance(wholes, Edit):
        raise Refused(wholes)
    edit = _edit(taken).joined(wholes)
    return Worked(home=home, view=view, first=first, taken=taken, edit=edit, not_theirs=not_theirs, made_at=made)


def _started(desk: Desk, batch: Batch, home: Slug, read: Intake, sent: Sending | None) -> Worked:
    """What a file makes of a roadmap that is not there yet, without the rows that were left out."""
    asking = Asking(viewer=desk.viewer, on=desk.asking.on)
    why = text_of(desk, desk.words.plain(say("editing.import_reason", files=tuple(one.name for one in batch.uploads))))
    taking = Taking(partial=True, why=why, now=desk.now, by_people=True, fresh=numbered(batch.key))
    # What the file was once made from is of no account: it is the first state of another roadmap.
    intake = replace(read, home=home, reasons=())
    first = start(Before(desk), home, intake, asking, desk.words.language, taking)
    left = frozenset[str]()
    if sent is not None:
        left = frozenset(one.element for one in first.changes.changes) - set(sent.given(TAKE).split(";"))
    edit = _edit(first)
    kept = applied(first.before, Edit(puts=edit.puts, takes=frozenset(map(ElementId, left))))
    return Worked(
        home=home,
        view=first.before,
        first=first,
        taken=first,
        edit=Edit(puts=_hanging(kept)),
        not_theirs=(),
        made_at=None,
    )


def _hanging(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Elements without those whose place was left out."""
    known = {one.id for one in elements}
    kept = tuple(one for one in elements if one.parent is None or one.parent in known)
    return kept if len(kept) == len(elements) else _hanging(kept)


def _edit(taken: TakenIn) -> Edit:
    """What was worked out as an edit of what whoever takes it in sees."""
    if taken.state is None:
        return Edit()
    before = {one.id: one for one in taken.before}
    after = {one.id: one for one in taken.state.elements}
    return Edit(
        puts=tuple(one for name, one in after.items() if before.get(name) != one),
        takes=frozenset(before.keys() - after.keys()),
        reasons=taken.state.reasons,
    )


def _not_theirs(view: View, first: TakenIn) -> tuple[Problem, ...]:
    """A problem for each row that is not its sender's to change, or to add."""
    if first.state is None:
        return ()
    edit = _edit(first)
    after = recorded(view.elements, view, edit, on=first.state.at.date())
    return beyond(view, edit, replace(first.state, elements=after))


def _choice(desk: Desk, first: TakenIn, sent: Sending | None, not_theirs: frozenset[ElementId]) -> Chosen:
    if sent is None:
        return Chosen(left=not_theirs, choices={}, reasons={})
    ticked = frozenset(map(ElementId, filter(None, sent.given(TAKE).split(";"))))
    rows = frozenset(one.element for one in first.changes.changes)
    choices: dict[tuple[ElementId, str], bool] = {}
    reasons: dict[tuple[ElementId, str], Text] = {}
    for clash in first.clashes:
        element, field = clash.conflict.element, clash.conflict.field or ""
        picked, why = sent.given(choice_name(clash.conflict)), sent.given(f"{REASON}{element}.{field}")
        if picked == THEIRS or (picked == MINE and (why or not _asks(clash))):
            choices[element, field] = picked == MINE
        if why and picked == MINE:
            reasons[element, field] = text_of(desk, why)
    return Chosen(left=(rows - ticked) | not_theirs, choices=choices, reasons=reasons)


def _asks(clash: Clash) -> bool:
    """Whether taking the value of the file asks for a reason: it moves a date that stands."""
    conflict = clash.conflict
    return conflict.kind == "action" and conflict.field in DATES and not isinstance(conflict.ours, Missing)


# Looking and taking ----------------------------------------------------------------------------------------------


def look(desk: Desk, key: str) -> Again:
    """What files would change. Raises NotThere for files that are not there or not theirs."""
    batch = batch_of(desk, key)
    try:
        worked = _work(desk, batch, None)
    except Refused as error:
        return _unreadable(desk, batch, error)
    return _page(desk, batch, worked, None, status=200)


def _unreadable(desk: Desk, batch: Batch, error: Refused) -> Again:
    """Why files cannot be read; a table of one's own with how its columns are understood, to be corrected."""
    told = tuple(told_of(one) for one in error.problems)
    mapping = _mapping(desk, batch)
    if not mapping:
        return Again(body=import_form(desk, told), status=422)
    names = ", ".join(one.name for one in batch.uploads)
    hidden = ((TOKEN, "none"), (KEY, new_key()))
    return Again(body=desk.set(mapping_page(batch.key, names, mapping, told, hidden)), status=422)


def _page(desk: Desk, batch: Batch, worked: Worked, sent: Sending | None, *, status: int) -> Again:
    return Again(body=desk.set(incoming_page(worked.view, _incoming(desk, batch, worked, sent))), status=status)


def _incoming(desk: Desk, batch: Batch, worked: Worked, sent: Sending | None) -> Incoming:
    first = worked.first
    rows = sum(len(one.sheet.settled.rows) for one in first.files)
    problems = (*first.problems, *worked.not_theirs)
    changed = {one.element for one in first.changes.changes}
    touched = len(changed | {one.conflict.element for one in first.clashes})
    errors = len({(one.sheet, one.row, one.element) for one in problems if one.severity is Severity.ERROR})
    not_theirs = frozenset(ElementId(one.element or "") for one in worked.not_theirs)
    shown = replace(first.changes, changes=tuple(one for one in first.changes.changes if one.element not in not_theirs))
    left = frozenset[ElementId]() if sent is None else frozenset(changed) - set(sent.given(TAKE).split(";"))
    return Incoming(
        mapping=_mapping(desk, batch),
        starts=batch.starts,
        key=batch.key,
        files=tuple(one.name for one in batch.uploads),
        made_at=worked.made_at,
        changes=shown,
        conflicts=tuple(_asked(one, worked, sent) for one in first.clashes),
        problems=problems,
        unchanged=max(rows - touched - errors, 0),
        left=left,
        hidden=((TOKEN, _digest(worked.view)), (KEY, new_key())),
    )


def _mapping(desk: Desk, batch: Batch) -> str:
    """How the columns of somebody's own table are understood, as text; empty for files of ours, and for several."""
    if batch.mapping or len(batch.uploads) != 1:
        return batch.mapping
    (one,) = batch.uploads
    guess = READERS[PurePosixPath(one.name).suffix.lower()].guess
    heading = desk.words.plain(say("readers.mapping_heading", file=one.name))
    found = None if guess is None else guess(one.content, one.name, heading)
    return "" if found is None else found.decode()


def _asked(clash: Clash, worked: Worked, sent: Sending | None) -> Asked:
    name = choice_name(clash.conflict)
    picked = "" if sent is None else sent.given(name)
    why = f"{REASON}{clash.conflict.element}.{clash.conflict.field}"
    reason = None
    if _asks(clash):
        value = "" if sent is None else sent.given(why)
        reason = Field(name=why, label=say("editing.reason_new"), hint=say("editing.import_reason_hint"), value=value)
    sheet = worked.first.files[clash.files[-1]].sheet
    place = place_of(sheet.place_of(clash.conflict.element) or Place(file=sheet.intake.file))
    missing = picked == MINE and reason is not None and not reason.value
    return Asked(clash=clash, place=place, at=None, chosen=picked, reason=reason, missing=missing)


def _digest(view: View) -> str:
    """What somebody sees of a home, as one number: it changes when that does, and with nothing else."""
    told = "".join(token_of(one) for one in view)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def take(desk: Desk, key: str, raw: Raw) -> Outcome:
    """Write what was chosen of files, or throw them away.

    Where somebody changed the roadmap since the look, nothing is written and the look is new (409). Raises as `look`.
    """
    names = [one for one in raw if one.startswith(("_choose.", REASON))]
    sent = sending(raw, ("throw", AGAIN, MAPPING), many=(TAKE,), about=[one.partition(".")[2] for one in names])
    try:
        batch = batch_of(desk, key)
    except NotThere:
        if answered_before(desk, sent):
            return Done(to=goto("import"), told="taken")
        raise
    if sent.given("throw"):
        drop(desk, batch)
        return Done(to=goto("import"), told="thrown")
    if sent.given(AGAIN) or sent.given(MAPPING).split() != _mapping(desk, batch).split():
        understood(desk, batch, sent.given(MAPPING))
        return Done(to=goto("incoming", key=key), told="understood")
    try:
        worked = _work(desk, batch, sent)
    except Refused as error:
        return _unreadable(desk, batch, error)
    if sent.token != _digest(worked.view):
        return _page(desk, batch, worked, sent, status=409)
    if not worked.edit.touched or any(_asked(one, worked, sent).missing for one in worked.first.clashes):
        return _page(desk, batch, worked, sent, status=422)
    if batch.starts:
        return _begun(desk, batch, worked, sent)
    try:
        _write(desk, worked, sent)
    except Stale:
        return _page(desk, batch, _work(desk, batch, sent), sent, status=409)
    drop(desk, batch)
    to = goto("meetings") if worked.home == WORKSPACE else goto("changes", home=worked.home)
    return Done(to=to, told="taken")


def _begun(desk: Desk, batch: Batch, worked: Worked, sent: Sending) -> Outcome:
    """The roadmap started by a file. Raises NotThere for whoever may start none, Refused where its head was left."""
    if not desk.may(Power.START):
        raise NotThere(NEW)
    if not any(one.kind.name == HEAD for one in worked.edit.puts):
        return _page(desk, batch, worked, sent, status=422)
    why = Missing.NOT_STATED if worked.taken.state is None else worked.taken.state.why
    elements = in_order(worked.edit.puts)
    state = State(home=worked.home, at=desk.now, by=desk.viewer, why=why, elements=elements)
    record(desk, sent, worked.home, state)
    drop(desk, batch)
    return Done(to=goto("roadmap", home=worked.home), told="started")


def _write(desk: Desk, worked: Worked, sent: Sending) -> None:
    seen = worked.view.elements

    def make(now: View) -> Edit:
        if now.elements != seen:
            raise Stale(next(iter(worked.edit.touched)))
        return worked.edit

    state = worked.taken.state
    why = Missing.NOT_STATED if state is None else state.why
    write(desk, sent, Change(home=worked.home, expecting={}, make=make, why=why))
