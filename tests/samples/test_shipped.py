"""The files of the sample workspace, as files: readable, canonical, valid, small, and the same for everyone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.samples.shipped import ROOT, newest, published, shipped
from waypost.codec.schema import json_schema
from waypost.codec.states import decode_state, encode_state
from waypost.core.errors import Refused
from waypost.core.roadmap.bodies import Meeting, Roadmap
from waypost.core.roadmap.elements import WORKSPACE
from waypost.core.roadmap.view import see
from waypost.core.values import PUBLIC
from waypost.usecases.samples import MARENIA, demo_orders, write_samples
from waypost.workspace.folder import Folder

SCHEMA = Draft202012Validator(json_schema())
FILES = sorted(ROOT.rglob("*.json"))
BY_NAME = pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
LARGEST_ALL = 4_000_000


@BY_NAME
def test_state_is_read_without_a_problem_and_written_the_same(path: Path) -> None:
    """Each shipped file decodes without a problem, not even a warning, and encodes to its own bytes."""
    raw = path.read_bytes()
    state, problems = decode_state(raw, file=path.name)
    assert not problems
    assert state is not None
    assert encode_state(state) == raw


@BY_NAME
def test_file_is_valid_by_a_validator_that_is_not_ours(path: Path, seen: set[str]) -> None:
    """Each sample file is valid by the published schema (contract 4). What stands in several states of a home is looked
    at once: the schema says nothing about two elements together."""
    state = json.loads(path.read_bytes())
    fresh = [one for one in state["elements"] if json.dumps(one) not in seen]
    seen.update(map(json.dumps, state["elements"]))
    for error in SCHEMA.iter_errors({**state, "elements": fresh}):
        pytest.fail(f"{error.message} at {list(error.absolute_path)}")


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The elements that were found valid."""
    return set()


def test_samples_are_small() -> None:
    """All samples together stay under four megabytes."""
    assert sum(path.stat().st_size for path in FILES) < LARGEST_ALL


def test_folder_is_sound() -> None:
    """The shipped folder is a workspace without a problem."""
    assert not Folder(ROOT).problems()


def test_there_are_twelve_plans_and_all_partnerships() -> None:
    """Twenty published roadmaps, eleven of them partnerships with later states, and one training roadmap."""
    roadmaps = [home for home in published() if home != WORKSPACE]
    assert len(roadmaps) == 20
    assert sum(len(published()[home]) > 1 for home in roadmaps) == 12
    assert MARENIA in shipped()


def test_training_and_published_are_never_mixed() -> None:
    """Only Marenia is training data, and only Marenia speaks of it."""
    for home, states in shipped().items():
        for state in states:
            heads = [one.body for one in state.elements if isinstance(one.body, Roadmap)]
            assert [head.training for head in heads] == ([] if home == WORKSPACE else [home == MARENIA])
            countries = {partner.country for head in heads for partner in head.partners}
            assert ("QM" in countries) == (home == MARENIA)


def test_published_roadmaps_are_public_and_english() -> None:
    """Everything about a real country is for everyone to see, in English only."""
    for states in published().values():
        for one in states[-1].elements:
            assert one.audience == {PUBLIC}
        raw = encode_state(states[-1]).decode()
        assert '{"fr":' not in raw
        assert '"fr":"' not in raw


def test_copy_is_the_shipped_workspace_and_is_made_twice_without_harm(tmp_path: Path) -> None:
    """Writing the samples gives the shipped bytes; once more leaves them; another file in the way is refused."""
    written = write_samples(tmp_path)
    assert [path.relative_to(tmp_path) for path in written] == [path.relative_to(ROOT) for path in FILES]
    assert all((tmp_path / path.relative_to(ROOT)).read_bytes() == path.read_bytes() for path in FILES)
    assert write_samples(tmp_path) == written
    written[0].write_bytes(b"{}")
    with pytest.raises(Refused):
        write_samples(tmp_path)


def test_demo_orders_name_states_and_meetings_that_are_there() -> None:
    """Each demo brief is for a meeting that its reader may know at its moment, on or after its day."""
    assert len({order.name for order in demo_orders()}) == len(demo_orders()) == 13
    for order in demo_orders():
        state = next(one for one in shipped()[order.roadmap] if one.at.date() == order.at)
        meeting = see(state, order.viewer).get(order.meeting)
        assert meeting is not None
        assert isinstance(meeting.body, Meeting)
        assert meeting.body.first_day >= order.on


def test_newest_state_of_a_partnership_holds_the_most() -> None:
    """Nothing of a published partnership is lost on the way: each element of a state is in the newest one."""
    for home, states in published().items():
        there = {one.id for one in newest(home).elements}
        assert all({one.id for one in state.elements} <= there for state in states)
