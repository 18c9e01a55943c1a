"""The bar of a donor: what it shows, and what it says where the order of states is not the usual one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from waypost.core.brief.figures import DonorBar
from waypost.core.brief.sections.money import donor_bar
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import say
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import wording

LABEL = say("money.donor_missing")


def bar(**sums: int) -> DonorBar:
    """The bar of a donor with sums in millions of euro by state."""
    return donor_bar(LABEL, {MoneyState(state): Decimal(n) * 1_000_000 for state, n in sums.items()}, "EUR")


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_committed_than_announced_is_said(language: str) -> None:
    """Where more is in a surer state than was announced, words beside the bar give both figures."""
    found = bar(announced=3000, committed=3600, contracted=3450)
    assert found.words is not None
    told = wording(language).plain(found.words)
    assert "3\u202f600" in told
    assert "3\u202f000" in told


def test_the_usual_order_needs_no_words() -> None:
    """What was announced and is in surer states in part stands in the bar alone."""
    assert bar(announced=3600, committed=3600, disbursed=10).words is None
