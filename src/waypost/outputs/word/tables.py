"""Tables: real rows and cells, the head repeated on every page, no row split, numbers at the physical right.

A cell is one of the kinds of `spoken`: words, number, unknown, marker, progress, several at once, or nothing.
"""

from __future__ import annotations

from typing import Final, cast

from waypost.outputs.spoken import Plain, Record, records
from waypost.outputs.word.lines import PLAIN, QUIET, Pen, Tone, colour
from waypost.outputs.word.markup import NOTHING, Markup, eighths, el, together, twips
from waypost.outputs.word.styles import TABLE

TOGETHER: Final = 9
"""A table of no more rows stays on one page."""
BEGIN: Final = 2
"""So many first rows of a longer one stay with its head and the row after them."""
BAR_STEPS: Final = 30
"""Blanks that a progress bar is long."""
INDENT: Final = 9.0
START: Final = "left"
"""The edge at which rows begin: in a table that runs to the left Word takes it for the right one."""
SIDE_BAR: Final = {"added": "accent", "removed": "late"}


def cell_runs(pen: Pen, cell: Record, tone: Tone = PLAIN) -> Markup:
    """What stands in a cell, as runs."""
    match cell["kind"]:
        case "words":
            return pen.runs(cell["runs"], _words_tone(cell, tone))
        case "number":
            quiet = bool(cell["quiet"])
            shown = Tone(strong=tone.strong or bool(cell["strong"]), colour="ink2" if quiet else None, size=tone.size)
            after = pen.run("\u202fp", Tone(size=7, colour="ink2")) if cell["provisional"] else NOTHING
            return together((pen.run(str(cell["text"]), shown), after))
        case "unknown":
            return pen.unknown(cell["runs"], Tone(colour="ink2", size=tone.size))
        case "marker":
            return pen.marker(str(cell["mark"]), "".join(str(one["t"]) for one in records(cell["runs"])))
        case "bar":
            return together((bar(pen, cell), el("r", el("br")), _bar_words(pen, cell)))
        case "stack":
            between = pen.run(" ") if cell["inline"] else el("r", el("br"))
            parts = [cell_runs(pen, one, tone) for one in records(cell["cells"])]
            return together(part if place == 0 else together((between, part)) for place, part in enumerate(parts))
    return NOTHING


def _words_tone(cell: Record, tone: Tone) -> Tone:
    struck = bool(cell["struck"])
    shown = "ink2" if struck or cell["quiet"] else tone.colour
    return Tone(strong=tone.strong or bool(cell["strong"]), struck=struck, colour=shown, size=tone.size)


def bar(pen: Pen, cell: Record) -> Markup:
    """A progress bar of shaded blanks: its frame, the part done from the side where lines begin, hatch if unknown."""
    share = cell["share"]
    if share is None:
        return pen.run("\u00a0" * BAR_STEPS, Tone(size=6, hatched=True, edge="line2"))
    done = round(cast(float, share) * BAR_STEPS)
    fill = "m1" if cell["provisional"] else "accent"
    full = pen.run("\u00a0" * done, Tone(size=6, fill=fill, edge="line2"))
    return together((full, pen.run("\u00a0" * (BAR_STEPS - done), Tone(size=6, edge="line2"))))


def _bar_words(pen: Pen, cell: Record) -> Markup:
    late = bool(cell["late"])
    return pen.runs(cell["runs"], Tone(strong=late, size=7.5, colour="late" if late else "ink2"))


def table(
    pen: Pen, widths: list[float], rows: list[Markup], *, title: str = "", head: bool = True, ruled: bool = True
) -> Markup:
    """A table of rows made by `row`, with fixed widths in points; `ruled` in our style, else without any line."""
    grid = together(el("gridCol", w=twips(one)) for one in widths)
    return el(
        "tbl",
        el(
            "tblPr",
            el("tblStyle", val=pen.styles[TABLE]) if ruled else NOTHING,
            el("bidiVisual") if pen.rtl else NOTHING,
            el("tblW", w=sum(twips(one) for one in widths), type="dxa"),
            el("tblLayout", type="fixed"),
            NOTHING if ruled else margins(0, 0, 0, 0),
            el(
                "tblLook",
                val="0020" if head else "0000",
                firstRow=int(head),
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=1,
                noVBand=1,
            ),
            el("tblCaption", val=title) if title else NOTHING,
        ),
        el("tblGrid", grid),
        *rows,
    )


