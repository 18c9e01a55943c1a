"""What one reader gets of a database: views, read through the wall."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final

from waypost.codec.rows import element_of, token_of
from waypost.core.errors import NotThere
from waypost.core.places import Place
from waypost.core.roadmap.elements import Element, FieldReason, State
from waypost.core.roadmap.references import points_within
from waypost.core.roadmap.view import View, moments, see
from waypost.core.values import ElementId, Missing, Principal, Slug
from waypost.workspace.database import drafts, requests
from waypost.workspace.database.drafts import Draft, Upload
from waypost.workspace.database.places import reader
from waypost.workspace.database.requests import Request
from waypost.workspace.database.rows import line_of, moment_of, reasons_at, text_of
from waypost.workspace.database.session import Sight

MOST_SEEN: Final = 1_024
"""Views kept; the one longest not asked for goes."""

_HOMES: Final = """
WITH RECURSIVE known (home) AS (
    SELECT (SELECT home FROM version ORDER BY home LIMIT 1)
    UNION ALL
    SELECT (SELECT home FROM version WHERE home > known.home ORDER BY home LIMIT 1) FROM known
    WHERE known.home IS NOT NULL
) SELECT home FROM known WHERE home IS NOT NULL
"""
"""From one home to the next, however many versions each has."""
_LAST: Final = """
SELECT at, token FROM (
    SELECT * FROM (
        SELECT since AS at, token, 0 AS place FROM version WHERE home = ? AND since {0} ? ORDER BY since DESC LIMIT 1
    ) AS begun
    UNION ALL SELECT * FROM (
        SELECT until AS at, token, 1 AS place FROM version WHERE home = ? AND until {0} ? ORDER BY until DESC LIMIT 1
    ) AS ended
    UNION ALL SELECT * FROM (
        SELECT at, token, 2 AS place FROM reason WHERE home = ? AND at {0} ? ORDER BY at DESC LIMIT 1
    ) AS said
) AS moments ORDER BY at DESC, place LIMIT 1
"""
"""The last moment of which a row tells the reader, and one such row."""
_AT_OR_BEFORE: Final = _LAST.format("<=")
_BEFORE: Final = _LAST.format("<")
_HELD: Final = """
SELECT element, payload, since, until FROM version WHERE home = ? AND since <= ? AND (until IS NULL OR until >= ?)
ORDER BY kind, element
"""
"""What is in force at a moment, in the order of a file, and what ended there."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """What passed the wall to one reader up to a moment: rows are added and never changed, so it stays as it is.

    `token` is of a row that began or ended then, and random: in another database the same moment is another. Nothing
    here is known from what is hidden, so no such change shows in what is found and what is read.
    """

    place: Place
    viewer: Principal
    within: frozenset[Slug] | None
    part: bool
    home: Slug
    at: str
    token: str


class _Views:
    """Views kept by their moment; for several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: OrderedDict[_Moment, View] = OrderedDict()

    def get(self, moment: _Moment) -> View | None:
        """The view of a moment; None where it is not kept."""
        with self._lock:
            found = self._held.get(moment)
            if found is not None:
                self._held.move_to_end(moment)
            return found

    def keep(self, moment: _Moment, view: View) -> None:
        """Keep the view of a moment."""
        with self._lock:
            self._held[moment] = view
            while len(self._held) > MOST_SEEN:
                self._held.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()


VIEWS: Final = _Views()
"""What this process has read."""


