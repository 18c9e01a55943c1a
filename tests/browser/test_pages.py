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

WIDTHS = (1280, 390, 360, 320)
"""A desk, two telephones, and a desk at 400 %, in CSS pixels (look 10)."""
SHEET = 718
"""The width of a sheet of A4 between margins of 10 mm, in CSS pixels."""

WIDTH = "document.documentElement.scrollWidth"
LIGHTNESS = "Math.max(...getComputedStyle(document.querySelector('h1')).color.match(/[0-9.]+/g).slice(0, 3)) / 255"
"""How light the ink of the title is: 0 black, 1 white."""
STOPS = """(() => {
  const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')];
  const shown = all.filter(one => one.checkVisibility() && !one.closest('details:not([open]) > :not(summary)'));
  shown.forEach((one, number) => one.dataset.stop = number);
  return shown.length;
})()"""
"""Numbers what the keyboard is to reach, in the order of the page; how many there are."""
STOP = """(() => {
  const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  return [Number(here.dataset.stop ?? -1), inView && ring];
})()"""
"""Where the focus is, and whether it is seen there."""

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


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_pages_have_no_barrier(browser: playwright.Browser, pages: list[Path], scheme: str, width: int) -> None:
    """axe finds no barrier on any page, in either colour scheme, at a desk and on a telephone."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
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
        found = page.evaluate(WIDTH)
        if found > width:
            wide[path.name] = found
    page.close()
    assert not wide


def test_pages_can_be_printed(browser: playwright.Browser, pages: list[Path]) -> None:
    """On paper a page is no wider than the sheet, dark ink on white whatever the scheme of the screen, with nothing
    that only a screen can do."""
    page = browser.new_page(color_scheme="dark", viewport={"width": SHEET, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")
    faults = []
    for path in pages:
        page.goto(path.as_uri())
        if page.evaluate(WIDTH) > SHEET:
            faults.append(f"{path.name} is wider than a sheet")
        if page.evaluate(LIGHTNESS) > 0.2:
            faults.append(f"{path.name} is printed in light ink")
        if page.locator(".skip, .contents, summary").filter(visible=True).count():
            faults.append(f"{path.name} prints what only a screen can do")
    page.close()
    assert not faults


def test_pages_can_be_read_by_keyboard(browser: playwright.Browser, pages: list[Path]) -> None:
    """Tab reaches every link, every table that scrolls and every fold, once each, in the order of the page, and it
    is seen where one is; Enter opens a fold."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    faults = []
    for path in pages:
        page.goto(path.as_uri())
        stops = page.evaluate(STOPS)
        page.evaluate("window.scrollTo(0, 0)")
        reached = []
        for _ in range(stops):
            page.keyboard.press("Tab")
            number, seen = page.evaluate(STOP)
            reached.append(number)
            if not seen:
                faults.append(f"{path.name}: stop {number} cannot be seen to have the focus")
        if reached != list(range(stops)):
            faults.append(f"{path.name}: Tab reaches {reached} of {stops} stops")
        folds = page.locator("summary")
        if folds.count():
            folds.first.focus()
            page.keyboard.press("Enter")
            if not page.locator("details[open] table").first.is_visible():
                faults.append(f"{path.name}: Enter opens no fold")
    page.close()
    assert not faults


def test_every_chart_has_its_numbers(browser: playwright.Browser, pages: list[Path]) -> None:
    """Beside each chart stand its numbers as a table with heads and rows, and its words for those who cannot see
    it."""
    page = browser.new_page()
    lacking = []
    charts = 0
    for path in pages:
        page.goto(path.as_uri())
        for chart in page.locator("figure.drawing").all():
            charts += 1
            name = chart.locator("h3").inner_text()
            for part in ("details thead th", "details tbody tr td", "svg[role=img][aria-label]"):
                if not chart.locator(part).count():
                    lacking.append(f"{path.name}, {name}: {part}")
    page.close()
    assert charts
    assert not lacking


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
