"""The command line as a script sees it: exit codes, JSON, and what a viewer may not know.

Each command runs in this process through the real entry point; a few run as a process of their own.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.roadmap.twins import SECRET, twin_folders
from waypost.cli.main import COMMANDS, GROUPS, main
from waypost.core.values import EU, Principal, Slug
from waypost.usecases.keeping import take_in
from waypost.usecases.samples import write_samples
from waypost.workspace.folder import Folder

ON = ("--on", "2026-10-01")
ABOUT_ONE = ("timetable", "ledger", "balance", "progress", "review")
EXAMPLES: dict[str, tuple[tuple[str, ...], int]] = {
    "check": (("check", "{folder}"), 0),
    "review": (("review", "marenia"), 1),
    "timetable": (("timetable", "marenia", "--slip", "4.1.2=6w"), 0),
    "ledger": (("ledger", "marenia", "--by", "donor,year"), 0),
    "balance": (("balance", "marenia"), 0),
    "progress": (("progress", "marenia"), 0),
    "diff": (("diff", "marenia@2026-06-30", "marenia"), 1),
    "overview": (("overview", "--by", "partner"), 0),
    "meeting": (("meeting",), 0),
    "rule": (("rule", "R7b"), 0),
    "when": (("when", "2024-2027"), 0),
    "schema": (("schema",), 0),
    "new": (("new", "{empty}/new"), 0),
    "brief": (("brief", "marenia", "--form", "html", "--length", "page", "-o", "{empty}"), 0),
    "note": (("note", "2021-03-15", "--kind", "results", "--form", "html", "-o", "{empty}"), 0),
    "sheet": (("sheet", "TN", "--form", "json", "-o", "{empty}"), 0),
    "export": (("export", "marenia", "--owner", "ms:IT", "-o", "{empty}/italy.json"), 0),
    "import": (("import", "{file}", "--dry-run"), 0),
    "merge": (("merge", "{file}", "{file}", "{file}", "-o", "{empty}/merged.json"), 0),
    "evidence totals": (("evidence", "totals", "{table}"), 0),
    "evidence add": (("evidence", "add", "{table}", "-w", "{empty}"), 0),
    "evidence list": (("evidence", "list"), 0),
    "evidence ask": (("evidence", "ask", "situation", "--partner", "MA"), 0),
    "evidence fsck": (("evidence", "fsck"), 0),
    "evidence fetch": (("evidence", "fetch", "eurostat", "migr_asyappctza"), 0),
    "verify": (("verify", "{database}"), 0),
    "code": (("code", "JBSWY3DPEHPK3PXP"), 0),
    "database take": (("database", "take", "{empty}/small", "{empty}/new.db"), 0),
    "database give": (("database", "give", "{database}", "{empty}/out"), 0),
    "database copy": (("database", "copy", "{database}", "{empty}/copy.db"), 0),
    "database restore": (("database", "restore", "{database}", "{empty}/back.db"), 0),
    "database upgrade": (("database", "upgrade", "{database}"), 0),
}
"""An example of each command, and how it ends."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace; no test writes into it."""
    target = tmp_path_factory.mktemp("samples")
    write_samples(target)
    return target


class Run:
    """What one command printed, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        """The object printed."""
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the entry point with arguments."""

    def call(*arguments: str | Path) -> Run:
        code = main([str(one) for one in arguments])
        out, err = capsys.readouterr()
        return Run(code, out, err)

    return call


def _filled(arguments: tuple[str, ...], folder: Path, empty: Path) -> list[str]:
    file = sorted((folder / "roadmaps" / "marenia").iterdir())[-1]
    made = {"folder": folder, "empty": empty, "file": file, "table": empty / "table.csv", "database": empty / "old.db"}
    if "{table}" in arguments:
        made["table"].write_text("geo,2019 ,2020 \nAT,1 b,: \n", encoding="utf-8")
    if {"take", "{database}"} & set(arguments):
        Folder(empty / "small").write(Folder(folder).newest(Slug("lampedusa")))
    if "{database}" in arguments:
        assert list(take_in(empty / "small", made["database"]))
    return [one.format(**made) for one in arguments]


def test_every_command_has_an_example() -> None:
    """No command without an example that runs; `make demo` runs the demo whole, the tests of the web what serves."""
    under = {f"{word} {one.__name__}" for word, (_, commands) in GROUPS.items() for one in commands}
    assert {one.__name__ for one in COMMANDS} - {"demo", "serve", "digest"} | under == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_example_runs(name: str, language: str, run: Any, folder: Path, tmp_path: Path) -> None:
    """The example of each command ends as promised, with an answer, in every language."""
    arguments, code = EXAMPLES[name]
    found = run(*_filled(arguments, folder, tmp_path), "-w", folder, *ON, "--lang", language)
    assert found.code == code, found.err
    assert found.out


