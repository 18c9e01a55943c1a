"""Totals of aid data: made files for each rule of contract 6, the real files against a second reading."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.aid import oracle
from waypost.cli.main import main
from waypost.core.aid.totals import Totals
from waypost.core.errors import Refused
from waypost.usecases.evidence import Added, totals_of

EUR = 'default-currency="EUR"'


def file_of(folder: Path, inside: str, attributes: str = EUR, root: str = 'version="2.03"') -> Path:
    """A file with one activity."""
    path = folder / "aid.xml"
    words = f"<iati-activities {root}><iati-activity {attributes}>{inside}</iati-activity></iati-activities>"
    path.write_text(words, encoding="utf-8")
    return path


def paid(value: str, inside: str = "", day: str = "2020-05-01", code: str = "3", currency: str = "") -> str:
    """A transaction."""
    money = f'<value value-date="{day}"{currency}>{value}</value>'
    date = f'<transaction-date iso-date="{day}"/>' if day else ""
    return f'<transaction><transaction-type code="{code}"/>{date}{money}{inside}</transaction>'


def added(path: Path) -> Added:
    """What one file adds up to."""
    (found,) = totals_of([path])
    return found


def by_country(found: Totals) -> dict[tuple[str, int | None], str]:
    """Sums by country and year."""
    return {(one.country, one.year): f"{one.sum:f}" for one in found.disbursements}


def left(found: Totals) -> dict[str, str]:
    """What no country has."""
    return {currency: f"{value:f}" for currency, value in found.unallocated}


def test_value_is_trimmed_and_commas_of_thousands_do_not_count(tmp_path: Path) -> None:
    """` 1,578,131.10 ` is a decimal; `-9e-10`, words and nothing are not, and are named and left out."""
    inside = "".join(map(paid, (" 1,578,131.10 ", "-9e-10", "many", "")))
    found = added(file_of(tmp_path, inside))
    assert [(one.key, one.count, one.sum) for one in found.totals.transactions] == [
        (("3", "EUR"), 1, Decimal("1578131.10"))
    ]
    assert [one.value for one in found.problems if one.code == "aid.no_decimal"] == ["-9e-10", "many", ""]


def test_currency_is_that_of_the_value_else_of_the_activity_else_unknown(tmp_path: Path) -> None:
    """A value's own currency goes first; without either the currency is `?`."""
    inside = paid("1", currency=' currency="DKK"') + paid("2")
    assert {one.key[1] for one in added(file_of(tmp_path, inside)).totals.transactions} == {"DKK", "EUR"}
    assert {one.key[1] for one in added(file_of(tmp_path, inside, "")).totals.transactions} == {"DKK", "?"}


def test_letters_of_old_versions_are_read_as_numbers_and_said(tmp_path: Path) -> None:
    """D of 1.0x is 3; that it was so read is told once."""
    found = added(file_of(tmp_path, paid("5", code="D") + paid("6", code="C") + paid("7", code="D"), root=""))
    assert [(one.key[0], one.sum) for one in found.totals.transactions] == [("2", 6), ("3", 12)]
    assert [one.code for one in found.problems].count("aid.old_types") == 1


def test_own_country_of_a_transaction_has_all_of_it(tmp_path: Path) -> None:
    """The first country that a transaction names has its whole value, whatever the activity says."""
    own = '<recipient-country code="TN"/><recipient-country code="LY"/>'
    found = added(file_of(tmp_path, '<recipient-country code="MA"/>' + paid("10", own))).totals
    assert by_country(found) == {("TN", 2020): "10.00"}
    assert left(found) == {}


@pytest.mark.parametrize(
    ("places", "shares", "rest"),
    [
        ('<recipient-country code="MA"/>', {"MA": "80.00"}, None),
        ('<recipient-country code="MA" percentage="25"/>', {"MA": "20.00"}, "60.00"),
        ('<recipient-country code="MA"/><recipient-region code="189"/>', {}, "80.00"),
        (
            '<recipient-country code="MA" percentage="25"/><recipient-region code="189" percentage="75"/>',
            {"MA": "20.00"},
            "60.00",
        ),
        (
            '<recipient-country code="MA" percentage="50"/><recipient-country code="TN" percentage="30"/>',
            {"MA": "40.00", "TN": "24.00"},
            "16.00",
        ),
        ('<recipient-country code="MA" percentage="50"/><recipient-country code="TN"/>', {}, "80.00"),
        ('<recipient-country percentage="100"/>', {}, "80.00"),
        ('<recipient-region code="189" percentage="100"/>', {}, "80.00"),
        ("", {}, "80.00"),
    ],
)
def test_activity_is_split_by_its_percentages(
    tmp_path: Path, places: str, shares: dict[str, str], rest: str | None
) -> None:
    """One country without a region has its share, all where none is given; several only where each has a share; what
    is left, a region's share included, is unallocated."""
    found = added(file_of(tmp_path, places + paid("80"))).totals
    assert by_country(found) == {(country, 2020): value for country, value in shares.items()}
    assert left(found) == ({} if rest is None else {"EUR": rest})


