"""Rules about objectives, priorities and needs: R1 to R5. Source: domain 4.1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.money.ties import objective_of
from waypost.core.review.finding import Weight
from waypost.core.review.rule import Fault, Rule, actions, fault, is_open
from waypost.core.roadmap.bodies import Action, Indicator, Objective, Position
from waypost.core.roadmap.vocabulary import PositionKind
from waypost.core.values import ElementId, Missing

MANY_PRIORITIES: Final = 10
"""More objectives than this are no short list. A threshold of ours: the audits name none (domain R3)."""


def action_without_objective(analysis: Analysis) -> Iterator[Fault]:
    """R1: an action that stands under no objective."""
    for element, _ in actions(analysis):
        if objective_of(analysis.view, element) is None:
            yield fault(element)


def objective_without_action(analysis: Analysis) -> Iterator[Fault]:
    """R1a: an objective under which no action stands that is not dropped."""
    served = {one.id for element, _ in actions(analysis) if (one := objective_of(analysis.view, element))}
    for element, _ in analysis.view.of(Objective):
        if element.id not in served:
            yield fault(element)


def objective_without_result(analysis: Analysis) -> Iterator[Fault]:
    """R1b: an objective whose result nothing measures, at itself or at one of its actions."""
    measured = {one.id for element, _ in analysis.view.of(Indicator) if (one := objective_of(analysis.view, element))}
    for element, _ in analysis.view.of(Objective):
        if element.id not in measured:
            yield fault(element)


def need_without_answer(analysis: Analysis) -> Iterator[Fault]:
    """R2: a need or priority of a side that no action answers and nobody replied to."""
    for one in analysis.balance.answers:
        if one.state == "unanswered":
            yield fault(one.ref)


def need_without_day(analysis: Analysis) -> Iterator[Fault]:
    """R2a: a need or priority without the day on which it was stated."""
    for element, body in analysis.view.of(Position):
        if body.position in (PositionKind.NEED, PositionKind.PRIORITY) and isinstance(body.said_on, Missing):
            yield fault(element)


def too_many_priorities(analysis: Analysis) -> Iterator[Fault]:
    """R3: more objectives than a short list holds."""
    count = len(analysis.view.of(Objective))
    if count > MANY_PRIORITIES:
        yield fault(None, n=count, limit=MANY_PRIORITIES)


def objective_without_rank(analysis: Analysis) -> Iterator[Fault]:
    """R3a: an objective without a rank, where there are several."""
    found = analysis.view.of(Objective)
    for element, body in found if len(found) > 1 else ():
        if body.rank is None:
            yield fault(element)


def rank_given_twice(analysis: Analysis) -> Iterator[Fault]:
    """R3b: objectives that share a rank, each named."""
    found = analysis.view.of(Objective)
    ranks = Counter(body.rank for _, body in found)
    for element, body in found:
        if body.rank is not None and ranks[body.rank] > 1:
            yield fault(element, rank=body.rank)


def _busy(analysis: Analysis) -> set[ElementId]:
    return {
        one.id for element, body in actions(analysis) if is_open(body) and (one := objective_of(analysis.view, element))
    }


def lapsed(analysis: Analysis) -> Iterator[Fault]:
    """R4: a priority whose last day is past while actions under it are still open."""
    busy = _busy(analysis)
    for element, body in analysis.view.of(Objective):
        if not isinstance(body.lapses, Missing) and body.lapses < analysis.on and element.id in busy:
            yield fault(element, day=body.lapses)


def without_lapse(analysis: Analysis) -> Iterator[Fault]:
    """R4a: a priority without the day on which it ends unless renewed."""
    for element, body in analysis.view.of(Objective):
        if isinstance(body.lapses, Missing):
            yield fault(element)


def need_not_counted(analysis: Analysis) -> Iterator[Fault]:
    """R5: money is set against an objective of which no need is counted."""
    funded = {one for line in analysis.ledger.lines for one in line.objectives}
    for element, body in analysis.view.of(Objective):
        counted = any(not isinstance(need.amount, Missing) for need in body.needs)
        if element.id in funded and not counted:
            yield fault(element)


OBJECTIVES: Final = (
    Rule("R1", Weight.MUST, "SR 9/2016, para 27-31", action_without_objective),
    Rule("R1a", Weight.SHOULD, "SR 9/2016, para 27-31", objective_without_action, needs=(Action,)),
    Rule("R1b", Weight.SHOULD, "SR 9/2016, para 27-31", objective_without_result, needs=(Indicator,)),
    Rule("R2", Weight.SHOULD, "SR 9/2016, para 32-37", need_without_answer, needs=(Action,)),
    Rule("R2a", Weight.SHOULD, "SR 9/2016, para 32-37", need_without_day),
    Rule("R3", Weight.SHOULD, "SR 9/2016, para 52-65", too_many_priorities),
    Rule("R3a", Weight.SHOULD, "SR 9/2016, para 52-65", objective_without_rank),
    Rule("R3b", Weight.SHOULD, "SR 9/2016, para 52-65", rank_given_twice),
    Rule("R4", Weight.SHOULD, "M15; M6", lapsed),
    Rule("R4a", Weight.NOTE, "M15; M6", without_lapse),
    Rule("R5", Weight.SHOULD, "SR 32/2018", need_not_counted),
)
