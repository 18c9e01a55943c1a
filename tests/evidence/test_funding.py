"""Who funds what: every movement once, under the one whose money it is, and nothing lost on the way."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.test_store import take
from waypost.cli.main import main
from waypost.core.aid.activity import Organisation, Sector
from waypost.core.aid.funding import Moved, Standing, fund
from waypost.core.aid.texts import Narrative
from waypost.core.aid.totals import totals
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.roadmap.vocabulary import Domain, MoneyState
from waypost.evidence.engine import Duck
from waypost.evidence.givers import giver_of
from waypost.evidence.relevance import relevance
from waypost.evidence.store import engine_of
from waypost.evidence.writing import Tables
from waypost.readers.iati.file import AidFile
from waypost.usecases.briefs import Wanted as Wish
from waypost.usecases.briefs import brief_of
from waypost.usecases.evidence_funding import Wanted, follow, funding_in, who_funds_what
from waypost.usecases.opening import Asking
from waypost.usecases.samples import write_samples

ON = date(2026, 10, 1)
COMMISSION = '<{tag} ref="XI-IATI-EC_INTPA" type="15"{more}><narrative>European Commission</narrative></{tag}>'
AGENCY = '<{tag} ref="FR-3" type="10"{more}><narrative>AFD</narrative></{tag}>'
ITALY = '<{tag} ref="XM-DAC-6-4" type="10"{more}><narrative>AICS</narrative></{tag}>'


def transaction(kind: str, value: str, *bodies: str, day: str = "2021-05-01", currency: str = "EUR") -> str:
    """A transaction of a type, with the organisations it names."""
    return (
        f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
        f'<value currency="{currency}" value-date="{day}">{value}</value>{"".join(bodies)}</transaction>'
    )


def activity(
    name: str, reporter: str, *transactions: str, title: str = "Voluntary return", country: str = "TN", more: str = ""
) -> str:
    """An activity of a reporter in one country."""
    return (
        f"<iati-activity><iati-identifier>{name}</iati-identifier>{reporter.format(tag='reporting-org', more='')}"
        f"<title><narrative>{title}</narrative></title>{more}"
        f'<recipient-country code="{country}" percentage="100"/>{"".join(transactions)}</iati-activity>'
    )


def iati(path: Path, activities: Iterable[str]) -> Path:
    """A file of activities."""
    path.write_text(f'<iati-activities version="2.03">{"".join(activities)}</iati-activities>', encoding="utf-8")
    return path


def asked(folder: Path, **wanted: object) -> dict[tuple[str, ...], Decimal]:
    """The sums of a question by key and state."""
    found = who_funds_what(Asking(on=ON, folder=folder), Wanted(partner="TN", **wanted))  # type: ignore[arg-type]
    return {(*one.key, one.state.value, one.currency): one.amount for one in found.funding.groups}


DECISION = activity("EC-1", COMMISSION, transaction("2", "100"))
CONTRACT = activity(
    "EC-1-A",
    COMMISSION,
    transaction("3", "60", AGENCY.format(tag="receiver-org", more=' receiver-activity-id="FR-1"')),
    transaction("3", "-5", AGENCY.format(tag="receiver-org", more="")),
    more='<related-activity ref="EC-1" type="1"/>',
)
DELEGATED = activity(
    "FR-1",
    AGENCY,
    transaction("1", "60", COMMISSION.format(tag="provider-org", more=' provider-activity-id="EC-1-A"')),
    transaction("3", "58"),
)
OWN = activity("IT-1", ITALY, transaction("2", "40"), transaction("3", "30"), transaction("6", "4"))


def test_delegated_money_counts_once_and_for_the_giver(tmp_path: Path) -> None:
    """EU money that an agency of a Member State spends is the EU's, and the agency's own file adds nothing to it."""
    take(
        tmp_path / "evidence", iati(tmp_path / "ec.xml", (DECISION, CONTRACT)), iati(tmp_path / "fr.xml", (DELEGATED,))
    )
    assert asked(tmp_path) == {("eu", "committed", "EUR"): 100, ("eu", "disbursed", "EUR"): 55}
    found = who_funds_what(Asking(on=ON, folder=tmp_path), Wanted(partner="TN"))
    assert {one.standing: one.amount for one in found.funding.aside} == {
        Standing.PASSED_ON: 58,
        Standing.TOLD_BY_GIVER: 60,
    }


def test_without_the_givers_books_the_receivers_count(tmp_path: Path) -> None:
    """Where the giver's own file is not at hand, what the receiver got counts, still for the giver."""
    take(tmp_path / "evidence", iati(tmp_path / "fr.xml", (DELEGATED,)))
    assert asked(tmp_path) == {("eu", "disbursed", "EUR"): 60}


