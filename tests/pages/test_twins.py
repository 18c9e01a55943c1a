"""Pages of twins: what a reader is shown is the same, to the byte, whether or not there is something hidden."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.sitting import ON, ROOT, sit
from tests.pages.test_roadmaps import pages_of
from tests.roadmap.twins import SECRET, twin_folders
from waypost.core.pages.digest import digest_page
from waypost.core.pages.search import find, search_page
from waypost.core.roadmap.bodies import Meeting
from waypost.usecases.desk import Desk
from waypost.usecases.opening import open_roadmap
from waypost.usecases.pages import downloads, elements, meetings, partners, reference, roadmaps
from waypost.usecases.pages.known import needs, views
from waypost.workspace.folder import Folder

SOME = ("ms:IT", "partner:QM", "public")
QUESTIONS = ("return", SECRET, "4.1", "visa italy")
HOMES = ("workspace", "marenia")


@pytest.fixture(scope="module", params=SOME)
def twins(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    """A reader, and two workspaces that differ only in what that reader may not know."""
    door = Folder(ROOT)
    held = [door.states(home) for home in door.homes() if home in HOMES]
    one, other = twin_folders(held, request.param, tmp_path_factory.mktemp("twins"), random.Random(5))
    return request.param, one, other


def pages(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Every page of this half of the workspace for a reader, by name."""
    yield "meetings", meetings.meetings(desk)
    yield "dialogues", meetings.dialogues(desk)
    yield "frameworks", reference.frameworks(desk)
    yield "framework", reference.framework(desk, "NDICI")
    yield "routes", reference.routes(desk)
    yield "partners", partners.partners(desk)
    yield "partner", partners.partner(desk, "TN")
    yield "digest", desk.set(digest_page(needs(desk.asking), desk.viewer, ON, (), signed_in=False))
    yield "member state", reference.member_state(desk, "IT")
    for question in QUESTIONS:
        hits = find(views(desk.asking), question)
        yield f"search {question}", desk.set(search_page("", hits, asked=True))
    yield "downloads", downloads.downloads(desk, "marenia")
    yield "portfolio", roadmaps.portfolio(desk)
    yield "money", roadmaps.money(desk, "marenia")
    yield "balance", roadmaps.balance(desk, "marenia")
    yield from pages_of(desk, "marenia")
    view = open_roadmap("marenia", desk.asking).view
    for element in list(view)[::15]:
        yield f"element {element.id}", elements.element(desk, "marenia", element.id)
    for element, _ in view.of(Meeting):
        yield f"meeting {element.id}", meetings.meeting(desk, element.id)


def test_pages_of_twins_are_the_same(twins: tuple[str, Path, Path], tmp_path: Path) -> None:
    """No page differs between two workspaces that differ only in what its reader may not know."""
    viewer, one, other = twins
    drawn = (dict(pages(sit(viewer, folder=folder, drawings=tmp_path))) for folder in (one, other))
    first, second = drawn
    assert first.keys() == second.keys()
    assert not [name for name in first if first[name] != second[name]]
    assert not [name for name, body in second.items() if SECRET.encode() in body]


def test_twins_are_told_apart_by_who_may_know(twins: tuple[str, Path, Path]) -> None:
    """The twin does hold what this reader may not know: somebody else's search finds it."""
    viewer, _, other = twins
    found = [one for who in ("eu", "partner:QM") for one in find(views(sit(who, folder=other).asking), SECRET)]
    assert found
    assert not find(views(sit(viewer, folder=other).asking), SECRET)
