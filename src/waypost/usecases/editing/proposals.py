"""Proposals: a branch of a roadmap begun, compared with it as it stands now, merged or ended."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import replace
from typing import Final

from waypost.codec.rows import token_of
from waypost.core.editing.edit import Edit, Problems
from waypost.core.editing.proposal import (
    Proposed,
    as_edit,
    branched,
    ended,
    is_open,
    proposed,
)
from waypost.core.errors import NotThere, Refused, Stale
from waypost.core.goto import goto
from waypost.core.pages.editing.choosing import choice_name
from waypost.core.pages.editing.conflict import MINE, THEIRS
from waypost.core.pages.editing.proposals import (
    READERS,
    TITLE,
    Look,
    Standing,
    proposal_page,
    proposals_page,
)
from waypost.core.roadmap.bodies import Entry
from waypost.core.roadmap.elements import Audience, Element, State, in_order, origin_of, proposal_of
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import EntryKind
from waypost.core.say import Say, say
from waypost.core.values import EU, ElementId, Principal, Slug, Text
from waypost.reference.countries import member_states
from waypost.usecases.desk import Desk
from waypost.usecases.editing.acts import wholes_decided
from waypost.usecases.editing.fields import told_of
from waypost.usecases.editing.outcome import Again, Done, Outcome
from waypost.usecases.editing.sending import CHOOSE, KEY, TOKEN, Raw, Sending, sending
from waypost.usecases.editing.writing import Change, gate_of, new_key, newest_view, person_of, text_of, write
from waypost.usecases.merging import fresh_id
from waypost.usecases.opening import reading_of
from waypost.workspace.database.gate import Sent

END: Final = "end"


def proposals(desk: Desk, home: Slug) -> bytes:
    """The proposals of a roadmap that whoever asks may see. Raises NotThere for a roadmap that is not there."""
    return _list(desk, home, None)


def _list(desk: Desk, home: Slug, problem: Say | None) -> bytes:
    view = _roadmap(desk, home)
    found = tuple(_standing(desk, one) for one in reading_of(desk.asking).homes() if origin_of(one) == home)
    hidden = ((TOKEN, "new"), (KEY, new_key()))
    return desk.set(proposals_page(view, tuple(one for one in found if one is not None), hidden, problem))


def _roadmap(desk: Desk, home: Slug) -> View:
    """A roadmap that is no proposal. Raises NotThere for anything else."""
    if origin_of(home) is not None:
        raise NotThere(home)
    view = newest_view(desk, home)
    if view.roadmap is None:
        raise NotThere(home)
    return view


def _standing(desk: Desk, home: Slug) -> Standing | None:
    with suppress(NotThere):
        views = reading_of(desk.asking).views(home)
        return Standing(home=home, title=_title(views[0]), began=views[0].at, is_open=is_open(views[-1]))
    return None


def _title(began: View) -> Text | None:
    """What a proposal is called: the note with which it began."""
    note = note_of(began)
    return note.words if note is not None and isinstance(note.words, Text) else None


def note_of(view: View) -> Entry | None:
    """The note with which a proposal began: its title, its author, its day."""
    head = view.roadmap
    note = None if head is None else view.get(_name_note(head[0].id))
    return note.body if note is not None and isinstance(note.body, Entry) else None


def _name_note(head: ElementId) -> ElementId:
    return ElementId(f"{head}-proposal")


def propose(desk: Desk, home: Slug, raw: Raw) -> Outcome:
    """Begin a proposal: a branch of what its author sees, for their own side, or for all Member States and the EU."""
    view = _roadmap(desk, home)
    sent = sending(raw, (TITLE, READERS))
    if not sent.given(TITLE):
        return Again(body=_list(desk, home, say("editing.empty", field=say("editing.proposal_title"))), status=422)
    state = _first_state(desk, view, sent)
    submission = Sent(key=sent.key, person=person_of(desk), digest=sent.digest, at=desk.now)

    def act() -> str:
        gate.write(state)
        return str(state.home)

    with gate_of(desk) as gate:
        branch = gate.once(submission, act)
    return Done(to=goto("proposal", home=branch), told="proposed")


def _first_state(desk: Desk, view: View, sent: Sending) -> State:
    branch = proposal_of(view.home, secrets.token_hex(4))
    readers = _readers(desk, sent.given(READERS))
    elements = branched(view, branch, readers)
    head = next(one for one in elements if one.kind.name == "roadmap")
    words = text_of(desk, sent.given(TITLE))
    body = Entry(entry=EntryKind.NOTE, words=words, as_of=desk.asking.on, author=desk.viewer)
    note = Element(id=_name_note(head.id), home=branch, parent=head.id, audience=head.audience, body=body)
    return State(home=branch, at=desk.now, by=desk.viewer, why=words, elements=in_order((*elements, note)))


def _readers(desk: Desk, name: str) -> Audience:
    """Whom a proposal is for: its author's side alone, or the EU and every Member State with it."""
    own = frozenset({desk.viewer})
    if name != "all":
        return own
    return own | {EU} | {Principal(f"ms:{one}") for one in member_states()}


