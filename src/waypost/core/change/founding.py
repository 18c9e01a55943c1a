"""A file that starts a roadmap: what it proposes becomes the first state, for whoever starts it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from waypost.core.change.intake import Intake, Place, Proposed
from waypost.core.change.settle import Fresh
from waypost.core.roadmap.elements import State
from waypost.core.values import ElementId, Missing, Principal, Slug, Text

HEAD: Final = "roadmap"
BEFORE_ALL: Final = datetime.min.replace(tzinfo=UTC)


def nothing_yet(home: Slug, by: Principal) -> State:
    """The state of a roadmap before its first: it holds nothing."""
    return State(home=home, at=BEFORE_ALL, by=by, why=Missing.NOT_APPLICABLE, elements=())


def founding(intake: Intake, by: Principal, language: str, fresh: Fresh) -> Intake:
    """The rows of a file as those of a new roadmap.

    A head is made of the title of somebody's own table where no row is one; a row that names nothing above it stands
    under the head. Every row is for `by` alone, whatever the file says: widening needs a look at what new readers will
    see. Nothing is compared with what the file was once made from. Source: design 3, an element without a stated
    audience is for its author's own principal.
    """
    rows = intake.proposed
    if not any(one.kind == HEAD for one in rows) and intake.title is not None:
        title = Text(wordings=((language, intake.title),))
        place = Place(file=intake.file)
        rows = (Proposed(kind=HEAD, id=None, given=(("title", title),), place=place), *rows)
    rows = tuple(replace(one, id=one.id or fresh()) if one.kind == HEAD else one for one in rows)
    head = next((one.id for one in rows if one.kind == HEAD), None)
    return replace(
        intake,
        at=None,
        reader=None,
        owner=None,
        complete=frozenset(),
        proposed=tuple(_placed(one, head, by) for one in rows),
    )


def _placed(row: Proposed, head: ElementId | None, by: Principal) -> Proposed:
    """A row with its audience, and under the head unless it says where it stands or is the head."""
    given = dict(row.given)
    above: dict[str, object] = {} if row.kind == HEAD or "parent" in given else {"parent": head}
    return replace(row, given=tuple({**given, **above, "audience": frozenset({by})}.items()))
