"""A database as workspace: every state of every home, in rows that are added to and never changed (design 4).

`Database` is the door of whoever keeps the workspace: states out, states in. `Walled` is what one reader gets: views,
read through the wall, so that not even a fault above it can show what is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from waypost.codec.rows import token_of, why_of
from waypost.core.errors import NotThere, Problem, Stale
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import View, moments, see
from waypost.core.say import say
from waypost.core.values import EU, ElementId, Missing, Principal, Slug
from waypost.workspace.database import chain
from waypost.workspace.database.connection import immediate, member_of, reader, turn, writer
from waypost.workspace.database.rows import elements_at, moment_of, reasons_at, text_of
from waypost.workspace.database.writing import Recording

Expecting = Mapping[ElementId, str | None]
"""Which version of each element was before the eyes of whoever changes it: its token; None: it was not there."""

NOTHING_SEEN: Final[Expecting] = {}

TICK: Final = timedelta(microseconds=1)
"""How far two moments of a home are apart at least."""


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
        found = tuple(moment_of(at) for (at,) in rows)
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
            "SELECT max(at) FROM revision WHERE home = ? AND at <= ?", (home, text_of(at))
        ).fetchone()
        if row[0] is None:
            raise NotThere(home)
        return self._state(home, moment_of(row[0]))

    def tokens(self, home: Slug, viewer: Principal = EU) -> dict[ElementId, str]:
        """The token of each element that a viewer may know now, as `change` and `write` expect it."""
        return tokens_of(self._seen(self.newest(home), viewer))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction for all that is written inside it, committed whole or not at all; the writers of a database
        come one after another. Writings inside one another are one."""
        if self._connection.in_transaction:
            yield
            return
        with turn(self.path), immediate(self._connection):
            yield

    def write(self, state: State, *, expecting: Expecting = NOTHING_SEEN, viewer: Principal = EU) -> None:
        """See `Door`. A state comes after those that are there: history is not written into.

        Raises Stale when an element in `expecting` is no longer as `viewer` saw it.
        """
        with self.writing():
            if expecting:
                self._compare(self.newest(state.home), expecting, viewer)
            Recording(self._connection, state).do()

    def change(
        self, home: Slug, act: Callable[[State], State], *, at: datetime, viewer: Principal, expecting: Expecting
    ) -> State:
        """Record what `act` makes of the newest state, and give it back.

        `act` is called inside the transaction, so it works on what everybody else has written: two people who change
        different elements both succeed. It must be quick and do nothing else. The state is recorded at `at`, or, where
        the home has a moment that is not before it, just after that one.

        Args:
            home: the home to be changed; NotThere when it has no state.
            act: from the newest state, with all that is hidden from the viewer, to the state to be recorded.
            at: the moment by the clock.
            viewer: with whose eyes the tokens were made.
            expecting: the token of each element that the change rests on.

        Raises Stale when one of these is no longer as it was seen, Refused when the state cannot be recorded.
        """
        with self.writing():
            newest = self.newest(home)
            self._compare(newest, expecting, viewer)
            state = replace(act(newest), home=home, at=max(at, newest.at + TICK))
            Recording(self._connection, state).do()
        return state

    def _compare(self, newest: State, expecting: Expecting, viewer: Principal) -> None:
        view = self._seen(newest, viewer)
        for element, token in sorted(expecting.items()):
            found = view.get(element)
            if token != (None if found is None else token_of(found)):
                raise Stale(element)

    def _seen(self, state: State, viewer: Principal) -> View:
        return see(state, viewer, taking_part=self.takes_part(viewer, state.home))

    def problems(self) -> tuple[Problem, ...]:
        """See `Door`: where history is not as it was written."""
        return tuple(_broken(one, self.path.name) for one in chain.broken(self._connection))

    def takes_part(self, viewer: Principal, home: Slug) -> bool:
        """Whether a viewer takes part in a home."""
        return member_of(self._connection, viewer, home)

    def _state(self, home: Slug, at: datetime) -> State:
        moment = text_of(at)
        by, why = self._connection.execute(
            "SELECT by, why FROM revision WHERE home = ? AND at = ?", (home, moment)
        ).fetchone()
        return State(
            home=home,
            at=at,
            by=Principal(by),
            why=why_of(why),
            reasons=reasons_at(self._connection, home, moment),
            elements=elements_at(self._connection, home, moment),
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
        moment = text_of(at)
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
            at=moment_of(at),
            by=self.viewer,
            why=Missing.WITHHELD,
            reasons=reasons_at(self._connection, home, at),
            elements=elements_at(self._connection, home, at),
        )


def tokens_of(view: View) -> dict[ElementId, str]:
    """The token of each element of a view."""
    return {one.id: token_of(one) for one in view}


def _broken(one: chain.Break, file: str) -> Problem:
    code = "workspace.history_changed" if one.n is not None else "workspace.history_unbound"
    reason = say(code, event=one.event, subject=one.subject, n=one.n or 0)
    return Problem(code=code, reason=reason, remedy=say(f"{code}.remedy"), file=file, value=one.subject)
