"""Rules about who does what together: R23, R24 and R27. Source: domain 4.4.

Decisions are those of the roadmap's own meetings and of the series it shares with others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import is_followed
from waypost.core.review.finding import Weight
from waypost.core.review.rule import Check, Fault, Rule, actions, fault
from waypost.core.roadmap.bodies import Item, Lever
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import ItemState
from waypost.core.values import Missing


def without_owner(analysis: Analysis) -> Iterator[Fault]:
    """R23: an action that nobody answers for."""
    return (fault(element) for element, body in actions(analysis) if isinstance(body.owner, Missing))


def levers(lacks: Callable[[Lever], bool]) -> Check:
    """R24 and letters: every incentive that lacks one thing."""

    def check(analysis: Analysis) -> Iterator[Fault]:
        return (fault(element) for element, body in analysis.view.of(Lever) if lacks(body))

    return check


def _open_decisions(analysis: Analysis) -> Iterator[tuple[Element, Item]]:
    for element, body in analysis.meetings.items:
        if is_followed(body) and body.state in (ItemState.OPEN, Missing.NOT_STATED):
            yield element, body


def overdue(analysis: Analysis) -> Iterator[Fault]:
    """R27: a decision past its last day that nobody has settled."""
    for element, body in _open_decisions(analysis):
        last = None if isinstance(body.due, Missing) else body.due.last
        if last is not None and last < analysis.on:
            yield fault(element, n=(analysis.on - last).days)


def not_confirmed(analysis: Analysis) -> Iterator[Fault]:
    """R27a: an important decision called done that nobody but its owner has confirmed."""
    for element, body in analysis.meetings.items:
        if body.important and body.state is ItemState.DONE and body.confirmed_by in (None, body.owner):
            yield fault(element)


def decision_without_owner(analysis: Analysis) -> Iterator[Fault]:
    """R27b: an open decision that nobody sees to."""
    return (fault(element) for element, body in _open_decisions(analysis) if isinstance(body.owner, Missing))


def decision_without_day(analysis: Analysis) -> Iterator[Fault]:
    """R27c: an open decision without a day."""
    return (fault(element) for element, body in _open_decisions(analysis) if isinstance(body.due, Missing))


AUDITED: Final = "SR 17/2021, A6; A18"

COORDINATION: Final = (
    Rule("R23", Weight.MUST, "SR 9/2016, para 90-103", without_owner),
    Rule("R24", Weight.SHOULD, AUDITED, levers(lambda one: isinstance(one.owner, Missing))),
    Rule("R24a", Weight.SHOULD, AUDITED, levers(lambda one: isinstance(one.state, Missing))),
    Rule("R24b", Weight.NOTE, AUDITED, levers(lambda one: isinstance(one.day, Missing))),
    Rule("R27", Weight.MUST, "M3; P6", overdue),
    Rule("R27a", Weight.SHOULD, "M3; P6", not_confirmed),
    Rule("R27b", Weight.SHOULD, "M3; P6", decision_without_owner),
    Rule("R27c", Weight.SHOULD, "M3; P6", decision_without_day),
)
