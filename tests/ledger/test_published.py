"""The traps that published partnerships hide (domain T1 to T6, T9, T10), each as a small book with its figures.

Amounts are in million euro as the texts print them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.ledger.books import between, does, euro, gives, known, ledger_of, left_out, make_step, total, wants
from waypost.core.analysis.ledger import Ledger
from waypost.core.analysis.money.totals import group, how_made
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import Inside
from waypost.core.roadmap.vocabulary import Form, MoneyState, Movement
from waypost.core.values import ElementId, Missing, Qualifier, Quantity, Text, When
from waypost.core.when.reading import parse_when


def tunisia() -> tuple[Element, ...]:
    """Tunisia 2023: the memorandum of July, the package of September, what was paid and sent back."""
    fund = "agreement with the International Monetary Fund"
    return (
        gives(
            "c1",
            make_step("announced", 150, "2023-07-16"),
            make_step("committed", 150, "2023-12-20"),
            make_step("disbursed", 150, "2024-03-04"),
        ),
        gives("c2", make_step("announced", 105, "2023-07-16")),
        gives("c2a", make_step("announced", 42, "2023-09-22"), inside="c2"),
        gives("c3", make_step("announced", "24.7", "2023-09-22")),
        gives(
            "c4",
            make_step("announced", 60, "2023-09-22"),
            make_step("disbursed", 60, "2023-10-03"),
            make_step("disbursed", 0, "2023-10-12", movement=Movement.REPAYMENT),
        ),
        gives("c5", make_step("announced", 900, "2023-07-16"), form=Form.LOAN, condition=fund),
        gives("c8", make_step("announced", 50, "2023-07-16"), perhaps="c2"),
        gives("c9", make_step("announced", 675, "2023-07-16"), printed=("total", 675)),
    )


def test_t1_tunisia_the_package_of_127_is_not_added_to_the_memorandum() -> None:
    """127 = 60 outside the memorandum + 67, of which 42 lie inside its 105: no sum reaches 150 + 105 + 127."""
    september = (
        gives("budget support", make_step("announced", 150)),
        gives("migration", make_step("announced", 105)),
        gives("package", make_step("announced", 127), printed=("total", 127)),
        gives("agreed in 2021", make_step("announced", 60), inside="package"),
        gives("operational", make_step("announced", 67), inside="package", printed=("total", 67)),
        gives(
            "of the memorandum",
            make_step("announced", 42),
            wholes=(Inside(whole=ElementId("operational")), Inside(whole=ElementId("migration"))),
        ),
        gives("under way", make_step("announced", 25), inside="operational"),
    )
    ledger = ledger_of(*september)
    assert known(ledger, "announced") == 150 + 105 + 60 + 25
    assert known(ledger, "announced") != 150 + 105 + 127


def test_t1_tunisia_as_the_partnership_file_has_it() -> None:
    """The 42 inside the 105, the 50 perhaps inside, the printed 675 and the conditional 900 are not in the sum."""
    ledger = ledger_of(*tunisia())
    assert known(ledger, "announced") == Decimal("339.7")
    assert {("c2a", "C9"), ("c8", "C9"), ("c9", "C9"), ("c5", "C10")} <= left_out(ledger)


def test_t2_tunisia_900_million_wait_for_the_fund() -> None:
    """The loan of 900 million is in the total if its condition is met, and in no other."""
    ledger = ledger_of(*tunisia())
    assert [(one.ref.element, one.amount, one.ceiling) for one in ledger.conditional] == [("c5", euro(900), False)]


def test_t2_a_conditional_ceiling_is_up_to_that_amount() -> None:
    """Where the text prints a ceiling, it is no line, and what the condition would bring is marked as at most."""
    ledger = ledger_of(gives("loan", printed=("ceiling", 900), condition="the Fund", form=Form.LOAN))
    assert [(one.amount, one.ceiling) for one in ledger.conditional] == [(euro(900), True)]
    assert ledger.totals == ()
    assert ("loan", "C9") in left_out(ledger)


def test_t3_morocco_four_shares_make_the_printed_total() -> None:
    """5 000 000 + 500 000 + 146 000 + 125 000 = 5 771 000, computed from the shares, not from the printed total."""
    ledger = ledger_of(
        gives("project", printed=("total", 5_771_000), donors=()),
        *(gives(f"share {amount}", make_step("committed", amount), inside="project") for amount in SHARES),
    )
    assert known(ledger, "committed") == 5_771_000
    assert not total(ledger, "committed").at_least


SHARES = (5_000_000, 500_000, 146_000, 125_000)


def egypt() -> tuple[Element, ...]:
    """Egypt 2024: 7.4 billion and its parts, of which one is a part of a part."""
    return (
        gives("c0", make_step("announced", 7400), form=Form.MIXED),
        gives("c1", make_step("announced", 5000), inside="c0", form=Form.LOAN),
        gives("c2", make_step("announced", 1800), inside="c0", form=Form.INVESTMENT),
        gives("c3", make_step("announced", 600), inside="c0"),
        gives("c3a", make_step("announced", 200), inside="c3"),
        gives("c4", make_step("contracted", 75), perhaps="c3"),
    )


def test_t4_egypt_a_part_of_a_part_is_in_no_sum_twice() -> None:
    """7.4 billion = 5.0 + 1.8 + 0.6, of which 0.2 is migration: the sum is 7.4, with the whole or without it."""
    whole = ledger_of(*egypt())
    assert known(whole, "announced") == 7400
    parts = ledger_of(*(one for one in egypt() if one.id != "c0"), gives("c0", form=Form.MIXED))
    assert known(parts, "announced") == 7400
    assert total(parts, "announced").at_least


def test_t6_western_balkans_target_pledge_and_delivery_are_three_figures() -> None:
    """Of 50 000 places, 12 000 were pledged by four countries: places stand beside the sum of money, by state."""
    pledges = {"ms:AT": 5000, "partner:RS": 3000, "ms:HR": 2000, "ms:SI": 2000}
    ledger = ledger_of(
        *(
            gives(who, make_step("announced", n, unit="places"), donors=(who,), form=Form.RECEPTION_PLACES)
            for who, n in pledges.items()
        ),
        gives("officers", make_step("disbursed", 13, unit="officers"), form=Form.IN_KIND),
    )
    assert ledger.totals == ()
    pledged = [one.quantity for one in ledger.tools if one.state is MoneyState.ANNOUNCED]
    assert sum(one.amount for one in pledged if isinstance(one, Quantity)) == 12_000
    assert [one.state for one in ledger.tools if one.ref.element == "officers"] == [MoneyState.DISBURSED]


def test_t7_turkiye_point_4_waits_for_its_trigger() -> None:
    """Voluntary admission starts once crossings fall: places under a condition are beside the sum, nothing invented."""
    point = does("point 4", condition=_words("once crossings have fallen"))
    ledger = ledger_of(point, gives("places", parent="point 4", form=Form.RESETTLEMENT_PLACES))
    assert [(one.ref.element, one.quantity) for one in ledger.tools] == [("places", Missing.NOT_STATED)]


def _words(words: str) -> Text:
    return Text(wordings=(("en", words),))


def test_t9_a_donor_that_is_not_stated_stays_unknown() -> None:
    """Money of nobody named is grouped as not stated, not given to the EU."""
    ledger = ledger_of(gives("a", make_step("committed", 5), donors=()))
    keys = {one.key for one in group(ledger, ("donor",))}
    assert keys == {("not_stated",)}


EUTF = {
    "BE": ("10.0", "6.0"),
    "DE": ("157.5", "139.5"),
    "IE": ("6.0", "2.6"),
    "MT": ("0.325", "0.175"),
    "IT": ("104", "102"),
}


def test_t10_certified_and_received_are_two_columns() -> None:
    """Of 277.825 million certified by five Member States 250.275 were received; the difference is 27.55."""
    ledger = ledger_of(
        *(
            gives(ms, make_step("committed", certified), make_step("received", received), donors=(f"ms:{ms}",))
            for ms, (certified, received) in EUTF.items()
        )
    )
    assert (known(ledger, "committed"), known(ledger, "received")) == (Decimal("277.825"), Decimal("250.275"))
    by_donor = {(one.key[0], one.state): one.known.amount for one in group(ledger, ("donor",))}
    owed = by_donor["ms:DE", MoneyState.COMMITTED] - by_donor["ms:DE", MoneyState.RECEIVED]
    assert owed == 18


def test_money_paid_and_sent_back_was_paid_on_the_days_between() -> None:
    """Tunisia's 60 million: 60 on 9 October 2023, 0 from 12 October, and committed on both days."""
    for day, paid in ((2, None), (9, 60), (12, 0)):
        ledger = ledger_of(*tunisia(), on=date(2023, 10, day))
        assert known(ledger, "disbursed") == paid
    line = ledger_of(*tunisia()).line(ElementId("c4"))
    assert line is not None
    assert line.amount(MoneyState.COMMITTED).value == euro(60)
    assert line.amount(MoneyState.COMMITTED).at_least


