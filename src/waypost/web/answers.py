"""The answers of the web: a page, a file, the way to another page, a refusal."""

from __future__ import annotations

import json
import re
import sys
from typing import Final
from urllib.parse import quote

from django.core.signing import Signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from waypost.core.errors import NotThere, Refused, Stale, WaypostError, WrongRequest
from waypost.core.goto import Goto, goto
from waypost.usecases.addresses import address_of
from waypost.usecases.desk import Desk
from waypost.usecases.editing.outcome import Done, Outcome
from waypost.usecases.incidents import incident_of
from waypost.usecases.refusing import faulty_page, refused_page
from waypost.web import clock
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
STATUS_OF: Final = {"web.no_token": 428, "search.too_many": 429}
"""What is asked wrongly in a way that HTTP has an answer of its own for, as in what programs are told."""
A_MINUTE: Final = "60"
"""Seconds after which somebody who asked too often may ask again."""

FORGED: Final = (
    b"This form is too old, or was not sent from this workspace. Go back, load the page anew and send it again.\n"
)
UNREAD: Final = b"This request could not be read.\n"
FAULT: Final = b"This is our fault, not yours. Nothing was half written.\n"
NOTHING: Final = b"There is nothing here.\n"

_ODD: Final = re.compile(r'[^\w.\- ]|["\\]', re.ASCII)


def page(body: bytes, status: int = 200) -> HttpResponse:
    """A page."""
    return HttpResponse(body, content_type=HTML, status=status)


def data(body: bytes, status: int = 200) -> HttpResponse:
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


def answered(outcome: Outcome) -> HttpResponse:
    """The answer to something that was sent: the way on where it was done, else the page that says why not."""
    if isinstance(outcome, Done):
        return led_to(outcome.to, done=f"editing.done_{outcome.told}")
    return page(outcome.body, outcome.status)


def to_sign_in(back: str) -> HttpResponse:
    """The way to signing in, and back to the address asked for."""
    query = (("next", back),) if back != "/" else ()
    return HttpResponseRedirect(address_of(goto("sign_in", query=query)), status=303)


def refused(desk: Desk, error: WaypostError) -> HttpResponse:
    """The answer that an error is. What is our fault is none, and goes on its way."""
    found = next((number for kind, number in STATUS if isinstance(error, kind)), None)
    status = STATUS_OF.get(error.say.code, found)
    if status is None:
        raise error
    answer = page(refused_page(desk, error), status)
    if status == 429:
        answer["Retry-After"] = A_MINUTE
    return answer


def faulty(desk: Desk, error: Exception) -> HttpResponse:
    """The answer where the fault is ours. What it was about stands neither in it nor in the log."""
    found = incident_of(error)
    tell(fault=found.number, place=found.place)
    return page(faulty_page(desk, found), 500)


def tell(**line: object) -> None:
    """A line of the log: one object of JSON, of which every value is known to hold nothing of a roadmap."""
    sys.stderr.write(json.dumps({"at": clock.now().isoformat(timespec="milliseconds"), **line}) + "\n")


def bare(status: int) -> HttpResponse:
    """An answer for whom no page could be made: in English, since nothing is known of who asks."""
    words = {400: UNREAD, 403: FORGED, 500: FAULT}.get(status, NOTHING)
    return HttpResponse(words, content_type=TYPES["txt"], status=status)


def forged(http: HttpRequest, reason: str = "") -> HttpResponse:
    """What another site sent: nothing is looked at, so nobody is known to whom a page could be made."""
    return bare(403)


def unread(http: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that could not be read: another host's name, too many fields, too large a form."""
    return bare(400)


def failed(http: HttpRequest) -> HttpResponse:
    """What went wrong before a page could be begun."""
    return bare(500)
