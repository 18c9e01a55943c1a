"""Addresses of the portfolio, of the pages of a roadmap and of the rules of the review."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.usecases.pages import roadmaps, rules
from waypost.web.answers import page
from waypost.web.handling import Answering, Request, reads


@reads()
def portfolio(request: Request) -> HttpResponse:
    """What needs the reader, the next meetings, one line a partnership."""
    return page(roadmaps.portfolio(request.desk))


@reads()
def overview(request: Request, home: str) -> HttpResponse:
    """The first page of the brief, live."""
    return page(roadmaps.overview(request.desk, home))


@reads()
def timetable(request: Request, home: str) -> HttpResponse:
    """The timetable, looked at in one way."""
    looking = roadmaps.looking_at(
        show=request.asked("show", "all"),
        row=request.asked("row"),
        open_group=request.asked("open"),
        slip=request.asked("slip"),
        by=request.asked("by"),
    )
    return page(roadmaps.timetable(request.desk, home, looking))


@reads()
def objectives(request: Request, home: str) -> HttpResponse:
    """Objectives and indicators."""
    return page(roadmaps.objectives(request.desk, home))


@reads()
def money(request: Request, home: str) -> HttpResponse:
    """Money and tools."""
    return page(roadmaps.money(request.desk, home))


@reads()
def lines(request: Request, home: str) -> HttpResponse:
    """The lines that a total is made of."""
    state, currency = request.asked("state", "committed"), request.asked("currency", "EUR")
    return page(roadmaps.lines(request.desk, home, state, currency, request.asked("donor") or None))


@reads()
def balance(request: Request, home: str) -> HttpResponse:
    """The balance."""
    return page(roadmaps.balance(request.desk, home))


@reads()
def review(request: Request, home: str) -> HttpResponse:
    """The findings of the review."""
    return page(roadmaps.review(request.desk, home))


@reads()
def changes(request: Request, home: str) -> HttpResponse:
    """What changed between two moments; a day that was typed goes before one that was chosen."""
    since = request.asked("day") or request.asked("since")
    return page(roadmaps.changes(request.desk, home, since, request.asked("until"), request.asked("kind")))


@reads()
def history(request: Request, home: str) -> HttpResponse:
    """The moments at which something changed."""
    return page(roadmaps.history(request.desk, home, request.asked("before")))


@reads()
def every_rule(request: Request) -> HttpResponse:
    """All rules of the review."""
    return page(rules.every_rule(request.desk))


@reads()
def one_rule(request: Request, rule: str) -> HttpResponse:
    """What one rule asks."""
    return page(rules.one_rule(request.desk, rule))


HANDLERS: Final[dict[str, Answering]] = {
    "portfolio": portfolio,
    "roadmap": overview,
    "timetable": timetable,
    "objectives": objectives,
    "money": money,
    "lines": lines,
    "balance": balance,
    "review": review,
    "changes": changes,
    "history": history,
    "rules": every_rule,
    "rule": one_rule,
}
