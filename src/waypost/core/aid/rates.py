"""Amounts of several currencies in euro, each at the average rate of its own month.

A converted figure names its rates, their months and where they are from; what has no rate stands beside the sum with
its reason and is never left out of sight (domain C12). Rounding is for whoever prints.

Source: domain C12; contract 6 (no conversion in totals: these stand beside them).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from typing import Final

from waypost.core.aid.funding import Funded
from waypost.core.aid.totals import EXACT
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.values import Missing

EURO: Final = "EUR"
QUOTIENT: Final = Context(prec=60)
"""Digits of a rate: more than any publisher writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Average rates by currency and month (`2021-05`), all against one thing; from where, and published by which day.

    One currency in another is the quotient of their rates in the same month. Where the file does not say when it was
    published (`is_dated`), the day is that on which it was taken in.
    """

    rates: Mapping[tuple[str, str], Decimal]
    source: str
    issued: date
    is_dated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpriced:
    """What of a sum has no rate: in its own currency, and why. Not stated: no day; not reported: no rate of its month;
    unknown: its currency is not said, or no rates are at hand."""

    currency: str
    amount: Decimal
    transactions: int
    reason: Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class InEuro:
    """What a group has in one state, in euro; Missing where no part of it has a rate. `unpriced` is what is not in
    it."""

    key: tuple[str, ...]
    state: MoneyState
    amount: Decimal | Missing
    unpriced: tuple[Unpriced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """The rates of a currency that were used: euro for one unit, in these months, from the lowest to the highest."""

    currency: str
    first: str
    last: str
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """Groups in euro in order of their keys and states, and the rates they were made with."""

    groups: tuple[InEuro, ...]
    used: tuple[Used, ...]


def rate_of(currency: str, month: str, rates: Rates | None) -> Decimal | Missing:
    """Euro for one unit of a currency in a month, to 60 digits."""
    if currency == EURO:
        return Decimal(1)
    if rates is None or len(currency) != 3:
        return Missing.UNKNOWN
    if not month:
        return Missing.NOT_STATED
    unit, euro = rates.rates.get((currency, month)), rates.rates.get((EURO, month))
    return Missing.NOT_REPORTED if unit is None or euro is None else QUOTIENT.divide(unit, euro)


def readable(rate: Decimal) -> Decimal:
    """A rate to six digits, as it is printed; sums are made with the whole."""
    return Context(prec=6).plus(rate)


def in_euro(funded: Iterable[Funded], rates: Rates | None) -> Converted:
    """Groups whose keys end with a month, without it and in euro."""
    groups: dict[tuple[tuple[str, ...], MoneyState], list[Funded]] = {}
    used: dict[str, dict[str, Decimal]] = {}
    for one in funded:
        groups.setdefault((one.key[:-1], one.state), []).append(one)
        rate = rate_of(one.currency, one.key[-1], rates)
        if one.currency != EURO and isinstance(rate, Decimal):
            used.setdefault(one.currency, {})[one.key[-1]] = rate
    order = tuple(MoneyState)
    return Converted(
        groups=tuple(
            _in_euro(key, state, groups[key, state], rates)
            for key, state in sorted(groups, key=lambda one: (one[0], order.index(one[1])))
        ),
        used=tuple(
            Used(
                currency=currency,
                first=min(months),
                last=max(months),
                lowest=min(months.values()),
                highest=max(months.values()),
            )
            for currency, months in sorted(used.items())
        ),
    )


def _in_euro(key: tuple[str, ...], state: MoneyState, parts: list[Funded], rates: Rates | None) -> InEuro:
    total, known = Decimal(0), False
    unpriced: dict[tuple[str, Missing], tuple[Decimal, int]] = {}
    for one in parts:
        rate = rate_of(one.currency, one.key[-1], rates)
        if isinstance(rate, Missing):
            amount, count = unpriced.get((one.currency, rate), (Decimal(0), 0))
            unpriced[one.currency, rate] = EXACT.add(amount, one.amount), count + one.transactions
        else:
            total, known = EXACT.add(total, EXACT.multiply(one.amount, rate)), True
    return InEuro(
        key=key,
        state=state,
        amount=total if known else next(iter(unpriced))[1],
        unpriced=tuple(
            Unpriced(currency=currency, amount=amount, transactions=count, reason=reason)
            for (currency, reason), (amount, count) in sorted(unpriced.items())
        ),
    )
