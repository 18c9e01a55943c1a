"""Tables of figures as Eurostat puts them out, made for measurements: real countries, the shape of a real table, and
figures drawn by a fixed chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from waypost.reference.countries import countries

CITIZENS = tuple(one for one in countries() if one not in ("GR", "GB"))[:200]
"""Eurostat writes these two otherwise."""
GROUPS = ("EU27_2020", "EU28")
REPORTERS = (*GROUPS, *CITIZENS[:38])
SEXES = ("T", "M", "F", "UNK")
AGES = ("TOTAL", "Y_LT14", "Y14-17", "Y18-34", "Y35-64", "Y_GE65", "UNK")
MONTHS = tuple(f"{year}-{month:02}" for year in range(2009, 2024) for month in range(1, 13))
YEARS = tuple(str(year) for year in range(2012, 2024))
PIECES = 4_096
"""Cells are drawn in pieces of a line, so that a table of 40 million is there in a second."""


def _cell(chance: random.Random) -> str:
    """A figure, often 0 or missing, sometimes with flags: a large table of Eurostat is mostly small numbers."""
    kind = chance.random()
    if kind < 0.25:
        return "0 "
    if kind < 0.45:
        return ": z" if kind < 0.28 else ": "
    flags = chance.choices(("", "p", "b", "bep"), (90, 6, 3, 1))[0]
    return f"{int(10 ** chance.uniform(0.5, 4.3)) // 5 * 5} {flags}"


def write_table(path: Path, periods: Sequence[str], *, sexes: Sequence[str] = SEXES, seed: int = 7) -> int:
    """A wide table by citizenship, sex, age and reporting country, a column a period; how many rows it has."""
    chance = random.Random(seed)
    width = next(one for one in (20, 12) if len(periods) % one == 0)
    pieces = ["\t".join(_cell(chance) for _ in range(width)) for _ in range(PIECES)]
    keys = list(product(CITIZENS, sexes, AGES, REPORTERS))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(["freq,unit,citizen,sex,age,geo\\TIME_PERIOD", *(f"{one} " for one in periods)]) + "\n")
        for citizen, sex, age, reporter in keys:
            cells = "\t".join(chance.choices(pieces, k=len(periods) // width))
            file.write(f"M,PER,{citizen},{sex},{age},{reporter}\t{cells}\n")
    return len(keys)
