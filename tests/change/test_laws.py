"""Laws of difference and merge, over elements of every kind and field."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.roadmap.strategies import bodies, edits, element_sets, of, states
from waypost.core.brief.sections.changes import change_words
from waypost.core.change.changes import Op, field_names
from waypost.core.change.diff import apply, diff
from waypost.core.change.merge import explain, merge, reasons_kept
from waypost.core.change.promises import first_promised, with_promises
from waypost.core.change.sayable import sayable
from waypost.core.roadmap.bodies import Action, Contribution
from waypost.core.roadmap.elements import Element, FieldReason, State, in_order
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.records import DateChange, Step
from waypost.core.roadmap.view import see
from waypost.core.roadmap.vocabulary import ActionState, MoneyState
from waypost.core.values import EU, ElementId, Missing, Principal, Slug, Text, When, on_day, text
from waypost.words.wording import Wording

FEB, MAR, MAY = date(2026, 2, 1), date(2026, 3, 1), date(2026, 5, 1)


def action(**fields: Any) -> Element:
    """An action with some fields."""
    return Element(
        id=ElementId("a"), home=Slug("x"), audience=frozenset({EU}), body=Action(**{"title": text("Do it")} | fields)
    )


def slipped(before: When, after: When, on: date, why: str) -> DateChange:
    """A change of a due date with its reason."""
    return DateChange(at=on, field="due", old=before, new=after, reason=text(why))


@given(st.data())
def test_applying_a_difference_gives_the_later(data: st.DataObject) -> None:
    """apply(a, diff(a, b)) is b, and diff(a, a) is empty."""
    before = data.draw(element_sets())
    after = data.draw(edits(before) | element_sets())
    assert apply(before, diff(before, after)) == after
    assert diff(before, before).changes == ()
    assert all(one.old != one.new for one in diff(before, after).changes)


@given(st.data(), st.sampled_from(sorted(KINDS)))
def test_each_changed_field_is_one_change(data: st.DataObject, kind: str) -> None:
    """One field rewritten is one change that names the field, whatever the kind."""
    body = data.draw(bodies(kind))
    field = data.draw(st.sampled_from(KINDS[kind].fields))
    value = data.draw(of(field.type))
    old = Element(id=ElementId("x"), home=Slug("x"), body=body)
    new = replace(old, body=replace(body, **{field.name: value}))
    found = [(one.field, one.old, one.new) for one in diff([old], [new]).changes]
    before = getattr(body, field.name)
    assert found == ([] if before == value else [(field.name, before, value)])


@given(st.data())
def test_merge_without_a_second_side_is_the_first(data: st.DataObject) -> None:
    """merge(base, x, base), merge(base, base, x) and merge(base, x, x) are x, without conflict."""
    base = data.draw(element_sets())
    x = data.draw(edits(base))
    for ours, theirs in ((x, base), (base, x), (x, x)):
        found = merge(base, ours, theirs)
        assert found.elements == x
        assert found.conflicts == ()
        assert apply(ours, found.taken) == found.elements


@given(st.data())
def test_merge_commutes_where_nothing_is_in_conflict(data: st.DataObject) -> None:
    """Two sides that do not collide may change places; where they collide, both orders say so."""
    base = data.draw(element_sets())
    ours, theirs = data.draw(edits(base)), data.draw(edits(base))
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert {(c.element, c.field) for c in one.conflicts} == {(c.element, c.field) for c in other.conflicts}
    if not one.conflicts:
        assert one.elements == other.elements
    assert all(explain(conflict).code.startswith("change.") for conflict in one.conflicts)


@given(st.data())
def test_every_field_of_a_merge_comes_from_a_side(data: st.DataObject) -> None:
    """What only one side changed is taken from it, field by field; nothing is settled silently."""
    base = data.draw(element_sets())
    ours, theirs = data.draw(edits(base)), data.draw(edits(base))
    found = merge(base, ours, theirs)
    sides = [{one.id: one for one in side} for side in (base, ours, theirs, found.elements)]
    disputed = {(one.element, one.field) for one in found.conflicts}
    for name in sides[0].keys() & sides[1].keys() & sides[2].keys():
        before, mine, yours, merged = (side[name] for side in sides)
        for field in field_names(before.kind):
            if field in ("home", "parent", "number", "audience", "sources", "note") or (name, field) in disputed:
                continue
            values = [getattr(one.body, field) for one in (before, mine, yours, merged)]
            if values[2] == values[0]:
                assert values[3] == values[1]
            elif values[1] == values[0]:
                assert values[3] == values[2]


def test_two_edits_of_one_field_are_a_conflict_that_keeps_ours() -> None:
    """Both sides changed one field: a conflict names it with all three values, and other fields still merge."""
    base = action(due=on_day(FEB), length=5)
    ours = action(due=on_day(MAR), length=5)
    theirs = action(due=on_day(MAY), length=9)
    found = merge([base], [ours], [theirs])
    assert [(c.field, c.base, c.ours, c.theirs) for c in found.conflicts] == [
        ("due", on_day(FEB), on_day(MAR), on_day(MAY))
    ]
    assert found.elements == (action(due=on_day(MAR), length=9),)
    assert found.taken.changes[0].field == "length"


def test_removed_and_changed_is_a_conflict_that_loses_nothing() -> None:
    """One side removed what the other changed: it stays until a person decides."""
    base, edited = action(), action(length=3)
    for ours, theirs in (([], [edited]), ([edited], [])):
        found = merge([base], ours, theirs)
        assert found.elements == (edited,)
        assert [one.field for one in found.conflicts] == [None]
    assert merge([base], [], [base]).elements == ()


def test_histories_of_both_sides_are_kept_each_once() -> None:
    """Date changes and steps added on both sides are all in the merge, none twice; a removed one is a conflict."""
    first = slipped(on_day(FEB), on_day(MAR), FEB, "first")
    mine = slipped(on_day(MAR), on_day(MAY), MAR, "mine")
    yours = slipped(on_day(MAR), on_day(MAY), MAY, "yours")
    base, ours, theirs = action(changes=(first,)), action(changes=(first, mine)), action(changes=(first, yours, mine))
    (merged,) = merge([base], [ours], [theirs]).elements
    assert isinstance(merged.body, Action)
    assert merged.body.changes[0] == first
    assert set(merged.body.changes) == {first, mine, yours}
    assert len(merged.body.changes) == 3
    lost = merge([base], [action(changes=())], [theirs])
    assert [one.field for one in lost.conflicts] == ["changes"]


def test_steps_reported_on_both_sides_are_all_kept() -> None:
    """Two running totals reported by two people both stand in the merge."""

    def money(*days: date) -> Element:
        steps = tuple(Step(state=MoneyState.COMMITTED, amount=Missing.UNKNOWN, day=day) for day in days)
        return replace(action(), body=Contribution(title=text("Money"), steps=steps))

    (merged,) = merge([money(FEB)], [money(FEB, MAR)], [money(FEB, MAY)]).elements
    assert isinstance(merged.body, Contribution)
    assert [step.day for step in merged.body.steps] == [FEB, MAR, MAY]


@given(st.data())
def test_first_promise_survives_every_edit(data: st.DataObject) -> None:
    """Whatever is made of the dates of an action, the first date promised stays what it was."""
    before = data.draw(bodies("action"))
    after = data.draw(bodies("action"))
    (kept,) = with_promises([replace(action(), body=before)], [replace(action(), body=after)], on=date(2036, 1, 1))
    assert isinstance(kept.body, Action)
    assert set(before.changes) <= set(kept.body.changes)
    for field in ("starts", "due"):
        was = first_promised(before, field)
        written = [getattr(kept.body, field), *(one.old for one in kept.body.changes if one.field == field)]
        assert isinstance(was, Missing) or was in written
        if not isinstance(was, Missing) and all(one.at >= date(2036, 1, 1) for one in after.changes):
            assert first_promised(kept.body, field) == was


@given(st.lists(st.none() | st.sampled_from([FEB, MAR, MAY]), min_size=3, max_size=6), st.booleans())
def test_first_promise_is_never_lost_over_many_states(days: list[date | None], same_day: bool) -> None:
    """However often a date is set, moved, taken away and set again, with notes or without, over any number of states,
    the first day that was ever written stays the first promised."""
    state = action()
    for turn, day in enumerate(days):
        due = on_day(day) if day else Missing.NOT_STATED
        fresh = replace(state, body=replace(state.body, due=due, changes=()))
        (state,) = with_promises([state], [fresh], on=MAY if same_day else date(2026 + turn, 6, 1))
    assert isinstance(state.body, Action)
    written = [on_day(one) for one in days if one]
    assert first_promised(state.body) == (written[0] if written else Missing.NOT_STATED)


def test_a_note_that_starts_elsewhere_does_not_hide_what_stood() -> None:
    """Where a note says that the date was another than the one that stood, both are kept."""
    before = action(due=on_day(FEB))
    after = action(due=on_day(MAY), changes=(slipped(on_day(MAR), on_day(MAY), MAR, "as we noted it"),))
    (kept,) = with_promises([before], [after], on=MAY)
    assert isinstance(kept.body, Action)
    assert first_promised(kept.body) == on_day(FEB)
    assert set(after.body.changes) < set(kept.body.changes)


def test_a_first_date_is_no_change() -> None:
    """A date that is set where none stood has moved from nowhere: nothing is noted."""
    (kept,) = with_promises([action()], [action(due=on_day(FEB))], on=MAY)
    assert isinstance(kept.body, Action)
    assert kept.body.changes == ()


def test_first_promise_is_what_stood_before_the_earliest_change() -> None:
    """Of several changes the earliest by its day tells the first promise, in whatever order they are noted."""
    early, late = slipped(on_day(FEB), on_day(MAR), FEB, "a"), slipped(on_day(MAR), on_day(MAY), MAR, "b")
    for changes in ((early, late), (late, early)):
        assert first_promised(Action(title=text("x"), due=on_day(MAY), changes=changes)) == on_day(FEB)


def test_first_promise_survives_a_merge() -> None:
    """Two people move one date in turn: the merge still knows what was promised first."""
    base = action(due=on_day(FEB))
    ours = action(due=on_day(MAR), changes=(slipped(on_day(FEB), on_day(MAR), MAR, "late"),))
    theirs = action(due=on_day(FEB), length=4)
    (merged,) = merge([base], [theirs], [ours]).elements
    assert isinstance(merged.body, Action)
    assert first_promised(merged.body) == on_day(FEB)
    assert merged.body.due == on_day(MAR)
    assert first_promised(Action(title=text("x"), due=on_day(MAY))) == on_day(MAY)


def test_a_merge_keeps_the_reasons_of_both_sides() -> None:
    """Why a field changed is known after a merge as it was before, whichever side changed it; a reason for what did
    not come in is not."""
    base = action(length=3)
    ours, theirs = action(length=4), action(length=3, due=on_day(MAY))

    def state(one: Element, *reasons: tuple[str, str]) -> State:
        given = tuple(FieldReason(element=one.id, field=field, reason=text(why)) for field, why in reasons)
        at = datetime(2026, 1, 1, tzinfo=UTC)
        return State(home=one.home, at=at, by=EU, why=Missing.NOT_STATED, reasons=given, elements=(one,))

    sides = state(ours, ("length", "more to do"), ("place", "of another day")), state(theirs, ("due", "agreed"))
    merged = merge([base], [ours], [theirs]).elements
    kept = reasons_kept([base], merged, *sides)
    assert [(one.field, one.reason.original) for one in kept] == [("length", "more to do"), ("due", "agreed")]
    told = diff(see(state(base), EU), see(replace(sides[0], reasons=kept, elements=merged), EU)).changes
    assert {one.field: one.reason for one in told} == {"length": text("more to do"), "due": text("agreed")}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (ActionState.UNDER_WAY, "under way"),
        (Principal("ms:IT"), "Italy"),
        ((Principal("ms:IT"), Principal("eu")), "EU institutions and Italy"),
        (frozenset({Principal("public")}), "the public"),
        (Decimal("0.35"), "35\u00a0%"),
        (Missing.NOT_STATED, "not stated"),
        ((), "nothing"),
        (None, "nothing"),
        ("persons", "persons"),
        (True, "yes"),
    ],
)
def test_values_are_said_in_words(value: object, words: str) -> None:
    """A difference speaks of states, countries and shares as a person does, never in codes; a paper in the same
    words."""
    assert Wording("en").plain(sayable(value)) == words
    assert Wording("en").plain(change_words(value)) == words


def test_two_moves_of_one_day_keep_their_order_in_a_merge() -> None:
    """Of two moves noted on one day, the first stays first when another adds a move of its own, whoever merges."""
    base = action(due=on_day(MAY))
    moves = (slipped(on_day(MAY), on_day(FEB), MAR, "earlier"), slipped(on_day(FEB), on_day(MAR), MAR, "later"))
    ours = action(due=on_day(MAR), changes=moves)
    start = DateChange(at=MAR, field="starts", old=on_day(FEB), new=on_day(MAR), reason=text("A"))
    theirs = action(due=on_day(MAY), starts=on_day(MAR), changes=(start,))
    for one, other in ((ours, theirs), (theirs, ours)):
        (merged,) = merge([base], [one], [other]).elements
        assert isinstance(merged.body, Action)
        assert (first_promised(merged.body), first_promised(merged.body, "starts")) == (on_day(MAY), on_day(FEB))


def test_a_moved_day_is_moved_and_other_words_are_changed() -> None:
    """Another day is a move, with its length and reason; other words for the same day are only a change."""
    old, new = (
        action(due=on_day(FEB)),
        action(due=on_day(MAR), changes=(slipped(on_day(FEB), on_day(MAR), MAR, "ice"),)),
    )
    first = diff([old], [new]).changes[0]
    assert (first.op, first.field, first.days, first.reason) == (Op.MOVED, "due", 28, text("ice"))
    said = replace(on_day(FEB), phrase="1 February")
    assert [one.op for one in diff([old], [action(due=said)]).changes] == [Op.CHANGED]
    opened = diff([old], [action(due=Missing.UNKNOWN)]).changes[0]
    assert (opened.op, opened.days) == (Op.MOVED, None)


def test_changes_come_in_the_order_of_the_page() -> None:
    """Moved first, then removed, added, changed; within each by number as a person counts."""

    def numbered(name: str, number: str, **fields: Any) -> Element:
        return replace(action(**fields), id=ElementId(name), number=number)

    old = [numbered("a", "5.10"), numbered("b", "5.2"), numbered("c", "9"), numbered("d", "1")]
    new = [
        numbered("a", "5.10", length=1),
        numbered("b", "5.2", length=1),
        numbered("d", "1", due=on_day(FEB)),
        numbered("e", "0"),
    ]
    assert [(one.op.value, one.element) for one in diff(old, new).changes] == [
        ("moved", "d"),
        ("removed", "c"),
        ("added", "e"),
        ("changed", "b"),
        ("changed", "a"),
    ]


@given(states(size=4), of(Text))
def test_reasons_of_the_later_view_stand_at_their_changes(state: Any, why: Text) -> None:
    """The reason given for a field, and for an element that went, stands at that change."""
    one = action()
    reasons = (
        FieldReason(element=one.id, field="length", reason=why),
        FieldReason(element=ElementId("gone"), field=None, reason=why, audience=frozenset({EU})),
    )
    before = replace(state, elements=in_order([one, replace(one, id=ElementId("gone"))]))
    after = replace(state, elements=(action(length=2),), reasons=reasons)
    found = diff(see(before, EU), see(after, EU)).changes
    assert [(change.op, change.reason) for change in found] == [(Op.REMOVED, why), (Op.CHANGED, why)]
