"""Random small books for the laws of the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from tests.ledger.books import does, gives, wants
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import Step
from waypost.core.roadmap.vocabulary import Domain, Form, MoneyState, Movement, Tool
from waypost.core.values import Missing, Money, text

DAYS = st.one_of(st.just(Missing.NOT_STATED), st.dates(date(2021, 1, 1), date(2025, 12, 31)))
DONORS = st.sampled_from([(), ("eu",), ("ms:IT",), ("ms:DE",), ("eu", "ms:DE"), ("org:UNHCR",)])
PLACES = st.sampled_from([Missing.NOT_STATED, text("Marenia"), text("North, Marenia"), text("South, Marenia")])
TIES = ["r", "o1", "o2", "a1", "a2"]


@st.composite
def steps(draw: st.DrawFn) -> tuple[Step, ...]:
    """Up to five running totals of one currency, in any states, with repayments and corrections among them."""
    currency = draw(st.sampled_from(["EUR", "EUR", "EUR", "USD"]))
    return tuple(
        Step(
            state=draw(st.sampled_from(MoneyState)),
            amount=Money(amount=Decimal(draw(st.integers(0, 100))), currency=currency),
            day=draw(DAYS),
            movement=draw(st.sampled_from([None, None, None, Movement.REPAYMENT, Movement.CORRECTION])),
        )
        for _ in range(draw(st.integers(0, 5)))
    )


@st.composite
def contribution(draw: st.DrawFn, at: int, *, circles: bool = False) -> Element:
    """A contribution that may lie inside an earlier one, surely or perhaps; with `circles`, inside any."""
    others = [f"c{one}" for one in range(9 if circles else at) if one != at]
    inside = draw(st.sampled_from([None, None, *others]))
    perhaps = draw(st.sampled_from([None, None, None, None, *(one for one in others if one != inside)]))
    return gives(
        f"c{at}",
        *draw(steps()),
        donors=draw(DONORS),
        inside=inside,
        perhaps=perhaps,
        printed=draw(st.sampled_from([None, None, None, ("total", 70), ("ceiling", 80)])),
        condition=draw(st.sampled_from([None, None, "once ratified"])),
        condition_met=draw(st.sampled_from([None, True, False])),
        core_funding=draw(st.sampled_from([False, False, False, True])),
        delegated_from=draw(st.sampled_from([None, None, "eu"])),
        parent=draw(st.sampled_from(TIES)),
        form=draw(st.sampled_from([Form.GRANT, Form.GRANT, Form.LOAN])),
        tool=draw(st.sampled_from([Missing.NOT_STATED, Tool.DEVELOPMENT, Tool.SECURITY])),
        instrument=draw(st.sampled_from([Missing.NOT_STATED, "NDICI", "MFA"])),
        place=draw(PLACES),
        migration_share=draw(st.sampled_from([None, Decimal("0.1"), Decimal(1)])),
    )


def ground() -> tuple[Element, ...]:
    """Two objectives, one with a need, and an action under each."""
    need = Money(amount=Decimal(150), currency="EUR")
    return (
        wants("o1", need, domain=Domain.RETURN),
        wants("o2", domain=Domain.PROTECTION),
        does("a1", "o1"),
        does("a2", "o2"),
    )


@st.composite
def books(draw: st.DrawFn, *, circles: bool = False) -> tuple[Element, ...]:
    """A book of up to seven contributions with what they are tied to."""
    count = draw(st.integers(0, 7))
    return (*ground(), *(draw(contribution(at, circles=circles)) for at in range(count)))
