"""How long a brief is on paper: one page, at most four, or full."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from tests.brief.conftest import Compose
from waypost.core.brief.tree import Brief
from waypost.core.values import EU
from waypost.outputs.pdf.document import render_pdf
from waypost.usecases.samples import DemoOrder, demo_orders
from waypost.words.wording import wording

ORDERS = tuple(demo_orders())
MOST = {"page": 1, "short": 4}


def pages(brief: Brief, language: str) -> int:
    """How many pages a brief has on paper."""
    return len(pypdfium2.PdfDocument(render_pdf(brief, wording(language))))


@pytest.mark.parametrize("length", MOST)
@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.name)
def test_brief_of_the_demo_keeps_its_length(order: DemoOrder, length: str, composed: Compose) -> None:
    """A page is one page, a short brief at most four."""
    assert pages(composed(order, length), order.language) <= MOST[length]


@pytest.mark.deep
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sample_roadmap_keeps_its_length(language: str, folder: Path, composed: Compose) -> None:
    """So does the brief of every roadmap of the sample workspace, in English and in French, which is longer."""
    names = sorted(one.name for one in (folder / "roadmaps").iterdir())
    day = date(2026, 10, 1)
    orders = [
        DemoOrder(roadmap=name, viewer=EU, language=language, on=day, at=day, meeting=None)  # type: ignore[arg-type]
        for name in names
    ]
    found = {(one.roadmap, length): pages(composed(one, length), language) for one in orders for length in MOST}
    assert {key: n for key, n in found.items() if n > MOST[key[1]]} == {}
