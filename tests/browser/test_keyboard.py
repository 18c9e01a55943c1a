"""Work done with the keyboard alone: an action is changed, and a file is taken in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import openpyxl
import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs the packages of locks/deep.txt: make deep")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs the packages of locks/deep.txt")

from tests.browser.test_pages import browser  # noqa: E402, F401 - only where the lines above found their packages
from tests.browser.test_web import served  # noqa: E402, F401
from tests.browser.web import Workspace, tab_onto  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.deep


@pytest.fixture(scope="module")
def page(browser: Browser, served: Workspace) -> Iterator[Page]:  # noqa: F811
    """A page of the secretariat, signed in: the same for all, since a one-time code is taken once."""
    context = browser.new_context()
    found = context.new_page()
    served.sign_in(found, "secretariat")
    yield found
    context.close()


def press(page: Page, role: str, name: str) -> None:
    """Go to a link or a button by Tab, and press Enter on it."""
    tab_onto(page, page.get_by_role(role, name=name).first)  # type: ignore[arg-type]
    page.keyboard.press("Enter")


def test_an_action_is_changed_by_keyboard(page: Page, served: Workspace) -> None:  # noqa: F811
    """From an action to its form, into a field, to the button: what was typed stands on the page."""
    page.goto(f"{served.address}/roadmaps/marenia/timetable/")
    link = page.locator("a[href*='/elements/']").first.get_attribute("href") or ""
    page.goto(f"{served.address}{link.partition('?')[0]}")
    press(page, "link", "Edit")
    page.wait_for_url("**/edit**")
    tab_onto(page, page.locator("[name=number]"))
    page.keyboard.press("Control+A")
    page.keyboard.type("77.8")
    tab_onto(page, page.locator("main form button.main").first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/elements/\w+/(?:[?#].*)?$"))
    assert page.get_by_text("77.8").count()


def test_a_file_is_taken_in_by_keyboard(page: Page, served: Workspace) -> None:  # noqa: F811
    """A returned workbook is sent, looked at and taken without a mouse; only the file itself is chosen in the window of
    the system."""
    raw = page.request.get(f"{served.address}/roadmaps/marenia/download/xlsx").body()
    book = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = book["Actions"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(3, heads["Place"]).value = "The harbour of the north"
    held = io.BytesIO()
    book.save(held)
    page.goto(f"{served.address}/import/")
    field = page.locator("input[type=file]")
    tab_onto(page, field)
    field.set_input_files({"name": "back.xlsx", "mimeType": "application/octet-stream", "buffer": held.getvalue()})
    tab_onto(page, page.locator("main form button.main").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/import/*/**")
    assert page.get_by_text("The harbour of the north").count()
    tab_onto(page, page.locator("main form button.main").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/roadmaps/marenia/**")
