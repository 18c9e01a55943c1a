"""Which countries of a table make a series, where its name leaves them open.

Nothing is added up that could hold another twice: what is a total or a group stands for itself or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from waypost.core.statistics.fact import ADDED, Meant
from waypost.core.statistics.key import EVERYTHING, Open

Held = Iterable[tuple[str, Meant]]
"""Codes that a table has in a column, and what each is."""


def parties(
    held: Held, *, column: str, fixed: str, preferred: Sequence[str], adds: frozenset[str], apart: bool
) -> frozenset[str] | Open:
    """The codes of one column that make the series.

    What is fixed is taken. With `apart` (a breakdown by this column) every country is taken, each for itself. Else
    those of `preferred` that the table has (of which one is taken for each period), else its total, else all countries
    where the table is one whole of them (`adds`), else its only code.

    Returns:
        The codes, none where what is fixed is not there; or that the column must be fixed.
    """
    codes = dict(held)
    if fixed:
        return frozenset({fixed} & codes.keys())
    countries = frozenset(code for code, meant in codes.items() if meant in ADDED)
    if apart:
        return countries
    totals = frozenset(code for code, meant in codes.items() if meant is Meant.TOTAL)
    wanted = frozenset(code for code in preferred if code in codes)
    if wanted:
        return wanted
    if totals or len(codes) <= 1:
        return totals or frozenset(codes)
    if EVERYTHING in adds or column in adds:
        return countries
    return Open(dimension=column, codes=tuple(sorted(filter(None, codes))))
