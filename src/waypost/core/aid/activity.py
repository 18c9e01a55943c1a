"""An aid activity as its publisher reports it (IATI 1.0x and 2.0x, in the words and codes of 2.03).

Amounts are exact decimals in the publisher's currency; nothing is converted and nothing is corrected. Contact details
are not kept: they name people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.aid.results import Result
from waypost.core.aid.texts import Link, Texts

UNKNOWN: Final = "?"
"""Stands for a currency or a type that the file does not give (contract 6)."""

COMMITMENT, DISBURSEMENT = "2", "3"
"""Codes of the list TransactionType, IATI 2.03."""

DAC: Final = "1"
"""The vocabulary that holds where none is named: sectors and policy markers of the OECD DAC. Source: IATI 2.03."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A recipient country or region: its code, None where the file gives none, and its share in per cent.

    `vocabulary` is that of a region; a country has none.
    """

    code: str | None
    percentage: Decimal | None = None
    vocabulary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation as an activity names it; `activity` is the identifier of its own activity, if named."""

    ref: str | None = None
    type: str | None = None
    name: Texts = ()
    activity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An organisation and its role: 1 funding, 2 accountable, 3 extending, 4 implementing (list OrganisationRole)."""

    role: str | None
    organisation: Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """What an activity or a transaction is for, in one vocabulary; `percentage` is its share within the vocabulary."""

    code: str | None
    vocabulary: str = DAC
    percentage: Decimal | None = None
    name: Texts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A policy marker; `significance` 0 not targeted, 1 significant, 2 principal (list PolicySignificance)."""

    code: str | None
    vocabulary: str = DAC
    significance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A value, its currency (`?` where neither the value nor the activity names one) and the day of the value.

    The day is what the file says; some publishers write the day on which the file was made.
    """

    value: Decimal
    currency: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What is planned for a period. Type 1 original, 2 revised; status 1 indicative, 2 committed."""

    amount: Amount
    type: str | None = None
    status: str | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A planned disbursement."""

    amount: Amount
    type: str | None = None
    first: date | None = None
    last: date | None = None
    provider: Organisation | None = None
    receiver: Organisation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """A movement of money. `type` is a code of 2.0x; places and sectors are those it names itself."""

    type: str
    amount: Amount
    day: date | None = None
    ref: str | None = None
    description: Texts = ()
    provider: Organisation | None = None
    receiver: Organisation | None = None
    countries: tuple[Place, ...] = ()
    regions: tuple[Place, ...] = ()
    sectors: tuple[Sector, ...] = ()
    flow: str | None = None
    finance: str | None = None
    aid: str | None = None

    @property
    def year(self) -> int | None:
        """The year of the transaction's date; None where there is none."""
        return self.day.year if self.day else None

    @property
    def country(self) -> str | None:
        """The first recipient country it names itself (contract 6)."""
        return self.countries[0].code if self.countries else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another activity: type 1 parent, 2 child, 3 sibling, 4 co-funded, 5 third party (list RelatedActivityType)."""

    ref: str | None
    type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where an activity happens. `point` is latitude and longitude in degrees (WGS 84)."""

    ref: str | None = None
    name: Texts = ()
    description: Texts = ()
    point: tuple[Decimal, Decimal] | None = None
    reach: str | None = None
    exactness: str | None = None
    places: tuple[tuple[str, str], ...] = ()
    """Codes of gazetteers, each as vocabulary and code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The days of an activity. A day that the publisher uses to say "unknown" is None."""

    planned_start: date | None = None
    start: date | None = None
    planned_end: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What an activity is about. Type 1 general, 2 objectives, 3 target groups, 4 other (list DescriptionType)."""

    text: Texts
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity with its money. `line` is where it begins in its file; `language` is that of texts without one."""

    identifier: str | None
    line: int = field(default=0, compare=False)
    hierarchy: int | None = None
    language: str | None = None
    currency: str | None = None
    reporter: Organisation | None = None
    title: Texts = ()
    descriptions: tuple[Description, ...] = ()
    participants: tuple[Participant, ...] = ()
    status: str | None = None
    dates: Dates = Dates()
    scope: str | None = None
    countries: tuple[Place, ...] = ()
    regions: tuple[Place, ...] = ()
    locations: tuple[Location, ...] = ()
    sectors: tuple[Sector, ...] = ()
    markers: tuple[Marker, ...] = ()
    flow: str | None = None
    finance: str | None = None
    aid: str | None = None
    budgets: tuple[Budget, ...] = ()
    planned: tuple[Planned, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    links: tuple[Link, ...] = ()
    related: tuple[Related, ...] = ()
    results: tuple[Result, ...] = ()
