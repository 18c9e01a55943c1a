"""The register of people: organisations, persons and memberships, in and out as values of ours."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from waypost.core.people.members import Member, Organisation
from waypost.core.people.one_time import step_matched
from waypost.core.people.roles import Role
from waypost.core.values import Principal
from waypost.workspace.people import models
from waypost.workspace.people.credentials import (
    digest_of,
    fits_key,
    hashed,
    matches,
    new_recovery_codes,
    new_salt,
    new_token,
    recovery_digest,
    secret_of,
)

INVITED: Final = timedelta(hours=1)
LONGEST_MAILBOX: Final = 254


def organisation_of(row: models.Organisation) -> Organisation:
    """An organisation as a value."""
    return Organisation(id=row.id, name=row.name, eyes=Principal(row.eyes))


def member_of(row: models.Membership) -> Member:
    """A membership as a value; its person and its organisation are read with it."""
    return Member(
        id=row.id,
        person=row.person_id,
        login=row.person.login,
        function=row.function,
        organisation=organisation_of(row.organisation),
        role=Role(row.role),
        since=row.since,
        until=row.until,
        mailbox=row.mailbox,
    )


def is_empty() -> bool:
    """Whether nobody can sign in yet."""
    return not models.Person.objects.exists()


def of_another_key() -> int:
    """How many people have a secret that was made with another key than the one in use, so that no code of theirs
    fits."""
    salts = models.Person.objects.filter(ended=None).values_list("salt", flat=True)
    return sum(bool(salt) and not fits_key(bytes(salt)) for salt in salts)


def is_taken(login: str) -> bool:
    """Whether somebody signs in, or signed in, with that name."""
    return models.Person.objects.filter(login=login).exists()


def organisations() -> tuple[Organisation, ...]:
    """Every organisation, in order of name."""
    return tuple(map(organisation_of, models.Organisation.objects.order_by("name")))


def members() -> tuple[Member, ...]:
    """Every membership in force, in order of organisation and name to sign in with."""
    held = models.Membership.objects.filter(until=None, person__ended=None)
    rows = held.select_related("organisation", "person").order_by("organisation__name", "person__login", "id")
    return tuple(map(member_of, rows))


def memberships_of(person: str) -> tuple[Member, ...]:
    """The memberships of a person in force, the oldest first: the first is the one they sign in as."""
    rows = models.Membership.objects.filter(person_id=person, until=None, person__ended=None)
    return tuple(map(member_of, rows.select_related("organisation", "person").order_by("since", "id")))


def member(id: str) -> Member | None:
    """The membership of that id, whether in force or not."""
    row = models.Membership.objects.select_related("organisation", "person").filter(id=id).first()
    return None if row is None else member_of(row)


def add_organisation(name: str, eyes: Principal) -> Organisation:
    """The organisation of that name, made where there is none yet."""
    row, _ = models.Organisation.objects.get_or_create(name=name, defaults={"eyes": eyes})
    return organisation_of(row)


@transaction.atomic
def add_person(login: str, password: str, now: datetime, *, by: str = "") -> tuple[str, bytes, tuple[str, ...]]:
    """Somebody new: the id, the secret of the one-time codes, the recovery codes. Told once and never again.

    `by` is the membership of whoever invited them, here as below; empty where it was done at the server."""
    row = models.Person.objects.create(login=login, password=hashed(password))
    note("person.added", now, person=row.id, by=by)
    return row.id, *_second_step(row.id, now)


def add_member(person: str, organisation: str, function: str, role: Role, now: datetime, *, by: str = "") -> str:
    """A person's place in an organisation; its id."""
    row = models.Membership.objects.create(
        person_id=person, organisation_id=organisation, function=function, role=role, since=now
    )
    note("member.added", now, person=person, by=by)
    return row.id


@transaction.atomic
def end_member(id: str, by: str, now: datetime) -> bool:
    """End a membership and the sessions that act as it; whether it was in force."""
    row = models.Membership.objects.filter(id=id, until=None).first()
    if row is None:
        return False
    models.Membership.objects.filter(id=id).update(until=now)
    models.Session.objects.filter(membership_id=id, ended=None).update(ended=now)
    models.Feed.objects.filter(membership_id=id, ended=None).update(ended=now)
    note("member.ended", now, person=row.person_id, by=by)
    return True


def is_mailbox(words: str) -> bool:
    """Whether mail can be sent to that address by any server: ASCII letters, not longer than they take."""
    try:
        validate_email(words)
    except ValidationError:
        return False
    return words.isascii() and len(words) <= LONGEST_MAILBOX


def set_mailbox(member: str, mailbox: str, now: datetime) -> None:
    """Where mail about a member's function goes from now on; empty: nowhere."""
    row = models.Membership.objects.get(id=member)
    models.Membership.objects.filter(id=member).update(mailbox=mailbox)
    note("mailbox.changed", now, person=row.person_id, by=row.id)


def prefer(person: str, *, language: str | None = None, scheme: str | None = None) -> None:
    """Keep what a person chose for every page from now on."""
    chosen = {name: value for name, value in (("language", language), ("scheme", scheme)) if value is not None}
    models.Person.objects.filter(id=person).update(**chosen)


def language_of(person: str) -> str:
    """The language that a person chose, empty where none."""
    return models.Person.objects.values_list("language", flat=True).get(id=person)


