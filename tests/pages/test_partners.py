"""The list of partner countries: whose they are, and that its figures are those of the pages to which it leads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from tests.evidence.test_funding import COMMISSION, ITALY, activity, iati, transaction
from tests.evidence.test_store import take
from tests.pages.sitting import sit
from waypost.core.roadmap.view import View
from waypost.reference.flows import flows
from waypost.usecases.opening import open_all
from waypost.usecases.pages import partners
from waypost.usecases.samples import write_samples
from waypost.words.catalogue import LANGUAGES

VIEWERS = ("public", "eu", "partner:QM")
MONEY = (
    activity("EC/1", COMMISSION, transaction("2", "42000000"), transaction("3", "2500000"), country="TN"),
    activity("IT-1", ITALY, transaction("2", "8000000"), country="TN"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with aid data about Tunisia."""
    found = tmp_path_factory.mktemp("partners")
    write_samples(found)
    take(found / "evidence", iati(found / "aid.xml", MONEY), issued=date(2026, 5, 1))
    return found


def rows(page: bytes) -> dict[str, tuple[list[str], list[str]]]:
    """By country: the words of the cells of its row, without blanks, and the links in it."""
    held = html.fromstring(page.decode()).xpath("//table//tbody/tr")
    found = {}
    for one in held:
        links = [str(link) for link in one.xpath(".//a/@href")]
        (country,) = [link[10:12] for link in links if re.fullmatch(r"/partners/[A-Z]{2}/", link)]
        cells = (str(cell.text_content()) for cell in one.xpath("./*"))
        found[country] = ["".join(cell.split()) for cell in cells], links
    return found


def partners_in(view: View) -> set[str]:
    """The partner countries of a roadmap."""
    head = view.roadmap
    return set() if head is None else {one.country for one in head[1].partners}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_partner_leads_to_its_roadmaps(folder: Path, viewer: str) -> None:
    """The countries are the partners of the roadmaps that the reader may know, each with exactly its roadmaps: the only
    one is led to, several are counted and listed on asking. Asked for a country that is none, the list is as ever."""
    desk = sit(viewer, folder=folder)
    views = [one.view for one in open_all(desk.asking)]
    listed = rows(partners.partners(desk))
    assert listed.keys() == {code for view in views for code in partners_in(view)}
    for code, (_, links) in listed.items():
        found = {f"/roadmaps/{view.home}/" for view in views if code in partners_in(view)}
        led = {link for link in links if link.startswith("/roadmaps/")}
        assert led == (found if len(found) == 1 else set())
        assert (f"/partners/?of={code}#roadmaps" in links) is (len(found) > 1)
        above = html.fromstring(partners.partners(desk, of=code).decode()).xpath("//section[@id='roadmaps']//li//a")
        assert {str(one.get("href")) for one in above} == found
    assert partners.partners(desk, of="ZZ") == partners.partners(desk)


def test_figures_are_those_of_the_issue_and_of_the_donors(folder: Path) -> None:
    """Detections are those of the last year of the issue; aid is the sum of what is published, and leads to it."""
    listed = rows(partners.partners(sit("public", folder=folder)))
    issue = flows()
    for code in ("DZ", "EG"):
        count = issue.nationals(code, issue.last[0])
        assert isinstance(count, int)
        assert listed[code][0][2] == f"{count}p"
    cells, links = listed["TN"]
    assert cells[3:5] == ["50", "2.5"]
    assert links.count("/partners/TN/money/") == 2
    assert listed["DZ"][0][3:5] == ["nonepublished", ""]


def test_before_anything_was_published_no_figure_is_told(folder: Path) -> None:
    """As published by a day before the first issue, every figure is unknown and no country stands below the list."""
    desk = sit("public", folder=folder)
    early = replace(desk, asking=replace(desk.asking, vintage=date(2015, 1, 1)))
    page = partners.partners(early).decode()
    assert "no file held" in page
    assert "other countries" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_stands_in_every_language(folder: Path, language: str) -> None:
    """Every language has the words of the list."""
    assert b"<h1" in partners.partners(sit("eu", folder=folder, language=language))
