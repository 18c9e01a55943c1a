"""A figure as its publisher puts it out, and what a file of such figures adds up to.

Figures are counted and never summed: a file mixes totals with their parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from waypost.core.errors import Problem
from waypost.core.values import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One figure: where and for whom (dimension and code or label, as written), when, what is counted, and how sure.

    `flags` are the publisher's letters in their order (`bep`); a figure that is not there may have one. `row` is the
    row of the file or of its sheet, from 1.
    """

    row: int
    where: tuple[tuple[str, str], ...]
    period: str
    measure: str
    value: Decimal | Missing
    flags: str = ""
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a file holds: rows of data, figures known and missing, how often each set of flags stands at one, and rows
    that were left out. `dataset` is the publisher's name for it, where the file says one."""

    kind: str
    dataset: str | None
    rows: int
    values: int
    missing: int
    flags: tuple[tuple[str, int], ...]
    left_out: int


def tally(kind: str, dataset: str | None, rows: int, found: Iterable[Observation | Problem]) -> Tally:
    """Counts the figures of a file, and the rows left out, each a problem. Source: contract 3, `evidence totals`."""
    values = missing = left_out = 0
    flags: Counter[str] = Counter()
    for one in found:
        if isinstance(one, Problem):
            left_out += 1
            continue
        if isinstance(one.value, Missing):
            missing += 1
        else:
            values += 1
        if one.flags:
            flags[one.flags] += 1
    return Tally(
        kind=kind,
        dataset=dataset,
        rows=rows,
        values=values,
        missing=missing,
        flags=tuple(sorted(flags.items())),
        left_out=left_out,
    )
