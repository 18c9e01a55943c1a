"""Twin workspaces on disk: readable, different, and the same for the viewer."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.roadmap.strategies import VIEWERS, states
from tests.roadmap.test_view import shown
from tests.roadmap.twins import twin_folders
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import moments
from waypost.workspace.folder import Folder


@pytest.mark.parametrize("viewer", VIEWERS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(whole=states())
def test_two_folders_are_one_to_the_viewer(tmp_path_factory: pytest.TempPathFactory, viewer: str, whole: State) -> None:
    """Both folders are well-formed and show the viewer the same homes and the same moments."""
    folder: Path = tmp_path_factory.mktemp("twins")
    one, other = (
        Folder(path) for path in twin_folders([[whole]], VIEWERS[VIEWERS.index(viewer)], folder, random.Random(3))
    )
    assert one.homes() == other.homes()
    assert not [problem for door in (one, other) for problem in door.problems() if problem.severity == "error"]
    for home in one.homes():
        first, second = (moments(door.states(home), VIEWERS[VIEWERS.index(viewer)]) for door in (one, other))
        assert [shown(view) for view in first] == [shown(view) for view in second]
