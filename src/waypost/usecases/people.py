"""People and access: who can see and do what, one's own account, invitations, what was opened.

Needs Django to be set up, as `signing_in` does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import quote

from waypost.core.errors import NotThere, WrongRequest
from waypost.core.goto import goto
from waypost.core.pages.access_log import CHANGES, EVENTS, access_log_page
from waypost.core.pages.account import account_page
from waypost.core.pages.people import invitation_page, people_brief, people_page, reset_page, welcome_page
from waypost.core.people.members import Member, Visitor
from waypost.core.people.roles import RIGHTS, Power, Role, fits
from waypost.core.say import Say, say
from waypost.outputs.workbook.brief import render_brief
from waypost.usecases.addresses import address_of
from waypost.usecases.desk import SCHEMES, Desk
from waypost.words.catalogue import LANGUAGES
from waypost.workspace.people import record, register, resets, sittings, throttle
from waypost.workspace.people.credentials import password_fault, written

LONGEST_LOGIN: Final = 80
LONGEST_FUNCTION: Final = 120


def access_log(desk: Desk, shown: str) -> bytes:
    """What was written down of access, of one part of the page. Raises NotThere for a part that is none."""
    part = shown or CHANGES
    if part not in EVENTS:
        raise NotThere(part)
    return desk.set(access_log_page(record.happenings(EVENTS[part].keys()), part))


def language_chosen(who: Visitor | None, language: str) -> str:
    """The language of every page from now on, kept for whoever is signed in. Raises WrongRequest for another."""
    if language not in LANGUAGES:
        raise WrongRequest(say("cli.no_language", value=language[:20], known=LANGUAGES))
    if who is not None:
        register.prefer(who.member.person, language=language)
    return language


def scheme_chosen(who: Visitor | None, scheme: str) -> str:
    """The scheme of every page from now on, kept for whoever is signed in. Raises WrongRequest for another."""
    if scheme not in SCHEMES:
        raise WrongRequest(say("web.no_scheme", value=scheme[:20]))
    if who is not None:
        register.prefer(who.member.person, scheme=scheme)
    return scheme


def account(
    desk: Desk,
    who: Visitor,
    *,
    codes: tuple[str, ...] = (),
    secret: tuple[str, ...] = (),
    mailbox: Say | None = None,
    error: Say | None = None,
) -> bytes:
    """The page of one's own account; with what was just made and is told once, or with what was wrong."""
    person = who.member.person
    return desk.set(
        account_page(
            who,
            register.memberships_of(person),
            sittings.sittings_of(person, who.sitting, desk.now),
            codes_left=register.codes_left(person),
            codes=codes,
            secret=secret,
            mailbox=mailbox,
            error=error,
        )
    )


def change_account(desk: Desk, who: Visitor, sent: Mapping[str, tuple[str, ...]]) -> tuple[str, bytes]:
    """One thing that somebody changes of their own account: the code of what was done, or the page that tells of it.

    `member` acts as another of one's memberships, `mailbox` is where mail goes, `end` ends a session, `end_others` all
    but this one; with the password once more, `phone` makes a new secret, `fresh` is a new password, and neither makes
    new recovery codes. Raises WrongRequest for anything else.
    """
    values = {name: given[0] for name, given in sent.items() if given}
    if "password" in values:
        return _proved(desk, who, values)
    if "mailbox" in values:
        return _mailbox(desk, who, values["mailbox"].strip())
    person = who.member.person
    if sittings.switch(who.sitting, person, values.get("member", "")):
        return "switched", b""
    if "end" in values and sittings.end(values["end"], person, desk.now):
        return "session_ended", b""
    if "end_others" in values:
        sittings.end_all(person, desk.now, but=who.sitting)
        return "sessions_ended", b""
    raise WrongRequest(say("web.nothing_chosen"))


def _mailbox(desk: Desk, who: Visitor, mailbox: str) -> tuple[str, bytes]:
    if mailbox and not register.is_mailbox(mailbox):
        typed = replace(who, member=replace(who.member, mailbox=mailbox[: register.LONGEST_MAILBOX]))
        return "", account(desk, typed, mailbox=say("account.no_mailbox"))
    register.set_mailbox(who.member.id, mailbox, desk.now)
    return "mailbox_kept", b""


