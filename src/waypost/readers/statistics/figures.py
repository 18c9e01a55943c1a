"""How publishers write a figure: with blanks and commas, with flags behind it, or as a sign that there is none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from waypost.core.values import Missing

_NUMBER: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_FLAGGED: Final = re.compile(r"(\S*)\s*([a-z]*)", re.ASCII)


EUROSTAT_ABSENT: Final = frozenset({":", ""})


def flagged(words: str) -> tuple[str, str]:
    """Figure and flags of a cell of Eurostat: `14103 bp`, `: c`. Raises ValueError for other words."""
    parts = _FLAGGED.fullmatch(words.strip())
    if parts is None:
        raise ValueError(words)
    return parts[1], parts[2]


def cell(words: str) -> tuple[Decimal | Missing, str]:
    """What a cell of Eurostat says: the figure, or that there is none, and its flags. Raises ValueError for other
    words."""
    value, flags = flagged(words)
    return figure(value, EUROSTAT_ABSENT), flags


def figure(words: str, missing: frozenset[str]) -> Decimal | Missing:
    """The figure that words say; Missing for a sign of absence. Raises ValueError for anything else.

    Commas between thousands do not count. Some publishers write whole numbers as `1e+06`.
    """
    trimmed = words.strip()
    if trimmed in missing:
        return Missing.NOT_REPORTED
    if not _NUMBER.fullmatch(trimmed):
        raise ValueError(words)
    return Decimal(trimmed.replace(",", ""))
