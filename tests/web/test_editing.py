"""Editing over HTTP: what is written is in history, nothing is lost, what is asked wrongly is refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

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


def test_two_people_at_once_lose_nothing(bench: Workbench, action: Element) -> None:
    """Whoever saves second sees what it was, theirs and mine, nothing chosen; mine is kept as a draft; what they
    choose is written on top of the other's."""
    first, second = (bench.shown(one, at(action, "edit"), "filling") for one in ("eeas", "secretariat"))
    due = {"due": "November 2027", "_reason.due": "The council meets later"}
    assert bench.sent("eeas", at(action, "edit"), {**first, **due}).status_code == 303
    mine = {"due": "March 2028", "_reason.due": "Two tenders failed", "number": "7.7"}
    states = bench.states()
    answer = bench.sent("secretariat", at(action, "edit"), {**second, **mine})
    assert answer.status_code == 409
    assert bench.states() == states
    page = answer.content.decode()
    assert all(one in text_of(answer) for one in ("November 2027", "March 2028", first["due"]))
    shown = fields_of(page, "conflict")
    assert not any(name.startswith("_choose.") for name in shown)
    unchosen = bench.sent("secretariat", at(action, "edit"), shown)
    assert unchosen.status_code == 409
    assert "Choose theirs or mine" in text_of(unchosen)
    assert "November 2027" in text_of(bench.by("secretariat").get(at(action)))
    draft = bench.shown("secretariat", at(action, "edit?draft=1"), "filling")
    assert (draft["due"], draft["number"]) == ("March 2028", "7.7")
    shown = fields_of(unchosen.content.decode(), "conflict")
    done = bench.sent("secretariat", at(action, "edit"), {**shown, "_choose.due": "mine"})
    assert done.status_code == 303, text_of(done)
    body = bench.element(action.id).body
    assert isinstance(body, Action)
    assert isinstance(body.due, When)
    assert (body.due.phrase, bench.element(action.id).number) == ("March 2028", "7.7")
    assert [note.new.phrase for note in body.changes[-2:] if isinstance(note.new, When)] == [
        "November 2027",
        "March 2028",
    ]
    assert "draft" not in text_of(bench.by("secretariat").get(at(action, "edit")))


def test_other_fields_of_two_people_both_stand(bench: Workbench, action: Element) -> None:
    """Changes of different fields are shown and both saved; neither is lost, neither is written unseen."""
    first, second = (bench.shown(one, at(action, "edit"), "filling") for one in ("eeas", "secretariat"))
    assert bench.sent("eeas", at(action, "edit"), {**first, "place": "The port"}).status_code == 303
    answer = bench.sent("secretariat", at(action, "edit"), {**second, "number": "3.3"})
    assert answer.status_code == 409
    done = bench.sent("secretariat", at(action, "edit"), fields_of(answer.content.decode(), "conflict"))
    assert done.status_code == 303, text_of(done)
    now = bench.element(action.id)
    assert isinstance(now.body, Action)
    assert (now.number, str(getattr(now.body.place, "original", ""))) == ("3.3", "The port")


def test_a_date_asks_for_its_reason(bench: Workbench, action: Element) -> None:
    """A date that changes without a reason is refused with a sentence at the field, and what was typed stands there."""
    states = bench.states()
    answer = bench.filled("eeas", at(action, "edit"), "filling", {"due": "June 2029"})
    assert answer.status_code == 422
    assert "needs its reason" in text_of(answer)
    assert fields_of(answer.content.decode(), "filling")["due"] == "June 2029"
    assert bench.states() == states
    again = {**fields_of(answer.content.decode(), "filling"), "_reason.due": "Elections"}
    assert bench.sent("eeas", at(action, "edit"), again).status_code == 303
    assert "Elections" in text_of(bench.by("eeas").get(at(action)))


def test_a_submission_is_done_once(bench: Workbench, action: Element) -> None:
    """The same form sent twice, by a double click or a lost answer, is one change."""
    shown = {**bench.shown("eeas", at(action, "edit"), "filling"), "place": "At sea"}
    assert bench.sent("eeas", at(action, "edit"), shown).status_code == 303
    states = bench.states()
    assert bench.sent("eeas", at(action, "edit"), shown).status_code == 303
    assert bench.states() == states
