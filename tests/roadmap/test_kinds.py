"""The generators of the tests against the table of kinds: nothing of the table is left untried."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from tests.roadmap.strategies import bodies
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import KINDS

EVERY = [(kind.name, field.name) for kind in KINDS.values() for field in kind.fields]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_drawn_with_another_value_than_its_default(kind: str) -> None:
    """For every field of every kind the generators make a value other than its default, so each law tries it."""
    missed = {one.name: one.default for one in fields(KINDS[kind].body)}

    @settings(max_examples=200, database=None, derandomize=True, phases=[Phase.generate])
    @given(bodies(kind))
    def draw(body: Any) -> None:
        for name, default in list(missed.items()):
            if default is MISSING or getattr(body, name) != default:
                del missed[name]

    draw()
    assert missed == {}


def test_no_field_has_a_name_of_the_envelope() -> None:
    """Fields stand flat beside the envelope in a file (contract 4), so no kind may use one of its names."""
    envelope = {one.name for one in fields(Element)} | {"kind"}
    assert not {name for _, name in EVERY} & envelope
