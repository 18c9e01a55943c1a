"""The commands that keep a database, and every reading command asked of a folder and of its database."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from waypost.cli.main import main
from waypost.usecases.keeping import take_in
from waypost.usecases.samples import write_samples
from waypost.workspace.folder import Folder

ON = ("--on", "2026-10-01")
READING = [
    ("overview", "--by", "partner"),
    ("overview", "--by", "ms:IT"),
    ("review", "marenia"),
    ("timetable", "marenia", "--slip", "4.1.2=6w"),
    ("ledger", "marenia", "--by", "donor,year"),
    ("balance", "marenia"),
    ("progress", "marenia"),
    ("meeting",),
    ("diff", "marenia@2026-05-19", "marenia"),
    ("timetable", "atlantis"),
]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample workspace as a folder and as a database."""
    root = tmp_path_factory.mktemp("both")
    write_samples(root / "folder")
    assert list(take_in(root / "folder", root / "samples.db"))
    return root / "folder", root / "samples.db"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the entry point; its exit code and what it printed."""

    def call(*arguments: object) -> tuple[int, str]:
        code = main([str(one) for one in arguments])
        return code, capsys.readouterr().out

    return call


ASKED = [(command, "partner:QM") for command in READING] + [(READING[0], "eu"), (READING[2], "public")]
"""Each command by one who sees a part, and two by those who see all and least."""


@pytest.mark.parametrize(("command", "viewer"), ASKED, ids=lambda one: one if isinstance(one, str) else " ".join(one))
def test_database_answers_as_its_folder(
    run: Any, both: tuple[Path, Path], command: tuple[str, ...], viewer: str
) -> None:
    """Use cases do not know whether they talk to a folder or a database: the same bytes, the same exit code."""
    folder, database = (run(*command, *ON, "--as", viewer, "--json", "-w", one) for one in both)
    assert folder == database


def test_folder_taken_in_and_given_out_has_the_same_bytes(run: Any, both: tuple[Path, Path], tmp_path: Path) -> None:
    """Every file of the folder comes back as it was, and no other."""
    folder, database = both
    assert run("database", "give", database, tmp_path / "out")[0] == 0
    found = {path.relative_to(tmp_path / "out"): path.read_bytes() for path in (tmp_path / "out").rglob("*.json")}
    assert found == {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.json")}


def test_copy_is_whole_and_in_nobodys_place(run: Any, both: tuple[Path, Path], tmp_path: Path) -> None:
    """A copy holds what the database holds; a name that is taken is refused, and nothing half is left."""
    _, database = both
    target = tmp_path / "copy.db"
    assert run("database", "copy", database, target) == (0, f"{target}\n")
    assert run("verify", target)[0] == 0
    before = target.read_bytes()
    assert run("database", "copy", database, target)[0] == 3
    assert run("database", "take", both[0], target)[0] == 3
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]


def test_changed_byte_is_found_and_not_copied(run: Any, both: tuple[Path, Path], tmp_path: Path) -> None:
    """A word changed behind the triggers is found by `verify`, which ends with 1; no copy is made of such a history."""
    target = tmp_path / "changed.db"
    run("database", "copy", both[1], target)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("DROP TRIGGER version_closes_once")
        connection.execute("UPDATE version SET payload = replace(payload, 'rescue', 'resque')")
        connection.commit()
    code, out = run("verify", target, "--json")
    told = json.loads(out)
    assert code == 1
    assert told["data"]["broken"] == len(told["problems"]) > 0
    assert {one["code"] for one in told["problems"]} == {"workspace.history_changed"}
    assert run("database", "copy", target, tmp_path / "second.db")[0] == 3
    assert not (tmp_path / "second.db").exists()


def test_broken_folder_leaves_no_database(run: Any, both: tuple[Path, Path], tmp_path: Path) -> None:
    """A folder with one broken state is refused whole."""
    write_samples(tmp_path / "folder")
    (tmp_path / "folder" / "roadmaps" / "marenia" / "2027-01-01.json").write_text("{")
    assert run("database", "take", tmp_path / "folder", tmp_path / "new.db")[0] == 3
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_what_is_no_database_is_refused(run: Any, tmp_path: Path) -> None:
    """No file: not there. Another file: refused, by every command."""
    words = tmp_path / "words.db"
    words.write_text("words")
    assert run("verify", tmp_path / "none.db")[0] == 4
    assert run("verify", words)[0] == 3
    assert run("overview", "-w", words)[0] == 3
    assert Folder(tmp_path).homes() == ()
