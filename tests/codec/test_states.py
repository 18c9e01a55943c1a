"""States as files: there and back, one form, and every fault in its place."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.roadmap.strategies import states
from waypost.codec.schema import json_schema
from waypost.codec.states import decode_state, encode_state
from waypost.core.errors import Severity
from waypost.core.roadmap.bodies import Action, Roadmap
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.values import ElementId, Missing, Money, Principal, Slug, text

SCHEMA = Draft202012Validator(json_schema())


def small() -> State:
    """A state with a head and two actions."""
    readers = frozenset(map(Principal, ("eu", "ms:IT")))
    head = Element(id=ElementId("r"), home=Slug("marenia"), audience=readers, body=Roadmap(title=text("Marenia")))
    actions = (
        Element(
            id=ElementId(name),
            home=Slug("marenia"),
            parent=head.id,
            number=f"5.{name[1:]}",
            audience=readers,
            body=Action(title=text(f"Do {name}"), done=Decimal("0.50")),
        )
        for name in ("a1", "a2")
    )
    at = datetime(2026, 10, 1, 10, 15, 30, tzinfo=UTC)
    return State(
        home=Slug("marenia"), at=at, by=Principal("eu"), why=text("A start"), elements=in_order((head, *actions))
    )


@given(states())
def test_decoded_is_what_was_encoded(state: State) -> None:
    """A state read back is the state that was written, to the type of each value."""
    found, problems = decode_state(encode_state(state), file="x.json")
    assert [one for one in problems if one.severity is Severity.ERROR] == []
    assert found == state
    assert encode_state(found) == encode_state(state)


@given(states(size=5))
def test_every_file_is_valid_by_a_foreign_validator(state: State) -> None:
    """What we write satisfies the schema that we publish."""
    assert [one.message for one in SCHEMA.iter_errors(json.loads(encode_state(state)))] == []


def test_schema_is_a_schema() -> None:
    """The schema itself satisfies JSON Schema 2020-12."""
    Draft202012Validator.check_schema(json_schema())


def test_file_has_one_element_a_line_sorted_without_defaults() -> None:
    """A file is read by people too: a head line, then one element a line by kind and id, defaults left out."""
    raw = encode_state(small()).decode()
    lines = raw.splitlines()
    assert raw.endswith("]}\n")
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]] == ["a1", "a2", "r"]
    assert json.loads(lines[1].rstrip(",")) == {
        "id": "a1",
        "kind": "action",
        "home": "marenia",
        "parent": "r",
        "number": "5.1",
        "audience": ["eu", "ms:IT"],
        "title": {"en": "Do a1"},
        "done": "0.5",
    }
    assert json.loads(raw)["state"]["at"] == "2026-10-01T10:15:30Z"


def test_equal_states_give_equal_bytes() -> None:
    """Numbers that are equal, and elements in another order, leave no trace in a file."""
    state = small()
    turned = replace(state, elements=tuple(reversed(state.elements)))
    assert encode_state(turned) == encode_state(state)
    other = tuple(
        replace(one, body=replace(one.body, done=Decimal("0.5000"))) if isinstance(one.body, Action) else one
        for one in state.elements
    )
    assert replace(state, elements=other) == state
    assert encode_state(replace(state, elements=other)) == encode_state(state)


def test_numbers_keep_their_digits() -> None:
    """A number in a file is read digit by digit, never through a float."""
    raw = encode_state(small()).replace(b'"done":"0.5"', b'"done":0.1000000000000000000000000001', 1)
    found, _ = decode_state(raw, file=None)
    assert found is not None
    body = found.elements[0].body
    assert isinstance(body, Action)
    assert body.done == Decimal("0.1000000000000000000000000001")


def test_all_faults_are_found_at_once_each_in_its_place() -> None:
    """Every fault of a file is reported, with line, element, field and value."""
    raw = encode_state(small())
    raw = raw.replace(b'"done":"0.5"', b'"done":"1.5"', 1).replace(b'"title":{"en":"Do a2"}', b'"titel":{"en":"Do a2"}')
    raw = raw.replace(b'"5.1"', b"51").replace(b'"parent":null', b'"parent":"a9"')
    found, problems = decode_state(raw, file="r.json")
    assert found is None
    assert [(one.file, one.row, one.element, one.column, one.value, one.code) for one in problems] == [
        ("r.json", 2, "a1", "number", "51", "codec.wrong_type"),
        ("r.json", 2, "a1", "done", "1.5", "codec.share_range"),
        ("r.json", 3, "a2", "titel", '{"en":"Do a2"}', "codec.unknown_field"),
        ("r.json", 3, "a2", "title", None, "codec.field_missing"),
        ("r.json", 4, "r", "parent", "a9", "codec.parent_not_there"),
    ]
    assert all(one.remedy is not None for one in problems)


BROKEN = {
    "codec.not_json": (b'"elements"', b'elements"'),
    "codec.key_twice": (b'"number":"5.1"', b'"number":"5.1","number":"5.1"'),
    "codec.other_form": (b'"waypost":1', b'"waypost":2'),
    "codec.not_waypost": (b'"waypost":1', b'"way":1'),
    "codec.not_utf8": (b"Do a1", b"Do \xff"),
    "codec.unknown_kind": (b'"kind":"roadmap"', b'"kind":"map"'),
    "codec.not_a_principal": (b'"eu","ms:IT"', b'"eu","ms:*"'),
    "codec.text_blank": (b'"Do a1"', b'" "'),
    "codec.control_character": (b"Do a1", b"Do \\u0007"),
    "codec.not_a_language": (b'{"en":"Do a1"}', b'{"English":"Do a1"}'),
    "codec.id_twice": (b'"id":"a2"', b'"id":"a1"'),
    "codec.parent_circle": (
        b'"id":"a1","kind":"action","home":"marenia","parent":"r"',
        b'"id":"a1","kind":"action","home":"marenia","parent":"a1"',
    ),
    "codec.audience_wider": (
        b'"audience":["eu","ms:IT"],"title":{"en":"Do a1',
        b'"audience":["eu","public"],"title":{"en":"Do a1',
    ),
    "codec.other_home": (b'"kind":"roadmap","home":"marenia"', b'"kind":"roadmap","home":"other"'),
    "codec.not_a_moment": (b"10:15:30Z", b"10:15:30"),
    "codec.not_a_number": (b'"done":"0.5"', b'"done":"NaN"'),
    "codec.no_such_day": (b'"done":"0.5"', b'"began":"2026-02-30"'),
    "codec.not_a_day": (b'"done":"0.5"', b'"began":"20260201"'),
    "codec.not_in_list": (b'"done":"0.5"', b'"state":"late"'),
    "codec.count_range": (b'"done":"0.5"', b'"length":99999999999999999999999'),
    "codec.reference_not_there": (b'"done":"0.5"', b'"answers":["p1"]'),
    "codec.missing_alone": (b'"done":"0.5"', b'"done":{"missing":"unknown","amount":1}'),
    "codec.when_order": (
        b'"done":"0.5"',
        b'"due":{"phrase":"x","precision":"interval","first":"2026-02-02","last":"2026-02-01"}',
    ),
    "codec.text_too_long": (b"Do a1", b"x" * 50_001),
    "codec.not_an_id": (b'"id":"a1"', b'"id":"a 1"'),
    "codec.not_a_slug": (b'"state":{"home":"marenia"', b'"state":{"home":"../up"'),
    "codec.not_a_currency": (
        b'"number":"5.1"',
        b'"needs":[{"amount":{"amount":"1","currency":"euro"}}],"kind":"objective"',
    ),
}


@pytest.mark.parametrize("code", [code for code in BROKEN if code != "codec.not_a_currency"])
def test_broken_file_is_refused_and_says_why(code: str) -> None:
    """One thing wrong in a file: refused, with exactly that fault and nothing invented beside it."""
    old, new = BROKEN[code]
    raw = encode_state(small())
    assert old in raw
    found, problems = decode_state(raw.replace(old, new, 1), file="x.json")
    assert found is None
    assert {one.code for one in problems} == {code}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "codec.not_json"),
        (b"[" * 100_000, "codec.too_deep"),
        (b'{"waypost":1,"a\\u0022":1,"a\\u0022":2}', "codec.key_twice"),
        (b'{"waypost":NaN}', "codec.not_json"),
        (b"null", "codec.not_waypost"),
        (b'{"waypost":1,"state":[],"elements":{}}', "codec.wrong_type"),
        (b'{"waypost":1}', "codec.field_missing"),
    ],
)
def test_file_that_is_no_state_is_refused(raw: bytes, code: str) -> None:
    """What is no state at all is refused with a reason, never with a traceback."""
    found, problems = decode_state(raw, file="x.json")
    assert found is None
    assert {one.code for one in problems} == {code}


def test_element_without_an_audience_is_for_its_author() -> None:
    """Without a stated audience, an element is for its author's own principal (design 3)."""
    raw = encode_state(small()).replace(b'"audience":["eu","ms:IT"],"title":{"en":"Do a1', b'"title":{"en":"Do a1', 1)
    found, problems = decode_state(raw, file=None)
    assert problems == ()
    assert found is not None
    assert found.elements[0].audience == {"eu"}


def test_row_is_that_of_the_element_in_a_file_laid_out_otherwise() -> None:
    """The line named is the one on which the element begins, whatever wrote the file."""
    tree: Any = json.loads(encode_state(small()))
    tree["elements"][1]["done"] = 7
    raw = json.dumps(tree, indent=2)
    line = next(at for at, text in enumerate(raw.splitlines(), 1) if '"id": "a2"' in text) - 1
    _, (problem,) = decode_state(raw.encode(), file=None)
    assert (problem.row, problem.column, problem.value) == (line, "done", "7")


def test_money_without_a_currency_is_no_amount() -> None:
    """A bare number is neither money nor a quantity."""
    state = small()
    raw = encode_state(state).replace(b'"kind":"roadmap"', b'"kind":"objective","needs":[{"amount":{"amount":"5"}}]')
    _, problems = decode_state(raw, file=None)
    assert [(one.code, one.column) for one in problems] == [("codec.wrong_type", "needs[0].amount")]
    assert Money(amount=Decimal(5), currency="EUR") != Missing.UNKNOWN
