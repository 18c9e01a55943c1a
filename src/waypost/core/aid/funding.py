"""Who funds what, out of aid data: each movement of money counted once, under the one whose money it is.

Money that one body gives to another to spend is told twice: by the giver as going out and by the receiver as coming in
and going out again. It counts once, for the giver (domain C2): what comes in counts unless the giver's own books, where
they are at hand, tell of money to that receiver for that country or hold the very activity it comes from; what a body
passes on never counts.

Source: domain C2, C7, C8, C13; contract 6 (states of money); IATI 2.03, list TransactionType.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from waypost.core.roadmap.vocabulary import MoneyState


class Standing(StrEnum):
    """Whether a movement counts, and why not."""

    COUNTED = "counted"
    PASSED_ON = "passed_on"
    """Goes out of an activity that is fed with money of another, whose it stays."""
    TOLD_BY_GIVER = "told_by_giver"
    """Comes in from one whose own books, which are at hand, tell of it: there it is counted."""
    NOT_FUNDING = "not_funding"
    """Moves within one purse, or is of a type that is neither commitment nor payment."""


STATES: Final = {
    "12": MoneyState.ANNOUNCED,
    "13": MoneyState.ANNOUNCED,
    "2": MoneyState.COMMITTED,
    "11": MoneyState.COMMITTED,
    "3": MoneyState.DISBURSED,
    "4": MoneyState.DISBURSED,
    "1": MoneyState.DISBURSED,
    "6": MoneyState.DISBURSED,
    "7": MoneyState.DISBURSED,
}
"""The state of money that a type of transaction makes; a pledge, commitment or payment is the same seen from either
side. A repayment (6, 7) lowers what was disbursed (contract 6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The sum of alike movements: a group, a type, where it goes, and whether the giver's own books tell of it."""

    key: tuple[str, ...]
    kind: str
    direction: str
    is_fed: bool
    is_told: bool
    currency: str
    sum: Decimal
    transactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Funded:
    """What a group has in one state and currency; a correction or repayment may make it negative (domain C13)."""

    key: tuple[str, ...]
    state: MoneyState
    currency: str
    amount: Decimal
    transactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What is not counted, and why."""

    standing: Standing
    currency: str
    amount: Decimal
    transactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Groups in order of their keys and states, and what stands beside them. Nothing is converted (domain C12)."""

    groups: tuple[Funded, ...]
    aside: tuple[Aside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What donors publish for the partners of a roadmap, by donor; from how many files, the newest of which day."""

    funding: Funding
    files: int
    issued: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An activity as its newest issue tells of it: who reports it, why it is about migration (`by` and `because` empty:
    it is not), and where it stands in its file."""

    activity: str
    title: str
    about: str
    reporter: str
    giver: str
    domain: str
    by: str
    because: str
    instrument: str
    vintage: str
    source_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One transaction as it stands in its file, with the part of it that a country has. `is_told`: the books of the
    giver tell of it too."""

    activity: str
    vintage: str
    source_row: int
    number: int
    day: date | None
    kind: str
    country: str
    value: Decimal
    currency: str
    giver: str
    direction: str
    is_fed: bool
    is_told: bool
    provider: str
    receiver: str


def standing(one: Moved | Movement) -> Standing:
    """Whether a movement counts. Source: domain C2; this module's own rule for books at hand."""
    match one.direction:
        case "out":
            return Standing.PASSED_ON if one.is_fed else Standing.COUNTED
        case "in":
            return Standing.TOLD_BY_GIVER if one.is_told else Standing.COUNTED
        case "back":
            return Standing.COUNTED
    return Standing.NOT_FUNDING


def fund(moved: Iterable[Moved]) -> Funding:
    """The groups of movements, each sum exact."""
    groups: dict[tuple[tuple[str, ...], MoneyState, str], tuple[Decimal, int]] = {}
    aside: dict[tuple[Standing, str], tuple[Decimal, int]] = {}
    for one in moved:
        how, state = standing(one), STATES.get(one.kind)
        if how is Standing.COUNTED and state is not None:
            sign = -1 if one.direction == "back" else 1
            key = (one.key, state, one.currency)
            before, count = groups.get(key, (Decimal(0), 0))
            groups[key] = (before + sign * one.sum, count + one.transactions)
        else:
            place = (Standing.NOT_FUNDING if how is Standing.COUNTED else how, one.currency)
            before, count = aside.get(place, (Decimal(0), 0))
            aside[place] = (before + one.sum, count + one.transactions)
    order = tuple(MoneyState)
    return Funding(
        groups=tuple(
            Funded(key=key, state=state, currency=currency, amount=amount, transactions=count)
            for (key, state, currency), (amount, count) in sorted(
                groups.items(), key=lambda one: (one[0][0], one[0][2], order.index(one[0][1]))
            )
        ),
        aside=tuple(
            Aside(standing=how, currency=currency, amount=amount, transactions=count)
            for (how, currency), (amount, count) in sorted(aside.items())
        ),
    )
