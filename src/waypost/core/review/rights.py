"""Rules about risk to people: R29, R31 and R32. Source: domain 4.5."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.review.finding import Weight
from waypost.core.review.rule import Check, Fault, Rule, actions, fault, is_open
from waypost.core.roadmap.bodies import Action, Assessment, Criterion
from waypost.core.roadmap.vocabulary import ActionState
from waypost.core.values import Missing


def not_assessed(analysis: Analysis) -> Iterator[Fault]:
    """R29: an action with risk to people that nobody has assessed."""
    for element, body in actions(analysis):
        if body.risk_to_people and not analysis.view.children(element.id, Assessment):
            yield fault(element)


def assessments(lacks: Callable[[Assessment], bool]) -> Check:
    """R29 and R32, letters: every assessment that lacks one thing, named by what it assesses."""

    def check(analysis: Analysis) -> Iterator[Fault]:
        for element, body in analysis.view.of(Assessment):
            if lacks(body):
                above = analysis.view.get(element.parent)
                yield fault(element, of=above.ref if above else Missing.UNKNOWN)

    return check


def risk_not_stated(analysis: Analysis) -> Iterator[Fault]:
    """R29d: an open action of which nobody says whether it is a risk to people."""
    for element, body in actions(analysis):
        if body.risk_to_people is None and is_open(body):
            yield fault(element)


def without_criterion(analysis: Analysis) -> Iterator[Fault]:
    """R31: an open action with risk to people without a criterion for suspending it."""
    for element, body in actions(analysis):
        if body.risk_to_people and is_open(body) and not analysis.view.children(element.id, Criterion):
            yield fault(element)


def met_and_going_on(analysis: Analysis) -> Iterator[Fault]:
    """R31a: a criterion for suspension is met and the action goes on."""
    for element, body in analysis.view.of(Criterion):
        above = analysis.view.get(element.parent)
        if body.met and above is not None and isinstance(above.body, Action) and _goes_on(above.body):
            yield fault(above)


def _goes_on(body: Action) -> bool:
    return is_open(body) and body.state is not ActionState.ON_HOLD


AUDITED: Final = "SR 17/2024, A1; SR 9/2016, para 87-89"
OMBUDSMAN: Final = "OI/2/2024/MHZ, A20"

RIGHTS: Final = (
    Rule("R29", Weight.MUST, AUDITED, not_assessed, needs=(Assessment,)),
    Rule("R29a", Weight.SHOULD, AUDITED, assessments(lambda one: isinstance(one.day, Missing))),
    Rule("R29b", Weight.MUST, AUDITED, assessments(lambda one: isinstance(one.measures, Missing))),
    Rule("R29c", Weight.MUST, AUDITED, assessments(lambda one: isinstance(one.owner, Missing))),
    Rule("R29d", Weight.NOTE, AUDITED, risk_not_stated),
    Rule("R31", Weight.SHOULD, OMBUDSMAN, without_criterion, needs=(Criterion,)),
    Rule("R31a", Weight.MUST, OMBUDSMAN, met_and_going_on),
    Rule("R32", Weight.NOTE, OMBUDSMAN, assessments(lambda one: one.public_summary is None)),
)