def test_levels_are_joined_before_they_are_compared(tmp_path: Path) -> None:
    """By programme, commitments of a decision and payments of its contracts stand under one key (domain C14)."""
    take(tmp_path / "evidence", iati(tmp_path / "ec.xml", (DECISION, CONTRACT)))
    assert asked(tmp_path, by="programme") == {("EC-1", "committed", "EUR"): 100, ("EC-1", "disbursed", "EUR"): 55}
    assert len({key[0] for key in asked(tmp_path, by="activity")}) == 2


def test_a_repayment_lowers_what_was_paid(tmp_path: Path) -> None:
    """A loan repaid lowers disbursed and nothing else (contract 6), and a correction counts where it stands."""
    take(tmp_path / "evidence", iati(tmp_path / "it.xml", (OWN,)))
    assert asked(tmp_path) == {("ms:IT", "committed", "EUR"): 40, ("ms:IT", "disbursed", "EUR"): 26}


def test_the_newest_issue_of_an_activity_counts(tmp_path: Path) -> None:
    """An activity that is published again replaces itself; as of a day before that, the older issue stands."""
    later = activity("IT-1", ITALY, transaction("2", "70"))
    take(tmp_path / "evidence", iati(tmp_path / "one.xml", (OWN,)), issued=date(2021, 6, 8))
    take(tmp_path / "evidence", iati(tmp_path / "two.xml", (later,)), issued=date(2022, 6, 8))
    assert asked(tmp_path) == {("ms:IT", "committed", "EUR"): 70}
    before = funding_in(tmp_path / "evidence", ["TN"], vintage=date(2021, 12, 31))
    assert before is not None
    assert [one.amount for one in before.funding.groups] == [40, 26]
    assert before.issued == date(2021, 6, 8)


def test_published_money_stands_beside_the_roadmap_and_is_never_added(tmp_path: Path) -> None:
    """In the brief what donors publish stands beside the roadmap's own sums, donor by donor; no sum of the roadmap
    changes by it (domain C11)."""
    write_samples(tmp_path)
    asking = Asking(on=ON, folder=tmp_path, vintage=ON)
    before = brief_of("marenia", asking, Wish())
    own = activity("IT-1", ITALY, transaction("2", "1234567"), country="QM")
    take(tmp_path / "evidence", iati(tmp_path / "it.xml", (own,)), issued=date(2026, 5, 1))
    after = brief_of("marenia", asking, Wish())
    (old,) = (one for one in before.sections if one.name == "money")
    (new,) = (one for one in after.sections if one.name == "money")
    added = [block for block in new.blocks if block not in old.blocks]
    assert [block for block in old.blocks if block not in new.blocks] == []
    assert "1234567" in repr(added)
    assert "published.never_added" in repr(added)
    assert "principal='eu'" in repr(added), "a donor of the roadmap that publishes nothing stands there too"


def test_only_what_is_about_migration_unless_all_is_asked(tmp_path: Path) -> None:
    """Money for other matters is left out by rule, and is there when all is asked for."""
    roads = activity("IT-2", ITALY, transaction("2", "900"), title="Roads")
    take(tmp_path / "evidence", iati(tmp_path / "it.xml", (OWN, roads)))
    assert asked(tmp_path, by="domain")[("5", "committed", "EUR")] == 40
    assert asked(tmp_path, everything=True)[("ms:IT", "committed", "EUR")] == 940
    assert asked(tmp_path, by="year,domain", period="2021", donor="ms:IT", domain="5")
    assert not asked(tmp_path, period="2020")


def test_what_cannot_be_asked_is_refused(tmp_path: Path) -> None:
    """An unknown grouping, a period that is no year and a store without aid data are told apart."""
    with pytest.raises(NotThere):
        asked(tmp_path)
    take(tmp_path / "evidence", iati(tmp_path / "it.xml", (OWN,)))
    for wrong in ({"by": "colour"}, {"period": "last"}, {"by": ""}):
        with pytest.raises(WrongRequest):
            asked(tmp_path, **wrong)
    with pytest.raises(NotThere):
        follow(Asking(on=ON, folder=tmp_path), "none")


