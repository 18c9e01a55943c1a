"""The page of an element: every field that is filled, every reader, everything that points to it, every version."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.sitting import ON, sit
from waypost.core.brief.tree import Nothing, Table, Words
from waypost.core.change.changes import field_names, value_of
from waypost.core.pages.element.facts import is_unfilled
from waypost.core.pages.element.history import history_block, versions
from waypost.core.pages.element.pointing import pointers, waits
from waypost.core.pages.element.whole import element_page
from waypost.core.pages.page import Facts, Page, PageBlock, Part
from waypost.core.pages.readers import MEMBER_STATES, readers_table, readership
from waypost.core.roadmap.audience import may_see
from waypost.core.roadmap.bodies import Action, Link
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.references import references
from waypost.core.say import Say, Who
from waypost.core.values import EU, PUBLIC, ElementId, Principal
from waypost.reference.countries import member_states
from waypost.usecases.opening import Opened, open_roadmap
from waypost.usecases.pages import elements
from waypost.usecases.scheduling import timetable_of
from waypost.words.catalogue import LANGUAGES

STATES = tuple(Principal(f"ms:{one}") for one in member_states())
OTHERS = (EU, Principal("partner:QM"), Principal("partner:TN"), Principal("org:IOM"), PUBLIC)


@pytest.fixture(scope="module")
def marenia() -> Opened:
    """The training roadmap as the EU sees it."""
    return open_roadmap("marenia", sit("eu").asking)


def one_of_each_kind(opened: Opened) -> dict[str, Element]:
    """The first element of each kind."""
    return {one.kind.name: one for one in reversed(opened.view.elements)}


def blocks(found: tuple[PageBlock, ...]) -> Iterator[PageBlock]:
    """Every block of a page, those inside others too."""
    for one in found:
        yield one
        for name in ("blocks", "first", "second"):
            inner = getattr(one, name, ())
            yield from blocks(inner if isinstance(inner, tuple) else ())


def page_of(opened: Opened, element: Element) -> Page:
    """The page of an element."""
    return element_page(element, timetable_of(opened.view, on=ON), opened.history)


def test_every_filled_field_stands_on_the_page(marenia: Opened) -> None:
    """A field that somebody filled is a row of the facts, a list of its own, or the title; an empty one is named."""
    for element in marenia.view:
        page = page_of(marenia, element)
        held = tuple(blocks(page.blocks))
        facts = [one for one in held if isinstance(one, Facts)]
        labels = {code for one in facts for label, _ in one.rows for code in _codes(label)}
        lists = {block.name for block in held if isinstance(block, Table)}
        for field in element.kind.fields:
            code = f"field.{element.kind.name}.{field.name}"
            value = getattr(element.body, field.name)
            told = code in labels or f"element.{field.name}" in lists or value == element.title
            history = isinstance(element.body, Action) and field.shown.sheet is not None
            assert told or is_unfilled(value) or history, code


def _codes(words: object) -> Iterator[str]:
    """The codes of a sentence and of those in it."""
    if isinstance(words, Say):
        yield words.code
        for _, value in words.values:
            yield from _codes(value)
    elif isinstance(words, tuple):
        for one in words:
            yield from _codes(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_page_in_every_language(marenia: Opened, language: str) -> None:
    """An element of any kind has a page in any language, with its title as the title."""
    desk = sit("eu", language=language)
    for name, element in one_of_each_kind(marenia).items():
        body = elements.element(desk, "marenia", element.id).decode()
        assert body.count("<h1") == 1, name
        assert f'lang="{language}"' in body


def test_everything_that_points_to_an_element_is_listed_once(marenia: Opened) -> None:
    """Whatever stands under an element or names it is listed, links of time as what waits; nothing else is."""
    for element in marenia.view:
        listed = [one.element.id for one in pointers(marenia.view, element)]
        naming = [
            one.id
            for one in marenia.view
            if one.id != element.id and (one.parent == element.id or element.id in references(one.body))
        ]
        links = {one.id for one, _ in marenia.view.of(Link)}
        assert sorted(listed) == sorted(one for one in naming if one not in links)
        ends = [link for _, link in marenia.view.of(Link) if element.id in (link.to, link.waits_for)]
        assert len(tuple(waits(marenia.view, element))) == len(ends)


# Readers ---------------------------------------------------------------------------------------------------------

audiences = st.builds(
    lambda states, others, all_states: frozenset((*states, *others, *(STATES if all_states else ()))),
    st.lists(st.sampled_from(STATES), max_size=4),
    st.lists(st.sampled_from(OTHERS), max_size=5),
    st.booleans(),
)


@given(audience=audiences)
def test_readers_listed_are_those_who_may_see(audience: frozenset[Principal]) -> None:
    """The list says "may see it" of a reader exactly when that reader may."""
    table = readers_table(audience, ("QM", "TN"))
    for row in table.rows:
        who, sees = row.cells[0], row.cells[1]
        assert isinstance(who, Words)
        assert isinstance(sees, Words)
        assert isinstance(sees.words, Say)
        said = sees.words.code == "element.sees"
        if isinstance(who.words, Who):
            assert said is may_see(audience, Principal(who.words.principal), taking_part=True)
        elif isinstance(who.words, Say) and who.words.code == "element.member_states_number":
            assert {may_see(audience, one, taking_part=True) for one in STATES} == {said}
        else:
            assert not said


@given(audience=audiences)
def test_boxes_are_membership(audience: frozenset[Principal]) -> None:
    """A box is full where all of its group see, half where some do, empty where none does; public fills all four."""
    boxes = readership(audience, ("QM", "TN"), EU).boxes
    if PUBLIC in audience:
        assert boxes == ("full",) * 4
        return
    states = sum(one in audience for one in STATES)
    assert boxes[1] == ("empty" if not states else "full" if states == MEMBER_STATES else "half")
    seeing = sum(f"partner:{one}" in audience for one in ("QM", "TN"))
    assert boxes[2] == ("empty", "half", "full")[seeing]
    assert (boxes[0] == "full") is (EU in audience)
    assert boxes[3] == "empty"


# History ---------------------------------------------------------------------------------------------------------


def test_versions_lead_from_the_first_to_the_present(marenia: Opened) -> None:
    """The versions of an element begin with its coming, each names what differs from the one before, and a moment at
    which it did not change is none."""
    for element in marenia.view:
        held = versions(marenia.history, element.id)[::-1]
        assert held
        assert [one.came for one in held] == [True, *[False] * (len(held) - 1)]
        assert held[-1].view.get(element.id) == element
        for before, after in pairwise(held):
            was, now = before.view.get(element.id), after.view.get(element.id)
            assert was is not None
            assert now is not None
            differ = {one for one in field_names(now.kind) if value_of(was, one) != value_of(now, one)}
            told = {one.field for one in after.changes}
            assert told <= differ
            assert told
            assert differ - told <= {"changes", "earlier_targets"}


def test_what_is_not_there_has_no_history(marenia: Opened) -> None:
    """An element that no view holds has no version, and one sentence in place of a table."""
    nobody = ElementId("nobody")
    assert versions(marenia.history, nobody) == ()
    assert isinstance(history_block(marenia.history, nobody), Nothing)


def test_page_has_its_parts(marenia: Opened) -> None:
    """The page has the facts, what points to it, and the history, in this order."""
    element = next(iter(marenia.view.of(Action)))[0]
    names = [one.name for one in blocks(page_of(marenia, element).blocks) if isinstance(one, Part)]
    assert names == ["state", "pointing", "history"]
