"""What is told when a page cannot be had: not there, asked wrongly, refused with its problems, changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from waypost.core.errors import NotThere, Problem, Stale, WaypostError, WrongRequest
from waypost.core.goto import goto
from waypost.core.pages.form import Act
from waypost.core.pages.page import Empty, Item, Items, Notice, Page, PageBlock, Tone
from waypost.core.say import Say, say

BACK: Final = Act(label=say("web.to_portfolio"), to=goto("portfolio"))
"""The way on from every page that could not be had."""
TOO_MANY: Final = "search.too_many"
SEARCH: Final = Act(label=say("web.to_search"), to=goto("search"))
"""What is told to whoever searches too often, and the way back to it."""


def refusal(error: WaypostError) -> Page:
    """The page of an error. What is hidden and what was never there have the same, whatever was asked for."""
    if isinstance(error, NotThere):
        empty = Empty(say=say("web.not_there"), why=say("web.not_there_why"), acts=(BACK,))
        return Page(name="not_there", title=say("web.not_there_title"), area="", blocks=(empty,), narrow=True)
    return Page(name="refused", title=_title(error), area="", blocks=tuple(_blocks(error)), narrow=True)


def fault(number: str) -> Page:
    """The page of a fault of ours, with the number by which we find it."""
    notice = Notice(tone=Tone.REFUSED, say=say("web.fault", number=number))
    return Page(name="fault", title=say("web.fault_title"), area="", blocks=(notice, BACK), narrow=True)


def _title(error: WaypostError) -> Say:
    if error.say.code == TOO_MANY:
        return say("web.later_title")
    if isinstance(error, WrongRequest):
        return say("web.wrong_request_title")
    return say("web.stale_title") if isinstance(error, Stale) else say("web.refused_title")


def _blocks(error: WaypostError) -> Iterator[PageBlock]:
    yield Notice(tone=Tone.REFUSED, say=error.say)
    if error.problems:
        yield Items(items=tuple(map(_item, error.problems)))
    yield SEARCH if error.say.code == TOO_MANY else BACK


def _item(problem: Problem) -> Item:
    remedy = () if problem.remedy is None else (problem.remedy,)
    return Item(title=problem.reason, second=remedy)
