"""Numbers, money and quantities as a person types them, and back. Nothing is guessed: 1.234 has two readings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.say import say
from waypost.core.values import Money, Qualifier, Quantity
from waypost.words.typed.cell import Cell, Wrong, cell_words, plain_digits
from waypost.words.typed.desk import Desk

_CURRENCY: Final = re.compile(r"([A-Z]{3})(?: \((\d{4}-\d{2}-\d{2})\))?")
_SIGNS: Final = {"€": "EUR", "$": "USD", "£": "GBP", "eur": "EUR", "euro": "EUR", "euros": "EUR", "usd": "USD"}
_SCALES: Final = {
    "k": 1_000,
    "thousand": 1_000,
    "mille": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
    "billions": 1_000_000_000,
    "md": 1_000_000_000,
    "mrd": 1_000_000_000,
    "milliard": 1_000_000_000,
    "milliards": 1_000_000_000,
}
"""Words of size after a figure. Source: money as EU texts print it in English and French."""
_FIGURE: Final = re.compile(r"[-−]?\d[\d\s.,'’]*")
_GROUPED: Final = re.compile(r"\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed figure says: its number, the word that limits it, and what stands around it (currency or unit)."""

    number: Decimal
    qualifier: Qualifier | None
    unit: str


def number_cell(number: Decimal) -> Cell:
    """A number as a cell holds it: as a number where a spreadsheet keeps every digit, else as text."""
    exact = number == 0 or (len(number.normalize().as_tuple().digits) <= 15 and -300 < number.adjusted() < 300)
    return number if exact else plain_digits(number)


def read_number(cell: Cell, desk: Desk) -> Decimal:
    """The number that a cell holds, also when it was stored as text. Raises Wrong for what is none."""
    if isinstance(cell, Decimal):
        return cell
    words = cell_words(cell)
    typed = None if isinstance(cell, bool | date) else typed_figure(words, desk)
    if typed is None or typed.unit or typed.qualifier:
        raise Wrong("readers.not_a_number", value=words)
    return typed.number


def figure_cells(value: Money | Quantity, desk: Desk) -> tuple[Cell, Cell]:
    """An amount as two cells, the figure and its currency or unit; a limiting word makes the figure a text."""
    unit = value.unit if isinstance(value, Quantity) else value.currency
    if isinstance(value, Money) and value.on is not None:
        unit = f"{value.currency} ({value.on.isoformat()})"
    figure = number_cell(value.amount)
    if value.qualifier is not None:
        # Plain digits and a point: what is written in any language is read in every one.
        figure = desk.plain(say(f"qualifier.{value.qualifier.value}", figure=plain_digits(value.amount)))
    return figure, unit


def read_figure(cells: tuple[Cell, ...], desk: Desk, *, money: bool) -> Money | Quantity:
    """The amount of two cells. `money`: whether a currency may stand there. Raises Wrong."""
    figure, unit = cells[0], cell_words(cells[1])
    words = cell_words(figure)
    if isinstance(figure, bool | date):
        raise Wrong("readers.not_a_number", value=words)
    typed = Typed(figure, None, "") if isinstance(figure, Decimal) else typed_figure(words, desk)
    if typed is None:
        raise Wrong("readers.not_a_number", value=words)
    unit = unit or typed.unit
    if not unit:
        raise Wrong("readers.no_unit", value=words)
    currency = _CURRENCY.fullmatch(_SIGNS.get(unit.casefold(), unit))
    if money and currency:
        on = date.fromisoformat(currency[2]) if currency[2] else None
        return Money(amount=typed.number, currency=currency[1], on=on, qualifier=typed.qualifier)
    return Quantity(amount=typed.number, unit=unit, qualifier=typed.qualifier)


def typed_figure(words: str, desk: Desk) -> Typed | None:
    """A figure as typed: "at least €1.5 million", "12 000 places", "60 %"; None for what is none.

    Raises Wrong for digits that two people would read as different numbers.
    """
    rest, qualifier = _unqualified(words, desk)
    found = _FIGURE.search(rest)
    if found is None or (found.start() and rest[: found.start()].strip().casefold() not in _SIGNS):
        return None
    number = _number(found[0].strip().rstrip(".,"), desk.words.language)
    before, after = rest[: found.start()].strip(), rest[found.end() :].strip()
    if number is None:
        raise Wrong("readers.two_readings", value=words)
    first, _, last = after.partition(" ")
    scale = _SCALES.get(first.casefold().rstrip("."))
    if scale is not None:
        number, after = number * scale, last.strip()
        after = after.removeprefix("d'").removeprefix("d’").strip()
    unit = before or after
    return Typed(number, qualifier, _SIGNS.get(unit.casefold(), unit))


def _unqualified(words: str, desk: Desk) -> tuple[str, Qualifier | None]:
    for language in desk.wordings:
        for one in Qualifier:
            template = language.catalogue.template(f"qualifier.{one.value}", None) or ""
            before, _, after = (part.strip().casefold() for part in template.partition("{figure}"))
            folded = words.casefold()
            if (before or after) and folded.startswith(before) and folded.endswith(after):
                return words[len(before) : len(words) - len(after)].strip(), one
    return words, None


def _number(digits: str, language: str) -> Decimal | None:
    """The number that digits with separators say; None where two readings are possible."""
    text = re.sub(r"\s", " ", digits).replace("’", "'").replace("−", "-")
    sign, text = ("-", text[1:].strip()) if text.startswith("-") else ("", text)
    marks = [mark for mark in text if mark in ".,"]
    grouped = _GROUPED.fullmatch(text)
    if grouped and not (grouped[1] in ".," and len(marks) == 1 and not (grouped[1] == "," and language == "en")):
        return Decimal(sign + re.sub(r"[ .,']", "", text))
    text = re.sub(r"[ ']", "", text)
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        whole, part = text.rsplit(marks[-1], 1)
        return Decimal(f"{sign}{whole.replace(marks[0], '')}.{part}")
    if len(marks) > 1 or (grouped and not text.startswith("0")):
        return None
    return Decimal(sign + text.replace(",", ".").rstrip("."))
