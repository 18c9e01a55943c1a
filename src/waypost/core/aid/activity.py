"""An aid activity as its publisher reports it: what the totals of contract 6 are made of.

Amounts are exact decimals in the publisher's currency; nothing is converted and nothing is corrected.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

UNKNOWN: Final = "?"
"""Stands for a currency or a type that the file does not give (contract 6)."""

COMMITMENT, DISBURSEMENT = "2", "3"
"""Codes of the list TransactionType, IATI 2.03."""

OLD_TYPES: Final = {
    "IF": "1", "C": COMMITMENT, "D": DISBURSEMENT, "E": "4", "IR": "5", "LR": "6", "R": "7", "QP": "8", "QS": "9",
    "CG": "10",
}  # fmt: skip
"""Codes of transaction types in IATI 1.0x and what they became. Source: IATI, change to 2.01, list TransactionType."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A recipient country or region: its code, None where the file gives none, and its share in per cent."""

    code: str | None
    percentage: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A value and its currency, `?` where neither the value nor the activity names one."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """A movement of money. `type` is a code of 2.0x; `country` is the first recipient country it names itself."""

    type: str
    year: int | None
    amount: Amount
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity with its money. `line` is where it begins in its file."""

    identifier: str | None
    line: int
    countries: tuple[Place, ...] = ()
    regions: tuple[Place, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    budgets: tuple[Amount, ...] = ()
