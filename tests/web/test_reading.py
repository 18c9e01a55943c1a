"""Reading: a folder through `see` and a database behind its wall give one viewer the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.web.browser import Served
from tests.web.grounds import GROUND
from waypost.core.errors import NotThere
from waypost.core.places import Place as Anywhere
from waypost.core.roadmap.elements import WORKSPACE
from waypost.core.values import Principal
from waypost.usecases.opening import Asking, Opened, Seen, once, open_all, open_roadmap
from waypost.usecases.samples import sample_folder
from waypost.workspace.database.gate import Walled
from waypost.workspace.folder import Folder

ROOT = Path(str(sample_folder()))
ON = date(2026, 10, 1)
VIEWERS = ("eu", "ms:IT", "ms:FR", "partner:QM", "partner:TN", "org:IOM", "public")


@pytest.fixture(scope="module")
def database(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Anywhere:
    """The sample workspace in a database."""
    return GROUND.copy(served.place, tmp_path_factory.mktemp("reading") / "place").roadmaps


def told(opened: Opened) -> Iterator[object]:
    """Everything that a use case may ask of an opened roadmap."""
    for view in (opened.view, *opened.history, opened.view_on(date(2026, 6, 1)), opened.workspace):
        yield view and (view.home, view.at, view.elements, view.reasons)
    yield opened.view_on(date(1990, 1, 1))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_folder_and_wall_give_the_same(database: Anywhere, viewer: str) -> None:
    """Whoever reads behind the wall gets the roadmaps, moments, elements and reasons that the folder gives."""
    eyes = Principal(viewer)
    with closing(Walled(database, eyes)) as walled:
        behind = open_all(once(Asking(viewer=eyes, on=ON, reading=walled)))
        beside = open_all(Asking(viewer=eyes, on=ON, folder=ROOT))
        assert [list(told(one)) for one in behind] == [list(told(one)) for one in beside]
        assert len(behind) > 3


def test_reading_is_never_led_to_a_file(database: Anywhere, tmp_path: Path) -> None:
    """Where a reading is given, a name is a slug and nothing else: no file, no home that is no roadmap."""
    state = next((ROOT / "roadmaps" / "marenia").glob("*.json"))
    with closing(Walled(database, Principal("eu"))) as walled:
        asking = Asking(on=ON, reading=walled)
        for name in (str(state), "../marenia", WORKSPACE, "", "marenia.xlsx"):
            with pytest.raises(NotThere):
                open_roadmap(name, asking)


def test_page_reads_a_home_once() -> None:
    """A use case that asks for a home several times reads it once."""
    asked: list[str] = []

    class Counting(Seen):
        def view_at(self, home, at):  # type: ignore[no-untyped-def]
            asked.append(home)
            return super().view_at(home, at)

    eyes = Principal("eu")
    asking = once(Asking(on=ON, reading=Counting(Folder(ROOT), eyes)))
    assert all(one.workspace is not None for one in open_all(asking))
    assert sorted(asked) == sorted(set(asked))
