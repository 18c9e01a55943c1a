"""Taking somebody's second step back when phone and recovery codes are lost: one keeper asks, another confirms.

Who confirms is told a link, for the person alone. It does not let anybody in by itself: it also asks for the person's
password, which no keeper knows, so two keepers together cannot become somebody else. Source: ASVS 6.4.3, 6.4.4.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from waypost.core.people.members import Member, Reset, may_ask, may_confirm
from waypost.workspace.people import models, register
from waypost.workspace.people.credentials import digest_of, new_token

WAITS: Final = timedelta(days=1)
"""How long a request waits for the second keeper."""
SERVES: Final = timedelta(hours=1)
"""How long the link serves."""


def waiting(now: datetime) -> tuple[Reset, ...]:
    """The requests that wait for a second keeper, the oldest first."""
    rows = _waiting(now).select_related("person", "by__organisation", "by__person").order_by("asked", "id")
    return tuple(map(_reset, rows))


def ask(person: str, by: Member, now: datetime) -> bool:
    """Ask that a person's second step be taken back; whether that keeper may, and it was not asked for already."""
    there = models.Person.objects.filter(id=person, ended=None).exists()
    if not there or not may_ask(by, person) or _waiting(now).filter(person_id=person).exists():
        return False
    models.Reset.objects.create(person_id=person, by_id=by.id, asked=now)
    register.note("reset.asked", now, person=person, by=by.id)
    return True


def withdraw(id: str, by: Member, now: datetime) -> bool:
    """Withdraw a request that waits; whether there was one."""
    row = _waiting(now).filter(id=id).first()
    if row is None or not _unsettled(id).update(ended=now):
        return False
    register.note("reset.withdrawn", now, person=row.person_id, by=by.id)
    return True


@transaction.atomic
def confirm(id: str, by: Member, now: datetime) -> str | None:
    """Confirm a request: the person's codes serve no longer and their sessions end at once. The token of the link, told
    once; None where nothing waits under that id, or this keeper may not confirm it."""
    row = _waiting(now).select_related("person", "by__organisation", "by__person").filter(id=id).first()
    if row is None or not may_confirm(by, _reset(row)):
        return None
    token = new_token()
    if not _unsettled(id).update(confirmed=now, confirmed_by_id=by.id, digest=digest_of(token)):
        return None
    register.void_second_step(row.person_id, now)
    register.note("reset.confirmed", now, person=row.person_id, by=by.id)
    return token


def offered(token: str, now: datetime) -> tuple[str, str] | None:
    """Whom a link is for: the id and the name to sign in with; None for a link that does not serve."""
    row = _serving(token, now).select_related("person").first()
    return None if row is None else (row.person_id, row.person.login)


@transaction.atomic
def take(token: str, now: datetime) -> tuple[bytes, tuple[str, ...]] | None:
    """Use a link: the new secret and the new recovery codes, told once; None for a link that does not serve."""
    row = _serving(token, now).first()
    if row is None or not models.Reset.objects.filter(id=row.id, ended=None).update(ended=now):
        return None
    return register.new_second_step(row.person_id, now)


def _waiting(now: datetime) -> QuerySet[models.Reset]:
    """Asked for by a keeper who still is one, and neither confirmed nor over."""
    return models.Reset.objects.filter(
        asked__gt=now - WAITS, confirmed=None, ended=None, by__until=None, person__ended=None
    )


def _unsettled(id: str) -> QuerySet[models.Reset]:
    """One request, by columns of its own alone: of two who settle it at once, a database then lets one through."""
    return models.Reset.objects.filter(id=id, confirmed=None, ended=None)


def _serving(token: str, now: datetime) -> QuerySet[models.Reset]:
    return models.Reset.objects.filter(
        digest=digest_of(token), confirmed__gt=now - SERVES, ended=None, person__ended=None
    )


def _reset(row: models.Reset) -> Reset:
    return Reset(
        id=row.id, person=row.person_id, login=row.person.login, by=register.member_of(row.by), asked=row.asked
    )