def _proved(desk: Desk, who: Visitor, values: Mapping[str, str]) -> tuple[str, bytes]:
    """What needs the password once more, so that a session left open in a room is not enough."""
    person = who.member.person
    if not _password_is(person, values["password"], desk.now):
        return "", account(desk, who, error=say("account.password_wrong"))
    if "phone" in values:
        secret, codes = register.new_second_step(person, desk.now, but=who.sitting, by=who.member.id)
        return "", account(desk, who, secret=_enrolling(who.member.login, secret), codes=codes)
    if "fresh" not in values:
        return "", account(desk, who, codes=register.new_codes(person, desk.now, by=who.member.id))
    fault = password_fault(values["fresh"], who.member.login)
    if fault is not None:
        return "", account(desk, who, error=say(f"people.password_{fault}"))
    register.set_password(person, values["fresh"], desk.now, but=who.sitting, by=who.member.id)
    return "password_changed", b""


def _password_is(person: str, password: str, now: datetime) -> bool:
    """Whether that is the password of a person, who may fail as often as when signing in."""
    if throttle.is_throttled(person, "", now) or not register.password_is(person, password):
        throttle.note_failure(person, "", now)
        return False
    return True


def _enrolling(login: str, secret: bytes) -> tuple[str, str]:
    """A secret as it is typed into an app, and the address by which an app takes it."""
    typed = written(secret)
    return typed, f"otpauth://totp/Waypost:{quote(login)}?secret={typed}&issuer=Waypost"


# ---------------------------------------------------------------------------------------- who can see and do what


def access(desk: Desk, who: Visitor) -> bytes:
    """Who can see and do what: all members for whoever keeps accounts, those of one's own organisation for others."""
    return _people(desk, who)


def _people(desk: Desk, who: Visitor, *, invited: str = "", offered: str = "", error: Say | None = None) -> bytes:
    keeps = who.member.may(Power.ADMINISTER)
    return desk.set(
        people_page(
            _visible(who),
            who.member,
            register.organisations() if keeps else (),
            resets=resets.waiting(desk.now) if keeps else (),
            invited=invited,
            offered=offered,
            error=error,
        )
    )


def access_file(desk: Desk, who: Visitor, form: str) -> tuple[bytes, str]:
    """The same as a file, with its name. Raises NotThere for a form that is not offered."""
    held, keeps = _visible(who), who.member.may(Power.ADMINISTER)
    name = f"people-{desk.now.date().isoformat()}.{form}"
    if form == "xlsx":
        return render_brief(people_brief(held, desk.viewer, desk.now, mailboxes=keeps), desk.words), name
    if form == "json":
        rows = {"people": [_row(one, mailboxes=keeps) for one in held], "roles": {role: _powers(role) for role in Role}}
        return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode(), name
    raise NotThere(form)


def change_access(desk: Desk, who: Visitor, sent: Mapping[str, tuple[str, ...]]) -> tuple[str, bytes]:
    """End a membership (`end`), take a second step back (`reset` asks for a person, `confirm` and `withdraw` settle
    what was asked), or invite somebody: the code of what was done, or the page that tells of it.

    Raises WrongRequest for what cannot be ended, asked or settled, by this keeper or by nobody.
    """
    values = {name: given[0].strip() for name, given in sent.items() if given}
    if "end" in values:
        held = register.member(values["end"])
        if held is None or held.person == who.member.person:
            raise WrongRequest(say("web.nothing_chosen"))
        register.end_member(held.id, who.member.id, desk.now)
        return "member_ended", b""
    if "reset" in values and resets.ask(values["reset"], who.member, desk.now):
        return "reset_asked", b""
    if "withdraw" in values and resets.withdraw(values["withdraw"], who.member, desk.now):
        return "reset_withdrawn", b""
    if "confirm" in values and (token := resets.confirm(values["confirm"], who.member, desk.now)) is not None:
        return "", _people(desk, who, offered=desk.place.origin + address_of(goto("reset", token=token)))
    if values.keys() & {"reset", "withdraw", "confirm"}:
        raise WrongRequest(say("web.nothing_chosen"))
    return "", _invited(desk, who, values)


