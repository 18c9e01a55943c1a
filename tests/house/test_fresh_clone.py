"""The two commands of the README in a fresh clone in an empty folder, as a stranger types them."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from tests.house.source import REPOSITORY

pytestmark = pytest.mark.deep


def _type(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command without what this test's own environment holds of a virtual environment."""
    environment = {
        name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL"}
    }
    return subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone of what is committed."""
    folder = tmp_path_factory.mktemp("empty") / "waypost"
    run = _type(["git", "clone", "--quiet", str(REPOSITORY), str(folder)], REPOSITORY)
    if run.returncode:
        pytest.skip(f"needs the git repository: {run.stderr.strip()}")
    return folder


@pytest.fixture(scope="module")
def demo(clone: Path) -> tuple[Path, str, float]:
    """The folder that `make demo` writes in the clone, what it prints, and the seconds that it took."""
    began = time.monotonic()
    run = _type(["make", "demo"], clone)
    assert run.returncode == 0, run.stdout + run.stderr
    return clone / "demo", run.stdout, time.monotonic() - began


def test_demo_of_a_fresh_clone_ends_with_the_path_of_its_index(demo: tuple[Path, str, float]) -> None:
    """`make demo` sets everything up, writes the demo in minutes, and its last line is the path of its index."""
    folder, printed, seconds = demo
    index = Path(printed.rstrip().splitlines()[-1])
    assert index.resolve() == (folder / "index.html").resolve()
    assert index.is_file()
    assert seconds < 300


def test_demo_leads_to_files_that_are_there(demo: tuple[Path, str, float]) -> None:
    """Every link of the demo's index leads to a paper in it, and to every paper in it leads a link."""
    folder = demo[0]
    links = re.findall(r'href="([^"#:]+)"', (folder / "index.html").read_text(encoding="utf-8"))
    papers = {one for part in ("briefs", "papers") for one in (folder / part).iterdir() if one.is_file()}
    assert {folder / link for link in links} == papers


@pytest.mark.usefixtures("demo")
def test_make_writes_into_its_own_folders_only(clone: Path) -> None:
    """After `make demo` nothing is new but `.venv` and `demo`, and what Python keeps of modules it has read."""
    assert _type(["git", "status", "--porcelain"], clone).stdout == ""
    new = _type(["git", "status", "--porcelain", "--ignored"], clone).stdout.splitlines()
    assert {one for one in new if not one.endswith("__pycache__/")} == {"!! .venv/", "!! demo/"}


def test_set_up_again_does_nothing(clone: Path) -> None:
    """`make setup` is quick and silent when nothing changed."""
    assert _type(["make", "setup"], clone).returncode == 0
    began = time.monotonic()
    again = _type(["make", "setup"], clone)
    assert (again.returncode, again.stdout) == (0, "")
    assert time.monotonic() - began < 2


def test_set_up_refuses_another_python_in_a_sentence(clone: Path, tmp_path: Path) -> None:
    """Where Python has another version, `make setup` says which is needed and how to name one."""
    other = tmp_path / "python3"
    other.write_text('#!/bin/sh\nexec python3 -c "import sys; sys.version_info = (3, 9, 1); exec(sys.argv[2])" "$@"\n')
    other.chmod(0o755)
    (clone / "locks" / "uv.txt").touch()
    run = _type(["make", "setup", f"PYTHON={other}"], clone)
    assert run.returncode != 0
    assert "Waypost needs Python 3.11; this one is 3.9." in run.stderr


def test_base_install_is_small(clone: Path, tmp_path: Path) -> None:
    """What the package needs to run takes less than 400 MB (design 6), and as much as the README says."""
    uv = REPOSITORY / ".venv" / "bin" / "uv"
    folder = tmp_path / "base"
    assert _type([str(uv), "venv", "--quiet", "--python", "3.11", str(folder)], clone).returncode == 0
    lock = clone / "locks" / "run.txt"
    install = [str(uv), "pip", "install", "--quiet", "--python", str(folder / "bin" / "python"), "--require-hashes"]
    run = _type([*install, "--only-binary", ":all:", "--link-mode", "copy", "-r", str(lock)], clone)
    assert run.returncode == 0, run.stderr
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    assert size < 400_000_000
    stated = re.search(r"take (\d+) MB", (clone / "README.md").read_text(encoding="utf-8"))
    assert stated is not None
    assert abs(size / 1e6 - int(stated.group(1))) < 10
