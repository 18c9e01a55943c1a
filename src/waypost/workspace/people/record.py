"""What is written down: who opened or downloaded what not everybody may see, and what happened to anybody's access. It
is added to and never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final

from waypost.core.people.members import Happening, Member, Opening
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


def happenings(codes: Collection[str]) -> tuple[Happening, ...]:
    """What happened to anybody's access, of some kinds by their codes, the newest first, at most `MOST`."""
    rows = tuple(models.Event.objects.filter(code__in=codes).order_by("-at", "id")[:MOST])
    people = {one.person_id: member_of(one) for one in _memberships(person__in={row.person for row in rows})}
    members = {one.id: member_of(one) for one in _memberships(id__in={row.by for row in rows})}
    return tuple(_happening(row, people, members) for row in rows)


def _memberships(**wanted: Collection[str]) -> Iterable[models.Membership]:
    """Memberships with what is told of them, those that ended first: the last of a person is the one that counts."""
    rows = models.Membership.objects.filter(**wanted).select_related("organisation", "person")
    return sorted(rows, key=lambda one: (one.until is None, one.since, one.id))


def _happening(row: models.Event, people: Mapping[str, Member], members: Mapping[str, Member]) -> Happening:
    return Happening(at=row.at, code=row.code, about=people.get(row.person), by=members.get(row.by))


def _opening(row: models.Opening) -> Opening:
    return Opening(
        at=row.at,
        member=member_of(row.membership),
        home=Slug(row.home),
        element=ElementId(row.element) if row.element else None,
        form=row.form,
    )