def test_shares_of_more_than_all_are_reported_and_taken_as_given(tmp_path: Path) -> None:
    """100 and 100 per cent: the country has all, nothing is left, and the sum of shares is told."""
    places = '<recipient-country code="MA" percentage="100"/><recipient-region code="189" percentage="100"/>'
    found = added(file_of(tmp_path, places + paid("8")))
    assert by_country(found.totals) == {("MA", 2020): "8.00"}
    assert left(found.totals) == {}
    assert [one.code for one in found.problems if one.code == "aid.shares"] == ["aid.shares"]


def test_transaction_without_a_date_has_no_year(tmp_path: Path) -> None:
    """The year is that of the transaction's date, never that of the value's."""
    found = added(file_of(tmp_path, '<recipient-country code="MA"/>' + paid("8", day=""))).totals
    assert by_country(found) == {("MA", None): "8.00"}


def test_budget_counts_its_own_value(tmp_path: Path) -> None:
    """Lines of a budget and planned payments are no budgets."""
    budget = "<budget><value>5</value><budget-line><value>3</value></budget-line></budget>"
    planned = "<planned-disbursement><value>7</value></planned-disbursement>"
    found = added(file_of(tmp_path, budget + planned + "<budget><value currency='DKK'>1</value></budget>")).totals
    assert [(one.key, one.sum) for one in found.budgets] == [(("DKK",), 1), (("EUR",), 5)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(st.decimals(-(10**12), 10**12, places=9), min_size=1, max_size=12),
    shares=st.lists(st.decimals(0, 60, places=4), min_size=2, max_size=5),
)
def test_what_is_given_and_what_is_left_is_all_of_it(
    tmp_path: Path, values: list[Decimal], shares: list[Decimal]
) -> None:
    """Countries and the unallocated rest together are the disbursements, to a cent for each rounded figure."""
    places = "".join(f'<recipient-country code="{"ABCDE"[at]}X" percentage="{one}"/>' for at, one in enumerate(shares))
    found = added(file_of(tmp_path, places + "".join(paid(f"{one:f}") for one in values))).totals
    given_out = sum((one.sum for one in found.disbursements), Decimal(0))
    rest = sum((value for _, value in found.unallocated), Decimal(0))
    (all_of_it,) = found.transactions
    assert abs(given_out + rest - all_of_it.sum) <= Decimal("0.005") * (len(found.disbursements) + 2)


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaa">]><iati-activities version="2.03">&a;</iati-activities>'


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (BOMB, "aid.xml_doctype"),
        ('<!DOCTYPE iati-activities SYSTEM "file:///etc/passwd"><iati-activities/>', "aid.xml_doctype"),
        ("<a>" * 65 + "</a>" * 65, "aid.xml_deep"),
        ("<iati-activities " + " ".join(f'a{at}=""' for at in range(257)) + "/>", "aid.xml_attributes"),
        ('<iati-activities a="' + "x" * 2_000_000 + '"/>', "aid.xml_piece"),
        ("<iati-activities>" + "x" * 9_000_000 + "</iati-activities>", "aid.xml_text"),
        ("<iati-activities><iati-activity></iati-activities>", "aid.not_xml"),
        ("<html/>", "aid.not_iati"),
        ("country,year\nTN,2020\n", "aid.unknown_form"),
        ("", "aid.unknown_form"),
    ],
    ids=["entity", "outside", "deep", "attributes", "piece", "text", "broken", "html", "csv", "empty"],
)
def test_harm_and_other_forms_are_refused(tmp_path: Path, words: str, code: str) -> None:
    """A file that could harm a reader, is not well-formed or not IATI is refused with place and reason."""
    path = tmp_path / "file.xml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        totals_of([path])
    (problem,) = refused.value.problems
    assert problem.code == code
    assert problem.file == "file.xml"
    assert problem.remedy is not None


