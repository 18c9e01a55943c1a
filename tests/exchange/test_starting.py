"""A file that starts a roadmap: what it holds is there, for whoever starts it, and nothing that it does not say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.roadmap.strategies import VIEWERS, states
from waypost.cli.main import main
from waypost.codec.exports import encode_export
from waypost.core.change.portion import portion
from waypost.core.errors import NotThere, Refused, WrongRequest
from waypost.core.roadmap.bodies import Roadmap
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import moments, see
from waypost.core.values import EU, Principal, Slug, Text
from waypost.usecases.importing import Taken, Wanted, take_in
from waypost.usecases.keeping import take_in as move
from waypost.usecases.opening import Asking
from waypost.usecases.starting import new_workspace
from waypost.words.wording import wording
from waypost.workspace.database.gate import Database
from waypost.workspace.folder import Folder

NOW = datetime(2036, 1, 1, 12, tzinfo=UTC)
HOME = Slug("mypartner")
HEADS = "Pillar;Measure;Lead;Deadline"
ROWS = (
    "Borders;Train 200 coast guard officers;Commission;June 2027",
    "Borders;Deliver two boats;Italy;by end of 2026",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty workspace."""
    new_workspace(tmp_path / "ws", EU, wording("en"), now=NOW.replace(year=2026))
    return tmp_path / "ws"


def table(folder: Path, *lines: str, name: str = "Vallona follow-up.csv") -> Path:
    """A table of somebody's own."""
    path = folder.parent / name
    path.write_text("\n".join(lines) + "\n")
    return path


def taken(folder: Path, *files: Path, viewer: str = "eu", at: datetime = NOW, **wanted: Any) -> Taken:
    """What became of the files of one roadmap."""
    asking = Asking(viewer=Principal(viewer), on=date(2026, 10, 1), folder=folder)
    (found,) = take_in(files, asking, Wanted(**{"into": HOME, **wanted}), wording("en"), now=at)
    return found


def test_own_table_starts_a_roadmap_under_its_title(folder: Path) -> None:
    """What stands above the heads is the title, else the name of the file; every row is there below it, for whoever
    starts it alone, and why is kept."""
    titled = taken(folder, table(folder, "EU and Vallona;;;", HEADS, *ROWS), why="Our own list")
    state = Folder(folder).newest(HOME)
    (head,) = (one for one in state.elements if isinstance(one.body, Roadmap))
    assert isinstance(head.title, Text)
    assert (head.title.original, head.body.partners) == ("EU and Vallona", ())
    assert sorted(one.kind.name for one in state.elements) == ["action", "action", "pillar", "roadmap"]
    assert {one.audience for one in state.elements} == {frozenset({EU})}
    assert all(head in see(state, EU).ancestors(one) for one in state.elements if one is not head)
    assert isinstance(state.why, Text)
    assert state.why.original == "Our own list"
    assert titled.home.starts
    bare = taken(folder, table(folder, HEADS, *ROWS), into="other", dry_run=True)
    assert bare.home.changes.changes
    assert "Vallona follow-up" in {str(one.ref.title.original) for one in bare.home.changes.changes}  # type: ignore[union-attr]
    assert "other" not in Folder(folder).homes()


def test_the_same_table_again_changes_nothing(folder: Path) -> None:
    """A roadmap that is there is not started twice: its rows are matched, and nothing is new."""
    file = table(folder, "EU and Vallona;;;", HEADS, *ROWS)
    taken(folder, file)
    again = taken(folder, file, at=NOW.replace(hour=13))
    assert not again.home.starts
    assert (again.home.changes.changes, again.home.state) == ((), None)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(state=states(), viewer=st.sampled_from([one for one in VIEWERS if one.startswith(("eu", "ms:"))]))
def test_roadmap_of_another_workspace_starts_as_its_reader_knew_it(
    tmp_path_factory: pytest.TempPathFactory, state: State, viewer: Principal
) -> None:
    """What went out of one workspace starts the same roadmap in another: every element and field as its reader saw it,
    now for that reader alone."""
    target = tmp_path_factory.mktemp("other")
    new_workspace(target / "ws", EU, wording("en"), now=NOW.replace(year=1990))
    view = moments([state], viewer)[-1]
    assume(view.roadmap is not None)
    (target / "sent.json").write_bytes(encode_export(portion(view)))
    taken(target / "ws", target / "sent.json", viewer=viewer, into=state.home)
    found = Folder(target / "ws").newest(state.home)
    assert [(one.id, one.parent, one.body, one.note) for one in found.elements] == [
        (one.id, one.parent, one.body, one.note) for one in view
    ]
    assert {one.audience for one in found.elements} == {frozenset({viewer})}


def test_what_starts_none_says_why_and_writes_nothing(folder: Path, tmp_path: Path) -> None:
    """Several files at once, no name for a roadmap, a starter who would not see it, no workspace: refused,
    each in its way; and the workspace stays as it was."""
    before = sorted(folder.rglob("*"))
    file = table(folder, HEADS, *ROWS)
    with pytest.raises(WrongRequest):
        taken(folder, file, file)
    for name in ("My Partner", "../outside", "x" * 65):
        with pytest.raises(Refused):
            taken(folder, file, into=name)
    with pytest.raises(Refused):
        taken(folder, file, viewer="partner:QM")
    with pytest.raises(NotThere):
        taken(tmp_path / "nowhere", file)
    with pytest.raises(NotThere):
        taken(folder, file, into="workspace")
    assert sorted(folder.rglob("*")) == before


def test_roadmap_starts_in_a_database_for_its_starter_alone(folder: Path, tmp_path: Path) -> None:
    """In a workspace of many the one who starts a roadmap sees it, nobody else does, and a name that is taken by what
    they may not know is not there for them."""
    tuple(move(folder, tmp_path / "many.db"))
    file = table(folder, HEADS, *ROWS)
    assert taken(tmp_path / "many.db", file, viewer="ms:IT").home.state is not None
    state = Database(tmp_path / "many.db").newest(HOME)
    assert [bool(see(state, Principal(one)).elements) for one in ("ms:IT", "eu", "ms:FR")] == [True, False, False]
    with pytest.raises(NotThere):
        taken(tmp_path / "many.db", file, at=NOW.replace(hour=13))


def test_command_goes_from_a_table_to_a_brief(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With nothing but the table: import says what starts and for whom, and the brief of it is written."""
    file = table(folder, "EU and Vallona;;;", HEADS, *ROWS)
    assert main(["import", str(file), "--into", HOME, "-w", str(folder)]) == 1
    assert "Starts the roadmap mypartner (read by: EU institutions):" in capsys.readouterr().out
    assert main(["brief", HOME, "--on", "2026-10-01", "--form", "json", "-o", str(folder), "-w", str(folder)]) == 0
