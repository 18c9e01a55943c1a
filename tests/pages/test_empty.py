"""Pages of a workspace in which nothing is: each says so, and leads on whoever may begin."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.pages.sitting import sit
from tests.pages.test_element import blocks
from waypost.core.goto import goto
from waypost.core.pages.needs import Needs
from waypost.core.pages.page import Empty
from waypost.core.pages.portfolio import portfolio_page
from waypost.core.values import EU
from waypost.usecases.pages import meetings, partners, reference
from waypost.usecases.starting import new_workspace
from waypost.words.wording import wording

NOTHING = Needs(settle=(), confirm=(), late=(), soon=(), ahead=())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace."""
    found = tmp_path_factory.mktemp("empty")
    new_workspace(found, EU, wording("en"), now=datetime(2026, 10, 1, tzinfo=UTC))
    return found


@pytest.mark.parametrize("language", ["en", "fr", "de", "ar"])
def test_every_list_can_be_empty(folder: Path, language: str) -> None:
    """The lists over all roadmaps are pages where there is no roadmap, in every language."""
    desk = sit("eu", folder=folder, language=language)
    made = (meetings.meetings(desk), meetings.dialogues(desk), reference.frameworks(desk), partners.partners(desk))
    assert all(b"<h1" in page for page in made)
    assert b'<details class="fold" open' in made[2]
    assert b'<details class="fold" open' in made[3]


@pytest.mark.parametrize("starts", [True, False])
def test_who_may_begin_is_led_there(starts: bool) -> None:
    """Where no partnership is, whoever may start a roadmap finds the two ways, and nobody else does."""
    page = portfolio_page(EU, (), None, NOTHING, datetime(2026, 10, 1, tzinfo=UTC).date(), starts=starts)
    (empty,) = (one for one in blocks(page.blocks) if isinstance(one, Empty))
    assert [act.to.name for act in empty.acts] == (["start", "import"] if starts else [])
    assert (goto("start") in [act.to for act in empty.acts]) is starts