def row(*cells: Markup, head: bool = False) -> Markup:
    """A row that no page end splits; a head is repeated on each page."""
    return el("tr", el("trPr", el("cantSplit"), el("tblHeader") if head else NOTHING), *cells)


def box(
    *paragraphs: Markup,
    width: float,
    span: int = 1,
    fill: str | None = None,
    lines: tuple[tuple[str, float, str], ...] = (),
    place: str = "top",
    inset: tuple[float, float, float, float] | None = None,
) -> Markup:
    """A cell of paragraphs; `lines` are its own borders: side, points, role; `place` is top, center or bottom."""
    borders = together(
        el(side, val="single", sz=eighths(points), space=0, color=colour(role)) if points else el(side, val="nil")
        for side, points, role in lines
    )
    return el(
        "tc",
        el(
            "tcPr",
            el("tcW", w=twips(width), type="dxa"),
            el("gridSpan", val=span) if span > 1 else NOTHING,
            el("tcBorders", borders) if borders else NOTHING,
            NOTHING if fill is None else el("shd", val="clear", color="auto", fill=colour(fill)),
            NOTHING if inset is None else margins(*inset, name="tcMar"),
            el("vAlign", val=place) if place != "top" else NOTHING,
        ),
        *(paragraphs or (el("p"),)),
    )


def margins(top: float, left: float, bottom: float, right: float, *, name: str = "tblCellMar") -> Markup:
    """Space inside the edges of a cell, or of all cells, in points."""
    sides = {"top": top, "left": left, "bottom": bottom, "right": right}
    return el(name, *(el(side, w=twips(points), type="dxa") for side, points in sides.items()))


def data_table(pen: Pen, data: Record, *, title: str, small: bool = False) -> Markup:
    """A table of the brief, whose columns have a `width` in points."""
    columns = records(data["columns"])
    widths = [cast(float, one["width"]) for one in columns]
    found = records(data["rows"])
    whole = len(found) <= TOGETHER
    last = len(found) - 1
    noted = bool(data["notes"])
    rows = [
        _row(
            pen,
            one,
            columns,
            style=CELLS[small],
            keep=(place < last and (whole or place < BEGIN)) or (noted and place == last),
        )
        for place, one in enumerate(found)
    ]
    headed = any(one["head"] is not None for one in columns)
    if headed:
        rows.insert(0, _head(pen, columns))
    return table(pen, widths, rows, title=title, head=headed)


CELLS: Final = {False: "Waypost Cell", True: "Waypost Small Cell"}


def _head(pen: Pen, columns: list[Record]) -> Markup:
    cells = [
        box(
            pen.paragraph(pen.runs(one["head"] or []), style="Waypost Head", right=bool(one["number"]), keep=True),
            width=cast(float, one["width"]),
            place="bottom",
        )
        for one in columns
    ]
    return row(*cells, head=True)


def _row(pen: Pen, data: Record, columns: list[Record], *, style: str, keep: bool) -> Markup:
    kind = str(data["style"])
    cells = [_cell(pen, one, columns, style=style, kind=kind, keep=keep) for one in records(data["cells"])]
    return row(*cells)


def _cell(pen: Pen, cell: Record, columns: list[Record], *, style: str, kind: str, keep: bool) -> Markup:
    place, span = cast(int, cell["column"]), cast(int, cell["span"])
    width = sum(cast(float, one["width"]) for one in columns[place : place + span])
    tone = Tone(strong=kind in ("total", "group"))
    lines: tuple[tuple[str, float, str], ...] = ()
    if kind == "total":
        lines = (("top", 0.75, "ink"),)
    if kind in SIDE_BAR and place == 0:
        lines = ((START, 3, SIDE_BAR[kind]),)
    written = pen.paragraph(
        cell_runs(pen, cell, tone),
        style=style,
        right=bool(columns[place]["number"]),
        keep=keep or kind == "group",
        indent=INDENT if kind == "sub" and place == 0 else None,
    )
    return box(written, width=width, span=span, fill="sunk" if kind == "group" else None, lines=lines)


def quiet_or_unknown(pen: Pen, known: Record, tone: Tone = QUIET) -> Markup:
    """Words, or the hatch and the reason why there are none."""
    return pen.unknown(known["runs"], tone) if known["kind"] == "unknown" else pen.runs(known["runs"], tone)


def space(pen: Pen) -> Markup:
    """The paragraph that Word wants between two tables."""
    return pen.paragraph(style="Waypost Gap")


def plain_text(runs: Plain) -> str:
    """Runs as one string."""
    return "".join(str(one["t"]) for one in records(runs))
