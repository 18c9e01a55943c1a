"""The tables of people, and the first accounts of a workspace: their secrets are made here and told once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from waypost.core.people.roles import Role
from waypost.core.values import EU, PUBLIC, Principal
from waypost.usecases.serving import Place
from waypost.workspace.people import register, tables
from waypost.workspace.people.credentials import written


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One account of a new workspace: the name to sign in with, the function, the role, the organisation."""

    login: str
    function: str
    role: Role
    organisation: str
    eyes: Principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account just made, with what is told once."""

    seat: Seat
    password: str
    secret: str
    codes: tuple[str, ...]


def _seat(login: str, function: str, role: Role, organisation: str, eyes: str) -> Seat:
    return Seat(login=login, function=function, role=role, organisation=organisation, eyes=Principal(eyes))


KEEPER: Final = _seat("keeper", "Keeper of accounts", Role.KEEPER, "Keepers of the workspace", PUBLIC)

SAMPLES: Final = (
    _seat("presidency", "Chair of the working party", Role.PRESIDENCY, "Presidency of the Council", EU),
    _seat("secretariat", "Desk officer, migration", Role.SECRETARIAT, "Council Secretariat", EU),
    _seat("home", "Desk officer, home affairs", Role.HOME_AFFAIRS, "European Commission, home affairs", EU),
    _seat("eeas", "Desk officer, Marenia", Role.EXTERNAL_ACTION, "European External Action Service", EU),
    _seat("auditor", "Auditor", Role.AUDITOR, "European Court of Auditors", EU),
    _seat("italy", "Desk officer, Ministry of the Interior", Role.STATE_DESK, "Italy", "ms:IT"),
    _seat("italy.reader", "Deputy head of unit", Role.STATE_READER, "Italy, Foreign Ministry", "ms:IT"),
    _seat("france", "Desk officer, Ministry of the Interior", Role.STATE_DESK, "France", "ms:FR"),
    _seat(
        "marenia", "Directorate for Migration", Role.PARTNER_DESK, "Ministry of the Interior of Marenia", "partner:QM"
    ),
    _seat("frontex", "Liaison officer", Role.AGENCY, "Frontex", "org:Frontex"),
    _seat("press", "Reader of the public pages", Role.PRESS, "Public", PUBLIC),
    KEEPER,
)
"""The accounts of the sample workspace, by function: no name of anybody stands in it. Source: domain 5."""


def make_tables(place: Place) -> None:
    """The tables of people in the form of this version, made or brought up to it."""
    tables.make()
    if not place.server:
        place.people.chmod(0o600)


def of_another_key() -> int:
    """How many people cannot sign in with a code, because the key of the workspace is another than when they set up
    their phone."""
    return register.of_another_key()


def first_accounts(*, samples: bool, now: datetime | None = None) -> tuple[Account, ...]:
    """The accounts of a workspace where nobody can sign in yet: those of the samples, else its keeper alone. None
    where somebody can."""
    if not register.is_empty():
        return ()
    moment = now or datetime.now(UTC)
    return tuple(_made(seat, moment) for seat in (SAMPLES if samples else (KEEPER,)))


def _made(seat: Seat, now: datetime) -> Account:
    password = secrets.token_urlsafe(12)
    organisation = register.add_organisation(seat.organisation, seat.eyes)
    person, secret, codes = register.add_person(seat.login, password, now)
    register.add_member(person, organisation.id, seat.function, seat.role, now)
    return Account(seat=seat, password=password, secret=written(secret), codes=codes)
