"""The text of the file: cover, first page, contents, sections, and the numbers of the figures.

Walks the plain values of `spoken`, as paper and web page do, so that all forms say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, cast

from waypost.outputs.charts.pictures import Picture
from waypost.outputs.columns import fitted
from waypost.outputs.spoken import Plain, Record, records
from waypost.outputs.word.front import Front
from waypost.outputs.word.items import chain, finding
from waypost.outputs.word.lines import ACCENT, QUIET, TAB, Pen, Tone
from waypost.outputs.word.markup import NOTHING, Markup, el, tag, together, words
from waypost.outputs.word.pictures import Album
from waypost.outputs.word.tables import box, data_table, plain_text, row, space, table

TABLE_SIZE: Final = 8.5
ANNEX_SIZE: Final = 7.5
ASIDE: Final = Tone(light=True, size=8.5, colour="ink2")
NUMBERED: Final = Tone(light=True, colour="ink2")
GAP: Final = 6.0
"""Space between figures side by side, on each side."""


@dataclass(slots=True)
class Body:
    """Writes the text of one paper; counts its figures, tables and bookmarks on the way."""

    pen: Pen
    labels: Record
    pictures: dict[str, list[Picture]]
    album: Album
    room: float
    captions: dict[str, int] = field(default_factory=dict)
    bookmarks: int = 0

    def text(self, brief: Record) -> Markup:
        """All of the paper between its header and its footer."""
        page = cast("Record | None", brief["page_one"])
        sections = records(brief["sections"])
        annex = records(brief["annex"])
        front = Front(self.pen, self.labels, self.room)
        parts = [front.cover(cast(Record, brief["cover"]))]
        if page is not None:
            parts.append(front.page_one(page))
        dense = bool(brief["dense"])
        listed = page is not None and not dense
        if listed:
            parts.append(self.contents(sections, annexed=bool(annex)))
        for place, one in enumerate(sections):
            begins = place == 0 and page is not None and not listed
            parts.append(self.section(one, page=not dense and (begins or bool(one["own_page"]))))
        if annex:
            parts.append(self.annex(annex))
        return together(parts)

    # Contents --------------------------------------------------------------------------------------------------

    def contents(self, sections: list[Record], *, annexed: bool) -> Markup:
        """A field of contents, filled: Word adds the pages when somebody updates it, and asks nothing on opening."""
        pen = self.pen
        entries = [
            pen.link(target_of(one), pen.run(str(one["number"])), TAB, pen.runs(one["title"])) for one in sections
        ]
        if annexed:
            entries.append(pen.link(ANNEX, TAB, pen.run(str(self.labels["annex"]))))
        begin = together(
            (
                el("r", el("fldChar", fldCharType="begin")),
                el("r", tag("w:instrText", {"xml:space": "preserve"}, words('TOC \\o "1-1" \\h \\z \\u'))),
                el("r", el("fldChar", fldCharType="separate")),
            )
        )
        end = el("r", el("fldChar", fldCharType="end"))
        lines = [
            pen.paragraph(
                begin if place == 0 else NOTHING,
                entry,
                end if place == len(entries) - 1 else NOTHING,
                style="toc 1",
                tab=self.room,
            )
            for place, entry in enumerate(entries)
        ]
        heading = pen.paragraph(pen.run(str(self.labels["contents"])), style="TOC Heading", page=True)
        gallery = el("docPartObj", el("docPartGallery", val="Table of Contents"), el("docPartUnique"))
        return el("sdt", el("sdtPr", gallery), el("sdtContent", heading, *lines))

    # Sections --------------------------------------------------------------------------------------------------

    def section(self, section: Record, *, page: bool) -> Markup:
        """A numbered section."""
        pen = self.pen
        heading = self._marked(
            target_of(section), pen.run(str(section["number"]), ACCENT), TAB, pen.runs(section["title"])
        )
        blocks = records(section["blocks"])
        return together((pen.paragraph(heading, style="heading 1", page=page, keep=True), self.blocks(blocks)))

    def _marked(self, name: str, *content: Markup) -> Markup:
        self.bookmarks += 1
        return self.pen.bookmark(self.bookmarks, name, *content)

    def blocks(self, blocks: list[Record], half: str | None = None) -> Markup:
        """Blocks one after another; the heading straight before a table is the table's caption.

        `half` is the part of a pair of columns for which figures are drawn.
        """
        parts: list[Markup] = []
        title: Record | None = None
        for place, one in enumerate(blocks):
            after = blocks[place + 1]["kind"] if place + 1 < len(blocks) else None
            if one["kind"] == "heading" and after == "table":
                title = one
                continue
            leads = place == 0 and after is not None and one["kind"] == "paragraph"
            parts.append(self._paragraph(one, leads=True) if leads else self.block(one, title, half))
            title = None
        return together(parts)

    def _paragraph(self, block: Record, *, leads: bool) -> Markup:
        """A paragraph; one that leads a section stays with what it leads to."""
        pen = self.pen
        return pen.paragraph(pen.runs(block["runs"]), style="Waypost Quiet" if block["quiet"] else "Normal", keep=leads)

    def block(self, block: Record, title: Record | None = None, half: str | None = None) -> Markup:
        """One block; `title` is the heading that names a table."""
        pen = self.pen
        match block["kind"]:
            case "heading":
                return pen.paragraph(pen.runs(block["runs"]), self._aside(block["aside"]), style="heading 2", keep=True)
            case "paragraph":
                return self._paragraph(block, leads=False)
            case "nothing":
                return pen.paragraph(pen.runs(block["runs"], QUIET), style="Normal")
            case "table":
                return self.titled_table(block, title)
            case "figure":
                return self.figure(block, half)
            case "reasons":
                return together(chain(self.pen, self.labels, one) for one in records(block["chains"]))
            case "findings":
                return together(finding(self.pen, one) for one in records(block["findings"]))
            case "columns":
                return self._columns(block)
        raise ValueError(block["kind"])

    def _aside(self, aside: Plain) -> Markup:
        if aside is None:
            return NOTHING
        return together((self.pen.gap(count=3), self.pen.runs(aside, ASIDE)))

    def caption(self, kind: str, runs: Plain, aside: Plain, *, style: str = "caption") -> Markup:
        """ "Figure 3" or "Table 7", counted by Word, then the title."""
        pen = self.pen
        number = self.captions[kind] = self.captions.get(kind, 0) + 1
        before, _, after = str(self.labels[kind.lower()]).partition(NUMBER)
        label = together(
            (
                pen.run(before, NUMBERED),
                pen.field(f"SEQ {kind} \\* ARABIC", str(number), NUMBERED),
                pen.run(after, NUMBERED),
                pen.gap(count=3),
            )
        )
        return pen.paragraph(label, pen.runs(runs), self._aside(aside), style=style, keep=True)

    # Tables ----------------------------------------------------------------------------------------------------

    def titled_table(self, data: Record, title: Record | None) -> Markup:
        """A table under its caption, in parts where it is too wide for the page."""
        runs: Plain = [] if title is None else title["runs"]
        small = bool(data.get("small"))
        sized = fitted(data, self.room, ANNEX_SIZE if small else TABLE_SIZE)
        parts = [data_table(self.pen, one, title=plain_text(runs), small=small) for one in records(sized["parts"])]
        caption = NOTHING if title is None else self.caption("Table", runs, title["aside"])
        between = self.pen.paragraph(style="Waypost Note", keep=True)
        body = between.join(parts)
        return together((caption, Markup(body), self._notes(data["notes"])))

    def _notes(self, notes: Plain) -> Markup:
        pen = self.pen
        if not notes:
            return space(self.pen)
        parts = [pen.runs(one) for one in cast("list[Plain]", notes)]
        return pen.paragraph(Markup(pen.run(" ").join(parts)), style="Waypost Note")

    # Figures ---------------------------------------------------------------------------------------------------

    def figure(self, figure: Record, half: str | None, room: float | None = None) -> Markup:
        """A picture under its caption, then its notes; a long one on several pages. `room` is that of the text."""
        room = self.room if room is None else room
        key = str(figure["name"]) if half is None else f"{figure['name']}/{half}"
        title, alt = plain_text(figure["title"]), str(figure["alt"])
        parts = self.pictures[key]
        shown = [
            self.pen.paragraph(
                self.album.show(one, title=title, alt=alt, room=room), style="Waypost Figure", keep=place == len(parts)
            )
            for place, one in enumerate(parts, start=1)
        ]
        caption = self.caption("Figure", figure["title"], figure["aside"])
        return together((caption, *shown, self._notes(figure["notes"])))

    def _columns(self, block: Record) -> Markup:
        """Figures side by side; anything else one after the other, so that it can be edited."""
        sides = (records(block["left"]), records(block["right"]))
        names = ("left", "right") if block["uneven"] else ("half", "half")
        if not all(one["kind"] == "figure" for side in sides for one in side):
            return together(self.blocks(side, name) for side, name in zip(sides, names, strict=True))
        share = 0.643 if block["uneven"] else 0.5
        widths = [self.room * share, self.room * (1 - share)]
        cells = [
            box(*(self.figure(one, name, width - GAP) for one in side), width=width, inset=(0, 0, 0, 0))
            for side, name, width in zip(sides, names, widths, strict=True)
        ]
        made = table(self.pen, widths, [row(*cells)], head=False, ruled=False)
        return together((made, space(self.pen)))

    # The numbers of the figures --------------------------------------------------------------------------------

    def annex(self, parts: list[Record]) -> Markup:
        """The numbers of the figures, for those who cannot see them."""
        pen = self.pen
        heading = self._marked(ANNEX, pen.run(str(self.labels["annex"])))
        written = [self._annexed(one) for one in parts]
        return together((pen.paragraph(heading, style="heading 1", page=True, keep=True), *written))

    def _annexed(self, one: Record) -> Markup:
        return self.titled_table(cast(Record, one["table"]), {"runs": one["title"], "aside": one["aside"]})


ANNEX: Final = "annex"
NUMBER: Final = "\ue000"
"""The sign that stands for the number in the words of a caption."""


def target_of(section: Record) -> str:
    """The bookmark of a section."""
    return f"section_{section['number']}"
