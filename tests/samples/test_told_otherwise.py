"""Where published sources disagree, or a figure invites a wrong sum, the element itself says so (roadmaps.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.samples.shipped import by_row, money, newest, state_of, steps
from waypost.core.roadmap.bodies import Contribution
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.values import Quantity, Text

TOLD = (
    ("turkey-statement", "tr-c0", "calls the 4.7 billion contracted an allocation"),
    ("turkey-statement", "tr-c0", "a running total, not a new sum"),
    ("turkey-statement", "tr-c1", "1.85 billion is dated end 2017 by the Commission and end March 2018"),
    ("turkey-statement", "tr-i3", "7 000 a day (September 2016) and 6 000 a day (May 2016)"),
    ("turkey-statement", "tr-i2u", "1 484 by end 2017; the Commission said 1 487 ten months earlier"),
    ("tunisia-memorandum", "tn-c1", "a page of 20 December 2023 already says released"),
    ("tunisia-memorandum", "tn-c3", "67 less 42 gives 25; one paper has 24.7; outside the 105"),
    ("tunisia-memorandum", "tn-c9", "other totals in the press: 255, over 700, over 750"),
    ("tunisia-memorandum", "tn-i1-v1", "the source says plus 45 %; its own figures give plus 58 %"),
    ("tunisia-memorandum", "tn-i3", "another population than tn-i2; do not compare"),
    ("jordan-compact", "jo-c5", "one outlet calls the loan of one billion a grant"),
    ("jordan-compact", "jo-c4", "402 + 500 = 902"),
    ("jordan-compact", "jo-i1", "not persons and not jobs; two figures for the same day"),
    ("lebanon-compact", "lb-i2-v1", "the page says up 26 percent; it is 26 points"),
    ("egypt-partnership", "eg-c6", "87 million for 2024, perhaps 110 million; 23 + 87 = 110"),
    ("mauritania-declaration", "mr-i1-v2", "conflicts with the row above"),
    ("mauritania-declaration", "mr-i3", "more distant departures rose: Gambia 9 to 22 boats"),
    ("western-balkans-plan", "wb-a9", "in October 2022, and 20 November for Tunisia only"),
    ("western-balkans-plan", "wb-a12", "another page says 20 November 2022"),
    ("western-balkans-plan", "wb-a13", "another page says 15 April"),
    ("western-balkans-plan", "wb-i1", "281 000 for January to October 2022, which is the whole EU border"),
    ("western-balkans-plan", "wb-i5", "a copy of the same text has the pairs of numbers mixed up"),
    ("western-balkans-17-points", "wr-c4", "they replace 5 000 that were not fit for winter: nothing gained"),
    ("western-balkans-17-points", "wr-c6", "for a stay of a few hours only"),
    ("niger-framework", "ne-c1", "eleven projects; a running total"),
    ("niger-framework", "ne-c3", "70 + 38 = 108"),
    (
        "niger-framework",
        "ne-i1c-v2",
        "page title says 2017, period covered says 2016; its parts do not add to its total",
    ),
    ("niger-framework", "ne-i1c-v4", "the series was revised"),
    ("talent-partnerships", "tp-a5", "one outlet turns this into 3 000 workers sent to four countries"),
)


def _notes(element: Element) -> Iterator[str]:
    """What is noted at an element, and at the steps of its money."""
    noted: list[Text | None] = [element.note]
    if isinstance(element.body, Contribution):
        noted += [step.note for step in element.body.steps]
    return (one.original for one in noted if one is not None)


@pytest.mark.parametrize(("home", "key", "words"), TOLD)
def test_what_sources_tell_otherwise_is_noted(home: str, key: str, words: str) -> None:
    """A disagreement of the sources stands at the element that it is about, in the newest state."""
    assert [one for one in _notes(by_row(newest(home), key)) if words in one]


def test_niger_has_one_running_total() -> None:
    """Niger: 140 million for nine projects, later 230 for eleven: the first lies inside the second, on one line."""
    state = newest("niger-framework")
    assert [amount for _, amount in steps(state, "ne-c1", MoneyState.COMMITTED)] == [140]
    assert [amount for _, amount in steps(state, "ne-c1", MoneyState.ALLOCATED)] == [230]


def test_72_000_places_are_54_000_and_18_000() -> None:
    """Türkiye: the ceiling of resettlement is the sum of its two sources, which lie inside it."""
    state = newest("turkey-statement")
    first = {key: money(state, key).steps[0].amount for key in ("tr-c6", "tr-c6a", "tr-c6b")}
    places = {key: int(one.amount) for key, one in first.items() if isinstance(one, Quantity)}
    assert places == {"tr-c6": 72_000, "tr-c6a": 18_000, "tr-c6b": 54_000}
    assert [one.whole for key in ("tr-c6a", "tr-c6b") for one in money(state, key).inside] == [
        by_row(state, "tr-c6").id
    ] * 2


def test_lebanons_compact_keeps_both_its_days() -> None:
    """Lebanon: the decision is dated 11 November 2016, the page that tells the money 15 November; neither is moved."""
    assert state_of("lebanon-compact", "2016-11-11").at.date() == date(2016, 11, 11)
    assert [day for day, _ in steps(newest("lebanon-compact"), "lb-c1", MoneyState.ANNOUNCED)] == [date(2016, 11, 15)]
