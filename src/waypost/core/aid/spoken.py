"""Sentences about published money: why it is about migration, the rates of sums in euro, and what has none.

Source: domain 2.8, C12.
"""

from __future__ import annotations

from datetime import date

from waypost.core.aid.funding import Told
from waypost.core.aid.rates import Rates, Unpriced, Used, readable
from waypost.core.say import Say, say
from waypost.core.values import Money


def unpriced(rest: Unpriced) -> Say:
    """What of a sum is not in it, and why."""
    amount = Money(amount=rest.amount, currency=rest.currency)
    return say(f"funding.unpriced_{rest.reason.value}", amount=amount, n=rest.transactions)


def rate_used(used: Used) -> Say:
    """The rates of one currency: one of a month, or those between the lowest and the highest."""
    first, last = (date.fromisoformat(f"{month}-01") for month in (used.first, used.last))
    low, high = readable(used.lowest), readable(used.highest)
    if used.first == used.last:
        return say("funding.rate_of_month", currency=used.currency, month=first, rate=high)
    return say("funding.rates_of_months", currency=used.currency, first=first, last=last, low=low, high=high)


def rates_from(rates: Rates | None) -> Say:
    """Where the rates are from, or that none are at hand."""
    if rates is None:
        return say("funding.no_rates")
    return say(
        "funding.rates_from" if rates.is_dated else "funding.rates_undated", source=rates.source, day=rates.issued
    )


def why_relevant(told: Told) -> Say:
    """The codes and words by which an activity is about migration, or that it is not by the rule."""
    if not told.by:
        return say("funding.not_relevant")
    return say(f"funding.relevant_{told.by}", because=tuple(told.because.split("; ")))
