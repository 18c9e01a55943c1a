"""What official statistics say of an indicator that names a series: handed in, never fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from waypost.core.say import Say, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One period of a series, in the issue it was taken from; both days are in the period.

    `citation` names the publisher and its table, `vintage` the issue by its id, `issued` the day on which that was
    published. `broken`: from here on the series counts otherwise.
    """

    value: Decimal
    unit: str
    first: date
    last: date
    preliminary: bool
    broken: bool
    vintage: str
    issued: date
    citation: str

    @property
    def said(self) -> Say:
        """Where the value comes from, and whether it is preliminary or begins a new way of counting."""
        code = "progress.observed_preliminary" if self.preliminary else "progress.observed"
        told = say(code, citation=self.citation, day=self.issued)
        return say("progress.observed_break", words=told) if self.broken else told


SeriesValues = Mapping[str, tuple[Observed, ...]]
"""Values by the name of the series, oldest first."""

NO_SERIES: Final[SeriesValues] = MappingProxyType({})
