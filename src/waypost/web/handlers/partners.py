"""Addresses of the partner countries: the list of them, and their sheets."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.core.pages.page import Query
from waypost.usecases.pages import partners
from waypost.web.answers import file, page
from waypost.web.handling import Answering, Request, reads

TIMES: Final = ("on", "vintage")


@reads()
def countries(request: Request) -> HttpResponse:
    """The partner countries of the reader's roadmaps."""
    return page(partners.partners(request.desk, of=request.asked("of"), keep=_kept(request)))


@reads()
def partner(request: Request, partner: str) -> HttpResponse:
    """What is published about a country."""
    return page(partners.partner(request.desk, partner, keep=_kept(request)))


@reads()
def sheet(request: Request, partner: str, form: str) -> HttpResponse:
    """The same as a file."""
    name, body = partners.sheet(request.desk, partner, form)
    return file(body, name)


def _kept(request: Request) -> Query:
    return tuple((name, request.asked(name)) for name in TIMES if request.asked(name))


HANDLERS: Final[dict[str, Answering]] = {"partners": countries, "partner": partner, "sheet": sheet}
