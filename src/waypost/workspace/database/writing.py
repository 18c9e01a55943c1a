"""One state on its way into the rows: what it changes is closed and opened, what it leaves is left."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Final

from waypost.codec.rows import element_of, element_text, faults_of, reason_text, why_text
from waypost.core.errors import Problem, Refused
from waypost.core.roadmap.elements import Audience, Element, FieldReason, State, in_order
from waypost.core.roadmap.view import partners_of
from waypost.core.say import say
from waypost.core.values import ElementId
from waypost.workspace.database import chain
from waypost.workspace.database.rows import text_of
from waypost.workspace.database.session import Session

_OPEN: Final = """
INSERT INTO version (token, home, element, kind, since, class, payload) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_SAY: Final = "INSERT INTO reason (token, home, at, place, class, payload) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class _Held:
    """A version in force before a state is written."""

    token: str
    audience: int
    element: Element


class Recording:
    """One state, recorded inside a transaction."""

    def __init__(self, session: Session, state: State) -> None:
        self.session = session
        self.state = state
        self.at = text_of(state.at)
        self.events: list[chain.Event] = []
        self._classes: dict[Audience, tuple[int, str]] = {}
        self.held = {
            ElementId(element): _Held(token, audience, element_of(payload))
            for element, token, audience, payload in session.rows(
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
        self.session.run("INSERT INTO revision (home, at, by, why) VALUES (?, ?, ?, ?)", row)
        self.events.append(chain.recorded(*row))
        self._partners()
        self._elements()
        self._reasons()
        chain.append(self.session, self.events)

    def _after_those_there(self) -> None:
        ((last,),) = self.session.rows("SELECT max(at) FROM revision WHERE home = ?", (self.state.home,))
        if last is not None and last >= self.at:
            code = "workspace.moment_taken" if last == self.at else "workspace.moment_past"
            reason, remedy = say(code, value=self.state.at), say(f"{code}.remedy")
            raise Refused((Problem(code=code, reason=reason, remedy=remedy, value=self.at),))

    def _partners(self) -> None:
        for country in sorted(partners_of(self.state.elements)):
            row = (self.state.home, f"partner:{country}")
            if self.session.run("INSERT INTO part (home, principal) VALUES (?, ?) ON CONFLICT DO NOTHING", row):
                self.events.append(chain.joined(*row))

    def _elements(self) -> None:
        """Versions end before others begin: an element has one that is open."""
        ended = [one.id for one in self.changed if one.id in self.held]
        ended += sorted(self.held.keys() - {one.id for one in self.state.elements})
        for one in ended:
            version = self.held[one]
            self.events.append(chain.closed(version.audience, version.token, self.at))
        self.session.run_each(
            "UPDATE version SET until = ? WHERE token = ?", [(self.at, self.held[one].token) for one in ended]
        )
        self.session.run_each(_OPEN, [self._opened(one) for one in self.changed])

    def _opened(self, element: Element) -> tuple[str | int, ...]:
        audience, name = self._class(element.audience)
        token, payload = secrets.token_hex(16), element_text(element)
        fixes = (self.state.home, element.id, element.kind.name, self.at)
        self.events.append(chain.opened(audience, token, (*fixes, name, payload)))
        return (token, *fixes, audience, payload)

    def _reasons(self) -> None:
        """A reason is for the readers of its element; of one that went, for its own."""
        readers = {one.id: one.audience for one in self.state.elements}
        self.session.run_each(
            _SAY,
            [
                self._said(place, reason, readers.get(reason.element, reason.audience))
                for place, reason in enumerate(self.state.reasons)
            ],
        )

    def _said(self, place: int, reason: FieldReason, readers: Audience) -> tuple[str | int, ...]:
        audience, name = self._class(readers)
        token, payload = secrets.token_hex(16), reason_text(reason)
        self.events.append(chain.said(audience, token, (self.state.home, self.at, str(place), name, payload)))
        return (token, self.state.home, self.at, place, audience, payload)

    def _class(self, audience: Audience) -> tuple[int, str]:
        """The number of an audience class, made where there is none yet, and its name in the chains."""
        if audience not in self._classes:
            self._classes[audience] = self._numbered(audience)
        return self._classes[audience]

    def _numbered(self, audience: Audience) -> tuple[int, str]:
        members = sorted(audience)
        principals = json.dumps(members)
        name = chain.named(principals, members)
        known = self.session.rows("SELECT id FROM class WHERE principals = ?", (principals,))
        if known:
            return int(known[0][0]), name
        ((last,),) = self.session.rows("SELECT coalesce(max(id), 0) FROM class")
        number = int(last) + 1
        self.session.run("INSERT INTO class (id, principals) VALUES (?, ?)", (number, principals))
        self.session.run_each("INSERT INTO member (class, principal) VALUES (?, ?)", [(number, one) for one in members])
        return number, name
