"""The first page: what the paper is, five sentences, four figures, what needs a decision (look 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from waypost.outputs.spoken import Plain, Record, records
from waypost.outputs.word.lines import ACCENT, PLAIN, QUIET, SMALL, TAB, Pen, Tone
from waypost.outputs.word.markup import NOTHING, Markup, together
from waypost.outputs.word.tables import START, box, plain_text, quiet_or_unknown, row, space, table

LONG_TITLE: Final = 30
LONG_FIGURE: Final = 9
"""Characters from which on a title or a figure is set smaller."""


@dataclass(frozen=True, slots=True)
class Front:
    """Writes the first page in `room` points of width."""

    pen: Pen
    labels: Record
    room: float

    def cover(self, cover: Record) -> Markup:
        """What the paper is, of whom, for which meeting, and its facts."""
        pen = self.pen
        marking = NOTHING
        if cover["training"]:
            marking = together((pen.gap(count=3), pen.marker("plain", str(self.labels["training"]))))
        size = 20.0 if len(plain_text(cover["title"])) > LONG_TITLE else None
        subtitle = NOTHING
        if cover["subtitle"] is not None:
            subtitle = pen.paragraph(pen.runs(cover["subtitle"]), style="Subtitle")
        return together(
            (
                pen.paragraph(pen.runs(cover["kind"]), marking, style="Waypost Kind"),
                pen.paragraph(pen.runs(cover["title"], Tone(size=size)), style="Title"),
                subtitle,
                self._facts(cover),
            )
        )

    def _facts(self, cover: Record) -> Markup:
        pairs = [cast("list[Plain]", pair) for pair in cast("list[Plain]", cover["facts"])]
        if not pairs:
            return NOTHING
        width = self.room / len(pairs)
        edges = (("top", 0.75, "ink"), ("bottom", 0.5, "line"))
        marks = (self.pen.mark(str(cover["mark"])), *(NOTHING for _ in pairs[1:]))
        cells = [
            box(
                self.pen.paragraph(mark, self.pen.runs(label), style="Waypost Head"),
                self.pen.paragraph(self.pen.runs(value), style="Waypost Cell"),
                width=width,
                lines=edges,
            )
            for mark, (label, value) in zip(marks, pairs, strict=True)
        ]
        made = table(self.pen, [width] * len(pairs), [row(*cells)], head=False)
        return together((made, space(self.pen)))

    def page_one(self, page: Record) -> Markup:
        """Five sentences, four figures, what needs a decision (look 9)."""
        lead = together(self._sentence(place, one) for place, one in enumerate(records(page["sentences"]), start=1))
        figures = records(page["figures"])
        decisions = records(page["decisions"])
        return together(
            (
                lead,
                self._key_figures(figures) if figures else NOTHING,
                self._decisions(page, decisions) if decisions else NOTHING,
            )
        )

    def _sentence(self, number: int, one: Record) -> Markup:
        pen = self.pen
        where = pen.run(str(one["section"]).replace(" ", "\u00a0"), SMALL)
        if one["target"] is not None:
            where = pen.link(f"section_{one['target']}", where)
        return pen.paragraph(
            pen.run(str(number), ACCENT), TAB, pen.runs(one["runs"]), pen.run("  ", SMALL), where,
            style="Waypost Lead",
        )  # fmt: skip

    def _key_figures(self, figures: list[Record]) -> Markup:
        count = max(4, len(figures))
        width = self.room / count
        cells = [
            box(*self._key_figure(one), width=width, lines=(("top", 1.2, "ink"), ("bottom", 0, ""))) for one in figures
        ]
        nothing = (("top", 0, ""), ("bottom", 0, ""))
        cells += [box(self.pen.paragraph(style="Waypost Cell"), width=width, lines=nothing)] * (count - len(figures))
        return together((space(self.pen), table(self.pen, [width] * count, [row(*cells)], head=False)))

    def _key_figure(self, one: Record) -> tuple[Markup, ...]:
        pen = self.pen
        label = pen.paragraph(pen.run(str(one["label"])), style="Waypost Head")
        compare = pen.runs(one["compare"], QUIET) if one["compare"] is not None else NOTHING
        if one["unknown"] is not None:
            shown = pen.paragraph(pen.unknown(one["unknown"]), style="Waypost Cell")
        else:
            shown = pen.paragraph(self._value(one), style="Waypost Value")
        if one["provisional"]:
            compare = together((pen.marker("preliminary", str(self.labels["preliminary"])), pen.run(" "), compare))
        return label, shown, pen.paragraph(compare, style="Waypost Cell")

    def _value(self, one: Record) -> Markup:
        pen, figure = self.pen, str(one["figure"])
        size = 16.0 if len(figure) > LONG_FIGURE else None
        parts = [pen.run(figure, Tone(strong=not one["provisional"], size=size))]
        if one["unit"] is not None:
            parts.append(pen.run(f" {one['unit']}", Tone(size=8.5)))
        if one["provisional"]:
            parts.append(pen.run("\u00a0p", Tone(size=8.5)))
        return together(parts)

    def _decisions(self, page: Record, decisions: list[Record]) -> Markup:
        pen = self.pen
        widths = [24.0, self.room - 24 - 86 - 86, 86.0, 86.0]
        heads = ["", *(str(self.labels[name]) for name in ("question", "who_decides", "by"))]
        rows = [
            row(
                *(
                    box(pen.paragraph(pen.run(head), style="Waypost Head"), width=width, fill="ground")
                    for head, width in zip(heads, widths, strict=True)
                ),
                head=True,
            )
        ]
        rows += [self._decision(one, widths) for one in decisions]
        more = pen.paragraph(pen.run(str(page["more"] or "")), style="Waypost Note")
        title = str(self.labels["needs_decision"])
        heading = pen.paragraph(pen.run(title, Tone(size=12)), style="heading 2", keep=True)
        return together((heading, table(pen, widths, rows, title=title), more))

    def _decision(self, one: Record, widths: list[float]) -> Markup:
        pen = self.pen
        asked = [pen.runs(one["question"], Tone(strong=True))]
        if one["hangs"] is not None:
            asked.append(quiet_or_unknown(pen, cast(Record, one["hangs"])))
        contents = (
            [pen.run(str(one["label"]), ACCENT)],
            asked,
            [quiet_or_unknown(pen, cast(Record, one["decides"]), PLAIN)],
            [quiet_or_unknown(pen, cast(Record, one["due"]), PLAIN)],
        )
        return row(
            *(
                box(
                    together(pen.paragraph(one, style="Waypost Cell") for one in content),
                    width=width,
                    fill="ground",
                    lines=((START, 3, "accent"),) if place == 0 else (),
                )
                for place, (content, width) in enumerate(zip(contents, widths, strict=True))
            )
        )
