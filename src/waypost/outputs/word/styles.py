"""Our styles: the headings, contents and captions that Word knows by name, and a few of our own for what it has not.

Sizes and colours are those on paper (look 3, 8), in Arial, since people edit there. An office's template has its own
styles; of ours it gets those it lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from waypost.outputs.word.lines import RIGHT_TO_LEFT, TAGS, colour
from waypost.outputs.word.markup import NAMESPACES, NOTHING, Markup, eighths, el, halves, tag, together, twips

FONT: Final = "Arial"
BODY: Final = 9.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style of a paragraph or, with `character`, of a run. Lengths are points; what is None is inherited."""

    name: str
    base: str | None = "Normal"
    following: str | None = None
    size: float | None = None
    strong: bool = False
    colour: str | None = None
    above: float | None = None
    below: float | None = None
    line: float | None = None
    """Height of a line as a multiple of the single one."""
    indent: float | None = None
    hanging: float | None = None
    keep: bool = False
    ruled: float | None = None
    """A line above, of so many points."""
    parted: bool = False
    """Hairlines between neighbours of the style."""
    outline: int | None = None
    tabs: tuple[tuple[str, float], ...] = field(default=())
    own: bool = False
    """Ours and not Word's."""


STYLES: Final = (
    Style(name="Normal", base=None, size=BODY, colour="ink", above=0, below=6, line=1.2),
    Style(name="Title", following="Subtitle", size=28, strong=True, above=4, below=4, line=1.0, keep=True),
    Style(name="Subtitle", following="Normal", size=12.5, above=0, below=8, line=1.1),
    Style(
        name="heading 1",
        following="Normal",
        size=15,
        strong=True,
        above=22,
        below=7,
        line=1.1,
        keep=True,
        ruled=1.2,
        outline=0,
        indent=21,
        hanging=21,
        tabs=(("left", 21),),
    ),
    Style(name="heading 2", following="Normal", size=10.5, strong=True, above=14, below=5, keep=True, outline=1),
    Style(name="heading 3", following="Normal", size=9.5, strong=True, above=10, below=3, keep=True, outline=2),
    Style(name="caption", following="Normal", size=10, strong=True, above=14, below=5, keep=True),
    Style(name="toc 1", following="Normal", above=1.5, below=1.5, indent=21, hanging=21, tabs=(("left", 21),)),
    Style(name="TOC Heading", following="Normal", size=15, strong=True, above=0, below=7, keep=True, ruled=1.2),
    Style(name="header", size=7.5, colour="ink2", above=0, below=0, line=1.1),
    Style(name="footer", size=7.5, colour="ink3", above=0, below=0, line=1.1),
    Style(name="Waypost Header", base="header", own=True),
    Style(name="Waypost Footer", base="footer", size=7.5, colour="ink3", line=1.1, ruled=0.5, own=True),
    Style(name="Waypost Rule", size=2, colour="ink3", above=3, below=0, line=1.0, ruled=0.5, own=True),
    Style(name="Waypost Foot", base="footer", size=7.5, above=2, own=True),
    Style(name="Waypost Kind", size=8.5, colour="ink2", above=8, below=2, own=True),
    Style(
        name="Waypost Lead",
        size=12.5,
        above=3,
        below=3,
        line=1.12,
        indent=21,
        hanging=21,
        parted=True,
        tabs=(("left", 21),),
        own=True,
    ),
    Style(name="Waypost Quiet", size=8.5, colour="ink2", own=True),
    Style(name="Waypost Item", above=0, below=2, keep=True, indent=34, hanging=34, tabs=(("left", 34),), own=True),
    Style(name="Waypost Item Text", above=0, below=5, indent=34, own=True),
    Style(name="Waypost Gap", size=8, above=0, below=0, line=1.0, own=True),
    Style(name="Waypost Figure", above=0, below=3, line=1.0, own=True),
    Style(name="Waypost Note", size=7.5, colour="ink3", above=4, below=4, line=1.15, own=True),
    Style(name="Waypost Cell", size=8.5, above=0, below=0, line=1.15, own=True),
    Style(name="Waypost Small Cell", base="Waypost Cell", size=7.5, own=True),
    Style(name="Waypost Head", base="Waypost Cell", size=7.5, strong=True, colour="ink2", keep=True, own=True),
    Style(name="Waypost Value", base="Waypost Cell", size=22, above=3, below=3, line=1.0, keep=True, own=True),
)
TABLE: Final = "Waypost Table"
NORMAL_TABLE: Final = "Normal Table"
NAMES: Final = (*(style.name for style in STYLES), TABLE)


