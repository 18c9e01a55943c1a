"""Items under a hairline: why something is late, and what the review says. Paragraphs, so that they can be edited."""

from __future__ import annotations

from typing import cast

from waypost.outputs.spoken import Plain, Record
from waypost.outputs.word.lines import QUIET, SMALL, TAB, Pen, Tone
from waypost.outputs.word.markup import NOTHING, Markup, together
from waypost.outputs.word.tables import plain_text


def chain(pen: Pen, labels: Record, one: Record) -> Markup:
    """Why one item is late, and what it moves."""
    marker = cast(Record, one["marker"])
    head = pen.paragraph(
        pen.run(str(one["number"]), Tone(strong=True)),
        TAB,
        pen.runs(one["title"], Tone(strong=True)),
        pen.gap(),
        pen.marker(str(marker["mark"]), plain_text(marker["runs"])),
        style="Waypost Item",
        ruled=True,
    )
    moves = NOTHING
    if one["moves"]:
        label = pen.run(f"{labels['moves']}\u00a0\u00a0", Tone(strong=True, size=7.5, colour="ink2"))
        moves = pen.paragraph(label, pen.runs(one["moves"]), style="Waypost Item Text")
    text = pen.paragraph(pen.runs(one["runs"]), style="Waypost Item Text", keep=bool(one["moves"]))
    return together((head, text, moves))


def finding(pen: Pen, one: Record) -> Markup:
    """A finding of the review with its weight, what to do, and the rule; what must be fixed is strong."""
    weight = Tone(strong=one["weight"] == "must")
    head = pen.paragraph(
        pen.run(str(one["label"]), Tone(strong=True)),
        TAB,
        pen.marker(str(one["weight"]), str(one["word"])),
        pen.gap(),
        pen.runs(one["runs"], weight),
        pen.gap(),
        pen.run(str(one["rule"]), SMALL),
        style="Waypost Item",
        ruled=True,
    )
    also = [
        pen.paragraph(pen.runs(more, weight), style="Waypost Item Text", keep=True)
        for more in cast("list[Plain]", one["also"])
    ]
    accepted = NOTHING
    if one["accepted"] is not None:
        accepted = pen.paragraph(pen.runs(one["accepted"], QUIET), style="Waypost Item Text")
    return together((head, *also, pen.paragraph(pen.runs(one["remedy"], QUIET), style="Waypost Item Text"), accepted))
