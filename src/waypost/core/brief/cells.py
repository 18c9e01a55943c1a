"""Small builders of cells and rows, so that sections read as what they say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from waypost.core.brief.tree import Align, Blank, Cell, Column, Nothing, Number, Row, Table, Unknown, Words
from waypost.core.say import Ref, Say, SayValue, Share, Who, say
from waypost.core.values import Missing, Money, Quantity, Text, When

Shown = Say | Text | When | date | Ref | Who | Money | Quantity | Share | int | Missing | None


def cell(value: Shown, *, strong: bool = False, quiet: bool = False, absent: Say | None = None) -> Cell:
    """A cell for a value of any type: figures as numbers, what is missing as unknown with `absent` as its words."""
    match value:
        case None:
            return Blank()
        case Missing():
            return Unknown(reason=value, say=absent)
        case Money() | Quantity() | Share():
            return Number(value=value, strong=strong)
        case bool():
            raise TypeError
        case int():
            return Number(value=value, strong=strong)
    return Words(words=value, strong=strong, quiet=quiet)


def head(code: str, *, weight: int = 2, number: bool = False) -> Column:
    """A column whose head is the wording of `code`."""
    return Column(head=say(code), weight=weight, align=Align.NUMBER if number else Align.START)


def bare(*, weight: int = 1) -> Column:
    """A narrow column without a head."""
    return Column(head=None, weight=weight)


def row(*cells: Cell) -> Row:
    """A plain row."""
    return Row(cells=cells)


def table(
    name: str,
    columns: Iterable[Column],
    rows: Iterable[Row],
    *,
    nothing: str,
    notes: tuple[Say, ...] = (),
    numbers: bool = False,
) -> Table | Nothing:
    """A table, or the one sentence `nothing` when it has no rows."""
    body = tuple(rows)
    if not body:
        return Nothing(say=say(nothing))
    return Table(name=name, columns=tuple(columns), rows=body, notes=notes, numbers=numbers)


def count(number: int) -> Quantity:
    """A count as a quantity without a unit."""
    return Quantity(amount=Decimal(number), unit="")


def listed(items: tuple[SayValue, ...]) -> Say:
    """A list whose items may hold commas, parted by semicolons; halved so that a long one nests no deep sentence."""
    if len(items) < 2:
        return say("brief.list", items=items)
    middle = len(items) // 2
    return say("brief.then_also", first=listed(items[:middle]), rest=listed(items[middle:]))
