"""The vocabularies: whole, unambiguous, sourced, and the same in sentences as in tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tools.make_words import VOCABULARIES, catalogue
from waypost.core.roadmap.vocabulary import Domain
from waypost.core.say import Code
from waypost.reference.countries import countries, country_name
from waypost.reference.dac import parent_of, purpose, purposes
from waypost.reference.domains import domain_term, domains
from waypost.reference.formations import formation, formation_name
from waypost.reference.frameworks import framework, framework_printed, frameworks
from waypost.reference.gcm import objective, objectives
from waypost.reference.instruments import instrument, instrument_printed, instruments
from waypost.reference.routes import MAP_WINDOW, main_routes, route, route_codes, route_printed
from waypost.reference.table import data_sha256, rows
from waypost.reference.terms import by_printed, name_of, terms
from waypost.words.wording import wording

EACH = pytest.mark.parametrize("vocabulary", VOCABULARIES)


@EACH
def test_a_code_has_one_term_with_words_and_source(vocabulary: str) -> None:
    """No code stands twice; each has words in English and French and says where it comes from."""
    found = terms(vocabulary)
    assert len({term.code for term in found}) == len(found)
    for term in found:
        assert dict(term.name.wordings).keys() == {"en", "fr"}
        assert all(words.strip() == words != "" for text in (term.name, term.full) for _, words in text.wordings)
        assert term.source


@EACH
def test_printed_forms_are_unambiguous(vocabulary: str) -> None:
    """No two codes are printed in the same words, so reading a text never has to choose."""
    forms = [(form.casefold(), term.code) for term in terms(vocabulary) for form in (term.code, *term.printed)]
    assert all(by_printed(vocabulary)[form].code == code for form, code in forms)


@EACH
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_code_in_a_sentence_has_the_words_of_the_table(vocabulary: str, language: str) -> None:
    """`Code(table, code)` is worded as the table has it, in both languages."""
    for term in terms(vocabulary):
        spoken = wording(language).plain(Code(table=VOCABULARIES[vocabulary], code=term.code))
        assert spoken == term.name.in_language(language)[1]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_catalogue_is_the_one_made_from_the_tables(repository: Path, language: str) -> None:
    """The catalogue of the reference tables is what its script makes of them, to the byte."""
    path = repository / "src/waypost/words/locale" / language / "reference.po"
    assert path.read_text(encoding="utf-8") == catalogue(language)


def test_domains_are_those_of_the_core() -> None:
    """The five domains of the table are the five of the core, in their order."""
    assert [term.code for term in domains()] == [domain.value for domain in Domain]
    assert domain_term(Domain.RETURN).name.original == "Return, readmission and reintegration"


def test_frameworks_that_the_ministers_named_are_there() -> None:
    """The new pact, the post-Cotonou partnership and the Agenda for the Southern Neighbourhood (seed S1, S10)."""
    for words, code in (
        ("New Pact on Migration and Asylum", "PACT"),
        ("post-Cotonou partnership", "SAMOA"),
        ("agenda for the southern neighbourhood", "SOUTH"),
    ):
        found = framework_printed(words)
        assert found is not None
        assert found.code == code
    assert framework("NOPE") is None
    assert framework_printed("a framework nobody knows") is None


def test_instruments_are_the_funds() -> None:
    """Each code of domain 2.6 that carries money is an instrument; an agreement is none."""
    codes = ["NDICI", "NDICI-FLEX", "EFSD+", "TEI", "AMIF", "BMVI", "ISF", "IPA III", "EUTF", "FRIT", "MFA", "EP-S"]
    assert [one.code for one in instruments()] == codes
    assert all(one in frameworks() for one in instruments())
    assert instrument("AA") is None
    assert instrument_printed("Association Agreement") is None
    found = instrument_printed("macro-financial assistance IV")
    assert found is not None
    assert found.code == "MFA"


def test_what_was_not_read_is_marked() -> None:
    """The codes that our pages call unconfirmed are unconfirmed here."""
    unconfirmed = {term.code for vocabulary in VOCABULARIES for term in terms(vocabulary) if not term.confirmed}
    assert unconfirmed == {"IPA III", "channel", *(str(number) for number in range(3, 12))}


def test_every_framework_of_the_published_partnerships_has_a_code(shared_folder: Path) -> None:
    """What roadmaps.json prints as a framework is found by its printed words."""
    data = json.loads((shared_folder / "roadmaps.json").read_text(encoding="utf-8"))
    printed = {words for partnership in data["partnerships"] for words in partnership["frameworks"]}
    assert {words for words in printed if framework_printed(words) is None} == set()
    assert len(printed) > 25


def test_purpose_codes_are_those_of_the_published_list(shared_folder: Path) -> None:
    """Each purpose code has the English name of the OECD's list and the same parent."""
    with (shared_folder / "data/oecd/codelists/sectors.csv").open(encoding="utf-8") as file:
        listed = {row["voluntary_code"] or row["code"]: row for row in csv.DictReader(file)}
    for term in purposes():
        row = listed[term.code]
        assert term.name.original == " ".join(row["name_en"].split())
        assert parent_of(term.code) == (row["code"] if row["voluntary_code"] else None)


