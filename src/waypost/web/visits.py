"""What a browser brings along: its session, its language and scheme, a sentence about what was just done."""

from __future__ import annotations

import re
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from waypost.core.pages.page import Notice, Tone
from waypost.core.people.members import Visitor
from waypost.core.say import say
from waypost.usecases.desk import SCHEMES
from waypost.usecases.serving import Place
from waypost.words.catalogue import LANGUAGES

SESSION: Final = "session"
LANGUAGE: Final = "language"
SCHEME: Final = "scheme"
NOTICE: Final = "notice"
KEPT: Final = 365 * 24 * 3600
"""Seconds for which a browser keeps language and scheme."""

_RANGE: Final = re.compile(r"\s*([a-zA-Z]{1,8})(?:-[\w-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{1,3})?))?\s*", re.ASCII)


def name_of(name: str) -> str:
    """The name of a cookie of ours: bound to this host and its root where the connection is secure."""
    held: Place = settings.WAYPOST_PLACE
    return f"__Host-{name}" if held.is_secure else name


def cookie(answer: HttpResponse, name: str, value: str, *, keep: bool = False) -> None:
    """Set a cookie that no script reads and no other site sends; it goes with the browser unless it is kept."""
    held: Place = settings.WAYPOST_PLACE
    answer.set_cookie(
        name_of(name),
        value,
        max_age=KEPT if keep else None,
        secure=held.is_secure,
        httponly=True,
        samesite="Lax",
    )


def forget(answer: HttpResponse, name: str) -> None:
    """Take a cookie away."""
    held: Place = settings.WAYPOST_PLACE
    answer.set_cookie(name_of(name), "", max_age=0, secure=held.is_secure, httponly=True, samesite="Lax")


def brought(http: HttpRequest, name: str) -> str:
    """What a browser brings under a name, empty where nothing."""
    return http.COOKIES.get(name_of(name), "")


def address_asking(http: HttpRequest) -> str:
    """The address from which a request comes: behind a proxy the last that it names, which nobody else can write."""
    forwarded = http.headers.get("X-Forwarded-For", "") if http.is_secure() else ""
    return forwarded.rpartition(",")[2].strip() or str(http.META.get("REMOTE_ADDR", ""))


def language_of(http: HttpRequest, visitor: Visitor | None) -> str:
    """The language of an answer: the person's own, the browser's choice, the first of its languages that we write."""
    chosen = (visitor.language if visitor else "") or brought(http, LANGUAGE)
    if chosen in LANGUAGES:
        return chosen
    return next((one for one in accepted(http.headers.get("Accept-Language", "")) if one in LANGUAGES), LANGUAGES[0])


def accepted(header: str) -> tuple[str, ...]:
    """The languages of a header, the most wanted first. Source: RFC 9110 12.5.4."""
    found = [match for part in header[:400].split(",") if (match := _RANGE.fullmatch(part))]
    wanted = [(float(match[2] or 1), match[1].lower()) for match in found]
    return tuple(name for weight, name in sorted(wanted, key=lambda pair: -pair[0]) if weight)


def scheme_of(http: HttpRequest, visitor: Visitor | None) -> str:
    """The scheme of a page: the person's own choice, the browser's, else that of the system."""
    chosen = (visitor.scheme if visitor else "") or brought(http, SCHEME)
    return chosen if chosen in SCHEMES else SCHEMES[0]


def notices_of(http: HttpRequest) -> tuple[Notice, ...]:
    """What is to be told about what was just done; nobody else can make a browser say it."""
    try:
        code = Signer(salt=NOTICE).unsign(brought(http, NOTICE))
    except BadSignature:
        return ()
    return (Notice(tone=Tone.DONE, say=say(code if "." in code else f"web.done_{code}")),)
