"""Small records inside a body: rows that have no life of their own.

Where a workbook gives such rows a sheet (steps, earlier targets, date changes), the sheet's name stands in the
table of kinds. Labels and helps are the `shown(...)` of each field, as in `bodies`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waypost.core.roadmap.shown import shown
from waypost.core.roadmap.vocabulary import MoneyState, Movement, PrintedKind, Role, Whole
from waypost.core.values import ElementId, Missing, Money, Quantity, Source, Text, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner country of a roadmap with its roles; no role stated is an empty tuple."""

    country: str = shown("Country", "Two letters: ISO 3166-1, XK, or QM for training data.")
    roles: tuple[Role, ...] = shown("Roles", "Origin, transit, destination; several, or none stated.", default=())
    routes: tuple[str, ...] = shown("Routes", "Routes of the reference table.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What an objective needs, counted before money is set against it (domain R5)."""

    amount: Money | Quantity | Missing = shown("Amount needed", "What is needed, with its unit.")
    method: Text | Missing = shown("Method", "How the need was counted.", default=Missing.NOT_STATED)
    source: Source | None = shown("Source", "Where the need is written.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeShare:
    """A code of a vocabulary (jvap, dac, gcm) and the part of the whole it stands for; no share: all or unknown."""

    vocabulary: str = shown("Vocabulary", "jvap, dac or gcm.")
    code: str = shown("Code", "The code as the vocabulary writes it.")
    share: Decimal | None = shown("Share", "From 0 to 1; empty when the code stands for all.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChange:
    """One change of a start or due date with its reason; `old` is what stood before."""

    at: date = shown("Changed on", "The day on which the date was changed.")
    field: str = shown("Date changed", "starts or due.")
    old: When | Missing = shown("Was", "The date before the change.")
    new: When | Missing = shown("Became", "The date after the change.")
    reason: Text | Missing = shown("Reason", "Why the date was changed.", default=Missing.NOT_STATED)
    source: Source | None = shown("Source", "Where the change is written.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierTarget:
    """A target that was replaced; kept for ever."""

    target: Quantity | Missing = shown("Target", "The target before.")
    due: When | Missing = shown("Target day", "The day of that target.", default=Missing.NOT_STATED)
    until: date = shown("In force until", "The day on which it was replaced.")
    reason: Text | Missing = shown("Reason", "Why the target was changed.", default=Missing.NOT_STATED)
    source: Source | None = shown("Source", "Where the change is written.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The running total of a contribution in one state as reported on a day; never an increment (design 3)."""

    state: MoneyState = shown("State", "Announced, allocated, committed, contracted, disbursed, received, spent.")
    amount: Money | Quantity | Missing = shown("Running total", "The total so far in this state, not the increase.")
    day: date | Missing = shown("Day", "The day of the figure; where a source gives a month, its last day.")
    day_phrase: str | None = shown("Day as written", "The date as the source writes it.", default=None)
    movement: Movement | None = shown("Movement", "Repayment or correction, when the total fell.", default=None)
    note: Text | None = shown("Note", "A remark on this figure.", default=None)
    source: Source | None = shown("Source", "Where the figure is written.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """This contribution lies inside another; when that is not stated for sure it is shown and not added."""

    whole: ElementId = shown("Part of", "The contribution it lies inside.")
    sure: Whole = shown("Sure", "Sure, or not stated: then it is shown and not added.", default=Whole.SURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A total or a ceiling printed in a text; never a line of a sum (domain C9)."""

    kind: PrintedKind = shown("Kind", "Total or ceiling.")
    amount: Money | Quantity = shown("Amount printed", "As printed.")
    source: Source | None = shown("Source", "Where it is printed.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gives:
    """One side of a pair: in words, and the actions or contributions meant."""

    words: Text | Missing = shown("In words", "What this side gives.")
    elements: tuple[ElementId, ...] = shown("Actions and contributions", "Those meant by the words.", default=())
