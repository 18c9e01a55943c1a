"""Reading as if all were well, or many at once, and field by field, come to the same."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.roadmap.strategies import states
from waypost.codec.faults import Bad
from waypost.codec.reading import read_fields, read_what_is_sound
from waypost.codec.states import _Decoding, _form, encode_state
from waypost.core.analysis.timetable import Scheduled, Span
from waypost.core.roadmap.columns import made
from waypost.core.roadmap.elements import Element, State
from waypost.core.roadmap.kinds import BODY_KIND
from waypost.core.say import Ref

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from(("", " ", "eu", "ms:*", "2026-02-30", "2026-10-01", "1.5", "a\x00")),
    st.just([]),
    st.just([["eu"], {}]),
    st.just({}),
    st.just({"missing": "unknown"}),
    st.just({"missing": "unknown", "more": 1}),
    st.just({"en": "Words"}),
    st.just({"amount": "1", "currency": "EUR"}),
)


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Every place in a tree whose value can be replaced, as its holder and key."""
    if isinstance(tree, dict):
        return [place for name, held in tree.items() for place in ((tree, name), *places(held))]
    if isinstance(tree, list):
        return [place for at, held in enumerate(tree) for place in ((tree, at), *places(held))]
    return []


@given(states(size=4), st.data())
def test_quick_and_careful_reading_agree(state: State, data: st.DataObject) -> None:
    """An element with up to three odd values has the same values or the same faults, in the same order, both ways."""
    tree = data.draw(st.sampled_from(json.loads(encode_state(state))["elements"]))
    form = _form(tree["kind"])[:2]
    for _ in range(data.draw(st.integers(0, 3))):
        holder, key = data.draw(st.sampled_from(places(tree)))
        holder[key] = data.draw(ODD)
    if data.draw(st.booleans()):
        tree["unheard_of"] = 1
    found, faults = read_what_is_sound(tree, *form)
    if not faults:
        assert read_fields(tree, *form) == found
        return
    with pytest.raises(Bad) as refused:
        read_fields(tree, *form)
    assert list(refused.value.faults) == faults


@given(states(size=12), st.data())
def test_many_at_once_and_one_by_one_agree(state: State, data: st.DataObject) -> None:
    """A list of elements with up to three odd values has the same values and faults, read at once and one by one."""
    trees = json.loads(encode_state(state))["elements"]
    for _ in range(data.draw(st.integers(0, 3))):
        holder, key = data.draw(st.sampled_from(places(trees)))
        holder[key] = data.draw(ODD)
    raw = json.dumps({"elements": trees}).encode()
    at_once, one_by_one = _Decoding(raw, None), _Decoding(raw, None)
    found = at_once.elements(trees, state.home, "eu")
    expected = tuple(one_by_one.element(at, one, state.home, "eu") for at, one in enumerate(trees))
    assert found == expected
    assert at_once.problems == one_by_one.problems


@given(states(size=6))
def test_records_made_by_column_are_those_that_their_constructor_makes(state: State) -> None:
    """An element and its body made a field at a time equal those made at once, fields left out at their default."""
    for element in state.elements:
        for value in (element, element.body):
            names = [one for one in value.__slots__ if getattr(value, one) != _default(type(value), one)]
            columns = {name: [getattr(value, name)] * 2 for name in names}
            assert made(type(value), 2, columns) == [
                value,
                type(value)(**{name: getattr(value, name) for name in names}),
            ]


@pytest.mark.parametrize("record", [Element, *BODY_KIND, Scheduled, Span, Ref], ids=lambda one: one.__name__)
def test_records_do_nothing_else_when_they_are_made(record: type[Any]) -> None:
    """No record that is made by column runs code of its own or makes a default when it is made."""
    assert not hasattr(record, "__post_init__")
    assert all(one.default_factory is MISSING and one.init for one in fields(record))


def _default(record: type[Any], name: str) -> Any:
    return next(one.default for one in fields(record) if one.name == name)
