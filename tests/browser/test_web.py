"""The web workspace in a real browser: no barrier on any page, no sideways scrolling, nothing lost without scripts, and
the main journeys by mouse and by keyboard.

A short set runs wherever Chromium is; the rest is for `make deep`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs the packages of locks/deep.txt: make deep")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs the packages of locks/deep.txt")

from tests.browser.test_pages import WIDTH, browser  # noqa: E402, F401 - only where the lines above found their packages
from tests.browser.web import Workspace, code_of, tab_onto, workspace  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PUBLIC = (
    *(
        "/",
        "/routes/",
        "/partners/",
        "/partners/TN/",
        "/meetings/",
        "/dialogues/",
        "/frameworks/",
        "/frameworks/NDICI/",
        "/search/",
    ),
    "/sign-in",
)
OWN = (
    *(
        "/drafts/",
        "/start/",
        "/digest/",
        "/account/",
        "/people/",
        "/import/",
        "/member-states/IT/",
        "/roadmaps/marenia/",
        "/rules/R7/",
    ),
    *(f"/roadmaps/marenia/{tab}/" for tab in ("timetable", "objectives", "money", "balance", "review", "changes")),
    *("/roadmaps/marenia/history/", "/roadmaps/marenia/downloads/", "/nothing/"),
    *("/roadmaps/marenia/proposals/", "/roadmaps/marenia/add/action"),
)
FORMS = ("edit", "audience", "split")
"""Forms of an action that are looked at."""
KINDS = ("Action", "Contribution", "Indicator", "Objective")
SIDES = (("light", "en", 1280), ("dark", "ar", 1280), ("dark", "fr", 390), ("light", "ar", 390))
"""Scheme, language (and with it the direction) and width in which every page is looked at."""

COMPLAINTS = ("error", "warning")
"""What a console says of something that is wrong."""
LONG = 120_000
"""Milliseconds in which a paper must come down, on a machine that does other things too."""

Signed = dict[str, Any]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample workspace, served until the tests of this file are over."""
    with workspace(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(scope="module")
def presidency(browser: Browser, served: Workspace) -> Signed:  # noqa: F811 - pytest hands the fixture over by its name
    """What a browser keeps once the Presidency has signed in."""
    context = browser.new_context()
    served.sign_in(context.new_page(), "presidency")
    kept: Signed = dict(context.storage_state())
    context.close()
    return kept


def opened(
    of: Browser,
    served: Workspace,
    kept: Signed | None = None,
    *,
    scheme: str = "light",
    language: str = "en",
    **more: Any,
) -> BrowserContext:
    """A browser of somebody, in a scheme and a language."""
    context = of.new_context(color_scheme=scheme, storage_state=kept, **more)
    context.add_cookies([{"name": "language", "value": language, "url": served.address}])
    return context


def pages_of(page: Page, served: Workspace) -> list[str]:
    """The addresses of every kind of page: those above, and one element of many kinds, and two meetings."""
    found = [*PUBLIC, *OWN]
    page.goto(f"{served.address}/meetings/")
    meetings = page.eval_on_selector_all("a[href^='/meetings/']", "all => all.map(a => a.getAttribute('href'))")
    whole = sorted({one for one in meetings if re.fullmatch(r"/meetings/\w+/", one)})
    found.extend(whole[:2])
    for tab in ("timetable", "money", "objectives"):
        page.goto(f"{served.address}/roadmaps/marenia/{tab}/")
        links = page.eval_on_selector_all("a[href*='/elements/']", "all => all.map(a => a.getAttribute('href'))")
        found.extend(sorted({one for one in links if re.fullmatch(r"/roadmaps/marenia/elements/\w+/", one)})[:2])
        if tab == "timetable":
            of = found[-1]
            found.extend(f"{of}{form}" for form in FORMS)
    return found


def barriers(page: Page, address: str, path: str) -> str:
    """What axe finds on a page, in words; empty where nothing."""
    page.goto(f"{address}{path}")
    report = axe.Axe().run(page)
    return f"{path}\n{report.generate_report()}" if report.violations_count else ""


# The short set -----------------------------------------------------------------------------------------------------


def test_somebody_signs_in_by_keyboard_and_reads(browser: Browser, served: Workspace) -> None:  # noqa: F811
    """With the keyboard alone: name, password, code, then by the skip link to the content and on to a partnership."""
    context = opened(browser, served)
    page = context.new_page()
    page.goto(f"{served.address}/sign-in")
    account = served.accounts["italy"]
    tab_onto(page, page.locator("[name=login]"))
    page.keyboard.type("italy")
    tab_onto(page, page.locator("[name=password]"))
    page.keyboard.type(account["password"])
    page.keyboard.press("Enter")
    page.locator("input[name=code]").wait_for()
    tab_onto(page, page.locator("[name=code]"))
    page.keyboard.type(code_of(account["secret"]))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.address}/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    tab_onto(page, page.get_by_role("link", name="Marenia", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/roadmaps/marenia/**")
    assert page.locator("h1").inner_text() == "Marenia"
    context.close()


def test_some_pages_have_no_barrier(browser: Browser, served: Workspace, presidency: Signed) -> None:  # noqa: F811
    """axe finds nothing on a page of each sort, and each fits the narrowest screen; the console stays empty."""
    context = opened(browser, served, presidency, viewport={"width": 320, "height": 800})
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text) if message.type in COMPLAINTS else None)
    page.on("pageerror", lambda error: noise.append(str(error)))
    found = []
    for path in ("/", "/meetings/", "/roadmaps/marenia/", "/search/", "/routes/"):
        found.append(barriers(page, served.address, path))
        assert page.evaluate(WIDTH) <= 320, path
    context.close()
    assert not "".join(found), "\n".join(found)
    assert not noise


# The whole ---------------------------------------------------------------------------------------------------------


@pytest.mark.deep
@pytest.mark.parametrize(("scheme", "language", "width"), SIDES)
def test_no_page_has_a_barrier(
    browser: Browser,  # noqa: F811
    served: Workspace,
    presidency: Signed,
    scheme: str,
    language: str,
    width: int,
) -> None:
    """axe finds no barrier on any page, in either scheme, in either direction, at a desk and on a telephone."""
    view = {"width": width, "height": 900}
    context = opened(browser, served, presidency, scheme=scheme, language=language, viewport=view)
    page = context.new_page()
    paths = pages_of(page, served)
    found = [one for path in paths if (one := barriers(page, served.address, path))]
    context.close()
    assert len(paths) > 25
    assert not found, "\n".join(found)


@pytest.mark.deep
@pytest.mark.parametrize("language", ["en", "fr", "ar", "de"])
def test_every_page_fits_the_narrowest_screen(
    browser: Browser,  # noqa: F811
    served: Workspace,
    presidency: Signed,
    language: str,
) -> None:
    """At 320 px, which is a desk at 400 %, no page is wider than the window."""
    context = opened(browser, served, presidency, language=language, viewport={"width": 320, "height": 800})
    page = context.new_page()
    wide = {}
    for path in pages_of(page, served):
        page.goto(f"{served.address}{path}")
        if page.evaluate(WIDTH) > 320:
            wide[path] = page.evaluate(WIDTH)
    context.close()
    assert not wide


@pytest.mark.deep
def test_pages_of_a_keeper_have_no_barrier(browser: Browser, served: Workspace) -> None:  # noqa: F811
    """What only a keeper of accounts reads: axe finds nothing on it in either scheme and direction."""
    context = browser.new_context()
    served.sign_in(context.new_page(), "keeper")
    kept: Signed = dict(context.storage_state())
    context.close()
    found = []
    for scheme, language, width in SIDES:
        context = opened(
            browser, served, kept, scheme=scheme, language=language, viewport={"width": width, "height": 900}
        )
        page = context.new_page()
        found += [
            barriers(page, served.address, path) for path in ("/people/", "/people/log/", "/people/log/?show=sign-ins")
        ]
        context.close()
    assert [one for one in found if one] == []


@pytest.mark.deep
def test_pages_say_the_same_without_scripts(browser: Browser, served: Workspace, presidency: Signed) -> None:  # noqa: F811
    """With scripts off every page shows the same words as with them."""
    shown: list[dict[str, str]] = []
    for scripts in (True, False):
        context = opened(browser, served, presidency, java_script_enabled=scripts)
        page = context.new_page()
        paths = [*PUBLIC, *OWN]
        texts = {}
        for path in paths:
            page.goto(f"{served.address}{path}")
            # A minute may pass between the two: a session tells when it was last used.
            texts[path] = re.sub(r"\d\d:\d\d", "00:00", page.locator("main").inner_text())
        shown.append(texts)
        context.close()
    assert [path for path, words in shown[0].items() if shown[1][path] != words] == []


@pytest.mark.deep
def test_pages_ask_nobody_else_and_complain_of_nothing(
    browser: Browser,  # noqa: F811
    served: Workspace,
    presidency: Signed,
) -> None:
    """No page asks for anything outside the workspace, and the policy of content breaks nothing on any."""
    context = opened(browser, served, presidency)
    page = context.new_page()
    noise: list[str] = []
    page.on(
        "console",
        lambda one: noise.append(f"{one.text} {one.location['url']}") if one.type in COMPLAINTS else None,
    )
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(served.address) else noise.append(asked.url))
    for path in pages_of(page, served):
        if path != "/nothing/":
            page.goto(f"{served.address}{path}", wait_until="networkidle")
    context.close()
    assert not noise


@pytest.mark.deep
def test_the_presidency_settles_a_followup_by_mouse(browser: Browser, served: Workspace, presidency: Signed) -> None:  # noqa: F811
    """From the meetings to one follow-up: it closes only with what was done, and then stands as open no longer."""
    context = opened(browser, served, presidency)
    page = context.new_page()
    page.goto(f"{served.address}/meetings/")
    row = page.locator("tr", has_text="Say by September whether the radar money is committed").first
    row.get_by_role("link", name="Settle").click()
    page.locator("main form button.main").first.click()
    assert page.locator("textarea[name=was_done]").count() == 1, "it closed with nothing said of what was done"
    page.locator("textarea[name=was_done]").fill("Italy committed the radar money on 12 November.")
    page.locator("main form button.main").first.click()
    page.goto(f"{served.address}/meetings/")
    assert page.locator("#open tr", has_text="Say by September whether the radar money").count() == 0
    context.close()


@pytest.mark.deep
def test_a_followup_is_confirmed_by_somebody_else(browser: Browser, served: Workspace, presidency: Signed) -> None:  # noqa: F811
    """Whoever says that a point is done is not asked to confirm it; somebody else reads what was done and does."""
    context = opened(browser, served, presidency)
    page = context.new_page()
    page.goto(f"{served.address}/meetings/")
    row = page.locator("tr", has_text="Name an owner for the health posts").first
    row.get_by_role("link", name="Settle").click()
    page.locator("textarea[name=was_done]").fill("The ministry of health names its desk.")
    page.locator("main form button.main").first.click()
    point = page.url
    assert page.get_by_role("link", name="Confirm that it is settled").count() == 0
    assert page.get_by_text("somebody else confirms it").count() == 1
    context.close()
    other = browser.new_context()
    page = other.new_page()
    served.sign_in(page, "secretariat")
    page.goto(point)
    page.get_by_role("link", name="Confirm that it is settled").click()
    assert page.get_by_text("The ministry of health names its desk.").count() == 1
    page.locator("main form button.main").first.click()
    assert page.get_by_text("It is confirmed.").count() == 1
    other.close()


@pytest.mark.deep
def test_a_draft_is_kept_and_gone_on_with_by_mouse(browser: Browser, served: Workspace, presidency: Signed) -> None:  # noqa: F811
    """A form kept as a draft is named on the portfolio and filled in again from there."""
    context = opened(browser, served, presidency)
    page = context.new_page()
    page.goto(f"{served.address}/roadmaps/marenia/timetable/")
    link = page.locator("a[href*='/elements/']").first.get_attribute("href") or ""
    page.goto(f"{served.address}{link.partition('?')[0]}edit")
    page.locator("input[name=number]").fill("77.7")
    page.get_by_role("button", name="Keep as a draft").click()
    page.goto(f"{served.address}/")
    page.get_by_text("One draft of yours is kept").wait_for()
    page.goto(f"{served.address}/drafts/")
    page.get_by_role("link", name="Go on with the draft").click()
    assert page.locator("input[name=number]").input_value() == "77.7"
    page.goto(f"{served.address}/drafts/")
    page.get_by_role("button", name="Drop the draft").click()
    assert page.get_by_text("No draft is kept").count() == 1
    context.close()


@pytest.mark.deep
def test_papers_come_down_by_mouse(browser: Browser, served: Workspace, presidency: Signed) -> None:  # noqa: F811
    """The brief and an agenda are downloaded under names that say what they are."""
    context = opened(browser, served, presidency, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{served.address}/roadmaps/marenia/downloads/")
    with page.expect_download(timeout=LONG) as brief:
        page.get_by_role("link", name="Brief, PDF").click()
    assert re.fullmatch(r"marenia-\d{4}-\d\d-\d\d-eu-en\.pdf", brief.value.suggested_filename)
    page.goto(f"{served.address}/meetings/")
    with page.expect_download(timeout=LONG) as agenda:
        page.get_by_role("link", name="Agenda", exact=True).first.click()
    assert "-agenda-" in agenda.value.suggested_filename
    context.close()


@pytest.mark.deep
def test_somebody_finds_an_action_by_keyboard(browser: Browser, served: Workspace, presidency: Signed) -> None:  # noqa: F811
    """Search by keyboard: the field, a question, Enter, then on to what was found."""
    context = opened(browser, served, presidency)
    page = context.new_page()
    page.goto(f"{served.address}/search/")
    tab_onto(page, page.locator("[name=question]"))
    page.keyboard.type("talent visas")
    page.keyboard.press("Enter")
    page.locator("#found").wait_for()
    tab_onto(page, page.locator("#found a").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/elements/**")
    assert "talent visas" in page.locator("h1").inner_text()
    context.close()


@pytest.mark.deep
def test_the_tour_shows_what_is_there(browser: Browser, served: Workspace, repository: Path) -> None:  # noqa: F811
    """Every picture of the tour can be taken of the workspace as it is, and the tour shows these and no others."""
    from tools.tour import LARGEST, SHOTS, take

    tour = (repository / "docs" / "tour.md").read_text(encoding="utf-8")
    assert set(re.findall(r"pictures/(tour-[\w-]+)\.png", tour)) == {f"tour-{shot.name}" for shot in SHOTS}
    kept: dict[str, object] = {}
    for shot in SHOTS:
        assert 5_000 < len(take(browser, served, shot, kept)) <= LARGEST, shot.name
