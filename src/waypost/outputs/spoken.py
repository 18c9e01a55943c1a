"""A brief with its words made: plain values (text, numbers, lists, dictionaries) that every form is drawn from.

One place turns cells and blocks into words, so that paper and page say the same. No colour, no size, no markup: a
run of text is `{"t": words, "b": strong, "l": language or None}`, and stays text in whatever form it is put.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, TypeAlias, cast

from waypost.core.brief.figures import Discs, Gantt
from waypost.core.brief.tree import (
    Bar,
    Blank,
    Block,
    Brief,
    Cell,
    Columns,
    Cover,
    Decision,
    Figure,
    Finding,
    Findings,
    Heading,
    KeyFigure,
    Linked,
    Marker,
    Nothing,
    Number,
    PageOne,
    Paragraph,
    ReasonChain,
    Reasons,
    Row,
    Section,
    Stack,
    Table,
    Unknown,
    Words,
    figures_in,
)
from waypost.core.say import Ref, Say, SayValue, Who, say
from waypost.core.values import Missing, Money, Quantity, Text
from waypost.words.wording import Run, Wording

Plain: TypeAlias = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None
Record: TypeAlias = dict[str, Plain]

LABELS: Final = (
    "annex", "by", "contents", "moves", "needs_decision", "numbers", "preliminary", "question", "skip", "training",
    "weight_must", "weight_note", "weight_should", "who_decides",
)  # fmt: skip
"""Fixed words of the forms, entries `outputs.*` of the catalogue."""

OWN_PAGE: Final = 18
"""A Gantt of more rows begins a page, with the section it stands in (look 9)."""

PAGE, PAGES = "\ue000", "\ue001"
"""Private signs that stand for page number and page count until the form knows them."""


def spoken(brief: Brief, wording: Wording) -> Record:
    """All of a brief in one language, as plain values."""
    speaker = Speaker(wording)
    there = frozenset(section.number for section in brief.sections)
    labels: Record = {name: wording.plain(say(f"outputs.{name}")) for name in LABELS}
    before, _, rest = wording.plain(say("outputs.page", page=PAGE, pages=PAGES)).partition(PAGE)
    between, _, after = rest.partition(PAGES)
    labels["page"] = [before, between, after]
    return {
        "name": brief.name,
        "dense": brief.dense,
        "language": wording.language,
        "rtl": wording.right_to_left,
        "labels": labels,
        "cover": speaker.cover(brief.cover),
        "page_one": None if brief.page_one is None else speaker.page_one(brief.page_one, there),
        "sections": [speaker.section(section) for section in brief.sections],
        "annex": [speaker.annexed(figure) for figure in figures_in(brief) if brief.annex and not figure.numbers_shown],
    }


def records(value: Plain) -> list[Record]:
    """A list of records: rows, cells, runs."""
    return cast(list[Record], value)


def run_values(runs: Iterable[Run]) -> list[Plain]:
    """Runs of the wording as plain values."""
    return [{"t": run.text, "b": run.strong, "l": run.language} for run in runs]


class Speaker:
    """Turns each node of a brief into plain values, in one language."""

    def __init__(self, wording: Wording) -> None:
        """`wording` makes the words."""
        self._wording = wording

    def runs(self, value: SayValue) -> list[Plain]:
        """The words of a value; the number of an element is strong."""
        return self.named(value) if isinstance(value, Ref) and value.number else self.worded(value)

    def named(self, ref: Ref) -> list[Plain]:
        """An element with a number: that, strong, and its title where it has one."""
        title = self._wording.runs(ref, "title") if isinstance(ref.title, Text) else ()
        number = Run(ref.number or "", strong=True)
        return run_values((number, Run("\u00a0"), *title) if title else (number,))

    def worded(self, value: SayValue, form: str = "") -> list[Plain]:
        """The words of a value in one of the forms of its type."""
        return run_values(self._wording.runs(value, form))

    def plain(self, value: SayValue) -> str:
        """The words of a value as one string."""
        return self._wording.plain(value)

    def sentences(self, says: Iterable[Say]) -> list[Plain]:
        """Sentences that stand together, with a space between them."""
        found: list[Plain] = []
        for one in says:
            if found:
                found.append({"t": " ", "b": False, "l": None})
            found.extend(self.runs(one))
        return found

    # Cells -----------------------------------------------------------------------------------------------------

    def cell(self, cell: Cell, *, bare: bool) -> Record:
        """A cell; `bare` leaves out the unit because head or first cell of the row names it."""
        match cell:
            case Words():
                return self._words(cell, bare=bare)
            case Number():
                return self._number(cell, bare=bare)
            case Unknown():
                return {"kind": "unknown", "runs": self.runs(cell.say or cell.reason)}
            case Marker():
                return {"kind": "marker", "mark": cell.mark.value, "runs": self.runs(cell.say)}
            case Bar():
                return self._bar(cell)
            case Stack():
                parts: list[Plain] = [self.cell(one, bare=bare) for one in cell.cells]
                return {"kind": "stack", "inline": cell.inline, "cells": parts}
            case Linked():
                return self.cell(cell.cell, bare=bare)
            case Blank():
                return {"kind": "blank"}

    def _words(self, cell: Words, *, bare: bool) -> Record:
        value = cell.words
        form = "bare" if bare and _is_figure(value) else "start" if isinstance(value, Who) else ""
        runs = self.worded(value, form) if form else self.runs(value)
        return {"kind": "words", "runs": runs, "strong": cell.strong, "quiet": cell.quiet, "struck": cell.struck}

    def figure(self, cell: Number, *, bare: bool) -> str:
        """The figure as printed: with its sign, its brackets and, unless `bare`, its unit."""
        words = "".join(run.text for run in self._wording.runs(cell.value, "bare" if bare else ""))
        if cell.if_met:
            words = self.plain(say("outputs.more_if_met", figure=words))
        if cell.at_least:
            words = self.plain(say("outputs.or_more", figure=words))
        return f"({words})" if cell.bracketed or cell.if_met else words

    def _number(self, cell: Number, *, bare: bool) -> Record:
        return {
            "kind": "number",
            "text": self.figure(cell, bare=bare),
            "provisional": cell.provisional,
            "strong": cell.strong,
            "quiet": cell.bracketed or cell.if_met or cell.provisional,
        }

    def _bar(self, cell: Bar) -> Record:
        share = None if isinstance(cell.share, Missing) else min(max(float(cell.share.value), 0.0), 1.0)
        runs = self.runs(cell.words)
        return {"kind": "bar", "share": share, "runs": runs, "provisional": cell.provisional, "late": cell.late}

    # Blocks ----------------------------------------------------------------------------------------------------

    def block(self, block: Block) -> Record:
        """A block of a section."""
        match block:
            case Heading():
                return {"kind": "heading", "runs": self.runs(block.say), "aside": self._maybe(block.aside)}
            case Paragraph():
                return {"kind": "paragraph", "runs": self.sentences(block.says), "quiet": block.quiet}
            case Table():
                return self.table(block)
            case Figure():
                return self._figure(block)
            case Nothing():
                return {"kind": "nothing", "runs": self.runs(block.say)}
            case Reasons():
                return {"kind": "reasons", "chains": [self._chain(chain) for chain in block.chains]}
            case Findings():
                return {"kind": "findings", "findings": [self.finding(one) for one in block.findings]}
            case Columns():
                left: list[Plain] = [self.block(one) for one in block.left]
                right: list[Plain] = [self.block(one) for one in block.right]
                return {"kind": "columns", "left": left, "right": right, "uneven": is_uneven(block)}

    def _maybe(self, value: SayValue | None) -> list[Plain] | None:
        return None if value is None else self.runs(value)

    def table(self, table: Table) -> Record:
        """A table with its heads and rows; the numbers of a table of numbers are bare of units."""
        bare = table.numbers
        columns: list[Plain] = [
            {"head": self._maybe(one.head), "number": one.align.value == "number", "weight": one.weight}
            for one in table.columns
        ]
        rows: list[Plain] = [self._row(row, bare=bare) for row in table.rows]
        notes: list[Plain] = [self.runs(note) for note in table.notes]
        return {
            "kind": "table",
            "name": table.name,
            "columns": columns,
            "rows": rows,
            "notes": notes,
            "numbers": table.numbers,
        }

    def _row(self, row: Row, *, bare: bool) -> Record:
        """A row; the first cell of a group, or of a row that is almost empty, reaches over the empty ones after it."""
        bare = bare or _names_unit(row)
        cells: list[Plain] = []
        reach = 1
        if row.style == "group" or (len(row.cells) > 3 and all(isinstance(one, Blank) for one in row.cells[1:4])):
            reach += next(
                (place for place, one in enumerate(row.cells[1:]) if not isinstance(one, Blank)), len(row.cells) - 1
            )
        for place, one in enumerate(row.cells):
            if place == 0 or place >= reach:
                span = reach if place == 0 else 1
                cells.append({**self.cell(one, bare=bare), "column": place, "span": span})
        return {"style": row.style, "cells": cells}

    def _figure(self, figure: Figure) -> Record:
        notes: list[Plain] = [self.runs(note) for note in figure.notes]
        return {
            "kind": "figure",
            "name": figure.name,
            "chart": type(figure.chart).__name__.lower(),
            "title": self.runs(figure.title),
            "aside": self._maybe(figure.aside),
            "alt": self.plain(figure.alt),
            "notes": notes,
            "numbers": self.table(figure.numbers),
            "numbers_shown": figure.numbers_shown,
        }

    def annexed(self, figure: Figure) -> Record:
        """The numbers of a figure for the end of the paper."""
        return {
            "title": self.runs(figure.title),
            "aside": self._maybe(figure.aside),
            "table": {**self.table(figure.numbers), "small": True},
        }

    def _chain(self, chain: ReasonChain) -> Record:
        late = chain.marker.mark.value == "late"
        runs = self.runs(say("outputs.late_for" if late else "outputs.at_risk_for"))
        for place, reason in enumerate(chain.because):
            runs.extend(self.runs(say("outputs.because_next" if place else "outputs.because", why=reason)))
        if not chain.because:
            runs.extend(self.runs(say("outputs.because_unknown")))
        runs.append({"t": ".", "b": False, "l": None})
        if chain.tail:
            runs.append({"t": " ", "b": False, "l": None})
            runs.extend(self.sentences(chain.tail))
        return {
            "number": chain.ref.number or "",
            "title": self.worded(chain.ref, "title"),
            "marker": self.cell(chain.marker, bare=False),
            "runs": runs,
            "moves": self.sentences(chain.moves),
        }

    def finding(self, finding: Finding) -> Record:
        weight = "accepted" if finding.accepted is not None else finding.weight.value
        accepted = None if finding.accepted is None else self.runs(say("outputs.accepted", reason=finding.accepted))
        return {
            "number": finding.number,
            "label": finding.numbers,
            "weight": weight,
            "word": self.plain(say(f"outputs.weight_{weight}")),
            "runs": self.runs(finding.text),
            "also": [self.runs(one) for one in finding.also],
            "remedy": self.runs(finding.remedy),
            "rule": finding.rule,
            "accepted": accepted,
        }

    # The whole -------------------------------------------------------------------------------------------------

    def cover(self, cover: Cover) -> Record:
        """The head of the paper."""
        facts: list[Plain] = [[self.runs(label), begun(self.runs(value))] for label, value in cover.facts]
        return {
            "kind": self.runs(cover.kind),
            "title": self.runs(cover.title),
            "subtitle": self._maybe(cover.subtitle),
            "plain_title": self.plain(cover.title),
            "boxes": list(cover.reader.boxes),
            "audience": "".join(str(run["t"]) for run in records(begun(self.runs(cover.reader.words)))),
            "facts": facts,
            "running": self.runs(cover.running),
            "training": cover.training,
            "at": int(cover.at.timestamp()),
        }

    def page_one(self, page: PageOne, there: frozenset[int]) -> Record:
        """The page that stands alone; a sentence leads to its section where that is `there`."""
        sentences: list[Plain] = [
            {
                "runs": begun(self.runs(one.say)),
                "section": self.plain(say("outputs.section", number=one.section)),
                "target": one.section if one.section in there else None,
            }
            for one in page.sentences
        ]
        more = None
        if page.more_decisions:
            more = self.plain(say("outputs.more", n=page.more_decisions, section=page.more_section))
        return {
            "sentences": sentences,
            "figures": [self.key_figure(one) for one in page.figures],
            "decisions": [self.decision(one) for one in page.decisions],
            "more": more,
            "more_section": page.more_section if page.more_section in there else None,
        }

    def key_figure(self, figure: KeyFigure) -> Record:
        value = figure.value
        found: Record = {
            "label": self.plain(figure.label),
            "unknown": None,
            "figure": None,
            "provisional": False,
            "unit": None if figure.unit is None else self.plain(figure.unit),
            "compare": self._maybe(figure.compare),
        }
        if isinstance(value, Unknown):
            return {**found, "unknown": self.runs(value.say or value.reason)}
        bare = isinstance(value.value, Money | Quantity) and figure.unit is not None
        return {**found, "figure": self.figure(value, bare=bare), "provisional": value.provisional}

    def decision(self, decision: Decision) -> Record:
        return {
            "label": decision.label,
            "question": self.runs(decision.question),
            "hangs": None if isinstance(decision.hangs, Missing) else self._known(decision.hangs),
            "decides": self._known(decision.decides),
            "due": self._known(decision.due),
        }

    def _known(self, value: SayValue | date) -> Record:
        kind = "unknown" if isinstance(value, Missing) else "words"
        return {"kind": kind, "runs": self.runs(value), "strong": False, "quiet": False, "struck": False}

    def section(self, section: Section) -> Record:
        """A numbered section."""
        return {
            "number": section.number,
            "name": section.name,
            "own_page": any(_is_long(one) for one in section.blocks),
            "title": self.runs(section.title),
            "blocks": [self.block(one) for one in section.blocks],
        }


def is_uneven(columns: Columns) -> bool:
    """Whether a pair of columns is a map beside something narrower."""
    return any(isinstance(one, Figure) and isinstance(one.chart, Discs) for one in columns.left)


def _is_long(block: Block) -> bool:
    return isinstance(block, Figure) and isinstance(block.chart, Gantt) and len(block.chart.rows) > OWN_PAGE


def begun(runs: list[Plain]) -> list[Plain]:
    """The same words, the first letter a capital, as where a line begins."""
    first = records(runs[:1])
    return [*({**one, "t": str(one["t"])[:1].upper() + str(one["t"])[1:]} for one in first), *runs[1:]]


def _names_unit(row: Row) -> bool:
    """Whether the first cell of a row names the unit of its figures, so that they need not."""
    first = row.cells[0] if row.cells else Blank()
    return isinstance(first, Words) and isinstance(first.words, Say) and "unit" in dict(first.words.values)


def _is_figure(value: object) -> bool:
    return isinstance(value, Money | Quantity)
