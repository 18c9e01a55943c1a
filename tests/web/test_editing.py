"""Editing over HTTP: what is written is in history, nothing is lost, what is asked wrongly is refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from tests.web.browser import Served
from tests.web.conftest import NOW
from tests.web.workbench import MARENIA, Workbench, fields_of, text_of
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import Element
from waypost.core.values import EU, When


@pytest.fixture(scope="module")
def bench(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A workspace that the tests of this file change."""
    place = settings.WAYPOST_PLACE
    made = Workbench(served, tmp_path_factory.mktemp("bench") / "place", NOW)
    made.enter()
    yield made
    made.leave(place)


@pytest.fixture
def action(bench: Workbench) -> Element:
    """An action of Marenia with a date, that the EU owns or sees."""
    return next(
        one
        for one in bench.state().elements
        if isinstance(one.body, Action) and isinstance(one.body.due, When) and EU in one.audience
    )


def at(element: Element, act: str = "") -> str:
    """The address of an element, or of something done with it."""
    return f"/roadmaps/{MARENIA}/elements/{element.id}/{act}"


def test_what_is_saved_is_in_history(bench: Workbench, action: Element) -> None:
    """An edit is a new state with its author; the earlier one stays as it was."""
    before = bench.states()
    answer = bench.filled("eeas", at(action, "edit"), "filling", {"number": "9.9"})
    assert (answer.status_code, answer["Location"]) == (303, at(action)), text_of(answer)
    after = bench.states()
    assert after[:-1] == before
    assert after[-1].by == EU
    assert bench.element(action.id).number == "9.9"
    others = [one for one in after[-1].elements if one.id != action.id]
    assert others == [one for one in before[-1].elements if one.id != action.id]
    page = bench.by("eeas").get(at(action))
    assert "The change is saved." in text_of(page)
