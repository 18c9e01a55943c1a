"""A brief as one page: a single file with its fonts, drawings and style, no script, light, dark and print.

The policy of the page allows its own style by hash and its own fonts, and nothing else (look 7.12, 8).
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from waypost.core.brief.tree import Brief
from waypost.outputs.charts.drawing import KEPT, Drawings, draw_web
from waypost.outputs.html.compiled import Compiled
from waypost.outputs.look import FAMILY, ROLES, variable
from waypost.outputs.spoken import spoken
from waypost.words.wording import Wording

FONTS: Final = (("IBMPlexSans-Regular.woff2", 400), ("IBMPlexSans-SemiBold.woff2", 600))
ARABIC_FONTS: Final = (("IBMPlexSansArabic-Regular.woff2", 400), ("IBMPlexSansArabic-SemiBold.woff2", 600))
"""Files of the npm packages @ibm/plex-sans and @ibm/plex-sans-arabic 1.1.0, unchanged, with their licence beside
them; those for Arabic stand on Arabic pages alone (look 3)."""

LONG, PIECE = 24, 8
"""A word of more letters may break, after every so many."""
_LONG_WORD: Final = re.compile(rf"\S{{{LONG + 1},}}")


def render_html(brief: Brief, wording: Wording, *, drawings: Drawings = KEPT) -> bytes:
    """The brief as one self-contained page in the language of `wording`; the same brief gives the same bytes."""
    drawn = draw_web(brief, wording, drawings)
    markup = {name: {size: Markup(svg) for size, svg in sizes.items()} for name, sizes in drawn.items()}
    page = environment(drawings).get_template("brief.html")
    arabic = wording.right_to_left
    return page.render(
        brief=spoken(brief, wording),
        drawings=markup,
        style=Markup(style(arabic=arabic)),
        style_hash=style_hash(arabic=arabic),
    ).encode()


@cache
def style(*, arabic: bool = False) -> str:
    """The style of a page: fonts (those for Arabic where it is `arabic`), colours of both schemes, and the rules."""
    families = zip(FAMILY, (FONTS, ARABIC_FONTS if arabic else ()), strict=True)
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-style:normal;font-display:swap;'
        f'font-weight:{weight};src:url(data:font/woff2;base64,{_font(name)}) format("woff2")}}\n'
        for family, faces_of in families
        for name, weight in faces_of
    )
    light = "".join(f"{variable(name)}:{shade.light};" for name, shade in ROLES.items())
    dark = "".join(f"{variable(name)}:{shade.dark};" for name, shade in ROLES.items())
    schemes = (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}\n"
    )
    rules = (files("waypost.outputs.html") / "templates" / "brief.css").read_text(encoding="utf-8")
    return f"\n{faces}{schemes}{rules}"


@cache
def style_hash(*, arabic: bool = False) -> str:
    """The hash of the style for the page's policy."""
    return "sha256-" + b64encode(hashlib.sha256(style(arabic=arabic).encode()).digest()).decode()


def _font(name: str) -> str:
    return b64encode((files("waypost.outputs.html") / "static" / name).read_bytes()).decode()


@cache
def environment(kept: Drawings = KEPT) -> Environment:
    """Templates with escaping on for every one, and an error for a name that is not there; compiled, they are kept
    where drawings are."""
    folder = str(files("waypost.outputs.html") / "templates")
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=Compiled(kept),
    )
    made.filters["breakable"] = breakable
    return made


def breakable(words: str) -> Markup:
    """Escaped text in which a word longer than a narrow column may break, without a sign of it in the text."""
    if _LONG_WORD.search(words) is None:
        return escape(words)
    return Markup().join(
        Markup("<wbr>").join(part[start : start + PIECE] for start in range(0, len(part), PIECE))
        if len(part) > LONG
        else part
        for part in re.split(r"(\s)", words)
    )
