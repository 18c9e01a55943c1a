"""The ledger: who funds what, how each total is made, and what was left out by which rule.

Every amount is a running total in one currency; there is no total over currencies (domain C12). The counting
rules C1 to C14 are functions in `counting`; this module holds what the ledger says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from waypost.core.roadmap.vocabulary import Domain, Form, MoneyState, Tool
from waypost.core.say import Ref, Say, Share
from waypost.core.values import ElementId, Missing, Money, Principal, Quantity, Text

Grouping = Literal["donor", "instrument", "domain", "tool", "year", "state", "objective", "action"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One unit of `currency` is `rate` units of `into`, on a day, as a source gives it (C12)."""

    currency: str
    into: str
    rate: Decimal
    on: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What a line holds in one state, or why nothing; `at_least` when a later state or its parts stand in.

    `counted` says whether it enters the total of its state, as a figure or as an unknown one; `added` is what it
    adds there: less than `value` where a part of it lies in another counted line too (C9). `opens_into` are its
    parts with a figure of their own, which together are no more than it; a grouping that parts them from the
    whole takes them out of it. `by_year` is what each year added (C13); its sum is `value`.
    """

    state: MoneyState
    value: Money | Missing
    at_least: bool = False
    counted: bool = False
    added: Money | Missing = Missing.UNKNOWN
    stands_for_whole: bool = False
    """It is counted in place of a whole that has no figure of its own, which may be more: "at least"."""
    opens_into: tuple[ElementId, ...] = ()
    by_year: tuple[tuple[int | None, Decimal], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One contribution with money, as the ledger reads it on the day asked.

    `donors` are those whose own budget it is (after C1, C2); `managers` manage it for them. `counted` is False when
    it is in no total of any state; `bracketed` when it is shown in brackets (perhaps inside another). `if_met`
    carries the condition of an amount that enters only the total "if met" (C10). `year` is that of its first
    figure. `parts` are the lines surely inside it, directly.
    """

    ref: Ref
    donors: tuple[Principal, ...]
    form: Form | Missing
    instrument: str | Missing
    tool: Tool | Missing
    domain: Domain | Missing
    objectives: tuple[ElementId, ...]
    actions: tuple[ElementId, ...]
    amounts: tuple[Amount, ...]
    year: int | Missing
    counted: bool
    bracketed: bool
    if_met: Text | None
    instrument_words: Text | None = None
    managers: tuple[Principal, ...] = ()
    parts: tuple[ElementId, ...] = ()

    def amount(self, state: MoneyState) -> Amount:
        """The amount in that state; Missing unknown when the line has none."""
        for one in self.amounts:
            if one.state is state:
                return one
        return Amount(state=state, value=Missing.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line that is not in a total, the rule that left it out (`C9`), and why in a sentence."""

    ref: Ref
    rule: str
    state: MoneyState | None
    because: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A sum in one state and currency: the known part, how many lines are unknown, and the lines it is made of.

    `at_least` when a line has no figure or only one that stands in. The sum over the shares of several donors
    that were not read apart stays with them together. `lines` have a figure, `unknown` have none. Where there is
    no line with a figure nothing is known, and `known` is no zero to be printed: see `is_unknown`.
    """

    key: tuple[str, ...]
    state: MoneyState
    known: Money
    missing_lines: int
    at_least: bool
    lines: tuple[ElementId, ...]
    unknown: tuple[ElementId, ...] = ()

    @property
    def is_unknown(self) -> bool:
        """Whether no line has a figure."""
        return not self.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """What a total would gain if a condition were met (C10); a ceiling: at most that (C9)."""

    ref: Ref
    state: MoneyState
    amount: Money
    condition: Text
    ceiling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Somebody who could fill a gap, by one line: committed and tied to no action, or announced and not committed."""

    donors: tuple[Principal, ...]
    line: Ref
    amount: Money
    why: Literal["untied", "announced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Need less committed for one objective and currency, never below zero; Missing when the need is unknown.

    `committed` is the known part; `missing_lines` more lines of the objective have no committed figure, so the
    gap may be smaller. `at_least`: a part of the need is not known. `shared` are lines tied to other objectives
    too, whose split was not read: each counts in full here (and in the gap of the others).
    """

    objective: Ref
    need: Money | Missing
    committed: Money | Missing
    gap: Money | Missing
    fillers: tuple[Offer, ...]
    missing_lines: int = 0
    at_least: bool = False
    shared: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Contributions that meet each other in objective, form, place and period (contract 6): one connected group."""

    lines: tuple[Ref, ...]
    objective: Ref
    money: Money | Missing
    """The sum of the group less its largest line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One of the four words of seed S9 in one currency: its value, and the parts it is made of."""

    name: Literal["coherent", "strategic", "flexible", "focused"]
    currency: str
    value: Share | Missing
    part: Decimal | Missing
    whole: Decimal | Missing
    untied: Share | Missing = Missing.NOT_APPLICABLE
    by_donor: Share | Missing = Missing.NOT_APPLICABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A tool without a price: visa places, market access, a dialogue; beside the sum, never in it (C5)."""

    ref: Ref
    donors: tuple[Principal, ...]
    form: Form | Missing
    tool: Tool | Missing
    quantity: Quantity | Missing
    state: MoneyState | Missing


CoverState = Literal["used", "offered", "idle", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What one tool does for one objective (seed S8), with what makes it so."""

    objective: ElementId
    tool: Tool
    state: CoverState
    by: tuple[ElementId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TenPercent:
    """The ten per cent target of NDICI (domain R21): counted over committed NDICI money by rule `rule`."""

    rule: str
    currency: str
    counted: Money | Missing
    whole: Money | Missing
    share: Share | Missing
    unread_lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedTotal:
    """What all objectives need in one currency; `missing` counts objectives whose need is not known."""

    known: Money
    missing: int
    objectives: tuple[ElementId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything money of one view on one day. Totals of other groupings come from `group`."""

    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    """One per state and currency in which a line has a figure, in the order of states; `key` is empty."""
    left_out: tuple[LeftOut, ...]
    conditional: tuple[Conditional, ...]
    needs: tuple[NeedTotal, ...]
    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    not_compared: tuple[Ref, ...]
    """Committed lines that lack a place or period, so overlaps with them cannot be seen."""
    figures: tuple[Figure, ...]
    tools: tuple[Offered, ...]
    coverage: tuple[Cover, ...]
    ten_percent: tuple[TenPercent, ...]
    rates: tuple[Rate, ...] = ()

    def line(self, element: ElementId) -> Line | None:
        """The line of that contribution, or None."""
        return next((one for one in self.lines if one.ref.element == element), None)
