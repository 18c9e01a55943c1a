"""Signing in: a password, then a code of the moment. Whoever is refused cannot tell why, nor whether a name exists.

Needs Django to be set up, like everything about people: only the web and `waypost serve` come here.
"""

from __future__ import annotations

from datetime import datetime

from waypost.core.pages.sign_in import second_step_page, sign_in_page
from waypost.core.people.members import Visitor
from waypost.usecases.desk import Desk
from waypost.workspace.people import register, sittings, throttle


def visitor(token: str, now: datetime) -> Visitor | None:
    """Who holds the token of a session and is signed in; None for everybody else."""
    return sittings.visitor(token, now)


def first_step(name: str, password: str, *, address: str, agent: str, now: datetime) -> str | None:
    """The token of a session half way in, or None: a wrong password, a name that is not there, too many attempts."""
    login = login_of(name)
    throttled = throttle.is_throttled(login, address, now)
    # The password is looked at even where the answer is no already, so that no answer comes sooner than another.
    person = register.person_with(login, password)
    if person is None or throttled:
        throttle.note_failure(login, address, now)
        register.note("sign_in.refused", now, person=person or "")
        return None
    throttle.forget_failures(login, address)
    return sittings.begin(person, agent, now)


def second_step(token: str, code: str, *, address: str, now: datetime) -> str | None:
    """The token of the session signed in, which is another than before; None where the code or the session is not
    right, or after too many attempts."""
    person = sittings.half_way(token, now)
    if person is None or throttle.is_throttled(person, address, now):
        return None
    places = register.memberships_of(person)
    if not places or not register.takes_code(person, code, now):
        throttle.note_failure(person, address, now)
        register.note("code.refused", now, person=person)
        return None
    register.note("sign_in.done", now, person=person, by=places[0].id)
    return sittings.complete(token, places[0].id, now)


def is_half_way(token: str, now: datetime) -> bool:
    """Whether the password was right in that session a moment ago."""
    return sittings.half_way(token, now) is not None


def sign_out(who: Visitor, now: datetime) -> None:
    """End the session of whoever asks."""
    sittings.end(who.sitting, who.member.person, now)


def login_of(name: str) -> str:
    """The name to sign in with, however it is typed."""
    return name.strip().casefold()[:80]


def ask_password(desk: Desk, back: str, *, refused: bool = False) -> bytes:
    """The page of the first step."""
    return desk.set(sign_in_page(back, refused=refused))


def ask_code(desk: Desk, back: str, *, refused: bool = False) -> bytes:
    """The page of the second step."""
    return desk.set(second_step_page(back, refused=refused))
