"""A brief as a workbook: a sheet a section, each table with its units and sources, figures as numbers to work with.

Amounts stand in full, with their currency; the look of a cell says what a sign says on paper (at least, only if met).
Charts that a spreadsheet has are its own, drawn from the numbers beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, cast

from waypost.core.brief.tree import (
    Block,
    Brief,
    Columns,
    Figure,
    Findings,
    Heading,
    Nothing,
    Number,
    PageOne,
    Paragraph,
    Reasons,
    Section,
    Table,
)
from waypost.core.say import Say, SayValue, say
from waypost.core.values import Missing, Money
from waypost.outputs.spoken import Plain, Record, Speaker, records
from waypost.outputs.workbook.book import Book, Facts, Page
from waypost.outputs.workbook.cells import Styled, cell_of, said_of
from waypost.outputs.workbook.charts import place_chart
from waypost.outputs.workbook.printing import running_lines
from waypost.words.wording import Wording

WIDTHS: Final = (34.0, 18.0, 18.0, 18.0, 16.0, 16.0, 14.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0)
"""Of the columns of a section's sheet at least: the first names a row, others are as wide as their words."""

WIDEST: Final = 40.0
TOGETHER: Final = 150.0
"""The most that one column takes, and that those of the sentences take together: a page across still shows it."""

LONG: Final = 60
"""Signs from which on words in the last column of a table run over the free columns after it."""
_BETWEEN: Final = re.compile("([;؛])\\s+")

LAST: Final = 5
"""The last column over which a sentence runs."""


def render_brief(brief: Brief, words: Wording) -> bytes:
    """The workbook of a brief in a language; the same input gives the same bytes."""
    title = words.plain(brief.cover.title)
    book = Book(Facts(title=title, subject=words.plain(brief.cover.kind), at=brief.cover.at))
    if words.right_to_left:
        book.right_to_left()
    cover = book.sheet(words.plain(say("workbook.sheet.cover")))
    pages = [(one, book.sheet(f"{one.number} {words.plain(one.title)}")) for one in brief.sections]
    _Cover(cover, words).write(brief, [(one, page.name) for one, page in pages])
    for section, page in pages:
        _Sheet(page, words, columns_for(section, words)).section(section)
        page.raw.freeze_panes(2, 0)
    for page in (cover, *(page for _, page in pages)):
        mark = words.plain(say("workbook.training")) if brief.cover.training else words.plain(brief.cover.reader.words)
        running_lines(page, left=title, right=mark, foot=words.plain(brief.cover.running))
        page.raw.fit_to_pages(1, 1 if page is cover else 0)
    return book.done()


class _Lines:
    """A sheet that is written from above to below."""

    def __init__(self, page: Page, words: Wording, widths: tuple[float, ...] = WIDTHS) -> None:
        self.page = page
        self.words = words
        self.widths = widths
        self.row = 0
        self.used = LAST
        self.styled = Styled(page.book)
        self.speaker = Speaker(words)

    def say(self, value: SayValue, look: str = "plain") -> None:
        """A sentence in a row of its own."""
        self.line(self.words.plain(value), look)

    def line(self, text: str, look: str = "plain") -> None:
        """Words in a row of their own, merged over the columns of the text where they need several lines."""
        if not text:
            return
        room = sum(self.widths[: LAST + 1]) * (0.6 if look in ("title", "heading") else 0.94)
        count = lines_of(text, room)
        if count > 1:
            self.page.merge(self.row, 0, LAST, text, self.styled.text(look, wrap=True))
        else:
            self.page.put(self.row, 0, text, self.styled.text(look))
        height = {"title": 28.0, "heading": 20.0}.get(look, 15.0)
        self.page.raw.set_row(self.row, height * count)
        self.row += 1

    def gap(self, rows: int = 1) -> None:
        """Empty rows."""
        self.row += rows

    def begin(self) -> None:
        """Set the columns; what stands on a sheet is told from paper by its lines."""
        for at, width in enumerate(self.widths):
            self.page.raw.set_column(at, at, width)
        self.page.raw.hide_gridlines(2)

    def end(self) -> None:
        """Say what is printed: else a sentence that runs over empty columns is cut at the last one in use."""
        self.page.raw.print_area(0, 0, max(self.row - 1, 1), self.used)

    def height(self, lines: int) -> None:
        """Room for the lines of the row that is being written."""
        self.page.raw.set_row(self.row, min(13.5 * lines + 3, 400.0))


