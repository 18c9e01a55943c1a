"""What an office's template gives a paper: styles, fonts and colours, the page, what stands on every page.

A paper in it has the office's headings and header; what every page must say (reader, times, marking) is added to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from waypost.outputs.word.markup import HEAD, Markup, el
from waypost.outputs.word.styles import lacking, matched, own_identifiers, own_styles

END: Final = "</w:styles>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What an office has in a head or foot of pages: blocks as XML, and its pictures by identifier."""

    blocks: str
    pictures: Mapping[str, tuple[str, bytes]]
    """Identifier to the ending of the file's name and its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Parts of an office's template, which a reader has checked; `page` in twentieths of a point."""

    styles: str
    identifiers: Mapping[str, str]
    theme: str | None
    page: Mapping[str, int]
    pages: Mapping[str, Office]

    @property
    def names(self) -> dict[str, str]:
        """Our names of styles with the identifiers that they have here."""
        return matched(self.identifiers)

    @property
    def room(self) -> float:
        """The width of the text in points."""
        return (self.page["w"] - self.page["left"] - self.page["right"] - self.page["gutter"]) / 20

    @property
    def geometry(self) -> Markup:
        """The page as a section's properties."""
        sides = {name: points for name, points in self.page.items() if name not in ("w", "h")}
        across = {"orient": "landscape"} if self.page["w"] > self.page["h"] else {}
        return Markup(el("pgSz", w=self.page["w"], h=self.page["h"], **across) + el("pgMar", **sides))

    def styles_part(self) -> bytes:
        """The office's styles, and of ours those that it lacks."""
        ours = lacking(self.names, frozenset(self.identifiers.values()))
        return f"{HEAD}{self.styles.removesuffix(END)}{ours}{END}".encode()

    def theme_part(self) -> bytes | None:
        """The office's fonts and colours by name."""
        return None if self.theme is None else f"{HEAD}{self.theme}".encode()


OWN_PAGE: Final = {
    "w": 11906,
    "h": 16838,
    "top": 1247,
    "right": 1077,
    "bottom": 1247,
    "left": 1191,
    "header": 510,
    "footer": 454,
    "gutter": 0,
}
"""A4 upright with our margins (look 4), room for the footer's two lines."""


def own_template(language: str) -> Template:
    """Ours: nothing in it but our styles and our page."""
    names = {name.lower(): identifier for name, identifier in own_identifiers().items()}
    return Template(styles=own_styles(language), identifiers=names, theme=None, page=OWN_PAGE, pages={})
