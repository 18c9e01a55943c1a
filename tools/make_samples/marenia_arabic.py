"""Marenia in Arabic: each of its texts gets an Arabic wording beside the English and the French.

`marenia_arabic.tsv` holds English and Arabic side by side, in the order of the English.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from waypost.core.values import Text

ROWS = Path(__file__).with_suffix(".tsv")


@cache
def rows() -> dict[str, str]:
    """The Arabic wording of each English one; thousands parted by a plain space."""
    lines = ROWS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def in_arabic(value: Any) -> Any:
    """The same value, each text in it with its Arabic wording last. Raises KeyError for a text without one."""
    if isinstance(value, Text):
        english = dict(value.wordings)["en"].replace("\u202f", " ")
        return Text(wordings=(*value.wordings, ("ar", spaced(rows()[english]))))
    if isinstance(value, tuple):
        return tuple(in_arabic(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: in_arabic(getattr(value, one.name)) for one in fields(value)})
    return value


def spaced(words: str) -> str:
    """The words with narrow spaces in thousands, as in the other languages."""
    parts = words.split(" ")
    found = parts[0]
    for before, after in pairwise(parts):
        thousands = before[-1:].isdigit() and after[:3].isdigit() and not after[3:4].isdigit()
        found += ("\u202f" if thousands else " ") + after
    return found
