"""The counting rules C1 to C14, one by one, each with the smallest book that shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.ledger.books import GERMANY, ITALY, euro, gives, known, ledger_of, left_out, make_step, total
from waypost.core.analysis.ledger import Grouping, Ledger, Rate, Total
from waypost.core.analysis.money.accounting import convert_totals, converted_words
from waypost.core.analysis.money.counting import Converted, Figures, convert, on_one_level, one_source
from waypost.core.analysis.money.totals import group, how_made
from waypost.core.roadmap.records import Inside
from waypost.core.roadmap.vocabulary import Form, MoneyState, Movement
from waypost.core.values import EU, PUBLIC, ElementId, Missing, Money


def by_key(ledger: Ledger, state: str, *by: Grouping) -> dict[str, Decimal]:
    """Known sums of a state by key; several things asked are joined by a slash."""
    found = [one for one in group(ledger, by) if one.state is MoneyState(state) and one.lines]
    return {"/".join(one.key): one.known.amount for one in found}


def test_c1_only_own_budgets_are_donors() -> None:
    """The public is no donor, and a donor named twice counts once."""
    ledger = ledger_of(gives("a", make_step("committed", 7), donors=(PUBLIC, "ms:IT", "ms:IT")))
    assert ledger.lines[0].donors == (ITALY,)


def test_c2_delegated_money_counts_for_whose_money_it_is() -> None:
    """EU money that a Member State agency manages is the EU's, and the agency is named as manager."""
    ledger = ledger_of(gives("a", make_step("committed", 7), donors=("ms:DE",), delegated_from=EU))
    assert by_key(ledger, "committed", "donor") == {"eu": 7}
    assert ledger.lines[0].managers == (GERMANY,)


def test_c3_core_funding_is_left_out() -> None:
    """Money for a body as a whole is in no total, nor are parts of it, and that is said."""
    ledger = ledger_of(
        gives("a", make_step("committed", 7), core_funding=True),
        gives("part", make_step("committed", 3), inside="a"),
        gives("b", make_step("committed", 1)),
    )
    assert known(ledger, "committed") == 1
    assert {("a", "C3"), ("part", "C3")} <= left_out(ledger)


def test_c4_each_party_counts_its_own_share_only() -> None:
    """Of a co-financed project with a figure of its own each donor counts what is read as its share; the rest stays
    with all together."""
    ledger = ledger_of(
        gives("project", make_step("committed", 100), donors=("eu", "ms:DE")),
        gives("ours", make_step("committed", 60), inside="project"),
        gives("theirs", make_step("committed", 30), donors=("ms:DE",), inside="project"),
    )
    assert known(ledger, "committed") == 100
    assert by_key(ledger, "committed", "donor") == {"eu": 60, "ms:DE": 30, "eu+ms:DE": 10}


def test_c4_an_unread_split_stays_together() -> None:
    """An amount of two donors whose split was not read counts for neither alone, and once in the total."""
    ledger = ledger_of(gives("a", make_step("committed", 28), donors=("eu", "ms:DE")))
    assert by_key(ledger, "committed", "donor") == {"eu+ms:DE": 28}


@pytest.mark.parametrize("form", [Form.VISA_PLACES, Form.MARKET_ACCESS, Form.DIALOGUE, Form.TRAINING])
def test_c5_tools_without_a_price_stand_beside_the_sum(form: Form) -> None:
    """Visa places, market access and dialogue enter no sum, and are shown with their number."""
    ledger = ledger_of(gives("a", make_step("committed", 500, unit="places"), form=form))
    assert (ledger.lines, ledger.totals) == ((), ())
    assert [(one.ref.element, one.state) for one in ledger.tools] == [("a", MoneyState.COMMITTED)]
    assert ("a", "C5") in left_out(ledger)


def test_c5_what_is_counted_in_things_gets_no_price() -> None:
    """Officers lent in kind stand beside the sum: we never put a price on them."""
    ledger = ledger_of(gives("a", make_step("disbursed", 300, unit="officers"), form=Form.IN_KIND))
    assert ledger.totals == ()
    assert ledger.tools[0].quantity == replace(ledger.tools[0].quantity, amount=Decimal(300))  # type: ignore[type-var]


def test_c6_a_total_is_the_sum_of_its_contributions() -> None:
    """What an initiative adds up to follows from its lines and says how it is made."""
    ledger = ledger_of(gives("a", make_step("committed", 5)), gives("b", make_step("committed", 3)))
    one = total(ledger, "committed")
    assert (one.known, one.lines, one.at_least) == (euro(8), ("a", "b"), False)
    assert how_made(one).code == "ledger.made_of"


