"""A whole database carried over: into another of either kind, or to the tables of this version."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from waypost.core.values import ElementId, Slug
from waypost.workspace.database import requests
from waypost.workspace.database.requests import CLOSE, WIDEN, Request
from waypost.workspace.database.rows import moment_of
from waypost.workspace.database.session import Session
from waypost.workspace.database.tables import SCHEMA, TABLES, statements, text_of_schema


def carry(source: Session, target: Session) -> None:
    """Every row of one database into another that is empty, as they are at one moment: tokens and chains stay."""
    with source.snapshot(), target.writing():
        for table, columns in TABLES.items():
            if table == "setting":
                continue
            named, marks = ", ".join(columns), ", ".join("?" * len(columns))
            target.run_each(
                f"INSERT INTO {table} ({named}) VALUES ({marks})", source.rows(f"SELECT {named} FROM {table}")
            )


def step_up(session: Session, found: str, spoken: Callable[[str], str] = str) -> None:
    """Bring tables of an older version to this one, inside a transaction: all steps, or none. `spoken` puts their text
    into the words of the database."""
    for version in range(int(found), int(SCHEMA)):
        for statement in statements(spoken(text_of_schema(f"upgrade-{version}"))):
            session.run(statement)
        if version in _CARRIED:
            _CARRIED[version](session)
    session.run("UPDATE setting SET value = ? WHERE name = 'schema'", (SCHEMA,))


def _requests_out_of_drafts(session: Session) -> None:
    """Until version 2 a request was the draft of nobody: its owner was a word."""
    words = "SELECT id, person, home, element, at, payload FROM draft WHERE person IN ('widenings', 'closings')"
    for id, owner, home, element, at, payload in session.rows(words):
        told = json.loads(payload) if owner == "widenings" else {"person": payload}
        person = told.pop("person")
        if session.rows("SELECT 1 FROM version WHERE home = ? AND element = ? AND until IS NULL", (home, element)):
            request = Request(
                id=id,
                home=Slug(home),
                element=ElementId(element),
                act=WIDEN if owner == "widenings" else CLOSE,
                person=person,
                at=moment_of(at),
                payload=json.dumps(told, ensure_ascii=False) if told else "",
            )
            requests.ask(session, request)
    session.run("DELETE FROM draft WHERE person IN ('widenings', 'closings')")


_CARRIED: Final[dict[int, Callable[[Session], None]]] = {2: _requests_out_of_drafts}
"""What is carried over in a step, beside its statements."""
