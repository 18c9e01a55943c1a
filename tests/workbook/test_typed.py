"""What people type into cells is read as they mean it, or refused; nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.core.roadmap.records import Partner
from waypost.core.roadmap.vocabulary import Role
from waypost.core.values import Money, Precision, Principal, Qualifier, Quantity, When
from waypost.reference.countries import member_states
from waypost.words.catalogue import LANGUAGES
from waypost.words.typed.amounts import figure_cells, number_cell, read_figure, read_number
from waypost.words.typed.cell import Wrong
from waypost.words.typed.desk import EVERYBODY, Desk, choices_in_order
from waypost.words.typed.lists import PARTNERS
from waypost.words.typed.scalars import WHEN
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_routes_are_named_in_the_readers_language(language: str) -> None:
    """A partner's routes stand by their names, which every language of ours reads; an unknown one stays as it is."""
    desk = Desk(words=wording(language), member_states=frozenset(member_states()))
    partners = (Partner(country="TN", roles=(Role.TRANSIT,), routes=("western_african", "a way of old")),)
    cell = PARTNERS.write(partners, desk)
    assert "western_african" not in cell
    assert "a way of old" in cell
    assert PARTNERS.read(cell, EN, None) == partners


@pytest.mark.parametrize(
    ("phrase", "language", "is_day"),
    [
        ("30 June 2027", "en", False),
        ("30 June 2027", "de", True),
        ("30 June 2027", "fr", True),
        ("30 juin 2027", "fr", False),
        ("30 juin 2027", "ar", True),
        ("30/06/2027", "de", False),
        ("on 30 June 2027, was May", "de", False),
    ],
)
def test_a_day_is_shown_in_the_readers_language(phrase: str, language: str, is_day: bool) -> None:
    """A phrase in another language that is one day and nothing else is that day in a sheet; all others are kept."""
    day = date(2027, 6, 30)
    when = When(phrase=phrase, precision=Precision.DAY, first=day, last=day)
    assert WHEN.write(when, Desk(words=wording(language), sheet=True)) == (day if is_day else phrase)
    assert WHEN.write(when, Desk(words=wording(language))) == phrase


def test_a_list_stands_in_the_order_in_which_people_look() -> None:
    """Numbers count as numbers and stand before letters; a letter with a mark stands beside the letter."""
    assert choices_in_order(["b", "Ägypten", "1.10 c", "1.2 d", "Zypern", "10 e", "anderes", "2 f"]) == (
        "1.2 d", "1.10 c", "2 f", "10 e", "Ägypten", "anderes", "b", "Zypern",
    )  # fmt: skip
