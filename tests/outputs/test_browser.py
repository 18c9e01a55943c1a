"""The specimen, which holds all that can stand in a brief, in a real browser: no barrier, noise or overflow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.outputs.specimen import specimen
from waypost.outputs.html.page import render_html
from waypost.words.wording import wording

pytest.importorskip("playwright.sync_api", reason="needs the packages of locks/deep.txt: make deep")

from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_pages import browser  # noqa: F401 - the browser that other pages are tried in

pytestmark = pytest.mark.deep

WIDTHS = (1280, 390, 320)
"""A desk, a telephone, and a desk at 400 % (look 10)."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_page_has_no_barrier_at_any_width(browser: Any, tmp_path: Path, language: str, scheme: str, width: int) -> None:  # noqa: F811
    """axe finds no barrier, the console stays empty, and nothing is wider than the window."""
    path = tmp_path / "page.html"
    path.write_bytes(render_html(specimen(), wording(language)))
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.goto(path.as_uri())
    found = Axe().run(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert not found.violations_count, found.generate_report()
    assert not noise
    assert wide <= width
