"""A day and a recorded moment as a person writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final

from waypost.core.errors import WrongRequest
from waypost.core.say import say

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
"""Years outside are slips of the pen. A timetable from one of them on would hold every day of thousands of years."""


def day_of(words: str) -> date:
    """A day as 2026-10-01. Raises WrongRequest for anything else, and for a day outside 1990 to 2100."""
    try:
        found = date.fromisoformat(words)
    except ValueError:
        raise WrongRequest(say("cli.no_day", value=words)) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise WrongRequest(say("cli.far_day", value=words, first=str(FIRST_YEAR), last=str(LAST_YEAR)))
    return found


def moment_of(words: str) -> datetime:
    """A day, which means all that was recorded by its end, or a day and time in UTC.

    Raises WrongRequest for anything else.
    """
    try:
        if len(words) == len("2026-10-01"):
            return datetime.combine(date.fromisoformat(words), time.max, UTC)
        found = datetime.fromisoformat(words)
    except ValueError:
        raise WrongRequest(say("cli.no_moment", value=words)) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
