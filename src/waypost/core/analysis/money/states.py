"""What one contribution holds in each state on a day, read from its own steps alone.

Steps are running totals: the latest one counts, none is ever added to another.

Source: contract 6, states of money; domain C7, C8, C13.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from waypost.core.analysis.money.counting import in_own_period, later_states, states_apart
from waypost.core.roadmap.records import Step
from waypost.core.roadmap.vocabulary import MoneyState, Movement
from waypost.core.values import Missing, Money, Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One state of one contribution: its figure or why there is none.

    `given_in` is the state whose steps give the figure: its own, or the later one that stands in.
    """

    state: MoneyState
    value: Money | Missing
    given_in: MoneyState
    at_least: bool
    by_year: tuple[tuple[int | None, Decimal], ...] = ()


def known_by(steps: Iterable[Step], on: date) -> tuple[Step, ...]:
    """The steps known on a day, oldest first; a step without a day is known and comes first."""
    given = [one for one in steps if not isinstance(one.day, date) or one.day <= on]
    return tuple(sorted(given, key=lambda one: one.day if isinstance(one.day, date) else date.min))


def states_of(steps: Iterable[Step], *, on: date) -> tuple[Reading, ...]:
    """Each state in order: the latest running total on or before `on`; else the highest later one, at least.

    An earlier state never stands in for a later one (C7). A repayment is read in disbursed only, and what was
    paid before it still stands in for the states before.
    """
    apart = {state: _one_currency(given) if given else () for state, given in states_apart(known_by(steps, on))}
    priced = {state: _priced(given) for state, given in apart.items() if _has_money(given)}
    return tuple(
        _own(state, given) if state in priced else _stand_in(state, given, priced) for state, given in apart.items()
    )


def unread_repayments(steps: Iterable[Step], *, on: date) -> tuple[MoneyState, ...]:
    """The states in which a repayment is written that only lowers disbursed, and so is not read there."""
    found = {one.state for one in known_by(steps, on) if _is_stray(one)}
    return tuple(state for state in MoneyState if state in found)


def _is_stray(step: Step) -> bool:
    return step.movement is Movement.REPAYMENT and step.state is not MoneyState.DISBURSED


def _has_money(steps: tuple[Step, ...]) -> bool:
    return any(isinstance(one.amount, Money) for one in steps)


def _one_currency(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps that are read, in the currency of the newest figure; those that state no figure remain."""
    steps = tuple(one for one in steps if not _is_stray(one))
    currencies = [one.amount.currency for one in steps if isinstance(one.amount, Money)]
    return tuple(one for one in steps if not isinstance(one.amount, Money) or one.amount.currency == currencies[-1])


def _own(state: MoneyState, steps: tuple[Step, ...]) -> Reading:
    value = [one.amount for one in steps if isinstance(one.amount, Money)][-1]
    at_least = value.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
    return Reading(state=state, value=value, given_in=state, at_least=at_least, by_year=in_own_period(steps))


class _Priced(NamedTuple):
    """The money of a state for those before it: what each year added, as if nothing had come back, and the sum."""

    currency: str
    years: tuple[tuple[int | None, Decimal], ...]
    sum: Decimal


def _priced(steps: tuple[Step, ...]) -> _Priced:
    years = in_own_period(steps, repaid=False)
    currency = next(one.amount.currency for one in steps if isinstance(one.amount, Money))
    return _Priced(currency, years, sum((amount for _, amount in years), Decimal(0)))


def _stand_in(state: MoneyState, steps: tuple[Step, ...], priced: dict[MoneyState, _Priced]) -> Reading:
    """The highest figure of a later state, in the currency of the nearest, of two equal ones the later; Missing where
    there is none."""
    later = [(one, priced[one]) for one in later_states(state) if one in priced]
    if not later:
        reasons = [one.amount for one in steps if isinstance(one.amount, Missing)]
        reason = reasons[-1] if reasons else Missing.UNKNOWN
        return Reading(state=state, value=reason, given_in=state, at_least=False)
    currency = later[0][1].currency
    alike = [(one, held) for one, held in later if held.currency == currency]
    given_in, highest = max(reversed(alike), key=lambda one: one[1].sum)
    value = Money(amount=highest.sum, currency=currency)
    return Reading(state=state, value=value, given_in=given_in, at_least=True, by_year=highest.years)
