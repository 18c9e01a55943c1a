"""A recorded moment as a person writes it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from waypost.core.errors import WrongRequest
from waypost.core.say import say


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