def test_one_refused_file_refuses_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed when one of several files is refused; the exit code is 3 (contract 2)."""
    good, bad = file_of(tmp_path, paid("1")), tmp_path / "bad.xml"
    bad.write_text("<html/>", encoding="utf-8")
    assert main(["evidence", "totals", str(good), str(bad)]) == 3
    assert capsys.readouterr().out == ""
    assert main(["evidence", "totals", str(tmp_path / "none.xml")]) == 4


def test_json_is_that_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`data.files[]` has the keys of contract 3; sums are strings; a year that is not given is `none`."""
    assert main(["evidence", "totals", "--json", str(file_of(tmp_path, paid("1", day="")))]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["command"] == "evidence totals"
    (file,) = told["data"]["files"]
    assert file == {
        "file": "aid.xml",
        "kind": "iati-activities",
        "activities": 1,
        "transactions": [{"type": "3", "currency": "EUR", "count": 1, "sum": "1.00"}],
        "budgets": [],
        "disbursements": [],
        "unallocated": [{"currency": "EUR", "sum": "1.00"}],
        "schema_errors": file["schema_errors"],
    }
    assert file["schema_errors"] == len([one for one in told["problems"] if one["code"] == "aid.schema"]) > 0


# ------------------------------------------------------------------------------------------------- the real files


def real_files(shared_folder: Path) -> list[Path]:
    """Every activity file of the publishers."""
    folder = shared_folder / "data" / "iati"
    found = sorted(path for path in folder.rglob("*.xml") if "standard" not in path.parts and path.name != "broken.xml")
    return [path for path in found if path.name != "org-IOM.xml"]


def as_cents(found: oracle.Found) -> dict[tuple[str, ...], Decimal]:
    """Fractions rounded to cents, half to even."""
    return {key: Decimal(round(value * 100)).scaleb(-2) for key, value in found.items()}


def test_real_files_add_up_as_a_second_reading_says(shared_folder: Path) -> None:
    """Each figure of each real file is that of a second implementation; 49 files, none left out."""
    paths = real_files(shared_folder)
    assert len(paths) == 49
    for path in paths:
        found = added(path).totals
        count, sums, budgets, paid_out, rest = oracle.totals(path)
        assert found.activities == count, path.name
        assert {one.key: one.sum for one in found.transactions} == as_cents(sums), path.name
        assert {one.key: one.sum for one in found.budgets} == as_cents(budgets), path.name
        told = {
            (one.country, str(one.year) if one.year else "none", one.currency): one.sum for one in found.disbursements
        }
        assert told == as_cents(paid_out), path.name
        assert {(currency,): value for currency, value in found.unallocated} == as_cents(rest), path.name


def test_real_pages_have_the_counts_of_their_description(shared_folder: Path) -> None:
    """The 28 pages of June 2021 hold 2,800 activities and 10,163 transactions; 19 of them keep the schema."""
    pages = sorted((shared_folder / "data" / "iati" / "dportal-2021-06-08").glob("*.xml"))
    found = totals_of(pages)
    assert sum(one.totals.activities for one in found) == 2_800
    assert sum(kind.count for one in found for kind in one.totals.transactions) == 10_163
    kept = {one.file for one in found if one.schema_errors == 0}
    broken = {f"dportal_{page}.xml" for page in (13, 16, 17, 37, 40, 95, 117, 119, 121)}
    assert kept == {path.name for path in pages} - broken


def test_schema_tests_of_the_publisher_come_out_as_they_should(shared_folder: Path) -> None:
    """Each activity file that should pass keeps the schema, each that should fail breaks it."""
    folder = shared_folder / "data" / "iati" / "standard" / "schema-tests"
    wrong: list[str] = []
    for place, good in (("should-pass", True), ("should-fail", False)):
        for path in sorted((folder / place).rglob("*.xml")):
            if b"<iati-activity" not in path.read_bytes():
                continue
            if (added(path).schema_errors == 0) is not good:
                wrong.append(path.name)
    assert wrong == []


def test_share_of_one_part_is_exact() -> None:
    """Fractions are what the second reading counts in, so that no rounding hides a difference."""
    assert oracle.number(" 1,000.25 ") == Fraction(4001, 4)
    assert oracle.number("-9e-10") is None
