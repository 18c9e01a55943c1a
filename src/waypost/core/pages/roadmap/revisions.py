"""The history of a roadmap: each moment at which something changed that the reader may know, the newest first.

A moment at which only what is hidden changed is none, so nothing can be counted from what is missing (security S4).
"""

from __future__ import annotations

from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.tree import Cell, Linked, Row, Stack, Words
from waypost.core.change.changes import Op
from waypost.core.change.diff import diff
from waypost.core.goto import goto
from waypost.core.pages.page import Link, Links, Page, PageBlock, Query
from waypost.core.pages.roadmap.heading import roadmap_page, to_tab
from waypost.core.roadmap.view import View
from waypost.core.say import Say, say

EACH: Final = 25
"""So many moments stand on one page."""


def history_page(
    now: Analysis, views: tuple[View, ...], *, older: bool = False, shared: View | None = None, keep: Query = ()
) -> Page:
    """Moments, the newest first; each leads to the roadmap as it was recorded.

    `views` are as many as stand on a page and one more where there is one, with which the last is compared; `older`
    says that newer ones stand on another page.
    """
    rows = tuple(_row(views, place) for place in range(min(len(views), EACH)))
    columns = (head("pages.moment", weight=3), head("pages.what_changed", weight=6), head("pages.see", weight=4))
    block = table("history", columns, rows, nothing="pages.no_history")
    return roadmap_page(now, "history", (block, *_more(now, views, keep, older=older)), shared=shared, keep=keep)


def _more(now: Analysis, views: tuple[View, ...], keep: Query, *, older: bool) -> tuple[PageBlock, ...]:
    links = []
    if older:
        links.append(Link(label=say("pages.newest_moments"), to=to_tab(now, "history", keep)))
    if len(views) > EACH:
        to = to_tab(now, "history", keep, before=views[EACH].at.isoformat())
        links.append(Link(label=say("pages.older_moments"), to=to))
    return (Links(links=tuple(links)),) if links else ()


def _row(newest_first: tuple[View, ...], place: int) -> Row:
    view = newest_first[place]
    before = newest_first[place + 1] if place + 1 < len(newest_first) else None
    moment: Cell = Words(words=say("element.moment", at=view.at), strong=True)
    return row(moment, cell(_summary(before, view)), _ways(before, view))


def _summary(before: View | None, view: View) -> Say:
    """How many changes of each kind there were; of the first moment, how much was there."""
    if before is None:
        return say("pages.began", n=len(view))
    changes = diff(before, view)
    parts = tuple(say(f"pages.n_{op.value}", n=len(changes.of(op))) for op in Op if changes.of(op))
    return say("pages.changes_of", parts=parts) if parts else say("pages.reasons_only")


def _ways(before: View | None, view: View) -> Cell:
    at = view.at.isoformat()
    as_was = Linked(cell=Words(words=say("pages.as_it_was")), to=goto("roadmap", home=view.home, query=(("at", at),)))
    if before is None:
        return as_was
    query = (("since", before.at.isoformat()), ("until", at))
    what = Linked(cell=Words(words=say("pages.these_changes")), to=goto("changes", home=view.home, query=query))
    return Stack(cells=(as_was, what), inline=False)
