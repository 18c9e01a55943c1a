"""What every request and every answer passes: headers, who asks, from where a form may come."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from waypost.usecases import signing_in
from waypost.web import clock
from waypost.web.answers import forged, tell
from waypost.web.handling import place
from waypost.web.visits import NOTICE, SESSION, brought, forget

Next = Callable[[HttpRequest], HttpResponse]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
"""Nothing from elsewhere, nothing inside a page: no exception of any kind (security P20)."""

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "Cache-Control": "no-store",
}
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Headers:
    """The headers of every answer that has none of its own by that name, and a line in the log.

    The log names the row of the table of addresses, never the address: what stands in one may not stand in a log.
    """

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """The answer with its headers."""
        began = time.perf_counter()
        answer = self.following(http)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if brought(http, NOTICE) and answer.status_code == 200 and http.method == "GET":
            forget(answer, NOTICE)
        match = http.resolver_match
        tell(
            address=match.url_name if match else None,
            method=http.method if http.method in (*SAFE, "POST", "PATCH") else "other",
            status=answer.status_code,
            ms=round((time.perf_counter() - began) * 1000, 1),
        )
        return answer


class OneOrigin:
    """Refuses whatever another site sends or is asked under another name, before anything looks at it.

    Source: security S21; Fetch Metadata.
    """

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """The answer, or a refusal."""
        http.get_host()  # raises for a name that is not ours
        site = http.headers.get("Sec-Fetch-Site", "same-origin")
        origin = http.headers.get("Origin")
        if http.method not in SAFE and (site == "cross-site" or not _is_ours(origin, http)):
            return forged(http)
        return self.following(http)


class Visits:
    """Who asks: the person of the session, or nobody."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """The answer to that person."""
        token = brought(http, SESSION)
        http.visitor = signing_in.visitor(token, clock.now()) if token else None  # type: ignore[attr-defined]
        return self.following(http)


def _is_ours(origin: str | None, http: HttpRequest) -> bool:
    """Whether an origin is that of the workspace; a browser that sends none is held by the token of forms."""
    if origin is None:
        return True
    parts = urlsplit(origin)
    if place().is_secure:
        return origin == place().origin
    return parts.scheme == "http" and parts.netloc == http.get_host()
