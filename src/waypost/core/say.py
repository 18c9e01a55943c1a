"""Sentences as data.

The core never writes a sentence. It returns `Say(code, values)`; `waypost.words` makes the words from the
catalogue of the reader's language. A value is a number, a date, money, a text of the roadmap, a reference to
an element, or another `Say`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias, Union

from waypost.core.values import ElementId, Missing, Money, Quantity, Text, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, 0 to 1; shown as per cent."""

    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """An element as a person names it: its printed number and its title; the id leads back to it.

    Where its kind has no title of its own, a sentence says what it is called: "Detections, 31 March 2025".
    """

    element: ElementId
    number: str | None
    title: Text | Missing | Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A principal to be named in words: `ms:IT` becomes Italy."""

    principal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A word of a list of ours (a state, a tool, a domain): `table` and `code` find its words."""

    table: str
    code: str


SayValue: TypeAlias = Union[
    int,
    str,
    Decimal,
    date,
    datetime,
    Money,
    Quantity,
    Share,
    Text,
    When,
    Missing,
    Ref,
    Who,
    Code,
    "Say",
    tuple["SayValue", ...],
]
"""A tuple is a list, joined with the language's own "and"."""


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence, or part of one: the code of its wording and the values that fill it.

    A value named `n` chooses the plural form.
    """

    code: str
    values: tuple[tuple[str, SayValue], ...] = ()

    def value(self, name: str) -> SayValue:
        """The value of that name. Raises KeyError when the sentence has none."""
        return dict(self.values)[name]


def say(code: str, /, **values: SayValue) -> Say:
    """`Say` with its values as keywords, in the order given."""
    return Say(code, tuple(values.items()))
