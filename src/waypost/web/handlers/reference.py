"""Addresses of what stands beside the roadmaps: Member States, frameworks, routes."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.usecases.pages import reference
from waypost.web.answers import file, page
from waypost.web.handling import Answering, Request, reads

TIMES: Final = ("on", "vintage")


@reads()
def member_state(request: Request, state: str) -> HttpResponse:
    """What a Member State owes, funds and is asked for."""
    return page(reference.member_state(request.desk, state))


@reads()
def frameworks(request: Request) -> HttpResponse:
    """All frameworks."""
    return page(reference.frameworks(request.desk))


@reads()
def framework(request: Request, code: str) -> HttpResponse:
    """One framework."""
    return page(reference.framework(request.desk, code))


@reads()
def routes(request: Request) -> HttpResponse:
    """The routes, for everyone."""
    keep = tuple((name, request.asked(name)) for name in TIMES if request.asked(name))
    return page(reference.routes(request.desk, chosen=request.asked("route"), keep=keep))


@reads()
def detections(request: Request) -> HttpResponse:
    """The detections by route and month, for spreadsheets."""
    name, body = reference.detections(request.desk)
    return file(body, name)


@reads()
def nationalities(request: Request) -> HttpResponse:
    """The detections by route, nationality and year, for spreadsheets."""
    name, body = reference.nationalities(request.desk)
    return file(body, name)


HANDLERS: Final[dict[str, Answering]] = {
    "member_state": member_state,
    "frameworks": frameworks,
    "framework": framework,
    "routes": routes,
    "detections": detections,
    "nationalities": nationalities,
}