def test_c7_a_pledge_enters_the_total_of_announced_money_only() -> None:
    """What was announced stands in for no later state."""
    ledger = ledger_of(gives("a", make_step("announced", 105)), gives("b", make_step("committed", 40)))
    assert known(ledger, "announced") == 145
    assert known(ledger, "committed") == 40
    assert total(ledger, "committed").missing_lines == 1
    assert known(ledger, "disbursed") is None
    assert ("a", "C7") in left_out(ledger)


def test_c8_states_are_never_added_to_each_other() -> None:
    """One contribution announced, committed and paid is one amount in each of three totals."""
    steps = [make_step(state, amount) for state, amount in (("announced", 9), ("committed", 8), ("disbursed", 2))]
    ledger = ledger_of(gives("a", *steps))
    assert [known(ledger, one.value) for one in MoneyState] == [9, 8, 8, 2, 2, None, None]
    assert [total(ledger, one).at_least for one in ("announced", "allocated", "contracted")] == [False, True, True]


def test_c8_received_stands_beside_disbursed() -> None:
    """Money received shows that it was contracted, and does not stand in for what the giver says was disbursed."""
    ledger = ledger_of(gives("a", make_step("received", 5)))
    assert (known(ledger, "contracted"), known(ledger, "disbursed"), known(ledger, "received")) == (5, None, 5)


def test_c8_the_highest_later_figure_stands_in() -> None:
    """Without a step of its own a state takes the highest later one, at least; never the sum of them."""
    ledger = ledger_of(gives("a", make_step("contracted", 4), make_step("disbursed", 6)))
    assert known(ledger, "committed") == 6
    assert total(ledger, "committed").at_least


def test_c9_a_whole_with_its_own_figure_leaves_its_parts_out() -> None:
    """A line whose parent is in the sum is not added again, and the rule is named."""
    ledger = ledger_of(
        gives("whole", make_step("announced", 10)),
        gives("part", make_step("announced", 4), inside="whole"),
        gives("part of part", make_step("announced", 1), inside="part"),
    )
    assert known(ledger, "announced") == 10
    assert {("part", "C9"), ("part of part", "C9")} <= left_out(ledger)


def test_c9_a_whole_without_a_figure_takes_the_sum_of_its_parts() -> None:
    """The parts stand for the whole, at least, since there may be more of it."""
    ledger = ledger_of(
        gives("whole"),
        gives("part", make_step("committed", 4), inside="whole"),
        gives("other", make_step("committed", 3), inside="whole"),
    )
    one = total(ledger, "committed")
    assert (one.known, one.at_least, one.lines) == (euro(7), True, ("other", "part"))
    assert ledger.line(ElementId("whole")).amount(MoneyState.COMMITTED).value == euro(7)  # type: ignore[union-attr]


def test_c9_a_later_figure_of_the_whole_comes_before_its_parts() -> None:
    """A whole that is paid but not said to be committed is committed at least as far; its parts stay out."""
    ledger = ledger_of(
        gives("whole", make_step("disbursed", 10)), gives("part", make_step("committed", 12), inside="whole")
    )
    assert known(ledger, "committed") == 10


def test_c9_perhaps_inside_is_shown_in_brackets_and_not_added() -> None:
    """Where the text does not say that it lies inside, it is neither added nor taken off."""
    ledger = ledger_of(
        gives("whole", make_step("announced", 105)),
        gives("maybe", make_step("announced", 50), perhaps="whole"),
        gives("part", make_step("announced", 20), inside="maybe"),
    )
    assert known(ledger, "announced") == 105
    assert [one.bracketed for one in ledger.lines] == [True, True, False]
    assert {("maybe", "C9"), ("part", "C9")} <= left_out(ledger)


def test_c9_a_printed_total_is_no_line_but_its_parts_are() -> None:
    """A total printed in a text is a check on a sum, never a part of it."""
    ledger = ledger_of(
        gives("told", make_step("announced", 675), printed=("total", 675)),
        gives("a", make_step("announced", 150), inside="told"),
        gives("b", make_step("announced", 105), inside="told"),
    )
    one = total(ledger, "announced")
    assert (one.known, one.at_least) == (euro(255), False)
    assert ("told", "C9") in left_out(ledger)


def test_c9_a_part_of_two_wholes_is_counted_once() -> None:
    """What lies inside two lines of the sum is taken off the smaller one."""
    two = (Inside(whole=ElementId("a")), Inside(whole=ElementId("b")))
    ledger = ledger_of(
        gives("a", make_step("committed", 140)),
        gives("b", make_step("committed", 108), donors=("eu", "org:UNHCR")),
        gives("shared", make_step("committed", 70), wholes=two),
    )
    assert known(ledger, "committed") == 178
    assert by_key(ledger, "committed", "donor") == {"eu": 140, "eu+org:UNHCR": 38}


