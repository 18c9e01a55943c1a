"""A database as workspace: every state of every home, in rows that are added to and never changed (design 4).

`Database` is the door of whoever keeps the workspace: states out, states in. `Walled` is what one reader gets: views,
read through the wall, so that not even a fault above it can show what is hidden.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from waypost.codec.rows import element_of, element_text, reason_of, reason_text, why_of, why_text
from waypost.codec.states import decode_state, encode_state
from waypost.core.errors import NotThere, Problem, Refused, Severity
from waypost.core.roadmap.elements import Audience, Element, FieldReason, State, in_order
from waypost.core.roadmap.view import View, moments, partners_of
from waypost.core.say import say
from waypost.core.values import ElementId, Missing, Principal, Slug
from waypost.workspace.database import chain
from waypost.workspace.database.connection import immediate, member_of, reader, turn, writer

_IN_FORCE: Final = "home = ? AND since <= ? AND (until IS NULL OR until > ?)"


class Database:
    """A workspace in a database, for those who keep it. One connection an object; close it, or use it in a `with`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = writer(path)

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    def homes(self) -> tuple[Slug, ...]:
        """See `Door`."""
        return tuple(
            Slug(home) for (home,) in self._connection.execute("SELECT DISTINCT home FROM revision ORDER BY 1")
        )

    def moments(self, home: Slug) -> tuple[datetime, ...]:
        """See `Door`."""
        rows = self._connection.execute("SELECT at FROM revision WHERE home = ? ORDER BY at", (home,))
        found = tuple(_moment(at) for (at,) in rows)
        if not found:
            raise NotThere(home)
        return found

    def states(self, home: Slug) -> tuple[State, ...]:
        """See `Door`."""
        return tuple(self._state(home, at) for at in self.moments(home))

    def newest(self, home: Slug) -> State:
        """See `Door`."""
        return self._state(home, self.moments(home)[-1])

    def state_at(self, home: Slug, at: datetime) -> State:
        """See `Door`."""
        row = self._connection.execute(
            "SELECT max(at) FROM revision WHERE home = ? AND at <= ?", (home, _text_of(at))
        ).fetchone()
        if row[0] is None:
            raise NotThere(home)
        return self._state(home, _moment(row[0]))

    def write(self, state: State) -> None:
        """See `Door`. A state comes after those that are there: history is not written into."""
        errors = tuple(one for one in decode_state(encode_state(state), file=None)[1] if one.severity is Severity.ERROR)
        if errors:
            raise Refused(errors)
        with turn(self.path), immediate(self._connection):
            _Writing(self._connection, state).do()

    def problems(self) -> tuple[Problem, ...]:
        """See `Door`: where history is not as it was written."""
        return tuple(_broken(one, self.path.name) for one in chain.broken(self._connection))

    def takes_part(self, viewer: Principal, home: Slug) -> bool:
        """Whether a viewer takes part in a home."""
        return member_of(self._connection, viewer, home)

    def _state(self, home: Slug, at: datetime) -> State:
        moment = _text_of(at)
        by, why = self._connection.execute(
            "SELECT by, why FROM revision WHERE home = ? AND at = ?", (home, moment)
        ).fetchone()
        return State(
            home=home,
            at=at,
            by=Principal(by),
            why=why_of(why),
            reasons=_reasons(self._connection, home, moment),
            elements=_elements(self._connection, home, moment),
        )


class Walled:
    """What one viewer may know of a workspace in a database. Close it, or use it in a `with`."""

    def __init__(self, path: Path, viewer: Principal) -> None:
        self.viewer = viewer
        with closing(writer(path)) as keeper:
            self._homes = {
                Slug(home): member_of(keeper, viewer, home)
                for (home,) in keeper.execute("SELECT DISTINCT home FROM revision ORDER BY 1")
            }
        self._connection = reader(path, viewer)

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    def homes(self) -> tuple[Slug, ...]:
        """The homes of which the viewer may know something, in order of name."""
        seen = self._connection.execute("SELECT DISTINCT home FROM version ORDER BY 1")
        return tuple(Slug(home) for (home,) in seen)

    def views(self, home: Slug) -> tuple[View, ...]:
        """The moments of a home at which something changed that the viewer may know, oldest first.

        Raises NotThere where there is none.
        """
        rows = self._connection.execute(
            "SELECT since FROM version WHERE home = ?1 UNION SELECT until FROM version WHERE home = ?1"
            " UNION SELECT at FROM reason WHERE home = ?1 ORDER BY 1",
            (home,),
        )
        pieces = tuple(self._piece(home, at) for (at,) in rows if at is not None)
        if not pieces:
            raise NotThere(home)
        return moments(pieces, self.viewer, taking_part=self._homes[home])

    def view_at(self, home: Slug, at: datetime) -> View:
        """What the viewer may know at a moment, the last of `views` at or before it; read alone, whatever the number
        of moments. Raises NotThere where there is nothing."""
        moment = _text_of(at)
        row = self._connection.execute(
            "SELECT max(at) FROM (SELECT since AS at FROM version WHERE home = ?1 AND since <= ?2"
            " UNION ALL SELECT until FROM version WHERE home = ?1 AND until <= ?2"
            " UNION ALL SELECT at FROM reason WHERE home = ?1 AND at <= ?2)",
            (home, moment),
        ).fetchone()
        if row[0] is None:
            raise NotThere(home)
        return moments((self._piece(home, row[0]),), self.viewer, taking_part=self._homes[home])[0]

    def _piece(self, home: Slug, at: str) -> State:
        """What passes the wall, as a state without the words of those who wrote it."""
        return State(
            home=home,
            at=_moment(at),
            by=self.viewer,
            why=Missing.WITHHELD,
            reasons=_reasons(self._connection, home, at),
            elements=_elements(self._connection, home, at),
        )


