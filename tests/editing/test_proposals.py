"""Laws of proposals and of chosen rows: nothing comes of what nobody changed, talk stays talk, readers stay."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roadmap.strategies import HOME, VIEWERS, edits, states
from waypost.codec.rows import faults_of
from waypost.core.editing.edit import applied
from waypost.core.editing.proposal import as_edit, branched, proposed
from waypost.core.roadmap.audience import is_within
from waypost.core.roadmap.elements import Element, State, origin_of, proposal_of
from waypost.core.roadmap.view import View, see
from waypost.core.values import EU, PUBLIC, Missing, Principal, Slug

BRANCH = proposal_of(HOME, "0123abcd")
FEW = max(15, settings.default.max_examples // 4)
"""Examples of a law over whole states, which are slow to draw; more in the deep run."""


def branch_of(view: View, readers: frozenset[Principal]) -> State:
    """The first state of a proposal."""
    elements = branched(view, BRANCH, readers)
    return State(home=BRANCH, at=view.at, by=view.viewer, why=Missing.NOT_STATED, elements=elements)


@given(states(), st.sampled_from(VIEWERS[:-1]))
def test_a_branch_is_sound_and_for_fewer(state: State, viewer: Principal) -> None:
    """A branch holds what its author sees, each thing for no more readers than before, and can be recorded."""
    view = see(state, viewer)
    branch = branch_of(view, frozenset({viewer}))
    assert {one.id for one in branch.elements} == {one.id for one in view}
    for one in branch.elements:
        held = view.get(one.id)
        assert held is not None
        assert is_within(one.audience, held.audience | {viewer})
        assert PUBLIC not in one.audience
    assert not faults_of(branch, ())


@settings(max_examples=FEW)
@given(st.data())
def test_a_proposal_that_changes_nothing_comes_to_nothing(data: st.DataObject) -> None:
    """Whatever happened in the roadmap since, a proposal in which nobody changed anything changes nothing there."""
    state = data.draw(states())
    view = see(state, EU)
    began = see(branch_of(view, frozenset({EU})), EU, taking_part=True)
    later = see(replace(state, elements=data.draw(edits(state.elements))), EU)
    found = proposed(began, began, later, {})
    assert found.conflicts == ()
    assert found.changes.changes == ()
    assert as_edit(later, found).touched == frozenset()


@settings(max_examples=FEW)
@given(st.data())
def test_a_proposal_in_a_quiet_roadmap_is_taken_as_it_is(data: st.DataObject) -> None:
    """Where nobody changed the roadmap meanwhile, merging gives what the proposal says, with the roadmap's readers."""
    state = data.draw(states())
    view = see(state, EU)
    branch = branch_of(view, frozenset({EU}))
    began = see(branch, EU, taking_part=True)
    after = tuple(replace(one, home=BRANCH) for one in data.draw(edits(branch.elements)))
    now = see(replace(branch, elements=after), EU, taking_part=True)
    found = proposed(began, now, view, {})
    assert found.conflicts == ()
    talk = {one.id for one in found.talk}
    merged = {one.id: one for one in applied(view, as_edit(view, found))}
    assert merged.keys() <= {one.id for one in now} - talk
    for one in found.elements:
        assert one.home == HOME
        held = view.get(one.id)
        assert held is None or one.audience == held.audience
        assert kept(one, now)


def kept(element: Element, now: View) -> bool:
    """Whether an element says what the proposal says, the state of the roadmap's head aside."""
    held = now.get(element.id)
    return held is not None and (held.body == element.body or element.kind.name == "roadmap")


def test_a_slug_says_of_which_roadmap_it_is() -> None:
    """A proposal is told from a roadmap by its slug, whatever dashes that has."""
    assert origin_of(BRANCH) == HOME
    assert origin_of(Slug("eu-tunisia--draft")) is None
    assert origin_of(Slug("eu--p1")) is None
    assert origin_of(proposal_of(Slug("a--b"), "deadbeef")) == "a--b"
