"""A brief as a Word file on which a secretariat can work: real headings, captions, tables, headers and fields.

Written part by part, so that nothing is in the file that is not ours. The same brief gives the same bytes.
"""

from __future__ import annotations

from typing import Final, cast

from waypost.core.brief.tree import Brief
from waypost.core.say import say
from waypost.outputs.charts.drawing import KEPT, Drawings
from waypost.outputs.charts.pictures import draw_pictures
from waypost.outputs.charts.sheet import PAPER
from waypost.outputs.spoken import Record, spoken
from waypost.outputs.word.body import NUMBER, Body
from waypost.outputs.word.lines import TAGS, Pen
from waypost.outputs.word.markup import part, tag, w
from waypost.outputs.word.package import (
    CORE,
    KIND,
    Relation,
    content_types,
    core_properties,
    packed,
    relations,
)
from waypost.outputs.word.pages import LABEL, USES, VALUE, footer, header, page_geometry, section
from waypost.outputs.word.pictures import Album
from waypost.outputs.word.styles import own_identifiers, styles_part
from waypost.words.wording import Wording

OWN_WORDS: Final = ("figure", "table")
DRAWINGS_APART: Final = 10_000
"""Numbers of drawings of one part begin so far after those of the part before."""


def render_word(brief: Brief, wording: Wording, *, drawings: Drawings = KEPT) -> bytes:
    """The brief as a Word file (DOCX) in the language of `wording`.

    The same brief, language and version give the same bytes: its dates are the brief's `at`. `drawings` keeps charts
    between calls.
    """
    data = spoken(brief, wording)
    labels = cast(Record, data["labels"])
    labels |= {name: wording.plain(say(f"word.{name}", number=NUMBER)) for name in OWN_WORDS}
    labels["fact"] = wording.plain(say("word.fact", label=LABEL, value=VALUE))
    cover = cast(Record, data["cover"])
    pen = Pen(wording.language, own_identifiers())
    room = PAPER.width
    body = Body(pen, labels, draw_pictures(brief, wording, drawings), Album(), room)
    text = w("body", body.text(data), section(page_geometry(), rtl=pen.rtl))
    parts = {
        "word/document.xml": part("w:document", text),
        "word/styles.xml": styles_part(wording.language),
        "word/settings.xml": settings(wording.language),
        CORE: core_properties(_title(wording, brief), TAGS.get(wording.language, wording.language), brief.cover.at),
    }
    albums = {"word/document.xml": body.album}
    for place, (kind, use) in enumerate(USES, start=1):
        name = f"word/{kind}-{use}.xml"
        albums[name] = Album(first=place * DRAWINGS_APART)
        parts[name] = _page_part(pen, kind, use, cover, labels, albums[name], room)
    return _packed(parts, albums)


def _title(wording: Wording, brief: Brief) -> str:
    return f"{wording.plain(brief.cover.title)} – {wording.plain(brief.cover.kind)}"


def _page_part(pen: Pen, kind: str, use: str, cover: Record, labels: Record, album: Album, room: float) -> bytes:
    """The head or foot of pages."""
    if kind == "header":
        return part("w:hdr", header(pen, cover, album, room, first=use == "first"))
    return part("w:ftr", footer(pen, cover, labels, room))


def settings(language: str) -> bytes:
    """The settings: laid out as by Word 2013 and later. Fields are filled already, so Word need not ask."""
    name = TAGS.get(language, language)
    modern = tag(
        "w:compatSetting",
        {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": 15},
    )
    return part(
        "w:settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", modern),
        w("themeFontLang", val=name),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _packed(parts: dict[str, bytes], albums: dict[str, Album]) -> bytes:
    """The whole file: the parts, their pictures, their relations and the list of what they are."""
    every = dict(parts)
    for name, album in albums.items():
        every |= album.files
        folder, _, leaf = name.rpartition("/")
        found = [(identifier, "image", target) for identifier, target in album.relations]
        if name == "word/document.xml":
            found += _document_relations()
        if found:
            every[f"{folder}/_rels/{leaf}.rels"] = relations(found)
    every["_rels/.rels"] = relations(
        (("document", "officeDocument", "word/document.xml"), ("properties", "core-properties", CORE))
    )
    every["[Content_Types].xml"] = content_types(every, _kinds(parts))
    return packed(every)


def _document_relations() -> list[Relation]:
    pages = [(f"{kind}-{use}", kind, f"{kind}-{use}.xml") for kind, use in USES]
    return [("styles", "styles", "styles.xml"), ("settings", "settings", "settings.xml"), *pages]


def _kinds(parts: dict[str, bytes]) -> dict[str, str]:
    """What each XML part is, by the first word of its name."""
    found = {
        name: f"{KIND}{name.rpartition('/')[2].partition('.')[0].partition('-')[0]}+xml"
        for name in parts
        if name.startswith("word/")
    }
    main = {"word/document.xml": f"{KIND}document.main+xml"}
    return {**found, **main, CORE: "application/vnd.openxmlformats-package.core-properties+xml"}
