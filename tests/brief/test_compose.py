"""The brief of every demo order: whole, and the same again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.brief.conftest import Compose, compose_anew
from waypost.core.brief.tree import Nothing
from waypost.usecases.samples import DemoOrder, demo_orders
from waypost.words.wording import wording

ORDERS = tuple(one for one in demo_orders() if one.language == "en")


@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.name)
def test_page_one_can_be_read_in_a_minute(order: DemoOrder, composed: Compose) -> None:
    """Five sentences of at most 180 characters in each language, four figures, at most four decisions."""
    page = composed(order, "page").page_one
    assert page is not None
    assert (len(page.sentences), len(page.figures)) == (5, 4)
    assert len(page.decisions) <= 4
    for language in ("en", "fr"):
        words = [wording(language).plain(one.say) for one in page.sentences]
        assert [one for one in words if len(one) > 180] == []


@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.name)
def test_brief_has_nine_sections_and_is_the_same_again(order: DemoOrder, composed: Compose, folder: Path) -> None:
    """Nine numbered sections, none empty, and the same tree for the same three times."""
    brief = composed(order)
    assert [one.number for one in brief.sections] == list(range(1, 10))
    assert all(one.blocks for one in brief.sections)
    assert compose_anew(order, folder) == brief


def test_every_section_of_the_training_brief_is_full(composed: Compose) -> None:
    """For the EU no section of Marenia's brief is only a sentence on what is missing."""
    brief = composed(ORDERS[0])
    assert [one.name for one in brief.sections if all(isinstance(block, Nothing) for block in one.blocks)] == []


def test_a_brief_for_the_public_names_nothing_hidden(composed: Compose) -> None:
    """What only the EU may know about Marenia is in no block of the brief for the public."""
    public = next(one for one in ORDERS if one.viewer == "public")
    assert composed(public).cover.reader.boxes == ("full",) * 4
    assert len(repr(composed(public))) < len(repr(composed(ORDERS[0])))
