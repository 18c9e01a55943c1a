"""The four words of seed S9: coherent, strategic, flexible, focused, each as a figure with its parts.

Over committed money that is counted, by currency; Missing when nothing is committed.

Source: contract 6, the four words of seed S9.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from waypost.core.analysis.ledger import Figure, Line
from waypost.core.analysis.money.counting import TOGETHER, computed_sum
from waypost.core.analysis.money.overlaps import Stand, money_in_overlaps
from waypost.core.analysis.money.totals import NONE, Piece, pieces
from waypost.core.roadmap.bodies import Indicator, Objective
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import Level, MoneyState
from waypost.core.say import Share
from waypost.core.values import ElementId, Missing, Money, Quantity

ZERO = Decimal(0)


def figures_of(view: View, lines: tuple[Line, ...], stands: tuple[Stand, ...]) -> tuple[Figure, ...]:
    """The four figures of each currency in which anything is known, in the order of the seed."""
    currencies = sorted({one.value.currency for line in lines for one in line.amounts if isinstance(one.value, Money)})
    by_objective = _known(pieces(lines, MoneyState.COMMITTED, ("objective",)))
    by_donor = _known(pieces(lines, MoneyState.COMMITTED, ("donor",)))
    measured = measured_objectives(view)
    found: list[Figure] = []
    for currency in currencies:
        tied = [one for one in by_objective if one.currency == currency]
        given = [one for one in by_donor if one.currency == currency]
        whole = _sum(tied)
        found.append(_figure("coherent", currency, max(whole - money_in_overlaps(stands, currency), ZERO), whole))
        found.append(_figure("strategic", currency, _sum(one for one in tied if _is_measured(one, measured)), whole))
        found.append(_figure("flexible", currency, flexible_money(lines, currency), whole))
        found.append(_focused(currency, tied, given, whole))
    return tuple(found)


def _known(found: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(one for one in found if one.amount is not None)


def _sum(some: Iterable[Piece]) -> Decimal:
    return computed_sum(one.amount for one in some if one.amount is not None)


def _share(part: Decimal, whole: Decimal) -> Share | Missing:
    """A share of a whole, 0 to 1; Missing when there is no whole. Nothing is rounded here."""
    return Share(value=min(max(part / whole, ZERO), Decimal(1))) if whole > 0 else Missing.NOT_APPLICABLE


Name = Literal["coherent", "strategic", "flexible"]


def _figure(name: Name, currency: str, part: Decimal, whole: Decimal) -> Figure:
    if whole <= 0:
        none = Missing.NOT_APPLICABLE
        return Figure(name=name, currency=currency, value=none, part=none, whole=Missing.UNKNOWN)
    return Figure(name=name, currency=currency, value=_share(part, whole), part=part, whole=whole)


def measured_objectives(view: View) -> frozenset[ElementId]:
    """Objectives with an outcome indicator of their own that has a baseline and a target."""
    return frozenset(
        element.id
        for element, _ in view.of(Objective)
        if any(_is_measure(body) for _, body in view.children(element.id, Indicator))
    )


def _is_measure(body: Indicator) -> bool:
    return body.level is Level.OUTCOME and isinstance(body.baseline, Quantity) and isinstance(body.target, Quantity)


def _is_measured(piece: Piece, measured: frozenset[ElementId]) -> bool:
    return any(one in measured for one in piece.key[0].split(TOGETHER))


def flexible_money(lines: tuple[Line, ...], currency: str) -> Decimal:
    """Committed less contracted of the counted money tied to no single action; none contracted that is known: all.

    A line tied to several actions is tied to no single one. Source: contract 6, flexible.
    """
    index = {one.ref.element: one for one in lines}
    made = [one for one in _known(pieces(lines, MoneyState.COMMITTED, ("action",))) if one.currency == currency]
    there = {one.line for one in made}
    free = [one for one in made if len(index[one.line].actions) != 1]
    return computed_sum(_uncontracted(one, index, there) for one in free)


def _uncontracted(piece: Piece, index: dict[ElementId, Line], there: set[ElementId]) -> Decimal:
    """What of a piece is committed and not contracted; contracts of parts that stand apart are theirs."""
    line = index[piece.line]
    currency = piece.currency or ""
    parts = computed_sum(_contracted(index[one], currency) for one in line.parts if one in there)
    contracted = max(_contracted(line, currency) - parts, ZERO)
    return max((piece.amount or ZERO) - contracted, ZERO)


def _contracted(line: Line, currency: str) -> Decimal:
    value = line.amount(MoneyState.CONTRACTED).value
    return max(value.amount, ZERO) if isinstance(value, Money) and value.currency == currency else ZERO


def concentration(some: Iterable[Piece]) -> Decimal | None:
    """The sum of squared shares by key: 1 when all is with one, near 0 when spread thin; None without money."""
    sums: dict[tuple[str, ...], Decimal] = {}
    for one in some:
        sums[one.key] = sums.get(one.key, ZERO) + (one.amount or ZERO)
    whole = computed_sum(sums.values())
    return computed_sum((one / whole) ** 2 for one in sums.values()) if whole > 0 else None


def _focused(currency: str, tied: list[Piece], given: list[Piece], whole: Decimal) -> Figure:
    for_some = [one for one in tied if one.key != (NONE,)]
    focus = concentration(for_some)
    donors = concentration(given)
    part = _sum(for_some)
    return Figure(
        name="focused",
        currency=currency,
        value=Missing.NOT_APPLICABLE if focus is None else Share(value=min(focus, Decimal(1))),
        part=part if whole > 0 else Missing.NOT_APPLICABLE,
        whole=whole if whole > 0 else Missing.UNKNOWN,
        untied=_share(whole - part, whole),
        by_donor=Missing.NOT_APPLICABLE if donors is None else Share(value=min(donors, Decimal(1))),
    )
