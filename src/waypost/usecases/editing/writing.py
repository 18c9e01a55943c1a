"""Writing what somebody changed: one transaction, once for each submission, whole or not at all.

The change is worked out again inside the transaction, from what everybody else has written by then. What its author
cannot see stays as it is; what is not theirs to change is refused there too.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace

from waypost.core.editing.edit import Edit, Problems, recorded
from waypost.core.editing.readers import recorded_narrower
from waypost.core.editing.rights import beyond, may_edit
from waypost.core.errors import NotThere, Problem, Refused
from waypost.core.roadmap.audience import is_within
from waypost.core.roadmap.elements import Element, State
from waypost.core.roadmap.view import View, see
from waypost.core.say import say
from waypost.core.values import ElementId, Missing, Slug, Text
from waypost.usecases.desk import Desk
from waypost.usecases.editing.closings import closed_by, keep_closings, own_confirmations
from waypost.usecases.editing.sending import Sending
from waypost.usecases.opening import NEWEST, reading_of
from waypost.workspace.database.gate import Database, Draft, Sent

Making = Callable[[View], Edit | Problems]
"""What is to be changed, from what its author sees when it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change to be written: in which home, on which versions it rests, what it makes, and why. `also` is done with
    it, in the same transaction."""

    home: Slug
    expecting: Mapping[ElementId, str | None]
    make: Making
    why: Text | Missing = Missing.NOT_STATED
    draft: Draft | None = None
    also: Callable[[Database], object] | None = None


@contextmanager
def gate_of(desk: Desk) -> Iterator[Database]:
    """The gate to the roadmaps, for as long as something is written."""
    with closing(Database(desk.place.roadmaps)) as gate:
        yield gate


def newest_view(desk: Desk, home: Slug) -> View:
    """What whoever sits at the desk may know of a home now, whatever moment the page asks for.

    Raises NotThere where that is nothing.
    """
    view = reading_of(desk.asking).view_at(home, NEWEST)
    if not view.elements:
        raise NotThere(home)
    return view


def element_of(desk: Desk, home: Slug, name: str) -> tuple[View, Element]:
    """An element with what surrounds it, for somebody who may change it.

    Raises NotThere for one that is not there or hidden, Refused for one that is not theirs to change.
    """
    view = newest_view(desk, home)
    element = view.get(ElementId(name))
    if element is None:
        raise NotThere(name)
    if not may_edit(view, element):
        raise Refused((problem("editing.not_yours", element),))
    return view, element


def problem(code: str, element: Element, column: str | None = None) -> Problem:
    """A problem with an element, by the code of its sentence."""
    reason, remedy = say(code, item=element.ref), say(f"{code}.remedy")
    return Problem(code=code, reason=reason, remedy=remedy, element=element.id, column=column)


def write(desk: Desk, sent: Sending, change: Change) -> ElementId:
    """Write a change, once for each key of a submission; gives the element that it is about. Raises as `write_all`."""
    return next(iter(write_all(desk, sent, change)), ElementId(""))


def write_all(desk: Desk, sent: Sending, change: Change) -> tuple[ElementId, ...]:
    """Write a change, once for each key of a submission; gives every element that it touched, first the one that it is
    about.

    Raises Stale where an element is no longer as it was seen, Refused with the problems of the change.
    """
    with gate_of(desk) as gate:
        answer = gate.once(
            submission_of(desk, sent), lambda: json.dumps(_written(desk, gate, change)), draft=change.draft
        )
    return _touched(answer)


def submission_of(desk: Desk, sent: Sending) -> Sent:
    """What was sent, as one thing that is done once: by whom, under which key, and what it was."""
    return Sent(key=sent.key, person=person_of(desk), digest=sent.digest, at=desk.now)


def _touched(answer: str) -> tuple[ElementId, ...]:
    """The elements of an answer that was kept; of one kept by an earlier release only the first."""
    held = json.loads(answer)
    return tuple(map(ElementId, [held] if isinstance(held, str) else held))


class _NotYet(Exception):
    """A submission that was not answered before."""


def answered_before(desk: Desk, sent: Sending) -> bool:
    """Whether this very submission was done already: a form sent twice, by a double click or a lost answer."""
    return answer_before(desk, sent) is not None


def touched_before(desk: Desk, sent: Sending) -> tuple[ElementId, ...] | None:
    """What this very submission touched when it was done; None where it was not."""
    answer = answer_before(desk, sent)
    return None if answer is None else _touched(answer)


def answer_before(desk: Desk, sent: Sending) -> str | None:
    """What was kept of this very submission when it was done; None where it was not."""

    def act() -> str:
        raise _NotYet

    with gate_of(desk) as gate, suppress(_NotYet):
        return gate.once(submission_of(desk, sent), act)
    return None


def _written(desk: Desk, gate: Database, change: Change) -> tuple[ElementId, ...]:
    touched: list[ElementId] = []
    person = person_of(desk)
    made: list[tuple[View, Edit]] = []
    part = gate.takes_part(desk.viewer, change.home)

    def act(state: State) -> State:
        view = see(state, desk.viewer, taking_part=part)
        edit = change.make(view)
        if not isinstance(edit, Edit):
            raise Refused(edit)
        own = own_confirmations(gate, view, edit, person)
        if own:
            raise Refused(tuple(problem("editing.own_confirmation", one) for one in own))
        made.append((view, edit))
        touched[:] = sorted(edit.touched, key=lambda one: (one not in change.expecting, one))
        return _after(state, view, edit, desk, change, part=part)

    gate.change(change.home, act, at=desk.now, viewer=desk.viewer, expecting=change.expecting)
    for view, edit in made:
        keep_closings(gate, view, edit, person=person, at=desk.now)
    if change.also is not None:
        change.also(gate)
    return tuple(touched) or tuple(change.expecting)


def _after(state: State, view: View, edit: Edit, desk: Desk, change: Change, *, part: bool) -> State:
    """The state that an edit makes. Raises Refused where something in it is not its author's to change."""
    put = recorded_narrower if _narrows(view, edit) else recorded
    elements = put(state.elements, view, edit, on=desk.now.date())
    after = replace(state, by=desk.viewer, why=change.why, reasons=edit.reasons, elements=elements)
    problems = beyond(view, edit, after, taking_part=part)
    if problems:
        raise Refused(problems)
    return after


def _narrows(view: View, edit: Edit) -> bool:
    """Whether an edit takes readers from an element."""
    pairs = ((view.get(one.id), one) for one in edit.puts)
    return any(was is not None and not is_within(was.audience, now.audience) for was, now in pairs)


def person_of(desk: Desk) -> str:
    """Who sits at the desk, by id. Raises NotThere where nobody is signed in."""
    if desk.visitor is None:
        raise NotThere("")
    return desk.visitor.member.person


def closed_by_me(desk: Desk, element: Element) -> bool:
    """Whether whoever sits at the desk is the one who closed something."""
    with gate_of(desk) as gate:
        return closed_by(gate, element, person_of(desk))


def new_key() -> str:
    """The key of one submission: random, so that nobody can guess another's."""
    return secrets.token_hex(16)


def text_of(desk: Desk, words: str) -> Text:
    """Words as somebody typed them, in their language."""
    return Text(wordings=((desk.words.language, words),))
