"""Addresses where files are taken in."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.core.people.roles import Power
from waypost.usecases.incoming import looking as use
from waypost.usecases.incoming import receiving, starting
from waypost.web.answers import answered, page
from waypost.web.handling import Answering, Request, forms


@forms(Power.EDIT)
def sending(request: Request) -> HttpResponse:
    """Files are sent."""
    if not request.is_sent:
        return page(receiving.import_form(request.desk, into=request.asked("into")))
    return answered(receiving.receive(request.desk, request.files("file"), request.sent))


@forms(Power.EDIT)
def incoming(request: Request, key: str) -> HttpResponse:
    """What files would change, and taking it."""
    if not request.is_sent:
        return answered(use.look(request.desk, key))
    _ = request.token
    return answered(use.take(request.desk, key, request.sent))


@forms(Power.START)
def start(request: Request) -> HttpResponse:
    """A roadmap is started."""
    if not request.is_sent:
        return page(starting.start_form(request.desk))
    _ = request.token
    return answered(starting.start_empty(request.desk, request.sent))


HANDLERS: Final[dict[str, Answering]] = {"start": start, "import": sending, "incoming": incoming}
