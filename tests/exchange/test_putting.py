"""Putting an edit of what somebody could see back into the whole: laws over every kind of element and viewer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.change.test_laws import action
from tests.roadmap.strategies import VIEWERS, edits, states
from waypost.codec.soundness import unsound
from waypost.core.change.putting import pruned, put_back
from waypost.core.errors import Severity
from waypost.core.roadmap.bodies import Entry, Roadmap
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.roadmap.records import Partner
from waypost.core.roadmap.view import partners_of, see
from waypost.core.roadmap.vocabulary import EntryKind
from waypost.core.values import EU, PUBLIC, ElementId, Principal, Slug, text

AT = datetime(2026, 1, 1, tzinfo=UTC)
viewers = st.sampled_from(VIEWERS)


def hidden_of(state: State, viewer: Principal) -> dict[str, Element]:
    """The elements that a viewer may not know, by id."""
    seen = see(state, viewer)
    return {one.id: one for one in state.elements if one.id not in seen}


def _edited(data: st.DataObject, state: State, viewer: Principal) -> tuple[Element, ...]:
    """What the viewer makes of what they see; who takes part stays, and no new id is one that is hidden."""
    seen = see(state, viewer)
    assume(seen.elements)
    edited: tuple[Element, ...] = data.draw(edits(seen.elements))
    assume(partners_of(edited) == partners_of(seen.elements))
    return edited


@given(st.data(), states(), viewers)
def test_what_is_hidden_survives_untouched(data: st.DataObject, state: State, viewer: Principal) -> None:
    """Whatever a viewer makes of what they see, every element that they cannot see is there as it was."""
    edited = _edited(data, state, viewer)
    found = {one.id: one for one in put_back(state.elements, see(state, viewer), edited)}
    for name, element in hidden_of(state, viewer).items():
        assert found[name].body == element.body  # type: ignore[index]
        assert found[name].audience <= element.audience  # type: ignore[index]


@given(st.data(), states(), viewers)
def test_the_editor_sees_what_they_made(data: st.DataObject, state: State, viewer: Principal) -> None:
    """Afterwards a viewer sees exactly what they made, and nothing that tells of the rest."""
    edited = _edited(data, state, viewer)
    after = replace(state, reasons=(), elements=put_back(state.elements, see(state, viewer), edited))
    expected = see(replace(state, reasons=(), elements=edited), viewer)
    assert see(after, viewer).elements == expected.elements


@given(states(), viewers)
def test_putting_back_what_was_seen_changes_nothing(state: State, viewer: Principal) -> None:
    """Unedited, what somebody saw gives the whole again, to the field."""
    seen = see(state, viewer)
    assert put_back(state.elements, seen, seen.elements) == in_order(state.elements)


@given(st.data(), states(), viewers)
def test_the_whole_stays_sound(data: st.DataObject, state: State, viewer: Principal) -> None:
    """A sound edit put back into a sound whole gives a sound whole."""
    seen = see(state, viewer)
    edited = _edited(data, state, viewer)
    gone = frozenset(one.id for one in seen) - {one.id for one in edited}
    edited = pruned(edited, gone)
    whole = put_back(state.elements, seen, edited)
    assume(not _errors(edited, state))
    assert not _errors(whole, state)


def _errors(elements: tuple[Element, ...], state: State) -> list[str]:
    found = unsound(in_order(elements), state.home)
    return [fault.code for _, fault in found if fault.severity is Severity.ERROR]


def test_removed_stays_for_those_who_have_something_on_it() -> None:
    """An action removed by the partner stays for the EU, which has a line to take on it, and for nobody else."""
    partner = Principal("partner:QM")
    plan = Roadmap(title=text("Plan"), partners=(Partner(country="QM"),))
    head = Element(id=ElementId("h"), home=Slug("x"), audience=frozenset({PUBLIC}), body=plan)
    shared = replace(action(), parent=head.id, audience=frozenset({EU, partner}))
    words = Entry(entry=EntryKind.MESSAGE, words=text("Say no"))
    line = Element(id=ElementId("l"), home=Slug("x"), parent=shared.id, audience=frozenset({EU}), body=words)
    whole = State(home=Slug("x"), at=AT, by=EU, why=text("t"), elements=in_order((head, shared, line)))
    after = {one.id: one for one in put_back(whole.elements, see(whole, partner), (head,))}
    assert after[shared.id] == replace(shared, audience=frozenset({EU}))
    assert after[line.id] == line
    alone = replace(whole, elements=in_order((head, shared)))
    assert put_back(alone.elements, see(alone, partner), (head,)) == (head,)