def test_c9_a_circle_of_wholes_loses_nothing() -> None:
    """Two lines that lie inside each other lie inside nothing, and both count."""
    ledger = ledger_of(
        gives("a", make_step("committed", 1), inside="b"), gives("b", make_step("committed", 2), inside="a")
    )
    assert known(ledger, "committed") == 3


@pytest.mark.parametrize(("state", "counted"), [("announced", None), ("allocated", None), ("committed", 900)])
def test_c10_a_condition_holds_back_announced_and_allocated_amounts_only(state: str, counted: int | None) -> None:
    """An amount under a condition enters the total if met; once committed it counts, with its condition shown."""
    ledger = ledger_of(gives("a", make_step(state, 900), condition="agreement with the Fund"))
    assert known(ledger, state) == counted
    waiting = [one.amount for one in ledger.conditional if one.state is MoneyState(state)]
    assert waiting == ([euro(900)] if counted is None else [])
    assert ledger.lines[0].if_met is not None


def test_c10_a_condition_that_is_met_holds_nothing_back() -> None:
    """Once somebody states that it is met, the amount counts."""
    ledger = ledger_of(gives("a", make_step("announced", 9), condition="ratified", condition_met=True))
    assert known(ledger, "announced") == 9
    assert ledger.conditional == ()


def test_c10_parts_of_a_conditional_whole_wait_with_it() -> None:
    """A condition on a package is one on what lies inside it."""
    ledger = ledger_of(gives("whole", condition="ratified"), gives("part", make_step("announced", 4), inside="whole"))
    assert known(ledger, "announced") is None
    assert [one.ref.element for one in ledger.conditional] == ["part"]


def test_c11_one_source_for_each_donor_and_category() -> None:
    """Workspace and publisher stand side by side; one of them is counted, never both."""
    rows = one_source(
        [
            Figures(donor=EU, category="11330", amount=euro(10)),
            Figures(donor=EU, category="24050", amount=euro(1)),
            Figures(donor=ITALY, category="11330", amount=euro(5)),
        ],
        [
            Figures(donor=EU, category="11330", amount=euro(12)),
            Figures(donor=EU, category="24050", amount=euro(2)),
            Figures(donor=GERMANY, category="15190", amount=euro(3)),
        ],
        from_publisher=frozenset({(EU, "11330")}),
    )
    assert [(one.donor, one.counted, one.taken) for one in rows] == [
        (EU, euro(12), "publisher"),
        (EU, euro(1), "workspace"),
        (GERMANY, euro(3), "publisher"),
        (ITALY, euro(5), "workspace"),
    ]
    assert rows[0].workspace == euro(10)
    assert rows[3].publisher is Missing.NOT_REPORTED


RATES = (
    Rate(currency="USD", into="EUR", rate=Decimal("0.9"), on=date(2024, 1, 1), source="a bank"),
    Rate(currency="USD", into="EUR", rate=Decimal("0.8"), on=date(2025, 1, 1), source="a bank"),
)


def test_c12_currencies_are_never_added() -> None:
    """Two currencies give two totals; a converted figure names rate, day and source."""
    ledger = ledger_of(
        gives("a", make_step("committed", 5)),
        gives("b", replace(make_step("committed", 1), amount=euro(10, "USD"))),
    )
    assert (known(ledger, "committed"), known(ledger, "committed", "USD")) == (5, 10)
    dollars = [one for one in ledger.totals if one.known.currency == "USD"]
    found = convert_totals(dollars, "EUR", RATES)[0]
    assert isinstance(found, Converted)
    assert found.money.amount == 8
    assert dict(converted_words(found).values)["source"] == "a bank"


def test_c12_a_conversion_takes_the_rate_of_the_value_date() -> None:
    """The newest rate on or before the value date is taken; where none is held there is no figure."""
    assert _converted(replace(euro(10, "USD"), on=date(2024, 6, 1))) == 9
    assert convert(replace(euro(10, "USD"), on=date(2023, 6, 1)), "EUR", RATES) is Missing.UNKNOWN
    assert convert(euro(10, "CHF"), "EUR", RATES) is Missing.UNKNOWN


def _converted(money: Money) -> Decimal:
    found = convert(money, "EUR", RATES)
    assert isinstance(found, Converted)
    return found.money.amount


