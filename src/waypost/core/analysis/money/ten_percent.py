"""The ten per cent target of NDICI: how much of committed NDICI money serves migration and forced displacement.

The rule has a name and a version, printed with every figure; a change of the rule is a new version (domain R21).
NDICI-10, version 1, reads of each committed NDICI line: its stated migration share; else its codes, of which purpose
code 15190 and the codes of the five domains (jvap) count, whole or by their share, any other not; a line without
either is unread, and unread is not zero.

Source: domain 2.6 (NDICI), 2.8, R21.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from waypost.core.analysis.ledger import Line, TenPercent
from waypost.core.analysis.money.totals import pieces
from waypost.core.roadmap.bodies import Contribution
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Share
from waypost.core.values import ElementId, Missing, Money

RULE: Final = "NDICI-10 v1"
INSTRUMENTS: Final = frozenset({"NDICI", "NDICI-FLEX"})
PURPOSE: Final = "15190"
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


def migration_part(body: Contribution) -> Decimal | None:
    """The part of a contribution that counts by the rule, 0 to 1; None where nothing can be read."""
    if body.migration_share is not None:
        return min(max(body.migration_share, ZERO), ONE)
    if not body.codes:
        return None
    purpose = sum(
        (one.share if one.share is not None else ONE for one in body.codes if _is_purpose(one.vocabulary, one.code)),
        ZERO,
    )
    domains = sum((one.share if one.share is not None else ONE for one in body.codes if one.vocabulary == "jvap"), ZERO)
    return min(max(purpose, domains), ONE)


def _is_purpose(vocabulary: str, code: str) -> bool:
    return vocabulary == "dac" and code == PURPOSE


def ten_percent_of(view: View, lines: tuple[Line, ...]) -> tuple[TenPercent, ...]:
    """One figure for each currency in which NDICI money is committed."""
    index = {one.ref.element: one for one in lines}
    made = [
        one
        for one in pieces(lines, MoneyState.COMMITTED, ("instrument",))
        if one.amount is not None and index[one.line].instrument in INSTRUMENTS
    ]
    return tuple(
        _figure(
            view,
            currency,
            [(one.line, one.amount) for one in made if one.currency == currency and one.amount is not None],
        )
        for currency in sorted({one.currency for one in made if one.currency is not None})
    )


def _figure(view: View, currency: str, given: list[tuple[ElementId, Decimal]]) -> TenPercent:
    counted = whole = ZERO
    unread: set[ElementId] = set()
    for line, amount in given:
        element = view.get(line)
        part = migration_part(element.body) if element and isinstance(element.body, Contribution) else None
        whole += amount
        if part is None:
            unread.add(line)
        else:
            counted += amount * part
    nothing_read = len(unread) == len({line for line, _ in given})
    share = counted / whole if whole > 0 else None
    return TenPercent(
        rule=RULE,
        currency=currency,
        counted=Missing.UNKNOWN if nothing_read else Money(amount=counted, currency=currency),
        whole=Money(amount=whole, currency=currency),
        share=Missing.UNKNOWN if nothing_read or share is None else Share(value=min(max(share, ZERO), ONE)),
        unread_lines=len(unread),
    )
