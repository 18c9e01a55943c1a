"""The parts of one Word file put together: its text, styles, settings, heads and feet of pages, pictures, relations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from waypost.outputs.spoken import Record
from waypost.outputs.word.lines import RIGHT_TO_LEFT, TAGS, Pen
from waypost.outputs.word.markup import Markup, el, part, tag
from waypost.outputs.word.packing.package import (
    CORE,
    KIND,
    Relation,
    content_types,
    core_properties,
    packed,
    relations,
)
from waypost.outputs.word.pages import USES, footer, header, section
from waypost.outputs.word.pictures import Album
from waypost.outputs.word.template import Office, Template

THEME: Final = "word/theme/theme1.xml"
DRAWINGS_APART: Final = 10_000
"""Numbers of drawings of one part begin so far after those of the part before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A Word file before it is packed: its text with the pictures in it, and what stands on every page.

    `cover` and `labels` are those of `spoken`; `at` is the moment that the properties name.
    """

    text: Markup
    album: Album
    cover: Record
    labels: Record
    title: str
    at: datetime

    def file(self, pen: Pen, form: Template) -> bytes:
        """The file in the language of the pen, in the look of a template: the same gives the same bytes."""
        text = el("body", self.text, section(form.geometry, rtl=pen.rtl))
        parts = {
            "word/document.xml": part("w:document", text),
            "word/styles.xml": form.styles_part(),
            "word/settings.xml": settings(pen.language),
            CORE: core_properties(self.title, TAGS.get(pen.language, pen.language), self.at),
        }
        theme = form.theme_part()
        if theme is not None:
            parts[THEME] = theme
        albums = {"word/document.xml": self.album}
        for place, (kind, use) in enumerate(USES, start=1):
            name = f"word/{kind}-{use}.xml"
            albums[name] = Album(first=place * DRAWINGS_APART)
            head = kind == "header"
            made = (
                header(pen, self.cover, albums[name], form.room, first=use == "first")
                if head
                else footer(pen, self.cover, self.labels, form.room)
            )
            parts[name] = _page_part(made, form.pages.get(f"{kind}-{use}"), albums[name], head=head)
        return _packed(parts, albums)


def _page_part(made: Markup, office: Office | None, album: Album, *, head: bool) -> bytes:
    """The head or foot of pages; what the office has there stands at the edge of the page."""
    if office is None:
        return part("w:hdr" if head else "w:ftr", made)
    for identifier, (ending, data) in office.pictures.items():
        album.keep(identifier, ending, data)
    theirs = Markup(office.blocks)
    return part("w:hdr", theirs, made) if head else part("w:ftr", made, theirs)


def settings(language: str) -> bytes:
    """The settings: laid out as by Word 2013 and later. Fields are filled already, so Word need not ask."""
    name = TAGS.get(language, language)
    modern = tag(
        "w:compatSetting",
        {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": 15},
    )
    return part(
        "w:settings",
        el("zoom", percent=100),
        el("defaultTabStop", val=420),
        el("characterSpacingControl", val="doNotCompress"),
        el("compat", modern),
        el("themeFontLang", bidi=name) if language in RIGHT_TO_LEFT else el("themeFontLang", val=name),
        el("decimalSymbol", val="."),
        el("listSeparator", val=","),
    )


def _packed(parts: dict[str, bytes], albums: dict[str, Album]) -> bytes:
    """The whole file: the parts, their pictures, their relations and the list of what they are."""
    every = dict(parts)
    for name, album in albums.items():
        every |= album.files
        folder, _, leaf = name.rpartition("/")
        found = [(identifier, "image", target) for identifier, target in album.relations]
        if name == "word/document.xml":
            found += _document_relations(parts)
        if found:
            every[f"{folder}/_rels/{leaf}.rels"] = relations(found)
    every["_rels/.rels"] = relations(
        (("document", "officeDocument", "word/document.xml"), ("properties", "core-properties", CORE))
    )
    every["[Content_Types].xml"] = content_types(every, _kinds(parts))
    return packed(every)


def _document_relations(parts: dict[str, bytes]) -> list[Relation]:
    pages = [(f"{kind}-{use}", kind, f"{kind}-{use}.xml") for kind, use in USES]
    theme = [("theme", "theme", THEME.removeprefix("word/"))] if THEME in parts else []
    return [("styles", "styles", "styles.xml"), ("settings", "settings", "settings.xml"), *theme, *pages]


def _kinds(parts: dict[str, bytes]) -> dict[str, str]:
    """What each XML part is, by the first word of its name."""
    found = {
        name: f"{KIND}{name.rpartition('/')[2].partition('.')[0].partition('-')[0]}+xml"
        for name in parts
        if name.startswith("word/")
    }
    found["word/document.xml"] = f"{KIND}document.main+xml"
    if THEME in parts:
        found[THEME] = "application/vnd.openxmlformats-officedocument.theme+xml"
    return {**found, CORE: "application/vnd.openxmlformats-package.core-properties+xml"}
