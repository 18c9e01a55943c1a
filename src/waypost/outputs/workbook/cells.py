"""Cells of a brief as cells of a workbook: figures stay figures, with their unit in the number format."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from xlsxwriter.format import Format

from waypost.core.brief.tree import Bar, Blank, Linked, Mark, Marker, Number, Stack, Unknown, Words
from waypost.core.brief.tree import Cell as BriefCell
from waypost.core.say import Say, Share
from waypost.core.values import Money, Quantity
from waypost.outputs.look import light
from waypost.outputs.workbook.book import Book, day_format
from waypost.words.typed.amounts import number_cell
from waypost.words.typed.cell import Cell
from waypost.words.wording import Wording

_TEXTS: Final[dict[str, dict[str, object]]] = {
    "title": {"font_size": 18, "bold": True, "valign": "vcenter"},
    "heading": {"font_size": 12, "bold": True, "valign": "vcenter"},
    "plain": {},
    "strong": {"bold": True},
    "quiet": {"font_color": light("ink2")},
    "unknown": {"font_color": light("ink2"), "italic": True},
    "training": {"bold": True, "font_color": light("watch"), "bg_color": light("watch_soft")},
    "late": {"font_color": light("late"), "bold": True},
    "watch": {"font_color": light("watch"), "bold": True},
    "struck": {"font_strikeout": True, "font_color": light("ink2")},
}
_MARKS: Final = {Mark.LATE: "late", Mark.AT_RISK: "watch", Mark.WATCH: "watch", Mark.CRITICAL: "strong"}
_ROWS: Final[dict[str, dict[str, object]]] = {
    "total": {"bold": True, "top": 1, "top_color": light("line2")},
    "group": {"bold": True, "bg_color": light("sunk")},
    "sub": {"indent": 1},
}

_PLACES: Final = 12
"""Of a share that is worked out: a third has no end, and what a sheet cannot hold would stand there as text."""


class Styled:
    """The formats of a brief's workbook, by what they mean."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def text(self, look: str, *, wrap: bool = False, line: bool = False, style: str = "plain") -> Format:
        """Words."""
        looks = {**_TEXTS[look], **_ROWS.get(style, {})}
        looks |= {"text_wrap": True} if wrap else {}
        looks |= {"bottom": 1, "bottom_color": light("line")} if line else {}
        return self.book.style(**looks)

    def head(self, *, right: bool = False) -> Format:
        """The head of a column."""
        return self.book.style(
            bold=True,
            text_wrap=True,
            valign="vcenter",
            align="right" if right else "left",
            indent=1 if right else 0,
            bg_color=light("sunk"),
            bottom=1,
            bottom_color=light("ink"),
        )

    def link(self) -> Format:
        """Words that lead to a sheet."""
        return self.book.style(font_color=light("accent"), underline=1)

    def figure(self, form: str, *, style: str = "plain", strong: bool = False, quiet: bool = False) -> Format:
        """A figure or a day in a number format."""
        looks: dict[str, object] = {
            "num_format": form,
            "align": "right",
            "indent": 1,
            "bottom": 1,
            "bottom_color": light("line"),
        }
        looks |= _ROWS.get(style, {})
        looks |= {"bold": True} if strong else {}
        looks |= {"font_color": light("ink2"), "italic": True} if quiet else {}
        return self.book.style(**looks)


def cell_of(cell: BriefCell, words: Wording, styled: Styled, *, style: str = "plain") -> tuple[Cell, Format]:
    """A cell of a brief and its format."""
    match cell:
        case Number():
            quiet = cell.bracketed or cell.if_met or cell.provisional
            return _value(cell), styled.figure(_form(cell, words), style=style, strong=cell.strong, quiet=quiet)
        case Words():
            return _words_cell(cell, words, styled, style=style)
        case Unknown():
            return words.plain(cell.say or cell.reason), styled.text("unknown", wrap=True, line=True, style=style)
        case Marker():
            return words.plain(cell.say), styled.text(_MARKS.get(cell.mark, "plain"), wrap=True, line=True, style=style)
        case Bar():
            return words.plain(cell.words), styled.text("late" if cell.late else "plain", wrap=True, line=True)
        case Stack():
            parts = [said_of(one, words) for one in cell.cells]
            between = " · " if cell.inline else "\n"
            return between.join(one for one in parts if one), styled.text("plain", wrap=True, line=True, style=style)
        case Linked():
            return cell_of(cell.cell, words, styled, style=style)
        case Blank():
            return None, styled.text("plain", line=True, style=style)


def _words_cell(cell: Words, words: Wording, styled: Styled, *, style: str) -> tuple[Cell, Format]:
    """Words and their format; a day and a figure stay what they are."""
    match cell.words:
        case date() as day:
            return day, styled.figure(day_format(words.language), style=style, strong=cell.strong, quiet=cell.quiet)
        case Money() | Quantity() | int() as value:
            return cell_of(Number(value=value, strong=cell.strong), words, styled, style=style)
        case Say(code="changes.by", values=((_, Money() as more),)):
            # What paper prints in millions behind a sign is a figure in full here, as those beside it are.
            form = _literal("+") + "#,##0" + _literal(f" {more.currency}")
            return number_cell(more.amount), styled.figure(form, style=style)
        case said:
            look = "struck" if cell.struck else "strong" if cell.strong else "quiet" if cell.quiet else "plain"
            return words.plain(said), styled.text(look, wrap=True, line=True, style=style)


def said_of(cell: BriefCell, words: Wording) -> str:
    """A cell as words, one of several too."""
    match cell:
        case Number():
            return words.plain(cell.value)
        case Words() | Bar():
            return words.plain(cell.words)
        case Unknown():
            return words.plain(cell.say or cell.reason)
        case Marker():
            return words.plain(cell.say)
        case Stack():
            return " · ".join(said_of(one, words) for one in cell.cells)
        case Linked():
            return said_of(cell.cell, words)
        case Blank():
            return ""


def _value(cell: Number) -> Cell:
    value = cell.value
    if isinstance(value, Money | Quantity):
        return number_cell(value.amount)
    return number_cell(round(value.value, _PLACES) if isinstance(value, Share) else Decimal(value))


def _form(cell: Number, words: Wording) -> str:
    """The number format: thousands apart, the unit after the figure, signs for what limits it before it."""
    value = cell.value
    form, unit = "#,##0", ""
    if isinstance(value, Share):
        form = "0%"
    elif isinstance(value, Money):
        unit = f" {value.currency}"
    elif isinstance(value, Quantity):
        form = "#,##0" if value.amount == value.amount.to_integral_value() else "#,##0.0###"
        unit = f" {_unit(value, words)}" if value.unit else ""
    in_brackets = cell.bracketed or cell.if_met
    before = ("(" if in_brackets else "") + ("≥ " if cell.at_least else "") + ("+" if cell.if_met else "")
    return _literal(before) + form + _literal(unit + (")" if in_brackets else ""))


def _literal(words: str) -> str:
    """Words inside a number format, where a quotation mark would end them."""
    return '"' + words.replace('"', "”").replace("\\", "/") + '"' if words else ""


def _unit(value: Quantity, words: Wording) -> str:
    """The unit as the language names it; where the catalogue does not, as it was written."""
    n = int(value.amount) if value.amount == value.amount.to_integral_value() else None
    return words.catalogue.template(f"unit.{value.unit.replace(' ', '_')}", n) or value.unit
