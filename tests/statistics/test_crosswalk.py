"""The crosswalk: every name in the publishers' files is one of our countries, or is known to be none."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statistics.publishers import real
from tools import make_crosswalk
from waypost.reference.countries import countries, country_name, is_country
from waypost.reference.crosswalk import Aggregate, Why, country_of, is_code, key
from waypost.reference.table import read_data, rows

# Publisher, file, and the columns that say a country.
COUNTRIES_IN: list[tuple[str, str, tuple[str, ...]]] = [
    ("eurostat", "eurostat/tsv/lfso_08cobr.tsv", ("geo", "c_birth")),
    ("eurostat", "eurostat/tsv/sdg_08_10.tsv", ("geo",)),
    ("eurostat", "eurostat/tsv/tps00176.csv", ("geo",)),
    ("eurostat", "eurostat/data-explorer-csv/demo_pjan_1_Data.csv", ("GEO",)),
    ("eurostat", "eurostat/data-explorer-csv/migr_asyappctza_allcitizenships.csv", ("GEO", "CITIZEN")),
    ("eurostat", "eurostat/data-explorer-csv/migr_eirtn_Data_allcitizens.csv", ("GEO", "CITIZEN")),
    ("eurostat", "eurostat/data-explorer-csv/migr_asydcfsta_2017-04-26.csv", ("GEO", "CITIZEN")),
    ("eurostat", "eurostat/sdmx-csv/asylum_applicants_total.csv", ("geo", "citizen")),
    ("eurostat", "eurostat/sdmx-csv/migrants_illegally_present.csv", ("geo", "citizen")),
    ("eurostat", "eurostat/sdmx-csv/country_population.csv", ("geo",)),
    ("eurostat", "eurostat/sdmx-csv/temporary_protection_beneficiaries_monthly.csv", ("geo", "citizen")),
    (
        "eurostat",
        "eurostat/databrowser-xlsx/Eurostat-migr_asyappctzm__custom_2054915_-EU28-until2020-01.xlsx",
        ("CITIZEN (Labels)", "Geopolitical entity (reporting)"),
    ),
    (
        "eurostat",
        "eurostat/databrowser-xlsx/Eurostat-migr_asyappctzm__custom_2054915_EU27-from2020-02.xlsx",
        ("CITIZEN (Labels)", "Geopolitical entity (reporting)"),
    ),
    ("frontex", "frontex/Monthly_detections_of_IBC_20220204.xlsx", ("Nationality",)),
    *(
        ("unhcr", f"unhcr/{name}", ("Country of origin", "Country of origin (ISO)", "Country of asylum"))
        for name in (
            "rdf-2022-02-08/population.csv",
            "rdf-2024/population.csv",
            "rdf-2024/solutions.csv",
            "rdf-2000-2020/asylum-applications.csv",
        )
    ),
    ("iom", "iom/MissingMigrants-Global-2026-05-06--19_42_11.csv", ("Country of Origin",)),
    ("eutf", "eutf/EUTF-country-budget.csv", ("country", "ISO")),
    ("eutf", "eutf/EUTF_akvo_recipients.csv", ("recipient_country",)),
    ("eutf", "eutf/EUTF_projects_akvo.csv", ("recipient_country",)),
    ("eutf", "eutf/EUTF-Projects-Database-2022-01.csv", ("ProjectLocation",)),
    *(
        ("visas", f"visas/{name}", ("Schengen State", "Country", "Country where consulate is located"))
        for name in (
            "synthese_2013_with_filters_en.xls",
            "2023-schengen-visa-statistics-consulates_en.xlsx",
            "2019-bcps-schengen-visa-stats.xlsx",
        )
    ),
    ("worldbank", "worldbank/personal-remittances-received.xls", ("Country Name", "Country Code")),
    ("worldbank", "worldbank/remittance-inflows.xlsx", ("Country",)),
    ("worldbank", "worldbank/WB_Bilateral_Remittance_Estimates_2017.xlsx", ("sending", "receiving")),
    ("oecd", "oecd/dportal-crs/crs_2017.csv", ("", "donor_code")),
    ("oecd", "oecd/dportal-crs/crs_2018.csv", ("", "donor_code")),
    ("oecd", "oecd/dportal-crs/crs_2017_sectors.csv", ("RecipientName", "RecipientCode")),
]
KNOWN_TO_NONE: frozenset[tuple[str, str]] = frozenset()
"""Names in the real files that the crosswalk does not know, each with its publisher. None is left."""


def written_in(shared: Path, publisher: str, file: str, columns: tuple[str, ...]) -> Iterator[str]:
    """Every name of a file once. The Trust Fund writes several countries into one field."""
    found = {words for one in real(shared / "data" / file).figures for name, words in one.where if name in columns}
    for words in sorted(found):
        yield from words.split(", ") if publisher == "eutf" else (words,)


@pytest.mark.parametrize(("publisher", "file", "columns"), COUNTRIES_IN, ids=[one[1] for one in COUNTRIES_IN])
def test_every_name_of_a_real_file_is_known(
    shared_folder: Path, publisher: str, file: str, columns: tuple[str, ...]
) -> None:
    """A name in a column of countries is a country of ours or known to be none; the exceptions are listed here."""
    names = [one for one in written_in(shared_folder, publisher, file, columns) if one.strip()]
    assert names
    unknown = {(publisher, one) for one in names if country_of(publisher, one) is None}
    assert unknown <= KNOWN_TO_NONE


@pytest.mark.parametrize(
    ("publisher", "written", "code"),
    [
        ("eurostat", "EL", "GR"),
        ("eurostat", "UK", "GB"),
        ("iati", "XK", "XK"),
        ("un", "1A0", "XK"),
        ("oecd", "57", "XK"),
        ("worldbank", "XKX", "XK"),
        ("natural-earth", "KOS", "XK"),
        ("frontex", "Kosovo*", "XK"),
        ("eurostat", "Kosovo (under United Nations Security Council Resolution 1244/99)", "XK"),
        ("frontex", "Palestine^", "PS"),
        ("iom", "Türkiye", "TR"),
        ("frontex", "Turkey", "TR"),
        ("visas", "TURKEY", "TR"),
        ("visas", "TÜRKIYE", "TR"),
        ("oecd", "136", "MA"),
        ("un", "136", "KY"),
        ("unhcr", "Curacao ", "CW"),
        ("visas", "COTE D'IVOIRE", "CI"),
        ("oecd", "Côte d'Ivoire", "CI"),
        ("eurostat", "Former Yugoslav Republic of Macedonia, the", "MK"),
    ],
)
def test_country_is_the_one_that_the_publisher_means(publisher: str, written: str, code: str) -> None:
    """Codes and names of each publisher, with footnote marks, capitals and accents."""
    assert country_of(publisher, written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [("ET, KE, SD, SO", "ET+KE+SD+SO"), ("SS, ET, SS", "ET+SS"), ("Mali, Burkina Faso,Niger", "BF+ML+NE")],
)
def test_several_countries_in_one_cell_are_a_group_of_them(written: str, code: str) -> None:
    """The Trust Fund names several countries of one project: a group, in whatever order, never one of them. One
    named twice is itself."""
    assert country_of("eutf", written) == Aggregate(code, Why.GROUP)
    first = written.partition(",")[0]
    assert country_of("eutf", f"{first}, {first}") == country_of("eutf", first)


@pytest.mark.parametrize(("publisher", "written"), [("eutf", "ML, Atlantis"), ("unhcr", "ML, NE"), ("eutf", "ML, ")])
def test_a_comma_of_others_makes_no_group(publisher: str, written: str) -> None:
    """Where one name is unknown, or the publisher does not write so, nothing is guessed."""
    assert country_of(publisher, written) is None


@pytest.mark.parametrize(
    ("publisher", "written", "why"),
    [
        ("eurostat", "EU27_2020", Why.GROUP),
        ("eurostat", "EU28", Why.GROUP),
        ("worldbank", "World", Why.GROUP),
        ("worldbank", "WORLD", Why.GROUP),
        ("worldbank", "Upper middle income", Why.GROUP),
        ("worldbank", "LMY", Why.GROUP),
        ("oecd", "South of Sahara, regional", Why.GROUP),
        ("eurostat", "Total", Why.TOTAL),
        ("unhcr", "-", Why.TOTAL),
        ("unhcr", "SRB", Why.GROUP),
        ("eurostat", "France (metropolitan)", Why.PART),
        ("iati", "AN", Why.FORMER),
        ("eurostat", "Former Soviet Union", Why.FORMER),
        ("frontex", "Unknown", Why.RESIDUAL),
        ("natural-earth", "-99", Why.RESIDUAL),
    ],
)
def test_what_is_no_country_is_told_apart(publisher: str, written: str, why: Why) -> None:
    """Groups, totals, parts, former states, codes of several countries and people of none are never a country."""
    found = country_of(publisher, written)
    assert isinstance(found, Aggregate)
    assert found.why is why


@given(st.sampled_from(countries()), st.sampled_from(["eurostat", "unhcr", "oecd", "anybody"]))
def test_our_own_codes_and_names_stand_for_themselves(code: str, publisher: str) -> None:
    """Each country by our code and by both our names, whatever the capitals."""
    assert country_of(publisher, code) == code
    for language in ("en", "fr"):
        assert country_of(publisher, f" {country_name(code, language).upper()}* ") == code


@given(st.text(max_size=20))
def test_word_that_nobody_knows_is_no_country(words: str) -> None:
    """Whatever is written, the answer is a country of ours, an aggregate or nothing."""
    found = country_of("anybody", words)
    assert found is None or isinstance(found, Aggregate) or is_country(found)
    assert country_of("anybody", "Atlantis") is None


def test_code_of_a_row_is_a_country_unless_it_says_why_not() -> None:
    """Each row leads to one of our countries, or says why it is none; no name leads to two places."""
    found = rows("crosswalk")
    assert all(is_country(row["code"]) != bool(row["why"]) or row["why"] == Why.PART for row in found)
    places: dict[tuple[str, str], str] = {}
    for row in found:
        place = (row["publisher"], row["text"] if is_code(row["text"]) else key(row["text"]))
        assert places.setdefault(place, row["code"]) == row["code"]


def test_code_and_name_of_one_row_agree(shared_folder: Path) -> None:
    """Where a publisher writes a name and a code beside it, both lead to the same place."""
    file = shared_folder / "data/unhcr/rdf-2000-2020/asylum-applications.csv"
    with file.open(encoding="utf-8-sig", newline="") as source:
        pairs = {(row["Country of origin"], row["Country of origin (ISO)"]) for row in csv.DictReader(source)}
    assert len(pairs) > 200
    assert all(country_of("unhcr", name) == country_of("unhcr", code) for name, code in pairs if code.strip())


def test_list_of_the_aid_standard_agrees(shared_folder: Path) -> None:
    """Every code of the IATI list of countries and its name lead to the same place."""
    tree = ElementTree.parse(shared_folder / "data/iati/standard/codelists/nonembedded/Country.xml")
    pairs = [(one.findtext("code", ""), one.findtext("name/narrative", "")) for one in tree.iter("codelist-item")]
    assert len(pairs) == 251
    for code, name in pairs:
        assert country_of("iati", code) == country_of("iati", name) is not None


def test_boundaries_agree(shared_folder: Path) -> None:
    """Names and codes of the boundaries are one country; two have none of our codes, and -99 leads to none."""
    file = shared_folder / "data/reference/natural-earth-110m-countries.geojson"
    unknown = set()
    for one in json.loads(file.read_bytes())["features"]:
        said = [one["properties"][key] for key in ("name", "name_long", "admin", "adm0_a3", "iso_a2")]
        found = {country_of("natural-earth", words) for words in said if words != "-99"}
        assert len(found) == 1, said
        unknown |= {said[0]} if None in found else set()
    assert unknown == {"N. Cyprus", "Somaliland"}


def test_names_of_aid_statistics_are_known(shared_folder: Path) -> None:
    """Every name that the CRS has used for a country leads to the code beside it, or to a group."""
    with (shared_folder / "data/oecd/dportal-crs/crs_countries.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            found = country_of("oecd", row["exact label"])
            assert found == row["country code"] or isinstance(found, Aggregate)


def test_table_is_made_from_the_lists_to_the_byte(shared_folder: Path) -> None:
    """The script makes the shipped bytes of the lists whose hashes are recorded."""
    for row in rows("crosswalk-origin"):
        assert hashlib.sha256((shared_folder / "data" / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    for name, made in make_crosswalk.make(shared_folder / "data").items():
        assert made == read_data(name)
