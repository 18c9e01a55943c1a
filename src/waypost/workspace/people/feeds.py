"""Calendars of one's own under addresses that nobody can guess: made, listed, ended, found by their token.

Of a token only a hash is kept; it is told once, serves for half a year, and dies with the membership it stands for.
Source: security S12.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from waypost.core.people.members import Member
from waypost.workspace.people import models
from waypost.workspace.people.credentials import digest_of, new_token
from waypost.workspace.people.register import member_of, note

LASTS: Final = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A calendar that serves: its id, when it was made, the language it is written in, and whether what is internal
    stands in it too."""

    id: str
    made: datetime
    language: str
    internal: bool

    @property
    def ends(self) -> datetime:
        """The moment from which it serves no longer."""
        return self.made + LASTS


def make(member: Member, language: str, now: datetime, *, internal: bool = False) -> str:
    """A new calendar of a member; its token, which is told once. That what is internal shall stand in it is written
    down, since whoever has the address reads that too."""
    token = new_token()
    models.Feed.objects.create(
        digest=digest_of(token), membership_id=member.id, language=language, made=now, internal=internal
    )
    if internal:
        note("feed.internal", now, person=member.person, by=member.id)
    return token


def feeds_of(member: Member, now: datetime) -> tuple[Held, ...]:
    """The calendars of a member that serve, the newest first."""
    rows = models.Feed.objects.filter(membership_id=member.id, ended=None, made__gt=now - LASTS).order_by("-made")
    return tuple(map(_held, rows))


def _held(row: models.Feed) -> Held:
    return Held(id=row.id, made=row.made, language=row.language, internal=row.internal)


def end(id: str, member: Member, now: datetime) -> bool:
    """End a calendar of a member; whether there was one."""
    return bool(models.Feed.objects.filter(id=id, membership_id=member.id, ended=None).update(ended=now))


def found(token: str, now: datetime) -> tuple[Member, Held] | None:
    """Whose calendar a token opens, and which; None for one that serves no longer or never did."""
    row = (
        models.Feed.objects.filter(digest=digest_of(token), ended=None, made__gt=now - LASTS)
        .filter(membership__until=None, membership__person__ended=None)
        .select_related("membership__organisation", "membership__person")
        .first()
    )
    return None if row is None else (member_of(row.membership), _held(row))
