"""Addresses of the sheets of partner countries."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.usecases.pages import partners
from waypost.web.answers import file, page
from waypost.web.handling import Answering, Request, reads

TIMES: Final = ("on", "vintage")


@reads()
def partner(request: Request, partner: str) -> HttpResponse:
    """What is published about a country."""
    keep = tuple((name, request.asked(name)) for name in TIMES if request.asked(name))
    return page(partners.partner(request.desk, partner, keep=keep))


@reads()
def sheet(request: Request, partner: str, form: str) -> HttpResponse:
    """The same as a file."""
    name, body = partners.sheet(request.desk, partner, form)
    return file(body, name)


HANDLERS: Final[dict[str, Answering]] = {"partner": partner, "sheet": sheet}
