"""The order in which elements stand on paper: the one place that reads a printed number as a person counts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from waypost.core.say import Ref
from waypost.core.values import ElementId, Text

_PIECE: Final = re.compile(r"\d+|\D+")
Pieces = tuple[tuple[bool, int, str], ...]


@lru_cache(maxsize=4096)
def number_order(words: str) -> Pieces:
    """A printed number, or the code of a rule, in the order a person counts: 5.2 before 5.10, B3 before B12."""
    return tuple((not one.isdecimal(), int(one) if one.isdecimal() else 0, one) for one in _PIECE.findall(words))


def print_order(ref: Ref) -> tuple[bool, Pieces, str, ElementId]:
    """The order in which elements stand on paper: by number, 5.2 before 5.10; those without one by title, last."""
    title = ref.title.original if isinstance(ref.title, Text) else ""
    return ref.number is None, number_order(ref.number or ""), title, ref.element
