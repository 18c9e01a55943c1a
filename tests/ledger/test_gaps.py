"""Needs, gaps, who could fill them, and the ten per cent (contract 6, domain R5, R21)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.ledger.books import does, euro, gives, ledger_of, make_step, wants
from waypost.core.analysis.ledger import Gap, Offer
from waypost.core.analysis.money.gaps import gap_words, offer_words
from waypost.core.analysis.money.ten_percent import RULE
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import CodeShare
from waypost.core.roadmap.vocabulary import Domain
from waypost.core.say import Share
from waypost.core.values import Missing, Money, Quantity


def gaps(*elements: Element) -> tuple[Gap, ...]:
    """The gaps of a small book."""
    return ledger_of(*elements).gaps


def amount(of: Money | Missing) -> Decimal | Missing:
    """The plain amount, or why there is none."""
    return of.amount if isinstance(of, Money) else of


def test_gap_is_need_less_committed_for_the_objective() -> None:
    """Money for an action counts for its objective; announced money closes no gap, money for nothing is in none."""
    found = gaps(
        wants("o", euro(100)),
        does("a", "o"),
        gives("for the action", make_step("committed", 30), parent="a"),
        gives("for the objective", make_step("contracted", 20), for_what=("o",)),
        gives("pledge", make_step("announced", 40), parent="o"),
        gives("for nothing", make_step("committed", 7)),
    )
    assert [(amount(one.committed), amount(one.gap), one.missing_lines) for one in found] == [(50, 50, 1)]
    assert gap_words(found[0]).code == "ledger.gap_at_most"


def test_gap_is_never_below_zero() -> None:
    """What is more than needed closes the gap and is no gap of another objective."""
    found = gaps(wants("o", euro(10)), gives("a", make_step("committed", 30), parent="o"))
    assert amount(found[0].gap) == 0
    assert gap_words(found[0]).code == "ledger.gap_none"


def test_gap_of_an_unknown_need_is_missing() -> None:
    """A need that nobody counted leaves the gap Missing, not zero and not the whole."""
    stated, unknown = gaps(wants("o"), wants("p", Missing.WITHHELD), gives("a", make_step("committed", 30), parent="o"))
    assert (stated.gap, amount(stated.committed)) == (Missing.NOT_STATED, 30)
    assert (unknown.gap, unknown.committed) == (Missing.WITHHELD, Missing.UNKNOWN)
    assert gap_words(stated).code == "ledger.gap_need_unknown"


def test_gap_of_a_need_known_in_part_is_at_least_that() -> None:
    """Where one of two needs is not known, the gap is what is known of it, at least."""
    found = gaps(wants("o", euro(10), Missing.UNKNOWN))[0]
    assert (amount(found.gap), found.at_least, gap_words(found).code) == (10, True, "ledger.gap_at_least")


def test_gaps_keep_currencies_apart() -> None:
    """A need in two currencies is two gaps; money in a third closes neither. A need of things is no gap in money."""
    found = gaps(
        wants("o", euro(10), euro(20, "USD"), Quantity(amount=Decimal(3), unit="boats")),
        gives("a", make_step("committed", 4), parent="o"),
        gives("b", replace(make_step("committed", 9), amount=euro(9, "CHF")), parent="o"),
    )
    assert [amount(one.gap) for one in found] == [6, 20]


def test_gap_takes_the_part_that_is_for_the_objective() -> None:
    """A package for nothing in particular has a part for the objective: that part closes its gap, once."""
    found = gaps(
        wants("o", euro(100)),
        gives("package", make_step("committed", 90)),
        gives("part", make_step("committed", 25), inside="package", parent="o"),
    )
    assert amount(found[0].gap) == 75


def test_line_for_two_objectives_is_named_in_both_gaps() -> None:
    """Where the split between two objectives was not read, the line counts in full in each and is named."""
    found = gaps(
        wants("o", euro(100)), wants("p", euro(100)), gives("a", make_step("committed", 25), for_what=("o", "p"))
    )
    assert [(amount(one.gap), [ref.element for ref in one.shared]) for one in found] == [(75, ["a"]), (75, ["a"])]


def offers(*elements: Element) -> tuple[Offer, ...]:
    """Who could fill the gap of the objective `o`, which needs 100 in the domain of return."""
    return gaps(wants("o", euro(100)), wants("other"), wants("far", domain=Domain.PROTECTION), *elements)[1].fillers


def test_free_and_announced_money_of_the_domain_could_fill_a_gap() -> None:
    """Committed money tied to no action and announced less committed, largest first, with donor and line."""
    found = offers(
        does("a", "other"),
        gives("free", make_step("committed", 30), parent="other", donors=("ms:IT",)),
        gives("pledge", make_step("announced", 50), make_step("committed", 10), parent="a", donors=("ms:DE",)),
        gives("tied", make_step("committed", 60), parent="a"),
        gives("of another domain", make_step("committed", 70), parent="far"),
        gives("of none", make_step("committed", 80)),
        gives("conditional", make_step("announced", 90), parent="other", condition="ratified"),
    )
    assert [(one.line.element, one.amount.amount, one.why) for one in found] == [
        ("pledge", 40, "announced"),
        ("free", 30, "untied"),
    ]
    assert offer_words(found[0]).code == "ledger.offer_announced"


def test_money_in_the_gap_cannot_fill_it_again() -> None:
    """What is committed to the objective has been taken off already; a pledge for it could still fill it."""
    found = offers(
        gives("in", make_step("committed", 30), parent="o"), gives("pledge", make_step("announced", 20), parent="o")
    )
    assert [one.line.element for one in found] == ["pledge"]


def test_whole_and_part_do_not_offer_twice() -> None:
    """Where a package offers, its part is not offered beside it; one perhaps inside another is not offered."""
    found = offers(
        gives("whole", make_step("announced", 50), parent="other"),
        gives("part", make_step("announced", 20), parent="other", inside="whole"),
        gives("maybe", make_step("announced", 10), parent="other", perhaps="whole"),
    )
    assert [one.line.element for one in found] == ["whole"]


def test_needs_say_how_many_are_not_known() -> None:
    """The sum of needs counts the objectives whose need is not known."""
    needs = ledger_of(wants("o", euro(10), euro(5)), wants("p"), wants("q", euro(1), Missing.UNKNOWN)).needs
    assert [(one.known.amount, one.missing, one.objectives) for one in needs] == [(16, 2, ("o", "q"))]


def test_ten_per_cent_names_its_rule_and_what_it_counted() -> None:
    """A stated share counts first, then the purpose code or a domain code; other codes are read and count nothing."""
    migration = (CodeShare(vocabulary="dac", code="15190"),)
    half = (CodeShare(vocabulary="jvap", code="4", share=Decimal("0.5")), CodeShare(vocabulary="dac", code="11330"))
    found = ledger_of(
        gives("stated", make_step("committed", 100), instrument="NDICI", migration_share=Decimal("0.2")),
        gives("whole", make_step("committed", 10), instrument="NDICI", codes=migration),
        gives("half", make_step("committed", 20), instrument="NDICI-FLEX", codes=half),
        gives("none", make_step("committed", 30), instrument="NDICI", codes=half[1:]),
        gives("unread", make_step("committed", 40), instrument="NDICI"),
        gives("other", make_step("committed", 50), instrument="MFA", codes=migration),
        gives("announced", make_step("announced", 60), instrument="NDICI", codes=migration),
    ).ten_percent
    assert len(found) == 1
    assert (found[0].rule, found[0].unread_lines) == (RULE, 1)
    assert (amount(found[0].counted), amount(found[0].whole)) == (40, 200)
    assert found[0].share == Share(value=Decimal("0.2"))


def test_ten_per_cent_of_unread_lines_is_unknown() -> None:
    """Where nothing can be read, the share is unknown, not zero."""
    found = ledger_of(gives("a", make_step("committed", 40), instrument="NDICI")).ten_percent[0]
    assert (found.counted, found.share, found.unread_lines) == (Missing.UNKNOWN, Missing.UNKNOWN, 1)
