"""The traps of money in the published files, as they stand in the shipped states (roadmaps.md, domain 3.2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.samples.shipped import (
    MILLION,
    by_row,
    money,
    newest,
    of,
    rows_of,
    state_of,
    steps,
    whole_of,
)
from waypost.core.roadmap.bodies import (
    Contribution,
    Indicator,
)
from waypost.core.roadmap.view import see
from waypost.core.roadmap.vocabulary import (
    MoneyState,
    Movement,
    PrintedKind,
    Whole,
)
from waypost.core.values import PUBLIC, Money, Quantity
from waypost.usecases.analysing import ledger_of


def test_steps_are_running_totals() -> None:
    """Figures of the Facility rise from report to report as printed: they are totals, never increments."""
    newest_state = newest("turkey-statement")
    contracted = steps(newest_state, "tr-c1", MoneyState.CONTRACTED)
    assert [amount for _, amount in contracted] == [1300, 1500, 1572, 1664, 3000]
    for state in (MoneyState.COMMITTED, MoneyState.CONTRACTED, MoneyState.DISBURSED):
        assert all(old <= new for (_, old), (_, new) in pairwise(steps(newest_state, "tr-c0", state)))


def test_tranches_lie_inside_the_facility() -> None:
    """Both tranches lie inside the six billion; 345 and 585 million lie outside, and 100 + 485 = 585."""
    state = newest("turkey-statement")
    assert whole_of(state, "tr-c1") == whole_of(state, "tr-c2") == [("tr-c0", Whole.SURE)]
    assert whole_of(state, "tr-c3") == whole_of(state, "tr-c4") == []
    parts = [steps(state, key, MoneyState.ALLOCATED)[0][1] for key in ("tr-c4a", "tr-c4b")]
    assert sum(parts) == steps(state, "tr-c4", MoneyState.ALLOCATED)[0][1] == 585


def test_sixty_million_were_paid_and_sent_back() -> None:
    """Tunisia: 60 million paid on 3 October 2023 and back to nothing on the 12th, outside the memorandum."""
    before = steps(state_of("tunisia-memorandum", "2023-09-22"), "tn-c4", MoneyState.DISBURSED)
    after = state_of("tunisia-memorandum", "2023-10-12")
    assert before == []
    assert steps(after, "tn-c4", MoneyState.DISBURSED) == [(date(2023, 10, 3), 60), (date(2023, 10, 12), 0)]
    assert money(after, "tn-c4").steps[-1].movement is Movement.REPAYMENT
    assert whole_of(after, "tn-c4") == []


def test_t1_rows_of_tunisia_do_not_reach_their_plain_sum() -> None:
    """T1: what is counted as announced stays below 150 + 105 + 127, and the 42 lie inside the 105."""
    state = state_of("tunisia-memorandum", "2023-09-22")
    assert whole_of(state, "tn-c2a") == [("tn-c2", Whole.SURE)]
    ledger = ledger_of(see(state, PUBLIC), on=date(2023, 9, 22))
    total = next(one for one in ledger.totals if one.state is MoneyState.ANNOUNCED)
    migration_and_reform = {by_row(state, key).id for key in ("tn-c1", "tn-c2", "tn-c2a", "tn-c3", "tn-c4")}
    counted = [one for one in total.lines if one in migration_and_reform]
    assert by_row(state, "tn-c2a").id not in counted
    amounts = [steps(state, key, MoneyState.ANNOUNCED)[0][1] for key in ("tn-c1", "tn-c2", "tn-c3", "tn-c4")]
    assert sum(amounts) == Decimal("339.7") < 150 + 105 + 127


def test_t2_a_ceiling_is_no_line() -> None:
    """T2: 900 million are a ceiling and wait for the Fund; 675 million are a total told to one outlet."""
    state = newest("tunisia-memorandum")
    printed = {key: money(state, key).printed for key in ("tn-c5", "tn-c9")}
    assert [one and one.kind for one in printed.values()] == [PrintedKind.CEILING, PrintedKind.TOTAL]
    assert money(state, "tn-c5").condition is not None
    lines = {line for total in ledger_of(see(state, PUBLIC), on=date(2026, 1, 1)).totals for line in total.lines}
    assert not lines & {by_row(state, key).id for key in printed}


def test_t3_the_shares_of_the_morocco_project_add_up() -> None:
    """T3: 5,000,000 + 500,000 + 146,000 + 125,000 = 5,771,000, each share its giver's own."""
    state = newest("morocco-mobility")
    lines = [body for one, body in of(state, Contribution) if rows_of(one)[0] >= "plans.json p18-09"]
    amounts = [step.amount.amount for one in lines for step in one.steps if isinstance(step.amount, Money)]
    assert sum(amounts) == 5_771_000
    assert sorted(one.donors for one in lines) == [("eu",), ("ms:DE",), ("ms:FR",), ("ms:NL",)]


