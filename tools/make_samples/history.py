"""What was known on an earlier day, worked out from dated rows.

A sample is written once, as it is known last. An earlier state is the same without what came later: steps,
reports, closed decisions and changed dates after the day are taken back. What no dated row tells is given as
`was`: the fields that had another value, and the elements that were not there yet or are no longer there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from waypost.core.roadmap.bodies import (
    Action,
    Assessment,
    Body,
    Contribution,
    Criterion,
    Document,
    Entry,
    Indicator,
    Item,
    Lever,
    Position,
    Report,
)
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.references import without
from waypost.core.roadmap.vocabulary import ActionState, ItemState
from waypost.core.values import ElementId, Missing


def as_known(element: Element, on: date) -> Element | None:
    """The element as it was known on that day; None when it was not yet there by its own dates."""
    body = element.body
    said = _said(body)
    if isinstance(said, date) and said > on:
        return None
    if isinstance(body, Action):
        return replace(element, body=_action(body, on))
    if isinstance(body, Contribution):
        steps = tuple(step for step in body.steps if not isinstance(step.day, date) or step.day <= on)
        if body.steps and not steps:
            return None
        return replace(element, body=replace(body, steps=steps))
    if isinstance(body, Indicator):
        return replace(element, body=_indicator(body, on))
    if isinstance(body, Item) and body.closed_on is not None and body.closed_on > on:
        return replace(
            element,
            body=replace(body, closed_on=None, was_done=None, confirmed_by=None, state=ItemState.OPEN),
        )
    return element


def whole(elements: Iterable[Element]) -> tuple[Element, ...]:
    """The elements without those that hang under or wait for something that is not there, and without ids of it."""
    kept = {one.id: one for one in elements}
    while True:
        left = {one.id: one for one in (_standing(each, kept) for each in kept.values()) if one is not None}
        if left == kept:
            return tuple(left.values())
        kept = left


def _standing(element: Element, kept: dict[ElementId, Element]) -> Element | None:
    """The element without ids that are not kept; None when it hangs under one or cannot do without one."""
    body = without(element.body, lambda other: other not in kept)
    if body is None or (element.parent is not None and element.parent not in kept):
        return None
    return replace(element, body=body)


def _said(body: Body) -> object:
    """The day on which something was said or found; nothing of it was there before."""
    match body:
        case Report(as_of=said) | Entry(as_of=said) | Criterion(as_of=said) | Position(said_on=said):
            return said
        case Document(day=said) | Lever(day=said) | Assessment(day=said):
            return said
    return None


def _action(body: Action, on: date) -> Action:
    """Dates, state and days of an action as they stood: a later change of a date is taken back."""
    back: dict[str, Any] = {}
    for change in sorted(body.changes, key=lambda one: one.at, reverse=True):
        if change.at > on:
            back[change.field] = change.old
    back["changes"] = tuple(change for change in body.changes if change.at <= on)
    if body.ended is not None and body.ended > on:
        back.update(ended=None, state=ActionState.UNDER_WAY, checked_by=None, done=Missing.NOT_REPORTED)
    if body.began is not None and body.began > on:
        back.update(began=None, state=ActionState.PLANNED, done=Decimal(0))
    return replace(body, **back)


def _indicator(body: Indicator, on: date) -> Indicator:
    """The target in force on that day, with the targets it had replaced by then."""
    later = [one for one in body.earlier_targets if one.until > on]
    if not later:
        return body
    then = min(later, key=lambda one: one.until)
    return replace(
        body,
        target=then.target,
        target_due=then.due,
        earlier_targets=tuple(one for one in body.earlier_targets if one.until <= on),
    )
