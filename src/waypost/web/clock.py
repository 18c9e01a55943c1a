"""The only look of the web at the clock. Tests hold it still."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day of plan time for whoever asks for none: that of the server's own zone."""
    return now().astimezone().date()