# ------------------------------------------------------------------------------------------------------- writing


@dataclass(slots=True)
class _Held:
    """A version in force before a state is written."""

    token: str
    audience: int
    payload: str


class _Writing:
    """One state on its way into the rows: what it changes is closed and opened, what it leaves is left."""

    def __init__(self, connection: sqlite3.Connection, state: State) -> None:
        self.connection = connection
        self.state = state
        self.at = _text_of(state.at)
        self.events: list[chain.Event] = []

    def do(self) -> None:
        """Every row of the state. Raises Refused when its moment is not after those that are there."""
        home = self.state.home
        row = self.connection.execute("SELECT max(at) FROM revision WHERE home = ?", (home,)).fetchone()
        if row[0] is not None and row[0] >= self.at:
            code = "workspace.moment_taken" if row[0] == self.at else "workspace.moment_past"
            reason, remedy = say(code, value=self.state.at), say(f"{code}.remedy")
            raise Refused((Problem(code=code, reason=reason, remedy=remedy, value=self.at),))
        words = why_text(self.state.why)
        self.connection.execute("INSERT INTO revision VALUES (?, ?, ?, ?)", (home, self.at, self.state.by, words))
        self.events.append(chain.recorded(home, self.at, self.state.by, words))
        self._partners()
        self._elements()
        self._reasons()
        chain.append(self.connection, self.events)

    def _partners(self) -> None:
        for country in sorted(partners_of(self.state.elements)):
            row = (self.state.home, f"partner:{country}")
            if self.connection.execute("INSERT OR IGNORE INTO part VALUES (?, ?)", row).rowcount:
                self.events.append(chain.joined(*row))

    def _elements(self) -> None:
        held = {
            ElementId(element): _Held(token, audience, payload)
            for element, token, audience, payload in self.connection.execute(
                "SELECT element, token, class, payload FROM version WHERE home = ? AND until IS NULL",
                (self.state.home,),
            )
        }
        for element in in_order(self.state.elements):
            before = held.pop(element.id, None)
            payload = element_text(element)
            if before is not None and before.payload == payload:
                continue
            if before is not None:
                self._close(before)
            self._open(element, payload)
        for gone in sorted(held):
            self._close(held[gone])

    def _open(self, element: Element, payload: str) -> None:
        audience, name = self._class(element.audience)
        token = secrets.token_hex(16)
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


# ------------------------------------------------------------------------------------------------------- reading


def _elements(connection: sqlite3.Connection, home: str, at: str) -> tuple[Element, ...]:
    rows = connection.execute(f"SELECT payload FROM version WHERE {_IN_FORCE}", (home, at, at))
    return in_order(element_of(payload) for (payload,) in rows)


def _reasons(connection: sqlite3.Connection, home: str, at: str) -> tuple[FieldReason, ...]:
    rows = connection.execute("SELECT payload FROM reason WHERE home = ? AND at = ? ORDER BY place", (home, at))
    return tuple(reason_of(payload) for (payload,) in rows)


def _text_of(at: datetime) -> str:
    """A moment as the rows hold it; text of one width, so that it sorts."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _broken(one: chain.Break, file: str) -> Problem:
    code = "workspace.history_changed" if one.n is not None else "workspace.history_unbound"
    reason = say(code, event=one.event, subject=one.subject, n=one.n or 0)
    return Problem(code=code, reason=reason, remedy=say(f"{code}.remedy"), file=file, value=one.subject)
