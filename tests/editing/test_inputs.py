"""A form is read as a workbook is: what was shown and comes back changes nothing, what was typed changes that alone."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roadmap.strategies import element_sets
from waypost.core.change.changes import value_of
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import KINDS
from waypost.core.values import Missing, Precision, Text, When, text
from waypost.reference.countries import member_states
from waypost.reference.presidencies import named_presidencies
from waypost.usecases.samples import MARENIA, sample_folder
from waypost.words.catalogue import LANGUAGES
from waypost.words.typed.desk import Desk, labels_of, principals_in
from waypost.words.typed.inputs import boxes, names, returned
from waypost.words.wording import wording
from waypost.workspace.folder import Folder

TODAY = date(2026, 10, 1)
FEW = max(15, settings.default.max_examples // 4)
"""Examples of a law over whole states, which are slow to draw; more in the deep run."""
EACH = 6
"""Elements of each kind that are typed anew."""


def desk_of(elements: tuple[Element, ...], language: str) -> Desk:
    """A desk that knows the elements, everyone in them, and the day."""
    words = wording(language)
    return Desk(
        words=words,
        labels=labels_of(elements, words),
        known=principals_in(elements),
        member_states=frozenset(member_states()),
        said_on=TODAY,
        presidencies=named_presidencies(),
    )


@settings(max_examples=FEW)
@given(st.data(), st.sampled_from(LANGUAGES))
def test_a_form_left_alone_changes_nothing(data: st.DataObject, language: str) -> None:
    """Every kind and field, in every language: the boxes as they were shown give no value and no problem."""
    elements = data.draw(element_sets())
    desk = desk_of(elements, language)
    for element in elements:
        shown = {one.name: one.text for one in boxes(element.kind, element, desk)}
        found = returned(element.kind, element, shown, desk)
        assert not found.values
        assert not found.problems
        assert names(element.kind, element, shown) == shown.keys()


@cache
def sampled() -> tuple[Element, ...]:
    """Elements as people really write them."""
    elements = Folder(Path(str(sample_folder()))).newest(MARENIA).elements
    return tuple(one for kind in KINDS for one in [held for held in elements if held.kind.name == kind][:EACH])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_can_be_typed_anew(language: str) -> None:
    """Whoever types into an empty form what another form shows gives the same values, the language of texts aside."""
    elements = sampled()
    desk = desk_of(elements, language)
    for element in elements:
        shown = {one.name: one.text for one in boxes(element.kind, element, desk)}
        found = returned(element.kind, None, shown, desk)
        assert not found.problems
        for name, value in found.values.items():
            assert told(value, language) == told(value_of(element, name), language), (element.id, name)


def told(value: object, language: str) -> object:
    """A value without the other wordings of its texts, as a form in one language holds it."""
    if isinstance(value, Text):
        return value.in_language(language)[1].strip()
    if isinstance(value, tuple):
        return tuple(told(one, language) for one in value)
    if isinstance(value, When):
        return value.phrase
    if hasattr(value, "__dataclass_fields__"):
        return tuple(told(getattr(value, one), language) for one in value.__dataclass_fields__)
    return value


@settings(max_examples=FEW)
@given(st.data())
def test_one_box_changes_one_field(data: st.DataObject) -> None:
    """Words typed into one box change the field of that box and no other."""
    elements = data.draw(element_sets())
    element = data.draw(st.sampled_from(elements))
    desk = desk_of(elements, "en")
    shown = {one.name: one.text for one in boxes(element.kind, element, desk)}
    box = data.draw(st.sampled_from(sorted(shown)))
    found = returned(
        element.kind, element, shown | {box: data.draw(st.sampled_from(["", "12", "Italy", "3 May 2026"]))}, desk
    )
    assert set(found.values) <= {box.partition(".")[0]}
    assert all((one.column or "").startswith(box.partition(".")[0]) for one in found.problems)


def action(**fields: str) -> dict[str, str]:
    """A new action as typed, with some boxes filled."""
    empty = {one.name: "" for one in boxes(KINDS["action"], None, desk_of((), "en"))}
    return empty | {"title": "Send the list"} | fields


def test_dates_are_phrases_and_money_is_as_typed() -> None:
    """A box takes what a cell takes: a phrase with its days, an amount with its unit."""
    desk = desk_of((), "en")
    found = returned(KINDS["action"], None, action(due="by end of 2026"), desk)
    due = found.values["due"]
    assert isinstance(due, When)
    assert (due.phrase, due.first, due.last) == ("by end of 2026", None, date(2026, 12, 31))
    found = returned(KINDS["indicator"], None, {"target.0": "at least 2,000", "target.1": "persons"}, desk)
    assert str(found.values["target"].amount) == "2000"


def test_a_phrase_that_is_not_read_is_kept_only_when_asked() -> None:
    """No day is guessed: the phrase is a problem at its box until its author wants it kept as written."""
    desk = desk_of((), "en")
    found = returned(KINDS["action"], None, action(due="soon"), desk)
    assert "due" not in found.values
    assert found.unread == {"due"}
    assert [one.column for one in found.problems] == ["due"]
    kept = returned(KINDS["action"], None, action(due="soon"), desk, kept=frozenset({"due"}))
    assert kept.values["due"] == When(phrase="soon", precision=Precision.UNREAD)
    assert not kept.problems


def test_a_required_box_is_not_emptied() -> None:
    """What an element must say cannot be emptied; that the source does not say it can be said in words."""
    desk = desk_of((), "en")
    found = returned(KINDS["action"], None, action(title="  "), desk)
    assert [one.code for one in found.problems] == ["editing.empty"]
    found = returned(KINDS["action"], None, action(title="unknown"), desk)
    assert found.values["title"] is Missing.UNKNOWN
    found = returned(KINDS["action"], None, action(), desk)
    assert found.values["title"] == text("Send the list")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_share_stands_per_cent_as_its_help_says(language: str) -> None:
    """Each share of the sample stands in its box with the sign that the help names."""
    elements = sampled()
    desk = desk_of(elements, language)
    texts = [box.text for one in elements for box in boxes(one.kind, one, desk) if box.column.shape.look == "share"]
    given = [one for one in texts if one and one[0].isdecimal()]
    assert given
    assert all(one.endswith(" %") for one in given)