# ------------------------------------------------------------------------------------------------- proving who one is


def person_with(login: str, password: str) -> str | None:
    """Who signs in with that name and password; None for everybody else, after the same time."""
    row = models.Person.objects.filter(login=login, ended=None).first()
    return row.id if matches(password, None if row is None else row.password) and row is not None else None


def password_is(person: str, password: str) -> bool:
    """Whether that is the password of a person."""
    return matches(password, models.Person.objects.values_list("password", flat=True).get(id=person))


def takes_code(person: str, code: str, now: datetime) -> bool:
    """Whether that is the person's code of the moment, or a recovery code not used yet. Either serves once."""
    row = models.Person.objects.get(id=person)
    salt = bytes(row.salt)
    step = step_matched(secret_of(person, salt), code, now, after=row.step) if salt else None
    if step is not None:
        return bool(models.Person.objects.filter(id=person, step__lt=step).update(step=step))
    kept = models.RecoveryCode.objects.filter(person_id=person, digest=recovery_digest(code), used=None)
    return bool(kept.update(used=now))


@transaction.atomic
def set_password(person: str, password: str, now: datetime, *, but: str = "", by: str = "") -> None:
    """A new password; every session begun with the old one ends, but the one in which it is changed."""
    models.Person.objects.filter(id=person).update(password=hashed(password))
    models.Session.objects.filter(person_id=person, ended=None).exclude(id=but).update(ended=now)
    note("password.changed", now, person=person, by=by)


@transaction.atomic
def new_codes(person: str, now: datetime, *, by: str = "") -> tuple[str, ...]:
    """New recovery codes instead of the old ones."""
    codes = _codes(person, now)
    note("codes.renewed", now, person=person, by=by)
    return codes


def _codes(person: str, now: datetime) -> tuple[str, ...]:
    codes = new_recovery_codes()
    _void_codes(person, now)
    models.RecoveryCode.objects.bulk_create(
        models.RecoveryCode(person_id=person, digest=recovery_digest(code)) for code in codes
    )
    return codes


@transaction.atomic
def new_second_step(person: str, now: datetime, *, but: str = "", by: str = "") -> tuple[bytes, tuple[str, ...]]:
    """A new secret and new recovery codes instead of the old ones; every session ends, but the one in which it is
    done. Told once and never again."""
    models.Session.objects.filter(person_id=person, ended=None).exclude(id=but).update(ended=now)
    secret, codes = _second_step(person, now)
    note("second_step.renewed", now, person=person, by=by)
    note("codes.renewed", now, person=person, by=by)
    return secret, codes


def _second_step(person: str, now: datetime) -> tuple[bytes, tuple[str, ...]]:
    salt = new_salt()
    models.Person.objects.filter(id=person).update(salt=salt, step=0)
    return secret_of(person, salt), _codes(person, now)


@transaction.atomic
def void_second_step(person: str, now: datetime) -> None:
    """Neither a code nor a recovery code lets the person in any longer, and every session ends."""
    models.Person.objects.filter(id=person).update(salt=b"")
    models.Session.objects.filter(person_id=person, ended=None).update(ended=now)
    _void_codes(person, now)


def codes_left(person: str) -> int:
    """How many recovery codes a person has not used."""
    return models.RecoveryCode.objects.filter(person_id=person, used=None).count()


def _void_codes(person: str, now: datetime) -> None:
    models.RecoveryCode.objects.filter(person_id=person, used=None).update(used=now)


# ------------------------------------------------------------------------------------------------------- invitations


def invite(login: str, organisation: str, function: str, role: Role, by: str | None, now: datetime) -> str:
    """An invitation; its token, which is told once."""
    token = new_token()
    models.Invitation.objects.create(
        digest=digest_of(token),
        login=login,
        organisation_id=organisation,
        function=function,
        role=role,
        by_id=by,
        made=now,
    )
    note("person.invited", now, by="" if by is None else by)
    return token


def invited(token: str, now: datetime) -> tuple[str, Organisation] | None:
    """The name to sign in with and the organisation of an invitation that still serves; None for any other."""
    row = _serving(token, now)
    return None if row is None else (row.login, organisation_of(row.organisation))


@transaction.atomic
def accept(token: str, password: str, now: datetime) -> tuple[bytes, tuple[str, ...]] | None:
    """Take an invitation: the secret of the one-time codes and the recovery codes, told once. None where it does not
    serve any longer, or somebody has that name meanwhile."""
    row = _serving(token, now)
    if (
        row is None
        or is_taken(row.login)
        or not models.Invitation.objects.filter(digest=row.digest, used=None).update(used=now)
    ):
        return None
    by = row.by_id or ""
    person, secret, codes = add_person(row.login, password, now, by=by)
    add_member(person, row.organisation_id, row.function, Role(row.role), now, by=by)
    return secret, codes


def _serving(token: str, now: datetime) -> models.Invitation | None:
    held = models.Invitation.objects.select_related("organisation").filter(used=None, made__gt=now - INVITED)
    return held.filter(digest=digest_of(token)).first()


# ------------------------------------------------------------------------------------------------------------ record


def note(code: str, now: datetime, *, person: str = "", by: str = "") -> None:
    """Write down what happened to somebody's access."""
    models.Event.objects.create(at=now, code=code, person=person, by=by)
