"""Where the tests of the web serve from. Django is set up with it as soon as this is read, once in a process; so
whatever needs Django can be imported by tests of this folder, whose conftest reads it first."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.web.grounds import GROUND
from waypost.usecases.serving import place_at
from waypost.web.application import set_up

_FOLDER: Final = TemporaryDirectory(prefix="waypost-served-")
PLACE: Final = place_at(Path(_FOLDER.name) / "served", "http://127.0.0.1:8000", GROUND.server)
set_up(PLACE)
