"""What a process remembers between two pages: for whom, and that it is what would be worked out anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import View, knowledge, see
from waypost.core.values import EU, PUBLIC, Principal, Slug
from waypost.usecases.analysed import Figures, Kept
from waypost.usecases.analysing import analyse
from waypost.usecases.samples import write_samples
from waypost.workspace.folder import Folder

ON = date(2026, 10, 1)
ITALY, FRANCE, MARENIA = Principal("ms:IT"), Principal("ms:FR"), Principal("partner:QM")
NOTHING = Figures(store=Path("/nonexistent"), vintage=ON, files=())


@pytest.fixture(scope="module")
def marenia(tmp_path_factory: pytest.TempPathFactory) -> State:
    """The training roadmap, all of it for the EU, two Member States and the partner."""
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    state = Folder(folder).newest(Slug("marenia"))
    everyone = frozenset({EU, ITALY, FRANCE, MARENIA})
    return replace(state, elements=tuple(replace(one, audience=everyone) for one in state.elements))


def seen(state: State, viewer: Principal) -> View:
    """The state through the eyes of a viewer."""
    return see(state, viewer)


def test_member_states_who_know_the_same_share_what_was_worked_out(marenia: State) -> None:
    """The second gets what was made for the first, in a view of their own, and it is what making it anew gives."""
    kept = Kept()
    italy, france = seen(marenia, ITALY), seen(marenia, FRANCE)
    first = kept.of(italy, None, NOTHING, on=ON)
    second = kept.of(france, None, NOTHING, on=ON)
    assert (first.now.view, second.now.view) == (italy, france)
    assert second.now.timetable is first.now.timetable
    assert second.findings is first.findings
    assert second.now == analyse(france, on=ON)


def test_the_partner_shares_with_nobody_and_who_keeps_the_roadmap_is_told_more(marenia: State) -> None:
    """Side by side at a table, but never from one memory; and the review of its keeper is another one."""
    kept = Kept()
    made = {one: kept.of(seen(marenia, one), None, NOTHING, on=ON) for one in (EU, ITALY, MARENIA)}
    assert len({id(one.now.timetable) for one in made.values()}) == 3
    assert {one.rule for one in made[EU].findings} > {one.rule for one in made[ITALY].findings}


def test_who_knows_of_one_element_less_shares_nothing(marenia: State) -> None:
    """Neither what was worked out nor a drawing is found by a reader from whom one element is hidden."""
    kept = Kept()
    last = max(marenia.elements, key=lambda one: one.id if one.parent is not None else "")
    less = replace(
        marenia,
        elements=tuple(
            replace(one, audience=one.audience - {FRANCE}) if one.id == last.id else one for one in marenia.elements
        ),
    )
    italy, france = seen(less, ITALY), seen(less, FRANCE)
    assert knowledge(italy) == knowledge(seen(marenia, ITALY)) != knowledge(france)
    assert kept.of(italy, None, NOTHING, on=ON).now.timetable is not kept.of(france, None, NOTHING, on=ON).now.timetable
    assert kept.of(seen(marenia, PUBLIC), None, NOTHING, on=ON).now.view.elements == ()
