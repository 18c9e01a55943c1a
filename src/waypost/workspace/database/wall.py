"""What one reader gets of a database: views, read through the wall."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final, final

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
from waypost.workspace.database.rows import elements_at, line_of, moment_of, reasons_at, text_of
from waypost.workspace.database.session import Sight

MOST_SEEN: Final = 1_024
"""Views kept, each under all that passed the wall to its reader: what is hidden changes nothing about them."""

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
SELECT max(at) FROM (
    SELECT at FROM (SELECT since AS at FROM version WHERE home = ? AND since {0} ? ORDER BY since DESC LIMIT 1) AS begun
    UNION ALL
    SELECT at FROM (SELECT until AS at FROM version WHERE home = ? AND until {0} ? ORDER BY until DESC LIMIT 1) AS ended
    UNION ALL
    SELECT at FROM (SELECT at FROM reason WHERE home = ? AND at {0} ? ORDER BY at DESC LIMIT 1) AS said
) AS moments
"""
_AT_OR_BEFORE: Final = _LAST.format("<=")
_BEFORE: Final = _LAST.format("<")
_CHANGED: Final = """
SELECT element, payload FROM version WHERE home = ? AND since = ?
UNION ALL SELECT element, payload FROM version WHERE home = ? AND until = ?
"""


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
        moment = text_of(at)
        with self._session.snapshot():
            ((found,),) = self._session.rows(_AT_OR_BEFORE, (home, moment) * 3)
            if found is None:
                raise NotThere(home)
            view = self._view(home, found)
            while not self._tells(view, home, found):
                # All that changed was hidden ids in what the viewer knows: to them it is the moment before.
                ((found,),) = self._session.rows(_BEFORE, (home, found) * 3)
                earlier = None if found is None else self._view(home, found)
                if earlier is None or earlier.elements != view.elements:
                    break
                view = earlier
            return view

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

    def _tells(self, view: View, home: str, at: str) -> bool:
        """Whether it is plain that the viewer may know of a change at this moment: a reason, or a version that begins
        or ends there and points to nothing that is hidden from them."""
        if view.reasons:
            return True
        changed: dict[str, list[str]] = {}
        for element, payload in self._session.rows(_CHANGED, (home, at) * 2):
            changed.setdefault(element, []).append(payload)
        return any(all(_points_within(element_of(one), view) for one in sides) for sides in changed.values())

    def _takes_part(self, home: Slug) -> bool:
        if self._named is None:
            self._named = frozenset(home for (home,) in self._session.rows("SELECT home FROM part"))
        return self._sight.takes_part(home, self._named)

    def _view(self, home: Slug, at: str) -> View:
        elements, reasons = elements_at(self._session, home, at), reasons_at(self._session, home, at)
        return _seen(_Passed(self._piece(home, at, elements, reasons), part=self._takes_part(home)))

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


@final
class _Passed:
    """What passed the wall to a reader. Equal to another if the same passed to the same reader, which is known from the
    elements being the same objects: a row is decoded once, and as long as this is held so are they."""

    __slots__ = ("_key", "part", "piece")

    def __init__(self, piece: State, *, part: bool) -> None:
        self.piece = piece
        self.part = part
        self._key = (piece.by, part, piece.home, piece.at, tuple(map(id, piece.elements)), piece.reasons)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Passed) and self._key == other._key


@lru_cache(maxsize=MOST_SEEN)
def _seen(passed: _Passed) -> View:
    return see(passed.piece, passed.piece.by, taking_part=passed.part)


def tokens_of(view: View) -> dict[ElementId, str]:
    """The token of each element of a view."""
    return {one.id: token_of(one) for one in view}


def _points_within(element: Element, view: View) -> bool:
    """Whether everything an element points to is in the view."""
    return (element.parent is None or element.parent in view) and points_within(element.body, view)
