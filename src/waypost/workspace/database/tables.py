"""The tables: their text, their version, and what the wall lets a reader see of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from waypost.core.errors import Problem
from waypost.core.say import say

SCHEMA: Final = "3"
"""The version of the tables."""

TABLES: Final = {
    "setting": ("name", "value"),
    "class": ("id", "principals"),
    "member": ("class", "principal"),
    "part": ("home", "principal"),
    "revision": ("home", "at", "by", "why"),
    "version": ("token", "home", "element", "kind", "since", "until", "class", "payload"),
    "reason": ("token", "home", "at", "place", "class", "payload"),
    "link": ("class", "n", "event", "subject", "before", "digest"),
    "answer": ("key", "person", "digest", "at", "payload"),
    "draft": ("id", "person", "home", "element", "at", "payload"),
    "upload": ("id", "person", "at", "name", "digest", "content"),
    "request": (
        *("id", "home", "element", "class", "act", "person", "at", "payload"),
        *("ended", "outcome", "settler"),
    ),
}
"""Every table with its columns, a table after those it points to."""

HISTORY: Final = ("class", "member", "part", "revision", "version", "reason", "link")
"""Tables whose rows are never changed and never taken out, but for the end of a version."""

_SHARED: Final = """
class IN (SELECT class FROM member WHERE principal = waypost_viewer()) AND waypost_within(home)
    AND (waypost_everywhere() OR home IN (SELECT home FROM part WHERE principal = waypost_viewer()))
"""
_KNOWN: Final = f"class IN (SELECT class FROM member WHERE principal = 'public') OR ({_SHARED})"

WALL: Final = {
    "part": "principal = waypost_viewer()",
    "version": _KNOWN,
    "reason": _KNOWN,
    "draft": "person = waypost_person()",
    "upload": "person = waypost_person()",
    "request": _SHARED,
}
"""Tables that a reader sees, each with what must hold of a row (design 4: homes I take part in, classes that hold one
of my principals). Both databases read this text."""


def text_of_schema(name: str) -> str:
    """A text of SQL that lies beside this module."""
    return (files("waypost.workspace.database") / f"{name}.sql").read_text(encoding="utf-8")


def statements(words: str) -> Iterator[str]:
    """The statements of a text of SQL for SQLite, whole ones with their triggers."""
    gathered = ""
    for line in words.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""


def other_schema(found: str, name: str) -> Problem:
    """Why tables of another version are not opened: an upgrade is wanted, or a newer Waypost."""
    return problem("workspace.older_schema" if is_older(found) else "workspace.newer_schema", name)


def is_older(found: str) -> bool:
    """Whether tables of a version can be brought to this one."""
    return found.isdigit() and 0 < int(found) < int(SCHEMA)


def problem(code: str, name: str) -> Problem:
    """A problem with a database, by the name of its place."""
    return Problem(code=code, reason=say(code), remedy=say(f"{code}.remedy", name=name), file=name)