def turkiye() -> tuple[Element, ...]:
    """The Facility and its tranches, and the money beside it."""
    both = ("eu", "ms:*")
    return (
        gives("c0", make_step("announced", 6000), make_step("committed", 5600), donors=both),
        gives("c1", make_step("allocated", 2239), make_step("contracted", 1500), donors=both, inside="c0"),
        gives("c1a", make_step("allocated", 1000), inside="c1"),
        gives("c1b", make_step("committed", 2000), donors=("ms:*",), inside="c1"),
        gives("c2", make_step("announced", 3000), make_step("committed", 1200), donors=both, inside="c0"),
        gives("c3", make_step("allocated", 345, None)),
        gives("c4", make_step("allocated", 585)),
        gives("c4a", make_step("allocated", 100), inside="c4"),
        gives("c4b", make_step("allocated", 485), inside="c4"),
    )


def test_turkiye_345_and_585_lie_outside_the_6_billion() -> None:
    """Tranches lie inside the Facility, the 345 and 585 million outside; 100 + 485 are the 585."""
    ledger = ledger_of(*turkiye())
    assert known(ledger, "committed") == 5600
    assert known(ledger, "allocated") == 5600 + 345 + 585
    assert known(ledger, "announced") == 6000 + 345 + 585


def test_mauritania_100_of_210_is_not_stated_and_not_added() -> None:
    """The 100 million committed may lie inside the 210: shown in brackets, in no total."""
    ledger = ledger_of(
        gives("c1", make_step("announced", 210)),
        gives("c2", make_step("committed", 100), perhaps="c1"),
    )
    assert known(ledger, "announced") == 210
    assert known(ledger, "committed") is None
    line = ledger.line(ElementId("c2"))
    assert line is not None
    assert (line.bracketed, line.amount(MoneyState.COMMITTED).value) == (True, euro(100))


