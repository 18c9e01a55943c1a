"""Every page of the demo in a real browser: reachable for everyone, quiet, self-contained, in both colour schemes.

Needs Debian's Chromium, which `make deep` installs.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs the packages of locks/deep.txt: make deep")

from axe_playwright_python.sync_playwright import Axe  # noqa: E402 - only where the line above found its packages

pytestmark = pytest.mark.deep

WIDTHS = (1280, 390)
"""A desk and a telephone, in CSS pixels."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    """Debian's Chromium without a window."""
    program = shutil.which("chromium")
    if program is None:
        reason = "needs chromium; 'make deep' installs it where it can"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with playwright.sync_playwright() as session:
        opened = session.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(demo_folder: Path) -> list[Path]:
    """Every page of the demo."""
    found = sorted(demo_folder.rglob("*.html"))
    assert demo_folder / "index.html" in found
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_barrier(browser: playwright.Browser, pages: list[Path], scheme: str) -> None:
    """axe finds no barrier on any page, in either colour scheme."""
    page = browser.new_page(color_scheme=scheme)
    barriers = {}
    for path in pages:
        page.goto(path.as_uri())
        found = Axe().run(page)
        if found.violations_count:
            barriers[path.name] = found.generate_report()
    page.close()
    assert not barriers, "\n".join(barriers.values())


def test_pages_load_nothing_and_complain_of_nothing(browser: playwright.Browser, pages: list[Path]) -> None:
    """A page is one file: it asks for no other, and the browser's console stays empty."""
    noise = []
    for path in pages:
        page = browser.new_page()
        page.on("console", lambda message, path=path: noise.append(f"{path.name}: {message.text}"))
        page.on("pageerror", lambda error, path=path: noise.append(f"{path.name}: {error}"))
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri(), wait_until="networkidle")
        noise.extend(f"{path.name} asks for {url}" for url in asked[1:] if not url.startswith("data:"))
        page.close()
    assert not noise


def test_pages_work_without_scripts(browser: playwright.Browser, pages: list[Path]) -> None:
    """With scripts off a page shows the same text as with them."""
    with_scripts = browser.new_context()
    without = browser.new_context(java_script_enabled=False)
    differing = []
    for path in pages:
        shown = []
        for context in (with_scripts, without):
            page = context.new_page()
            page.goto(path.as_uri())
            shown.append(page.locator("body").inner_text())
            page.close()
        if shown[0] != shown[1] or not shown[0].strip():
            differing.append(path.name)
    assert not differing


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_the_window(browser: playwright.Browser, pages: list[Path], width: int) -> None:
    """No page is wider than the window: what is wide scrolls in a box of its own."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    wide = {}
    for path in pages:
        page.goto(path.as_uri())
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[path.name] = found
    page.close()
    assert not wide


def test_links_between_pages_lead_somewhere(browser: playwright.Browser, pages: list[Path]) -> None:
    """Every link of a page to another file of the demo, and to a place on the same page, is there."""
    page = browser.new_page()
    lost = []
    for path in pages:
        page.goto(path.as_uri())
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))"):
            target, _, place = link.partition("#")
            if target and ":" not in target and not (path.parent / target).exists():
                lost.append(f"{path.name}: {link}")
            if not target and place and page.locator(f"[id='{place}']").count() != 1:
                lost.append(f"{path.name}: {link}")
    page.close()
    assert not lost
