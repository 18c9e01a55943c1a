"""What stands on every page: for whom the paper is, of which day, that data are invented, and the page's number."""

from __future__ import annotations

from typing import Final

from waypost.outputs.charts.pictures import Picture, picture_of
from waypost.outputs.charts.type import width_of
from waypost.outputs.look import light
from waypost.outputs.pdf.engine import painted
from waypost.outputs.spoken import Plain, Record
from waypost.outputs.word.lines import TAB, Pen, Tone
from waypost.outputs.word.markup import NOTHING, Markup, el, tag, together
from waypost.outputs.word.pictures import Album
from waypost.outputs.word.tables import box, plain_text, row, table

MOST: Final = 230.0
"""Points that the name of the audience may be wide before it takes a second line."""
BOXES: Final = 19.0
SLACK: Final = 1.15
"""Widths are those of our font; the program that shows the paper may have another one."""
SLACK_TO_THE_LEFT: Final = 1.5
"""The same of Arabic letters, which fonts set far more differently."""
FLAT: Final = (0.0, 5.0, 0.0, 5.0)
"""Nothing above and below the name, so that the frame beside it is no higher than its words ask for."""
LABEL, VALUE = "\ue002", "\ue003"
"""Private signs that stand for a label and its value in the words that join them."""
FRAME: Final = 20.0
"""Room for the boxes, and for the space round them and the words."""


def mark(height: float) -> Picture:
    """The mark of Waypost (look 5)."""
    ink, accent = light("ink"), light("accent")
    return picture_of(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{height}" height="{height}" viewBox="0 0 16 16">'
        f'<path d="M7 0h2v16H7z" fill="{ink}"/><path d="M7 7.5H2.8L0 10.5l2.8 3H7z" fill="{ink}"/>'
        f'<path d="M9 1h4.2L16 4l-2.8 3H9z" fill="{accent}"/></svg>',
        painted,
    )


def boxes(filling: list[str]) -> Picture:
    """Four boxes: EU institutions, Member States, partner, public; filled sees, half some of them (look 6)."""
    ink = light("ink")
    drawn = []
    for place, one in enumerate(filling):
        left = 0.4 + 4.9 * place
        frame = f'<rect x="{left}" y="0.4" width="3.2" height="5.6" fill="none" stroke="{ink}" stroke-width="0.7"/>'
        full = f'<rect x="{left}" y="0.4" width="3.2" height="5.6" fill="{ink}"/>'
        half = f'<path d="M{left} 0.4h3.2L{left} 6z" fill="{ink}"/>'
        drawn.append(frame + {"full": full, "half": half}.get(one, ""))
    width = 4.9 * len(filling) - 0.9
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="6.4">{"".join(drawn)}</svg>'
    return picture_of(whole, painted)


def header(pen: Pen, cover: Record, album: Album, room: float, *, first: bool) -> Markup:
    """The head of a page: mark and name on the first one, later the running line; beside it the audience."""
    left = _name(pen, album) if first else together((album.show(mark(9)), pen.gap(), pen.runs(cover["running"])))
    words = str(cover["audience"])
    slack = SLACK_TO_THE_LEFT if pen.rtl else SLACK
    framed = min(slack * width_of(words, 7.5, strong=True), MOST) + BOXES + FRAME
    edges = tuple((side, 1.1, "ink") for side in ("top", "left", "bottom", "right"))
    audience = together(
        (
            album.show(boxes([str(one) for one in _list(cover["boxes"])])),
            pen.gap(),
            pen.run(words, Tone(strong=True, colour="ink")),
        )
    )
    cells = (
        box(pen.paragraph(left, style="Waypost Header"), width=room - framed, inset=FLAT, place="center"),
        box(
            pen.paragraph(audience, style="Waypost Header"),
            width=framed,
            lines=edges,
            inset=(2.6, 5, 2.6, 5),
            place="center",
        ),
    )
    rule = pen.paragraph(style="Waypost Header") if first else pen.paragraph(style="Waypost Rule")
    return together((table(pen, [room - framed, framed], [row(*cells)], head=False, ruled=False), rule))


def _name(pen: Pen, album: Album) -> Markup:
    return together((album.show(mark(15)), pen.gap(), pen.run("Waypost", Tone(strong=True, size=12, colour="ink"))))


def footer(pen: Pen, cover: Record, labels: Record, room: float) -> Markup:
    """The foot of a page: marking or kind of paper, who may read it, page of pages; below the times of the cover."""
    before, between, after = (str(one) for one in _list(labels["page"]))
    kind = plain_text(cover["kind"])
    marking = pen.run(str(labels["training"]), Tone(strong=True, colour="ink2")) if cover["training"] else pen.run(kind)
    number = together(
        (
            pen.run(before),
            pen.field("PAGE", "1"),
            pen.run(between),
            pen.field("NUMPAGES", "1"),
            pen.run(after),
        )
    )
    facts = facts_in(cover, labels)
    beside = pen.run(f" · {facts[0]}") if facts else NOTHING
    return together(
        (
            pen.paragraph(marking, beside, TAB, number, style="Waypost Footer", tab=room),
            pen.paragraph(pen.run(" · ".join(facts[1:])), style="Waypost Foot"),
        )
    )


def facts_in(cover: Record, labels: Record) -> tuple[str, ...]:
    """The facts of the cover that the header does not say already."""
    found = []
    for pair in _list(cover["facts"]):
        label, value = (plain_text(one) for one in _list(pair))
        if value != cover["audience"]:
            found.append(str(labels["fact"]).replace(LABEL, label).replace(VALUE, value))
    return tuple(found)


def _list(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []


USES: Final = (("header", "first"), ("header", "default"), ("footer", "first"), ("footer", "default"))
"""The heads and feet of pages, each a part of the file named by both words."""


def section(geometry: Markup, *, rtl: bool) -> Markup:
    """The properties of the whole text: its heads and feet, its page, and that the first page has its own."""
    uses = together(tag(f"w:{kind}Reference", {"w:type": use, "r:id": f"{kind}-{use}"}) for kind, use in USES)
    return el("sectPr", uses, geometry, el("titlePg"), el("bidi") if rtl else NOTHING)
