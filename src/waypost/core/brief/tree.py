"""A brief as a tree of typed blocks, with no layout in it.

PDF, web page, Word and workbook are drawn from the same tree. Every word in it is a `Say`, a `Text` of the roadmap
or a value; every number keeps its unit, and what is not there is `Missing` with, where known, what is absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from waypost.core.brief.figures import Chart
from waypost.core.goto import Goto
from waypost.core.review.finding import Weight
from waypost.core.say import Ref, Say, Share, Who
from waypost.core.values import Missing, Money, Principal, Quantity, Slug, Text, When

# Cells ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A cell of words; `strong` 600, `quiet` second text, `struck` an old value."""

    words: Say | Text | When | date | Ref | Who | Money | Quantity | int
    strong: bool = False
    quiet: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A figure in a column of numbers; a unit is shown only where the column has none.

    `at_least` prints a sign, `bracketed` shows it without adding it, `if_met` is added only under a condition.
    """

    value: Money | Quantity | Share | int
    at_least: bool = False
    bracketed: bool = False
    if_met: bool = False
    provisional: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """What is not there: hatch, then the word of the reason or a short sentence on what is absent."""

    reason: Missing
    say: Say | None = None


class Mark(StrEnum):
    """The markers of look 6."""

    PLAIN = "plain"
    LATE = "late"
    AT_RISK = "at_risk"
    CRITICAL = "critical"
    PRELIMINARY = "preliminary"
    ADDED = "added"
    REMOVED = "removed"
    WATCH = "watch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A word in a frame: "71 days late"."""

    mark: Mark
    say: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A progress bar with its words below: share Missing is a hatched bar."""

    share: Share | Missing
    words: Say
    provisional: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Several cells in one, one after another (a struck target and the new one, a date and its slip)."""

    cells: tuple[Cell, ...]
    inline: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A cell that leads somewhere on a screen; paper prints the cell alone."""

    cell: Cell
    to: Goto


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A cell that rightly holds nothing (an added row has no old value)."""


Cell = Words | Number | Unknown | Marker | Bar | Stack | Linked | Blank

# Blocks --------------------------------------------------------------------------------------------------------


class Align(StrEnum):
    START = "start"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; `weight` is its width relative to the others; `head` None where it needs no head."""

    head: Say | None
    align: Align = Align.START
    weight: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; the first cell names it. `style`: total, sub (indented), group (a head), side bars for changes, the one
    that was chosen on a screen."""

    cells: tuple[Cell, ...]
    style: Literal["plain", "total", "sub", "group", "added", "removed", "chosen"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of facts or of numbers; `notes` stand under it. Never without rows: use `Nothing`."""

    name: str
    """Stable name for the workbook and tests, such as `money.lines`."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Say, ...] = ()
    numbers: bool = False
    """True for a table of numbers: on a narrow screen it keeps its shape and scrolls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A subsection's title, with an optional second text (unit, period)."""

    say: Say
    aside: Say | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that stand together. `quiet` for notes in second text; `language` of `Text`s is marked by outputs."""

    says: tuple[Say, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """One sentence that says what is missing in place of a section, table or chart; the same whether nothing
    exists or nothing may be known."""

    say: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart: title and unit, the finding as its alternative text, the notes under it (source, vintage, what is
    preliminary, what is missing, the publisher's caveat), and its numbers as a table for those who cannot see it."""

    name: str
    title: Say
    aside: Say | None
    chart: Chart
    alt: Say
    notes: tuple[Say, ...]
    numbers: Table
    numbers_shown: bool = False
    """True when the table beside it in the section already shows the numbers, so paper need not repeat them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonChain:
    """Why one item is late: its name and marker, the chain of causes, its owner, and what it moves and does not."""

    ref: Ref
    marker: Marker
    because: tuple[Say, ...]
    tail: tuple[Say, ...]
    moves: tuple[Say, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """The reason chains of a timetable."""

    chains: tuple[ReasonChain, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A numbered finding of the review as printed; `accepted` holds the reason when it is lived with.

    `also` are further sentences of the same rule, each with the number that follows.
    """

    number: int
    weight: Weight
    text: Say
    remedy: Say
    rule: str
    accepted: Text | None = None
    also: tuple[Say, ...] = ()

    @property
    def numbers(self) -> str:
        """Its number, or the first and last of several: 6–7."""
        last = self.number + len(self.also)
        return str(self.number) if last == self.number else f"{self.number}–{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Findings, worst first."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Two groups of blocks side by side on a wide page, one after the other on a narrow one."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


Block = Heading | Paragraph | Table | Figure | Nothing | Reasons | Findings | Columns

# The whole -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered section; without content it keeps its number and holds one `Nothing`."""

    number: int
    name: str
    title: Say
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One of the five sentences of page one, with the section that carries it; its news is marked in the wording."""

    say: Say
    section: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """A key figure with one line of comparison; `value` Missing shows its reason in place of the figure."""

    label: Say
    value: Number | Unknown
    unit: Say | None
    compare: Say | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What needs a decision: question, what hangs on it, who decides, by when."""

    label: str
    question: Say | Text
    hangs: Say | Text | Missing
    decides: Say | Text | Who | Missing
    due: When | date | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOne:
    """The page that stands alone: five sentences, four figures, at most four decisions and how many more there are."""

    sentences: tuple[Sentence, ...]
    figures: tuple[KeyFigure, ...]
    decisions: tuple[Decision, ...]
    more_decisions: int
    more_section: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom the paper is made: the viewer, and the filling of the four boxes of the audience marker
    (EU institutions, Member States, partner, public), `full`, `half` or `empty`."""

    viewer: Principal
    boxes: tuple[Literal["full", "half", "empty"], ...]
    words: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What stands at the head of the paper and in every page's header."""

    kind: Say
    """Brief for the meeting, agenda, main results, follow-up."""
    title: Say | Text
    subtitle: Say | Text | None
    reader: Reader
    facts: tuple[tuple[Say, Say], ...]
    """Label and value: written for, may be read by, as of, figures as published."""
    running: Say
    """The line in the header of later pages."""
    training: bool
    on: date
    at: datetime
    vintage: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A paper: a brief, an agenda, a results note or a follow-up table. Without page one, a note."""

    name: str
    cover: Cover
    page_one: PageOne | None
    sections: tuple[Section, ...]
    annex: bool = True
    """Whether paper ends with the numbers of its figures as tables, where the sections do not show them already."""
    dense: bool = False
    """Whether paper must be short: a section begins where the one before ends, and not on a page of its own."""
    home: Slug | None = None
    """Of a note, the roadmap or workspace whose meeting it is of: there goes what somebody writes into it."""


def figures_in(brief: Brief) -> tuple[Figure, ...]:
    """All figures of a brief, in order."""
    return tuple(figure for section in brief.sections for block in section.blocks for figure in _figures(block))


def _figures(block: Block) -> Iterator[Figure]:
    if isinstance(block, Figure):
        yield block
    elif isinstance(block, Columns):
        for one in (*block.left, *block.right):
            yield from _figures(one)