def test_t4_a_part_of_a_part_is_counted_once() -> None:
    """T4: 7.4 billion for Egypt = 5.0 + 1.8 + 0.6, of which 0.2 for migration: the total is 7.4 billion."""
    state = state_of("egypt-partnership", "2024-03-17")
    assert whole_of(state, "eg-c3a") == [("eg-c3", Whole.SURE)]
    assert whole_of(state, "eg-c3") == [("eg-c0", Whole.SURE)]
    ledger = ledger_of(see(state, PUBLIC), on=date(2024, 3, 17))
    total = next(one for one in ledger.totals if one.state is MoneyState.ANNOUNCED)
    border_programme = 80
    assert total.known.amount / MILLION == 7400 + border_programme


@pytest.mark.parametrize(
    ("home", "part", "whole"),
    [
        ("tunisia-memorandum", "tn-c8", "tn-c2"),
        ("mauritania-declaration", "mr-c2", "mr-c1"),
        ("jordan-compact", "jo-c2c", "jo-c5c"),
        ("jordan-compact", "jo-c2", "jo-c1"),
        ("western-balkans-plan", "wb-c2", "wb-c3"),
        ("egypt-partnership", "eg-c4", "eg-c3"),
        ("egypt-partnership", "eg-c5", "eg-c3"),
        ("lebanon-compact", "lb-c3", "lb-c1"),
    ],
)
def test_perhaps_inside_is_not_added(home: str, part: str, whole: str) -> None:
    """A sum that may lie inside another is kept as perhaps inside, and no total has both."""
    state = newest(home)
    assert whole_of(state, part) == [(whole, Whole.NOT_STATED)]
    pair = {by_row(state, key).id for key in (part, whole)}
    ledger = ledger_of(see(state, PUBLIC), on=state.at.date())
    assert not [total for total in ledger.totals if pair <= set(total.lines)]


def test_trust_fund_share_lies_inside_two_wholes() -> None:
    """Niger: the 70 million in Agadez lie inside the 108 and inside the 140 as well."""
    assert {one for one, _ in whole_of(newest("niger-framework"), "ne-c3a")} == {"ne-c1", "ne-c3"}


def test_totals_that_do_not_tie_stay_as_printed() -> None:
    """Jordan prints 3 billion over parts of 3.04; Lebanon 1,000 over 936: nobody mends them."""
    jordan, lebanon = newest("jordan-compact"), newest("lebanon-compact")
    parts = sum(steps(jordan, f"jo-c5{one}", MoneyState.ANNOUNCED)[0][1] for one in "abc")
    assert (steps(jordan, "jo-c5", MoneyState.ANNOUNCED)[0][1], parts) == (3000, 3040)
    parts = sum(steps(lebanon, f"lb-c4{one}", MoneyState.ANNOUNCED)[0][1] for one in "ab")
    assert (steps(lebanon, "lb-c4", MoneyState.ANNOUNCED)[0][1], parts) == (1000, 936)


def test_t6_pledged_places_are_no_money() -> None:
    """T6: 17 points: 50,000 places wanted, 12,000 pledged on 29 October 2015; places have no price."""
    state = state_of("western-balkans-17-points", "2015-10-29")
    pledged = [money(state, f"wr-c{nth}").steps[0].amount for nth in (1, 2, 3, 4)]
    assert sum(one.amount for one in pledged if isinstance(one, Quantity)) == 12_000
    goal = by_row(state, "wr-i1").body
    assert isinstance(goal, Indicator)
    assert isinstance(goal.target, Quantity)
    assert goal.target.amount == 50_000


def test_one_loan_goes_from_announcement_to_receipt() -> None:
    """Egypt: the first billion is announced, committed and received, each on its day; it is not there before."""
    states = [state_of("egypt-partnership", day) for day in ("2024-03-17", "2024-06-29", "2025-05-23")]
    assert [len(money(state, "eg-c1a").steps) for state in states] == [1, 2, 3]
    assert money(states[-1], "eg-c1a").steps[-1].state is MoneyState.RECEIVED
