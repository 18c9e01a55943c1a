"""Rules about indicators and reported values: R7, R9, R10, R11 and R44. Source: domain 4.2 and 4.6."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.money.ties import objective_of
from waypost.core.review.finding import Weight
from waypost.core.review.rule import Check, Fault, Rule, fault
from waypost.core.roadmap.bodies import Indicator, Report
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import Level
from waypost.core.values import ElementId, Missing, Quantity


def lacking(lacks: Callable[[Indicator], bool]) -> Check:
    """R7 and letters: every indicator that lacks one thing."""

    def check(analysis: Analysis) -> Iterator[Fault]:
        return (fault(element) for element, body in analysis.view.of(Indicator) if lacks(body))

    return check


def without_source(analysis: Analysis) -> Iterator[Fault]:
    """R7f: an indicator of which neither a series nor a source is named, by itself or by a report."""
    for element, body in analysis.view.of(Indicator):
        reports = analysis.view.children(element.id, Report)
        named = body.series or element.sources or any(one.sources for one, _ in reports)
        if not named:
            yield fault(element)


def target_moved_without_reason(analysis: Analysis) -> Iterator[Fault]:
    """R7h: an indicator whose target was replaced without a reason."""
    for element, body in analysis.view.of(Indicator):
        if any(isinstance(one.reason, Missing) for one in body.earlier_targets):
            yield fault(element)


def reported(lacks: Callable[[Report], bool]) -> Check:
    """R9, R44 and letters: every report that lacks one thing, named by its indicator and its day."""

    def check(analysis: Analysis) -> Iterator[Fault]:
        for element, body in analysis.view.of(Report):
            if lacks(body):
                yield _of_report(analysis, element, body)

    return check


def _of_report(analysis: Analysis, element: Element, body: Report) -> Fault:
    above = analysis.view.get(element.parent)
    return fault(element, indicator=above.ref if above else Missing.UNKNOWN, value=body.value, day=body.as_of)


def never_reported(analysis: Analysis) -> Iterator[Fault]:
    """R9d: an indicator of which no value was ever reported."""
    for element, _ in analysis.view.of(Indicator):
        if not analysis.view.children(element.id, Report):
            yield fault(element)


def same_value_twice(analysis: Analysis) -> Iterator[Fault]:
    """R10: one value of one unit on one day, reported under several indicators: perhaps the same people."""
    seen: dict[tuple[Decimal, str, date], list[tuple[Element, Report]]] = defaultdict(list)
    for element, body in analysis.view.of(Report):
        if isinstance(body.value, Quantity) and not isinstance(body.as_of, Missing) and body.value.amount:
            seen[body.value.amount, body.value.unit, body.as_of].append((element, body))
    for group in seen.values():
        if len({element.parent for element, _ in group}) > 1:
            yield _of_report(analysis, *group[-1])


def rivals(analysis: Analysis) -> Iterator[Fault]:
    """R10b: two values of one indicator on one day, none of them chosen."""
    for gauge in analysis.progress.gauges:
        if gauge.rivals and isinstance(gauge.value, Missing):
            yield fault(gauge.ref, n=len(gauge.rivals))


def outputs_only(analysis: Analysis) -> Iterator[Fault]:
    """R11: an objective whose indicators all count outputs."""
    levels: dict[ElementId, list[Level | Missing]] = defaultdict(list)
    named: dict[ElementId, Element] = {}
    for element, body in analysis.view.of(Indicator):
        objective = objective_of(analysis.view, element)
        if objective is not None:
            levels[objective.id].append(body.level)
            named[objective.id] = objective
    for key, found in levels.items():
        if all(level is Level.OUTPUT for level in found):
            yield fault(named[key])


AUDITED: Final = "SR 9/2016, para 67-69"
CHECKED: Final = "SR 17/2024, A2"

INDICATORS: Final = (
    Rule("R7", Weight.MUST, AUDITED, lacking(lambda one: isinstance(one.unit, Missing))),
    Rule("R7a", Weight.SHOULD, AUDITED, lacking(lambda one: isinstance(one.definition, Missing))),
    Rule("R7b", Weight.MUST, AUDITED, lacking(lambda one: isinstance(one.baseline, Missing))),
    Rule("R7c", Weight.SHOULD, AUDITED, lacking(lambda one: isinstance(one.baseline_day, Missing))),
    Rule("R7d", Weight.MUST, AUDITED, lacking(lambda one: isinstance(one.target, Missing))),
    Rule("R7e", Weight.SHOULD, AUDITED, lacking(lambda one: isinstance(one.target_due, Missing))),
    Rule("R7f", Weight.SHOULD, AUDITED, without_source, needs=(Report,)),
    Rule("R7g", Weight.SHOULD, AUDITED, lacking(lambda one: isinstance(one.owner, Missing))),
    Rule("R7h", Weight.SHOULD, AUDITED, target_moved_without_reason),
    Rule(
        "R9", Weight.MUST, CHECKED, reported(lambda one: isinstance(one.as_of, Missing) and one.preliminary is not True)
    ),
    Rule("R9a", Weight.SHOULD, CHECKED, reported(lambda one: isinstance(one.reporter, Missing))),
    Rule("R9b", Weight.SHOULD, CHECKED, reported(lambda one: isinstance(one.evidence, Missing))),
    Rule("R9c", Weight.SHOULD, CHECKED, reported(lambda one: one.checked_by in (None, one.reporter))),
    Rule("R9d", Weight.SHOULD, CHECKED, never_reported, needs=(Report,)),
    Rule("R10", Weight.SHOULD, "SR 17/2024, A1; A2", same_value_twice),
    Rule("R10b", Weight.SHOULD, "SR 17/2024, A1; A2", rivals, needs=(Report,)),
    Rule("R11", Weight.SHOULD, "SR 17/2024; SR 27/2018; SR 6/2024", outputs_only, needs=(Indicator,)),
    Rule("R11a", Weight.SHOULD, "SR 17/2024; SR 27/2018", lacking(lambda one: isinstance(one.level, Missing))),
    Rule("R44", Weight.MUST, "V20", reported(lambda one: one.preliminary is True and isinstance(one.as_of, Missing))),
    Rule("R44a", Weight.NOTE, "V20", reported(lambda one: one.preliminary is None)),
)
