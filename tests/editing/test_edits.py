"""Laws of edits: nothing hidden is touched, no promise is lost, undo gives the earlier version, others' stay theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.roadmap.strategies import VIEWERS, bodies, pointed, states
from waypost.codec.rows import faults_of
from waypost.core.change.changes import field_names, value_of
from waypost.core.change.promises import first_promised
from waypost.core.editing.acts import HISTORIES, Piece, brought_back, closed, confirmed, dropped, moved, split, undone
from waypost.core.editing.edit import Edit, added, applied, asking_reasons, edited, recorded
from waypost.core.editing.readers import asks_second, may_start_with, narrowed, recorded_narrower, started, widened
from waypost.core.editing.rights import addable, beyond, editable
from waypost.core.roadmap.audience import is_within
from waypost.core.roadmap.bodies import Action, Entry, Indicator, Item, Link, Pair, Position
from waypost.core.roadmap.bodies import Roadmap as Head
from waypost.core.roadmap.elements import Element, State
from waypost.core.roadmap.records import Gives, Partner
from waypost.core.roadmap.view import View, see
from waypost.core.roadmap.vocabulary import ActionState, EntryKind, ItemKind, ItemState, PositionKind, Side
from waypost.core.values import EU, PUBLIC, ElementId, Missing, Principal, Quantity, Slug, Text, on_day, text

TODAY = date(2026, 10, 1)
FEW = max(15, settings.default.max_examples // 4)
"""Examples of a law over whole states, which are slow to draw; more in the deep run."""
WHY = text("The tender was repeated")
NOTE: dict[str, Any] = {"entry": EntryKind.NOTE, "words": WHY}
HOME = Slug("somewhere")
MARENIA = Principal("partner:QM")
FEB, MAY = on_day(date(2026, 2, 1)), on_day(date(2026, 5, 1))
HEAD = Element(
    id=ElementId("head"),
    home=HOME,
    audience=frozenset({PUBLIC}),
    body=Head(title=text("Roadmap"), partners=(Partner(country="QM"),)),
)


def of(*elements: Element) -> State:
    """A state with a head that everybody knows, and some elements."""
    return State(home=HOME, at=datetime(2026, 9, 1, tzinfo=UTC), by=EU, why=WHY, elements=(HEAD, *elements))


def action(name: str = "a", *readers: str, **fields: object) -> Element:
    """An action under the head."""
    audience = frozenset(map(Principal, readers or ("eu", "partner:QM")))
    body = Action(**{"title": text("Do it"), **fields})  # type: ignore[arg-type]
    return Element(id=ElementId(name), home=HOME, parent=HEAD.id, audience=audience, body=body)


def done(found: object) -> Edit:
    """The edit, where there is no problem."""
    assert isinstance(found, Edit), found
    return found


def codes(found: object) -> list[str]:
    """The codes of problems."""
    assert isinstance(found, tuple)
    return [one.code for one in found]


@settings(max_examples=FEW)
@given(st.data())
def test_an_edit_touches_nothing_hidden(data: st.DataObject) -> None:
    """Whatever somebody makes of an element, every element hidden from them is there as it was, and theirs is as they
    made it."""
    state = data.draw(states())
    viewer = data.draw(st.sampled_from(VIEWERS))
    view = see(state, viewer)
    assume(view.elements)
    element = data.draw(st.sampled_from(view.elements))
    body = pointed(data.draw(bodies(element.kind.name)), [one.id for one in view], data.draw)
    edit = Edit(puts=(replace(element, body=body),))
    whole = {one.id: one for one in recorded(state.elements, view, edit, on=TODAY)}
    for one in state.elements:
        if one.id not in view:
            assert whole[one.id] == one
    assume(not isinstance(body, Head) and element.kind.name != "series")
    again = see(replace(state, elements=tuple(whole.values())), viewer)
    seen = {one.id: one for one in again}
    assume(element.id in seen)
    for name in field_names(element.kind):
        if name not in HISTORIES:
            assert value_of(seen[element.id], name) == value_of(edit.puts[0], name)


@settings(max_examples=FEW)
@given(st.data())
def test_undo_gives_the_earlier_version(data: st.DataObject) -> None:
    """Putting an earlier version back makes every field what it was, but for its readers and what only grows; history
    keeps both. An undo of an undo is the version that was undone; one that changes nothing is none."""
    state = data.draw(states())
    view = see(state, EU)
    assume(view.elements)
    now = data.draw(st.sampled_from(view.elements))
    earlier = replace(now, body=pointed(data.draw(bodies(now.kind.name)), [one.id for one in view], data.draw))
    for target in (earlier, now):
        found = undone(view, target, WHY, on=TODAY)
        if isinstance(found, tuple):
            assert codes(found) == ["editing.as_it_was"]
            same = (one for one in field_names(now.kind) if one not in HISTORIES)
            assert all(value_of(now, one) == value_of(target, one) for one in same)
            continue
        after = {one.id: one for one in applied(view, found)}[now.id]
        for name in field_names(now.kind):
            if name in HISTORIES:
                assert set(value_of(now, name)) <= set(value_of(after, name))
            else:
                assert value_of(after, name) == value_of(target, name)
        view = see(replace(state, elements=recorded(state.elements, view, found, on=TODAY)), EU)
        now, state = after, replace(state, elements=view.elements)


NAME = ElementId("efresh")


def test_what_is_gone_comes_back_with_what_stood_under_it() -> None:
    """What went comes back under new ids, with all that stood under it and pointed to it; one whose place is gone
    does not come back; an undo of what is not there is none."""
    one = action("a", "eu", "ms:IT")
    under = replace(action("b", "eu"), parent=one.id)
    link = Element(
        id=ElementId("l"), home=one.home, parent=one.id, audience=one.audience, body=Link(waits_for=one.id, to=under.id)
    )
    then, now = see(of(one, under, link), EU), see(of(), EU)
    first, *rest = done(brought_back(now, then, one, NAME, WHY)).puts
    assert first == replace(one, id=NAME)
    assert {held.parent for held in rest} == {NAME}
    (action_again,), (link_again,) = ([held for held in rest if held.kind is kind] for kind in (one.kind, link.kind))
    assert isinstance(link_again.body, Link)
    assert (link_again.body.waits_for, link_again.body.to) == (NAME, action_again.id)
    assert codes(brought_back(now, then, under, NAME, WHY)) == ["editing.place_gone"]
    assert codes(undone(now, one, WHY, on=TODAY)) == ["editing.place_gone"]


@settings(max_examples=FEW)
@given(st.data())
def test_what_comes_back_meets_nothing_that_is_hidden(data: st.DataObject) -> None:
    """Whoever brings back what they lost sight of changes nothing that is there, and lets nobody see it for whom it
    was not; a partner or the public does not see it at once where its author keeps no roadmap."""
    state = data.draw(states())
    viewer = data.draw(st.sampled_from((EU, Principal("ms:IT"))))
    then = see(state, viewer)
    assume(then.elements)
    one = data.draw(st.sampled_from(then.elements))
    took = {one.id, *(held.id for held in then if one in then.ancestors(held))}
    kept = tuple(held for held in state.elements if held.id not in took)
    hidden = tuple(
        replace(held, audience=frozenset({Principal("org:Other")})) for held in state.elements if held.id in took
    )
    for elements in (kept, (*kept, *hidden)):
        now = see(replace(state, elements=elements), viewer)
        found = brought_back(now, then, one, NAME, WHY)
        if not isinstance(found, Edit):
            continue
        after = {held.id: held for held in recorded(elements, now, found, on=TODAY)}
        assert all(after[held.id].audience == held.audience for held in elements)
        assert all(after[held.id] == held for held in hidden if held.id in after and elements is not kept)
        for put in found.puts:
            assert put.audience <= one.audience | {viewer} or put.parent is not None
            assert now.is_keepers or not asks_second(frozenset({viewer}), put.audience)


# Reasons -------------------------------------------------------------------------------------------------------------


def test_a_date_that_stood_changes_only_with_its_reason() -> None:
    """Without a reason nothing is made of it; with one the change is noted, and the first date promised stays."""
    one = action(due=FEB)
    view = see(of(one), EU)
    assert codes(edited(view, one, {"due": MAY}, {}, on=TODAY)) == ["editing.reason_missing"]
    found = done(edited(view, one, {"due": MAY}, {"due": WHY}, on=TODAY))
    body = found.puts[0].body
    assert isinstance(body, Action)
    assert [(note.field, note.old, note.new, note.reason, note.at) for note in body.changes] == [
        ("due", FEB, MAY, WHY, TODAY)
    ]
    assert first_promised(body) == FEB
    assert [(why.field, why.reason) for why in found.reasons] == [("due", WHY)]
    again = done(edited(see(of(found.puts[0]), EU), found.puts[0], {"due": FEB}, {"due": WHY}, on=TODAY))
    assert isinstance(again.puts[0].body, Action)
    assert first_promised(again.puts[0].body) == FEB
    assert len(again.puts[0].body.changes) == 2


def test_a_first_date_needs_no_reason_and_a_withdrawn_one_does() -> None:
    """A date where none stood is a promise, not a change of one; one taken away is a change."""
    one, promised = action(), action(due=FEB)
    assert asking_reasons(one, action(due=FEB)) == ()
    assert asking_reasons(promised, one) == ("due",)
    assert done(edited(see(of(one), EU), one, {"due": FEB}, {}, on=TODAY)).reasons == ()


def test_a_target_that_changes_is_kept_with_its_reason() -> None:
    """The old target of an indicator stays beside the new one."""
    ten, five = (Quantity(amount=Decimal(n), unit="places") for n in (10, 5))
    body = Indicator(title=text("Places"), target=ten)
    one = Element(id=ElementId("i"), home=HOME, parent=HEAD.id, audience=frozenset({EU}), body=body)
    view = see(of(one), EU)
    assert codes(edited(view, one, {"target": five}, {}, on=TODAY)) == ["editing.reason_missing"]
    now = done(edited(view, one, {"target": five}, {"target": WHY}, on=TODAY)).puts[0].body
    assert isinstance(now, Indicator)
    assert [(kept.target, kept.reason) for kept in now.earlier_targets] == [(ten, WHY)]


def test_an_edit_that_changes_nothing_is_none() -> None:
    """The values that stand there make no new version, and a reason for nothing is not kept."""
    one = action(due=FEB)
    found = done(edited(see(of(one), EU), one, {"due": FEB}, {"due": WHY}, on=TODAY))
    assert found == Edit()


# Names ---------------------------------------------------------------------------------------------------------------


def test_names_are_those_of_what_the_author_sees() -> None:
    """A title leads to what its author sees; that of something hidden means as little as that of nothing."""
    hidden = action("h", "ms:IT", title=text("Secret"))
    one = action()
    view = see(of(one, hidden), EU)
    found = edited(view, one, {"parent": ElementId("Roadmap")}, {}, on=TODAY)
    assert done(found) == Edit()
    for words in ("Secret", "Nothing of the kind", "h"):
        assert codes(edited(view, one, {"parent": ElementId(words)}, {}, on=TODAY)) == ["exchange.nothing_named"]


def test_an_edit_widens_nothing() -> None:
    """More readers than before are refused, whatever else the edit says."""
    one = action()
    given_ = {"audience": frozenset({EU, MARENIA, Principal("ms:IT")})}
    assert codes(edited(see(of(one), EU), one, given_, {}, on=TODAY)) == ["exchange.audience_wider"]


def test_what_is_new_is_for_its_author() -> None:
    """Without an audience a new element is for its author, within that of what it stands under."""
    view = see(of(action()), EU)
    found = done(added(view, "entry", {"entry": "note", "words": WHY, "parent": ElementId("a")}, name=ElementId("n")))
    assert found.puts[0].audience == {EU}
    assert codes(added(view, "position", {"words": WHY}, name=ElementId("n"))) == ["exchange.field_missing"]


# Acts ----------------------------------------------------------------------------------------------------------------


def test_nothing_stands_under_itself() -> None:
    """Moving an element below itself, or below what stands under it, is refused."""
    one = action("a")
    below = replace(action("b", title=text("Below")), parent=one.id)
    view = see(of(one, below), EU)
    assert codes(moved(view, one, "b", None, None)) == ["editing.under_itself"]
    assert codes(moved(view, one, "a", None, None)) == ["editing.under_itself"]
    found = done(moved(view, below, "head", "3", WHY))
    assert (found.puts[0].parent, found.puts[0].number) == (HEAD.id, "3")


def test_the_first_piece_keeps_the_history() -> None:
    """An action that is split keeps its id and its promises in the first piece; the others start without facts."""
    one = action(due=FEB, began=date(2026, 1, 5), done=Decimal("0.4"), owner=EU)
    pieces = (Piece(title=text("Draft"), number="1"), Piece(title=text("Sign"), number="2", due=MAY))
    found = done(split(one, pieces, (ElementId("n"),), WHY, on=TODAY))
    first, second = found.puts
    assert (first.id, first.body.title, second.id, second.number) == (one.id, text("Draft"), ElementId("n"), "2")  # type: ignore[union-attr]
    assert isinstance(second.body, Action)
    assert (second.body.due, second.body.began, second.body.done) == (MAY, None, Missing.NOT_REPORTED)
    assert second.body.owner == EU
    assert second.audience == one.audience
    assert codes(split(one, pieces[:1], (), WHY, on=TODAY)) == ["editing.two_pieces"]


def test_closing_says_what_was_done() -> None:
    """What is closed has its day and its words; what is closed is not closed twice."""
    one = action()
    found = done(closed(one, WHY, day=TODAY, by=EU, name=ElementId("n")))
    now, told = found.puts
    assert isinstance(now.body, Action)
    assert (now.body.state, now.body.ended) == (ActionState.DONE, TODAY)
    assert isinstance(told.body, Entry)
    assert (told.parent, told.body.words, told.audience) == (one.id, WHY, one.audience)
    assert codes(closed(now, WHY, day=TODAY, by=EU, name=ElementId("m"))) == ["editing.closed_already"]
    assert codes(closed(HEAD, WHY, day=TODAY, by=EU, name=ElementId("m"))) == ["editing.never_closed"]


def test_a_point_is_confirmed_after_it_was_closed() -> None:
    """A point of a meeting is closed with what was done, then confirmed; not before."""
    body = Item(item=ItemKind.DECISION, title=text("Send the list"), state=ItemState.OPEN)
    point = Element(id=ElementId("p"), home=HOME, audience=frozenset({EU}), body=body)
    assert codes(confirmed(point, by=EU)) == ["editing.nothing_to_confirm"]
    shut = done(closed(point, WHY, day=TODAY, by=EU, name=ElementId("n"))).puts[0]
    assert isinstance(shut.body, Item)
    assert (shut.body.state, shut.body.was_done, shut.body.closed_on) == (ItemState.DONE, WHY, TODAY)
    sure = done(confirmed(shut, by=Principal("ms:PT"))).puts[0].body
    assert isinstance(sure, Item)
    assert (sure.state, sure.confirmed_by) == (ItemState.CONFIRMED, "ms:PT")


def test_what_was_promised_is_given_up_and_stays() -> None:
    """An action that is dropped stays with that state; a text goes, with what stands under it, and says why."""
    one = action()
    note = Element(
        id=ElementId("n"), home=HOME, parent=one.id, audience=one.audience, body=Entry(entry="note", words=WHY)
    )  # type: ignore[arg-type]
    below = replace(note, id=ElementId("m"), parent=note.id)
    view = see(of(one, note, below), EU)
    dropped_action = dropped(view, one, WHY)
    assert dropped_action.takes == frozenset()
    assert dropped_action.puts[0].body.state is ActionState.DROPPED  # type: ignore[union-attr]
    gone = dropped(view, note, WHY)
    assert gone.takes == {note.id, below.id}
    assert {why.element for why in gone.reasons} == gone.takes
    assert {left.id for left in recorded((HEAD, one, note, below), view, gone, on=TODAY)} == {HEAD.id, one.id}


# Readers -------------------------------------------------------------------------------------------------------------


@settings(max_examples=FEW)
@given(st.data())
def test_narrowing_leaves_no_child_wider(data: st.DataObject) -> None:
    """After readers are taken from an element, nothing below it, hidden or not, is for more than it; nobody gains."""
    state = data.draw(states())
    view = see(state, EU)
    wide = [one for one in view if len(one.audience) > 1]
    assume(wide)
    element = data.draw(st.sampled_from(wide))
    audience = frozenset({EU}) | data.draw(st.frozensets(st.sampled_from(VIEWERS[:-1])))
    found = narrowed(view, element, audience, None)
    assume(isinstance(found, Edit))
    after = {one.id: one for one in recorded_narrower(state.elements, view, done(found), on=TODAY)}
    for one in state.elements:
        assert is_within(after[one.id].audience, one.audience)
        if one.parent in after:
            assert is_within(after[one.id].audience, after[one.parent].audience) or not after[one.id].audience
    later = replace(state, elements=tuple(after.values()))
    assert not faults_of(later, ())


def test_narrowing_is_narrower_and_keeps_whoever_narrows() -> None:
    """Readers are taken, none is given, and nobody shuts themselves out."""
    one = action("a", "eu", "ms:IT")
    view = see(of(one), EU)
    assert codes(narrowed(view, one, one.audience, None)) == ["editing.not_narrower"]
    assert codes(narrowed(view, one, frozenset({EU, MARENIA}), None)) == ["editing.not_narrower"]
    assert codes(narrowed(view, one, frozenset({Principal("ms:IT")}), None)) == ["editing.without_you"]


def test_widening_stays_within_what_it_stands_under() -> None:
    """New readers must know what the element stands under; a partner and the public need a second person."""
    one = action("a", "eu", "ms:IT")
    below = replace(action("b", "eu"), parent=one.id)
    view = see(of(one, below), EU)
    assert codes(widened(view, below, frozenset({EU, MARENIA}), None)) == ["editing.parent_narrower"]
    assert codes(widened(view, below, frozenset({Principal("ms:IT")}), None)) == ["editing.not_wider"]
    assert done(widened(view, below, frozenset({EU, Principal("ms:IT")}), WHY)).puts[0].audience == one.audience
    assert not asks_second(below.audience, one.audience)
    assert asks_second(below.audience, frozenset({EU, MARENIA}))
    assert asks_second(below.audience, frozenset({PUBLIC}))
    assert not asks_second(frozenset({PUBLIC}), frozenset({PUBLIC, MARENIA}))


def test_what_is_new_reaches_no_partner_at_once() -> None:
    """A new element may be for colleagues at once, for a partner only by widening; a partner's own may reach the EU."""
    assert may_start_with(EU, frozenset({EU, Principal("ms:IT")}), None)
    assert not may_start_with(EU, frozenset({EU, MARENIA}), None)
    assert not may_start_with(EU, frozenset({EU}), frozenset({Principal("ms:IT")}))
    assert not may_start_with(EU, frozenset({Principal("ms:IT")}), None)
    assert may_start_with(MARENIA, frozenset({EU, MARENIA}), None)


