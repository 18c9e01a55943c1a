"""Overlaps, the four words of seed S9 and the coverage of objectives by tools (contract 6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.books import between, does, euro, gives, known, ledger_of, make_element, make_step, wants
from waypost.core.analysis.ledger import Figure, Ledger
from waypost.core.analysis.money.overlaps import overlap_words, same_place
from waypost.core.roadmap.bodies import Indicator, Lever
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import ActionState, Form, Level, LeverState, Tool
from waypost.core.say import Share
from waypost.core.values import Missing, Money, Quantity, Text, text

YEAR = between("2024-01-01", "2024-12-31")


def pays(key: str, amount: int, donor: str, **more: Any) -> Element:
    """A committed grant for the objective `o`, in the north of Marenia in 2024, unless told otherwise."""
    facts: dict[str, Any] = {"place": text("North, Marenia"), "period": YEAR, "for_what": ("o",), **more}
    return gives(key, make_step("committed", amount), donors=(donor,), **facts)


def overlaps(*elements: Element) -> list[tuple[set[str], Decimal | None]]:
    """The overlaps of a book: which lines, how much."""
    return [
        ({ref.element for ref in one.lines}, one.money.amount if isinstance(one.money, Money) else None)
        for one in ledger_of(wants("o"), wants("p"), *elements).overlaps
    ]


def test_overlap_is_the_same_thing_of_two_donors() -> None:
    """Two grants of two donors for one objective, in one place, in one year: the smaller one overlaps."""
    assert overlaps(pays("a", 30, "eu"), pays("b", 20, "ms:IT")) == [({"a", "b"}, Decimal(20))]


@pytest.mark.parametrize(
    ("donor", "facts"),
    [
        ("eu", {}),
        ("ms:IT", {"for_what": ("p",)}),
        ("ms:IT", {"form": Form.LOAN}),
        ("ms:IT", {"form": Missing.NOT_STATED}),
        ("ms:IT", {"place": text("South, Marenia")}),
        ("ms:IT", {"period": between("2025-01-01", None)}),
        ("ms:IT", {"inside": "a"}),
        ("ms:IT", {"perhaps": "a"}),
    ],
    ids=["same donor", "objective", "form", "form unknown", "place", "period", "inside", "perhaps inside"],
)
def test_whatever_differs_there_is_no_overlap(donor: str, facts: dict[str, Any]) -> None:
    """Donor, objective, form, place, period and not being parts: each is asked for."""
    assert overlaps(pays("a", 30, "eu"), pays("b", 20, donor, **facts)) == []


def test_parts_of_one_whole_do_not_overlap() -> None:
    """Both inside a third are shares of one thing."""
    whole = gives("w", form=Form.MIXED)
    assert overlaps(whole, pays("a", 30, "eu", inside="w"), pays("b", 20, "ms:IT", inside="w")) == []


def test_a_part_overlaps_though_its_whole_is_what_counts() -> None:
    """A part of a programme is a contribution too: another donor's money for the same is found, and only the part's
    money overlaps."""
    whole = gives("w", make_step("committed", 100), donors=("eu",), form=Form.MIXED)
    book = (whole, pays("a", 40, "eu", inside="w"), pays("b", 50, "ms:IT"))
    assert overlaps(*book) == [({"a", "b"}, Decimal(40))]
    assert figure(ledger_of(wants("o"), *book), "coherent").part == 110


def test_a_part_is_not_added_to_its_whole_in_an_overlap() -> None:
    """Where the whole and its part both meet another's money, only the whole counts (R22)."""
    book = (pays("w", 100, "eu"), pays("a", 40, "eu", inside="w"), pays("b", 50, "ms:IT"))
    assert overlaps(*book) == [({"w", "a", "b"}, Decimal(50))]


def test_announced_money_overlaps_with_nothing() -> None:
    """Only what is at least committed is compared."""
    pledge = gives("b", make_step("announced", 9), donors=("ms:IT",), for_what=("o",), period=YEAR)
    assert overlaps(pays("a", 30, "eu"), pledge) == []


def test_member_states_together_hold_each_of_them() -> None:
    """Money of the Member States together does not overlap with that of one of them."""
    assert overlaps(pays("a", 30, "ms:*"), pays("b", 20, "ms:IT")) == []
    assert len(overlaps(pays("a", 30, "ms:*"), pays("b", 20, "eu"))) == 1


def test_a_chain_of_overlaps_is_one_group() -> None:
    """A meets B and B meets C: one group, its money the sum less the largest line."""
    north = pays("a", 30, "eu", place=text("North, Marenia"))
    country = pays("b", 20, "ms:IT", place=text("Marenia"))
    south = pays("c", 10, "ms:DE", place=text("South, Marenia"))
    assert overlaps(north, south) == []
    assert overlaps(north, country, south) == [({"a", "b", "c"}, Decimal(30))]


