"""Who may see an element, settled by programs: fewer readers at once, more after a look, by a second person where a
partner or the public is among them. The rules are those of the pages.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from waypost.codec.answers import readership_json, requests_json, sights_json
from waypost.codec.interface.bodies import Readership, Settling, act_of
from waypost.codec.rows import token_of
from waypost.core.editing.edit import Edit, Problems
from waypost.core.editing.readers import asks_second, narrowed, new_readers, widened
from waypost.core.errors import NotThere, Problem, Refused, Stale
from waypost.core.people.roles import Power
from waypost.core.roadmap.audience import is_within
from waypost.core.roadmap.elements import Audience, Element
from waypost.core.roadmap.view import View
from waypost.core.say import Who, say
from waypost.core.values import Principal, Slug
from waypost.usecases.desk import Desk, afresh
from waypost.usecases.editing import audiences
from waypost.usecases.editing.elements import version_of
from waypost.usecases.editing.sending import Sending, hides
from waypost.usecases.editing.writing import answered_before, element_of, problem
from waypost.usecases.programs.acting import met, placed, sending_of
from waypost.usecases.programs.reading import Told, told
from waypost.usecases.programs.writing import Met

PREVIEW, NARROWED, WIDENED, ASKED = "preview", "narrowed", "widened", "asked"
GRANTED, REFUSED = "granted", "refused"
OUTCOMES: Final = (PREVIEW, NARROWED, WIDENED, ASKED, GRANTED, REFUSED)
"""What becomes of a change of readers: `preview` says that nothing was written, `asked` that a second person is asked,
`refused` also that somebody withdrew a request of their own."""

Sights = tuple[tuple[tuple[Principal, ...], tuple[Element, ...]], ...]
"""New readers, and the elements that would come to their eyes, each as they would have it."""


def change(desk: Desk, home: str, name: str, raw: bytes, *, token: str, key: str) -> Told | Met:
    """Change who may see an element whose version is `token`, once for each key.

    Raises NotThere for an element that is not there or hidden, Refused for one that is not theirs to change, for
    readers that it cannot have, and for widening by whoever may not.
    """
    sent = sending_of(f"audience {home} {name}", raw, token=token, key=key)
    view, element = element_of(desk, Slug(home), name)
    given = act_of(raw, Readership, hides)
    if token_of(element) != token:
        if not answered_before(desk, sent):
            return met(desk, view, element, token)
        was = version_of(desk, view, element, token)
        fewer = was is not None and is_within(given.audience, was.audience)
        return _told(desk, element, NARROWED if fewer else WIDENED)
    try:
        return _changed(desk, view, element, sent, given)
    except Refused as error:
        raise placed(error.problems) from None
    except Stale:
        with afresh(desk) as now:
            return met(now, *element_of(now, Slug(home), name), token)


def _changed(desk: Desk, view: View, element: Element, sent: Sending, given: Readership) -> Told:
    _refuse_others(view, element, given.audience)
    if is_within(given.audience, element.audience):
        _edit_of(narrowed(view, element, given.audience, given.why))
        audiences.narrow(desk, view, element, sent, given.audience, given.why)
        return _told(desk, element, NARROWED)
    if not desk.may(Power.WIDEN):
        raise Refused((problem("editing.no_widening", element),))
    edit = _edit_of(widened(view, element, given.audience, given.why))
    seen = sights(view, element, edit)
    if not given.looked:
        return _told(desk, element, PREVIEW, seen)
    if asks_second(element.audience, given.audience):
        why = "" if given.why is None else given.why.in_language(desk.words.language)[1]
        return _told(desk, element, ASKED, seen, audiences.ask(desk, element, given.audience, sent, why))
    audiences.let(desk, view, element, sent, given.audience, given.why)
    return _told(desk, element, WIDENED, seen)


def _edit_of(found: Edit | Problems) -> Edit:
    if not isinstance(found, Edit):
        raise Refused(found)
    return found


def _refuse_others(view: View, element: Element, wanted: Audience) -> None:
    """Raises Refused for readers that the page does not offer: partners of other roadmaps, and names that are none."""
    others = sorted(wanted - frozenset(audiences.offered_readers(view, element)))
    if others:
        raise Refused(tuple(_not_offered(one) for one in others))


def _not_offered(reader: Principal) -> Problem:
    code = "api.no_reader"
    reason, remedy = say(code, who=Who(principal=reader)), say(f"{code}.remedy")
    return Problem(code=code, reason=reason, remedy=remedy, column="audience", value=reader)


def sights(view: View, element: Element, edit: Edit) -> Sights:
    """What each new reader would see, as far as whoever looks may know; readers who would see the same together."""
    found: dict[tuple[Element, ...], list[Principal]] = {}
    for reader in new_readers(element.audience, edit.puts[0].audience):
        found.setdefault(audiences.seen_then(view, edit, reader)[1], []).append(reader)
    return tuple((tuple(who), seen) for seen, who in found.items())


def _told(desk: Desk, element: Element, outcome: str, seen: Sights = (), request: str | None = None) -> Told:
    with afresh(desk) as now:
        held = element if outcome in (PREVIEW, ASKED) else element_of(now, element.home, element.id)[1]
        data = readership_json(outcome, request, [(held, token_of(held))], seen)
        answer = told(now, "audience", data)
    return Told(body=answer.body, token=token_of(held))


# What waits for a second person --------------------------------------------------------------------------------------


def requests(desk: Desk) -> Told:
    """The requests that wait, as far as whoever asks may settle them or asked for them."""
    found = audiences.open_requests(desk) if desk.may(Power.WIDEN) else ()
    return told(desk, "widenings", {"requests": requests_json(found, desk.words.plain)})


def request(desk: Desk, key: str) -> Told:
    """One of them, with what its new readers would see. Raises NotThere for one that is not there or not for them."""
    if not desk.may(Power.WIDEN):
        raise NotThere(key)
    one, view, element = audiences.request_named(desk, key)
    edit = widened(view, element, one.audience, None)
    seen = sights(view, element, edit) if isinstance(edit, Edit) else ()
    (named,) = requests_json([audiences.waiting_of(desk, one, element)], desk.words.plain)
    answer = told(desk, "widening", {"request": named, "sights": sights_json(seen)})
    return Told(body=answer.body, token=one.token)


def settle(desk: Desk, key: str, raw: bytes, *, token: str, number: str) -> Told | Met:
    """Grant a request made for the version `token`, turn it down, or withdraw one's own; once for each `number`.

    Raises NotThere as `request`, Refused for granting a request of one's own.
    """
    sent = sending_of(f"settle {key}", raw, token=token, key=number)
    try:
        one, view, element = audiences.request_named(desk, key)
    except NotThere:
        if not answered_before(desk, sent):
            raise
        return _settled(desk, GRANTED if act_of(raw, Settling, hides).grant else REFUSED)
    given = act_of(raw, Settling, hides)
    outcome = GRANTED if given.grant else REFUSED
    if token != one.token:
        return met(desk, view, element, one.token)
    if not given.grant:
        audiences.turn_down(desk, one, sent)
        return _settled(desk, outcome)
    with suppress(Stale):
        audiences.grant(desk, one, view, element, sent)
        return _settled(desk, outcome)
    with afresh(desk) as now:
        return met(now, *element_of(now, view.home, element.id), token)


def _settled(desk: Desk, outcome: str) -> Told:
    return told(desk, "settle", readership_json(outcome, None, (), ()))
