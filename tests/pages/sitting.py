"""A desk at a folder, without a server: what a use case makes for one reader of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from waypost.core.values import Principal
from waypost.outputs.html.site import Shell
from waypost.usecases.desk import Desk
from waypost.usecases.opening import Asking, once
from waypost.usecases.samples import sample_folder
from waypost.usecases.serving import Place
from waypost.words.wording import wording

ROOT = Path(str(sample_folder()))
ON = date(2026, 10, 1)
NOW = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)


def sit(viewer: str, *, folder: Path = ROOT, language: str = "en", drawings: Path = Path("unused")) -> Desk:
    """A desk of a reader at a folder; nobody is signed in."""
    eyes = Principal(viewer)
    return Desk(
        asking=once(Asking(viewer=eyes, on=ON, folder=folder)),
        shell=Shell(language=language, viewer=eyes),
        words=wording(language),
        visitor=None,
        place=Place(folder=drawings, origin="http://127.0.0.1:8000", key="key"),
        now=NOW,
    )
