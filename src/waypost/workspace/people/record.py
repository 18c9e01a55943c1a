"""The record of who opened or downloaded what not everybody may see. It is added to and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from waypost.core.people.members import Opening
from waypost.core.values import ElementId, Slug
from waypost.workspace.people import models
from waypost.workspace.people.register import member_of

MOST: Final = 500
"""So many of the newest are read at once."""


def note_opening(member: str, home: Slug, element: ElementId | None, form: str, now: datetime) -> None:
    """Write down that a member opened an element, or downloaded all that they may know of a home (element None)."""
    models.Opening.objects.create(membership_id=member, home=home, element=element or "", form=form, at=now)


def openings_of(home: Slug, element: ElementId) -> tuple[Opening, ...]:
    """Who opened an element or downloaded its home, the newest first, at most `MOST`."""
    rows = models.Opening.objects.filter(home=home, element__in=(element, "")).order_by("-at", "id")
    return tuple(map(_opening, rows.select_related("membership__organisation", "membership__person")[:MOST]))


def _opening(row: models.Opening) -> Opening:
    return Opening(
        at=row.at,
        member=member_of(row.membership),
        home=Slug(row.home),
        element=ElementId(row.element) if row.element else None,
        form=row.form,
    )
