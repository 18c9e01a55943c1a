"""Amounts in euro: each at the rate of its month, named with its source, and nothing without a rate out of sight."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.test_funding import ITALY, activity, iati, transaction
from tests.evidence.test_store import take
from waypost.cli.main import main
from waypost.core.aid.funding import Funded
from waypost.core.aid.rates import EURO, Rates, in_euro, rate_of
from waypost.core.aid.spoken import rates_from
from waypost.core.aid.totals import cents
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import say
from waypost.core.statistics.observation import Observation
from waypost.core.values import Missing
from waypost.readers.statistics.rates import read_rates
from waypost.usecases.evidence_funding import Wanted, who_funds_what
from waypost.usecases.opening import Asking

RATES = Rates(
    rates={
        ("EUR", "2021-05"): Decimal("0.8"),
        ("USD", "2021-05"): Decimal("0.4"),
        ("USD", "2021-06"): Decimal("0.7"),
        ("JPY", "2021-05"): Decimal("0.005"),
    },
    source="IMF",
    issued=date(2021, 7, 1),
)
ROWS = [
    {"year": 2021, "month": 5, "currency_id": "EUR", "value": 0.8},
    {"year": 2021, "month": 5, "currency_id": "USD", "value": 0.4},
    {"year": 2021, "month": 5, "currency_id": "XAF", "value": 1e-05},
]


@pytest.mark.parametrize(
    ("currency", "month", "rate"),
    [
        ("EUR", "", Decimal(1)),
        ("USD", "2021-05", Decimal("0.5")),
        ("USD", "2021-06", Missing.NOT_REPORTED),
        ("SEK", "2021-05", Missing.NOT_REPORTED),
        ("USD", "", Missing.NOT_STATED),
        ("?", "2021-05", Missing.UNKNOWN),
    ],
)
def test_a_rate_is_the_quotient_of_two_of_the_same_month(currency: str, month: str, rate: Decimal | Missing) -> None:
    """Euro for one unit is the quotient of two rates of one month; without both of them there is none, and it says
    why."""
    assert rate_of(currency, month, RATES) == rate
    assert rate_of(currency, month, None) == (Decimal(1) if currency == EURO else Missing.UNKNOWN)


FUNDED = st.builds(
    Funded,
    key=st.tuples(st.sampled_from(["eu", "ms:IT"]), st.sampled_from(["2021-05", "2021-06", ""])),
    state=st.sampled_from([MoneyState.COMMITTED, MoneyState.DISBURSED]),
    currency=st.sampled_from(["EUR", "USD", "JPY", "?"]),
    amount=st.decimals(-(10**12), 10**12, places=2),
    transactions=st.integers(1, 9),
)


@given(st.lists(FUNDED, max_size=12))
def test_nothing_is_lost_on_the_way_to_euro(found: list[Funded]) -> None:
    """What has a rate is in the sum of its group, exact; what has none stands beside it in its own currency."""
    converted = in_euro(found, RATES)
    expected: Counter[tuple[str, MoneyState]] = Counter()
    beside: Counter[str] = Counter()
    for one in found:
        rate = rate_of(one.currency, one.key[-1], RATES)
        if isinstance(rate, Missing):
            beside[one.currency] += one.transactions
        else:
            expected[one.key[0], one.state] += one.amount * rate  # type: ignore[assignment]
    for group in converted.groups:
        total = Decimal(0) if isinstance(group.amount, Missing) else group.amount
        assert total == expected[group.key[0], group.state]
        assert group.unpriced or isinstance(group.amount, Decimal)
    told: Counter[str] = Counter()
    for group in converted.groups:
        for rest in group.unpriced:
            told[rest.currency] += rest.transactions
    assert told == beside
    assert {one.currency for one in converted.used} <= {"USD", "JPY"}
    assert all(one.lowest <= one.highest and one.first <= one.last for one in converted.used)


def test_rates_are_read_as_they_stand() -> None:
    """Each rate keeps its digits; a row that is none is left out and named; another list is of no form of ours."""
    broken = [
        *({**ROWS[0], name: value} for name, value in (("month", 13), ("currency_id", "euro"), ("value", 0))),
        {"year": True, "month": 5, "currency_id": "USD", "value": float("nan")},
        {**ROWS[0], "value": None},
    ]
    read = read_rates(json.dumps([*ROWS, *broken]).encode(), "rates.json")
    assert read is not None
    found = list(read.observations())
    assert [one.value for one in found if isinstance(one, Observation)] == [
        Decimal("0.8"),
        Decimal("0.4"),
        Decimal("0.00001"),
    ]
    assert [one.row for one in found if not isinstance(one, Observation)] == [4, 5, 6, 7, 8]
    for other in (b"[]", b"[1]", b'[{"year": 1}]', b"[" * 100_000, b"{}", b"year,EUR\n"):
        assert read_rates(other, "x") is None


def test_a_day_of_publication_is_never_made_up() -> None:
    """Rates whose file has no day are said to be taken in on a day, never to be published on it."""
    assert rates_from(RATES) == say("funding.rates_from", source="IMF", day=RATES.issued)
    assert rates_from(replace(RATES, is_dated=False)) == say("funding.rates_undated", source="IMF", day=RATES.issued)


def test_the_real_file_is_read_whole(shared_folder: Path) -> None:
    """All 17,519 rates are read; and one euro was 1.2143 dollars in May 2021."""
    raw = (shared_folder / "data" / "reference" / "imf_currency_monthlyaverage.json").read_bytes()
    read = read_rates(raw, "imf")
    assert read is not None
    found = [one for one in read.observations() if isinstance(one, Observation)]
    assert len(found) == read.rows == 17_519
    rates = {(dict(one.where)["currency"], one.period): one.value for one in found if isinstance(one.value, Decimal)}
    dollars = rates["EUR", "2021-05"] / rates["USD", "2021-05"]
    assert dollars.quantize(Decimal("0.0001")) == Decimal("1.2143")


def test_sums_in_euro_name_rate_month_and_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dollars stand in euro at the rate of their month, kroner beside the sum; the command says which rate from whom,
    and without any rates that there are none."""
    money = (
        transaction("2", "100"),
        transaction("2", "50", currency="USD"),
        transaction("2", "70", currency="SEK"),
    )
    take(tmp_path / "evidence", iati(tmp_path / "it.xml", (activity("IT-1", ITALY, *money),)))
    asking = Asking(on=date(2026, 10, 1), folder=tmp_path)
    before = who_funds_what(asking, Wanted(partner="TN", euro=True)).converted
    assert before is not None
    assert [(one.amount, len(one.unpriced)) for one in before.groups] == [(100, 2)]
    assert {rest.reason for one in before.groups for rest in one.unpriced} == {Missing.UNKNOWN}

    rates = tmp_path / "rates.json"
    rates.write_text(json.dumps(ROWS), encoding="utf-8")
    take(tmp_path / "evidence", rates, issued=date(2021, 7, 1))
    found = who_funds_what(asking, Wanted(partner="TN", euro=True))
    assert found.converted is not None
    (group,) = found.converted.groups
    assert isinstance(group.amount, Decimal)
    assert cents(group.amount) == 125
    assert [(one.currency, one.amount, one.reason) for one in group.unpriced] == [("SEK", 70, Missing.NOT_REPORTED)]
    plain = who_funds_what(asking, Wanted(partner="TN"))
    assert plain.funding == found.funding
    ask = ["evidence", "ask", "who-funds-what", "--partner", "TN", "--euro", "-w", str(tmp_path)]
    for language in ("en", "fr", "de", "ar"):
        assert main([*ask, "--lang", language]) == 0
        told = capsys.readouterr().out
        assert "0.5" in told.replace(",", ".")
        assert "SEK" in told
        assert "IMF" in told
    assert main([*ask, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)["data"]
    assert data["euro"][0]["amount"]["amount"] == "125.00"
    assert data["rates"]["used"] == [{"currency": "USD", "months": ["2021-05"] * 2, "euro": ["0.5", "0.5"]}]
