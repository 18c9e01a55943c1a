"""A database as workspace: what goes in comes out, a reader behind the wall sees a view and nothing else, and history
is as it was written or says where it is not."""

from __future__ import annotations

import json
import random
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.database.conftest import Makes
from tests.roadmap.strategies import HOME, VIEWERS, states
from tests.roadmap.twins import SECRET, twin
from waypost.core.errors import NotThere, Refused
from waypost.core.places import Place
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import moments, partners_of
from waypost.core.values import Principal, Slug
from waypost.usecases.samples import write_samples
from waypost.workspace.database.gate import Database, Walled
from waypost.workspace.database.places import reader
from waypost.workspace.database.session import Sight
from waypost.workspace.folder import Folder

DAY = datetime(2026, 10, 1, tzinfo=UTC)
QUIET = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def made(makes: Makes, *line: State) -> Place:
    """A database with these states."""
    place = makes()
    with closing(Database(place)) as database:
        for state in line:
            database.write(state)
    return place


def line_of(*held: State) -> tuple[State, ...]:
    """States of one home an hour after one another, with the partners of the first throughout: in a database,
    membership says who takes part, and it does not go back in time."""
    found = tuple(replace(one, at=DAY + timedelta(hours=at)) for at, one in enumerate(held))
    same = {partners_of(one.elements) for one in found}
    return found if len(same) == 1 else found[:1]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The sample workspace as a folder."""
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return Folder(folder)


@pytest.fixture(scope="module")
def filled(samples: Folder, makes_lasting: Makes) -> Place:
    """The sample workspace as a database."""
    return made(makes_lasting, *(state for home in samples.homes() for state in samples.states(home)))


# ------------------------------------------------------------------------------------------- what goes in comes out


def test_folder_taken_in_and_given_out_again_is_equal(samples: Folder, filled: Place) -> None:
    """Every home has the states it had, in order; each is found by its moment and by any later one before the next."""
    with closing(Database(filled)) as database:
        assert database.homes() == samples.homes()
        for home in samples.homes():
            line = samples.states(home)
            assert database.moments(home) == samples.moments(home)
            assert database.states(home) == line
            assert database.newest(home) == line[-1]
            for state in line:
                assert database.state_at(home, state.at + timedelta(microseconds=1)) == state
        assert database.problems() == ()


@QUIET
@given(held=st.lists(states(), min_size=1, max_size=4))
def test_any_history_comes_out_as_it_went_in(makes: Makes, held: list[State]) -> None:
    """States of every kind and field, one after another, come out equal, and the chains hold."""
    line = tuple(replace(one, at=DAY + timedelta(hours=at)) for at, one in enumerate(held))
    with closing(Database(made(makes, *line))) as database:
        assert database.states(HOME) == line
        assert database.problems() == ()


def test_history_is_not_written_into(makes: Makes, samples: Folder) -> None:
    """A state at a moment that is taken, or before the newest, is refused, and nothing of it stays."""
    first, *_, last = samples.states(Slug("marenia"))
    path = made(makes, last)
    with closing(Database(path)) as database:
        for state, code in ((last, "workspace.moment_taken"), (first, "workspace.moment_past")):
            with pytest.raises(Refused) as refused:
                database.write(state)
            assert [one.code for one in refused.value.problems] == [code]
        assert database.states(Slug("marenia")) == (last,)
        assert database.problems() == ()


def test_what_is_not_there_is_not_there(filled: Place) -> None:
    """A home without a state, and a moment before the first, raise NotThere, with and without the wall."""
    with closing(Database(filled)) as database, closing(Walled(filled, Principal("eu"))) as walled:
        for ask in (database.newest, database.moments, walled.views):
            with pytest.raises(NotThere):
                ask(Slug("atlantis"))
        with pytest.raises(NotThere):
            database.state_at(Slug("marenia"), datetime(1999, 1, 1, tzinfo=UTC))


# ----------------------------------------------------------------------------------------------------- the wall


@pytest.mark.parametrize("viewer", [*VIEWERS, "ms:FR"])
def test_wall_shows_the_views_of_the_folder(samples: Folder, filled: Place, viewer: str) -> None:
    """Each reader gets the views, at the moments, that the folder gives."""
    with closing(Walled(filled, Principal(viewer))) as walled:
        for home in samples.homes():
            line = [one for one in moments(samples.states(home), Principal(viewer)) if one.elements]
            if not line:
                assert home not in walled.homes()
                continue
            seen = [one for one in walled.views(home) if one.elements]
            assert [one.at for one in seen] == [one.at for one in line]
            assert [one.elements for one in seen] == [one.elements for one in line]
            assert [one.reasons for one in seen] == [one.reasons for one in line]


@QUIET
@given(held=st.lists(states(), min_size=1, max_size=4), viewer=st.sampled_from(VIEWERS))
def test_wall_shows_the_views_of_any_history(makes: Makes, held: list[State], viewer: Principal) -> None:
    """The wall and the function `see` agree for every kind, field and audience."""
    line = line_of(*held)
    path = made(makes, *line)
    expected = [one for one in moments(line, viewer) if one.elements or one.reasons]
    with closing(Walled(path, viewer)) as walled:
        try:
            seen = [one for one in walled.views(HOME) if one.elements or one.reasons]
        except NotThere:
            seen = []
    assert [(one.at, one.elements, one.reasons) for one in seen] == [
        (one.at, one.elements, one.reasons) for one in expected
    ]


@QUIET
@given(held=st.lists(states(), min_size=2, max_size=4), at=st.integers(0, 300))
def test_view_at_a_moment_is_the_last_of_the_views_before(makes: Makes, held: list[State], at: int) -> None:
    """Reading one moment alone gives what reading all gives for it."""
    path = made(makes, *line_of(*held))
    moment = DAY + timedelta(minutes=at)
    with closing(Walled(path, Principal("eu"))) as walled:
        if HOME not in walled.homes():
            return
        before = [one for one in walled.views(HOME) if one.at <= moment]
        if before:
            found = walled.view_at(HOME, moment)
            assert (found.at, found.elements, found.reasons) == (before[-1].at, before[-1].elements, before[-1].reasons)


def test_twins_cannot_be_told_apart_through_the_wall(samples: Folder, makes: Makes) -> None:
    """Two databases that differ only in what a reader may not know give that reader the same views; no word of what is
    hidden passes the wall. (The random id of a hidden element may, in a list; `see` takes it out.)"""
    line = samples.states(Slug("marenia"))
    for viewer in map(Principal, ("ms:IT", "partner:QM", "public")):
        told = []
        for held in (line, twin(line, viewer, random.Random(5))):
            place = made(makes, *held)
            with closing(reader(place, Sight(viewer=viewer))) as session:
                rows = session.rows("SELECT * FROM version") + session.rows("SELECT * FROM reason")
                assert SECRET not in json.dumps(rows)
            with closing(Walled(place, viewer)) as walled:
                told.append([(one.at, one.elements, one.reasons) for one in walled.views(Slug("marenia"))])
        assert told[0] == told[1]
