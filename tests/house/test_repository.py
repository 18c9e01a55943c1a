"""The repository itself: what is tracked, what is locked, what `make` offers, what CI runs."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from functools import cache
from pathlib import Path

import pytest

from tests.house.source import REPOSITORY

LOCKS = ("uv", "run", "web", "dev", "deep")
EACH_LOCK = pytest.mark.parametrize("lock", LOCKS)

# Written in two halves, so that this file does not hold what it looks for.
REGISTRIES = (
    "files.python" + "hosted",
    "pypi.org" + "/simple",
    "registry" + ".npmjs",
    "deb.debian" + ".org",
    "registry.yarn" + "pkg",
)
MACHINE_PATH = re.compile(r"(?<![\w.:/~$)}-])/(?:work|root|home|Users|tmp)/\w")


@cache
def tracked() -> tuple[str, ...]:
    """The paths of all tracked files; without a repository the test that asks is skipped."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("needs the git repository, and this is a copy without it")
    return tuple(path for path in listing.stdout.split("\0") if path and (REPOSITORY / path).is_file())


@cache
def texts() -> dict[str, str]:
    """The text of every tracked file that is text."""
    found = {}
    for path in tracked():
        data = (REPOSITORY / path).read_bytes()
        if b"\0" not in data:
            found[path] = data.decode("utf-8", errors="replace")
    return found


def pins(lock: str) -> dict[str, str]:
    """Name and version of every package of a lock."""
    text = (REPOSITORY / "locks" / f"{lock}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", text, flags=re.MULTILINE))


def targets() -> dict[str, str]:
    """Each target of the Makefile that a person types, with its comment."""
    found: dict[str, str] = {}
    for line in texts().get("Makefile", "").splitlines():
        if match := re.match(r"^([a-z]+):[^=]*$", line):
            found[match[1]] = line.partition(" ## ")[2]
    return found


# -------------------------------------------------------------------------------------------------- what is tracked


def test_no_file_names_a_package_registry() -> None:
    """Where packages come from is the setting of a machine, not of the project."""
    assert not [path for path, text in texts().items() for host in REGISTRIES if host in text]


def test_no_file_names_a_path_of_a_machine() -> None:
    """Nothing in the project depends on where somebody keeps it."""
    assert not {path: hits for path, text in texts().items() if (hits := MACHINE_PATH.findall(text))}


def test_no_file_is_huge() -> None:
    """What is made by a command is not tracked, and what is tracked is small enough to be read."""
    large = {path: size for path in tracked() if (size := (REPOSITORY / path).stat().st_size) > 1_500_000}
    assert not large


def test_text_files_end_with_one_newline_and_have_no_carriage_returns() -> None:
    """A difference between two versions shows what changed and nothing else."""
    ours = {path: text for path, text in texts().items() if path.endswith((".py", ".po", ".md", ".toml", ".in"))}
    assert not [path for path, text in ours.items() if text and (not text.endswith("\n") or "\r" in text)]


# --------------------------------------------------------------------------------------------------- what is locked


@EACH_LOCK
def test_lock_has_hashes_and_no_address(lock: str) -> None:
    """Every package is fixed to a version and to hashes, and no line says where it is fetched."""
    text = (REPOSITORY / "locks" / f"{lock}.txt").read_text(encoding="utf-8")
    assert not re.findall(r"https?://|file:|--index|--find-links|--trusted| @ ", text)
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.splitlines()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


@pytest.mark.parametrize(("larger", "smaller"), [("web", "run"), ("dev", "web"), ("deep", "dev")])
def test_larger_lock_holds_the_smaller(larger: str, smaller: str) -> None:
    """The tests run with the very versions that the package is installed with."""
    assert pins(smaller).items() <= pins(larger).items()