def test_periods_that_share_one_day_meet() -> None:
    """Both ends count; an open end lasts for ever."""
    for first, last in (("2024-12-31", None), (None, "2024-01-01")):
        other = pays("b", 20, "ms:IT", period=between(first, last))
        assert len(overlaps(pays("a", 30, "eu"), other)) == 1


@pytest.mark.parametrize("facts", [{"place": Missing.NOT_STATED}, {"period": Missing.NOT_STATED}])
def test_what_lacks_place_or_period_is_not_compared_and_said(facts: dict[str, Any]) -> None:
    """Nothing is guessed: the line is named as not compared."""
    ledger = ledger_of(wants("o"), pays("a", 30, "eu"), pays("b", 20, "ms:IT", **facts))
    assert ledger.overlaps == ()
    assert [one.element for one in ledger.not_compared] == ["b"]


def test_two_currencies_meet_without_a_sum() -> None:
    """An overlap in two currencies is named, its money not added up, and counts in no figure."""
    dollars = make_step("committed", 1)
    other = gives(
        "b",
        type(dollars)(state=dollars.state, amount=euro(9, "USD"), day=dollars.day),
        donors=("ms:IT",),
        place=text("Marenia"),
        period=YEAR,
        for_what=("o",),
    )
    ledger = ledger_of(wants("o"), pays("a", 30, "eu"), other)
    assert [one.money for one in ledger.overlaps] == [Missing.NOT_APPLICABLE]
    assert overlap_words(ledger.overlaps[0]).code == "ledger.overlap_currencies"
    assert share(ledger, "coherent") == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Marenia", "marenia ", True),
        ("North, Marenia", "Marenia", True),
        ("Port Sal, North, Marenia", "North,  marenia", True),
        ("North, Marenia", "South, Marenia", False),
        ("North", "Northern Marenia", False),
        ("", "Marenia", False),
    ],
)
def test_places_are_compared_by_their_parts(one: str, other: str, same: bool) -> None:
    """Equal, or all parts of the one among those of the other, whichever way round it is asked."""
    assert same_place(text(one), text(other)) is same
    assert same_place(text(other), text(one)) is same


def test_places_are_compared_in_any_language_they_share() -> None:
    """A place with two wordings is found by either."""
    assert same_place(Text(wordings=(("en", "The North"), ("fr", "Le Nord"))), text("Le Nord", "fr"))


@given(
    st.lists(
        st.tuples(st.integers(1, 50), st.sampled_from(["eu", "ms:IT", "ms:DE"]), st.sampled_from("ab"), st.booleans()),
        max_size=6,
    )
)
def test_overlaps_and_a_slow_search_agree(rows: list[tuple[int, str, str, bool]]) -> None:
    """Trying every pair and joining groups until nothing changes finds the same money in overlaps."""
    book = [
        pays(f"c{at}", amount, donor, place=text(place), period=YEAR if early else between("2025-01-01", None))
        for at, (amount, donor, place, early) in enumerate(rows)
    ]
    groups: list[set[int]] = [{at} for at in range(len(rows))]
    for _ in rows:
        for a, b in combinations(range(len(rows)), 2):
            if rows[a][1] != rows[b][1] and rows[a][2:] == rows[b][2:]:
                both = [one for one in groups if a in one or b in one]
                groups = [one for one in groups if one not in both] + [set().union(*both)]
    slow = sum(sum(rows[at][0] for at in one) - max(rows[at][0] for at in one) for one in groups)
    found = overlaps(*book)
    assert sum(money for _, money in found if money is not None) == slow


# ------------------------------------------------------------------------------------------------ the four words


def figure(ledger: Ledger, name: str, currency: str = "EUR") -> Figure:
    """One of the four words in a currency."""
    return next(one for one in ledger.figures if (one.name, one.currency) == (name, currency))


def share(ledger: Ledger, name: str) -> Decimal | Missing:
    """The value of one of the four words in euro."""
    value = figure(ledger, name).value
    return value.value if isinstance(value, Share) else value


def outcome(parent: str, **more: Any) -> Element:
    """An outcome indicator with baseline and target, unless told otherwise."""
    facts: dict[str, Any] = {
        "level": Level.OUTCOME,
        "baseline": Quantity(amount=Decimal(0), unit="%"),
        "target": Quantity(amount=Decimal(9), unit="%"),
        **more,
    }
    return make_element(f"i {parent}", Indicator(title=text("i"), **facts), parent)


def test_coherent_is_the_share_outside_overlaps() -> None:
    """One less the share of money in overlaps, with both parts."""
    ledger = ledger_of(wants("o"), pays("a", 30, "eu"), pays("b", 10, "ms:IT"))
    one = figure(ledger, "coherent")
    assert (one.part, one.whole, one.value) == (30, 40, Share(value=Decimal("0.75")))


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ({}, "0.75"),
        ({"level": Level.OUTPUT}, "0"),
        ({"baseline": Missing.NOT_STATED}, "0"),
        ({"target": Missing.UNKNOWN}, "0"),
    ],
)
def test_strategic_is_tied_to_an_objective_with_a_measured_outcome(facts: dict[str, Any], value: str) -> None:
    """An outcome indicator with baseline and target makes the money of its objective strategic; less does not."""
    ledger = ledger_of(
        wants("o"), wants("p"), outcome("o", **facts), pays("a", 30, "eu"), pays("b", 10, "eu", for_what=("p",))
    )
    assert share(ledger, "strategic") == Decimal(value)


