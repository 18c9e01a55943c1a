"""Values of fields in words, for all that tells what changed: differences, conflicts, papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum

from waypost.core.roadmap.audience import is_named
from waypost.core.say import Code, Ref, SayValue, Share, Who, say
from waypost.core.values import Missing, Money, Quantity, Text, When


def sayable(value: object) -> SayValue:
    """A value of a field as a sentence can hold it: words of our lists and names of principals, a part of a whole as a
    share, lists of records by their length."""
    match value:
        case None | () | frozenset() if not value:
            return say("change.empty")
        case bool():
            return say("change.yes" if value else "change.no")
        case Enum() if not isinstance(value, Missing):
            return Code(table=type(value).__name__.lower(), code=str(value.value))
        case str() if not isinstance(value, Missing):
            return Who(principal=value) if is_named(value) else value
        case Decimal():
            return Share(value=value)
        case int() | Missing() | date() | Money() | Quantity() | Text() | When() | Ref():
            return value
        case tuple() | frozenset() if all(isinstance(one, str) and is_named(one) for one in value):
            return tuple(Who(principal=one) for one in sorted(value))
        case tuple():
            return say("change.rows", n=len(value))
    return say("change.other")
