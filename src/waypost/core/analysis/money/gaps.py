"""Needs, gaps and who could fill them.

Source: contract 6, gap and who could fill a gap; domain R5.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from waypost.core.analysis.ledger import Amount, Gap, Line, NeedTotal, Offer
from waypost.core.analysis.money.counting import TOGETHER, computed_sum
from waypost.core.analysis.money.ties import domain_of
from waypost.core.analysis.money.totals import pieces
from waypost.core.roadmap.bodies import Objective
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import Domain, MoneyState
from waypost.core.say import Ref, Say, SayValue, Who, say
from waypost.core.values import ElementId, Missing, Money

ZERO = Decimal(0)


def needs_of(view: View) -> tuple[NeedTotal, ...]:
    """What all objectives need, by currency; an objective whose need in money is not known is missing in each."""
    found: dict[str, dict[ElementId, Decimal]] = {}
    missing: set[ElementId] = set()
    for element, body in view.of(Objective):
        known = _needs(body)
        if not known or _is_partly_unknown(body):
            missing.add(element.id)
        for currency, amount in known.items():
            found.setdefault(currency, {})[element.id] = amount
    return tuple(
        NeedTotal(
            known=Money(amount=computed_sum(amounts.values()), currency=currency),
            missing=len(missing),
            objectives=tuple(amounts),
        )
        for currency, amounts in sorted(found.items())
    )


def _needs(body: Objective) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for need in body.needs:
        if isinstance(need.amount, Money):
            sums[need.amount.currency] = sums.get(need.amount.currency, ZERO) + need.amount.amount
    return sums


def _is_partly_unknown(body: Objective) -> bool:
    return any(isinstance(need.amount, Missing) for need in body.needs)


def gaps_of(view: View, lines: tuple[Line, ...]) -> tuple[Gap, ...]:
    """One gap for each objective and currency in which it needs something; one without a need is Missing.

    Committed is the known sum of the lines tied to the objective, each whole or part once. Money for no objective
    is in no gap; a line tied to several objectives counts in full in each, and is named.
    """
    made = pieces(lines, MoneyState.COMMITTED, ("objective",))
    found: list[Gap] = []
    for element, body in sorted(view.of(Objective), key=lambda one: print_order(one[0].ref)):
        tied = [one for one in made if element.id in one.key[0].split(TOGETHER)]
        sums = _sums((one.currency, one.amount) for one in tied)
        shared = [one.line for one in tied if one.amount is not None and one.key[0] != element.id]
        unknown = {one.line for one in tied if one.amount is None}
        needs = _needs(body)
        for currency in _currencies(needs, sums):
            found.append(_gap(view, element, body, currency, sums, lines, len(unknown), _refs(shared, lines)))
    return tuple(found)


def _currencies(needs: dict[str, Decimal], sums: dict[str, Decimal]) -> tuple[str | None, ...]:
    """Those of the needs, else those of the money, else none known."""
    return tuple(sorted(needs or sums)) or (None,)


def _refs(some: Iterable[ElementId], lines: tuple[Line, ...]) -> tuple[Ref, ...]:
    wanted = set(some)
    return tuple(one.ref for one in lines if one.ref.element in wanted)


def _sums(amounts: Iterable[tuple[str | None, Decimal | None]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for currency, amount in amounts:
        if currency is not None and amount is not None:
            sums[currency] = sums.get(currency, ZERO) + amount
    return sums


def _gap(
    view: View,
    element: Element,
    body: Objective,
    currency: str | None,
    sums: dict[str, Decimal],
    lines: tuple[Line, ...],
    unknown: int,
    shared: tuple[Ref, ...],
) -> Gap:
    need = _needs(body).get(currency) if currency else None
    if currency is None or need is None:
        known = Money(amount=sums[currency], currency=currency) if currency in sums else Missing.UNKNOWN
        reason = next((one.amount for one in body.needs if isinstance(one.amount, Missing)), Missing.NOT_STATED)
        return Gap(
            objective=element.ref,
            need=reason,
            committed=known,
            gap=reason,
            fillers=(),
            missing_lines=unknown,
            shared=shared,
        )
    committed = sums.get(currency, ZERO)
    gap = max(need - committed, ZERO)
    return Gap(
        objective=element.ref,
        need=Money(amount=need, currency=currency),
        committed=Money(amount=committed, currency=currency),
        gap=Money(amount=gap, currency=currency),
        fillers=fillers_of(lines, element.id, domain_of(view, element), currency) if gap else (),
        missing_lines=unknown,
        at_least=_is_partly_unknown(body),
        shared=shared,
    )


# ------------------------------------------------------------------------------------------------ who could fill


def fillers_of(
    lines: tuple[Line, ...], objective: ElementId, domain: Domain | Missing, currency: str
) -> tuple[Offer, ...]:
    """Who could fill a gap of that objective, largest amount first.

    Lines in the objective's domain and currency with (a) committed money tied to no action, or (b) announced less
    committed, unconditional. Money that is committed to this objective is in the gap already and cannot fill it
    again; nor can what waits for a condition. Where a whole offers, its parts do not offer a second time. An
    objective of no domain has none.
    """
    if isinstance(domain, Missing):
        return ()
    index = {one.ref.element: one for one in lines}
    offers: list[Offer] = []
    for line in lines:
        if line.domain is domain and not line.bracketed:
            offers.extend(_untied(line, objective, currency, index))
            offers.extend(_announced(line, currency, index))
    return tuple(sorted(offers, key=lambda one: (-one.amount.amount, one.line.element, one.why)))


def _amount(held: Amount, currency: str) -> Decimal:
    return held.value.amount if isinstance(held.value, Money) and held.value.currency == currency else ZERO


def _counts(line: Line, state: MoneyState, index: dict[ElementId, Line]) -> bool:
    """Whether the figure of a state is in its total, as itself or as a part that a whole opens into."""
    if line.amount(state).counted:
        return True
    wholes = [one for one in index.values() if line.ref.element in one.amount(state).opens_into]
    return any(one.domain is not line.domain and _counts(one, state, index) for one in wholes)


def _untied(line: Line, objective: ElementId, currency: str, index: dict[ElementId, Line]) -> list[Offer]:
    amount = _amount(line.amount(MoneyState.COMMITTED), currency)
    if amount <= 0 or line.actions or objective in line.objectives:
        return []
    if not _counts(line, MoneyState.COMMITTED, index):
        return []
    money = Money(amount=amount, currency=currency)
    return [Offer(donors=line.donors, line=line.ref, amount=money, why="untied")]


def _announced(line: Line, currency: str, index: dict[ElementId, Line]) -> list[Offer]:
    announced = line.amount(MoneyState.ANNOUNCED)
    rest = _amount(announced, currency) - _amount(line.amount(MoneyState.COMMITTED), currency)
    if rest <= 0 or not _counts(line, MoneyState.ANNOUNCED, index):
        return []
    money = Money(amount=rest, currency=currency)
    return [Offer(donors=line.donors, line=line.ref, amount=money, why="announced")]


# --------------------------------------------------------------------------------------------------------- words


def gap_words(gap: Gap) -> Say:
    """A gap in a sentence: need, committed, what is left."""
    if isinstance(gap.gap, Missing) or isinstance(gap.need, Missing) or isinstance(gap.committed, Missing):
        return say("ledger.gap_need_unknown", objective=gap.objective)
    if not gap.gap.amount:
        return say("ledger.gap_none", objective=gap.objective, need=gap.need)
    values: dict[str, SayValue] = {
        "objective": gap.objective,
        "gap": gap.gap,
        "need": gap.need,
        "committed": gap.committed,
    }
    if gap.missing_lines:
        return say("ledger.gap_at_most", n=gap.missing_lines, **values)
    return say("ledger.gap_at_least" if gap.at_least else "ledger.gap", **values)


def offer_words(offer: Offer) -> Say:
    """Who could fill a gap, by which line, and why that money is free."""
    who = tuple(Who(principal=one) for one in offer.donors) or Missing.NOT_STATED
    return say(f"ledger.offer_{offer.why}", who=who, line=offer.line, amount=offer.amount)
