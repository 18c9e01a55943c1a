"""Work shared out among several processes gives what one process gives."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.review.good import good
from waypost.core.errors import Refused
from waypost.core.roadmap.elements import State
from waypost.core.values import EU, Missing, Slug
from waypost.usecases import portfolio
from waypost.usecases.opening import Asking
from waypost.usecases.processes import each, processors
from waypost.workspace.folder import Folder

ON = date(2025, 3, 1)
TWO = pytest.mark.skipif(processors(2) < 2, reason="this machine has one processor")


def many(folder: Path, count: int) -> Folder:
    """A workspace of so many roadmaps that differ in their slug."""
    door = Folder(folder)
    at = datetime(2025, 2, 1, tzinfo=UTC)
    for number in range(count):
        home = Slug(f"plan-{number}")
        elements = tuple(replace(one, home=home) for one in good())
        door.write(State(home=home, at=at, by=EU, why=Missing.NOT_STATED, elements=elements))
    return door


@pytest.mark.parametrize("at_once", [1, 3])
def test_what_several_processes_make_stands_in_order(at_once: int) -> None:
    """The order is that of what was given, whoever made it; two processes are others than this one."""
    found = list(each(lambda one: (one * 2, os.getpid()), range(20), processes=2, at_once=at_once))
    assert [double for double, _ in found] == list(range(0, 40, 2))
    assert os.getpid() not in {process for _, process in found}


def test_one_process_is_this_one() -> None:
    """Where one is enough, none is started."""
    assert list(each(lambda _: os.getpid(), range(3), processes=1)) == [os.getpid()] * 3


@TWO
def test_an_overview_by_two_processes_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line is the one that a process alone finds, in the same order."""
    many(tmp_path, 5)
    asking = Asking(on=ON, folder=tmp_path)
    alone = portfolio.overview(asking)
    monkeypatch.setattr(portfolio, "AT_ONCE", 2)
    assert portfolio.overview(asking) == alone
    assert len(alone[0].lines) == 5


@TWO
def test_a_broken_state_is_told_by_two_processes_as_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process finds wrong arrives whole: file, place and reason."""
    many(tmp_path, 5)
    (broken,) = (tmp_path / "roadmaps" / "plan-3").iterdir()
    broken.write_bytes(broken.read_bytes().replace(b'"kind"', b'"knid"', 1))
    told = []
    for at_once in (20, 2):
        monkeypatch.setattr(portfolio, "AT_ONCE", at_once)
        with pytest.raises(Refused) as found:
            portfolio.overview(Asking(on=ON, folder=tmp_path))
        told.append((found.value.say, found.value.problems, str(found.value)))
    assert told[0] == told[1]
    assert told[0][1]
