"""Papers of twins: what two workspaces write for a viewer is the same where they differ only in what that viewer may
not know.

The demo reads no workspace of anybody's; its briefs are composed here from twins of the workspace that it writes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.roadmap.twins import SECRET, twin_folders
from waypost.cli.main import main
from waypost.core.values import Principal
from waypost.usecases.samples import DemoOrder, demo_orders, write_samples
from waypost.workspace.folder import Folder

ON = ("--on", "2026-10-01")
MEETING = demo_orders()[0].meeting
FORMS = "pdf,docx,html,json"
KINDS = "agenda,results,followup"
SOME = ("ms:IT", "partner:QM", "public")
ONCE = tuple(one for one in demo_orders() if one.language == "en")
"""The orders of the demo, each reader of a roadmap once."""
ALL = ("eu", "ms:IT", "ms:FR", "ms:DE", "org:Frontex", "partner:QM", "partner:TN", "public")

Answer = tuple[int, str, str, dict[str, bytes]]
Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace; no test writes into it."""
    target = tmp_path_factory.mktemp("samples")
    write_samples(target)
    return target


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Runs a command in a workspace and in a new empty folder: how it ended, what it printed, the files it wrote."""
    numbers = iter(range(10_000))

    def call(workspace: Path, *arguments: str) -> Answer:
        desk = tmp_path / f"desk{next(numbers)}"
        desk.mkdir()
        monkeypatch.chdir(desk)
        code = main([*arguments, "-w", str(workspace)])
        out, err = capsys.readouterr()
        return code, out, err, {one.name: one.read_bytes() for one in sorted(desk.iterdir())}

    return call


def _twins(folder: Path, viewer: str, target: Path, *, only: tuple[str, ...] = ()) -> tuple[Path, Path]:
    """The sample workspace, or some of its homes, and its twin for a viewer."""
    door = Folder(folder)
    homes = [door.states(one) for one in door.homes() if not only or one in only]
    return twin_folders(homes, Principal(viewer), target, random.Random(7))


def _alike(ask: Ask, pair: tuple[Path, Path], *command: str, files: int) -> None:
    one, other = (ask(path, *command) for path in pair)
    assert one[:3] == other[:3], command
    assert one[3].keys() == other[3].keys(), command
    assert not [name for name in one[3] if one[3][name] != other[3][name]], command
    assert len(one[3]) == files or one[0] != 0, command
    assert SECRET not in other[1] + other[2]


@pytest.mark.parametrize("viewer", SOME)
def test_twins_have_the_same_papers(viewer: str, ask: Ask, folder: Path, tmp_path: Path) -> None:
    """Page one of the brief and the agenda of the meeting, as web page and as JSON, for a few viewers."""
    pair = _twins(folder, viewer, tmp_path, only=("marenia", "workspace"))
    forms = ("--form", "html,json", *ON, "--as", viewer)
    _alike(ask, pair, "brief", "marenia", "--length", "page", *forms, files=2)
    _alike(ask, pair, "note", MEETING, "--kind", "agenda", *forms, files=2)


@pytest.mark.deep
@pytest.mark.parametrize("viewer", ALL)
def test_twins_have_the_same_papers_in_every_form(viewer: str, ask: Ask, folder: Path, tmp_path: Path) -> None:
    """The whole brief and each paper of the meeting in every form, and where words are drawn in another language too;
    the shorter briefs as JSON."""
    pair = _twins(folder, viewer, tmp_path, only=("marenia", "workspace"))
    for language, forms in (("en", FORMS), ("fr", "html,json")):
        told = ("--lang", language, *ON, "--as", viewer)
        count = forms.count(",") + 1
        _alike(ask, pair, "brief", "marenia", "--form", forms, *told, files=count)
        _alike(ask, pair, "note", MEETING, "--kind", KINDS, "--form", forms, *told, files=3 * count)
    for length in ("page", "short"):
        _alike(ask, pair, "brief", "marenia", "--length", length, "--form", "json", *ON, "--as", viewer, files=1)


@pytest.mark.deep
@pytest.mark.parametrize("viewer", ALL)
def test_twins_answer_alike_about_every_roadmap(viewer: str, ask: Ask, folder: Path, tmp_path: Path) -> None:
    """Every command about a roadmap, for each of the sample roadmaps. Viewers take turns: half of them ask for one
    command, half of these as text and half as JSON."""
    pair = _twins(folder, viewer, tmp_path)
    about = ("timetable", "ledger", "balance", "progress", "review")
    turn = ALL.index(viewer)
    for number, home in enumerate(sorted(one.name for one in (folder / "roadmaps").iterdir())):
        form = ("--json",) if (turn // 2 + number) % 2 else ()
        for name in about[(turn + number) % 2 :: 2]:
            _alike(ask, pair, name, home, *ON, "--as", viewer, *form, files=0)
    for form in ((), ("--json",)):
        told = (*ON, "--as", viewer, *form)
        for by in ("partner", "framework", "ms:IT"):
            _alike(ask, pair, "overview", "--by", by, *told, files=0)
        _alike(ask, pair, "meeting", *told, files=0)
        _alike(ask, pair, "diff", "marenia@2026-06-30", "marenia", *told, files=0)


@pytest.mark.deep
@pytest.mark.parametrize("order", ONCE, ids=lambda order: order.name)
def test_twins_have_the_same_demo(order: DemoOrder, ask: Ask, folder: Path, tmp_path: Path) -> None:
    """Each brief of the demo, for its meeting and its two times, is the same from a twin of the demo's workspace."""
    pair = _twins(folder, order.viewer, tmp_path)
    times = ("--on", order.on.isoformat(), "--at", f"{order.at.isoformat()}T23:59:59Z")
    wanted = ("--meeting", order.meeting, "--lang", order.language, "--form", "pdf,html")
    _alike(ask, pair, "brief", order.roadmap, *wanted, *times, "--as", order.viewer, files=2)