class _Cover(_Lines):
    """The first sheet: what this is, for whom, and the page that stands alone."""

    def write(self, brief: Brief, pages: list[tuple[Section, str]]) -> None:
        """Fill the sheet."""
        self.begin()
        cover = brief.cover
        self.say(cover.title, "title")
        self.say(cover.kind, "quiet")
        if cover.subtitle is not None:
            self.say(cover.subtitle, "quiet")
        if cover.training:
            self.say(say("workbook.training"), "training")
        self.gap()
        for label, value in cover.facts:
            self.pair(self.words.plain(label), self.words.plain(value))
        if brief.page_one is not None:
            self.gap()
            self.page_one(brief.page_one)
        self.gap()
        for section, name in pages:
            self.page.lead(self.row, 0, name, f"{section.number} {self.words.plain(section.title)}", self.styled.link())
            self.row += 1
        self.page.raw.activate()
        self.end()

    def pair(self, label: str, value: str) -> None:
        """A label and what it says."""
        self.page.put(self.row, 0, label, self.styled.text("quiet"))
        self.page.put(self.row, 1, value, self.styled.text("plain"))
        self.row += 1

    def page_one(self, page: PageOne) -> None:
        """The sentences, the figures and the decisions of page one."""
        for one in page.sentences:
            self.say(one.say)
        self.gap()
        for figure in page.figures:
            cell, look = cell_of(figure.value, self.words, self.styled)
            self.page.put(self.row, 0, self.words.plain(figure.label), self.styled.text("quiet"))
            self.page.put(self.row, 1, cell, look)
            in_cell = isinstance(figure.value, Number) and isinstance(figure.value.value, Money)
            beside = (None if in_cell else figure.unit, figure.compare)
            told = [self.words.plain(one) for one in beside if one is not None]
            self.page.put(self.row, 2, " · ".join(told), self.styled.text("quiet"))
            self.row += 1
        if page.decisions:
            self.gap()
            self.say(say("outputs.needs_decision"), "heading")
            heads = ("outputs.question", "outputs.who_decides", "outputs.by")
            for at, code in enumerate(heads):
                self.page.put(self.row, at, self.words.plain(say(code)), self.styled.head())
            self.row += 1
            for decision in page.decisions:
                lines = 1
                for at, value in enumerate((decision.question, decision.decides, decision.due)):
                    look = "unknown" if isinstance(value, Missing) else "plain"
                    text = self.words.plain(value)
                    if at == 0 and not isinstance(decision.hangs, Missing):
                        text = f"{text}\n{self.words.plain(decision.hangs)}"
                    self.page.put(self.row, at, text, self.styled.text(look, wrap=True, line=True))
                    lines = max(lines, lines_of(text, self.widths[at]))
                self.height(lines)
                self.row += 1


def each_in_a_line(words: str) -> str:
    """A long list of things, each in a line of its own."""
    return _BETWEEN.sub("\\1\n", words)


def said(runs: Plain) -> str:
    """The words of runs."""
    return "".join(str(one["t"]) for one in records(runs))


def record(value: Plain) -> Record:
    """A record inside another."""
    return cast(Record, value)


def _in_full(aside: Say | None) -> Say | None:
    """The second text of a title; where paper counts in millions, amounts here stand in full."""
    return say("workbook.in_full") if aside is not None and aside.code == "money.unit" else aside


def columns_for(section: Section, words: Wording) -> tuple[float, ...]:
    """The widths of a section's sheet: those that its tables share, as wide as words that stand in one line."""
    found = list(WIDTHS)
    for table in tables_in(section.blocks):
        for row in table.rows:
            for at, cell in enumerate(row.cells[: LAST + 1]):
                longest = max(map(len, said_of(cell, words).split("\n")))
                free = TOGETHER - sum(found[: LAST + 1])
                runs_over = longest > LONG and at == len(table.columns) - 1
                if longest > found[at] and free > 0 and not runs_over:
                    found[at] += min(min(longest + 1, WIDEST) - found[at], free)
    return tuple(found)


