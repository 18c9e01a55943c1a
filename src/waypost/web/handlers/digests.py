"""Addresses of search, of what needs a person, and of the calendars of their own."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from waypost.core.errors import NotThere
from waypost.core.goto import goto
from waypost.core.people.roles import Power
from waypost.usecases.pages import digests, searching
from waypost.web.answers import TYPES, led_to, page
from waypost.web.handling import Answering, Bare, Request, call_of, forms, place, reads, writes
from waypost.web.visits import address_asking


@forms(Power.READ, signed_in=False)
def search(request: Request) -> HttpResponse:
    """The form, and what a question finds. A question is sent, so that it stands in no address and in no log."""
    if not request.is_sent:
        return page(searching.ask(request.desk))
    return page(searching.search(request.desk, request.given("question"), address=address_asking(request.http)))


@reads()
def digest(request: Request) -> HttpResponse:
    """What needs whoever asks."""
    return page(digests.digest(request.desk))


@writes(Power.READ)
def feeds(request: Request) -> HttpResponse:
    """A new calendar of one's own, or the end of one."""
    if not request.given("end"):
        return page(digests.make_feed(request.desk, request.member, internal=request.given("internal") == "1"))
    digests.end_feed(request.desk, request.member, request.given("end"))
    return led_to(goto("digest"), done="feed_ended")


def _feed(http: HttpRequest, token: str) -> HttpResponse:
    try:
        body = digests.feed_of(token, place(), call_of(http, timeless=True))
    except NotThere:
        return HttpResponse(b"", content_type=TYPES["txt"], status=404)
    return HttpResponse(body, content_type=TYPES["ics"])


HANDLERS: Final[dict[str, Answering | Bare]] = {
    "search": search,
    "digest": digest,
    "feeds": feeds,
    "feed": Bare(_feed),
}