@given(st.data())
@settings(max_examples=FEW)
def test_what_is_new_is_for_no_more_than_what_it_stands_under(data: st.DataObject) -> None:
    """Whomever its author wants to read something new at once, none of them reads more than what it stands under, and
    no partner is among them but its author."""
    state = data.draw(states())
    viewer = data.draw(st.sampled_from(VIEWERS[:-1]))
    view = see(state, viewer)
    assume(view.elements)
    above = data.draw(st.sampled_from(view.elements))
    fresh = Element(
        id=ElementId("n"), home=state.home, parent=above.id, audience=frozenset({viewer}), body=Entry(**NOTE)
    )
    wanted = data.draw(st.frozensets(st.sampled_from(VIEWERS)))
    (found,) = started(view, Edit(puts=(fresh,)), wanted).puts
    assert viewer in found.audience
    assert is_within(found.audience - {viewer}, above.audience)
    assert not {one for one in found.audience if one == PUBLIC or one.startswith("partner:")} - {viewer}


# Rights --------------------------------------------------------------------------------------------------------------


def view_of(viewer: str, *elements: Element) -> View:
    """What a viewer sees of some elements."""
    return see(of(*elements), Principal(viewer))


@pytest.mark.parametrize(
    ("viewer", "theirs"),
    [
        ("eu", {"head", "ours", "joint", "promised", "asked", "swap", "reply"}),
        ("partner:QM", {"joint", "promised", "asked", "swap", "reply"}),
        ("ms:IT", set()),
        ("public", set()),
    ],
)
def test_everybody_changes_their_own(viewer: str, theirs: set[str]) -> None:
    """The EU changes what it sees; a partner its commitments, positions, replies and the joint text; the public
    nothing."""
    asked = Position(position=PositionKind.PRIORITY, words=text("Visas"), side=MARENIA)
    swap = Pair(title=text("Swap"), eu_gives=Gives(words=WHY), partner_gives=Gives(words=WHY))
    reply = Item(item=ItemKind.REPLY, title=text("Yes"), partner="QM")
    elements = [
        action("ours", owner=EU, side=Side.EU),
        action("joint", owner=EU, side=Side.BOTH),
        action("promised", owner=MARENIA, side=Side.PARTNER),
        *(replace(action(name), body=body) for name, body in (("asked", asked), ("swap", swap), ("reply", reply))),
    ]
    elements = [replace(one, audience=one.audience | {Principal("ms:IT")}) for one in elements]
    assert editable(view_of(viewer, *elements)) == {ElementId(one) for one in theirs}


