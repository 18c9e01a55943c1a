"""Results of commands as JSON, in the forms of contract 3."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.roadmap.strategies import element_sets
from waypost.codec.results import problem_json
from waypost.codec.states import decode_state
from waypost.codec.tree import json_bytes
from waypost.codec.writing import number_text, value_json
from waypost.core.errors import Problem
from waypost.core.roadmap.kinds import KINDS
from waypost.core.say import Ref, Say, say
from waypost.core.values import ElementId, Missing, Money, Qualifier, on_day, text


def words(sentence: Say) -> str:
    """Words that show which sentence they are of."""
    return f"<{sentence.code}>"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (Money(amount=Decimal(5771000), currency="EUR"), {"amount": "5771000.00", "currency": "EUR", "on": None}),
        (
            Money(amount=Decimal("1.505"), currency="TND", on=date(2026, 1, 2), qualifier=Qualifier.ABOUT),
            {"amount": "1.505", "currency": "TND", "on": "2026-01-02", "qualifier": "about"},
        ),
        (Missing.NOT_REPORTED, {"missing": "not_reported"}),
        (
            on_day(date(2026, 1, 2)),
            {
                "phrase": "2026-01-02",
                "precision": "day",
                "first": "2026-01-02",
                "last": "2026-01-02",
                "condition": None,
            },
        ),
        (text("été", "fr"), {"fr": "été"}),
        (say("a.b", n=1), {"code": "a.b", "text": "<a.b>"}),
        (datetime(2026, 10, 1, 10, 15, 30, tzinfo=UTC), "2026-10-01T10:15:30Z"),
        (
            Ref(element=ElementId("a"), number="5.3", title=text("T")),
            {"element": "a", "number": "5.3", "title": {"en": "T"}},
        ),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({"key": (1, True, None)}, {"key": [1, True, None]}),
        (Decimal("-0.0"), "0"),
    ],
)
def test_values_have_the_forms_of_the_contract(value: Any, found: Any) -> None:
    """Each value has one form, the one that contract 3 prints."""
    assert value_json(value, words) == found


def test_a_float_is_no_value() -> None:
    """A number that is not exact never leaves by this door."""
    with pytest.raises(TypeError):
        value_json(0.5, words)
    with pytest.raises(ValueError):
        number_text(Decimal("NaN"))


@given(element_sets(size=4))
def test_elements_show_every_field_of_their_kind(elements: Any) -> None:
    """In the output of a command each field of the kind is there, also when it is empty."""
    for one, shown in zip(elements, json.loads(json_bytes(value_json(elements, words))), strict=True):
        assert {field.name for field in KINDS[one.kind.name].fields} < set(shown)
        assert shown["audience"] == sorted(one.audience)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20), st.integers(0, 3))
def test_numbers_are_written_exactly_in_one_form(number: Decimal, places: int) -> None:
    """The text of a number is that number, in plain digits, and the same for every way to write it."""
    assert Decimal(number_text(number, places=places)) == number
    assert "E" not in number_text(number, places=places)
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    longer = Decimal((sign, (*digits, 0, 0, 0), exponent - 3))
    assert number_text(longer, places=places) == number_text(number, places=places)


def test_a_problem_has_every_key() -> None:
    """A problem says all it knows about its place, and null for the rest."""
    found = problem_json(Problem(code="x.y", reason=say("x.y"), file="a.json", row=3), words)
    assert found == {
        "code": "x.y",
        "severity": "error",
        "file": "a.json",
        "sheet": None,
        "row": 3,
        "column": None,
        "cell": None,
        "element": None,
        "value": None,
        "reason": "<x.y>",
        "remedy": None,
    }


@given(
    st.binary(max_size=60)
    | st.text(max_size=60).map(str.encode)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["waypost", "state", "elements", "id", "kind"]), inner)
        ),
    ).map(
        lambda tree: json.dumps(
            {"waypost": 1, "state": tree, "elements": [tree, {"kind": "action", "title": tree}]}
        ).encode()
    )
)
def test_no_bytes_bring_it_down(raw: bytes) -> None:
    """Whatever the bytes: a state without errors or at least one problem, each with its remedy; never a traceback."""
    state, problems = decode_state(raw, file="x.json")
    assert (state is not None) or problems
    assert all(one.remedy is not None and one.code.startswith("codec.") for one in problems)
