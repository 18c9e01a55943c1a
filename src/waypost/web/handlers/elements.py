"""Addresses of single elements."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.usecases.pages import elements
from waypost.web.answers import page
from waypost.web.handling import Answering, Request, reads


@reads()
def element(request: Request, home: str, element: str) -> HttpResponse:
    """An element of a roadmap."""
    return page(elements.element(request.desk, home, element))


@reads()
def shared_element(request: Request, element: str) -> HttpResponse:
    """An element that belongs to no roadmap."""
    return page(elements.shared_element(request.desk, element))


HANDLERS: Final[dict[str, Answering]] = {"element": element, "shared_element": shared_element}
