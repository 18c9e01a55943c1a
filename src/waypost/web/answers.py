"""The answers of the web: a page, a file, the way to another page, a refusal."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from django.core.signing import Signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from waypost.core.errors import NotThere, Refused, Stale, WaypostError, WrongRequest
from waypost.core.goto import Goto, goto
from waypost.usecases.addresses import address_of
from waypost.usecases.desk import Desk
from waypost.usecases.refusing import refused_page
from waypost.web.visits import NOTICE, cookie

HTML: Final = "text/html; charset=utf-8"
TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": HTML,
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
    "xml": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
STATUS: Final[tuple[tuple[type[WaypostError], int], ...]] = (
    (NotThere, 404),
    (WrongRequest, 400),
    (Stale, 409),
    (Refused, 422),
)
NO_TOKEN: Final = "web.no_token"

_ODD: Final = re.compile(r'[^\w.\- ]|["\\]', re.ASCII)


def page(body: bytes, status: int = 200) -> HttpResponse:
    """A page."""
    return HttpResponse(body, content_type=HTML, status=status)


def json(body: bytes, status: int = 200) -> HttpResponse:
    """An answer to a program."""
    return HttpResponse(body, content_type="application/json", status=status)


def file(body: bytes, name: str) -> HttpResponse:
    """A file to be kept under a name; it is never shown in the place of a page, and nothing in it runs.

    Source: RFC 6266 (both forms of the name), security S20.
    """
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    answer = HttpResponse(body, content_type=kind)
    plain = _ODD.sub("_", name)
    answer["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def led_to(to: Goto, *, done: str = "") -> HttpResponse:
    """The way to another page after something was done; `done` is the code of the sentence that is told there."""
    answer = HttpResponseRedirect(address_of(to), status=303)
    if done:
        cookie(answer, NOTICE, Signer(salt=NOTICE).sign(done))
    return answer


def to_sign_in(back: str) -> HttpResponse:
    """The way to signing in, and back to the address asked for."""
    query = (("next", back),) if back != "/" else ()
    return HttpResponseRedirect(address_of(goto("sign_in", query=query)), status=303)


def refused(desk: Desk, error: WaypostError) -> HttpResponse:
    """The answer that an error is. What is our fault is none, and goes on its way."""
    status = next((number for kind, number in STATUS if isinstance(error, kind)), None)
    if error.say.code == NO_TOKEN:
        status = 428
    if status is None:
        raise error
    return page(refused_page(desk, error), status)


def forged(http: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not sent from a page of ours, or from one that is too old."""
    return HttpResponse(b"This form is too old, or was not sent from this workspace. Go back, load it anew and send "
                        b"it again.\n", content_type=TYPES["txt"], status=403)  # fmt: skip
