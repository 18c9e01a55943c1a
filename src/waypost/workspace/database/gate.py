"""A database as workspace: every state of every home, in rows that are added to and never changed (design 4).

`Database` is the door of whoever keeps the workspace: states out, states in. `Walled` is what one reader gets: views,
read through the wall, so that not even a fault above it can show what is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from waypost.codec.rows import token_of, why_of
from waypost.core.errors import NotThere, Problem, Refused, Stale
from waypost.core.places import Place
from waypost.core.roadmap.audience import takes_part
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import View, see
from waypost.core.say import say
from waypost.core.values import EU, PUBLIC, ElementId, Principal, Slug
from waypost.workspace.database import chain, drafts, requests
from waypost.workspace.database.drafts import Draft, Sent, Upload
from waypost.workspace.database.places import keeper
from waypost.workspace.database.requests import Request
from waypost.workspace.database.rows import elements_at, moment_of, reasons_at, text_of
from waypost.workspace.database.session import Row, Session
from waypost.workspace.database.wall import Walled, tokens_of
from waypost.workspace.database.writing import Recording

__all__ = ["Database", "Draft", "Request", "Sent", "Upload", "Walled", "tokens_of"]

Expecting = Mapping[ElementId, str | None]
"""Which version of each element was before the eyes of whoever changes it: its token; None: it was not there."""

NOTHING_SEEN: Final[Expecting] = {}

LAST_OF_ALL: Final = "A"
"""Text that sorts after every moment."""

_LAST: Final = "SELECT at, by, why FROM revision WHERE home = ? AND at <= ? ORDER BY at DESC LIMIT 1"

TICK: Final = timedelta(microseconds=1)
"""How far two moments of a home are apart at least."""


class Database:
    """A workspace in a database, for those who keep it: a file, or a server. One connection an object; close it."""

    def __init__(self, place: Place, session: Session | None = None) -> None:
        self._session = keeper(place) if session is None else session
        self._refused: list[Draft] = []

    def close(self) -> None:
        """Let the connection go."""
        self._session.close()

    @property
    def asked(self) -> int:
        """How many questions were put to the database."""
        return self._session.asked

    def homes(self) -> tuple[Slug, ...]:
        """See `Door`."""
        return tuple(Slug(home) for (home,) in self._session.rows("SELECT DISTINCT home FROM revision ORDER BY 1"))

    def moments(self, home: Slug) -> tuple[datetime, ...]:
        """See `Door`."""
        rows = self._session.rows("SELECT at FROM revision WHERE home = ? ORDER BY at", (home,))
        found = tuple(moment_of(at) for (at,) in rows)
        if not found:
            raise NotThere(home)
        return found

    def states(self, home: Slug) -> tuple[State, ...]:
        """See `Door`."""
        with self._session.snapshot():
            rows = self._session.rows("SELECT at, by, why FROM revision WHERE home = ? ORDER BY at", (home,))
            if not rows:
                raise NotThere(home)
            return tuple(self._state(home, row) for row in rows)

    def newest(self, home: Slug) -> State:
        """See `Door`."""
        return self._last(home, LAST_OF_ALL)

    def state_at(self, home: Slug, at: datetime) -> State:
        """See `Door`."""
        return self._last(home, text_of(at))

    def tokens(self, home: Slug, viewer: Principal = EU) -> dict[ElementId, str]:
        """The token of each element that a viewer may know now, as `change` and `write` expect it."""
        return tokens_of(self._seen(self.newest(home), viewer))

    @contextmanager
    def writing(self, *, draft: Draft | None = None) -> Iterator[None]:
        """One transaction for all that is written inside it, committed whole or not at all; the writers of a database
        come one after another. Writings inside one another are one.

        What is refused inside is kept as the `draft` of its author.
        """
        outer = not self._session.inside
        try:
            with self._session.writing():
                yield
        except (Stale, Refused):
            self._refused += [] if draft is None else [draft]
            if outer:
                self._keep_refused()
            raise

    def _keep_refused(self) -> None:
        refused, self._refused = self._refused, []
        for draft in refused:
            drafts.keep_draft(self._session, draft)

    def write(self, state: State, *, expecting: Expecting = NOTHING_SEEN, viewer: Principal = EU) -> None:
        """See `Door`. A state comes after those that are there: history is not written into.

        Raises Stale when an element in `expecting` is no longer as `viewer` saw it.
        """
        with self.writing():
            if expecting:
                self._compare(self.newest(state.home), expecting, viewer)
            Recording(self._session, state).do()

    def change(
        self,
        home: Slug,
        act: Callable[[State], State],
        *,
        at: datetime,
        viewer: Principal,
        expecting: Expecting,
        draft: Draft | None = None,
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
            draft: what its author typed, kept for them where the change is refused.

        Raises Stale when one of these is no longer as it was seen, Refused when the state cannot be recorded.
        """
        with self.writing(draft=draft):
            newest = self.newest(home)
            self._compare(newest, expecting, viewer)
            state = replace(act(newest), home=home, at=max(at, newest.at + TICK))
            Recording(self._session, state).do()
        return state

    def _compare(self, newest: State, expecting: Expecting, viewer: Principal) -> None:
        view = self._seen(newest, viewer)
        for element, token in sorted(expecting.items()):
            found = view.get(element)
            if token != (None if found is None else token_of(found)):
                raise Stale(element)

    def _seen(self, state: State, viewer: Principal) -> View:
        return see(state, viewer, taking_part=self.takes_part(viewer, state.home))

    def once(self, sent: Sent, act: Callable[[], str], *, draft: Draft | None = None) -> str:
        """The answer to a submission: that of `act`, or, where the same was sent before, the one it had then.

        Raises Refused when its key was used for something else.
        """
        with self.writing(draft=draft):
            return drafts.once(self._session, sent, act)

    def keep_draft(self, draft: Draft) -> None:
        """Keep what a person typed, in the place of an earlier draft of the same id."""
        drafts.keep_draft(self._session, draft)

    def drop_draft(self, id: str, person: str) -> None:
        """Take a draft of a person out; nothing where there is none."""
        drafts.drop_draft(self._session, id, person)

    def keep_upload(self, upload: Upload) -> None:
        """Keep a file that a person sent until it is accepted."""
        drafts.keep_upload(self._session, upload)

    def drop_uploads(self, person: str, before: datetime) -> None:
        """Take the files of a person out that were sent before a moment."""
        drafts.drop_uploads(self._session, person, before)

    def ask(self, request: Request) -> None:
        """Keep what somebody else is to settle. Raises NotThere where the element is not there."""
        requests.ask(self._session, request)

    def settle(self, id: str, outcome: str, settler: str, at: datetime) -> bool:
        """End a request with how and by whom it was settled; whether it still waited."""
        return requests.settle(self._session, id, outcome, settler, at)

    def requests_about(self, home: Slug, element: ElementId, act: str) -> tuple[Request, ...]:
        """What was asked of an element and waits, oldest first."""
        return requests.about(self._session, home, element, act)

    def problems(self) -> tuple[Problem, ...]:
        """See `Door`: where history is not as it was written."""
        return tuple(_broken(one, self._session.name) for one in chain.broken(self._session))

    def takes_part(self, viewer: Principal, home: Slug) -> bool:
        """Whether a viewer takes part in a home."""
        if viewer == PUBLIC or takes_part(viewer, frozenset()):
            return viewer != PUBLIC
        return bool(self._session.rows("SELECT 1 FROM part WHERE home = ? AND principal = ?", (home, viewer)))

    def _last(self, home: Slug, until: str) -> State:
        with self._session.snapshot():
            row = self._session.rows(_LAST, (home, until))
            if not row:
                raise NotThere(home)
            return self._state(home, row[0])

    def _state(self, home: Slug, row: Row) -> State:
        at, by, why = row
        return State(
            home=home,
            at=moment_of(at),
            by=Principal(by),
            why=why_of(why),
            reasons=reasons_at(self._session, home, at),
            elements=elements_at(self._session, home, at),
        )


def _broken(one: chain.Break, name: str) -> Problem:
    code = "workspace.history_changed" if one.n is not None else "workspace.history_unbound"
    reason = say(code, event=one.event, subject=one.subject, n=one.n or 0)
    return Problem(code=code, reason=reason, remedy=say(f"{code}.remedy"), file=name, value=one.subject)