class Walled:
    """What one viewer may know of a workspace in a database. One connection an object; close it.

    Args:
        place: the file or server.
        viewer: through whose eyes.
        within: the homes in which membership lets the viewer take part; None where none narrows it.
        person: whose drafts and uploads it gives; None for nobody's.
    """

    def __init__(
        self, place: Place, viewer: Principal, *, within: frozenset[Slug] | None = None, person: str | None = None
    ) -> None:
        self.viewer = viewer
        self._sight = Sight(viewer=viewer, within=within, person=person)
        self._place = place
        self._session = reader(place, self._sight)
        self._named: frozenset[str] | None = None

    def close(self) -> None:
        """Let the connection go."""
        self._session.close()

    @property
    def asked(self) -> int:
        """How many questions were put to the database: the same for two readers of twins (security S8)."""
        return self._session.asked

    def homes(self) -> tuple[Slug, ...]:
        """The homes of which the viewer may know something, in order of name."""
        return tuple(Slug(home) for (home,) in self._session.rows(_HOMES))

    def views(self, home: Slug) -> tuple[View, ...]:
        """The moments of a home at which something changed that the viewer may know, oldest first.

        Raises NotThere where there is none.
        """
        with self._session.snapshot():
            line = tuple(self._piece(home, *one) for one in line_of(self._session, home))
            if not line:
                raise NotThere(home)
            return moments(line, self.viewer, taking_part=self._takes_part(home))

    def view_at(self, home: Slug, at: datetime) -> View:
        """What the viewer may know at a moment, the last of `views` at or before it; read alone, whatever the number
        of moments. Raises NotThere where there is nothing."""
        with self._session.snapshot():
            moment = self._last(_AT_OR_BEFORE, home, text_of(at))
            if moment is None:
                raise NotThere(home)
            kept = VIEWS.get(moment)
            return self._told(moment) if kept is None else kept

    def tokens(self, home: Slug, at: datetime) -> dict[ElementId, str]:
        """The token of each element that the viewer may know at a moment."""
        return tokens_of(self.view_at(home, at))

    def drafts(self) -> tuple[Draft, ...]:
        """The drafts of the person, oldest first."""
        return drafts.drafts_of(self._session, self._sight.person or "")

    def requests(self, act: str) -> tuple[Request, ...]:
        """What waits to be settled about elements that the viewer may know, oldest first."""
        return requests.waiting(self._session, act)

    def upload(self, id: str) -> Upload | None:
        """A file that the person sent; None where there is none."""
        return drafts.upload_of(self._session, id, self._sight.person or "")

    def _last(self, words: str, home: Slug, at: str) -> _Moment | None:
        found = self._session.rows(words, (home, at) * 3)
        if not found:
            return None
        return _Moment(self._place, self.viewer, self._sight.within, self._takes_part(home), home, *found[0])

    def _told(self, moment: _Moment) -> View:
        """What held at a moment, as of the last one at which it is plain that something changed which the viewer may
        know: where all that changed was hidden ids in what they know, to them it is the moment before."""
        passed = [moment]
        view, before = self._read(moment)
        while before is not None:
            kept = VIEWS.get(before)
            earlier, further = (kept, None) if kept is not None else self._read(before)
            if earlier.elements != view.elements:
                break
            passed.append(before)
            view, before = earlier, further
        for one in passed:
            VIEWS.keep(one, view)
        return view

    def _read(self, moment: _Moment) -> tuple[View, _Moment | None]:
        """The rows of a moment as a view, and the moment before; None where there is none, or where the rows tell
        plainly of a change: a reason, or a version that begins or ends there and points to nothing that is hidden.

        Three questions, whatever the rows are.
        """
        home, at = moment.home, moment.at
        held: list[Element] = []
        changed: dict[str, list[Element]] = {}
        for name, payload, since, until in self._session.rows(_HELD, (home, at, at)):
            element = element_of(payload)
            if until != at:
                held.append(element)
            if at in (since, until):
                changed.setdefault(name, []).append(element)
        piece = self._piece(home, at, tuple(held), reasons_at(self._session, home, at))
        view = see(piece, self.viewer, taking_part=moment.part)
        before = self._last(_BEFORE, home, at)
        plain = any(all(_points_within(one, view) for one in sides) for sides in changed.values())
        return view, None if plain or view.reasons else before

    def _takes_part(self, home: Slug) -> bool:
        if self._named is None:
            self._named = frozenset(home for (home,) in self._session.rows("SELECT home FROM part"))
        return self._sight.takes_part(home, self._named)

    def _piece(self, home: Slug, at: str, elements: tuple[Element, ...], reasons: tuple[FieldReason, ...]) -> State:
        """What passes the wall, as a state without the words of those who wrote it."""
        return State(
            home=home,
            at=moment_of(at),
            by=self.viewer,
            why=Missing.WITHHELD,
            reasons=reasons,
            elements=elements,
        )


def tokens_of(view: View) -> dict[ElementId, str]:
    """The token of each element of a view."""
    return {one.id: token_of(one) for one in view}


def _points_within(element: Element, view: View) -> bool:
    """Whether everything an element points to is in the view."""
    return (element.parent is None or element.parent in view) and points_within(element.body, view)
