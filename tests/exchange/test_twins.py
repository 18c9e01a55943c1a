"""Nothing that goes out or comes back tells a reader of what they may not know."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.roadmap.twins import SECRET, twin_folders
from waypost.cli.main import main
from waypost.core.roadmap.view import see
from waypost.core.values import PUBLIC, Principal, Slug
from waypost.usecases.samples import write_samples
from waypost.workspace.folder import Folder

ON = ("--on", "2026-10-01")
READERS = ["ms:IT", "partner:QM", PUBLIC]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace; no test writes into it."""
    target = tmp_path_factory.mktemp("samples")
    write_samples(target)
    return target


def pruned_by(path: Path) -> None:
    """What a careless reader does to a file: a third of the leaves deleted, a note on every other row."""
    tree: dict[str, Any] = json.loads(path.read_text())
    above = {one["parent"] for one in tree["elements"]}
    rows = [one for at, one in enumerate(tree["elements"]) if at % 3 or one["id"] in above or one["kind"] == "roadmap"]
    for one in rows[::2]:
        one["note"] = {"en": "seen"}
    text = json.dumps(tree | {"elements": rows}, ensure_ascii=False, indent=1)
    path.write_text(text)


@pytest.mark.parametrize("viewer", READERS)
def test_files_out_and_in_are_the_same_for_twins(
    viewer: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two workspaces that differ only in what the reader may not know give the same file, and take it back with the
    same words, whatever was made of it; afterwards all that was hidden is still there."""
    door = Folder(folder)
    pair = twin_folders([door.states(Slug("marenia"))], Principal(viewer), tmp_path, random.Random(11))
    told = []
    for at, path in enumerate(pair):
        file = tmp_path / str(at) / "file.json"
        file.parent.mkdir()
        assert main(["export", "marenia", "-w", str(path), *ON, "--as", viewer, "-o", str(file), "--quiet"]) == 0
        sent = file.read_bytes()
        capsys.readouterr()
        pruned_by(file)
        back = shutil.copy(file, tmp_path / "file.json")
        codes = [
            main(["import", str(back), "-w", str(path), *ON, "--as", viewer, *form])
            for form in (["--dry-run"], ["--dry-run", "--json"], ["--partial", "--dry-run"])
        ]
        told.append((sent, codes, *capsys.readouterr()))
    assert told[0] == told[1]
    assert SECRET not in repr(told[1])


@pytest.mark.parametrize("viewer", READERS)
def test_what_is_hidden_survives_a_careless_reader(viewer: str, folder: Path, tmp_path: Path) -> None:
    """Leaves deleted and notes written on what a reader sees of Marenia: every element that they do not see is there
    with all it says, and the workspace is sound."""
    shutil.copytree(folder / "roadmaps" / "marenia", tmp_path / "here" / "roadmaps" / "marenia")
    door, file = Folder(tmp_path / "here"), tmp_path / "file.json"
    before = door.newest(Slug("marenia"))
    asked = ["-w", str(tmp_path / "here"), *ON, "--as", viewer, "--quiet"]
    assert main(["export", "marenia", *asked, "-o", str(file)]) == 0
    pruned_by(file)
    assert main(["import", str(file), *asked, "--partial"]) == 1
    after = {one.id: one for one in Folder(tmp_path / "here").newest(Slug("marenia")).elements}
    seen = see(before, Principal(viewer))
    hidden = [one for one in before.elements if one.id not in seen]
    assert hidden
    assert all(after[one.id].body == one.body for one in hidden)
    assert not Folder(tmp_path / "here").problems()
