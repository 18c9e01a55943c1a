"""The brief of every demo order: whole, short enough, and the same again."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from waypost.core.brief.tree import Brief, Nothing
from waypost.usecases.briefs import Wanted, brief_of
from waypost.usecases.opening import Asking
from waypost.usecases.samples import DemoOrder, demo_orders, write_samples
from waypost.words.wording import wording

ORDERS = tuple(one for one in demo_orders() if one.language == "en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace; no test writes into it."""
    target = tmp_path_factory.mktemp("workspace")
    write_samples(target)
    return target


def composed(order: DemoOrder, folder: Path, length: str = "full") -> Brief:
    """The brief of one order."""
    moment = datetime.combine(order.at, time(23, 59, 59), UTC)
    asking = Asking(viewer=order.viewer, on=order.on, at=moment, folder=folder)
    return brief_of(order.roadmap, asking, Wanted(meeting=order.meeting, length=length))


@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.name)
def test_page_one_can_be_read_in_a_minute(order: DemoOrder, folder: Path) -> None:
    """Five sentences of at most 180 characters in each language, four figures, at most four decisions."""
    page = composed(order, folder, "page").page_one
    assert page is not None
    assert (len(page.sentences), len(page.figures)) == (5, 4)
    assert len(page.decisions) <= 4
    for language in ("en", "fr"):
        words = [wording(language).plain(one.say) for one in page.sentences]
        assert [one for one in words if len(one) > 180] == []


@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.name)
def test_brief_has_nine_sections_and_is_the_same_again(order: DemoOrder, folder: Path) -> None:
    """Nine numbered sections, none empty, and the same tree for the same three times."""
    brief = composed(order, folder)
    assert [one.number for one in brief.sections] == list(range(1, 10))
    assert all(one.blocks for one in brief.sections)
    assert composed(order, folder) == brief


def test_every_section_of_the_training_brief_is_full(folder: Path) -> None:
    """For the EU no section of Marenia's brief is only a sentence on what is missing."""
    brief = composed(ORDERS[0], folder)
    assert [one.name for one in brief.sections if all(isinstance(block, Nothing) for block in one.blocks)] == []


def test_a_brief_for_the_public_names_nothing_hidden(folder: Path) -> None:
    """What only the EU may know about Marenia is in no block of the brief for the public."""
    public = next(one for one in ORDERS if one.viewer == "public")
    assert composed(public, folder).cover.reader.boxes == ("full",) * 4
    assert len(repr(composed(public, folder))) < len(repr(composed(ORDERS[0], folder)))
