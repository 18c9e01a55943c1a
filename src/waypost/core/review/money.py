"""Rules about money: R14 to R19 and R22. Source: domain 4.3."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.ledger import Line
from waypost.core.analysis.money.counting import UNPRICED
from waypost.core.review.finding import Weight
from waypost.core.review.rule import Fault, Rule, actions, fault
from waypost.core.roadmap.bodies import Contribution, Objective
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import CodeShare, Step
from waypost.core.roadmap.vocabulary import MoneyState, PrintedKind, Whole
from waypost.core.values import ElementId, Missing, Money


def _given(analysis: Analysis) -> Iterator[tuple[Element, Contribution]]:
    """The contributions that are no printed totals."""
    return ((element, body) for element, body in analysis.view.of(Contribution) if body.printed is None)


def without_donor(analysis: Analysis) -> Iterator[Fault]:
    """R14: a contribution of which nobody is said to give it."""
    return (fault(element) for element, body in _given(analysis) if not body.donors and body.delegated_from is None)


def without_instrument(analysis: Analysis) -> Iterator[Fault]:
    """R14a: money of which no instrument is named, by code or in words."""
    for element, body in _given(analysis):
        if body.form not in UNPRICED and isinstance(body.instrument, Missing) and body.instrument_words is None:
            yield fault(element)


def shares_off(analysis: Analysis) -> Iterator[Fault]:
    """R15: shares over the codes of one vocabulary that are not all given or do not add up to one."""
    for element, action in actions(analysis):
        if _are_off(action.codes):
            yield fault(element)
    for element, body in analysis.view.of(Contribution):
        if _are_off(body.codes):
            yield fault(element)


def _are_off(codes: tuple[CodeShare, ...]) -> bool:
    shares: dict[str, list[Decimal | None]] = defaultdict(list)
    for one in codes:
        shares[one.vocabulary].append(one.share)
    return any(_is_off(found) for found in shares.values())


def _is_off(shares: list[Decimal | None]) -> bool:
    known = [one for one in shares if one is not None]
    if not known:
        return len(shares) > 1
    return len(known) < len(shares) or sum(known) != 1


def without_state(analysis: Analysis) -> Iterator[Fault]:
    """R16: a contribution of which no state is recorded."""
    return (fault(element) for element, body in _given(analysis) if not body.steps)


def step_without_day(analysis: Analysis) -> Iterator[Fault]:
    """R16a: a contribution with a state of which the day is not stated."""
    for element, body in _given(analysis):
        if any(isinstance(one.day, Missing) for one in body.steps):
            yield fault(element)


def total_fell(analysis: Analysis) -> Iterator[Fault]:
    """R16b: a running total that fell without a repayment or correction that says why."""
    for element, body in _given(analysis):
        for state in MoneyState:
            if _fell([one for one in body.steps if one.state is state]):
                yield fault(element)
                break


def _fell(steps: list[Step]) -> bool:
    dated = [(one.day, one) for one in steps if not isinstance(one.day, Missing) and isinstance(one.amount, Money)]
    dated.sort(key=lambda pair: pair[0])
    ordered = [one for _, one in dated]
    return any(
        after.movement is None
        and isinstance(before.amount, Money)
        and isinstance(after.amount, Money)
        and before.amount.currency == after.amount.currency
        and after.amount.amount < before.amount.amount
        for before, after in pairwise(ordered)
    )


def overlaps(analysis: Analysis) -> Iterator[Fault]:
    """R17: contributions of different donors that meet in objective, form, place and period."""
    for one in analysis.ledger.overlaps:
        yield fault(one.objective, lines=one.lines, money=one.money)


def gaps(analysis: Analysis) -> Iterator[Fault]:
    """R17a: an objective whose need is not covered by committed money."""
    for one in analysis.ledger.gaps:
        if isinstance(one.gap, Money) and one.gap.amount > 0:
            yield fault(one.objective, gap=one.gap, need=one.need)


def not_compared(analysis: Analysis) -> Iterator[Fault]:
    """R17b: a committed contribution without place or period, so that nobody sees whether it overlaps.

    What cannot be compared because nobody is named who gives it is found by R14.
    """
    given = {line.ref.element for line in analysis.ledger.lines if line.donors}
    return (fault(one) for one in analysis.ledger.not_compared if one.element in given)


def without_purpose(analysis: Analysis) -> Iterator[Fault]:
    """R18: money without the primary purpose that the aid test asks for."""
    for element, body in _given(analysis):
        if body.form not in UNPRICED and isinstance(body.primary_purpose, Missing):
            yield fault(element)


def need_without_method(analysis: Analysis) -> Iterator[Fault]:
    """R19: an objective with a counted need of which nobody says how it was counted."""
    for element, body in analysis.view.of(Objective):
        if any(isinstance(one.method, Missing) and not isinstance(one.amount, Missing) for one in body.needs):
            yield fault(element)


def untied_total(analysis: Analysis) -> Iterator[Fault]:
    """R22: a printed total that is not the sum of its parts, or a ceiling that they pass.

    Only parts that say surely that they lie inside, in the currency printed; a total with parts of unknown size is
    off only when the known ones pass it.
    """
    lines = {one.ref.element: one for one in analysis.ledger.lines}
    parts: dict[ElementId, list[Line | None]] = defaultdict(list)
    for element, body in _given(analysis):
        for inside in body.inside:
            if inside.sure is Whole.SURE:
                parts[inside.whole].append(lines.get(element.id))
    for element, body in analysis.view.of(Contribution):
        printed = body.printed
        if printed is None or not isinstance(printed.amount, Money) or not parts[element.id]:
            continue
        known = [one for line in parts[element.id] if (one := _in_currency(line, printed.amount.currency))]
        total = sum((one.amount for one in known), Decimal(0))
        whole = len(known) == len(parts[element.id]) and printed.kind is PrintedKind.TOTAL
        if total > printed.amount.amount or (whole and total != printed.amount.amount):
            yield fault(element, printed=printed.amount, total=Money(amount=total, currency=printed.amount.currency))


def _in_currency(line: Line | None, currency: str) -> Money | None:
    """What a line holds as announced, a later state standing in; None when unknown or in another currency."""
    value = line.amount(MoneyState.ANNOUNCED).value if line else Missing.UNKNOWN
    return value if isinstance(value, Money) and value.currency == currency else None


ONE_QUERY: Final = "SR 9/2016, A14; A16"

MONEY: Final = (
    Rule("R14", Weight.MUST, ONE_QUERY, without_donor),
    Rule("R14a", Weight.NOTE, ONE_QUERY, without_instrument),
    Rule("R15", Weight.MUST, "SR 9/2016, para 52-60", shares_off),
    Rule("R16", Weight.MUST, "T1; T10", without_state),
    Rule("R16a", Weight.SHOULD, "T1; T10", step_without_day),
    Rule("R16b", Weight.SHOULD, "T1; T10", total_fell),
    Rule("R17", Weight.SHOULD, "C1; F1", overlaps, needs=(Contribution,)),
    Rule("R17a", Weight.SHOULD, "C1; F1", gaps, needs=(Contribution,)),
    Rule("R17b", Weight.NOTE, "C1; F1", not_compared, needs=(Contribution,)),
    Rule("R18", Weight.SHOULD, "A17; V19", without_purpose),
    Rule("R19", Weight.SHOULD, "SR 14/2023", need_without_method),
    Rule("R22", Weight.MUST, "T1; T4", untied_total, needs=(Contribution,)),
)