@pytest.mark.parametrize("name", EXAMPLES)
def test_json_has_the_envelope(name: str, run: Any, folder: Path, tmp_path: Path) -> None:
    """Every command prints the one object of contract 3, and nothing beside it."""
    arguments, code = EXAMPLES[name]
    found = run(*_filled(arguments, folder, tmp_path), "-w", folder, *ON, "--json", "--quiet")
    assert (found.code, found.err) == (code, "")
    assert list(found.json) == ["waypost", "command", "as", "on", "at", "data", "problems"]
    assert (found.json["waypost"], found.json["command"], found.json["on"]) == (1, name, "2026-10-01")


@pytest.mark.parametrize("name", ["brief", "note"])
def test_papers_say_the_moment_they_were_made_from(name: str, run: Any, folder: Path, tmp_path: Path) -> None:
    """The three times of a paper stand in its answer too (contract 1)."""
    arguments, _ = EXAMPLES[name]
    found = run(*_filled(arguments, folder, tmp_path), "-w", folder, *ON, "--json", "--quiet")
    assert found.json["at"] is not None


def test_shapes_of_contract(run: Any, folder: Path) -> None:
    """Data of review, timetable, ledger and diff hold what contract 3 names."""
    at = ("-w", folder, *ON, "--json", "--quiet")
    finding = run("review", "marenia", *at).json["data"]["findings"][0]
    assert {"rule", "severity", "element", "number", "text", "remedy", "source", "accepted"} <= set(finding)
    timetable = run("timetable", "marenia", "--slip", "4.1.2=6w", *at).json["data"]
    assert {"items", "chain", "loops", "contradictions", "end", "moved", "unmoved"} <= set(timetable)
    item = {"element", "number", "title", "earliest", "latest", "slack_days", "critical", "late_days", "reasons"}
    assert all(item <= set(one) for one in timetable["items"])
    assert timetable["moved"]
    assert all(set(one) == {"element", "from", "to"} for one in timetable["moved"])
    ledger = run("ledger", "marenia", "--by", "donor", *at).json["data"]
    assert {"groups", "left_out", "gaps", "overlaps"} <= set(ledger)
    assert all({"key", "known", "missing_lines", "at_least", "lines"} <= set(one) for one in ledger["groups"])
    assert all({"element", "rule", "because"} <= set(one) for one in ledger["left_out"])
    changes = run("diff", "marenia@2026-06-30", "marenia", *at).json["data"]["changes"]
    assert changes
    assert all({"op", "element", "kind", "field", "old", "new", "reason"} <= set(one) for one in changes)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("timetable",), 2),
        (("nonsense",), 2),
        (("timetable", "marenia", "--as", "italy"), 2),
        (("timetable", "marenia", "--on", "31/06/2026"), 2),
        (("timetable", "marenia", "--on", "1989-12-31"), 2),
        (("timetable", "marenia", "--vintage", "9999-12-31"), 2),
        (("timetable", "marenia", "--at", "soon"), 2),
        (("timetable", "marenia", "--slip", "4.1.2=soon"), 2),
        (("timetable", "marenia", "--lang", "xx"), 2),
        (("ledger", "marenia", "--by", "colour"), 2),
        (("overview", "--by", "colour"), 2),
        (("timetable", "nowhere"), 4),
        (("timetable", "../marenia"), 4),
        (("timetable", "nowhere.json"), 4),
        (("timetable", "marenia", "--at", "1999-01-01"), 4),
        (("timetable", "marenia", "--slip", "99.99=6w"), 4),
        (("rule", "R999"), 4),
        (("check", "nowhere"), 4),
        (("when", "31/06/2026"), 3),
        (("when", "soon"), 3),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int, run: Any, folder: Path) -> None:
    """A wrong command ends with 2, a refused input with 3, what is not there with 4, and nothing is printed as a
    result."""
    found = run(*arguments, "-w", folder)
    assert (found.code, found.out) == (code, "")
    assert found.err


def test_hidden_is_absent(run: Any, folder: Path, tmp_path: Path) -> None:
    """A roadmap that the viewer may not know gives the same bytes as one that is not there."""
    state = Folder(folder).newest(Slug("marenia"))
    kept = tuple(replace(one, audience=frozenset({EU})) for one in state.elements)
    Folder(tmp_path).write(replace(state, elements=kept, reasons=()))
    for name in ABOUT_ONE:
        for form in ((), ("--json",)):
            hidden = run(name, "marenia", "-w", tmp_path, *ON, "--as", "ms:IT", *form)
            absent = run(name, "nowhere", "-w", tmp_path, *ON, "--as", "ms:IT", *form)
            assert hidden.code == 4
            assert hidden.out.replace("marenia", "nowhere") == absent.out
            assert hidden.err.replace("marenia", "nowhere") == absent.err
    assert run("overview", "-w", tmp_path, *ON, "--as", "ms:IT", "--json").json["data"]["groups"][0]["lines"] == []
    assert run("timetable", "marenia", "-w", tmp_path, *ON).code == 0


