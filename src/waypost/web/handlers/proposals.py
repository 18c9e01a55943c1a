"""Addresses of proposals: those of a roadmap, and one compared, merged or ended."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.core.people.roles import Power
from waypost.core.values import Slug
from waypost.usecases.editing import proposals as use
from waypost.web.answers import answered, page
from waypost.web.handling import Answering, Request, forms


@forms(Power.EDIT)
def proposals(request: Request, home: str) -> HttpResponse:
    """The proposals of a roadmap, and beginning one."""
    if not request.is_sent:
        return page(use.proposals(request.desk, Slug(home)))
    return answered(use.propose(request.desk, Slug(home), request.sent))


@forms(Power.EDIT)
def proposal(request: Request, home: str) -> HttpResponse:
    """One proposal."""
    if not request.is_sent:
        return page(use.proposal(request.desk, Slug(home)))
    _ = request.token
    return answered(use.settle(request.desk, Slug(home), request.sent))


HANDLERS: Final[dict[str, Answering]] = {"proposals": proposals, "proposal": proposal}
