"""Files that come together are read as each would be alone, and in little more time than one."""

from __future__ import annotations

import json
from datetime import date

import pytest

from waypost.core.change.intake import Reading
from waypost.readers import jail, state
from waypost.readers.state import harmless, harmless_each
from waypost.usecases.importing import READERS

GOOD = json.dumps(
    {
        "waypost": 1,
        "state": {"home": "somewhere", "at": "2026-01-01T00:00:00Z", "by": "eu", "why": {"en": "x"}, "reasons": []},
        "elements": [{"id": "e1", "kind": "roadmap", "home": "somewhere", "audience": ["eu"], "title": {"en": "T"}}],
    }
).encode()
FILES = {"good.json": GOOD, "none.json": b"", "half.json": GOOD[:60], "deep.json": b"[" * 50_000 + b"]" * 50_000}


def test_read_together_as_each_alone() -> None:
    """Good, empty, cut and too deep ones in one go: of each what is found when it comes alone, in the order given."""
    files = [(raw, Reading(file=name, language="en", said_on=date(2026, 10, 1))) for name, raw in FILES.items()]
    reader = READERS[".json"]
    found = reader.read_all(files)
    assert found == tuple(reader.read(raw, reading) for raw, reading in files)
    assert [bool(one.problems) for one in found] == [False, True, True, True]


def test_what_is_too_much_together_is_tried_alone() -> None:
    """A file over its limits is refused by its name, and those that came with it are not."""
    deep = b'{"a":' * 200_000 + b"1" + b"}" * 200_000
    files = [(GOOD, "good.json"), (deep, "deep.json")]
    assert harmless_each(files) == (None, harmless(deep, "deep.json"))


def test_many_files_take_one_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of a round are looked at by one child, however many they are."""
    started: list[jail.Task] = []

    def counted(task: jail.Task, *rest: object, **named: object) -> object:
        started.append(task)
        return jail.confined(task, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(state, "confined", counted)
    assert harmless_each([(GOOD, f"{n}.json") for n in range(27)]) == (None,) * 27
    assert started == [jail.Task.STATES]