@pytest.mark.parametrize("viewer", ["ms:IT", "partner:QM", "public"])
def test_twins_answer_alike(viewer: str, run: Any, folder: Path, tmp_path: Path) -> None:
    """Two workspaces that differ only in what the viewer may not know give the same bytes for every command."""
    door = Folder(folder)
    homes = [door.states(one) for one in door.homes() if one in ("marenia", "workspace")]
    pair = twin_folders(homes, Principal(viewer), tmp_path, random.Random(7))
    commands: list[tuple[str, ...]] = [(name, "marenia") for name in ABOUT_ONE]
    commands += [("overview",), ("meeting",), ("diff", "marenia@2026-06-30", "marenia")]
    for command in commands:
        for form in ((), ("--json",)):
            one, other = (run(*command, "-w", path, *ON, "--as", viewer, *form) for path in pair)
            assert (one.code, one.out, one.err) == (other.code, other.out, other.err), command
            assert SECRET not in other.out + other.err


def test_broken_input_names_place_value_reason_and_remedy(run: Any, folder: Path, tmp_path: Path) -> None:
    """A fault in a file is told with file, line, field, value, why, and what to do; in JSON with the same keys."""
    source = sorted((folder / "roadmaps" / "marenia").iterdir())[-1]
    file = tmp_path / "broken.json"
    file.write_text(source.read_text().replace('"kind":"action"', '"kind":"aktion"', 1))
    told = run("check", file)
    assert told.code == 1
    assert "broken.json" in told.err
    assert "aktion" in told.err
    found = run("timetable", file, *ON, "--json")
    assert found.code == 3
    problem = found.json["problems"][0]
    assert problem["file"] == "broken.json"
    assert problem["row"] > 1
    assert (problem["column"], problem["value"]) == ("kind", "aktion")
    assert problem["reason"]
    assert problem["remedy"]


def test_fault_is_told_as_a_person_writes_it(run: Any, folder: Path, tmp_path: Path) -> None:
    """A fault on a line has no id beside it, and its marks are those of the reader's language."""
    source = sorted((folder / "roadmaps" / "marenia").iterdir())[-1]
    file = tmp_path / "broken.json"
    file.write_text(source.read_text().replace('"state":"planned"', '"state":"nearly"', 1))
    (problem,) = run("check", file, "--json").json["problems"]
    assert problem["element"]
    for language, start in (("en", "state “nearly”: error: "), ("fr", "state « nearly » : erreur : ")):
        told = " ".join(run("check", file, "--lang", language).err.split())
        assert f"broken.json:{problem['row']}:{start}" in told
        assert problem["element"] not in told


def test_new_overwrites_nothing(run: Any, tmp_path: Path) -> None:
    """A folder in which something lies is refused and left as it was; a new one is well-formed."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    assert run("new", tmp_path / "full").code == 3
    assert [one.name for one in (tmp_path / "full").iterdir()] == ["mine.txt"]
    assert run("new", tmp_path / "fresh").code == 0
    assert run("check", tmp_path / "fresh", "--json").json["data"]["errors"] == 0


def test_merge_with_conflict_writes_nothing(run: Any, folder: Path, tmp_path: Path) -> None:
    """What both sides changed differently is explained, ends with 1, and no file is written."""
    source = sorted((folder / "roadmaps" / "marenia").iterdir())[-1]
    name = "Refit three rescue vessels in Port Ansa"
    text = source.read_text()
    assert name in text
    for side in ("ours", "theirs"):
        (tmp_path / f"{side}.json").write_text(text.replace(name, f"{name}, {side}"))
    found = run("merge", source, tmp_path / "ours.json", tmp_path / "theirs.json", "-o", tmp_path / "merged.json")
    assert found.code == 1
    assert "ours" in found.out
    assert not (tmp_path / "merged.json").exists()


def test_fault_of_ours_has_a_number(run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken promise inside ends with 70 and an incident number, and shows no value of the roadmap."""
    import waypost.usecases.scheduling

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Marenia")

    monkeypatch.setattr(waypost.usecases.scheduling, "timetable_of", broken)
    found = run("timetable", "marenia", "-w", folder, *ON)
    assert (found.code, found.out) == (70, "")
    assert "Incident" in found.err
    assert "Marenia" not in found.err


def test_stopped_by_the_user(run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130."""
    import waypost.usecases.scheduling

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(waypost.usecases.scheduling, "timetable_of", stopped)
    assert run("timetable", "marenia", "-w", folder, *ON).code == 130


def test_help_answers_at_once() -> None:
    """`waypost --help` as a process of its own is fast, and names every command."""
    waypost = Path(sys.executable).with_name("waypost")
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        found = subprocess.run([waypost, "--help"], capture_output=True, text=True, check=True)
        best = min(best, time.perf_counter() - start)
        assert all(one.__name__ in found.stdout for one in COMMANDS)
    assert best < 1.0
