"""Who asks, where a program asks: the owner of the token it shows, or nobody.

Cookies count for nothing here, so no page of another site can make a browser ask in somebody's name.

Needs Django to be set up, as everything about people.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from waypost.core.errors import WrongRequest
from waypost.core.people.members import Visitor
from waypost.core.people.roles import Power
from waypost.core.say import say
from waypost.workspace.people import throttle, tokens

A_MINUTE: Final = 600
"""So many requests a minute one token may make at one process of the server."""
WRONG: Final = 50
"""So many wrong tokens one address may try in a quarter of an hour, as with passwords."""
WINDOW: Final = timedelta(minutes=15)
LONGEST: Final = 200
MOST_KEPT: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: a person through a token (None: nobody), and whether the token may write."""

    visitor: Visitor | None = None
    writes: bool = False


class Lately:
    """How often each of many asked within the current minute; for several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def takes(self, who: str, most: int, now: datetime) -> bool:
        """Whether somebody may ask once more in this minute; counted if so."""
        minute = int(now.timestamp()) // 60
        with self._lock:
            held, count = self._held.pop(who, (minute, 0))
            count = count if held == minute else 0
            self._held[who] = (minute, min(count + 1, most + 1))
            while len(self._held) > MOST_KEPT:
                self._held.popitem(last=False)
        return count < most

    def clear(self) -> None:
        """Begin anew."""
        with self._lock:
            self._held.clear()


LATELY: Final = Lately()
"""What this process has counted."""


def asker(header: str, *, address: str, now: datetime) -> Asker:
    """Who asks, by the header `Authorization`; empty: nobody.

    Raises WrongRequest: `api.no_such_token` for a token that serves no longer or never did, `api.wrong_tokens` after
    too many such from one address, `api.too_often` where a token asks too often.
    """
    if not header:
        return Asker()
    scheme, _, token = header.partition(" ")
    held = tokens.found(token.strip(), now) if scheme.lower() == "bearer" and len(token) <= LONGEST else None
    if held is None:
        counted = throttle.takes("token", address, WRONG, now, WINDOW)
        raise WrongRequest(say("api.no_such_token" if counted else "api.wrong_tokens"))
    visitor, one = held
    if not LATELY.takes(one.id, A_MINUTE, now):
        raise WrongRequest(say("api.too_often", count=A_MINUTE))
    return Asker(visitor=visitor, writes=one.writes)


def refuse_writing(who: Asker, power: Power) -> None:
    """Raises WrongRequest where whoever asks may not do this, whatever it is about: `api.sign_in`, `api.read_only`,
    `api.may_not`, `api.not_your_role`. Nothing was opened before that."""
    if who.visitor is None:
        raise WrongRequest(say("api.sign_in"))
    if not who.writes:
        raise WrongRequest(say("api.read_only"))
    if not who.visitor.member.may(Power.EDIT):
        raise WrongRequest(say("api.may_not"))
    if not who.visitor.member.may(power):
        raise WrongRequest(say("api.not_your_role"))
