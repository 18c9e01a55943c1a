"""Takes the pictures of docs/tour.md: the sample workspace through the eyes of four kinds of reader.

    python -m tools.tour                  all pictures, to docs/pictures
    python -m tools.tour italy            those whose name holds the word

Needs Debian's Chromium and the packages of locks/deep.txt. The plan day is fixed, so that the same pictures come again.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.test_pages import ARGUMENTS
from tests.browser.web import Workspace, workspace

FOLDER: Final = Path("docs/pictures")
ON: Final = "on=2026-10-01"
LARGEST: Final = 200_000
"""So many bytes a picture may have."""
COLOURS: Final = 128


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, who looks (nobody: the public), at which address, in which language, scheme and width.

    `find` are words of a link to follow from there, and `within` a part of where it leads; `part` is the part of
    the page to look at; `height` is that of the window.
    """

    name: str
    login: str
    address: str
    language: str = "en"
    scheme: str = "light"
    width: int = 1180
    height: int = 860
    find: str = ""
    within: str = "/meetings/"
    part: str = ""


SHOTS: Final = (
    Shot("presidency-portfolio", "presidency", "/"),
    Shot("presidency-timetable", "presidency", "/roadmaps/marenia/timetable/"),
    Shot(
        "presidency-element",
        "presidency",
        "/meetings/2026-10-15/",
        find="Refit three",
        within="/elements/",
        part="pointing",
        height=760,
    ),
    Shot("presidency-meeting", "presidency", "/meetings/", find="Fourth EU-Marenia joint committee"),
    Shot("italy-state", "italy", "/member-states/IT/"),
    Shot("italy-digest", "italy", "/digest/", width=390, scheme="dark", height=780),
    Shot(
        "marenia-element",
        "marenia",
        "/meetings/2026-10-15/",
        find="Refit three",
        within="/elements/",
        part="pointing",
        height=760,
    ),
    Shot("marenia-roadmap", "marenia", "/roadmaps/marenia/", language="ar"),
    Shot("public-routes", "", "/routes/", language="fr"),
    Shot("public-roadmap", "", "/roadmaps/marenia/"),
)


Kept = dict[str, object]
"""What the browser of each person keeps once they have signed in; nobody has to do it twice."""


def signed_in(browser: Browser, served: Workspace, login: str, kept: Kept) -> object:
    """What a browser keeps in which somebody has signed in; None for the public."""
    if login and login not in kept:
        context = browser.new_context()
        served.sign_in(context.new_page(), login)
        kept[login] = context.storage_state()
        context.close()
    return kept.get(login)


def take(browser: Browser, served: Workspace, shot: Shot, kept: Kept) -> bytes:
    """A picture of one page, as a person sees it in a window of that size."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        storage_state=signed_in(browser, served, shot.login, kept),
    )
    page = context.new_page()
    context.add_cookies([{"name": "language", "value": shot.language, "url": served.address}])
    page.goto(f"{served.address}{shot.address}?{ON}")
    if shot.find:
        link = page.locator(f"main a[href*='{shot.within}']", has_text=shot.find).first
        target = (link.get_attribute("href") or "").partition("?")[0]
        page.goto(f"{served.address}{target}?{ON}")
    page.evaluate("document.fonts.ready")
    if shot.part:
        page.evaluate(f"document.getElementById('{shot.part}').scrollIntoView()")
    raw = page.screenshot()
    context.close()
    return small(raw)


def small(raw: bytes) -> bytes:
    """The picture in few colours, so that it stays small."""
    picture = (
        Image.open(io.BytesIO(raw))
        .convert("RGB")
        .quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    )
    kept = io.BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def main(words: list[str]) -> int:
    """Write the pictures; 1 where one is too large."""
    chosen = [shot for shot in SHOTS if not words or any(word in shot.name for word in words)]
    large = []
    with (
        tempfile.TemporaryDirectory() as folder,
        workspace(Path(folder) / "served") as served,
        sync_playwright() as session,
    ):
        browser = session.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        kept: Kept = {}
        for shot in chosen:
            raw = take(browser, served, shot, kept)
            (FOLDER / f"tour-{shot.name}.png").write_bytes(raw)
            print(f"tour-{shot.name}.png {len(raw)}")
            if len(raw) > LARGEST:
                large.append(shot.name)
        browser.close()
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
