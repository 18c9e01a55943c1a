"""Sessions: who is signed in, since when, as which member. They end by themselves, by their owner or by a keeper.

A session begins half: after the password it only lets somebody type the second code. Then it gets another token, so
that one planted in a browser beforehand is worth nothing. Source: ASVS 7.2, 7.3, 7.4.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from waypost.core.people.members import Sitting, Visitor
from waypost.workspace.people.credentials import digest_of, new_token
from waypost.workspace.people.models import Membership, Session
from waypost.workspace.people.register import member_of

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=10)
HALF_WAY: Final = timedelta(minutes=5)
"""How long somebody may take between the password and the second code."""
STEP: Final = timedelta(minutes=1)
"""A session in use is written down once a minute, not with each page."""


def begin(person: str, agent: str, now: datetime) -> str:
    """A session half way in; its token."""
    token = new_token()
    Session.objects.create(digest=digest_of(token), person_id=person, begun=now, seen=now, agent=agent)
    return token


def half_way(token: str, now: datetime) -> str | None:
    """Whose password was right a moment ago in that session; the id of the person, or None."""
    found = Session.objects.filter(
        digest=digest_of(token), membership=None, ended=None, begun__gt=now - HALF_WAY, person__ended=None
    ).first()
    return None if found is None else found.person_id


def complete(token: str, member: str, now: datetime) -> str:
    """The session signed in as that member, under a new token."""
    fresh = new_token()
    Session.objects.filter(digest=digest_of(token), ended=None).update(
        digest=digest_of(fresh), membership_id=member, begun=now, seen=now
    )
    return fresh


def visitor(token: str, now: datetime) -> Visitor | None:
    """Who holds that token and is signed in; None for everybody else. One question to the database."""
    found = _alive(now).select_related("person", "membership__organisation", "membership__person")
    held = found.filter(digest=digest_of(token), membership__until=None).first()
    if held is None or held.membership is None:
        return None
    if now - held.seen >= STEP:
        Session.objects.filter(id=held.id, ended=None).update(seen=now)
    person = held.person
    return Visitor(sitting=held.id, member=member_of(held.membership), language=person.language, scheme=person.scheme)


def switch(sitting: str, person: str, member: str) -> bool:
    """Act as another of one's own memberships from now on; whether it is one."""
    own = Membership.objects.filter(id=member, person_id=person, until=None)
    return bool(own.exists() and Session.objects.filter(id=sitting, ended=None).update(membership_id=member))


def sittings_of(person: str, current: str, now: datetime) -> tuple[Sitting, ...]:
    """The sessions of a person that are not over, the newest first."""
    held = _alive(now).filter(person_id=person).order_by("-begun", "id")
    return tuple(
        Sitting(id=one.id, begun=one.begun, seen=one.seen, agent=one.agent, current=one.id == current) for one in held
    )


def end(sitting: str, person: str, now: datetime) -> bool:
    """End one session of a person; whether it was one of theirs and not over."""
    return bool(Session.objects.filter(id=sitting, person_id=person, ended=None).update(ended=now))


def end_all(person: str, now: datetime, *, but: str = "") -> int:
    """End every session of a person, but one; how many."""
    return Session.objects.filter(person_id=person, ended=None).exclude(id=but).update(ended=now)


def _alive(now: datetime) -> QuerySet[Session]:
    """Sessions of people who are signed in and still may be."""
    return Session.objects.filter(
        ended=None, membership__isnull=False, person__ended=None, begun__gt=now - LONGEST, seen__gt=now - IDLE
    )