def test_flexible_is_committed_less_contracted_of_what_is_tied_to_no_single_action() -> None:
    """Money for one action is bound; what is contracted is bound; money for two actions or for none is not."""
    ledger = ledger_of(
        wants("o"),
        does("x", "o"),
        does("y", "o"),
        gives("one action", make_step("committed", 40), parent="x"),
        gives("two actions", make_step("committed", 30), make_step("contracted", 10), for_what=("x", "y")),
        gives("none", make_step("committed", 30)),
    )
    assert figure(ledger, "flexible").part == 50
    assert share(ledger, "flexible") == Decimal("0.5")


def test_focused_is_the_concentration_by_objective() -> None:
    """The sum of squared shares by objective over tied money; the untied share stands beside it, and the donors."""
    ledger = ledger_of(
        wants("o"),
        wants("p"),
        pays("a", 30, "eu"),
        pays("b", 10, "eu", for_what=("p",)),
        gives("c", make_step("committed", 40), donors=("ms:IT",)),
    )
    one = figure(ledger, "focused")
    assert one.value == Share(value=Decimal("0.625"))
    assert one.untied == Share(value=Decimal("0.5"))
    assert one.by_donor == Share(value=Decimal("0.5"))


def test_figures_are_missing_when_nothing_is_committed() -> None:
    """A pledge alone gives no share of anything."""
    ledger = ledger_of(gives("a", make_step("announced", 5)))
    assert [one.value for one in ledger.figures] == [Missing.NOT_APPLICABLE] * 4
    assert known(ledger, "committed") is None


# ------------------------------------------------------------------------------------------------------ coverage


def covers(ledger: Ledger) -> dict[tuple[str, Tool], str]:
    """What each tool does for each objective, without those that do nothing anywhere."""
    return {(one.objective, one.tool): one.state for one in ledger.coverage if one.state != "none"}


def test_coverage_is_used_offered_idle_or_none() -> None:
    """Used where an action runs or money is committed, offered where planned, announced or a lever is offered, idle
    where another objective has it, none where nothing is."""
    lever = Lever(title=text("visas"), tool=Tool.VISA, state=LeverState.OFFERED)
    ledger = ledger_of(
        wants("o"),
        wants("p"),
        does("runs", "o", tool=Tool.SECURITY, state=ActionState.UNDER_WAY),
        does("planned", "p", tool=Tool.SECURITY, state=ActionState.PLANNED),
        does("dropped", "p", tool=Tool.TRADE, state=ActionState.DROPPED),
        does("silent", "p", tool=Tool.EDUCATION),
        gives("committed", make_step("committed", 5), tool=Tool.DEVELOPMENT, parent="o"),
        gives("announced", make_step("announced", 5), tool=Tool.ENERGY, parent="o"),
        gives("places", make_step("committed", 5, unit="x"), tool=Tool.EMPLOYMENT, parent="o", form=Form.VISA_PLACES),
        gives("for nothing", make_step("committed", 5), tool=Tool.HUMANITARIAN),
        make_element("lever", lever, "p"),
    )
    assert covers(ledger) == {
        ("o", Tool.SECURITY): "used",
        ("p", Tool.SECURITY): "offered",
        ("p", Tool.EDUCATION): "offered",
        ("o", Tool.EDUCATION): "idle",
        ("o", Tool.DEVELOPMENT): "used",
        ("p", Tool.DEVELOPMENT): "idle",
        ("o", Tool.ENERGY): "offered",
        ("p", Tool.ENERGY): "idle",
        ("o", Tool.EMPLOYMENT): "used",
        ("p", Tool.EMPLOYMENT): "idle",
        ("p", Tool.VISA): "offered",
        ("o", Tool.VISA): "idle",
        ("o", Tool.HUMANITARIAN): "idle",
        ("p", Tool.HUMANITARIAN): "idle",
    }
    assert len(ledger.coverage) == 2 * len(Tool)


def test_coverage_names_what_makes_it_so() -> None:
    """A square opens into the actions, contributions and levers behind its state, and only those."""
    ledger = ledger_of(
        wants("o"),
        does("later", "o", tool=Tool.SECURITY),
        does("done", "o", tool=Tool.SECURITY, ended=date(2025, 1, 1)),
        gives("money", make_step("committed", 5), tool=Tool.SECURITY, parent="o"),
    )
    behind: Iterable[str] = next(one.by for one in ledger.coverage if one.tool is Tool.SECURITY)
    assert set(behind) == {"done", "money"}
