"""People and access: who can see and do what, one's own account, invitations, what was opened.

Needs Django to be set up, as `signing_in` does.
"""

from __future__ import annotations

from collections.abc import Mapping

from waypost.core.errors import WrongRequest
from waypost.core.pages.account import account_page
from waypost.core.people.members import Visitor
from waypost.core.say import say
from waypost.usecases.desk import SCHEMES, Desk
from waypost.words.catalogue import LANGUAGES
from waypost.workspace.people import register, sittings


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


def account(desk: Desk, who: Visitor) -> bytes:
    """The page of one's own account."""
    person = who.member.person
    held = sittings.sittings_of(person, who.sitting, desk.now)
    return desk.set(account_page(who, register.memberships_of(person), held, codes_left=register.codes_left(person)))


def change_account(desk: Desk, who: Visitor, sent: Mapping[str, tuple[str, ...]]) -> str:
    """One thing that somebody changes of their own account; the code of what was done.

    `member` acts as another of one's memberships, `end` ends a session, `end_others` all but this one. Raises
    WrongRequest for anything else.
    """
    person = who.member.person
    values = {name: given[0] for name, given in sent.items() if given}
    if sittings.switch(who.sitting, person, values.get("member", "")):
        return "switched"
    if "end" in values and sittings.end(values["end"], person, desk.now):
        return "session_ended"
    if "end_others" in values:
        sittings.end_all(person, desk.now, but=who.sitting)
        return "sessions_ended"
    raise WrongRequest(say("web.nothing_chosen"))