def test_niger_the_trust_fund_share_of_agadez_is_counted_once() -> None:
    """70 of the 108 million in Agadez lie inside the 140 for Niger too: 178, not 248; the 230 of 2018 hold the 140."""
    both = (Inside(whole=ElementId("c1")), Inside(whole=ElementId("c3")))
    ledger = ledger_of(
        gives("c1", make_step("committed", 140, "2016-12-31"), make_step("allocated", 230, "2018-05-31")),
        gives("c3", make_step("committed", 108, "2017-01-24"), donors=("eu", "org:others")),
        gives("c3a", make_step("committed", 70, "2017-01-24"), wholes=both),
        gives("c3b", make_step("committed", 38, "2017-01-24"), donors=("org:others",), inside="c3"),
    )
    assert known(ledger, "committed") == 178
    assert known(ledger, "allocated") == 230 + 38


def test_jordan_parts_that_do_not_tie_leave_the_printed_figure() -> None:
    """0.64 + 1.4 + 1.0 billion are 3.04, printed as 3: the whole counts as printed, by any grouping."""
    ledger = ledger_of(
        gives("c5", make_step("announced", 3000)),
        *(
            gives(f"c5{at}", make_step("announced", amount), inside="c5", form=form, donors=("org:EIB",))
            for at, amount, form in (("a", 640, Form.GRANT), ("b", 1400, Form.INVESTMENT), ("c", 1000, Form.LOAN))
        ),
    )
    assert known(ledger, "announced") == 3000
    assert _groups(ledger) == {"eu": 3000}


def test_lebanon_what_is_not_explained_stays_with_the_whole() -> None:
    """736 + 200 of 1 000 million: 64 million stay with the whole."""
    ledger = ledger_of(
        gives("c4", make_step("announced", 1000), donors=("eu",)),
        gives("c4a", make_step("announced", 736), inside="c4", donors=("ms:FR",)),
        gives("c4b", make_step("announced", 200), inside="c4", donors=("ms:CY",)),
    )
    assert _groups(ledger) == {"ms:FR": 736, "ms:CY": 200, "eu": 64}


def _groups(ledger: Ledger) -> dict[str, Decimal]:
    announced = [one for one in group(ledger, ("donor",)) if one.state is MoneyState.ANNOUNCED and one.lines]
    return {one.key[0]: one.known.amount for one in announced}


def test_a_figure_said_to_be_at_least_makes_an_at_least_total() -> None:
    """Lebanon's minimum of 400 million is a lower bound, and so is the sum it enters."""
    step = make_step("announced", 400)
    least = replace(step, amount=replace(euro(400), qualifier=Qualifier.AT_LEAST))
    one = total(ledger_of(gives("a", least)), "announced")
    assert (one.known, one.at_least, how_made(one).code) == (euro(400), True, "ledger.made_of_at_least")


def test_t11_a_talent_partnership_runs_for_three_years_from_a_day() -> None:
    """A loose date has its first and last day, and money in that period meets other money on its very last day."""
    period = parse_when("for three years from 1 July 2024", said_on=None, language="en")
    assert isinstance(period, When)
    assert (period.first, period.last) == (date(2024, 7, 1), date(2027, 6, 30))
    facts = {"place": _words("Marenia"), "for_what": ("o",)}
    talent = gives("talent", make_step("committed", 3), period=period, **facts)
    after = [
        gives("next", make_step("committed", 2), donors=("ms:IT",), period=between(first, None), **facts)
        for first in ("2027-06-30", "2027-07-01")
    ]
    assert [len(ledger_of(wants("o"), talent, one).overlaps) for one in after] == [1, 0]
