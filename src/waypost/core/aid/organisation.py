"""An organisation file of aid data: what one organisation plans and spends over the years."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from waypost.core.aid.activity import Amount, Organisation, Place
from waypost.core.aid.texts import Link, Texts


class Purse(StrEnum):
    """Which of its sums an organisation gives: in all, by receiver, region or country, or what was spent."""

    TOTAL = "total-budget"
    RECEIVER = "recipient-org-budget"
    REGION = "recipient-region-budget"
    COUNTRY = "recipient-country-budget"
    SPENT = "total-expenditure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """A line within a sum. Lines need not add up to it."""

    amount: Amount
    ref: str | None = None
    name: Texts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """A sum for a period, and whom or what place it is for. `line` is where it begins in its file."""

    purse: Purse
    amount: Amount
    line: int = field(default=0, compare=False)
    status: str | None = None
    first: date | None = None
    last: date | None = None
    place: Place | None = None
    receiver: Organisation | None = None
    lines: tuple[Purpose, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AidOrganisation:
    """One organisation and its sums. `line` is where it begins in its file."""

    identifier: str | None
    line: int = field(default=0, compare=False)
    name: Texts = ()
    language: str | None = None
    currency: str | None = None
    reporter: Organisation | None = None
    sums: tuple[Yearly, ...] = ()
    links: tuple[Link, ...] = ()