def identifier(name: str) -> str:
    """The identifier of one of our styles, as English Word makes it."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def own_identifiers() -> dict[str, str]:
    """Name to identifier, of ours."""
    return matched({})


def own_styles(language: str) -> Markup:
    """All our styles, in one language."""
    ids = own_identifiers()
    definitions = together(definition(style, ids) for style in STYLES)
    return tag(
        "w:styles", {"xmlns:w": NAMESPACES["w"]}, _defaults(language), definitions, table_normal(), table_style(ids)
    )


def lacking(ids: Mapping[str, str], held: frozenset[str]) -> Markup:
    """Definitions of those of our styles that a template has not; it holds the identifiers `held`."""
    return together(
        (
            *(definition(style, ids) for style in STYLES if ids[style.name] not in held),
            table_normal() if ids[NORMAL_TABLE] not in held else NOTHING,
            table_style(ids) if ids[TABLE] not in held else NOTHING,
        )
    )


def _defaults(language: str) -> Markup:
    """What every run and paragraph starts from."""
    name = TAGS.get(language, language)
    tongue = el("lang", val="en-GB", bidi=name) if language in RIGHT_TO_LEFT else el("lang", val=name, bidi="ar-SA")
    fonts = el("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    return el(
        "docDefaults",
        el("rPrDefault", el("rPr", fonts, el("sz", val=halves(BODY)), el("szCs", val=halves(BODY)), tongue)),
        el("pPrDefault", el("pPr", el("spacing", after=0, line=240, lineRule="auto"))),
    )


def definition(style: Style, ids: Mapping[str, str]) -> Markup:
    """One style as Word keeps it; `ids` gives the identifiers of the styles it leans on."""
    attributes = {"w:type": "paragraph", "w:styleId": identifier(style.name)}
    if style.name == "Normal":
        attributes["w:default"] = "1"
    if style.own:
        attributes["w:customStyle"] = "1"
    return tag(
        "w:style",
        attributes,
        el("name", val=style.name),
        NOTHING if style.base is None else el("basedOn", val=ids[style.base]),
        NOTHING if style.following is None else el("next", val=ids[style.following]),
        el("uiPriority", val=39) if style.name.lower().startswith("toc") else NOTHING,
        el("qFormat"),
        _paragraph(style),
        _letters(style),
    )


def _paragraph(style: Style) -> Markup:
    spacing: dict[str, int | str] = {}
    if style.above is not None:
        spacing["before"] = twips(style.above)
    if style.below is not None:
        spacing["after"] = twips(style.below)
    if style.line is not None:
        spacing |= {"line": round(240 * style.line), "lineRule": "auto"}
    indents = {
        name: twips(value) for name, value in (("left", style.indent), ("hanging", style.hanging)) if value is not None
    }
    rule = _rules(style)
    tabs = together(el("tab", val=kind, pos=twips(place)) for kind, place in style.tabs)
    return el(
        "pPr",
        together((el("keepNext"), el("keepLines"))) if style.keep else NOTHING,
        rule,
        el("tabs", tabs) if tabs else NOTHING,
        el("spacing", **spacing) if spacing else NOTHING,
        el("ind", **indents) if indents else NOTHING,
        NOTHING if style.outline is None else el("outlineLvl", val=style.outline),
    )


def _rules(style: Style) -> Markup:
    if style.parted:
        each: dict[str, str | int] = {"val": "single", "sz": eighths(0.5), "space": 4, "color": colour("line")}
        return el("pBdr", el("top", **each), el("between", **each))
    if style.ruled is None:
        return NOTHING
    role, space = ("ink", 6) if style.ruled > 0.5 else ("line", 3)
    return el("pBdr", el("top", val="single", sz=eighths(style.ruled), space=space, color=colour(role)))


def _letters(style: Style) -> Markup:
    return el(
        "rPr",
        together((el("b"), el("bCs"))) if style.strong else NOTHING,
        NOTHING if style.colour is None else el("color", val=colour(style.colour)),
        NOTHING
        if style.size is None
        else together((el("sz", val=halves(style.size)), el("szCs", val=halves(style.size)))),
    )


def _border(name: str, points: float, role: str) -> Markup:
    return el(name, val="single", sz=eighths(points), space=0, color=colour(role))


def _margins(upright: float, sideways: float) -> Markup:
    def side(name: str, points: float) -> Markup:
        return el(name, w=twips(points), type="dxa")

    return el(
        "tblCellMar", side("top", upright), side("left", sideways), side("bottom", upright), side("right", sideways)
    )


def table_normal() -> Markup:
    """The table style that all others lean on."""
    return tag(
        "w:style",
        {"w:type": "table", "w:default": "1", "w:styleId": "TableNormal"},
        el("name", val="Normal Table"),
        el("uiPriority", val=99),
        el("semiHidden"),
        el("unhideWhenUsed"),
        el("tblPr", el("tblInd", w=0, type="dxa"), _margins(0, 5.4)),
    )


def table_style(ids: Mapping[str, str]) -> Markup:
    """Our table: a line above and under the head, hairlines between rows, none upright (look 6)."""
    return tag(
        "w:style",
        {"w:type": "table", "w:customStyle": "1", "w:styleId": identifier(TABLE)},
        el("name", val=TABLE),
        el("basedOn", val=ids[NORMAL_TABLE]),
        el("qFormat"),
        el(
            "tblPr",
            el(
                "tblBorders",
                _border("top", 0.75, "ink"),
                _border("bottom", 0.5, "line"),
                _border("insideH", 0.5, "line"),
            ),
            _margins(2.6, 4),
        ),
        el(
            "tblStylePr",
            el("tcPr", el("tcBorders", _border("bottom", 0.75, "ink")), el("vAlign", val="bottom")),
            type="firstRow",
        ),
    )


def matched(known: Mapping[str, str]) -> dict[str, str]:
    """The identifier of each of our names in a template, by names in small letters; ours where it has none."""
    found = {name: known.get(name.lower(), identifier(name)) for name in NAMES}
    return {**found, NORMAL_TABLE: known.get(NORMAL_TABLE.lower(), "TableNormal")}
