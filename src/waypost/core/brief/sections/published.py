"""What donors publish of their aid, beside what the roadmap says: part of section 4, where the store holds aid data.

The two are never added, since both may tell of the same money (domain C11).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from waypost.core.aid.funding import Published
from waypost.core.analysis.ledger import Ledger
from waypost.core.analysis.money.totals import group
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.sections.lines import donor_sums
from waypost.core.brief.tree import Block, Cell, Heading, Number
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Say, Who, say
from waypost.core.values import Money

STATES: Final = (MoneyState.COMMITTED, MoneyState.DISBURSED)
"""The states that both sides have."""
MOST: Final = 15
"""So many donors stand in the table, the largest first; the others are counted."""

NOBODY: Final = "?"
"""Stands for a donor of whom the file says neither reference nor name."""

Sums = dict[MoneyState, Decimal]


def published_blocks(ledger: Ledger, published: Published | None) -> tuple[Block, ...]:
    """Each donor with what the roadmap says and what is published, side by side; nothing without aid data."""
    if published is None or not published.funding.groups:
        return ()
    there: dict[tuple[str, str], Sums] = {}
    for one in published.funding.groups:
        there.setdefault((one.key[0], one.currency), {})[one.state] = one.amount
    here = _own(ledger)
    ranked = sorted({*here, *there}, key=lambda key: (-_largest(there.get(key, {}), here.get(key, {})), key))
    rows = [
        row(
            cell(say("funds.none_named") if donor == NOBODY else say("published.donor", donor=Who(principal=donor))),
            *(
                _amount(side, state, currency)
                for state in STATES
                for side in (here.get((donor, currency), {}), there.get((donor, currency), {}))
            ),
        )
        for donor, currency in ranked[:MOST]
    ]
    columns = (
        head("published.donor_head", weight=5),
        *(
            head(f"published.{side}_{state.value}", number=True, weight=3)
            for state in STATES
            for side in ("here", "there")
        ),
    )
    return (
        Heading(say=say("published.title")),
        table("published", columns, rows, nothing="published.none", notes=_notes(published, len(ranked))),
    )


def _own(ledger: Ledger) -> dict[tuple[str, str], Sums]:
    """What the roadmap says by donor and currency, in the states that both sides have. Shares that it does not split
    stand in its own tables alone."""
    found: dict[tuple[str, str], Sums] = {}
    for currency in sorted({one.known.currency for one in group(ledger, ("donor",)) if one.lines}):
        for donors, sums in donor_sums(ledger, currency).items():
            held: Sums = {state: sums[state] for state in STATES if state in sums}
            if len(donors) == 1 and held:
                found[donors[0], currency] = held
    return found


def _largest(*sides: Sums) -> Decimal:
    return max((amount for side in sides for amount in side.values()), default=Decimal(0))


def _amount(sums: Sums, state: MoneyState, currency: str) -> Cell:
    """An amount, rounded once to 0.01: shares of a country have many digits. Source: contract 6."""
    found = sums.get(state)
    return cell(None) if found is None else Number(value=Money(amount=round(found, 2), currency=currency))


def _notes(published: Published, donors: int) -> tuple[Say, ...]:
    more = donors - MOST
    return (
        say("published.never_added"),
        say("published.source", n=published.files, day=published.issued),
        *((say("published.more", n=more),) if more > 0 else ()),
    )
