"""What people type into cells is read as they mean it, or refused; nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.core.values import Money, Principal, Qualifier, Quantity
from waypost.reference.countries import member_states
from waypost.words.catalogue import LANGUAGES
from waypost.words.typed.amounts import figure_cells, number_cell, read_figure, read_number
from waypost.words.typed.cell import Wrong
from waypost.words.typed.desk import EVERYBODY, Desk
from waypost.words.wording import wording

EN, FR = (Desk(words=wording(one), member_states=frozenset(member_states())) for one in ("en", "fr"))


@pytest.mark.parametrize(
    ("typed", "unit", "money"),
    [
        ("415000000", "EUR", Money(amount=Decimal(415_000_000), currency="EUR")),
        ("415,000,000", "EUR", Money(amount=Decimal(415_000_000), currency="EUR")),
        ("415 000 000", "EUR", Money(amount=Decimal(415_000_000), currency="EUR")),
        ("415\u202f000\u202f000", "EUR", Money(amount=Decimal(415_000_000), currency="EUR")),
        ("€5.8 million", "", Money(amount=Decimal(5_800_000), currency="EUR")),
        ("5,8 millions d’euros", "", Money(amount=Decimal(5_800_000), currency="EUR")),
        ("1.5 bn", "USD", Money(amount=Decimal(1_500_000_000), currency="USD")),
        ("at least 2 million", "EUR", Money(amount=Decimal(2_000_000), currency="EUR", qualifier=Qualifier.AT_LEAST)),
        ("au moins 277", "persons", Quantity(amount=Decimal(277), unit="persons", qualifier=Qualifier.AT_LEAST)),
        ("1.234.567,89", "EUR", Money(amount=Decimal("1234567.89"), currency="EUR")),
        ("-3", "persons", Quantity(amount=Decimal(-3), unit="persons")),
        ("12 000 places", "", Quantity(amount=Decimal(12_000), unit="places")),
        ("60 %", "", Quantity(amount=Decimal(60), unit="%")),
    ],
)
@pytest.mark.parametrize("desk", [EN, FR], ids=["en", "fr"])
def test_amounts_as_people_type_them(typed: str, unit: str, money: Money | Quantity, desk: Desk) -> None:
    """Figures with separators, words of size, signs and limiting words say one amount, in both languages."""
    assert read_figure((typed, unit), desk, money=True) == money


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [
        ("1.234", "EUR", "readers.two_readings"),
        ("1,234.567,8", "EUR", "readers.two_readings"),
        ("many", "EUR", "readers.not_a_number"),
        ("12", "", "readers.no_unit"),
    ],
)
def test_what_can_be_read_twice_is_refused(typed: str, unit: str, code: str) -> None:
    """Digits that two people would read as two numbers, and a figure without a unit, are no amount."""
    with pytest.raises(Wrong) as error:
        read_figure((typed, unit), FR, money=True)
    assert error.value.reason.code == code


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=4))
def test_numbers_keep_every_digit(number: Decimal) -> None:
    """A number written into a cell is the number read from it: what a spreadsheet would round is kept as text."""
    cell = number_cell(number)
    held = Decimal(repr(float(cell))) if isinstance(cell, Decimal) else cell
    assert read_number(held, EN) == number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("qualifier", [None, *Qualifier])
def test_limiting_words_of_every_language_are_read(language: str, qualifier: Qualifier | None) -> None:
    """An amount with a limiting word, written in any language, is read in every one."""
    value = Money(amount=Decimal("1250000.5"), currency="EUR", qualifier=qualifier)
    cells = figure_cells(value, Desk(words=wording(language)))
    for reader in LANGUAGES:
        assert read_figure(cells, Desk(words=wording(reader)), money=True) == value


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Italy", "ms:IT"),
        ("ITALIE", "ms:IT"),
        ("Italien", "ms:IT"),
        ("IT", "ms:IT"),
        ("ms:IT", "ms:IT"),
        ("Tunisia", "partner:TN"),
        ("EU institutions", "eu"),
        ("org: Red Cross", "org:Red Cross"),
        ("Member States together", "ms:*"),
    ],
)
def test_people_are_named_as_people_name_them(typed: str, who: str) -> None:
    """Countries in any language, codes, institutions and organisations are the principals they name."""
    assert EN.principal(typed) == who


def test_all_member_states_are_two_words() -> None:
    """An audience with all Member States is gathered to one name and spread again to each of them."""
    each = frozenset(Principal(f"ms:{code}") for code in member_states()) | {Principal("eu")}
    assert EN.gathered(each) == {EVERYBODY, "eu"}
    assert EN.spread(EN.gathered(each)) == each
    assert EN.gathered(each - {Principal("ms:IT")}) == each - {Principal("ms:IT")}
