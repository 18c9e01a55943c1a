"""Countries and Council presidencies: one code a country, one presidency a day."""

from __future__ import annotations

import csv
import unicodedata
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.reference.countries import (
    TRAINING,
    countries,
    country_name,
    country_named,
    crosswalk,
    footnote,
    is_country,
    is_member_state,
    member_states,
)
from waypost.reference.presidencies import (
    adjective,
    next_presidency,
    presidencies,
    presidency_on,
    presidency_words,
)
from waypost.words.countries import country_name as words_name

OWN_NAMES = {
    "BE": "Belgique", "BG": "Bulgaria", "CZ": "Česko", "DK": "Danmark", "DE": "Deutschland", "EE": "Eesti",
    "IE": "Éire", "GR": "Elláda", "ES": "España", "FR": "France", "HR": "Hrvatska", "IT": "Italia", "CY": "Kýpros",
    "LV": "Latvija", "LT": "Lietuva", "LU": "Luxembourg", "HU": "Magyarország", "MT": "Malta", "NL": "Nederland",
    "AT": "Österreich", "PL": "Polska", "PT": "Portugal", "RO": "România", "SI": "Slovenija", "SK": "Slovensko",
    "FI": "Suomi", "SE": "Sverige",
}  # fmt: skip
"""The Member States in their own languages, in Latin letters."""

FIRST, LAST = date(2007, 1, 1), date(2030, 12, 31)


def test_member_states_are_27_in_protocol_order() -> None:
    """The order is that of the countries' names in their own languages, not of their codes or English names."""
    order = tuple(OWN_NAMES)
    plain = [unicodedata.normalize("NFKD", name).encode("ascii", "ignore") for name in OWN_NAMES.values()]
    assert plain == sorted(plain)
    assert member_states() == order
    assert len(order) == 27
    assert all(is_country(code) for code in member_states())


@given(st.sampled_from(countries()), st.sampled_from(("en", "fr")))
def test_a_country_is_named_and_found_by_its_name(code: str, language: str) -> None:
    """The name of a country leads back to its code, in capitals too, and sentences use the same name."""
    name = country_name(code, language)
    assert country_named(name) == country_named(name.upper()) == code
    assert words_name(code, language) == name


def test_our_codes_stand_for_themselves_and_publishers_codes_are_read() -> None:
    """EL and UK are no codes of ours, only of a publisher; XK and QM are ours."""
    assert [crosswalk(text) for text in ("EL", "UK", "XKX", "Kosovo*", " GR ")] == ["GR", "GB", "XK", "XK", "GR"]
    assert not is_country("EL")
    assert not is_country("UK")
    assert crosswalk("Atlantis") is None
    assert all(crosswalk(code) == code for code in countries())
    assert is_country(TRAINING)
    assert not is_member_state("XK")


def test_names_are_those_the_eu_writes() -> None:
    """Where the EU writes a name otherwise than the library, the EU's stands."""
    assert country_name("TR", "en") == "Türkiye"
    assert country_name("BA", "en") == "Bosnia and Herzegovina"
    assert (country_name("QM", "en"), country_name("QM", "fr")) == ("Marenia", "Marénie")
    assert country_named("Côte d'Ivoire") == "CI"


def test_only_two_designations_carry_a_footnote() -> None:
    """A footnote stands where publishers attach one and nowhere else."""
    assert {code for code in countries() if footnote(code, "fr")} == {"XK", "PS"}


def test_the_list_is_iso_3166_and_two_more(shared_folder: Path) -> None:
    """Every ISO 3166-1 code is ours; beyond it only XK and QM are."""
    with (shared_folder / "data/reference/country-codes.csv").open(encoding="utf-8-sig") as file:
        iso = {row["ISO3166-1-Alpha-2"] for row in csv.DictReader(file)}
    assert set(countries()) == iso | {"XK", "QM"}


def test_presidencies_leave_no_day_out() -> None:
    """Each half-year of 2007 to 2030 has one presidency, held by a Member State, and the next begins a day later."""
    table = presidencies()
    assert (table[0].first, table[-1].last, len(table)) == (FIRST, LAST, 48)
    assert all(two.first == one.last + timedelta(days=1) for one, two in pairwise(table))
    assert {one.state for one in table} == set(member_states())


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2007, 6, 30), "DE"),
        (date(2009, 3, 1), "CZ"),
        (date(2015, 10, 25), "LU"),
        (date(2016, 1, 10), "NL"),
        (date(2016, 12, 31), "SK"),
        (date(2017, 7, 1), "EE"),
        (date(2021, 3, 15), "PT"),
        (date(2026, 11, 23), "IE"),
    ],
)
def test_presidency_of_a_known_day(day: date, state: str) -> None:
    """Days of known events fall into the presidency that chaired them (seed S2: Portugal on 15 March 2021)."""
    found = presidency_on(day)
    assert found is not None
    assert found.state == state


@given(st.sampled_from(member_states()), st.dates(FIRST, LAST))
def test_next_presidency_is_not_over_and_nothing_lies_between(state: str, said_on: date) -> None:
    """The nearest presidency is not over on the day said, and no earlier one of that state is open."""
    found = next_presidency(state, said_on)
    open_ones = [one for one in presidencies() if one.state == state and one.last >= said_on]
    assert found == (open_ones[0] if open_ones else None)


@given(st.sampled_from(member_states()), st.sampled_from(("en", "fr")))
def test_adjectives_lead_back_to_their_state(state: str, language: str) -> None:
    """Every Member State has an adjective of its presidency in both languages, and no two share one."""
    word = adjective(state, language)
    assert word is not None
    assert presidency_words(language)[word.casefold()] == state


def test_presidencies_of_an_unknown_language_or_day_are_none() -> None:
    """What the table does not hold is None, never a guess."""
    assert presidency_on(date(2006, 12, 31)) is None
    assert presidency_on(date(2031, 1, 1)) is None
    assert not presidency_words("it")
    assert adjective("TN", "en") is None
