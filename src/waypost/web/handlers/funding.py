"""Addresses of what donors publish of a partner country's money."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.core.pages.aid.funds import FIXED, Ask
from waypost.core.pages.page import Query
from waypost.usecases.pages import funding as pages
from waypost.web.answers import page
from waypost.web.handling import Answering, Request, reads

TIMES: Final = ("on", "vintage")


@reads()
def funding(request: Request, partner: str) -> HttpResponse:
    """Who funds what with a country."""
    fixed = tuple((name, request.asked(name)) for name in FIXED if request.asked(name))
    ask = Ask(
        partner=partner,
        by=request.asked("by", "donor"),
        fixed=fixed,
        everything=bool(request.asked("all")),
        keep=_kept(request),
    )
    return page(pages.funding(request.desk, ask))


@reads()
def aid_activity(request: Request, partner: str) -> HttpResponse:
    """An activity with its transactions."""
    return page(pages.activity(request.desk, partner, request.asked("id"), keep=_kept(request)))


def _kept(request: Request) -> Query:
    return tuple((name, request.asked(name)) for name in TIMES if request.asked(name))


HANDLERS: Final[dict[str, Answering]] = {"funding": funding, "aid_activity": aid_activity}
