"""The name of a series: a topic or dataset, and what is fixed in it.

Written `detections: partner=MA, per=year` or `migr_asyappctza: partner=MA, reporter=EU27_2020, sex=T`. What a name
leaves open is chosen only where one choice is right; else the question is refused and says what is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Per = Literal["year", "month", ""]
Rest = tuple[tuple[str, str], ...]

_KEY: Final = re.compile(r"\s*([\w.-]+)\s*(?:/\s*([^:]+?)\s*)?(?::\s*(.*))?", re.DOTALL)
_PAIR: Final = re.compile(r"\s*([^=,]+?)\s*=\s*(.*?)\s*")
TOTALS: Final = frozenset({"t", "total", "tot", "-", "all"})
"""Codes and labels by which publishers name the total of a dimension, in small letters."""
EVERYTHING: Final = "*"
"""In `adds`: whatever dimension is open, its codes are parts of one whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a name fixes: `about` is a topic or a dataset, empty texts are open, `rest` are the publisher's dimensions
    by their names in small letters."""

    about: str
    measure: str = ""
    partner: str = ""
    reporter: str = ""
    route: str = ""
    per: Per = ""
    rest: Rest = ()


def key_of(words: str) -> Key | None:
    """The series that words name; None where they name none. A value may hold a comma where no `=` follows it."""
    found = _KEY.fullmatch(words)
    if found is None:
        return None
    fixed: dict[str, str] = {}
    for piece in re.split(r",(?=[^,=]+=)", found[3] or "") if found[3] else ():
        pair = _PAIR.fullmatch(piece)
        if pair is None or not pair[2]:
            return None
        fixed[pair[1].casefold()] = pair[2]
    per = fixed.pop("per", "")
    if per not in ("", "year", "month"):
        return None
    return Key(
        about=found[1].casefold(),
        measure=found[2] or "",
        partner=fixed.pop("partner", ""),
        reporter=fixed.pop("reporter", ""),
        route=fixed.pop("route", ""),
        per="year" if per == "year" else "month" if per else "",
        rest=tuple(sorted(fixed.items())),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A dimension that the name leaves open and that has no total: its name and its codes."""

    dimension: str
    codes: tuple[str, ...]


def chosen(held: Iterable[Rest], fixed: Rest, adds: frozenset[str], *, apart: str = "") -> tuple[Rest, ...] | Open:
    """Which combinations of the other dimensions make the series.

    What is fixed is kept; of an open dimension the total where there is one, else its only code, else all where its
    codes add up (`adds`).

    Args:
        held: every combination that the partner, reporter and measure asked for have.
        fixed: what the name fixes.
        adds: dimensions whose codes are parts of one whole.
        apart: a dimension by whose codes the answer is broken down: its total is no code of its own.

    Returns:
        The combinations, none where nothing fits; or the first dimension that must be fixed.
    """
    wanted = {name: code.casefold() for name, code in fixed}
    left = [dict(one) for one in held if _fits(dict(one), wanted)]
    if apart and any(apart in one for one in left):
        left = [one for one in left if one.get(apart, "").casefold() not in TOTALS]
    if EVERYTHING in adds:
        return tuple(tuple(sorted(one.items())) for one in left)
    for name in sorted({name for one in left for name in one} - wanted.keys() - adds):
        codes = sorted({one.get(name, "") for one in left})
        totals = [code for code in codes if code.casefold() in TOTALS]
        if len(codes) > 1 and not totals:
            return Open(dimension=name, codes=tuple(filter(None, codes)))
        left = [one for one in left if one.get(name, "") in (totals or codes)]
    return tuple(tuple(sorted(one.items())) for one in left)


def _fits(one: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    return all(one.get(name, "").casefold() == code for name, code in wanted.items())
