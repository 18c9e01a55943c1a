"""The demo as a folder: it appears whole or not at all, however the command ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from waypost.core.errors import Refused
from waypost.usecases.demo import write_demo
from waypost.usecases.samples import demo_orders
from waypost.words.wording import wording

WAYPOST = Path(sys.executable).with_name("waypost")


def _stopped(folder: Path, how: signal.Signals) -> tuple[int, str, str]:
    """Start the demo, and stop it while it writes its first brief: exit code, standard output, standard error."""
    run = subprocess.Popen([WAYPOST, "demo", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stderr is not None
    first = run.stderr.readline()
    run.send_signal(how)
    out, err = run.communicate(timeout=60)
    return run.returncode, out, first + err


@pytest.mark.parametrize("there", [False, True], ids=["no folder", "an empty folder"])
def test_ctrl_c_leaves_things_as_they_were(tmp_path: Path, there: bool) -> None:
    """Stopped by Ctrl-C the demo ends with 130, without a result, and leaves what was there before."""
    folder = tmp_path / "demo"
    if there:
        folder.mkdir()
    code, out, err = _stopped(folder, signal.SIGINT)
    assert (code, out) == (130, "")
    assert "Traceback" not in err
    assert [one.name for one in tmp_path.rglob("*")] == (["demo"] if there else [])


def test_what_a_killed_demo_leaves_is_swept_by_the_next(tmp_path: Path) -> None:
    """Killed, it leaves no demo but a hidden folder beside it, which the next one removes."""
    folder = tmp_path / "demo"
    code, _, _ = _stopped(folder, signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert not folder.exists()
    assert [one.name for one in tmp_path.iterdir() if not one.name.endswith(".part")] == []
    code, _, _ = _stopped(folder, signal.SIGINT)
    assert code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_demo_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    """Whatever stops it between two briefs, nothing is left, not even the folders on the way."""

    def break_off(name: str) -> None:
        raise RuntimeError(name)

    with pytest.raises(RuntimeError):
        write_demo(tmp_path / "new" / "folders" / "demo", wording("en"), break_off)
    assert list(tmp_path.iterdir()) == []


def test_a_demo_overwrites_nothing(tmp_path: Path) -> None:
    """A folder in which something lies is refused before anything is drawn, and left as it was."""
    (tmp_path / "mine.txt").write_text("mine")
    told: list[str] = []
    with pytest.raises(Refused):
        write_demo(tmp_path, wording("en"), told.append)
    assert told == []
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.deep
def test_demo_says_how_far_it_is_and_prints_its_index(demo_folder: Path, tmp_path: Path) -> None:
    """Into a pipe: one plain line a brief on standard error, the path of the index alone on standard output; with
    --quiet nothing but the path. Both demos are the same to the byte."""
    assert (demo_folder.parent / "out").read_text() == f"{demo_folder / 'index.html'}\n"
    figures = "Figures: the small tables that come with Waypost."
    lines = [*(f"Writing briefs/{order.name}" for order in demo_orders()), figures]
    assert (demo_folder.parent / "err").read_text().splitlines() == lines
    quiet = tmp_path / "quiet"
    run = subprocess.run([WAYPOST, "demo", quiet, "--quiet"], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == (f"{quiet / 'index.html'}\n", "")
    one, other = ({path.relative_to(f): path for path in f.rglob("*")} for f in (demo_folder, quiet))
    assert one.keys() == other.keys()
    assert not [name for name in one if one[name].is_file() and one[name].read_bytes() != other[name].read_bytes()]
