"""What became of a file that was taken in at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from waypost.core.errors import Problem
from waypost.core.statistics.vintage import Part

Told = Callable[[str, int], None]
"""Is told the name of a file and how many rows of it are read."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The tables of a file, and what is wrong in it or left out of it, in the order of the file."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
