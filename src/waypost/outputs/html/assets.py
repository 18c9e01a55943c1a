"""The files that every page of the web needs: style, scripts, fonts, mark; each with its address, which holds a hash.

The style is the roles of colour in both schemes, the rules of the brief's own page and those of the workspace, so
that page and paper look alike. Nothing is fetched from anywhere else.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from waypost.core.goto import goto
from waypost.outputs.html.addresses import address_of
from waypost.outputs.html.page import ARABIC_FONTS, FONTS
from waypost.outputs.look import FAMILY, ROLES, variable

TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
}

NAMES: Final = (
    "workspace.css",
    "workspace.js",
    "htmx.min.js",
    "mark.svg",
    "mark-dark.svg",
    *(name for name, _ in (*FONTS, *ARABIC_FONTS)),
    "LICENSE-IBM-Plex.txt",
    "LICENSE-htmx.txt",
)

ARABIC_RANGE: Final = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFF"
"""Letters for which the Arabic fonts are fetched, so that other pages do without them (look 3)."""

MARK: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="{ink}" '
    'd="M7 0h2v16H7z M7 7.5H2.8L0 10.5l2.8 3H7z"/><path fill="{accent}" d="M9 1h4.2L16 4l-2.8 3H9z"/></svg>\n'
)
"""The mark alone (look 5), for each scheme a file: a drawing with a style of its own would need an exception."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file: its bytes, its type, and the hash that its address carries."""

    body: bytes
    type: str
    version: str


@cache
def asset(name: str) -> Asset | None:
    """The file of that name; None for one that is not served."""
    if name not in NAMES:
        return None
    body = _made(name)
    ending = name.rpartition(".")[2]
    return Asset(body=body, type=TYPES[ending], version=hashlib.sha256(body).hexdigest()[:12])


def static_address(name: str) -> str:
    """The address of a file of ours, with its hash, so that it may be kept for ever. Raises KeyError for no file."""
    found = asset(name)
    if found is None:
        raise KeyError(name)
    return address_of(goto("static", file=name, query=(("v", found.version),)))


def _made(name: str) -> bytes:
    if name == "workspace.css":
        return stylesheet().encode()
    ink, accent = ROLES["ink"], ROLES["accent"]
    if name == "mark.svg":
        return MARK.format(ink=ink.light, accent=accent.light).encode()
    if name == "mark-dark.svg":
        return MARK.format(ink=ink.dark, accent=accent.dark).encode()
    return (files("waypost.outputs.html") / "static" / name).read_bytes()


def stylesheet() -> str:
    """The style of the workspace: fonts, colours of both schemes by system and by choice, rules."""
    light = "".join(f"{variable(name)}:{shade.light};" for name, shade in ROLES.items())
    dark = "".join(f"{variable(name)}:{shade.dark};" for name, shade in ROLES.items())
    schemes = (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-scheme]){{color-scheme:dark;{dark}}}}}\n"
        f"@media screen{{:root[data-scheme=dark]{{color-scheme:dark;{dark}}}}}\n"
    )
    folder = files("waypost.outputs.html")
    brief = (folder / "templates" / "brief.css").read_text(encoding="utf-8")
    own = (folder / "static" / "workspace.css").read_text(encoding="utf-8")
    return f"{''.join(_faces())}{schemes}{brief}{own}"


def _faces() -> list[str]:
    return [
        f'@font-face{{font-family:"{family}";font-style:normal;font-display:swap;font-weight:{weight};'
        f'src:url({static_address(name)}) format("woff2"){f";unicode-range:{extent}" if extent else ""}}}\n'
        for family, faces, extent in zip(FAMILY, (FONTS, ARABIC_FONTS), ("", ARABIC_RANGE), strict=True)
        for name, weight in faces
    ]
