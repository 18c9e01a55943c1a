"""Who may know an element, changed: narrowing in one step with what stands below, widening as an act of its own.

Widening is asked for with a look at what new readers will see; where it reaches a partner or the public, a second
person grants it (design 3, issue 3.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from waypost.core.editing.edit import Edit, Problems, recorded
from waypost.core.errors import Problem
from waypost.core.roadmap.audience import is_within
from waypost.core.roadmap.elements import Audience, Element, FieldReason, in_order
from waypost.core.roadmap.view import View
from waypost.core.say import SayValue, Who, say
from waypost.core.values import PUBLIC, ElementId, Principal, Text


def narrowed(view: View, element: Element, audience: Audience, reason: Text | None) -> Edit | Problems:
    """The edit that takes readers from an element, and from all that stands below it; done in one step.

    Returns a problem for an audience that is not narrower, that is for nobody, or without whoever narrows.
    """
    if not is_within(audience, element.audience) or audience == element.audience:
        return (_problem("editing.not_narrower", item=element.ref),)
    if view.viewer not in audience and PUBLIC not in audience:
        return (_problem("editing.without_you", item=element.ref),)
    return _with_audience(element, audience, reason)


def widened(view: View, element: Element, audience: Audience, reason: Text | None) -> Edit | Problems:
    """The edit that gives an element more readers; what stands below it stays for whom it was.

    Returns a problem where nobody is added, where somebody is taken away, and where what the element stands under is
    for fewer.
    """
    if not is_within(element.audience, audience) or audience == element.audience:
        return (_problem("editing.not_wider", item=element.ref),)
    above = view.get(element.parent)
    if above is not None and not is_within(audience, above.audience):
        wider = tuple(Who(principal=one) for one in sorted(audience - above.audience))
        return (_problem("editing.parent_narrower", item=above.ref, wider=wider),)
    return _with_audience(element, audience, reason)


def _with_audience(element: Element, audience: Audience, reason: Text | None) -> Edit:
    why = () if reason is None else (FieldReason(element=element.id, field="audience", reason=reason),)
    return Edit(puts=(replace(element, audience=audience),), reasons=why)


def recorded_narrower(whole: Iterable[Element], view: View, edit: Edit, *, on: date) -> tuple[Element, ...]:
    """The whole home after an edit that took readers away: what stands below, hidden from its author or not, is for
    nobody who lost what it stands under. That which nobody may know any more is for nobody; history keeps it."""
    return within_parents(recorded(whole, view, edit, on=on))


def new_readers(was: Audience, now: Audience) -> tuple[Principal, ...]:
    """Whom a change of audience lets know of an element, in order of name."""
    return () if PUBLIC in was else tuple(sorted(now - was))


def asks_second(was: Audience, now: Audience) -> bool:
    """Whether a second person must grant it: a partner or the public would be among the new readers."""
    return any(one == PUBLIC or one.startswith("partner:") for one in new_readers(was, now))


def started(view: View, edit: Edit, wanted: Audience) -> Edit:
    """An edit that adds elements, each for those wanted as far as what it stands under is for them; whoever may not be
    a reader at once is none yet. Its author always is one."""
    return replace(edit, puts=tuple(_started(view, one, wanted) for one in edit.puts))


def _started(view: View, element: Element, wanted: Audience) -> Element:
    above = view.get(element.parent)
    audience = both(wanted, above.audience) if above is not None else wanted
    first = audience | {view.viewer}
    return replace(element, audience=first) if may_start_with(view.viewer, first, None) else element


def may_start_with(viewer: Principal, audience: Audience, above: Audience | None) -> bool:
    """Whether a new element may have an audience at once: it holds its author, is within what it stands under, and
    reaches neither the public nor a partner who is not its author, which is an act of its own."""
    inside = above is None or is_within(audience, above)
    return viewer in audience and inside and not asks_second(frozenset({viewer}), audience)


def within_parents(elements: Iterable[Element]) -> tuple[Element, ...]:
    """Elements of which none is for more readers than what it stands under, at any depth."""
    known = {one.id: one for one in elements}
    done: dict[ElementId, Audience] = {}
    return in_order(_for(one, _audience(one, known, done)) for one in known.values())


def _for(element: Element, audience: Audience) -> Element:
    return element if audience == element.audience else replace(element, audience=audience)


def _audience(element: Element, known: Mapping[ElementId, Element], done: dict[ElementId, Audience]) -> Audience:
    """The audience of an element within those of all above it; a circle ends where it closes."""
    if element.id not in done:
        done[element.id] = element.audience
        above = known.get(element.parent) if element.parent is not None else None
        if above is not None:
            done[element.id] = both(element.audience, _audience(above, known, done))
    return done[element.id]


def both(one: Audience, other: Audience) -> Audience:
    """Those who are in two audiences; `public` stands for all."""
    if PUBLIC in one:
        return other
    return one if PUBLIC in other else one & other


def _problem(code: str, **values: SayValue) -> Problem:
    return Problem(code=code, reason=say(code, **values), remedy=say(f"{code}.remedy"), column="_audience")
