"""Rows of a database as values: what a keeper and a reader read alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from waypost.codec.rows import element_of, reason_of
from waypost.core.roadmap.elements import Element, FieldReason
from waypost.workspace.database.session import Session

_IN_FORCE: Final = """
SELECT payload FROM version WHERE home = ? AND since <= ? AND (until IS NULL OR until > ?) ORDER BY kind, element
"""
_ALL: Final = "SELECT since, until, kind, element, payload FROM version WHERE home = ? ORDER BY since"
_SAID: Final = "SELECT at, payload FROM reason WHERE home = ? ORDER BY at, place"


def elements_at(session: Session, home: str, at: str) -> tuple[Element, ...]:
    """The elements of a home in force at a moment, in the order of a file."""
    return tuple(element_of(payload) for (payload,) in session.rows(_IN_FORCE, (home, at, at)))


def reasons_at(session: Session, home: str, at: str) -> tuple[FieldReason, ...]:
    """The reasons given at a moment, in the order in which they were given."""
    rows = session.rows("SELECT payload FROM reason WHERE home = ? AND at = ? ORDER BY place", (home, at))
    return tuple(reason_of(payload) for (payload,) in rows)


def line_of(session: Session, home: str) -> Iterator[tuple[str, tuple[Element, ...], tuple[FieldReason, ...]]]:
    """Every moment of a home at which a row begins or ends, oldest first: what is in force, and the reasons given.

    Two questions, however many moments there are.
    """
    begin: dict[str, list[tuple[str, str, str]]] = {}
    end: dict[str, list[tuple[str, str]]] = {}
    said: dict[str, list[FieldReason]] = {}
    for since, until, kind, element, payload in session.rows(_ALL, (home,)):
        begin.setdefault(since, []).append((kind, element, payload))
        if until is not None:
            end.setdefault(until, []).append((kind, element))
    for at, payload in session.rows(_SAID, (home,)):
        said.setdefault(at, []).append(reason_of(payload))
    held: dict[tuple[str, str], Element] = {}
    for at in sorted(begin.keys() | end.keys() | said.keys()):
        for gone in end.get(at, ()):
            del held[gone]
        for kind, element, payload in begin.get(at, ()):
            held[kind, element] = element_of(payload)
        yield at, tuple(held[key] for key in sorted(held)), tuple(said.get(at, ()))


def text_of(at: datetime) -> str:
    """A moment as the rows hold it; text of one width, so that it sorts."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment_of(text: str) -> datetime:
    """The moment of such a text."""
    return datetime.fromisoformat(text)
