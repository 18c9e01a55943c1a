"""Rules about days: lateness, first promises, loops and contradictions, R20 and R40. Source: domain 4.3 and 4.6."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.timetable import Scheduled
from waypost.core.review.finding import Weight
from waypost.core.review.rule import Fault, Rule, actions, fault, is_open
from waypost.core.roadmap.bodies import Action, Link
from waypost.core.roadmap.vocabulary import ActionState
from waypost.core.values import Missing, Precision, When


def late_without_cause(analysis: Analysis) -> Iterator[Fault]:
    """R20: a late action of which neither words nor another action in its reason chain say why."""
    bodies = {element.id: body for element, body in analysis.view.of(Action)}
    for item in analysis.timetable.items:
        body = bodies.get(item.element)
        if body and item.is_late and isinstance(body.delay_reason, Missing) and not _has_cause(item):
            yield fault(item.ref, n=item.late_days)


def _has_cause(item: Scheduled) -> bool:
    return any(one.element not in (None, item.element) for one in item.reasons)


def past_due(analysis: Analysis) -> Iterator[Fault]:
    """R40: an open action past the last day of its due date, without a new one."""
    for element, body in actions(analysis):
        last = None if isinstance(body.due, Missing) else body.due.last
        if is_open(body) and last is not None and last < analysis.on:
            yield fault(element, n=(analysis.on - last).days, day=last)


def loops(analysis: Analysis) -> Iterator[Fault]:
    """R40a: actions that wait for each other in a circle, one finding a circle, at its first member."""
    for loop in analysis.timetable.loops:
        members = tuple(one.ref for key in loop if (one := analysis.view.get(key)))
        if members:
            yield fault(members[0], members=members)


def contradictions(analysis: Analysis) -> Iterator[Fault]:
    """R40b: two fixed dates that cannot both hold."""
    for one in analysis.timetable.contradictions:
        yield fault(one.first, second=one.second, because=one.say)


def without_due(analysis: Analysis) -> Iterator[Fault]:
    """R40c: an open action without a due date."""
    return (fault(element) for element, body in actions(analysis) if is_open(body) and isinstance(body.due, Missing))


def moved_without_reason(analysis: Analysis) -> Iterator[Fault]:
    """R40d: an action of which a date was changed without a reason."""
    for element, body in actions(analysis):
        if any(isinstance(one.reason, Missing) for one in body.changes):
            yield fault(element)


def moved_again(analysis: Analysis) -> Iterator[Fault]:
    """R40e: an open action whose due date was moved more than once since it was first promised."""
    for element, body in actions(analysis):
        moves = sum(1 for one in body.changes if one.field == "due")
        if moves > 1 and is_open(body):
            yield fault(element, n=moves)


def unread_date(analysis: Analysis) -> Iterator[Fault]:
    """R40f: an open action whose start or due date is a phrase that fixes no day."""
    for element, body in actions(analysis):
        for when in (body.starts, body.due):
            if is_open(body) and isinstance(when, When) and when.precision is Precision.UNREAD:
                yield fault(element, phrase=when.phrase)
                break


def done_without_day(analysis: Analysis) -> Iterator[Fault]:
    """R40g: an action called done without the day on which it ended."""
    for element, body in actions(analysis):
        if body.state is ActionState.DONE and body.ended is None:
            yield fault(element)


LATE: Final = "SR 14/2023; SR 32/2018"
TIMELINES: Final = "M1"

TIME: Final = (
    Rule("R20", Weight.SHOULD, LATE, late_without_cause, needs=(Action, Link)),
    Rule("R40", Weight.MUST, TIMELINES, past_due),
    Rule("R40a", Weight.MUST, TIMELINES, loops),
    Rule("R40b", Weight.MUST, TIMELINES, contradictions),
    Rule("R40c", Weight.SHOULD, TIMELINES, without_due),
    Rule("R40d", Weight.SHOULD, TIMELINES, moved_without_reason),
    Rule("R40e", Weight.NOTE, TIMELINES, moved_again),
    Rule("R40f", Weight.SHOULD, TIMELINES, unread_date),
    Rule("R40g", Weight.SHOULD, TIMELINES, done_without_day),
)
