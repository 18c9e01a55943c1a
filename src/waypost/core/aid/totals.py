"""Totals of aid data by the definitions of contract 6: exact until the end, then rounded once to 0.01.

No amount is converted, none is left out in silence: what cannot be given to a country is `unallocated`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from waypost.core.aid.activity import DISBURSEMENT, Activity, Amount, Place, Transaction
from waypost.core.roadmap.numbering import Pieces, number_order

EXACT: Final = Context(prec=200)
"""More digits than sums and shares of amounts in files have, so that nothing is rounded on the way."""
CENT: Final = Decimal("0.01")
WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Sum:
    """How many values there are under a key (type and currency, or currency alone) and their sum."""

    key: tuple[str, ...]
    count: int
    sum: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Disbursed to one country in one year (None: no date given), in one currency."""

    country: str
    year: int | None
    currency: str
    sum: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The totals of one file, each list in order of its keys."""

    activities: int
    transactions: tuple[Sum, ...]
    budgets: tuple[Sum, ...]
    disbursements: tuple[Paid, ...]
    unallocated: tuple[tuple[str, Decimal], ...]


@dataclass(slots=True)
class _Running:
    activities: int = 0
    transactions: Counter[tuple[str, ...]] = field(default_factory=Counter)
    budgets: Counter[tuple[str, ...]] = field(default_factory=Counter)
    sums: dict[tuple[str, ...], Decimal] = field(default_factory=dict)
    planned: dict[tuple[str, ...], Decimal] = field(default_factory=dict)
    paid: dict[tuple[str, int | None, str], Decimal] = field(default_factory=dict)
    unallocated: dict[str, Decimal] = field(default_factory=dict)


def totals(activities: Iterable[Activity]) -> Totals:
    """The totals of activities, taken one after another, so that a file of any size can be added up.

    Source: contract 6, "Totals of aid data".
    """
    running = _Running()
    for one in activities:
        running.activities += 1
        for budget in one.budgets:
            _count(running.budgets, running.planned, (budget.amount.currency,), budget.amount)
        for transaction in one.transactions:
            key = (transaction.type, transaction.amount.currency)
            _count(running.transactions, running.sums, key, transaction.amount)
            if transaction.type == DISBURSEMENT:
                _disburse(running, one, transaction)
    return _rounded(running)


def allocated(activity: Activity, transaction: Transaction) -> tuple[tuple[str, Decimal], ...]:
    """The part of a transaction that each country has, exact; what is not in it is unallocated.

    The transaction's own first country has all of it. Else the activity's only country, when it names no region, has
    its percentage of it (all where none is given). Else every country has its percentage, when each has one. Else none
    has any. Source: contract 6.
    """
    value = transaction.amount.value
    if transaction.country is not None:
        return ((transaction.country, value),)
    countries = activity.countries
    if len(countries) == 1 and not activity.regions:
        return _parts(countries, value, missing=WHOLE)
    if countries and all(one.percentage is not None for one in countries):
        return _parts(countries, value, missing=WHOLE)
    return ()


def shares_exceed(activity: Activity) -> Decimal | None:
    """The sum of the percentages of countries and regions where it is more than 100, else None."""
    found = [one.percentage for one in (*activity.countries, *activity.regions) if one.percentage is not None]
    total = Decimal(0)
    for one in found:
        total = EXACT.add(total, one)
    return total if total > WHOLE else None


def _parts(places: Iterable[Place], value: Decimal, *, missing: Decimal) -> tuple[tuple[str, Decimal], ...]:
    return tuple(
        (one.code, _share(value, missing if one.percentage is None else one.percentage))
        for one in places
        if one.code is not None
    )


def _share(value: Decimal, percentage: Decimal) -> Decimal:
    return value if percentage == WHOLE else EXACT.multiply(value, percentage).scaleb(-2, EXACT)


def _count(
    counts: Counter[tuple[str, ...]], sums: dict[tuple[str, ...], Decimal], key: tuple[str, ...], amount: Amount
) -> None:
    counts[key] += 1
    sums[key] = EXACT.add(sums.get(key, Decimal(0)), amount.value)


def _disburse(running: _Running, activity: Activity, transaction: Transaction) -> None:
    currency = transaction.amount.currency
    left = transaction.amount.value
    for country, part in allocated(activity, transaction):
        key = (country, transaction.year, currency)
        running.paid[key] = EXACT.add(running.paid.get(key, Decimal(0)), part)
        left = EXACT.subtract(left, part)
    if left:
        running.unallocated[currency] = EXACT.add(running.unallocated.get(currency, Decimal(0)), left)


def _rounded(running: _Running) -> Totals:
    return Totals(
        activities=running.activities,
        transactions=_sums(running.transactions, running.sums),
        budgets=_sums(running.budgets, running.planned),
        disbursements=tuple(
            Paid(country=country, year=year, currency=currency, sum=cents(value))
            for (country, year, currency), value in sorted(
                running.paid.items(), key=lambda one: (one[0][0], one[0][1] is None, one[0][1] or 0, one[0][2])
            )
        ),
        unallocated=tuple((currency, cents(value)) for currency, value in sorted(running.unallocated.items())),
    )


def _sums(counts: Counter[tuple[str, ...]], sums: dict[tuple[str, ...], Decimal]) -> tuple[Sum, ...]:
    return tuple(Sum(key=key, count=counts[key], sum=cents(sums[key])) for key in sorted(counts, key=_in_order))


def _in_order(key: tuple[str, ...]) -> tuple[Pieces, ...]:
    """Codes of types as numbers, currencies as words."""
    return tuple(map(number_order, key))


def cents(value: Decimal) -> Decimal:
    """An amount rounded once to 0.01, half to even (contract 6)."""
    return value.quantize(CENT, rounding=ROUND_HALF_EVEN, context=EXACT)
