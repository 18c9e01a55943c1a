"""Addresses of a roadmap as files."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.usecases.moments import day_of
from waypost.usecases.pages import downloads as pages
from waypost.web.answers import file, page
from waypost.web.handling import Answering, Request, reads

TIMES: Final = ("on", "at", "vintage")


@reads()
def downloads(request: Request, home: str) -> HttpResponse:
    """Everything that can be taken along."""
    keep = tuple((name, request.asked(name)) for name in TIMES if request.asked(name))
    return page(pages.downloads(request.desk, home, keep=keep))


@reads()
def download(request: Request, home: str, form: str) -> HttpResponse:
    """A roadmap in one form."""
    asked = pages.Asked(
        meeting=request.asked("meeting") or None,
        since=day_of(since) if (since := request.asked("since")) else None,
        length=request.asked("length", "full"),
        owner=request.asked("owner") or None,
    )
    name, body = pages.download(request.desk, home, form, asked)
    return file(body, name)


HANDLERS: Final[dict[str, Answering]] = {"downloads": downloads, "download": download}
