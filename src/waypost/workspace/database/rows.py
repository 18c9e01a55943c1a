"""Rows of a database as values: what a keeper and a reader read alike."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Final

from waypost.codec.rows import element_of, reason_of
from waypost.core.roadmap.elements import Element, FieldReason, in_order

_IN_FORCE: Final = "home = ? AND since <= ? AND (until IS NULL OR until > ?)"


def elements_at(connection: sqlite3.Connection, home: str, at: str) -> tuple[Element, ...]:
    """The elements of a home in force at a moment, in the order of a file."""
    rows = connection.execute(f"SELECT payload FROM version WHERE {_IN_FORCE}", (home, at, at))
    return in_order(element_of(payload) for (payload,) in rows)


def reasons_at(connection: sqlite3.Connection, home: str, at: str) -> tuple[FieldReason, ...]:
    """The reasons given at a moment, in the order in which they were given."""
    rows = connection.execute("SELECT payload FROM reason WHERE home = ? AND at = ? ORDER BY place", (home, at))
    return tuple(reason_of(payload) for (payload,) in rows)


def text_of(at: datetime) -> str:
    """A moment as the rows hold it; text of one width, so that it sorts."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment_of(text: str) -> datetime:
    """The moment of such a text."""
    return datetime.fromisoformat(text)