def tables_in(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """The tables of blocks, those with the numbers of figures among them."""
    for block in blocks:
        match block:
            case Table():
                yield block
            case Figure():
                yield block.numbers
            case Columns():
                yield from tables_in((*block.left, *block.right))


def lines_of(text: str, width: float) -> int:
    """Lines that words take in a column, broken between words; a sign of a text is narrower than a figure."""
    room, lines = max(int(width * 1.04), 1), 0
    for part in text.split("\n"):
        left = 0
        lines += 1
        for word in part.split(" "):
            if left and left + len(word) > room:
                left, lines = 0, lines + 1
            over = max(len(word) - 1, 0) // room
            lines += over
            left += len(word) - over * room + 1
    return lines


class _Sheet(_Lines):
    """One section."""

    def section(self, section: Section) -> None:
        """Fill the sheet."""
        self.begin()
        self.say(section.title, "title")
        self.gap()
        for block in section.blocks:
            self.block(block)
        self.end()

    def block(self, block: Block) -> None:
        """One block with the space after it."""
        match block:
            case Heading():
                self.heading(block.say, block.aside)
            case Paragraph():
                self.paragraph(block)
            case Nothing():
                self.say(block.say, "unknown")
                self.gap()
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)
            case Columns():
                for inner in (*block.left, *block.right):
                    self.block(inner)
            case Reasons():
                self.reasons(block)
            case Findings():
                self.findings(block)

    def heading(self, title: Say, aside: Say | None) -> None:
        """A title with its second text."""
        self.gap()
        self.say(title, "heading")
        second = _in_full(aside)
        if second is not None:
            self.say(second, "quiet")

    def paragraph(self, block: Paragraph) -> None:
        """Sentences, each in a line of its own."""
        for one in block.says:
            self.say(one, "quiet" if block.quiet else "plain")
        self.gap()

    def reasons(self, block: Reasons) -> None:
        """Why each late item is late, in the words of the paper."""
        for one in records(self.speaker.block(block)["chains"]):
            self.line(f"{one['number']} {said(one['title'])}: {said(record(one['marker'])['runs'])}", "strong")
            self.line(said(one["runs"]))
            self.line(said(one["moves"]), "quiet")
        self.gap()

    def findings(self, block: Findings) -> None:
        """What the review found, with its remedy."""
        for one in records(self.speaker.block(block)["findings"]):
            self.line(f"{one['number']}. {one['word']}: {said(one['runs'])} ({one['rule']})")
            self.line(said(one["remedy"]), "quiet")
            if one["accepted"]:
                self.line(said(one["accepted"]), "quiet")
        self.gap()

    def figure(self, figure: Figure) -> None:
        """A figure: its finding in words, its chart where a spreadsheet has one, its numbers and its notes."""
        self.heading(figure.title, figure.aside)
        self.say(figure.alt)
        first = self.row
        self.table(figure.numbers, notes=False)
        drawn = place_chart(self.page, figure, self.words, first=first, below=self.row)
        self.row += drawn
        for note in figure.notes:
            self.say(note, "quiet")
        self.gap()

    def heads(self, table: Table) -> None:
        """The heads of the columns."""
        for at, column in enumerate(table.columns):
            head = "" if column.head is None else self.words.plain(column.head)
            self.page.put(self.row, at, head, self.styled.head(right=column.align.value == "number"))
        self.page.raw.set_row(self.row, 30)
        self.row += 1

    def table(self, table: Table, *, notes: bool = True) -> None:
        """A table with its heads; figures stay figures."""
        if any(column.head is not None for column in table.columns):
            self.heads(table)
        for row in table.rows:
            lines = 1
            for at, one in enumerate(row.cells):
                cell, look = cell_of(one, self.words, self.styled, style=row.style)
                self.used = max(self.used, at)
                width = self.widths[min(at, len(WIDTHS) - 1)]
                if isinstance(cell, str) and len(cell) > LONG and at == len(table.columns) - 1 and at < LAST:
                    cell, width = each_in_a_line(cell), sum(self.widths[at : LAST + 1])
                    self.page.merge(self.row, at, LAST, cell, look)
                else:
                    self.page.put(self.row, at, cell, look)
                if isinstance(cell, str):
                    lines = max(lines, lines_of(cell, width))
            self.height(lines)
            self.row += 1
        for note in table.notes if notes else ():
            self.say(note, "quiet")
        self.gap()