def test_nobody_takes_what_is_not_theirs() -> None:
    """An edit of another's element, or a new one in another's name, is a problem that names it."""
    ours, theirs = action("ours", owner=EU), action("theirs", owner=MARENIA)
    state = of(ours, theirs)
    view = see(state, MARENIA)
    for one, expected in ((ours, ["editing.not_yours"]), (theirs, [])):
        edit = Edit(puts=(replace(one, number="7"),))
        after = replace(state, elements=recorded(state.elements, view, edit, on=TODAY))
        assert codes(beyond(view, edit, after)) == expected
    for owner, expected in ((EU, ["editing.not_yours"]), (MARENIA, [])):
        fresh = replace(action("new", owner=owner), audience=frozenset({MARENIA}))
        edit = Edit(puts=(fresh,))
        after = replace(state, elements=recorded(state.elements, view, edit, on=TODAY))
        assert codes(beyond(view, edit, after)) == expected
    assert "meeting" not in addable(view)
    assert addable(see(state, PUBLIC)) == ()


def test_reasons_are_texts_of_their_author() -> None:
    """A reason is kept as its author wrote it, in their language."""
    one = action(due=FEB)
    why = Text(wordings=(("fr", "Appel d'offres relancé"),))
    found = done(edited(see(of(one), EU), one, {"due": MAY}, {"due": why}, on=TODAY))
    assert found.reasons[0].reason is why
