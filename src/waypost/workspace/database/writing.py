"""One state on its way into the rows: what it changes is closed and opened, what it leaves is left."""

from __future__ import annotations

import json
import secrets
import sqlite3
from dataclasses import dataclass

from waypost.codec.rows import element_of, element_text, faults_of, reason_text, why_text
from waypost.core.errors import Problem, Refused
from waypost.core.roadmap.elements import Audience, Element, State, in_order
from waypost.core.roadmap.view import partners_of
from waypost.core.say import say
from waypost.core.values import ElementId
from waypost.workspace.database import chain
from waypost.workspace.database.rows import text_of


@dataclass(frozen=True, slots=True)
class _Held:
    """A version in force before a state is written."""

    token: str
    audience: int
    element: Element


class Recording:
    """One state, recorded inside the transaction of its connection."""

    def __init__(self, connection: sqlite3.Connection, state: State) -> None:
        self.connection = connection
        self.state = state
        self.at = text_of(state.at)
        self.events: list[chain.Event] = []
        self.held = {
            ElementId(element): _Held(token, audience, element_of(payload))
            for element, token, audience, payload in connection.execute(
                "SELECT element, token, class, payload FROM version WHERE home = ? AND until IS NULL", (state.home,)
            )
        }
        self.changed = tuple(
            one for one in in_order(state.elements) if one.id not in self.held or self.held[one.id].element != one
        )

    def do(self) -> None:
        """Every row of the state. Raises Refused when it cannot be read again, or when its moment is not after those
        that are there."""
        errors = faults_of(self.state, self.changed)
        if errors:
            raise Refused(errors)
        self._after_those_there()
        words = why_text(self.state.why)
        row = (self.state.home, self.at, self.state.by, words)
        self.connection.execute("INSERT INTO revision VALUES (?, ?, ?, ?)", row)
        self.events.append(chain.recorded(*row))
        self._partners()
        self._elements()
        self._reasons()
        chain.append(self.connection, self.events)

    def _after_those_there(self) -> None:
        row = self.connection.execute("SELECT max(at) FROM revision WHERE home = ?", (self.state.home,)).fetchone()
        if row[0] is not None and row[0] >= self.at:
            code = "workspace.moment_taken" if row[0] == self.at else "workspace.moment_past"
            reason, remedy = say(code, value=self.state.at), say(f"{code}.remedy")
            raise Refused((Problem(code=code, reason=reason, remedy=remedy, value=self.at),))

    def _partners(self) -> None:
        for country in sorted(partners_of(self.state.elements)):
            row = (self.state.home, f"partner:{country}")
            if self.connection.execute("INSERT OR IGNORE INTO part VALUES (?, ?)", row).rowcount:
                self.events.append(chain.joined(*row))

    def _elements(self) -> None:
        for element in self.changed:
            if element.id in self.held:
                self._close(self.held[element.id])
            self._open(element)
        for gone in sorted(self.held.keys() - {one.id for one in self.state.elements}):
            self._close(self.held[gone])

    def _open(self, element: Element) -> None:
        audience, name = self._class(element.audience)
        token, payload = secrets.token_hex(16), element_text(element)
        fixes = (self.state.home, element.id, element.kind.name, self.at)
        self.connection.execute("INSERT INTO version VALUES (?,?,?,?,?,NULL,?,?)", (token, *fixes, audience, payload))
        self.events.append(chain.opened(audience, token, (*fixes, name, payload)))

    def _close(self, version: _Held) -> None:
        self.connection.execute("UPDATE version SET until = ? WHERE token = ?", (self.at, version.token))
        self.events.append(chain.closed(version.audience, version.token, self.at))

    def _reasons(self) -> None:
        """A reason is for the readers of its element; of one that went, for its own."""
        readers = {one.id: one.audience for one in self.state.elements}
        for place, reason in enumerate(self.state.reasons):
            audience, name = self._class(readers.get(reason.element, reason.audience))
            token, payload = secrets.token_hex(16), reason_text(reason)
            row = (token, self.state.home, self.at, place, audience, payload)
            self.connection.execute("INSERT INTO reason VALUES (?, ?, ?, ?, ?, ?)", row)
            self.events.append(chain.said(audience, token, (self.state.home, self.at, str(place), name, payload)))

    def _class(self, audience: Audience) -> tuple[int, str]:
        """The number of an audience class, made where there is none yet, and its name in the chains."""
        members = sorted(audience)
        principals = json.dumps(members)
        name = chain.named(principals, members)
        row = self.connection.execute("SELECT id FROM class WHERE principals = ?", (principals,)).fetchone()
        if row is not None:
            return int(row[0]), name
        number = self.connection.execute("INSERT INTO class (principals) VALUES (?)", (principals,)).lastrowid
        assert number is not None
        self.connection.executemany("INSERT INTO member VALUES (?, ?)", ((number, one) for one in members))
        return number, name
