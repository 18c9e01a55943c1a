"""The values that roadmaps are made of.

Each says its unit and its source of doubt: money has a currency, a quantity a unit, a date
the phrase somebody wrote, and what is not there is `Missing` with its reason. Nothing here
knows a roadmap, a clock or a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, NewType

ElementId = NewType("ElementId", str)
"""Random and opaque; never shown to a person, who sees number and title."""

Principal = NewType("Principal", str)
"""`eu`, `ms:XX`, `partner:XX`, `org:NAME` or `public` (design 3); `ms:*` is the Member States together
and occurs only among donors and owners of published texts, never in an audience."""

Slug = NewType("Slug", str)
"""The name of a home: a roadmap's slug, or `workspace`."""


class Missing(StrEnum):
    """Why a value is not there. Unknown is not zero.

    Source: contract 3: not stated: the source text does not say; not reported: expected, not yet
    given; withheld or suppressed: by the publisher.
    """

    UNKNOWN = "unknown"
    NOT_STATED = "not_stated"
    NOT_REPORTED = "not_reported"
    WITHHELD = "withheld"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED = "suppressed"


class Qualifier(StrEnum):
    """How a printed figure limits itself (design 3)."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in whole units of one currency; `on` is the value date where the source gives one.

    Amounts keep their currency: nothing adds two currencies (domain C12).
    """

    amount: Decimal
    currency: str
    on: date | None = None
    qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of something that is no money: places, persons, vessels, per cent."""

    amount: Decimal
    unit: str
    qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Wordings of one statement by language, the original first."""

    wordings: tuple[tuple[str, str], ...]

    @property
    def language(self) -> str:
        """The language of the original."""
        return self.wordings[0][0]

    @property
    def original(self) -> str:
        """The words as first written."""
        return self.wordings[0][1]

    def in_language(self, language: str) -> tuple[str, str]:
        """Language and wording for a reader of `language`; the original where there is no such wording."""
        return next((pair for pair in self.wordings if pair[0] == language), self.wordings[0])


def text(words: str, language: str = "en") -> Text:
    """A text with one wording."""
    return Text(wordings=((language, words),))


class Precision(StrEnum):
    """How exactly a phrase fixes a day (contract 3)."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    INTERVAL = "interval"
    CONDITION = "condition"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as somebody wrote it, and how it is read.

    `first` and `last` are the first and last day the phrase allows, both included; `None` is open.
    `phrase` is kept as written, also when it could not be read (`Precision.UNREAD`).
    `condition` holds the words of what must come true first.
    """

    phrase: str
    precision: Precision
    first: date | None = None
    last: date | None = None
    condition: str | None = None


def on_day(day: date) -> When:
    """A `When` that is exactly one day, with the day in ISO form as its phrase."""
    return When(phrase=day.isoformat(), precision=Precision.DAY, first=day, last=day)


class Basis(StrEnum):
    """How a source was known: the text itself, an official report or notice, or the press (design 3)."""

    TEXT = "text"
    REPORT = "report"
    PRESS = "press"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from; `row` is the key of its row in the files a sample was made from."""

    publisher: str | Missing = Missing.NOT_STATED
    title: str | Missing = Missing.NOT_STATED
    address: str | Missing = Missing.NOT_STATED
    day: date | Missing = Missing.NOT_STATED
    basis: Basis | Missing = Missing.NOT_STATED
    row: str | None = None


EU: Final = Principal("eu")
PUBLIC: Final = Principal("public")