def test_objectives_of_the_compact_are_23() -> None:
    """Twenty-three objectives, numbered in their order; no twenty-fourth."""
    assert [term.code for term in objectives()] == [str(number) for number in range(1, 24)]
    assert objective("24") is None


def test_unknown_codes_are_none_or_themselves() -> None:
    """A code that no table has is never given words of another."""
    assert purpose("15180") is None
    assert parent_of("15180") is None
    assert formation("foreign minister of Jordan") is None
    assert formation_name("foreign minister of Jordan", "fr") == "foreign minister of Jordan"
    assert formation_name("home affairs", "fr") == "Affaires intérieures"
    assert name_of("routes", "nowhere", "en") == "nowhere"


def test_five_routes_stand_on_the_map_inside_its_window() -> None:
    """Each main route has a disc, dashes through it and a side for its label; the others have none."""
    west, south, east, north = MAP_WINDOW
    assert len(main_routes()) == 5
    for one in main_routes():
        point = one.map_point
        assert point is not None
        assert west < point.at.longitude < east
        assert south < point.at.latitude < north
        assert point.label in ("above", "below", "left", "right")
        ends = sorted((point.dash_from.latitude, point.dash_to.latitude))
        assert ends[0] < point.at.latitude < ends[1]
    assert all(one is None or one.map_point is None for one in map(route, route_codes()[5:]))


def test_routes_are_mapped_to_the_infographic_of_three() -> None:
    """Eastern, Central, Western of the ministers' page (seed S18); the Atlantic one is Western, the Balkans none."""
    assert {one.term.code: one.infographic for one in main_routes()} == {
        "central_mediterranean": "central",
        "eastern_mediterranean": "eastern",
        "western_mediterranean": "western",
        "western_african": "western",
        "western_balkan": None,
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Western Balkan Route", "western_balkan"),
        ("Western Balkans", "western_balkan"),
        ("Eastern Borders Route", "eastern_borders"),
        ("Eastern Land Borders", "eastern_borders"),
        ("Atlantic", "western_african"),
    ],
)
def test_routes_are_found_as_the_publisher_writes_them(words: str, code: str) -> None:
    """The names of the data and those of the publisher's dictionary lead to one route."""
    found = route_printed(words)
    assert found is not None
    assert found.term.code == code


def test_names_of_countries_are_entries_of_the_catalogue() -> None:
    """Every country of the table can be put into a sentence."""
    assert all(wording("fr").has(f"country.{code}") for code in countries())
    assert wording("fr").plain(Code(table="country", code="TN")) == country_name("TN", "fr") == "Tunisie"


def test_a_table_is_whole() -> None:
    """Every row of a table has every column, and a table has a hash for caches."""
    for name in ("countries", "frameworks", "routes", "presidencies", "flows-months"):
        assert len({tuple(row) for row in rows(name)}) == 1
    assert len(data_sha256("routes.csv")) == 64
    assert data_sha256("routes.csv") != data_sha256("gcm.csv")
