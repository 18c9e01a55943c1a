"""Who may see an element, changed by people: narrowing at once, widening after a look, by a second person where it
reaches a partner or the public.

A request for a second person is kept beside the history, behind the same wall as its element: only who sees that
learns of it. The element must still be what it was when the request is granted.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Final

from waypost.codec.rows import token_of
from waypost.core.editing.edit import Edit, Problems, applied
from waypost.core.editing.readers import asks_second, narrowed, new_readers, widened
from waypost.core.editing.rights import may_edit
from waypost.core.errors import NotThere, Refused, Stale
from waypost.core.goto import goto
from waypost.core.pages.editing.widening import (
    AUDIENCE,
    PRESET,
    TICKED,
    WHY,
    Sight,
    Waiting,
    audience_page,
    presets_of,
    preview_page,
    waiting_page,
    waitings_page,
)
from waypost.core.pages.element.whole import element_page
from waypost.core.pages.places import homes_of, to_element
from waypost.core.people.roles import Power
from waypost.core.roadmap.audience import is_principal, is_within
from waypost.core.roadmap.elements import Audience, Element, State
from waypost.core.roadmap.view import View, partners_of, see
from waypost.core.say import Ref
from waypost.core.values import EU, PUBLIC, Missing, Principal, Slug, Text
from waypost.reference.countries import member_states
from waypost.usecases.desk import Desk
from waypost.usecases.editing.fields import told_of
from waypost.usecases.editing.outcome import Again, Done, Outcome
from waypost.usecases.editing.sending import KEY, TOKEN, Raw, Sending, sending
from waypost.usecases.editing.writing import (
    Change,
    Making,
    answered_before,
    element_of,
    gate_of,
    new_key,
    newest_view,
    person_of,
    problem,
    submission_of,
    text_of,
    write,
)
from waypost.usecases.scheduling import timetable_of
from waypost.workspace.database.gate import Database, Request, Walled
from waypost.workspace.database.requests import WIDEN

GRANTED, REFUSED, WITHDRAWN, OVERTAKEN = "granted", "refused", "withdrawn", "overtaken"
"""How a request ends; overtaken: its element had changed meanwhile."""
ENDED: Final = "[]"
"""What is kept of a submission that ended a request: it touched no element."""
LOOKED: Final = "_looked"
"""That whoever widens has seen what new readers would see."""


def audience_form(desk: Desk, home: Slug, name: str) -> bytes:
    """Who may see an element, to be changed. Raises NotThere and Refused as `edit_form`."""
    view, element = element_of(desk, home, name)
    return _form(desk, view, element, element.audience, ())


def _form(desk: Desk, view: View, element: Element, chosen: Audience, problems: Problems) -> bytes:
    offered = tuple(offered_readers(view, element))
    hidden = ((TOKEN, token_of(element)), (KEY, new_key()))
    told = tuple(told_of(one) for one in problems)
    return desk.set(audience_page(view, element, offered, chosen, hidden, told))


def offered_readers(view: View, element: Element) -> Iterator[Principal]:
    """Everyone who could see it: those it stands under are for, in the order of the marker."""
    above = view.get(element.parent)
    states = tuple(Principal(f"ms:{one}") for one in member_states())
    partners = tuple(Principal(f"partner:{one}") for one in sorted(partners_of(view.elements)))
    others = tuple(sorted(one for held in view for one in held.audience if one.startswith("org:")))
    for one in dict.fromkeys((EU, *states, *partners, *others, PUBLIC)):
        if above is None or PUBLIC in above.audience or one in above.audience or one in element.audience:
            yield one


def change_audience(desk: Desk, home: Slug, name: str, raw: Raw) -> Outcome:
    """Narrow at once, or widen: first the page of what new readers would see, then the act or the request.

    Raises as `audience_form`, and Stale where somebody changed the element meanwhile.
    """
    view, element = element_of(desk, home, name)
    sent = sending(raw, (WHY, LOOKED, PRESET), many=(AUDIENCE,))
    if sent.token != token_of(element):
        if answered_before(desk, sent):
            return Done(to=to_element(home, element.id), told="changed")
        raise Stale(element.id)
    offered = tuple(offered_readers(view, element))
    preset = {name: held for name, held in presets_of(offered) if name != TICKED}.get(sent.given(PRESET), ())
    ticked = (Principal(one) for one in sent.given(AUDIENCE).split(";") if one)
    wanted = frozenset(preset or ticked)
    if not wanted <= frozenset(offered) or not all(map(is_principal, wanted)):
        raise NotThere(AUDIENCE)
    why = text_of(desk, sent.given(WHY)) if sent.given(WHY) else None
    if is_within(wanted, element.audience):
        return _narrow(desk, view, element, sent, wanted, why)
    return _widen(desk, view, element, sent, wanted, why)


def _narrow(desk: Desk, view: View, element: Element, sent: Sending, wanted: Audience, why: Text | None) -> Outcome:
    found = narrowed(view, element, wanted, why)
    if not isinstance(found, Edit):
        return Again(body=_form(desk, view, element, wanted, found), status=422)
    narrow(desk, view, element, sent, wanted, why)
    return Done(to=to_element(view.home, element.id), told="narrowed")


def narrow(desk: Desk, view: View, element: Element, sent: Sending, wanted: Audience, why: Text | None) -> None:
    """Take readers from an element, once for each key. Raises Stale and Refused as `write`."""

    def make(now: View) -> Edit | Problems:
        return narrowed(now, now.get(element.id) or element, wanted, why)

    write(desk, sent, _change(view, element, make, why))


def _change(view: View, element: Element, make: Making, why: Text | None) -> Change:
    reason = Missing.NOT_STATED if why is None else why
    return Change(home=view.home, expecting={element.id: token_of(element)}, make=make, why=reason)


def _widen(desk: Desk, view: View, element: Element, sent: Sending, wanted: Audience, why: Text | None) -> Outcome:
    if not desk.may(Power.WIDEN):
        raise Refused((problem("editing.no_widening", element),))
    found = widened(view, element, wanted, why)
    if not isinstance(found, Edit):
        return Again(body=_form(desk, view, element, wanted, found), status=422)
    second = asks_second(element.audience, wanted)
    if not sent.given(LOOKED):
        hidden = (*((AUDIENCE, one) for one in sorted(wanted)), (WHY, sent.given(WHY)), (LOOKED, "1"))
        again = (*hidden, (TOKEN, sent.token), (KEY, new_key()))
        page = preview_page(view, element, sights(desk, view, element, found), again, second=second)
        return Again(body=desk.set(page), status=200)
    if second:
        ask(desk, element, wanted, sent, sent.given(WHY))
        return Done(to=to_element(view.home, element.id), told="asked")
    let(desk, view, element, sent, wanted, why)
    return Done(to=to_element(view.home, element.id), told="widened")


def let(
    desk: Desk,
    view: View,
    element: Element,
    sent: Sending,
    wanted: Audience,
    why: Text | None,
    also: Callable[[Database], object] | None = None,
) -> None:
    """Give an element more readers, once for each key; `also` is done with it. Raises Stale and Refused as `write`."""

    def make(now: View) -> Edit | Problems:
        return widened(now, now.get(element.id) or element, wanted, why)

    write(desk, sent, replace(_change(view, element, make, why), also=also))


# What new readers would see -----------------------------------------------------------------------------------------


def sights(desk: Desk, view: View, element: Element, edit: Edit) -> tuple[Sight, ...]:
    """The page of an element as each new reader would have it, as far as whoever looks may know; readers who would see
    the same stand together."""
    (now,) = edit.puts
    found: list[Sight] = []
    for reader in new_readers(element.audience, now.audience):
        sight = _sight(desk, view, element, edit, reader)
        alike = next((at for at, one in enumerate(found) if (one.blocks, one.also) == (sight.blocks, sight.also)), None)
        if alike is None:
            found.append(sight)
        else:
            found[alike] = replace(found[alike], who=(*found[alike].who, reader))
    return tuple(found)


def _sight(desk: Desk, view: View, element: Element, edit: Edit, reader: Principal) -> Sight:
    after, fresh = seen_then(view, edit, reader)
    held = after.get(element.id)
    if held is None:
        return Sight(who=(reader,), blocks=(), also=())
    times = timetable_of(after, on=desk.asking.on) if after.roadmap is not None else None
    page = element_page(held, times, (after,))
    also = tuple(_named(one) for one in fresh if one.id != element.id)
    return Sight(who=(reader,), blocks=page.blocks, also=also)


def seen_then(view: View, edit: Edit, reader: Principal) -> tuple[View, tuple[Element, ...]]:
    """What a reader would see after an edit, as far as whoever looks may know, and what of it would be new to them."""
    before, after = (see(_state(view, held), reader) for held in (view.elements, applied(view, edit)))
    return after, tuple(one for one in after if one.id not in before)


def _named(element: Element) -> Ref:
    return element.ref


def _state(view: View, elements: tuple[Element, ...]) -> State:
    return State(home=view.home, at=view.at, by=view.viewer, why=Missing.WITHHELD, elements=elements)


# Requests that wait for a second person -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a request asks for: the version it was made for, whom it adds, who asked (by function) and why."""

    asked: Request
    token: str
    audience: Audience
    function: str
    why: str


