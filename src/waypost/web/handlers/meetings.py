"""Addresses of meetings, dialogues and the papers of a meeting."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.usecases.pages import meetings as pages
from waypost.web.answers import file, page
from waypost.web.handling import Answering, Request, reads


@reads()
def meetings(request: Request) -> HttpResponse:
    """All meetings."""
    return page(pages.meetings(request.desk))


@reads()
def meeting(request: Request, meeting: str) -> HttpResponse:
    """One meeting."""
    return page(pages.meeting(request.desk, meeting))


@reads()
def dialogues(request: Request) -> HttpResponse:
    """All dialogues."""
    return page(pages.dialogues(request.desk))


@reads()
def paper(request: Request, meeting: str, paper: str, form: str) -> HttpResponse:
    """A paper of a meeting as a file."""
    name, body = pages.paper(request.desk, meeting, paper, form)
    return file(body, name)


HANDLERS: Final[dict[str, Answering]] = {
    "meetings": meetings,
    "meeting": meeting,
    "dialogues": dialogues,
    "paper": paper,
}
