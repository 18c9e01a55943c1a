"""Totals of aid data as JSON (contract 3)."""

from __future__ import annotations

from typing import Final

from waypost.codec.tree import Json
from waypost.core.aid.totals import Totals

NO_YEAR: Final = "none"
"""Stands for the year of a transaction without a date (contract 6)."""


def added_json(totals: Totals) -> dict[str, Json]:
    """`activities`, `transactions`, `budgets`, `disbursements` and `unallocated`; amounts are strings."""
    transactions: list[Json] = [
        {"type": one.key[0], "currency": one.key[1], "count": one.count, "sum": f"{one.sum:f}"}
        for one in totals.transactions
    ]
    budgets: list[Json] = [
        {"currency": one.key[0], "count": one.count, "sum": f"{one.sum:f}"} for one in totals.budgets
    ]
    disbursements: list[Json] = [
        {
            "country": one.country,
            "year": NO_YEAR if one.year is None else one.year,
            "currency": one.currency,
            "sum": f"{one.sum:f}",
        }
        for one in totals.disbursements
    ]
    unallocated: list[Json] = [{"currency": currency, "sum": f"{value:f}"} for currency, value in totals.unallocated]
    return {
        "activities": totals.activities,
        "transactions": transactions,
        "budgets": budgets,
        "disbursements": disbursements,
        "unallocated": unallocated,
    }