def ask(desk: Desk, element: Element, wanted: Audience, sent: Sending, why: str) -> str:
    """Ask a second person, once for each key of a submission; the key of the request."""
    asker = desk.visitor
    payload = {
        "token": token_of(element),
        "audience": sorted(wanted),
        "function": "" if asker is None else asker.member.function,
        "why": why,
    }
    request = Request(
        id=secrets.token_hex(12),
        home=element.home,
        element=element.id,
        act=WIDEN,
        person=person_of(desk),
        at=desk.now,
        payload=json.dumps(payload, ensure_ascii=False),
    )

    def kept() -> str:
        gate.ask(request)
        return request.id

    with gate_of(desk) as gate:
        return gate.once(submission_of(desk, sent), kept)


def _requests(desk: Desk) -> Iterator[tuple[Wanted, View, Element]]:
    """Every request about an element that whoever asks may see and change, with that element."""
    with closing(Walled(desk.place.roadmaps, desk.viewer)) as walled:
        asked = walled.requests(WIDEN)
    for one in asked:
        try:
            view = newest_view(desk, one.home)
        except NotThere:
            continue
        element = view.get(one.element)
        if element is not None and may_edit(view, element):
            yield _wanted(one), view, element


def _wanted(one: Request) -> Wanted:
    told = json.loads(one.payload)
    return Wanted(
        asked=one,
        token=told["token"],
        audience=frozenset(map(Principal, told["audience"])),
        function=told["function"],
        why=told["why"],
    )


