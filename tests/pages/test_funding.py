"""Who funds what, as a page: every sum opens until the transaction, and a roadmap stands beside it for its readers."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from html import unescape
from pathlib import Path
from shutil import copytree

import pytest
from lxml import html

from tests.evidence.test_funding import AGENCY, COMMISSION, ITALY, activity, iati, transaction
from tests.evidence.test_rates import ROWS
from tests.evidence.test_store import take
from tests.pages.sitting import sit
from tests.roadmap.twins import SECRET, twin_folders
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.pages.aid.funds import BY, Ask
from waypost.usecases.pages import funding
from waypost.usecases.samples import write_samples
from waypost.words.catalogue import LANGUAGES
from waypost.workspace.folder import Folder

ISSUED = date(2026, 5, 1)
SWEDEN = '<{tag} ref="SE-0" type="10"{more}><narrative>Sweden</narrative></{tag}>'
MONEY = (
    activity("EC/1", COMMISSION, transaction("2", "42000000.25"), transaction("2", "-1500000"), country="QM"),
    activity(
        "IT-1", ITALY, transaction("2", "8000000", currency="USD"), country="QM", title="Asylum &lt;procedures&gt;"
    ),
    activity("SE-1", SWEDEN, transaction("2", "30000000", currency="SEK"), country="QM"),
    activity(
        "FR-1",
        AGENCY,
        transaction("1", "60", COMMISSION.format(tag="provider-org", more=' provider-activity-id="EC/1"')),
        transaction("3", "58"),
        country="QM",
    ),
    activity("IT-2", ITALY, transaction("2", "777000000"), country="QM", title="Roads"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with aid data about Marenia and three exchange rates."""
    found = tmp_path_factory.mktemp("funding")
    write_samples(found)
    rates = found / "rates.json"
    rates.write_text(json.dumps(ROWS), encoding="utf-8")
    take(found / "evidence", iati(found / "aid.xml", MONEY), issued=ISSUED)
    take(found / "evidence", rates, issued=ISSUED)
    return found


def words(page: bytes) -> str:
    """The words of a page, blanks of every width alike."""
    return re.sub(r"\s+", " ", unescape(str(html.fromstring(page.decode()).text_content())))


def links(page: bytes, part: str) -> list[str]:
    """The addresses on a page that begin with something."""
    return [one for one in html.fromstring(page.decode()).xpath("//a/@href") if one.startswith(part)]


def ask(folder: Path, viewer: str = "public", language: str = "en", **asked: object) -> bytes:
    """The page of Marenia's money."""
    desk = sit(viewer, folder=folder, language=language)
    return funding.funding(desk, Ask(partner="QM", **{"by": "donor", **asked}))  # type: ignore[arg-type]


def test_sums_are_in_euro_and_name_what_is_not(folder: Path) -> None:
    """Dollars are converted at the rate of their month and the page names it; kroner stand beside the sum, exact, and
    the sum says at least; what the agency passed on is not counted and is named with its reason."""
    told = words(ask(folder))
    for said in (
        *("≥ 45", "USD = 0.5 EUR", "May 2021", "IMF", "1 May 2026", "SEK 30 million", "no rate reported", "60 EUR"),
        *("58 EUR", "€40 500 000.25"),
    ):
        assert said in told, said
    assert "777" not in told
    assert "777" in words(ask(folder, everything=True))


def test_each_sum_opens_until_the_transaction(folder: Path) -> None:
    """From the donor by its links to instrument, domain, year and activity, and from there to each transaction with
    its file and the reason why it is about migration."""
    page = ask(folder)
    for further in ("instrument", "domain", "year", "activity"):
        there = max((one for one in links(page, f"/partners/QM/money/?by={further}") if "ms%3AIT" in one), key=len)
        query = dict(part.split("=") for part in there.partition("?")[2].split("&"))
        fixed = tuple((name, code.replace("%3A", ":")) for name, code in query.items() if name != "by")
        page = ask(folder, by=further, fixed=fixed)
    assert dict(fixed) == {"donor": "ms:IT", "instrument": "-", "domain": "3", "year": "2021"}
    (last,) = links(page, "/partners/QM/money/activity")
    assert last.endswith("?id=IT-1")
    told = words(funding.activity(sit("public", folder=folder), "QM", "IT-1"))
    for said in (
        "by its words: asylum",
        "aid.xml, line 1",
        "2 outgoing commitment",
        "USD 8",
        "€4",
        "Asylum <procedures>",
    ):
        assert said in told, said
    assert "passed on" in words(funding.activity(sit("public", folder=folder), "QM", "FR-1"))


def test_a_roadmap_stands_beside_for_those_who_may_know_it(folder: Path) -> None:
    """The roadmap's own sums stand beside what donors publish for its readers; who may know less sees less, and the
    two are never added."""
    for_eu, for_all = words(ask(folder, viewer="eu")), words(ask(folder))
    assert "Money of the roadmap" in for_eu
    assert "side by side, never added" in for_eu
    assert for_eu != for_all
    assert "Money of the roadmap" not in words(ask(folder, viewer="eu", by="domain"))


@pytest.mark.parametrize("viewer", ["public", "partner:QM", "ms:IT"])
def test_the_roadmap_beside_tells_nothing_hidden(folder: Path, tmp_path: Path, viewer: str) -> None:
    """The page is the same, to the byte, in two workspaces that differ only in what its reader may not know."""
    door = Folder(folder)
    held = [door.states(home) for home in door.homes() if home in ("workspace", "marenia")]
    pages = []
    for twin in twin_folders(held, viewer, tmp_path, random.Random(7)):
        copytree(folder / "evidence", twin / "evidence")
        pages.append(ask(twin, viewer=viewer))
    first, second = pages
    assert first == second
    assert "Money of the roadmap" in words(first)
    assert SECRET.encode() not in second


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_answered_in_every_language(folder: Path, language: str) -> None:
    """Each grouping, with nothing, something and something unnamed fixed, is a page in each language."""
    for by in BY:
        for fixed in ((), (("donor", "ms:IT"), ("instrument", "-"), ("year", "-")), (("domain", "3"),)):
            assert b"<h1" in ask(folder, language=language, by=by, fixed=fixed)
    assert b"<h1" in funding.activity(sit("public", folder=folder, language=language), "QM", "EC/1")


def test_what_is_not_there_is_not_there(folder: Path, tmp_path: Path) -> None:
    """A country, an activity, a donor or a domain that is none is not there, a grouping or a year that is none is a
    wrong request; without aid data the page says how to have them."""
    desk = sit("public", folder=folder)
    with pytest.raises(NotThere):
        funding.funding(desk, Ask(partner="ZZ", by="donor"))
    with pytest.raises(NotThere):
        funding.activity(desk, "QM", "none")
    for name, code in (("donor", "nobody"), ("domain", "9")):
        with pytest.raises(NotThere):
            ask(folder, fixed=((name, code),))
    for wrong in ({"by": "colour"}, {"fixed": (("year", "20211"),)}):
        with pytest.raises(WrongRequest):
            ask(folder, **wrong)
    assert "No aid data is held here" in words(
        funding.funding(sit("public", folder=tmp_path), Ask(partner="QM", by="donor"))
    )
