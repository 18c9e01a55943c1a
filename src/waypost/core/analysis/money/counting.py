"""The counting rules for pooled money, C1 to C14: one function a rule, named for what it does.

Each rule takes values and says what the rule says about them; the ledger puts them together. C11 and C14 work on
figures from two places (the workspace and a publisher of aid data), which need not be elements.

Source: domain 6, contract 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from waypost.core.analysis.ledger import Rate
from waypost.core.roadmap.bodies import Contribution
from waypost.core.roadmap.records import Step
from waypost.core.roadmap.vocabulary import Form, MoneyState, Movement, Whole
from waypost.core.values import PUBLIC, ElementId, Missing, Money, Principal, Text

UNPRICED: Final = frozenset(
    {
        Form.VISA_PLACES,
        Form.RECEPTION_PLACES,
        Form.RESETTLEMENT_PLACES,
        Form.MARKET_ACCESS,
        Form.TRAINING,
        Form.DIALOGUE,
    }
)
"""Forms without a financial value (domain C5)."""

RANK: Final[Mapping[MoneyState, int]] = {
    MoneyState.ANNOUNCED: 0,
    MoneyState.ALLOCATED: 1,
    MoneyState.COMMITTED: 2,
    MoneyState.CONTRACTED: 3,
    MoneyState.DISBURSED: 4,
    MoneyState.RECEIVED: 4,
    MoneyState.SPENT: 4,
}
"""The order of the states; received and spent stand beside disbursed, so neither is later than it (contract 6)."""

TOGETHER: Final = "+"
"""Joins in a key those whose shares were not read apart."""

HELD_BY_CONDITION: Final = frozenset({MoneyState.ANNOUNCED, MoneyState.ALLOCATED})


def own_budget_only(body: Contribution) -> tuple[Principal, ...]:
    """C1: the donors of a contribution, those whose own budget or balance sheet it is, each once, sorted.

    The public is no donor. Empty: not stated. Source: domain C1.
    """
    return tuple(sorted(set(body.donors) - {PUBLIC}))


def delegated_money_is_its_owners(body: Contribution) -> tuple[Principal, ...]:
    """C2: the donors after delegation: money managed by another counts for the one whose money it is.

    Source: domain C2.
    """
    return own_budget_only(body) if body.delegated_from is None else (body.delegated_from,)


def is_core_funding(body: Contribution) -> bool:
    """C3: whether it is given to a multilateral body as a whole, which is not counted for a roadmap.

    Source: domain C3.
    """
    return body.core_funding


def own_share_only(donors: tuple[Principal, ...]) -> str:
    """C4: the key under which an amount of these donors counts: its one donor, or all of them together.

    Where the split of a co-financed amount was not read, no donor counts the whole as its own. Source: domain C4.
    """
    return TOGETHER.join(donors) or Missing.NOT_STATED.value


def stands_beside(body: Contribution) -> bool:
    """C5: whether it is a tool without a price: a form without financial value, or counted in things alone.

    We never give it a price. Source: domain C5.
    """
    if body.form in UNPRICED:
        return True
    amounts = tuple(step.amount for step in body.steps)
    return bool(amounts) and not any(isinstance(one, Money | Missing) for one in amounts)


def computed_sum(amounts: Iterable[Decimal]) -> Decimal:
    """C6: a total is the sum of its contributions, computed and never stored. Source: domain C6."""
    return sum(amounts, Decimal(0))


def is_pledge(states: Iterable[MoneyState]) -> bool:
    """C7: whether all there is, is announced: a pledge, which enters the total of its own state only.

    Source: domain C7.
    """
    found = set(states)
    return found == {MoneyState.ANNOUNCED}


def states_apart(steps: Iterable[Step]) -> tuple[tuple[MoneyState, tuple[Step, ...]], ...]:
    """C8: the steps of each state by themselves, in the order of states; no figure is in two of them.

    Source: domain C8.
    """
    given = tuple(steps)
    return tuple((state, tuple(one for one in given if one.state is state)) for state in MoneyState)


@cache
def later_states(state: MoneyState) -> tuple[MoneyState, ...]:
    """The states whose figure may stand in for a state without a step; never an earlier one (C7).

    Source: contract 6, states of money.
    """
    return tuple(one for one in MoneyState if RANK[one] > RANK[state])


def is_printed(body: Contribution) -> bool:
    """C9: whether it is a total or a ceiling printed in a text, which is no line. Source: domain C9, contract 6."""
    return body.printed is not None


def surely_inside(body: Contribution) -> tuple[ElementId, ...]:
    """C9: the contributions it lies inside for sure; with one of them in a sum it is not added again.

    Source: domain C9.
    """
    return tuple(one.whole for one in body.inside if one.sure is Whole.SURE)


def perhaps_inside(body: Contribution) -> tuple[ElementId, ...]:
    """C9: the contributions it may lie inside, which its text does not state: shown in brackets, not added.

    Source: domain C9, design 3.
    """
    return tuple(one.whole for one in body.inside if one.sure is Whole.NOT_STATED)


def condition_holding(body: Contribution) -> Text | None:
    """C10: the condition of a contribution as long as nobody states that it is met. Source: domain C10."""
    return None if body.condition_met else body.condition


def is_held_back(state: MoneyState, condition: Text | None) -> bool:
    """C10: whether an amount of that state enters the total "if met" only: announced and allocated amounts.

    What is committed or later counts, its condition shown. Source: domain C10, contract 6.
    """
    return condition is not None and state in HELD_BY_CONDITION


# ------------------------------------------------------------------------------------------------- C11: one source


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one source says of one donor and one category, in one currency."""

    donor: Principal
    category: str
    amount: Money | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Both sources beside each other, and the one that is counted; never both (C11)."""

    donor: Principal
    category: str
    workspace: Money | Missing
    publisher: Money | Missing
    taken: Literal["workspace", "publisher"]

    @property
    def counted(self) -> Money | Missing:
        """The one figure that enters a sum."""
        return self.workspace if self.taken == "workspace" else self.publisher


def one_source(
    workspace: Iterable[Figures],
    publisher: Iterable[Figures],
    *,
    from_publisher: frozenset[tuple[Principal, str]] = frozenset(),
) -> tuple[SideBySide, ...]:
    """C11: for each donor and category either the workspace or the publisher of aid data, both shown side by side.

    Args:
        workspace: one figure for a donor and category, from the ledger.
        publisher: one figure for a donor and category, from aid data.
        from_publisher: donors and categories for which the publisher is taken; else the workspace, and the
            publisher where the workspace has no row at all.

    Source: domain C11.
    """
    ours = {(one.donor, one.category): one.amount for one in workspace}
    theirs = {(one.donor, one.category): one.amount for one in publisher}
    rows = []
    for key in sorted(ours.keys() | theirs.keys()):
        use_theirs = key in theirs and (key in from_publisher or key not in ours)
        rows.append(
            SideBySide(
                donor=key[0],
                category=key[1],
                workspace=ours.get(key, Missing.NOT_REPORTED),
                publisher=theirs.get(key, Missing.NOT_REPORTED),
                taken="publisher" if use_theirs else "workspace",
            )
        )
    return tuple(rows)


# ------------------------------------------------------------------------------------------------- C12: currencies


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A converted figure with what it was made from; it never goes without its rate (C12)."""

    original: Money
    money: Money
    rate: Rate


