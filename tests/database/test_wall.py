"""The wall alone: with the filter of the application taken away, what is hidden still does not pass."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest

from tests.database.conftest import Makes
from tests.database.test_change import HOME, ITALY, ONE, base_state
from tests.database.test_gate import made
from tests.roadmap.twins import SECRET, twin
from waypost.codec.rows import element_text
from waypost.core.errors import NotThere
from waypost.core.places import Place
from waypost.core.roadmap import view as views
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import see
from waypost.core.values import EU, PUBLIC, ElementId, Principal, Slug, text
from waypost.usecases.samples import write_samples
from waypost.workspace.database.gate import Database, Draft, Request, Upload, Walled
from waypost.workspace.database.places import reader
from waypost.workspace.database.requests import CLOSE, WIDEN
from waypost.workspace.database.session import Sight
from waypost.workspace.folder import Folder

LATER = datetime(2027, 1, 1, tzinfo=UTC)
MARENIA = Slug("marenia")
VIEWERS = [Principal(one) for one in ("ms:IT", "partner:QM", "public")]

LEAKS: Final = {
    "S1 count": "SELECT count(*) FROM version WHERE until IS NULL",
    "S1 count by kind": "SELECT kind, count(*) FROM version WHERE until IS NULL GROUP BY kind ORDER BY 1",
    "S1 homes": "SELECT home, count(DISTINCT element) FROM version GROUP BY home",
    "S2 search": f"SELECT element FROM version WHERE payload LIKE '%{SECRET}%'",
    "S2 rank": "SELECT kind, max(length(payload)) FROM version WHERE until IS NULL AND kind = 'entry' GROUP BY kind",
    "S3 options": "SELECT DISTINCT kind FROM version ORDER BY 1",
    "S4 history": "SELECT element, count(*) FROM version WHERE kind = 'entry' GROUP BY element ORDER BY 1",
    "S4 last change": "SELECT max(since) FROM version WHERE kind = 'entry'",
    "S4 what went": "SELECT element, until FROM version WHERE kind = 'entry' AND until IS NOT NULL ORDER BY 1, 2",
    "S4 reasons": "SELECT at, payload FROM reason ORDER BY at, payload",
    "S5 ids": "SELECT DISTINCT element FROM version ORDER BY 1",
    "S6 counter": "SELECT count(*) FROM version WHERE kind = 'assessment'",
    "S7 is it there": "SELECT 1 FROM version WHERE kind = 'lever' LIMIT 1",
    "S12 calendar": "SELECT element FROM version WHERE kind = 'meeting' AND until IS NULL ORDER BY 1",
    "who takes part": "SELECT principal FROM part ORDER BY 1",
    "drafts of others": "SELECT payload FROM draft",
    "requests of others": "SELECT id, element, payload FROM request",
    "files of others": "SELECT name FROM upload",
}
"""What a careless page could ask, by the channel through which it would tell (security 2.4)."""


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> tuple[State, ...]:
    """The history of the sample roadmap that has most audiences."""
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return Folder(folder).states(MARENIA)


@pytest.fixture(scope="module", params=VIEWERS)
def twins(
    request: pytest.FixtureRequest, line: tuple[State, ...], makes_lasting: Makes
) -> tuple[Principal, Place, Place]:
    """A viewer, and two databases that differ only in what that viewer may not know."""
    viewer: Principal = request.param
    other = tuple(_as_addressed(one, line, viewer) for one in twin(line, viewer, random.Random(7)))
    places = made(makes_lasting, *line), made(makes_lasting, *other)
    with closing(Database(places[1])) as database:
        hidden = Draft(id="d", person="somebody", home=MARENIA, element=None, at=LATER, payload=SECRET)
        database.keep_draft(hidden)
        database.keep_upload(Upload(id="u", person="somebody", at=LATER, name=SECRET, content=SECRET.encode()))
        about = next(one for one in database.newest(MARENIA).elements if not {viewer, PUBLIC} & one.audience)
        asked = Request(id="r", home=MARENIA, element=about.id, act=WIDEN, person="p", at=LATER, payload=SECRET)
        database.ask(asked)
    return viewer, *places


def _as_addressed(state: State, line: tuple[State, ...], viewer: Principal) -> State:
    """A twin's state with what is addressed to the viewer as it was. The function `see` hides some of it too, since it
    says nothing without something hidden that it points to; the wall does not read what it lets pass (D11)."""
    before = [one for one in line if one.at <= state.at][-1]
    was = {one.id: one for one in before.elements}
    addressed = {one.id for one in state.elements if {viewer, "public"} & one.audience}
    return replace(
        state,
        elements=tuple(was.get(one.id, one) if one.id in addressed else one for one in state.elements),
        reasons=tuple(one for one in state.reasons if one.element not in addressed or one in before.reasons),
    )


@pytest.mark.parametrize("leak", LEAKS)
def test_wall_stops_a_careless_question(twins: tuple[Principal, Place, Place], leak: str) -> None:
    """A question of every channel has the same answer in both twins, and none holds a word of what is hidden."""
    viewer, *places = twins
    answers = []
    for place in places:
        with closing(reader(place, Sight(viewer=viewer, person="me"))) as session:
            answers.append(session.rows(LEAKS[leak]))
    assert answers[0] == answers[1]
    assert SECRET not in repr(answers)


@pytest.fixture
def _no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The filter of the application taken away: everything may be seen, nothing is taken out of lists."""
    monkeypatch.setattr(views, "may_see", lambda audience, viewer, taking_part: True)
    monkeypatch.setattr(views, "_pruned", lambda element, kept, known: element)
    monkeypatch.setattr(views, "_may_know_why", lambda reason, element: True)
    monkeypatch.setattr(views, "_may_know_end", lambda reason, known, viewer, part: True)