def waiting_of(desk: Desk, one: Wanted, element: Element) -> Waiting:
    """A request as it is told to whoever sits at the desk."""
    return Waiting(
        key=one.asked.id,
        element=element,
        new=new_readers(element.audience, one.audience),
        asked_by=one.function,
        at=one.asked.at,
        why=one.why,
        mine=one.asked.person == person_of(desk),
    )


def waiting(desk: Desk) -> bytes:
    """The page of every request that waits and that whoever asks can settle, or asked for."""
    found = open_requests(desk)
    return desk.set(waitings_page(found, homes_of(one.element for one in found)))


def open_requests(desk: Desk) -> tuple[Waiting, ...]:
    """Every request that waits and that whoever asks can settle, or asked for, the oldest first."""
    return tuple(waiting_of(desk, one, element) for one, _, element in _requests(desk))


def to_settle(desk: Desk) -> tuple[Waiting, ...]:
    """The requests of others that whoever asks can settle."""
    return tuple(one for one in open_requests(desk) if not one.mine)


def request_named(desk: Desk, key: str) -> tuple[Wanted, View, Element]:
    """A request that waits, with its element. Raises NotThere for one that is not there or not for them."""
    for found in _requests(desk):
        if found[0].asked.id == key:
            return found
    raise NotThere(key)


def request_form(desk: Desk, key: str) -> bytes:
    """One request with what new readers would see. Raises NotThere for one that is not there or not for them."""
    one, view, element = request_named(desk, key)
    edit = widened(view, element, one.audience, None)
    seen = sights(desk, view, element, edit) if isinstance(edit, Edit) else ()
    hidden = ((TOKEN, one.token), (KEY, new_key()))
    return desk.set(waiting_page(view, waiting_of(desk, one, element), seen, hidden))


def settle_request(desk: Desk, key: str, raw: Raw) -> Outcome:
    """Grant a request, turn it down, or withdraw one's own.

    Raises NotThere as `request_form`; Stale where the element is no longer what the request was made for.
    """
    one, view, element = request_named(desk, key)
    sent = sending(raw, ("refuse",))
    is_mine = one.asked.person == person_of(desk)
    if sent.given("refuse") or is_mine:
        turn_down(desk, one, sent)
        return Done(to=goto("widenings"), told="refused")
    grant(desk, one, view, element, sent)
    return Done(to=to_element(view.home, element.id), told="widened")


def turn_down(desk: Desk, one: Wanted, sent: Sending) -> None:
    """Turn a request down, or withdraw one's own, once for each key."""
    _end(desk, one, WITHDRAWN if one.asked.person == person_of(desk) else REFUSED, sent)


def grant(desk: Desk, one: Wanted, view: View, element: Element, sent: Sending) -> None:
    """Let the readers of a request see its element, once for each key. Raises Stale where the element is no longer what
    the request was made for, which is over with that; Refused as `write`, and for a request of one's own."""
    if one.asked.person == person_of(desk):
        raise Refused((problem("editing.own_request", element),))
    if token_of(element) != one.token:
        _end(desk, one, OVERTAKEN, sent)
        raise Stale(element.id)
    why = text_of(desk, one.why) if one.why else None

    def granted(gate: Database) -> None:
        gate.settle(one.asked.id, GRANTED, person_of(desk), desk.now)

    let(desk, view, element, sent, one.audience, why, granted)


def _end(desk: Desk, one: Wanted, outcome: str, sent: Sending) -> None:
    def ended() -> str:
        gate.settle(one.asked.id, outcome, person_of(desk), desk.now)
        return ENDED

    with gate_of(desk) as gate:
        gate.once(submission_of(desk, sent), ended)
