"""Files of publishers as the tests look at them: each real file is read once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from waypost.core.errors import Problem
from waypost.core.statistics.observation import Observation
from waypost.readers.statistics.books import is_book, read_book
from waypost.readers.statistics.forms import read_form
from waypost.readers.statistics.rows import rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What one file holds."""

    kind: str
    dataset: str | None
    rows: int
    figures: tuple[Observation, ...]
    problems: tuple[Problem, ...]

    def total(self, **wanted: str) -> Decimal:
        """The sum of the known figures whose measure, period or place is as wanted."""
        found = (one for one in self.figures if all(self.says(one, key, words) for key, words in wanted.items()))
        return sum((one.value for one in found if isinstance(one.value, Decimal)), Decimal(0))

    @staticmethod
    def says(one: Observation, key: str, words: str) -> bool:
        """Whether a figure is of this measure or begins with this period, or has this place."""
        if key == "period":
            return one.period.startswith(words)
        return one.measure == words if key == "measure" else words in dict(one.where).values()


def read(raw: bytes, file: str = "any.xlsx") -> Book:
    """The file of a known form, workbook or text."""
    found, problems = read_book(raw, file) if is_book(raw) else (read_form(rows_of(raw), file), ())
    assert found is not None, problems
    seen = tuple(found.observations())
    return Book(
        kind=found.kind,
        dataset=found.dataset,
        rows=found.rows,
        figures=tuple(one for one in seen if isinstance(one, Observation)),
        problems=(*found.remarks, *(one for one in seen if isinstance(one, Problem))),
    )


@cache
def real(path: Path) -> Book:
    """A real file, read once for all tests."""
    return read(path.read_bytes(), path.name)
