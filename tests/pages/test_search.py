"""Search: every hit is the reader's own, every title is found by its words, and nothing else moves a hit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.sitting import sit
from waypost.core.pages.search import LONGEST, MOST, MOST_WORDS, find, folded, search_page, words_of
from waypost.core.roadmap.bodies import Entry, Link
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.roadmap.view import View, see
from waypost.core.roadmap.vocabulary import EntryKind
from waypost.core.values import EU, ElementId, Missing, Slug, Text, text
from waypost.usecases.pages.known import views

VOCABULARY = ("visa", "return", "réadmission", "talent", "Ärzte", "عودة", "coast guard", "4.1")


@pytest.fixture(scope="module")
def held() -> tuple[View, ...]:
    """Everything that Italy may know."""
    return tuple(views(sit("ms:IT").asking))


def view_of(sentences: list[str]) -> View:
    """A view of texts, each an element of its own."""
    elements = (
        Element(
            id=ElementId(f"e{place}"),
            home=Slug("x"),
            audience=frozenset({EU}),
            body=Entry(entry=EntryKind.NOTE, words=text(words)),
        )
        for place, words in enumerate(sentences)
    )
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return see(State(home=Slug("x"), at=at, by=EU, why=Missing.NOT_STATED, elements=in_order(elements)), EU)


def test_a_title_is_found_by_its_words(held: tuple[View, ...]) -> None:
    """Whoever types the words of a title finds what is called so, however they are accented or written large."""
    for view in held:
        for element in list(view)[::9]:
            title = element.title
            if isinstance(element.body, Link) or not isinstance(title, Text) or not words_of(title.original):
                continue
            asked = " ".join(words_of(title.original)[:3]).upper()
            assert element.id in {one.element.id for one in find((view,), asked)}, asked


def test_hits_are_in_the_view(held: tuple[View, ...]) -> None:
    """Whatever is found is in one of the reader's own views, and holds every word that was asked for."""
    for question in ("return", "visa talent", "4.1", "italy", "coast guard"):
        for hit in find(held, question):
            assert hit.view.get(hit.element.id) is hit.element
            everything = folded(repr(hit.element))
            assert all(word in everything for word in words_of(question))


@given(
    few=st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4),
    more=st.lists(st.sampled_from(VOCABULARY), max_size=4),
    asked=st.sampled_from(VOCABULARY),
)
def test_no_other_element_moves_a_hit(few: list[str], more: list[str], asked: str) -> None:
    """What is found and in which order does not depend on what else there is: no word counts more."""
    alone = [one.element.id for one in find((view_of(few),), asked)]
    among = [one.element.id for one in find((view_of([*few, *more]),), asked)]
    assert [one for one in among if one in set(alone)] == alone


@given(question=st.text(max_size=400))
def test_any_question_has_an_answer(question: str) -> None:
    """Whatever is typed is a question of a few words, and its page can be made."""
    words = words_of(question)
    assert len(words) <= MOST_WORDS
    assert len(set(words)) == len(words)
    assert all(word in folded(question[:LONGEST]) for word in words)
    hits = find((view_of([question[:50]]),), question)
    assert search_page(question, hits, asked=True).blocks


def test_no_more_than_the_first_are_shown() -> None:
    """A question that finds very much shows the first and says so."""
    view = view_of(["visa"] * (MOST + 5))
    page = search_page("visa", find((view,), "visa"), asked=True)
    assert len(page.homes[0][1]) == MOST
