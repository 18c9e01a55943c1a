"""Addresses where it is settled who may see an element."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.core.people.roles import Power
from waypost.core.values import Slug
from waypost.usecases.editing import audiences
from waypost.web.answers import answered, page
from waypost.web.handling import Answering, Request, forms, reads


@forms(Power.EDIT)
def audience(request: Request, home: str, element: str) -> HttpResponse:
    """Who may see an element."""
    if not request.is_sent:
        return page(audiences.audience_form(request.desk, Slug(home), element))
    _ = request.token
    return answered(audiences.change_audience(request.desk, Slug(home), element, request.sent))


@reads(Power.WIDEN)
def widenings(request: Request) -> HttpResponse:
    """What waits for a second person."""
    return page(audiences.waiting(request.desk))


@forms(Power.WIDEN)
def widening(request: Request, request_key: str) -> HttpResponse:
    """One request to widen."""
    if not request.is_sent:
        return page(audiences.request_form(request.desk, request_key))
    _ = request.token
    return answered(audiences.settle_request(request.desk, request_key, request.sent))


HANDLERS: Final[dict[str, Answering]] = {"audience": audience, "widenings": widenings, "widening": widening}
