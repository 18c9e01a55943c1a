"""Files of one reader that touch different elements are merged at once: with the result of one after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roadmap.strategies import edits, states
from waypost.core.change.changes import field_names, value_of
from waypost.core.change.folding import common, fold, sheet
from waypost.core.change.intake import Intake, Place, Proposed
from waypost.core.change.portion import portion
from waypost.core.change.settle import Ground
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import see
from waypost.core.values import ElementId, Principal

EU = Principal("eu")


@settings(max_examples=30, deadline=None)
@given(data=st.data(), state=states(size=6))
def test_together_as_one_after_another(data: st.DataObject, state: State) -> None:
    """Whatever several files change, folding them in one go gives the elements of folding each on what came before."""
    view = see(state, EU)
    hidden = {one.id: one for one in state.elements if one.id not in view}
    names = count()

    def fresh() -> ElementId:
        return ElementId(f"new-{next(names)}")

    sheets = []
    for at in range(3):
        edited = {one.id: one for one in data.draw(edits(view.elements))}
        rows = tuple(
            Proposed(
                kind=one.kind.name,
                id=one.id,
                given=tuple(
                    (name, value_of(edited[one.id], name))
                    for name in field_names(one.kind)
                    if value_of(edited[one.id], name) != value_of(one, name)
                ),
                place=Place(file=f"{at}.json", row=row),
            )
            for row, one in enumerate(view.elements)
            if one.id in edited and edited[one.id].kind is one.kind
        )
        ground = Ground(sent=portion(view), view=view, hidden=hidden, taker=EU)
        intake = Intake(file=f"{at}.json", home=state.home, at=state.at, reader=EU, proposed=rows)
        sheets.append(sheet(intake, ground, common(state, EU, EU), fresh))
    whole = fold(state, tuple(sheets))
    if whole.clashes:
        return
    by_turns = state
    for one in sheets:
        by_turns = replace(by_turns, at=datetime(2036, 1, 1, tzinfo=UTC), elements=fold(by_turns, (one,)).elements)
    assert whole.elements == by_turns.elements
