"""One's own tokens for programs: the page, a new one, the end of one. Needs Django to be set up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from waypost.core.errors import WrongRequest
from waypost.core.pages.tokens import LASTING, tokens_page
from waypost.core.people.members import Visitor
from waypost.core.people.roles import Power
from waypost.core.say import Say, say
from waypost.usecases.desk import Desk
from waypost.usecases.editing.sending import hides
from waypost.usecases.programs.asking import A_MINUTE
from waypost.workspace.people import register, throttle, tokens

LONGEST_NAME: Final = 80


def page(desk: Desk, who: Visitor, *, made: str = "", error: Say | None = None) -> bytes:
    """The page of one's tokens; with one just made, told once, or with why there is none."""
    held = tokens.passes_of(who.member, desk.now)
    return desk.set(tokens_page(who, held, often=A_MINUTE, made=made, error=error))


def change(desk: Desk, who: Visitor, sent: Mapping[str, tuple[str, ...]]) -> tuple[str, bytes]:
    """End a token (`end`), or make one: the code of what was done, or the page that tells of it.

    Making one asks for the password once more, so that a session left open in a room is not enough. Raises WrongRequest
    for a token that is not there or another's, and for what the form does not offer.
    """
    values = {name: given[0] for name, given in sent.items() if given}
    if "end" in values:
        if not tokens.end(values["end"], who.member, desk.now):
            raise WrongRequest(say("web.nothing_chosen"))
        return "tokens.ended", b""
    return "", _made(desk, who, values)


def _made(desk: Desk, who: Visitor, values: Mapping[str, str]) -> bytes:
    days = next((one for one in LASTING if str(one) == values.get("days")), None)
    may, name = values.get("may"), values.get("name", "").strip()
    if days is None or may not in ("reads", "writes"):
        raise WrongRequest(say("web.nothing_chosen"))
    person = who.member.person
    if throttle.is_throttled(person, "", desk.now) or not register.password_is(person, values.get("password", "")):
        throttle.note_failure(person, "", desk.now)
        return page(desk, who, error=say("account.password_wrong"))
    if not 1 <= len(name) <= LONGEST_NAME or hides(name):
        return page(desk, who, error=say("tokens.no_name"))
    writes = may == "writes" and who.member.may(Power.EDIT)
    token = tokens.make(who.member, name, writes=writes, days=days, now=desk.now)
    if token is None:
        return page(desk, who, error=say("tokens.too_many", count=tokens.MOST))
    return page(desk, who, made=token)
