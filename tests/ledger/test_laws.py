"""Laws of the ledger, tried on random small books, and a second ledger that answers alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.books import TODAY, euro, gives, ledger_of, make_step, make_view
from tests.ledger.oracle import Oracle
from tests.ledger.strategies import books
from waypost.core.analysis.ledger import Grouping, Ledger
from waypost.core.analysis.money.accounting import account
from waypost.core.analysis.money.totals import group
from waypost.core.roadmap.bodies import Contribution
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Share
from waypost.core.values import Missing, Money

DAYS = st.dates(date(2020, 12, 31), date(2026, 1, 1))
EACH_GROUPING: list[Grouping] = ["donor", "instrument", "domain", "tool", "year", "objective", "action"]
Book = tuple[Element, ...]


def sums(ledger: Ledger, state: MoneyState) -> dict[str, Decimal]:
    """The known totals of a state by currency."""
    return {one.known.currency: one.known.amount for one in ledger.totals if one.state is state}


@given(books(), DAYS)
def test_ledger_and_second_ledger_agree(book: Book, on: date) -> None:
    """A slow ledger that asks every line by definition finds the same sums, lines and unknown lines."""
    ledger = ledger_of(*book, on=on)
    for state in MoneyState:
        answer = Oracle(book, on).ask(state.value)
        assert sums(ledger, state) == answer.sums
        lines = [line for line in ledger.lines if line.amount(state).counted]
        assert {line.ref.element for line in lines} == answer.counted | answer.unknown
        for one in ledger.totals:
            if one.state is state:
                assert set(one.lines) <= answer.counted
                assert set(one.unknown) <= answer.unknown


@given(books(circles=True), st.lists(st.sampled_from(EACH_GROUPING), min_size=1, max_size=2, unique=True))
def test_groups_add_up_to_the_total(book: Book, by: list[Grouping]) -> None:
    """Whatever a total is parted by, its groups add up to it: nothing is added twice and nothing is lost."""
    ledger = ledger_of(*book)
    for state in MoneyState:
        found: Counter[str] = Counter()
        for one in group(ledger, tuple(by)):
            if one.state is state:
                found[one.known.currency] += one.known.amount  # type: ignore[assignment]
        totals = sums(ledger, state)
        assert all(found[currency] == amount for currency, amount in totals.items())
        assert all(amount == 0 for currency, amount in found.items() if currency not in totals)


@given(books(circles=True))
def test_every_group_opens_into_lines(book: Book) -> None:
    """A group with a known sum names its lines, and a line that is nowhere counted is in no group."""
    ledger = ledger_of(*book)
    left = {one.ref.element for one in ledger.left_out if one.state is None}
    for one in group(ledger, ("donor",)):
        assert one.lines or one.unknown
        assert bool(one.known.amount) <= bool(one.lines)
        assert one.missing_lines == len(one.unknown)
        assert not {key for key in one.unknown if key in left and not ledger.line(key).counted}  # type: ignore[union-attr]


@given(books(), DAYS)
def test_parts_never_exceed_the_whole(book: Book, on: date) -> None:
    """A total never holds more than the figures of the lines inside no other, plus parts of those without figure."""
    ledger = ledger_of(*book, on=on)
    for line in ledger.lines:
        for amount in line.amounts:
            if amount.counted and isinstance(amount.added, Money):
                assert isinstance(amount.value, Money)
                assert amount.added.amount <= max(amount.value.amount, Decimal(0))
            inside = [ledger.line(one) for one in amount.opens_into]
            parts = [one.amount(amount.state).value for one in inside if one is not None]
            opened = sum((one.amount for one in parts if isinstance(one, Money)), Decimal(0))
            assert not parts or (isinstance(amount.value, Money) and opened <= amount.value.amount)


@given(books(circles=True), st.randoms(use_true_random=False))
def test_order_of_elements_does_not_matter(book: Book, random: object) -> None:
    """A book read in another order has the same totals."""
    shuffled = list(book)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ledger_of(*shuffled) == ledger_of(*book)


@given(books(), DAYS)
def test_an_unknown_line_changes_no_sum_but_is_counted_as_missing(book: Book, on: date) -> None:
    """A contribution of which nothing is known leaves every known sum as it is and raises the missing lines by one."""
    before = ledger_of(*book, on=on)
    after = ledger_of(*book, gives("z"), on=on)
    for one, other in zip(before.totals, after.totals, strict=True):
        assert (other.known, other.lines) == (one.known, one.lines)
        assert other.missing_lines == one.missing_lines + 1
        assert other.at_least


@given(books())
def test_what_is_done_later_is_not_known_yet(book: Book) -> None:
    """On a day before every dated step only what has no day is known."""
    ledger = ledger_of(*book, on=date(2020, 1, 1))
    undated = {
        one.id
        for one in book
        if isinstance(one.body, Contribution) and any(isinstance(step.day, Missing) for step in one.body.steps)
    }
    assert {key for one in ledger.totals for key in one.lines} <= undated


@given(books())
def test_every_line_is_counted_or_said_to_be_left_out(book: Book) -> None:
    """A contribution with a figure that enters no total of that state is named with the rule that left it out."""
    ledger = ledger_of(*book)
    out = {(one.ref.element, one.state) for one in ledger.left_out}
    for line in ledger.lines:
        for amount in line.amounts:
            if isinstance(amount.value, Money) and not amount.counted and not line.parts:
                assert (line.ref.element, amount.state) in out or (line.ref.element, None) in out


@given(books())
def test_conditional_money_is_in_no_total_of_its_state(book: Book) -> None:
    """What waits for a condition is beside the total of its state, and would be added if the condition were met."""
    ledger = ledger_of(*book)
    for one in ledger.conditional:
        assert one.state in (MoneyState.ANNOUNCED, MoneyState.ALLOCATED)
        line = ledger.line(one.ref.element)
        assert line is not None
        assert not line.amount(one.state).counted
    met = [
        replace(one, body=replace(one.body, condition_met=True)) if isinstance(one.body, Contribution) else one
        for one in book
    ]
    then = ledger_of(*met)
    assert not [one for one in then.left_out if one.rule == "C10"]
    for state in (MoneyState.ANNOUNCED, MoneyState.ALLOCATED):
        gain = Counter(sums(ledger, state))
        for one in ledger.conditional:
            if one.state is state and not one.ceiling:
                gain[one.amount.currency] += one.amount.amount  # type: ignore[assignment]
        assert sums(then, state) == dict(gain)


@given(books(circles=True))
def test_shares_are_between_nothing_and_all(book: Book) -> None:
    """Each of the four words is 0 to 1, or Missing when nothing is committed; its part is no more than its whole."""
    ledger = ledger_of(*book)
    committed = sums(ledger, MoneyState.COMMITTED)
    for one in ledger.figures:
        whole = committed.get(one.currency, Decimal(0))
        for share in (one.value, one.untied, one.by_donor):
            assert not isinstance(share, Share) or 0 <= share.value <= 1
        if whole > 0:
            assert one.whole == whole
            assert isinstance(one.part, Decimal)
            assert 0 <= one.part <= whole
        else:
            assert isinstance(one.value, Missing)


@given(books(circles=True))
def test_overlapping_money_never_exceeds_what_is_committed(book: Book) -> None:
    """The money in overlaps is less than the committed sum of its lines."""
    ledger = ledger_of(*book)
    for one in ledger.overlaps:
        assert len(one.lines) > 1
        if isinstance(one.money, Money):
            assert one.money.amount <= sums(ledger, MoneyState.COMMITTED)[one.money.currency]


@given(books())
def test_a_gap_is_never_below_zero_and_never_above_the_need(book: Book) -> None:
    """A gap lies between zero and the need, and a need that is not known leaves it Missing."""
    for one in ledger_of(*book).gaps:
        if isinstance(one.need, Money) and isinstance(one.gap, Money):
            assert 0 <= one.gap.amount <= one.need.amount
        else:
            assert isinstance(one.gap, Missing)
            assert not one.fillers


@given(books())
def test_ten_per_cent_counts_unread_lines_as_unread(book: Book) -> None:
    """What counts is no more than the whole, and a line without share and code is unread, never zero."""
    for one in ledger_of(*book).ten_percent:
        assert isinstance(one.whole, Money)
        if isinstance(one.counted, Money):
            assert 0 <= one.counted.amount <= one.whole.amount
        else:
            assert one.unread_lines


@pytest.mark.parametrize("negative", ["-3", "0", "3"])
def test_a_sum_keeps_the_sign_of_its_amounts(negative: str) -> None:
    """Nothing is rounded on the way: a sum of cents has the sign and the cents of its amounts."""
    book = [gives("a", make_step("spent", negative)), gives("b", make_step("spent", "0.004"))]
    ledger = ledger_of(*book)
    assert sums(ledger, MoneyState.SPENT) == {"EUR": Decimal(negative) + Decimal("0.004")}


def test_view_decides_what_is_accounted() -> None:
    """The ledger of an empty view is empty, and one with rates converts nothing by itself."""
    ledger = account(make_view(), on=TODAY)
    assert (ledger.lines, ledger.totals, ledger.gaps) == ((), (), ())
    assert euro(1).currency == "EUR"
