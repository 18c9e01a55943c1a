"""Addresses where an element is changed: filled in, added, moved, split, closed, confirmed, given up, put back."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.core.people.roles import Power
from waypost.core.values import Slug
from waypost.usecases.editing import acts, doing, elements
from waypost.usecases.pages import drafting
from waypost.web.answers import answered, page
from waypost.web.handling import Answering, Handler, Request, forms


@forms(Power.EDIT)
def edit(request: Request, home: str, element: str) -> HttpResponse:
    """An element is filled in."""
    if not request.is_sent:
        only, draft = request.asked("field"), bool(request.asked("draft"))
        return page(elements.edit_form(request.desk, Slug(home), element, only=only, draft=draft))
    _ = request.token
    return answered(elements.edit(request.desk, Slug(home), element, request.sent))


@forms(Power.EDIT)
def add(request: Request, home: str, kind: str) -> HttpResponse:
    """An element is added."""
    if not request.is_sent:
        under, draft = request.asked("under"), request.asked("draft")
        return page(elements.add_form(request.desk, Slug(home), kind, under=under, draft=draft))
    return answered(elements.add(request.desk, Slug(home), kind, request.sent))


@forms(Power.EDIT)
def drafts(request: Request) -> HttpResponse:
    """What is kept for whoever asks alone, and dropping it."""
    if not request.is_sent:
        return page(drafting.drafts(request.desk))
    return answered(drafting.drop_one(request.desk, request.given(drafting.DROP)))


def act(name: str) -> Handler:
    """The handler of one act."""

    def handler(request: Request, home: str, element: str) -> HttpResponse:
        at = request.asked("version")
        if not request.is_sent:
            return page(doing.act_form(request.desk, Slug(home), element, name, at=at))
        _ = request.token
        return answered(doing.do_act(request.desk, Slug(home), element, name, request.sent, at=at))

    handler.__name__ = name
    return handler


HANDLERS: Final[dict[str, Answering]] = {
    "edit": edit,
    "add": add,
    "drafts": drafts,
    **{name: forms(Power.EDIT)(act(name)) for name in acts.ACTS},
}
