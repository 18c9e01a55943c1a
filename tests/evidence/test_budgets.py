"""Budgets of bodies: every stated sum is kept and told once, what counts is never chosen by chance, and nothing that is
a cut of the same money is added."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.organisations import country, organisation, organisations, receiver, sum_of
from tests.evidence.test_funding import OWN, asked, iati
from tests.evidence.test_store import ON, content, take
from waypost.cli.main import main
from waypost.core.aid.budgets import BY, Body, Budgeted, Counts, Line, Stated, Weighed, budgeted, in_lines, weighed
from waypost.core.aid.organisation import AidOrganisation, Purse
from waypost.core.errors import NotThere, Refused, WrongRequest
from waypost.core.values import Missing
from waypost.evidence.store import engine_of, faults
from waypost.readers.iati.file import AidFile
from waypost.usecases.evidence_budgets import WantedBudgets, WhoBudgets, budgets_of
from waypost.usecases.opening import Asking

BAD = ("between_dates", "recipient_region_budget", "total_expenditure", "one_or_all_org_currency", "time_limit")


def budgets(folder: Path, *, vintage: date | None = None, **wanted: str) -> WhoBudgets:
    """The answer to a question."""
    return budgets_of(Asking(on=ON, folder=folder, vintage=vintage), WantedBudgets(**wanted))


def amounts(found: WhoBudgets) -> dict[tuple[str, str, int | None, str], Decimal | Missing]:
    """The amount of each group by body, purse, year and currency."""
    return {
        (one.body.name, one.purse.name, one.first.year if one.first else None, one.currency): one.amount
        for one in found.groups
    }


def told(capsys: pytest.CaptureFixture[str], folder: Path, *more: str, code: int = 0) -> Any:
    """What the command prints as JSON."""
    assert main(["evidence", "ask", "budgets", "-w", str(folder), "--json", *more]) == code
    return json.loads(capsys.readouterr().out)["data"]


# ------------------------------------------------------------------------------------------------------ which counts

BODY = Body(ref="XM-1", name="One", giver="org:One", reporter="XM-1", reporter_name="One", vintage="v")
OTHER = Body(ref="XM-2", name="Two", giver="org:Two", reporter="XM-2", reporter_name="Two", vintage="v")
YEAR = st.sampled_from([(None, None), (date(2023, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 12, 31))])
STATED = st.builds(
    lambda body, purse, status, span, value, currency, day, place, number: Stated(
        body=body, purse=purse, status=status, first=span[0], last=span[1], value=value, currency=currency, day=day,
        country=place, region="", receiver="", receiver_name="", number=number, source_row=number,
    ),
    st.sampled_from([BODY, OTHER]),
    st.sampled_from([Purse.TOTAL, Purse.COUNTRY]),
    st.sampled_from(["", "2"]),
    YEAR,
    st.sampled_from([Decimal(1), Decimal("2.5")]),
    st.sampled_from(["EUR", "USD"]),
    st.sampled_from([None, date(2024, 1, 1), date(2024, 6, 1)]),
    st.sampled_from(["TN", "MA"]),
    st.integers(1, 9),
)  # fmt: skip


def whose(one: Stated | Budgeted) -> tuple[object, ...]:
    """What is never added to anything else."""
    return (one.body, one.purse, one.first, one.last, one.status, one.currency)


@given(st.lists(STATED, max_size=8), st.sampled_from([(), ("partner",), BY]))
def test_nothing_is_added_across_cuts_and_nothing_is_lost(stated: list[Stated], by: tuple[str, ...]) -> None:
    """Each group is the sum of what counts in one body, purse, period, status and currency; every stated sum is in the
    answer, and a group without one that counts is unknown, not zero."""
    held = weighed(stated)
    assert [one.stated for one in held] == stated
    groups = budgeted(held, by)
    assert {whose(one) for one in groups} == {whose(one) for one in stated}
    assert len({(whose(one), one.key) for one in groups}) == len(groups)
    counted = [one.stated for one in held if one.counts is Counts.COUNTED]
    assert sorted(map(repr, counted)) == sorted(repr(one) for group in groups for one in group.sums)
    assert sum(one.unclear for one in groups) == sum(one.counts is Counts.UNCLEAR for one in held)
    for one in groups:
        assert {whose(each) for each in one.sums} <= {whose(one)}
        assert one.amount == (sum(each.value for each in one.sums) if one.sums else Missing.UNKNOWN)


@given(st.lists(STATED, max_size=8), st.randoms(use_true_random=False))
def test_what_counts_does_not_depend_on_the_order_of_a_file(stated: list[Stated], chance: Random) -> None:
    """A file with its sums in another order gives the same groups."""
    shuffled = list(stated)
    chance.shuffle(shuffled)

    def plain(held: tuple[Weighed, ...]) -> list[tuple[object, ...]]:
        return [(whose(one), one.amount, len(one.sums), one.unclear, one.day) for one in budgeted(held)]

    assert plain(weighed(shuffled)) == plain(weighed(stated))


LINES = st.builds(
    lambda number, words, value: Line(
        vintage="v", number=number, words=words, value=value, currency="EUR", day=date(2024, 1, 1)
    ),
    st.integers(1, 9),
    st.sampled_from(["Roads", "Ports"]),
    st.sampled_from([Decimal(1), Decimal("0.5")]),
)


@given(st.lists(STATED, max_size=6), st.lists(LINES, max_size=6))
def test_a_sum_is_itself_or_its_lines_and_never_both(stated: list[Stated], lines: list[Line]) -> None:
    """Taken apart, a sum that counts gives its lines with their own values, one without lines itself; what is unclear
    stays as it is, what is replaced or repeated is gone."""
    held = weighed(stated)
    parts = in_lines(held, lines)
    apart = {line.number for line in lines}
    assert [one for one in parts if not one.stated.line] == [
        one
        for one in held
        if one.counts is Counts.UNCLEAR or (one.counts is Counts.COUNTED and one.stated.number not in apart)
    ]
    expected = [
        (one.stated.purse, line.words, line.value)
        for one in held
        for line in lines
        if one.counts is Counts.COUNTED and line.number == one.stated.number
    ]
    assert [(one.stated.purse, one.stated.line, one.stated.value) for one in parts if one.stated.line] == expected


@pytest.mark.parametrize(
    ("days", "values", "expected"),
    [
        (("2024-01-01", "2024-06-01"), ("5", "7"), ["replaced", "counted"]),
        (("2024-06-01", "2024-06-01"), ("5", "7"), ["unclear", "unclear"]),
        (("2024-06-01", "2024-06-01"), ("5", "5"), ["counted", "repeated"]),
        (("", "2024-06-01"), ("5", "7"), ["unclear", "unclear"]),
        (("2024-01-01", "2024-06-01"), ("5", "5"), ["replaced", "counted"]),
    ],
)
def test_the_newest_of_several_counts_and_none_is_guessed(
    tmp_path: Path, days: tuple[str, str], values: tuple[str, str], expected: list[str]
) -> None:
    """Of several sums for the same the newest day counts; with the same day or none, different ones are unclear."""
    sums = [sum_of("total", value, day=day) for value, day in zip(values, days, strict=True)]
    take(tmp_path / "evidence", organisations(tmp_path / "a.xml", organisation("XM-1", "One", *sums)))
    found = budgets(tmp_path)
    assert [one.counts.value for one in found.sums] == expected
    (group,) = found.groups
    assert group.amount == (Missing.UNKNOWN if "unclear" in expected else Decimal(values[expected.index("counted")]))


def test_sums_without_a_period_are_not_taken_for_issues_of_one(tmp_path: Path) -> None:
    """Two sums of no stated period may be of two years: neither replaces the other."""
    sums = [sum_of("total", value, year=None, day=day) for value, day in (("5", "2023-01-01"), ("7", "2024-01-01"))]
    take(tmp_path / "evidence", organisations(tmp_path / "a.xml", organisation("XM-1", "One", *sums)))
    assert [one.counts for one in budgets(tmp_path, period="-").sums] == [Counts.UNCLEAR, Counts.UNCLEAR]


# ------------------------------------------------------------------------------------------------------- the store


def test_the_real_file_is_kept_whole(shared_folder: Path, tmp_path: Path) -> None:
    """Of the organisation file of IOM every sum and every line is in the store, exact, and lines add up to their sums;
    of three revisions of a year the last counts."""
    path = shared_folder / "data" / "iati" / "iom" / "org-IOM.xml"
    (taken,) = take(tmp_path / "evidence", path, issued=date(2021, 12, 17))
    assert taken.problems == ()
    assert {part.table: part.rows for part in taken.vintage.parts} == {
        "organisations": 1,
        "yearly": 23,
        "purposes": 959,
    }
    (body,) = [one for one in AidFile(path, path.name).everything() if isinstance(one, AidOrganisation)]
    found = budgets(tmp_path)
    stated = [(one.stated.purse, one.stated.value, one.stated.source_row) for one in found.sums]
    assert stated == [(one.purse, one.amount.value, one.line) for one in body.sums]
    assert Counter(one.counts for one in found.sums) == {Counts.COUNTED: 13, Counts.REPLACED: 10}
    name = "International Organization for Migration (IOM)"
    assert amounts(found)[name, "TOTAL", 2017, "USD"] == 1_738_165_000
    assert amounts(found)[name, "SPENT", 2020, "USD"] == 2_178_037_649
    lines = budgets(tmp_path, by="line", period="2021").groups
    assert (len(lines), sum(one.amount for one in lines if isinstance(one.amount, Decimal))) == (56, 2_313_950_000)
    assert all(one.key[0] for one in lines)
    with engine_of(tmp_path / "evidence") as engine:
        apart = engine.rows(
            "select y.number from yearly y join (select number, sum(value) as total from purposes group by number) p "
            "on y.number = p.number where y.value <> p.total"
        )
    assert apart == []


def test_the_same_file_twice_changes_nothing_and_is_sound(tmp_path: Path) -> None:
    """A file of organisations that is in the store already leaves every byte as it is; the check of the store holds."""
    store = tmp_path / "evidence"
    path = organisations(tmp_path / "a.xml", organisation("XM-1", "One", sum_of("total", "5", lines=[("Roads", "4")])))
    take(store, path)
    before = content(store)
    (taken,) = take(store, path)
    assert not taken.is_new
    assert content(store) == before
    assert not list(faults(store))


def test_the_newest_issue_of_a_body_counts(tmp_path: Path) -> None:
    """A body that is published again replaces itself, also where it states nothing any more; as of a day before, the
    older issue stands; another body stays as it was."""
    store = tmp_path / "evidence"
    two = organisation("XM-2", "Two", sum_of("total", "9"))
    old = organisations(tmp_path / "a.xml", organisation("XM-1", "One", sum_of("total", "5")), two)
    take(store, old, issued=date(2024, 3, 1))
    take(
        store,
        organisations(tmp_path / "b.xml", organisation("XM-1", "One", sum_of("total", "7"))),
        issued=date(2025, 3, 1),
    )
    assert amounts(budgets(tmp_path)) == {("One", "TOTAL", 2024, "EUR"): 7, ("Two", "TOTAL", 2024, "EUR"): 9}
    assert amounts(budgets(tmp_path, vintage=date(2024, 12, 31)))["One", "TOTAL", 2024, "EUR"] == 5
    (none,) = take(store, organisations(tmp_path / "c.xml", organisation("XM-1", "One")), issued=date(2026, 3, 1))
    assert [one.code for one in none.problems] == ["evidence.no_sums"]
    found = budgets(tmp_path)
    assert amounts(found) == {("Two", "TOTAL", 2024, "EUR"): 9}
    assert [one.name for one in found.silent] == ["One"]
    with pytest.raises(NotThere):
        budgets(tmp_path, vintage=date(2024, 1, 1))


def test_budgets_are_never_added_to_who_funds_what(tmp_path: Path) -> None:
    """What activities add up to is the same with a file of organisations in the store as without, and the other way
    round (domain C11)."""
    store, path = tmp_path / "evidence", iati(tmp_path / "it.xml", (OWN,))
    take(store, path)
    before = asked(tmp_path, everything=True)
    with pytest.raises(NotThere):
        budgets(tmp_path)
    for_tunisia = sum_of("recipient-country", "1000000", whom=country("TN"))
    take(store, organisations(tmp_path / "a.xml", organisation("XM-DAC-6-4", "AICS", for_tunisia, kind="10")))
    assert asked(tmp_path, everything=True) == before
    found = budgets(tmp_path, partner="TN", donor="ms:IT")
    assert amounts(found) == {("AICS", "COUNTRY", 2024, "EUR"): 1_000_000}
    assert {one.kind for one in found.vintages.values()} == {"iati-organisations"}


def test_what_a_file_states_badly_is_named_and_the_rest_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sum without a value, one that is no number and one that is too wide are named with their lines; the sound one
    beside them is kept, and the command ends with 1."""
    sums = ("<total-budget/>\n", *(sum_of("total", value, year=2020 + at) for at, value in enumerate(("x", "9" * 21))))
    path = organisations(tmp_path / "a.xml", organisation("XM-1", "One", *sums, sum_of("total", "5")))
    assert main(["evidence", "add", str(path), "-w", str(tmp_path), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {(one["code"], one["row"]) for one in problems} >= {
        ("aid.no_value", 3),
        ("aid.no_decimal", 4),
        ("evidence.too_wide", 5),
    }
    assert amounts(budgets(tmp_path)) == {("One", "TOTAL", 2024, "EUR"): 5}


def test_files_that_break_the_standards_rules_are_taken_in_as_they_are(shared_folder: Path, tmp_path: Path) -> None:
    """The standard's own bad files name no body and state no readable sum: each is kept, each says so, and a question
    names them as silent instead of as zero."""
    folder = shared_folder / "data" / "iati" / "standard" / "ruleset-tests"
    for name in BAD:
        (taken,) = take(tmp_path / "evidence", folder / f"{name}_bad.xml")
        assert "evidence.no_sums" in {one.code for one in taken.problems}
        assert {part.table: part.rows for part in taken.vintage.parts} == {"organisations": 1}
    found = budgets(tmp_path)
    assert (found.groups, found.sums) == ((), ())
    assert found.silent


def test_the_standards_own_example_has_every_cut(shared_folder: Path, tmp_path: Path) -> None:
    """The annotated example has a sum in each purse; each is a group of its own, with its place or receiver."""
    path = shared_folder / "data" / "iati" / "standard" / "examples" / "organisation-standard-example-annotated.xml"
    take(tmp_path / "evidence", path)
    found = budgets(tmp_path, by="partner,region,receiver")
    assert [(one.purse, one.key) for one in found.groups] == [
        (Purse.TOTAL, ("", "", "")),
        (Purse.RECEIVER, ("", "", "AA-ABC-1234567")),
        (Purse.REGION, ("", "99:A1", "")),
        (Purse.COUNTRY, ("AF", "", "")),
        (Purse.SPENT, ("", "", "")),
    ]


def test_an_old_file_names_its_bodies_too(tmp_path: Path) -> None:
    """In 1.0x the identifier of an organisation has another name and words stand without narratives."""
    path = tmp_path / "old.xml"
    path.write_text(
        '<iati-organisations version="1.03"><iati-organisation default-currency="EUR"><iati-identifier>XM-1'
        "</iati-identifier><name>One</name><total-budget><period-start>2012-01-01</period-start><period-end>2012-12-31"
        "</period-end><value>5</value></total-budget></iati-organisation></iati-organisations>",
        encoding="utf-8",
    )
    take(tmp_path / "evidence", path)
    (group,) = budgets(tmp_path).groups
    assert (group.body.ref, group.body.name, group.amount, group.currency) == ("XM-1", "One", 5, "EUR")


def test_a_file_of_no_organisation_is_refused(tmp_path: Path) -> None:
    """A file with nothing in it becomes no vintage."""
    with pytest.raises(Refused):
        take(tmp_path / "evidence", organisations(tmp_path / "a.xml"))


# -------------------------------------------------------------------------------------------------------- questions

TUNIS = receiver("TN-1", "Ministry", "10")
MANY = (
    sum_of("total", "100"),
    sum_of("recipient-country", "12.5", whom=country("TN")),
    sum_of("recipient-country", "7.5", whom=country("MA")),
    sum_of("recipient-country", "3", whom=country("TN"), currency="USD"),
    sum_of("recipient-country", "4", whom=country("TN"), status=""),
    sum_of("recipient-org", "6", whom=TUNIS),
    sum_of("recipient-org", "2", whom=receiver("XM-9", "Nine", "40")),
    sum_of("spent", "90", year=2023, day="2023-12-31"),
)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A store with a body that states every cut, and one that states its whole budget alone."""
    one = organisation("XM-DAC-6-4", "AICS", *MANY, kind="10")
    two = organisation("XM-2", "Two", sum_of("total", "50", day="2024-02-01"))
    take(tmp_path / "evidence", organisations(tmp_path / "a.xml", one, two), issued=date(2024, 5, 1))
    return tmp_path


def test_a_partner_is_a_country_and_its_own_bodies(many: Path) -> None:
    """Asked for a partner are sums for the country and for its own bodies, apart; who states none is named."""
    found = budgets(many, partner="TN")
    assert [(one.purse.name, one.currency, one.status, one.amount) for one in found.groups] == [
        ("RECEIVER", "EUR", "2", 6),
        ("COUNTRY", "EUR", "", 4),
        ("COUNTRY", "EUR", "2", Decimal("12.5")),
        ("COUNTRY", "USD", "2", 3),
    ]
    assert [one.name for one in found.silent] == ["Two"]


def test_countries_of_one_purse_are_added_and_can_be_told_apart(many: Path) -> None:
    """Without a partner the countries of a body are added within purse, year, status and currency; `--by partner`
    tells them apart."""
    (sums,) = (
        one for one in budgets(many).groups if (one.purse, one.currency, one.status) == (Purse.COUNTRY, "EUR", "2")
    )
    assert (sums.amount, len(sums.sums)) == (20, 2)
    apart = {
        one.key: one.amount for one in budgets(many, by="partner", donor="ms:IT").groups if one.purse is Purse.COUNTRY
    }
    assert apart[("MA",)] == Decimal("7.5")


def test_a_year_is_every_period_that_shares_a_day_with_it(many: Path) -> None:
    """A year asked for brings the periods that share a day with it, whole; `-` brings those without a period."""
    assert {one.first for one in budgets(many, period="2023").groups} == {date(2023, 1, 1)}
    assert budgets(many, period="2022").groups == budgets(many, period="-").groups == ()


def test_what_cannot_be_asked_is_refused(many: Path, tmp_path: Path) -> None:
    """An unknown grouping and a period that is no year are refused; nobody's budgets are an empty answer."""
    for wrong in ({"by": "colour"}, {"period": "soon"}):
        with pytest.raises(WrongRequest):
            budgets(many, **wrong)
    nobody = budgets(many, donor="ms:LU")
    assert (nobody.groups, nobody.silent) == ((), ())


def test_the_answer_as_data(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON an answer has groups, every stated sum with its place, who is silent, and the issues."""
    data = told(capsys, many, "--partner", "TN", "--period", "2024", "--by", "receiver")
    assert (data["partner"], data["by"], len(data["vintages"])) == ("TN", ["receiver"], 1)
    group = data["groups"][0]
    assert (group["body"]["ref"], group["purse"], group["key"]) == ("XM-DAC-6-4", "recipient-org-budget", ["TN-1"])
    assert group["amount"] == {"amount": "6", "currency": "EUR", "on": None}
    assert (group["first"], group["last"], group["status"], group["day"]) == (
        "2024-01-01",
        "2024-12-31",
        "2",
        "2024-01-01",
    )
    assert [one["counts"] for one in data["sums"]] == ["counted"] * 4
    assert {(one["file"], one["row"]) for one in data["sums"]} == {("a.xml", row) for row in (4, 6, 7, 8)}
    assert [one["ref"] for one in data["silent"]] == ["XM-2"]


def test_a_store_without_such_a_file_ends_with_4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to ask is not an answer of nothing."""
    told_code = main(["evidence", "ask", "budgets", "-w", str(tmp_path)])
    capsys.readouterr()
    assert told_code == 4


GOLDEN = """\
AICS

For what        Period  Status      Currency  Amount  As of       Sums  Stands in
──────────────  ──────  ──────────  ────────  ──────  ──────────  ────  ─────────
for a receiver  2024    committed   EUR         6.00  1 Jan 2024     1  a.xml:8
for a country   2024    not stated  EUR         4.00  1 Jan 2024     1  a.xml:7
for a country   2024    committed   EUR        12.50  1 Jan 2024     1  a.xml:4
for a country   2024    committed   USD         3.00  1 Jan 2024     1  a.xml:6

In the store, but without a sum for what was asked, which is not the same as no money: Two.
A body’s sums in all, by receiver, by region and by country are cuts of the same money; they are
never added to each other, nor currencies, periods and statuses. Nothing is converted, and none of
it is in who funds what or in a roadmap.
Source: AICS (iati-organisations), published 1 May 2024.
"""


def test_the_answer_as_text(many: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer as it is printed, word for word."""
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["evidence", "ask", "budgets", "--partner", "TN", "-w", str(many)]) == 0
    assert capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ") == GOLDEN


def test_what_another_says_of_a_body_stands_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What two reporters state of one body is never added and never taken for a revision; the other reporter is named,
    and a body without a name by its file."""
    own, foreign = (
        organisation("XM-1", "One", sum_of("total", value, day=day), reporter=reporter)
        for value, day, reporter in (("5", "2024-01-01", ""), ("7", "2024-06-01", "XM-9"))
    )
    take(tmp_path / "evidence", organisations(tmp_path / "a.xml", own), organisations(tmp_path / "b.xml", foreign))
    take(tmp_path / "evidence", organisations(tmp_path / "c.xml", "<iati-organisation/>"))
    assert sorted(str(one.amount) for one in budgets(tmp_path).groups) == ["5", "7"]
    assert main(["evidence", "ask", "budgets", "-w", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "One (told by XM-9)" in " ".join(out.split())
    assert "a body without name in c.xml" in " ".join(out.split())


def test_what_does_not_count_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under the table stands how many sums were replaced, repeated or unclear; an unclear amount is not a number."""
    sums = [
        *(sum_of("total", value, day=day) for value, day in (("5", "2024-01-01"), ("7", "2024-06-01"))),
        *(sum_of("spent", value) for value in ("5", "7")),
        *(sum_of("recipient-country", value, whom=country(code)) for value, code in (("1", "TN"), ("1", "TN"))),
        *(sum_of("recipient-country", value, whom=country("MA")) for value in ("2", "3")),
    ]
    take(tmp_path / "evidence", organisations(tmp_path / "a.xml", organisation("XM-1", "One", *sums)))
    assert main(["evidence", "ask", "budgets", "-w", str(tmp_path)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for words in ("later day (1).", "word for word (1).", "which is meant (4).", "1.00, and 2 unclear", "unknown"):
        assert words in out
