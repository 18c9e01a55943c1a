"""Values to trees, in two forms.

`sparse` is the form of files: fields at their default are left out, so that a new field changes no old file.
`value_json` is the form of command output: every field is there, what is not known is null or `{"missing": …}`.
Equal values give equal trees: numbers are written with no zeros that say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from waypost.codec.tree import Json
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.kinds import BODY_KIND
from waypost.core.say import Say
from waypost.core.values import Missing, Money, Qualifier, Quantity, Text

Words = Callable[[Say], str]
"""Makes the words of a sentence in the reader's language; given by the caller, who knows the language."""


def number_text(number: Decimal, *, places: int = 0) -> str:
    """A number in plain digits, with at least `places` decimals and no zeros beyond them.

    Raises ValueError for what is not finite.
    """
    if not number.is_finite():
        raise ValueError(number)
    digits = f"{number:f}"
    whole, _, part = digits.partition(".")
    part = part.rstrip("0").ljust(places, "0")
    text = f"{whole}.{part}" if part else whole
    return text if number else text.removeprefix("-")


def moment_text(moment: datetime) -> str:
    """A moment in UTC as 2026-10-01T10:15:30Z. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def sparse(value: Any) -> Any:
    """A value as a file holds it."""
    write = _SIMPLE.get(type(value))
    if write is not None:
        return write(value)
    if isinstance(value, tuple):
        return [sparse(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return sparse_fields(value)


def sparse_fields(value: Any) -> dict[str, Any]:
    """The fields of a record or body that are not at their default, in the order of the table."""
    found = {}
    for name, default in _defaults(value.__class__):
        held = getattr(value, name)
        if held is default or (type(held) is type(default) and held == default):
            continue
        found[name] = sparse(held)
    return found


@cache
def _defaults(made: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((one.name, one.default) for one in fields(made))


def _money(value: Money) -> dict[str, Any]:
    found: dict[str, Any] = {"amount": number_text(value.amount, places=2), "currency": value.currency}
    if value.on is not None:
        found["on"] = value.on.isoformat()
    return found | _qualifier(value.qualifier)


def _quantity(value: Quantity) -> dict[str, Any]:
    return {"amount": number_text(value.amount), "unit": value.unit} | _qualifier(value.qualifier)


def _qualifier(qualifier: Qualifier | None) -> dict[str, Any]:
    return {} if qualifier is None else {"qualifier": qualifier.value}


_SIMPLE: dict[type[Any], Callable[[Any], Any]] = {
    str: lambda value: value,
    int: lambda value: value,
    bool: lambda value: value,
    type(None): lambda value: value,
    Decimal: number_text,
    date: date.isoformat,
    datetime: moment_text,
    Missing: lambda value: {"missing": value.value},
    Text: lambda value: dict(value.wordings),
    frozenset: sorted,
    Money: _money,
    Quantity: _quantity,
}
_PLAIN: dict[type[Any], Callable[[Any], Any]] = {made: write for made, write in _SIMPLE.items() if made is not Money}
"""What stands in an answer as in a file. Money does not: an answer names its value date also when there is none."""


def envelope(element: Element) -> dict[str, Any]:
    """What every element has before its fields (contract 4)."""
    return {
        "id": element.id,
        "kind": element.kind.name,
        "home": element.home,
        "parent": element.parent,
        "number": element.number,
        "audience": sorted(element.audience),
    }


def value_json(value: Any, words: Words) -> Json:
    """Any value or result of the core as JSON (contract 3).

    A `Say` becomes its code and its words; an element its envelope with its fields beside it; a set a sorted list.
    Raises TypeError for what is no value of the core, a float above all.
    """
    write = _PLAIN.get(type(value))
    if write is not None:
        plain: Json = write(value)
        return plain
    if isinstance(value, Money):
        return {"amount": number_text(value.amount, places=2), "currency": value.currency, "on": day_text(value.on)} | (
            _qualifier(value.qualifier)
        )
    if isinstance(value, Say):
        return {"code": value.code, "text": words(value)}
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Element):
        return _element_json(value, words)
    return _many_json(value, words)


def _many_json(value: Any, words: Words) -> Json:
    if isinstance(value, tuple | list):
        return [value_json(one, words) for one in value]
    if isinstance(value, frozenset | set):
        return [value_json(one, words) for one in sorted(value)]
    if isinstance(value, Mapping):
        return {str(key): value_json(held, words) for key, held in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: value_json(getattr(value, name), words) for name, _ in _defaults(type(value))}
    raise TypeError(type(value).__name__)


def _element_json(element: Element, words: Words) -> Json:
    found = envelope(element)
    found["sources"] = value_json(element.sources, words)
    found["note"] = value_json(element.note, words)
    for field in BODY_KIND[type(element.body)].fields:
        found[field.name] = value_json(getattr(element.body, field.name), words)
    return found


def day_text(day: date | None) -> str | None:
    """A day as 2026-10-01; None for none."""
    return None if day is None else day.isoformat()