def test_down_to_the_transaction_and_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One command leads from donor and domain to activity, and from there to each transaction with file and line."""
    take(tmp_path / "evidence", iati(tmp_path / "it.xml", (OWN,)))
    for language in ("en", "fr", "de", "ar"):
        who = ["evidence", "ask", "who-funds-what", "--partner", "TN", "--by", "donor,domain,activity"]
        assert main([*who, "-w", str(tmp_path), "--lang", language]) == 0
        assert "IT-1" in capsys.readouterr().out
    assert main(["evidence", "ask", "transactions", "IT-1", "-w", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["data"]["transactions"]
    assert [(one["file"], one["type"], one["value"]["amount"]) for one in told] == [
        ("it.xml", "2", "40"),
        ("it.xml", "3", "30"),
        ("it.xml", "6", "4"),
    ]
    assert main(["evidence", "ask", "transactions", "IT-1", "-w", str(tmp_path)]) == 0
    assert "it.xml:1" in capsys.readouterr().out


MOVED = st.builds(
    Moved,
    key=st.tuples(st.sampled_from(["eu", "ms:IT"])),
    kind=st.sampled_from(["1", "2", "3", "4", "5", "6", "11", "12", "13"]),
    direction=st.sampled_from(["out", "in", "own", "back", ""]),
    is_fed=st.booleans(),
    is_told=st.booleans(),
    currency=st.sampled_from(["EUR", "USD"]),
    sum=st.decimals(-(10**9), 10**9, places=4),
    transactions=st.integers(1, 9),
)


@given(st.lists(MOVED, max_size=12))
def test_nothing_is_lost_and_nothing_counts_twice(found: list[Moved]) -> None:
    """Every transaction is in one group or stands aside, and no currency is added to another."""
    funding = fund(found)
    counts = Counter[str]()
    for group in funding.groups:
        counts[group.currency] += group.transactions
    for aside in funding.aside:
        counts[aside.currency] += aside.transactions
    assert counts == sum((Counter({one.currency: one.transactions}) for one in found), Counter[str]())
    assert all(
        group.state in (MoneyState.ANNOUNCED, MoneyState.COMMITTED, MoneyState.DISBURSED) for group in funding.groups
    )


@pytest.mark.parametrize(
    ("ref", "name", "kind", "giver"),
    [
        ("XI-IATI-EC_ECHO", "ECHO", "15", "eu"),
        ("", "European Commission", "", "eu"),
        ("XM-DAC-5-7", "AA", "10", "ms:DE"),
        ("FR-3", "AFD", "10", "ms:FR"),
        ("XM-DAC-301-2", "Global Affairs Canada", "15", "partner:CA"),
        ("", "Government of Italy", "10", "ms:IT"),
        ("DK-CVR-20699310", "DanChurchAid", "21", "org:DanChurchAid"),
        ("XM-DAC-41121", "UNHCR", "40", "org:UNHCR"),
        ("", "", "", "?"),
    ],
)
def test_whose_money_it_is(ref: str, name: str, kind: str, giver: str) -> None:
    """The Commission is the EU, a ministry or agency its state, and anybody else itself."""
    body = Organisation(ref=ref or None, type=kind or None, name=(Narrative(text=name),) if name else ())
    assert giver_of(body) == giver


@pytest.mark.parametrize(
    ("code", "words", "by", "domain"),
    [
        ("15190", "Support to the ministry", "code", Domain.LEGAL_MIGRATION),
        ("15190", "Assisted voluntary return from Libya", "both", Domain.RETURN),
        ("72010", "Relief for refugees in Lebanon", "words", Domain.PROTECTION),
        ("15210", "Gestion intégrée des frontières", "words", Domain.IRREGULAR_MIGRATION),
        ("24010", "Migration of data to a new system", "", None),
        ("41030", "Flyways of migratory birds", "", None),
        ("15180", "Ending violence against women", "", None),
    ],
)
def test_what_is_about_migration(code: str, words: str, by: str, domain: Domain | None) -> None:
    """Purpose codes and words, alone or both, say that an activity is about migration; words that only look like it do
    not, and 15180, which stands beside 15190, is another matter."""
    found = relevance((Sector(code=code),), (words,))
    assert (found.by, found.domain) == (by, domain)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=20).filter(lambda one: one != "\\N")


@settings(max_examples=6)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=20), min_size=1, max_size=8)
)
def test_every_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Quotes, commas, signs of any script: what goes into a table comes out of it, and empty is not absent."""
    folder = tmp_path_factory.mktemp("texts")
    tables = Tables(folder)
    for number, words in enumerate(texts):
        tables.add("relations", ("v", f"{number:03}", words, ""))
    (part,) = tables.finish()
    assert part.rows == len(texts)
    with Duck({"relations": [folder / "relations.parquet"]}) as engine:
        found = engine.rows("select kind, other from relations order by activity")
    assert found == [(words, "") for words in texts]


def test_the_store_adds_up_to_the_totals_of_the_file(shared_folder: Path, tmp_path: Path) -> None:
    """Of real files of two publishers the store holds, by type and currency, exactly the totals that the command on
    totals gives: parts of countries and what is left of them add up to each value."""
    folder = shared_folder / "data" / "iati"
    for path in (folder / "usaid" / "usaid-tn.xml", folder / "dportal-2021-06-08" / "dportal_117.xml"):
        store = tmp_path / path.stem
        take(store, path)
        expected = {one.key: (one.count, one.sum) for one in totals(AidFile(path, path.name).activities()).transactions}
        with engine_of(store) as engine:
            found = engine.rows(
                "select kind, currency, count(distinct activity || ' ' || cast(number as varchar)), sum(value) "
                "from transactions group by 1, 2"
            )
        assert {
            (str(kind), str(currency)): (int(str(count)), Decimal(str(value)).quantize(Decimal("0.01")))
            for kind, currency, count, value in found
        } == expected
