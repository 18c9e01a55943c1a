"""Doing what people do with an element: the form of an act, and what comes of sending it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from waypost.codec.rows import token_of
from waypost.core.editing.edit import Edit, Problems
from waypost.core.editing.rights import may_edit
from waypost.core.errors import NotThere, Refused, Stale, WrongRequest
from waypost.core.goto import Goto, goto
from waypost.core.pages.editing.acting import Doing, acting_page, with_errors
from waypost.core.pages.page import Page
from waypost.core.pages.places import to_element
from waypost.core.roadmap.view import View
from waypost.core.say import Say, say
from waypost.core.values import Missing, Slug, Text
from waypost.usecases.desk import Desk
from waypost.usecases.editing.acts import ACTS, REASON_FIELD, Subject, earlier_version
from waypost.usecases.editing.fields import ELEMENTS, cells_of, told_of
from waypost.usecases.editing.outcome import Again, Done, Outcome
from waypost.usecases.editing.sending import KEY, TOKEN, Raw, Sending, sending
from waypost.usecases.editing.writing import (
    Change,
    answered_before,
    element_of,
    new_key,
    newest_view,
    problem,
    text_of,
    write,
)
from waypost.usecases.merging import fresh_id

GONE: Final = "gone"
"""The token of what is there no more."""


def act_form(desk: Desk, home: Slug, name: str, act: str, *, at: str = "") -> bytes:
    """The form of an act. `at` is the moment of the version to be put back.

    Raises NotThere for an element or act that is not there, Refused where the element is not theirs to change.
    """
    subject = _subject(desk, home, name, act, at)
    return desk.set(_page(subject, act, None, ()))


def do_act(desk: Desk, home: Slug, name: str, act: str, raw: Raw, *, at: str = "") -> Outcome:
    """Do what the form of an act says. Raises as `act_form`, and Stale where somebody changed the element meanwhile."""
    subject = _subject(desk, home, name, act, at)
    groups = ACTS[act].fields(subject)
    sent = sending(raw, (one.name for group in groups for one in group))
    if not sent.token:
        raise WrongRequest(say("error.no_token"))
    there = subject.view.get(subject.element.id)
    token = GONE if there is None else token_of(there)
    if token != sent.token:
        if answered_before(desk, sent):
            return Done(to=to_element(home, subject.element.id), told=act)
        raise Stale(subject.element.id)
    name_of_new = fresh_id()

    def make(now: View) -> Edit | Problems:
        held = now.get(subject.element.id)
        return ACTS[act].make(replace(subject, view=now, element=held or subject.element), sent, name_of_new)

    first = make(subject.view)
    if isinstance(first, tuple):
        return Again(body=desk.set(_page(subject, act, sent, first)), status=422)
    expecting = {subject.element.id: None if there is None else token_of(there)}
    try:
        write(desk, sent, Change(home=home, expecting=expecting, make=make, why=_why(desk, sent)))
    except Refused as error:
        return Again(body=desk.set(_page(subject, act, sent, error.problems)), status=422)
    return Done(to=_after(subject, first), told=act)


def _why(desk: Desk, sent: Sending) -> Text | Missing:
    return text_of(desk, sent.given(REASON_FIELD)) if sent.given(REASON_FIELD) else Missing.NOT_STATED


def _after(subject: Subject, edit: Edit) -> Goto:
    """Where to go: to the element, to what it stood under when it went, or to where it is when it came back."""
    element = subject.element
    if element.id not in subject.view and edit.puts:
        return to_element(element.home, edit.puts[0].id)
    if element.id in edit.takes:
        above = subject.view.get(element.parent)
        return goto("portfolio") if above is None else to_element(above.home, above.id)
    return to_element(element.home, element.id)


def _subject(desk: Desk, home: Slug, name: str, act: str, at: str) -> Subject:
    """The element of an act. One that is gone can be put back; then it is the version asked for."""
    if act not in ACTS:
        raise NotThere(act)
    if act == "restore":
        view = newest_view(desk, home)
        _, element = earlier_version(desk, home, name, at)
        there = view.get(element.id)
        if there is not None and not at:
            raise NotThere(name)
        if there is not None and not may_edit(view, there):
            raise Refused((problem("editing.not_yours", there),))
    else:
        view, element = element_of(desk, home, name)
    if act != "restore" and not ACTS[act].offered(view, element):
        raise NotThere(act)
    if not desk.may(ACTS[act].power):
        raise NotThere(act)
    return Subject(desk=desk, view=view, element=element, cells=cells_of(view, desk.words, desk.asking.on), at=at)


def _page(subject: Subject, act: str, sent: Sending | None, problems: Problems) -> Page:
    rule = ACTS[act]
    groups = rule.fields(subject)
    errors: dict[str, Say] = {one.column: told_of(one) for one in problems if one.column}
    names = {one.name for group in groups for one in group}
    loose = tuple(told_of(one) for one in problems if one.column not in names)
    values = {} if sent is None else dict(sent.fields)
    there = subject.view.get(subject.element.id)
    query = (("version", subject.at),) if subject.at else ()
    doing = Doing(
        act=act,
        to=goto(act, home=subject.view.home, element=subject.element.id, query=query),
        groups=tuple(with_errors(group, errors, values) for group in groups),
        hidden=((TOKEN, GONE if there is None else token_of(there)), (KEY, new_key())),
        also=rule.also(subject.view, subject.element),
        withdraws=rule.withdraws,
        suggestions=((ELEMENTS, tuple(subject.cells.labels.values())),) if act == "move" else (),
        problems=loose,
        facts=rule.facts(subject.element),
    )
    return acting_page(subject.view, subject.element, doing)
