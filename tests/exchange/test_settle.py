"""Rows without ids, as other people's tables have them: which element each means, and what cannot be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from waypost.core.change.intake import Intake, Place, Proposed
from waypost.core.change.portion import portion
from waypost.core.change.settle import Ground, Settled, settle
from waypost.core.roadmap.bodies import Action, Objective, Roadmap
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.roadmap.view import see
from waypost.core.roadmap.vocabulary import ActionState
from waypost.core.values import EU, PUBLIC, ElementId, Slug, text

HOME = Slug("plan")


def element(name: str, body: Any, *, number: str | None = None, parent: str | None = None) -> Element:
    """An element that everyone may know."""
    above = None if parent is None else ElementId(parent)
    return Element(id=ElementId(name), home=HOME, parent=above, number=number, audience=frozenset({PUBLIC}), body=body)


STATE = State(
    home=HOME,
    at=datetime(2026, 1, 1, tzinfo=UTC),
    by=EU,
    why=text("start"),
    elements=in_order(
        (
            element("head", Roadmap(title=text("Plan"))),
            element("goal", Objective(title=text("Vessels at sea")), number="1", parent="head"),
            element("refit", Action(title=text("Refit vessels")), number="1.1", parent="goal"),
            element("train", Action(title=text("Train crews")), number="1.2", parent="goal"),
            element("again", Action(title=text("Train  Crews")), parent="goal"),
        )
    ),
)


def row(at: int, kind: str = "action", name: str | None = None, **given: Any) -> Proposed:
    """A row of a sheet with the fields given."""
    place = Place(file="table.xlsx", sheet="Actions", row=at)
    return Proposed(kind=kind, id=None if name is None else ElementId(name), given=tuple(given.items()), place=place)


def settled(*rows: Proposed, **facts: Any) -> Settled:
    """What becomes of some rows."""
    numbers = count(1)
    view = see(STATE, EU)
    ground = Ground(sent=portion(view), view=view, hidden={}, taker=EU)
    return settle(Intake(file="table.xlsx", proposed=rows, **facts), ground, lambda: ElementId(f"new{next(numbers)}"))


@pytest.mark.parametrize(
    ("proposed", "meant"),
    [
        (row(2, name="refit", state=ActionState.DONE), "refit"),
        (row(2, number="1.1", state=ActionState.DONE), "refit"),
        (row(2, number="1.1", title=text("Refit three vessels")), "refit"),
        (row(2, title=text("refit  VESSELS"), state=ActionState.DONE), "refit"),
        (row(2, number="1.9", title=text("Buy fuel")), "new1"),
        (row(2, title=text("Buy fuel")), "new1"),
    ],
)
def test_row_is_matched_by_id_then_number_then_title(proposed: Proposed, meant: str) -> None:
    """A row means the element of its id, its number or its title; what nothing has is new, under the roadmap."""
    found = settled(proposed)
    assert not found.problems
    assert [one.element.id for one in found.rows] == [meant]
    if meant == "new1":
        assert found.rows[0].element.parent == "head"
        assert found.rows[0].element.audience == frozenset({EU})


@pytest.mark.parametrize("written", ["goal", "1", "1 Vessels at sea", "vessels AT sea", "2", "2 Crews"])
def test_parent_may_be_written_as_a_person_writes_it(written: str) -> None:
    """An id, a number, number and title, a title; of an element that is there or of a row that is new too."""
    crews = row(2, "objective", number="2", title=text("Crews"))
    found = settled(crews, row(3, title=text("Buy fuel"), parent=ElementId(written)))
    assert not found.problems
    expected = "new1" if written.startswith("2") else "goal"
    assert found.rows[1].element.parent == expected


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((row(2, title=text("Train crews"), length=3),), "exchange.ambiguous"),
        ((row(2, name="refit"), row(3, number="1.1")), "exchange.row_twice"),
        ((row(2, "objective", name="refit", rank=1),), "exchange.other_kind"),
        ((row(2, title=text("Buy fuel"), parent=ElementId("9.9")),), "exchange.nothing_named"),
        ((row(2, title=text("Buy fuel"), parent=ElementId("train crews")),), "exchange.several_named"),
        ((row(2, number="7", length=3),), "exchange.field_missing"),
    ],
)
def test_what_cannot_be_told_is_a_problem_at_its_row(rows: tuple[Proposed, ...], code: str) -> None:
    """Each problem names file, sheet and row; the row it is at is taken out of what is edited."""
    found = settled(*rows)
    assert [one.code for one in found.problems] == [code]
    (problem,) = found.problems
    assert (problem.file, problem.sheet, problem.row) == ("table.xlsx", "Actions", rows[-1].place.row)
    assert found.edited(portion(see(STATE, EU))) == STATE.elements


def test_what_is_not_there_is_removed_only_where_the_kind_is_complete() -> None:
    """Rows that are missing remove nothing unless the file says that it has them all, and every row could be read."""
    kept = row(2, name="refit")
    assert settled(kept).removed == ()
    assert set(settled(kept, complete=frozenset({"action"})).removed) == {"train", "again"}
    broken = replace(row(3, name="train"), kind="objective")
    assert settled(kept, broken, complete=frozenset({"action"})).removed == ()


def test_what_is_not_given_stays() -> None:
    """A file with two columns changes two fields at most."""
    found = settled(row(2, number="1.1", length=5))
    before = next(one for one in STATE.elements if one.id == "refit")
    assert isinstance(before.body, Action)
    assert found.rows[0].element == replace(before, body=replace(before.body, length=5))