# One proposal -------------------------------------------------------------------------------------------------------


def proposal(desk: Desk, home: Slug) -> bytes:
    """A proposal compared with its roadmap as it stands now. Raises NotThere for one that is not there or hidden."""
    return _look(desk, home, {}, ())


def _sides(desk: Desk, home: Slug) -> tuple[View, View, View]:
    origin = origin_of(home)
    if origin is None:
        raise NotThere(home)
    roadmap = newest_view(desk, origin)
    views = reading_of(desk.asking).views(home)
    return views[0], newest_view(desk, home), roadmap


def _found(began: View, now: View, roadmap: View, chosen: dict[str, str]) -> Proposed:
    choices = {_parts(name): value == MINE for name, value in chosen.items()}
    note = None if began.roadmap is None else _name_note(began.roadmap[0].id)
    found = proposed(began, now, roadmap, choices)
    kept = tuple(one for one in found.elements if one.id != note)
    return replace(
        found,
        elements=kept,
        changes=replace(found.changes, changes=tuple(one for one in found.changes.changes if one.element != note)),
    )


def _parts(name: str) -> tuple[ElementId, str]:
    element, _, field = name.removeprefix(CHOOSE).rpartition(".")
    return ElementId(element), field


def _look(desk: Desk, home: Slug, chosen: dict[str, str], told: tuple[Say, ...]) -> bytes:
    began, now, roadmap = _sides(desk, home)
    look = Look(
        branch=now,
        title=_title(began),
        found=_found(began, now, roadmap, chosen),
        chosen=tuple(chosen.items()),
        hidden=((TOKEN, _digest(roadmap, now)), (KEY, new_key())),
        is_open=is_open(now),
        told=told,
    )
    return desk.set(proposal_page(roadmap, look))


def _digest(*views: View) -> str:
    told = "".join(token_of(one) for view in views for one in view)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def settle(desk: Desk, home: Slug, raw: Raw) -> Outcome:
    """Merge a proposal into its roadmap, with every conflict chosen; or end it.

    Where either changed since the look, nothing is written and the look is new (409).
    """
    began, now, roadmap = _sides(desk, home)
    names = [one for one in raw if one.startswith(CHOOSE)]
    sent = sending(raw, (END,), about=[one.removeprefix(CHOOSE) for one in names])
    chosen = {name: text for name, text in sent.fields.items() if name.startswith(CHOOSE)}
    if sent.given(END):
        write(desk, sent, Change(home=home, expecting={}, make=ended))
        return Done(to=goto("proposals", home=roadmap.home), told="ended")
    if sent.token != _digest(roadmap, now):
        return Again(body=_look(desk, home, chosen, (say("error.stale"),)), status=409)
    found = _found(began, now, roadmap, chosen)
    open_ones = [one for one in found.conflicts if chosen.get(choice_name(one)) not in (MINE, THEIRS)]
    if open_ones:
        return Again(body=_look(desk, home, chosen, (say("editing.choose_one"),)), status=409)
    title = _title(began) or text_of(desk, "-")
    wholes = wholes_decided(desk, roadmap, found.conflicts, chosen, title)
    if not isinstance(wholes, Edit):
        return Again(body=_look(desk, home, chosen, tuple(map(told_of, wholes))), status=422)
    try:
        _merge(desk, roadmap, as_edit(roadmap, found).joined(wholes), sent, title)
    except Refused as error:
        return Again(body=_look(desk, home, chosen, tuple(map(told_of, error.problems))), status=422)
    except Stale as error:
        return Again(body=_look(desk, home, chosen, (error.say,)), status=409)
    write(desk, replace(sent, key=new_key()), Change(home=home, expecting={}, make=ended))
    return Done(to=goto("changes", home=roadmap.home), told="merged")


def _merge(desk: Desk, roadmap: View, edit: Edit, sent: Sending, title: Text) -> None:
    def make(view: View) -> Edit | Problems:
        if view.elements != roadmap.elements:
            raise Stale(next(iter(edit.touched), fresh_id()))
        return edit

    write(desk, sent, Change(home=roadmap.home, expecting={}, make=make, why=title))
