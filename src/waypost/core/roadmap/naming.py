"""What a person calls an element whose kind has no title: a value by its indicator and period, a link by its ends."""

from __future__ import annotations

from dataclasses import replace

from waypost.core.roadmap.bodies import Acceptance, Assessment, Link, Report
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.say import Ref, Say, SayValue, say
from waypost.core.values import ElementId, Missing


def named(view: View, element: Element) -> Ref:
    """The element as a sentence names it; one without a title by what it is about.

    The name speaks only of what is in the view, as the element itself does.
    """
    name = _name(view, element)
    return element.ref if name is None else replace(element.ref, title=name)


def _name(view: View, element: Element) -> Say | None:
    match element.body:
        case Report() | Assessment() as body:
            above = _called(view, element.parent)
            return None if above is None else _of_what(body, above)
        case Acceptance() as body:
            about = _called(view, body.element)
            if about is None:
                return say("words.acceptance_of_all", rule=body.rule)
            return say("words.acceptance_of", rule=body.rule, item=about)
        case Link() as body:
            item, other = _called(view, body.to), _called(view, body.waits_for)
            return say("words.link_of", item=item, other=other) if item and other else None
        case _:
            return None


def _of_what(body: Report | Assessment, above: Ref) -> Say:
    if isinstance(body, Assessment):
        return say("words.assessment_of", item=above)
    when = _when(body)
    return say("words.value_of", item=above, day=when) if when else say("words.value_undated", item=above)


def _when(body: Report) -> SayValue | None:
    """The day or the period of a value."""
    if isinstance(body.as_of, Missing):
        return None
    if body.period_from is None:
        return body.as_of
    return say("words.between", first=body.period_from, last=body.as_of)


def _called(view: View, key: ElementId | None) -> Ref | None:
    found = view.get(key)
    return found.ref if found is not None else None