@EACH_LOCK
def test_lock_holds_what_was_asked_for(lock: str) -> None:
    """Every package named in `locks/*.in` is in the lock made from it."""
    asked = re.findall(
        r"^([a-z][a-z0-9.-]*)$", (REPOSITORY / "locks" / f"{lock}.in").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert asked
    assert set(asked) <= set(pins(lock))


def test_runtime_lock_and_project_name_the_same_packages() -> None:
    """What the package says it needs is what is locked for it."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = (REPOSITORY / "locks" / "run.in").read_text(encoding="utf-8").split()
    assert sorted(project["dependencies"]) == sorted(asked)


def test_lock_of_the_web_and_the_extras_name_the_same_packages() -> None:
    """What the extras say they need is locked for the web workspace; Spark, for a cluster, for the deep tests."""
    extras = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    lines = (REPOSITORY / "locks" / "web.in").read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if not line.startswith(("#", "-"))]
    spark = extras.pop("spark")
    assert sorted(one for extra in extras.values() for one in extra) == sorted(asked)
    assert set(spark) <= set((REPOSITORY / "locks" / "deep.in").read_text(encoding="utf-8").splitlines())


def test_base_install_has_none_of_the_heavy_libraries() -> None:
    """The base install stays small (design 6)."""
    assert not {"pandas", "numpy", "pyarrow", "ortools", "altair", "django"} & set(pins("run"))


# ------------------------------------------------------------------------------------------ what make and CI offer


def test_every_target_has_a_comment() -> None:
    """`make help` explains every target."""
    assert not [target for target, comment in targets().items() if len(comment) < 15]


def test_the_promised_targets_are_there() -> None:
    """Documents and CI may rely on these names."""
    promised = {"setup", "demo", "test", "check", "deep", "bench", "mutants", "pictures", "golden", "clean", "help"}
    offered = set(targets())
    assert promised <= offered


def test_scripts_that_targets_run_are_there() -> None:
    """A target never leads to a script that is not in the project."""
    text = texts()["Makefile"]
    tools = REPOSITORY / "tools"
    modules = set(re.findall(r"-m tools\.(\w+)", text))
    assert not [
        name for name in modules if not any((tools / f).is_file() for f in (f"{name}.py", f"{name}/__main__.py"))
    ]
    assert not [path for path in re.findall(r"@(tools/[\w-]+)", text) if not (REPOSITORY / path).is_file()]


def test_ci_runs_its_targets_and_stops_at_the_first_that_fails() -> None:
    """`.ci/run` is `make test`, then `make check`, and an error ends it; `make deep` is run by hand until green."""
    text = texts()[".ci/run"]
    assert "set -euo pipefail" in text
    assert re.search(r"for target in test check;", text)
    assert (REPOSITORY / ".ci" / "run").stat().st_mode & 0o111


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_the_papers_of_the_project_are_there(name: str) -> None:
    """Someone who finds the project finds what it is, under which licence, how to join and whom to warn."""
    length = len(texts().get(name, ""))
    assert length > 400


def test_licence_is_the_whole_text() -> None:
    """The licence named in pyproject.toml is the one in LICENSE, with all its articles and its appendix."""
    text = texts()["LICENSE"]
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [f"{n}." in text for n in range(1, 16)] == [True] * 15
    assert "Appendix" in text


def test_the_built_package_holds_every_file(tmp_path: Path) -> None:
    """Who installs Waypost gets every catalogue, template, table and sample that stands beside the code."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    ours = {path.removeprefix("src/") for path in tracked() if path.startswith("src/")}
    lost = ours - packed
    assert not lost
    assert any(name.endswith("licenses/LICENSE") for name in packed)


def test_the_source_package_holds_what_its_tests_need(tmp_path: Path) -> None:
    """Who unpacks the sources gets every file that git keeps, so that the tests run there too."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True)
    (packed,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    lost = {path for path in tracked() if (REPOSITORY / path).exists()} - names
    assert not lost


def test_each_planted_fault_finds_its_line() -> None:
    """What a planted fault replaces stands once in its file: a line that moved on would leave the fault unplanted."""
    planted = tomllib.loads((REPOSITORY / "tools" / "mutants.toml").read_text(encoding="utf-8"))["mutant"]
    source = REPOSITORY / "src" / "waypost"
    astray = [one["fault"] for one in planted if (source / one["file"]).read_text("utf-8").count(one["old"]) != 1]
    assert len(planted) >= 30
    assert not astray
