"""The registry: every rule of the review, and what they find together, worst first.

Where more than three elements break one rule the reader gets one sentence with their numbers, so that page one
can be read. A finding that somebody accepted stays, after the open ones, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.errors import NotThere
from waypost.core.review.balance import BALANCE
from waypost.core.review.coordination import COORDINATION
from waypost.core.review.finding import Accepted, Finding, Weight
from waypost.core.review.indicators import INDICATORS
from waypost.core.review.money import MONEY
from waypost.core.review.objectives import OBJECTIVES
from waypost.core.review.rights import RIGHTS
from waypost.core.review.rule import Fault, Rule
from waypost.core.review.time import TIME
from waypost.core.roadmap.bodies import Acceptance
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.numbering import number_order, print_order
from waypost.core.roadmap.view import View
from waypost.core.say import Ref, say
from waypost.core.values import ElementId, Missing, Text

RULES: Final[tuple[Rule, ...]] = (
    *OBJECTIVES,
    *INDICATORS,
    *MONEY,
    *COORDINATION,
    *RIGHTS,
    *BALANCE,
    *TIME,
)

ONE_BY_ONE: Final = 3
"""Up to this many elements that break one rule have a finding each; more of them share one. Ours, for page one."""

NUMBERS_SHOWN: Final = 8
"""So many of the elements of a shared finding are named in its sentence; `each` holds them all."""

TITLES_SHOWN: Final = 3
"""As many where one has no number and its title stands in the sentence."""

_ORDER: Final = {weight: place for place, weight in enumerate(Weight)}
Acceptances = dict[tuple[str, ElementId | None], Accepted]


def rule(code: str) -> Rule:
    """The rule of a code, whatever its case. Raises NotThere for a code that no rule has."""
    for one in RULES:
        if one.code.lower() == code.strip().lower():
            return one
    raise NotThere(code)


def review(analysis: Analysis, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """What the rules find in an analysis: open findings first, worst first, then by rule and printed number.

    A rule that must see all there is of a kind is asked only for those who keep the roadmap (`Rule.needs`).

    Source: seed S9 (is it good?), look 6 "Finding", contract 3.
    """
    accepted = _acceptances(analysis)
    asked = (one for one in rules if one.may_be_asked(analysis.view))
    found = [finding for one in asked for finding in _found(one, analysis, accepted)]
    return tuple(sorted(found, key=_place))


def _acceptances(analysis: Analysis) -> Acceptances:
    """What is lived with on the day: an acceptance holds to the end of its last day; without one, until withdrawn."""
    return {
        (body.rule.lower(), body.element): Accepted(by=element.id, reason=body.reason)
        for element, body in analysis.view.of(Acceptance)
        if isinstance(body.until, Missing) or body.until >= analysis.on
    }


def _found(one: Rule, analysis: Analysis, accepted: Acceptances) -> Iterator[Finding]:
    open_ones: list[Fault] = []
    for found in one.check(analysis):
        fault = _named(found, analysis.view)
        by = accepted.get((one.code.lower(), fault.about.element if fault.about else None))
        if by is None:
            open_ones.append(fault)
        else:
            yield _finding(one, fault, by)
    together = tuple(sorted((fault.about for fault in open_ones if fault.about), key=print_order))
    if len(together) <= ONE_BY_ONE:
        yield from (_finding(one, fault, None) for fault in open_ones)
        return
    yield from (_finding(one, fault, None) for fault in open_ones if fault.about is None)
    yield _shared(one, together, accepted.get((one.code.lower(), None)))


def _named(fault: Fault, view: View) -> Fault:
    """The fault at what a person calls it; what stands in a series that roadmaps share has its own title."""
    if fault.about is None or isinstance(fault.about.title, Text):
        return fault
    element = view.get(fault.about.element)
    about = fault.about if element is None else named(view, element)
    return fault if about == fault.about else replace(fault, about=about)


def _finding(one: Rule, fault: Fault, by: Accepted | None) -> Finding:
    return Finding(
        rule=one.code,
        severity=one.severity,
        about=fault.about,
        text=one.text(fault),
        remedy=one.remedy,
        source=one.source,
        accepted=by,
    )


def _shared(one: Rule, together: tuple[Ref, ...], by: Accepted | None) -> Finding:
    """One finding about the roadmap for all elements that break a rule."""
    numbered = all(ref.number for ref in together[:NUMBERS_SHOWN])
    count, items = len(together), together[: NUMBERS_SHOWN if numbered else TITLES_SHOWN]
    code = "review.not_so_more" if count > len(items) else "review.not_so"
    return Finding(
        rule=one.code,
        severity=one.severity,
        about=None,
        text=say(code, asks=one.asks, count=count, items=items),
        remedy=one.remedy,
        source=one.source,
        accepted=by,
        each=together,
    )


def _place(finding: Finding) -> tuple[object, ...]:
    return (
        finding.accepted is not None,
        _ORDER[finding.severity],
        number_order(finding.rule),
        () if finding.about is None else print_order(finding.about),
    )