def test_c13_a_correction_stays_in_its_own_year() -> None:
    """A running total that falls is a negative amount of the year in which it fell; the years add up to the total."""
    ledger = ledger_of(
        gives(
            "a",
            make_step("disbursed", 60, "2022-10-03"),
            make_step("disbursed", 90, "2023-01-03"),
            make_step("disbursed", 70, "2024-10-12", movement=Movement.CORRECTION),
        )
    )
    assert by_key(ledger, "disbursed", "year") == {"2022": 60, "2023": 30, "2024": -20}
    assert known(ledger, "disbursed") == 70


def test_c13_a_repayment_lowers_disbursed_only() -> None:
    """Money that came back had been committed all the same; a correction means that it never was."""
    paid = make_step("disbursed", 60, "2023-10-03")
    for movement, committed in ((Movement.REPAYMENT, 60), (Movement.CORRECTION, 10)):
        ledger = ledger_of(gives("a", paid, make_step("disbursed", 10, "2023-10-12", movement=movement)))
        assert (known(ledger, "committed"), known(ledger, "disbursed")) == (committed, 10)


def test_c13_a_repayment_written_in_another_state_is_not_read_there() -> None:
    """What was committed stays committed when it is paid back, and the step that is not read is named."""
    ledger = ledger_of(
        gives(
            "a",
            make_step("committed", 60, "2023-10-03"),
            make_step("committed", 0, "2023-10-12", movement=Movement.REPAYMENT),
        )
    )
    assert known(ledger, "committed") == 60
    assert ("a", "C13") in left_out(ledger)


def test_c14_commitments_and_payments_meet_on_the_level_of_the_programme() -> None:
    """A programme's commitment is compared with the payments of its contracts, at any depth."""
    rows = on_one_level(
        {"programme": Decimal(100)},
        {"contract": Decimal(30), "sub": Decimal(5), "alone": Decimal(2)},
        {"contract": "programme", "sub": "contract"},
    )
    assert [(one.programme, one.committed, one.paid) for one in rows] == [("alone", 0, 2), ("programme", 100, 35)]


def test_c14_a_circle_of_activities_ends_where_it_closes() -> None:
    """Activities that name each other as parent are one group."""
    rows = on_one_level({"a": Decimal(1)}, {"b": Decimal(1)}, {"a": "b", "b": "a"})
    assert [(one.members, one.committed, one.paid) for one in rows] == [(("a", "b"), 1, 1)]


def test_a_running_total_is_never_added_to_another() -> None:
    """Steps of one state are the same money at later days."""
    ledger = ledger_of(gives("a", make_step("committed", 40, "2022-01-01"), make_step("committed", 55, "2023-01-01")))
    assert known(ledger, "committed") == 55


def test_a_total_of_no_figure_is_not_there() -> None:
    """Nothing known is no zero: the total of that state is missing, its group says how many lines have no figure."""
    ledger = ledger_of(gives("a", make_step("announced", 5)))
    assert known(ledger, "contracted") is None
    groups: list[Total] = [one for one in group(ledger, ("donor",)) if one.state is MoneyState.CONTRACTED]
    assert [(one.is_unknown, one.missing_lines, how_made(one).code) for one in groups] == [
        (True, 1, "ledger.made_of_unknown")
    ]


def test_things_stand_in_the_order_of_the_page() -> None:
    """By number, 5.2 before 5.10, then by title; what is left out by rule first."""
    numbered = [
        replace(gives(key, make_step("announced", 1)), number=number)
        for key, number in (("x", "5.10"), ("y", "5.2"), ("b", None), ("a", None))
    ]
    ledger = ledger_of(*numbered, gives("c", make_step("committed", 2), core_funding=True))
    assert [one.ref.element for one in ledger.lines] == ["y", "x", "a", "b", "c"]
    assert [(one.rule, one.ref.element) for one in ledger.left_out] == [
        ("C3", "c"),
        ("C7", "y"),
        ("C7", "x"),
        ("C7", "a"),
        ("C7", "b"),
    ]


def test_c10_an_allocation_under_a_condition_does_not_stand_in_for_an_announcement() -> None:
    """What is allocated if met is announced if met; a committed amount that is no lower stands in and counts."""
    allocated, committed = make_step("allocated", 50), make_step("committed", 50)
    held = ledger_of(gives("a", allocated, condition="ratified"))
    assert known(held, "announced") is None
    assert {one.state for one in held.conditional} == {MoneyState.ANNOUNCED, MoneyState.ALLOCATED}
    assert known(ledger_of(gives("a", allocated, committed, condition="ratified")), "announced") == 50