def _invited(desk: Desk, who: Visitor, values: Mapping[str, str]) -> bytes:
    places = {one.id: one for one in register.organisations()}
    organisation = places.get(values.get("organisation", ""))
    role = next((one for one in Role if one == values.get("role")), None)
    login, function = values.get("login", "").casefold(), values.get("function", "")
    error = _invitation_fault(login, function)
    if organisation is None or role is None or not fits(role, organisation.eyes):
        error = say("people.role_does_not_fit")
    if error is not None or organisation is None or role is None:
        return _people(desk, who, error=error)
    token = register.invite(login, organisation.id, function, role, who.member.id, desk.now)
    return _people(desk, who, invited=desk.place.origin + address_of(goto("invitation", token=token)))


def _invitation_fault(login: str, function: str) -> Say | None:
    if not 1 <= len(function) <= LONGEST_FUNCTION:
        return say("people.no_function")
    if not 2 <= len(login) <= LONGEST_LOGIN or not all(one.isalnum() or one in ".-_@" for one in login):
        return say("people.no_login")
    return say("people.login_taken") if register.is_taken(login) else None


def _visible(who: Visitor) -> tuple[Member, ...]:
    own = who.member
    held = register.members()
    return held if own.may(Power.ADMINISTER) else tuple(one for one in held if one.organisation == own.organisation)


def _row(one: Member, *, mailboxes: bool) -> dict[str, object]:
    return {
        "login": one.login,
        "function": one.function,
        "organisation": one.organisation.name,
        "sees_as": one.viewer,
        "role": one.role,
        "may": _powers(one.role),
        "since": one.since.isoformat(),
        **({"mailbox": one.mailbox} if mailboxes else {}),
    }


def _powers(role: Role) -> list[str]:
    return [one for one in Power if one in RIGHTS[role].powers]


# ------------------------------------------------------------------------------------------ taking an invitation


def invitation(desk: Desk, token: str, error: Say | None = None) -> bytes:
    """The page of an invitation. Raises NotThere for one that does not serve (any longer)."""
    held = register.invited(token, desk.now)
    if held is None:
        raise NotThere(token)
    return desk.set(invitation_page(token, *held, error=error))


def take_invitation(desk: Desk, token: str, password: str) -> bytes:
    """Take an invitation with a password: the page that tells, once, the secret of the codes; or the page of the
    invitation again, with what is wrong with the password. Raises NotThere as `invitation`."""
    held = register.invited(token, desk.now)
    if held is None:
        raise NotThere(token)
    fault = password_fault(password, held[0])
    if fault is not None:
        return invitation(desk, token, say(f"people.password_{fault}"))
    taken = register.accept(token, password, desk.now)
    if taken is None:
        raise NotThere(token)
    return desk.set(welcome_page(*_enrolling(held[0], taken[0]), taken[1]))


# -------------------------------------------------------------------------------- a second step that was taken back


def reset(desk: Desk, token: str, error: Say | None = None) -> bytes:
    """The page behind the link of a reset. Raises NotThere for one that does not serve (any longer)."""
    held = resets.offered(token, desk.now)
    if held is None:
        raise NotThere(token)
    return desk.set(reset_page(token, held[1], error=error))


def take_reset(desk: Desk, token: str, password: str) -> bytes:
    """Use the link with the password one has: the page that tells, once, the new secret; or the page of the link again
    where the password is not theirs. Raises NotThere as `reset`."""
    held = resets.offered(token, desk.now)
    if held is None:
        raise NotThere(token)
    person, login = held
    if not _password_is(person, password, desk.now):
        return reset(desk, token, say("account.password_wrong"))
    taken = resets.take(token, desk.now)
    if taken is None:
        raise NotThere(token)
    return desk.set(welcome_page(*_enrolling(login, taken[0]), taken[1]))
