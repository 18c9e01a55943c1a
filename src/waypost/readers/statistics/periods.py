"""How publishers write a year or a month at the head of a column."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBERS: Final = {name: number for number, word in enumerate(_MONTHS, start=1) for name in (word, word[:3])} | {
    "sept": 9
}
_WORDED: Final = re.compile(r"([A-Za-z]{3,9})\.?[\s-]*((?:19|20)\d\d)", re.ASCII)
_NUMBERED: Final = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-01)?", re.ASCII)
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)


def month_of(words: str) -> str | None:
    """The month that words name, as `2021-01`: `JAN2021`, `Jan 2021`, `January 2021`, `2021-01`, or its first day."""
    trimmed = words.strip()
    if numbered := _NUMBERED.fullmatch(trimmed):
        return f"{numbered[1]}-{numbered[2]}"
    worded = _WORDED.fullmatch(trimmed)
    number = _NUMBERS.get(worded[1].casefold()) if worded else None
    return f"{worded[2]}-{number:02}" if worded and number else None


def year_of(words: str) -> str | None:
    """The year that words name, and nothing else with it."""
    trimmed = words.strip()
    return trimmed if _YEAR.fullmatch(trimmed) else None
