"""A folder as workspace: whole files or none, never overwritten, nothing skipped in silence."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.roadmap.strategies import moments
from waypost.codec.states import encode_state
from waypost.core.errors import NotThere, Refused, Severity
from waypost.core.roadmap.bodies import Roadmap
from waypost.core.roadmap.elements import WORKSPACE, Element, State
from waypost.core.values import EU, ElementId, Slug, text
from waypost.workspace.folder import Folder, OneFile, moment_of, name_of

MARENIA = Slug("marenia")
DAY = datetime(2026, 10, 1, tzinfo=UTC)


def state(at: datetime = DAY, home: Slug = MARENIA, title: str = "Marenia") -> State:
    """A state with a head."""
    head = Element(id=ElementId("r"), home=home, audience=frozenset({EU}), body=Roadmap(title=text(title)))
    return State(home=home, at=at, by=EU, why=text("why"), elements=(head,))


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    """The codes of the problems of a refusal."""
    return {one.code for one in refused.value.problems}


def test_what_is_written_is_read_newest_last(tmp_path: Path) -> None:
    """States come out as they went in, in order of their moment, in the folder of their home."""
    door = Folder(tmp_path)
    line = [state(DAY + timedelta(hours=hours), title=str(hours)) for hours in (30, 0, 12)]
    for one in (*line, state(home=WORKSPACE)):
        door.write(one)
    for read in (door, Folder(tmp_path)):
        assert read.homes() == (MARENIA, WORKSPACE)
        assert [one.at for one in read.states(MARENIA)] == sorted(one.at for one in line)
        assert set(read.states(MARENIA)) == set(line)
        assert read.moments(MARENIA) == tuple(sorted(one.at for one in line))
        assert read.newest(MARENIA) == line[0]
        assert read.problems() == ()
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json"))
    assert names == [
        "roadmaps/marenia/2026-10-01.json",
        "roadmaps/marenia/2026-10-01T120000Z.json",
        "roadmaps/marenia/2026-10-02T060000Z.json",
        "workspace/2026-10-01.json",
    ]


def test_a_moment_has_the_state_last_recorded(tmp_path: Path) -> None:
    """At a moment the state recorded at or before it is in force; before the first there is none."""
    door = Folder(tmp_path)
    door.write(state(DAY, title="first"))
    door.write(state(DAY + timedelta(hours=1), title="second"))
    assert door.state_at(MARENIA, DAY) == state(DAY, title="first")
    assert door.state_at(MARENIA, DAY + timedelta(minutes=59)) == state(DAY, title="first")
    assert door.state_at(MARENIA, DAY + timedelta(hours=1)).at.hour == 1
    with pytest.raises(NotThere):
        door.state_at(MARENIA, DAY - timedelta(seconds=1))


@given(
    moments
    | st.datetimes(timezones=st.just(UTC))
    | st.dates().map(lambda one: datetime(one.year, one.month, one.day, tzinfo=UTC))
)
def test_a_file_name_says_its_moment(at: datetime) -> None:
    """Each moment has one name, each name one moment; a plain day is its first second."""
    assert moment_of(name_of(at)) == at
    assert (len(name_of(at)) == len("2026-10-01.json")) is (at.time() == datetime.min.time())


@pytest.mark.parametrize(
    "name",
    [
        "2026-02-30.json",
        "2026-1-1.json",
        "2026-10-01T25.json",
        "2026-10-01T101530.25Z.json",
        "2026-10-01T250000Z.json",
        "x.json",
        "2026-10-01.JSON",
    ],
)
def test_other_names_say_no_moment(name: str) -> None:
    """A name that is nearly a moment is none."""
    assert moment_of(name) is None


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A moment that is recorded stays as it was recorded, under whichever of its names."""
    door = Folder(tmp_path)
    door.write(state(title="first"))
    for other in (Folder(tmp_path), door):
        with pytest.raises(Refused) as refused:
            other.write(state(title="second"))
        assert codes(refused) == {"workspace.moment_taken"}
    path = tmp_path / "roadmaps/marenia/2026-10-01.json"
    assert path.read_bytes() == encode_state(state(title="first"))
    path.rename(path.with_name("2026-10-01T000000Z.json"))
    with pytest.raises(Refused):
        Folder(tmp_path).write(state(title="third"))
    assert len(list(path.parent.iterdir())) == 1


@pytest.mark.parametrize("home", ["../up", "Marenia", "", "a/b", "."])
def test_no_home_leads_out_of_the_workspace(tmp_path: Path, home: str) -> None:
    """A home is a slug; any other is not there to be read and refused to be written."""
    door = Folder(tmp_path / "w")
    with pytest.raises(Refused):
        door.write(state(home=Slug(home)))
    with pytest.raises(NotThere):
        door.newest(Slug(home))
    assert list(tmp_path.iterdir()) == []