@pytest.mark.usefixtures("_no_filter")
def test_no_word_passes_when_the_filter_is_gone(twins: tuple[Principal, Place, Place]) -> None:
    """With everything let through above it, the wall still gives no text of what the viewer may not know, at no
    moment; and what it gives holds nothing that another audience alone may read."""
    viewer, _, other = twins
    with closing(Walled(other, viewer)) as walled:
        for seen in walled.views(MARENIA):
            for element in seen:
                assert SECRET not in element_text(element)
                assert "public" in element.audience or viewer in element.audience
            assert SECRET not in repr(seen.reasons)


# ------------------------------------------------------------------------------------------------- who, and how much


def test_what_is_a_persons_own_is_for_that_person(makes: Makes) -> None:
    """Drafts and files are given to whoever made them, and to nobody else."""
    place = makes()
    mine = Draft(id="1", person="me", home=HOME, element=ONE, at=LATER, payload='{"title":"mine"}')
    sent = Upload(id="2", person="me", at=LATER, name="list.xlsx", content=b"\x00\xff")
    with closing(Database(place)) as database:
        database.write(base_state())
        database.keep_draft(mine)
        database.keep_upload(sent)
    for person, drafts, upload in (("me", (mine,), sent), ("you", (), None), (None, (), None)):
        with closing(Walled(place, EU, person=person)) as walled:
            assert walled.drafts() == drafts
            assert walled.upload("2") == upload
    with closing(Database(place)) as database:
        database.drop_draft("1", "you")
        database.drop_uploads("me", LATER)
        database.keep_draft(Draft(id="1", person="me", home=HOME, element=ONE, at=LATER, payload="later"))
    with closing(Walled(place, EU, person="me")) as walled:
        assert [one.payload for one in walled.drafts()] == ["later"]
        assert walled.upload("2") == sent
    with closing(Database(place)) as database:
        database.drop_draft("1", "me")
        database.drop_uploads("me", LATER.replace(year=2028))
    with closing(Walled(place, EU, person="me")) as walled:
        assert (walled.drafts(), walled.upload("2")) == ((), None)


def test_a_request_is_for_those_who_know_its_element(makes: Makes) -> None:
    """A request waits for whoever may know the element, in no other place, until it is settled once; about what is not
    there nothing can be asked."""
    place = makes()
    asked = Request(id="r", home=HOME, element=ONE, act=WIDEN, person="p", at=LATER, payload="words")
    with closing(Database(place)) as database:
        database.write(base_state())
        database.ask(asked)
        with pytest.raises(NotThere):
            database.ask(replace(asked, id="s", element=ElementId("enothing")))
        assert database.requests_about(HOME, ONE, WIDEN) == (asked,)
        assert database.requests_about(HOME, ONE, CLOSE) == ()
        seen = next(one.audience for one in base_state().elements if one.id == ONE)
    for viewer in (EU, ITALY, Principal("partner:QM"), PUBLIC):
        with closing(Walled(place, viewer)) as walled:
            assert walled.requests(WIDEN) == ((asked,) if viewer in seen and viewer != PUBLIC else ())
    with closing(Database(place)) as database:
        assert database.settle("r", "granted", "q", LATER)
        assert not database.settle("r", "refused", "q", LATER)
    with closing(Walled(place, EU)) as walled:
        assert walled.requests(WIDEN) == ()


def test_membership_narrows_what_is_seen(makes: Makes) -> None:
    """Within the homes of a membership a viewer sees what it may; in others only what is public."""
    place = makes()
    with closing(Database(place)) as database:
        database.write(base_state())
    for within, seen in ((None, True), (frozenset({HOME}), True), (frozenset({MARENIA}), False), (frozenset(), False)):
        with closing(Walled(place, ITALY, within=within)) as walled:
            assert (HOME in walled.homes()) is seen


def test_questions_put_for_one_page_are_few_and_do_not_grow(makes: Makes, line: tuple[State, ...]) -> None:
    """What holds now is read with the same few questions whatever the history and whatever is hidden; all moments
    together with as few."""
    asked = set()
    for history in (line[:1], line):
        place = made(makes, *history)
        for viewer in VIEWERS:
            with closing(Walled(place, viewer)) as walled:
                start = walled.asked
                walled.view_at(MARENIA, LATER)
                now = walled.asked - start
                walled.views(MARENIA)
                asked.add((now, walled.asked - start - now))
    assert max(now for now, _ in asked) <= 5
    assert {every for _, every in asked} == {2}


def test_what_was_read_is_asked_for_once_and_never_given_in_place_of_something_else(
    makes: Makes, line: tuple[State, ...]
) -> None:
    """A moment read before costs one question, whoever reads it then and wherever, and gives what reading it gives:
    after a change, through other eyes, and in another database that differs at the very same moment."""
    otherwise = text("Otherwise")
    elements = (
        replace(one, body=replace(one.body, title=otherwise)) if isinstance(one.body, Action) else one
        for one in line[-1].elements
    )
    other = replace(line[-1], elements=tuple(elements))
    for last in (line[-1], other):
        place = made(makes, *line[:-1])
        for viewer in VIEWERS:
            with closing(Walled(place, viewer)) as walled:
                walled.view_at(MARENIA, LATER)
        with closing(Database(place)) as database:
            database.write(last)
        for viewer in VIEWERS:
            expected = see(last, viewer).elements
            for again in (False, True):
                with closing(Walled(place, viewer)) as walled:
                    assert walled.view_at(MARENIA, LATER).elements == expected
                    assert not again or walled.asked <= 2
