"""Reading as if all were well, and field by field, come to the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.roadmap.strategies import states
from waypost.codec.faults import Bad
from waypost.codec.reading import read_fields, read_what_is_sound
from waypost.codec.states import _readers, encode_state
from waypost.core.roadmap.elements import State

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
    kind = tree["kind"]
    for _ in range(data.draw(st.integers(0, 3))):
        holder, key = data.draw(st.sampled_from(places(tree)))
        holder[key] = data.draw(ODD)
    if data.draw(st.booleans()):
        tree["unheard_of"] = 1
    found, faults = read_what_is_sound(tree, *_readers(kind))
    if not faults:
        assert read_fields(tree, *_readers(kind)) == found
        return
    with pytest.raises(Bad) as refused:
        read_fields(tree, *_readers(kind))
    assert list(refused.value.faults) == faults