def convert(money: Money, into: str, rates: Iterable[Rate]) -> Converted | Missing:
    """C12: an amount in another currency, naming rate, date and source; Missing where no rate is held.

    The rate taken is the newest on or before the value date of the amount; without a value date the newest of
    all. Nothing is rounded. Source: domain C12.
    """
    fit = [one for one in rates if one.currency == money.currency and one.into == into]
    fit = [one for one in fit if money.on is None or one.on <= money.on]
    if not fit:
        return Missing.UNKNOWN
    rate = max(fit, key=lambda one: (one.on, one.source))
    return Converted(
        original=money,
        money=Money(amount=money.amount * rate.rate, currency=into, on=rate.on, qualifier=money.qualifier),
        rate=rate,
    )


# ---------------------------------------------------------------------------------------------- C13: own period


def in_own_period(steps: Iterable[Step], *, repaid: bool = True) -> tuple[tuple[int | None, Decimal], ...]:
    """C13: what each year added to a running total, in order; a correction or repayment is negative in its own year.

    The years add up to the last running total. None is a step without a day; a year that adds nothing is not
    there. Steps are of one state and one currency, oldest first. With `repaid` false, as if nothing had come
    back: a repayment lowers disbursed only (contract 6); a correction still does, since the earlier figure was
    wrong. Source: domain C13.
    """
    years: dict[int | None, Decimal] = {}
    before = Decimal(0)
    for step in steps:
        if isinstance(step.amount, Money):
            year = step.day.year if isinstance(step.day, date) else None
            if repaid or step.movement is not Movement.REPAYMENT:
                years[year] = years.get(year, Decimal(0)) + step.amount.amount - before
            before = step.amount.amount
    return tuple((year, amount) for year, amount in years.items() if amount)


# ------------------------------------------------------------------------------------------------ C14: levels


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelled:
    """Commitments and payments of one programme, brought to one level."""

    programme: str
    committed: Decimal
    paid: Decimal
    members: tuple[str, ...]


def on_one_level(
    committed: Mapping[str, Decimal], paid: Mapping[str, Decimal], parents: Mapping[str, str]
) -> tuple[Levelled, ...]:
    """C14: commitments and payments compared after both have followed the relation up to the programme.

    Args:
        committed: amount by activity, in one currency.
        paid: amount by activity, in the same currency.
        parents: the activity above each activity; one without is a programme. A circle ends where it closes.

    Source: domain C14.
    """
    groups: dict[str, set[str]] = {}
    for activity in committed.keys() | paid.keys():
        groups.setdefault(_programme(activity, parents), set()).add(activity)
    return tuple(
        Levelled(
            programme=top,
            committed=computed_sum(committed.get(one, Decimal(0)) for one in members),
            paid=computed_sum(paid.get(one, Decimal(0)) for one in members),
            members=tuple(sorted(members)),
        )
        for top, members in sorted(groups.items())
    )


def _programme(activity: str, parents: Mapping[str, str]) -> str:
    path = [activity]
    while (above := parents.get(path[-1])) is not None and above not in path:
        path.append(above)
    return path[-1] if parents.get(path[-1]) is None else min(path[path.index(parents[path[-1]]) :])
