"""Marenia in German and Arabic: each of its texts gets these wordings beside the English and the French.

`marenia_languages.tsv` holds the English and the others side by side, in the order of the English.
"""

from __future__ import annotations

import csv
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from waypost.core.values import Text

ROWS = Path(__file__).with_suffix(".tsv")


@cache
def rows() -> dict[str, tuple[tuple[str, str], ...]]:
    """The other wordings of each English one, by language; thousands parted by a plain space."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {one["en"]: tuple((name, words) for name, words in one.items() if name != "en") for one in lines}


def in_all_languages(value: Any) -> Any:
    """The same value, each text in it with all wordings, ours last. Raises KeyError for a text without one."""
    if isinstance(value, Text):
        english = dict(value.wordings)["en"].replace("\u202f", " ")
        others = ((language, spaced(words)) for language, words in rows()[english])
        return Text(wordings=(*value.wordings, *others))
    if isinstance(value, tuple):
        return tuple(in_all_languages(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: in_all_languages(getattr(value, one.name)) for one in fields(value)})
    return value


def spaced(words: str) -> str:
    """The words with narrow spaces in thousands, as in the other languages."""
    parts = words.split(" ")
    found = parts[0]
    for before, after in pairwise(parts):
        thousands = before[-1:].isdigit() and after[:3].isdigit() and not after[3:4].isdigit()
        found += ("\u202f" if thousands else " ") + after
    return found