def test_what_would_be_refused_is_not_written(tmp_path: Path) -> None:
    """A state that could not be read back is not written, and leaves no trace."""
    orphan = replace(state().elements[0], parent=ElementId("nobody"))
    with pytest.raises(Refused):
        Folder(tmp_path).write(replace(state(), elements=(orphan,)))
    assert list(tmp_path.rglob("*")) == []


def test_a_broken_newest_state_is_never_skipped(tmp_path: Path) -> None:
    """When the newest file is broken its problems are told; the one before does not stand in for it."""
    door = Folder(tmp_path)
    door.write(state())
    (tmp_path / "roadmaps/marenia/2026-10-02.json").write_bytes(b'{"waypost":1,')
    read = Folder(tmp_path)
    for ask in (lambda: read.newest(MARENIA), lambda: read.states(MARENIA)):
        with pytest.raises(Refused) as refused:
            ask()
        assert [(one.code, one.file) for one in refused.value.problems] == [
            ("codec.not_json", "roadmaps/marenia/2026-10-02.json")
        ]
    assert read.state_at(MARENIA, DAY) == state()


def test_what_lies_wrong_is_a_problem(tmp_path: Path) -> None:
    """Links, odd names, a state in another's folder or under another's name: each is said, none is followed."""
    Folder(tmp_path).write(state())
    folder = tmp_path / "roadmaps/marenia"
    (folder / "2026-10-05.json").symlink_to(folder / "2026-10-01.json")
    (folder / "newest.json").write_bytes(b"{}")
    (folder / "notes.txt").write_text("x")
    (folder / ".hidden").write_text("x")
    (folder / "2026-10-06.json").write_bytes(encode_state(state()))
    (folder / "2026-10-07.json").write_bytes(encode_state(state(datetime(2026, 10, 7, tzinfo=UTC), Slug("other"))))
    (tmp_path / "roadmaps/Big Name").mkdir()
    (tmp_path / "roadmaps/away").symlink_to(tmp_path)
    found = Folder(tmp_path).problems()
    assert {(one.code, (one.file or "").rpartition("/")[2]) for one in found} == {
        ("workspace.symlink", "2026-10-05.json"),
        ("workspace.odd_name", "newest.json"),
        ("workspace.odd_file", "notes.txt"),
        ("workspace.other_moment", "2026-10-06.json"),
        ("workspace.other_home", "2026-10-07.json"),
        ("workspace.not_a_slug", "Big Name"),
        ("workspace.symlink", "away"),
    }
    assert [one.code for one in found if one.severity is Severity.WARNING] == ["workspace.odd_file"]
    with pytest.raises(Refused) as refused:
        Folder(tmp_path).newest(MARENIA)
    assert codes(refused) == {"workspace.symlink", "workspace.odd_name"}


def test_an_empty_folder_holds_no_home(tmp_path: Path) -> None:
    """A folder without a state is no home, and a home that is not there says so."""
    (tmp_path / "roadmaps/marenia").mkdir(parents=True)
    assert Folder(tmp_path).homes() == ()
    with pytest.raises(NotThere):
        Folder(tmp_path).newest(MARENIA)


def test_one_file_is_a_workspace_of_one_moment(tmp_path: Path) -> None:
    """A single file answers as a folder would; nothing is written to it."""
    path = tmp_path / "r.json"
    path.write_bytes(encode_state(state()))
    door = OneFile(path)
    assert door.homes() == (MARENIA,)
    assert door.states(MARENIA) == (state(),)
    assert door.state_at(MARENIA, DAY) == state()
    assert door.moments(MARENIA) == (DAY,)
    assert door.problems() == ()
    with pytest.raises(NotThere):
        door.newest(Slug("other"))
    with pytest.raises(NotThere):
        door.state_at(MARENIA, DAY - timedelta(days=1))
    with pytest.raises(Refused):
        door.write(state(DAY + timedelta(days=1)))
    with pytest.raises(NotThere):
        OneFile(tmp_path / "none.json").homes()


WRITER = """
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tests.workspace.test_folder import MARENIA, state
from waypost.workspace.folder import Folder
from waypost.core.values import text
door = Folder(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    one = state(state().at + timedelta(seconds=number))
    head = one.elements[0]
    door.write(replace(one, elements=(replace(head, note=text("x" * 40_000)),)))
    print(number, flush=True)
    number += 1
"""


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_writing_that_is_stopped_leaves_whole_states_only(
    tmp_path: Path, stop: signal.Signals, repository: Path
) -> None:
    """Killed or interrupted at any time, ten times each: what was told as written is there, all that is there is whole,
    and the next writing works."""
    chance = random.Random(7)
    for run in range(10):
        root = tmp_path / str(run)
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(root)],
            cwd=repository,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(repository)},
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.random() * 0.05)
            child.send_signal(stop)
            told = child.stdout.read().split()
        door = Folder(root)
        assert door.problems() == ()
        written = len(door.states(MARENIA)) if door.homes() else 0
        assert written >= len(told)
        door.write(state(DAY + timedelta(days=9)))
        assert not list(root.rglob(".*"))
