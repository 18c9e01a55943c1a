"""Tokens of somebody's programs: made, listed, ended, found by what a program shows.

Of a token only a hash is kept; it is told once, serves until its day, and dies with the membership it stands for. It
begins with a word of ours, so that whoever looks for lost secrets in files knows one. Source: security S12, ASVS 7.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from waypost.core.people.members import Member, Pass, Visitor
from waypost.workspace.people import models
from waypost.workspace.people.credentials import digest_of, new_token
from waypost.workspace.people.register import member_of, note

BEGINS: Final = "waypost_"
MOST: Final = 20
"""So many tokens that serve may one member have."""
STEP: Final = timedelta(hours=1)
"""A token in use is written down once an hour, not with each request."""


def make(member: Member, name: str, *, writes: bool, days: int, now: datetime) -> str | None:
    """A new token of a member for so many days; it is told once. None where the member has too many already."""
    if len(passes_of(member, now)) >= MOST:
        return None
    token = f"{BEGINS}{new_token()}"
    models.Token.objects.create(
        digest=digest_of(token),
        membership_id=member.id,
        name=name,
        writes=writes,
        made=now,
        ends=now + timedelta(days=days),
    )
    note("token.made", now, person=member.person, by=member.id)
    return token


def passes_of(member: Member, now: datetime) -> tuple[Pass, ...]:
    """The tokens of a member that serve, the newest first."""
    rows = models.Token.objects.filter(membership_id=member.id, ended=None, ends__gt=now).order_by("-made", "id")
    return tuple(map(_pass, rows))


def end(id: str, member: Member, now: datetime) -> bool:
    """End a token of a member; whether there was one."""
    ended = models.Token.objects.filter(id=id, membership_id=member.id, ended=None).update(ended=now)
    if ended:
        note("token.ended", now, person=member.person, by=member.id)
    return bool(ended)


def found(token: str, now: datetime) -> tuple[Visitor, Pass] | None:
    """Who asks with a token, and what it lets them do; None for one that serves no longer or never did. One question to
    the database."""
    row = (
        models.Token.objects.filter(digest=digest_of(token), ended=None, ends__gt=now)
        .filter(membership__until=None, membership__person__ended=None)
        .select_related("membership__organisation", "membership__person")
        .first()
    )
    if row is None:
        return None
    if row.used is None or now - row.used >= STEP:
        models.Token.objects.filter(digest=row.digest).update(used=now)
    visitor = Visitor(sitting="", member=member_of(row.membership), language=row.membership.person.language)
    return visitor, _pass(row)


def _pass(row: models.Token) -> Pass:
    return Pass(id=row.id, name=row.name, writes=row.writes, made=row.made, ends=row.ends, used=row.used)
