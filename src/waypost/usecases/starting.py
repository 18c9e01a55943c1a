"""Starting: a workspace with a guide, empty or with the sample roadmaps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from waypost.core.errors import Problem, Refused
from waypost.core.roadmap.elements import WORKSPACE, State
from waypost.core.say import say
from waypost.core.values import Missing, Principal
from waypost.usecases.comparing import write_new
from waypost.usecases.samples import write_samples
from waypost.words.wording import Wording
from waypost.workspace.folder import Folder

GUIDE = "GUIDE.md"


def new_workspace(folder: Path, by: Principal, words: Wording, *, now: datetime) -> tuple[Path, ...]:
    """An empty workspace: the home of series and meetings, and a guide, the last of the files.

    Raises Refused when something lies in the folder already.
    """
    refuse_full(folder)
    Folder(folder).write(State(home=WORKSPACE, at=now, by=by, why=Missing.NOT_APPLICABLE, elements=()))
    return _with_guide(folder, words)


def sample_workspace(folder: Path, words: Wording) -> tuple[Path, ...]:
    """A workspace with the sample roadmaps and a guide, the last of the files.

    Raises Refused when something lies in the folder already.
    """
    refuse_full(folder)
    write_samples(folder)
    return _with_guide(folder, words)


def _with_guide(folder: Path, words: Wording) -> tuple[Path, ...]:
    write_new(folder / GUIDE, words.plain(say("cli.guide")).encode())
    return (*sorted(folder.rglob("*.json")), folder / GUIDE)


def refuse_full(folder: Path) -> None:
    """Raises Refused when a folder is there and not empty, or is no folder: nothing of anybody's is overwritten."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        reason, remedy = say("cli.folder_full"), say("cli.folder_full.remedy")
        raise Refused((Problem(code="cli.folder_full", reason=reason, remedy=remedy, file=str(folder)),))
