"""Changing what others change too: each change rests on what was seen, and is made of what is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.database.conftest import Makes
from waypost.core.errors import NotThere, Refused, Stale
from waypost.core.places import Place
from waypost.core.roadmap.bodies import Objective, Roadmap
from waypost.core.roadmap.elements import Audience, Element, State, in_order
from waypost.core.roadmap.records import Partner
from waypost.core.values import EU, ElementId, Principal, Slug, text
from waypost.workspace.database.gate import Database, Draft, Sent, Walled

HOME = Slug("home")
ITALY = Principal("ms:IT")
DAY = datetime(2026, 1, 1, tzinfo=UTC)
ONE, TWO, NEW, HIDDEN = map(ElementId, ("one", "two", "new", "hidden"))


def objective(id: ElementId, title: str, *readers: Principal) -> Element:
    """An objective of that title for these readers; for the EU and Italy without any."""
    audience: Audience = frozenset(readers or (EU, ITALY))
    return Element(id=id, home=HOME, audience=audience, body=Objective(title=text(title), rank=1))


def titled(element: ElementId, title: str) -> Callable[[State], State]:
    """What gives an element another title and leaves all else."""

    def act(state: State) -> State:
        return replace(
            state,
            elements=tuple(
                replace(one, body=replace(one.body, title=text(title))) if one.id == element else one  # type: ignore[call-arg]
                for one in state.elements
            ),
        )

    return act


def base_state() -> State:
    """A home of two objectives and one that Italy may not know."""
    body = Roadmap(title=text("Roadmap"), partners=(Partner(country="QM"),))
    head = Element(id=ElementId("head"), home=HOME, audience=frozenset({EU, ITALY}), body=body)
    elements = (head, objective(ONE, "One"), objective(TWO, "Two"), objective(HIDDEN, "Hidden", EU))
    return State(home=HOME, at=DAY, by=EU, why=text("why"), elements=in_order(elements))


@pytest.fixture
def path(makes: Makes) -> Place:
    """A database with that home."""
    place = makes()
    with closing(Database(place)) as database:
        database.write(base_state())
    return place


def titles(database: Database) -> dict[str, str]:
    """The title of each objective by its id, now."""
    return {
        one.id: one.body.title.wordings[0][1]
        for one in database.newest(HOME).elements
        if isinstance(one.body, Objective)
    }


def test_two_who_change_different_elements_both_succeed(path: Place) -> None:
    """A change is made of the newest state, not of the one its author saw: nobody takes back what another wrote."""
    with closing(Database(path)) as mine, closing(Database(path)) as theirs:
        tokens = mine.tokens(HOME, ITALY)
        theirs.change(HOME, titled(TWO, "theirs"), at=DAY, viewer=EU, expecting={TWO: tokens[TWO]})
        mine.change(HOME, titled(ONE, "mine"), at=DAY, viewer=ITALY, expecting={ONE: tokens[ONE]})
        assert titles(mine) == {"one": "mine", "two": "theirs", "hidden": "Hidden"}
        assert mine.problems() == ()


def test_second_change_of_one_element_is_refused(path: Place) -> None:
    """Whoever saw an element before it was changed is told so, by its name, and nothing is written."""
    with closing(Database(path)) as database:
        seen = {ONE: database.tokens(HOME, ITALY)[ONE]}
        database.change(HOME, titled(ONE, "first"), at=DAY, viewer=EU, expecting=seen)
        before = database.moments(HOME)
        for act in (
            lambda: database.change(HOME, titled(ONE, "second"), at=DAY, viewer=ITALY, expecting=seen),
            lambda: database.write(replace(database.newest(HOME), at=DAY + timedelta(days=1)), expecting=seen),
        ):
            with pytest.raises(Stale) as stale:
                act()
            assert stale.value.element == ONE
        assert titles(database)["one"] == "first"
        assert database.moments(HOME) == before


def test_what_went_and_what_came_is_stale_too(path: Place) -> None:
    """An element that was taken out is not as it was seen; one that was expected not to be there, and is, neither."""
    with closing(Database(path)) as database:
        seen = database.tokens(HOME)

        def without_one(state: State) -> State:
            return replace(state, elements=tuple(one for one in state.elements if one.id != ONE))

        database.change(HOME, without_one, at=DAY, viewer=EU, expecting={ONE: seen[ONE]})
        for element, token in ((ONE, seen[ONE]), (TWO, None)):
            with pytest.raises(Stale):
                database.change(HOME, titled(TWO, "new"), at=DAY, viewer=EU, expecting={element: token})
        database.change(HOME, titled(TWO, "new"), at=DAY, viewer=EU, expecting={ONE: None, TWO: seen[TWO]})


def test_tokens_tell_nothing_hidden(path: Place) -> None:
    """A reader has tokens of what that reader may know, and a hidden change changes none of them."""
    with closing(Database(path)) as database:
        before = database.tokens(HOME, ITALY)
        assert HIDDEN not in before
        database.change(HOME, titled(HIDDEN, "x"), at=DAY, viewer=EU, expecting={})
        assert database.tokens(HOME, ITALY) == before
        known = database.tokens(HOME)[HIDDEN]
        with pytest.raises(Stale):
            database.change(HOME, titled(HIDDEN, "y"), at=DAY, viewer=ITALY, expecting={HIDDEN: known})


def test_token_changes_with_its_element_alone(path: Place) -> None:
    """Changing one element leaves the tokens of the others; changing it back gives the first one again."""
    with closing(Database(path)) as database:
        before = database.tokens(HOME)
        database.change(HOME, titled(ONE, "other"), at=DAY, viewer=EU, expecting={})
        after = database.tokens(HOME)
        assert {one for one in before if before[one] != after[one]} == {ONE}
        database.change(HOME, titled(ONE, "One"), at=DAY, viewer=EU, expecting={})
        assert database.tokens(HOME) == before


def test_moments_of_a_home_always_grow(path: Place) -> None:
    """Whatever the clock says, each change has a moment of its own after the one before it."""
    with closing(Database(path)) as database:
        for number in range(5):
            at = DAY - timedelta(hours=number)
            state = database.change(HOME, titled(ONE, str(number)), at=at, viewer=EU, expecting={})
            assert database.newest(HOME) == state
        moments = database.moments(HOME)
        assert len(set(moments)) == 6
        assert list(moments) == sorted(moments)


def test_change_that_cannot_be_kept_leaves_nothing(path: Place) -> None:
    """A change whose state could not be read again is refused whole; a home that is not there cannot be changed."""
    with closing(Database(path)) as database:

        def astray(state: State) -> State:
            return replace(state, elements=(*state.elements, replace(objective(NEW, "New"), parent=ElementId("none"))))

        before = database.newest(HOME)
        with pytest.raises(Refused) as refused:
            database.change(HOME, astray, at=DAY, viewer=EU, expecting={})
        assert [one.code for one in refused.value.problems] == ["codec.parent_not_there"]
        with pytest.raises(NotThere):
            database.change(Slug("atlantis"), astray, at=DAY, viewer=EU, expecting={})
        assert database.newest(HOME) == before
        assert database.problems() == ()


def test_submission_is_done_once_for_its_key(path: Place) -> None:
    """Sent twice it is answered twice and done once; a key that was used for something else, or by somebody else, is
    refused; what was refused may be sent again under its key."""
    done: list[int] = []

    def act() -> str:
        done.append(1)
        return f"answer {len(done)}"

    def fails() -> str:
        raise Stale(ONE)

    first = Sent(key="k", person="me", digest="d", at=DAY)
    with closing(Database(path)) as database:
        with pytest.raises(Stale):
            database.once(first, fails)
        assert [database.once(first, act) for _ in range(3)] == ["answer 1"] * 3
        for other in (replace(first, digest="e"), replace(first, person="you")):
            with pytest.raises(Refused) as refused:
                database.once(other, act)
            assert [one.code for one in refused.value.problems] == ["workspace.key_used"]
    assert done == [1]


def test_what_is_refused_is_kept_as_a_draft_and_nothing_else(path: Place) -> None:
    """A stale or refused change leaves the draft of its author, also when it was one of several inside a submission;
    a change that succeeds leaves none."""
    drafts = [
        Draft(id=f"d{number}", person="me", home=HOME, element=ONE, at=DAY + timedelta(seconds=number), payload="{}")
        for number in range(3)
    ]
    with closing(Database(path)) as database:
        stale = {ONE: "seen long ago"}
        with pytest.raises(Stale):
            database.change(HOME, titled(ONE, "x"), at=DAY, viewer=EU, expecting=stale, draft=drafts[0])

        def act() -> str:
            database.change(HOME, titled(TWO, "written first"), at=DAY, viewer=EU, expecting={})
            database.change(HOME, titled(ONE, "x"), at=DAY, viewer=EU, expecting=stale, draft=drafts[1])
            return "never"

        with pytest.raises(Stale):
            database.once(Sent(key="k", person="me", digest="d", at=DAY), act)
        database.change(HOME, titled(ONE, "y"), at=DAY, viewer=EU, expecting={}, draft=drafts[2])
        assert titles(database)["two"] == "Two"
    with closing(Walled(path, EU, person="me")) as walled:
        assert walled.drafts() == tuple(drafts[:2])
