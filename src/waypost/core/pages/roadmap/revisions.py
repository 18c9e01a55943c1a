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
    now: Analysis, history: tuple[View, ...], *, start: int = 0, shared: View | None = None, keep: Query = ()
) -> Page:
    """The moments from the one at `start`, counted from the newest; each leads to the roadmap as it was recorded."""
    newest_first = history[::-1]
    shown = range(start, min(start + EACH, len(newest_first)))
    rows = tuple(_row(newest_first, place) for place in shown)
    columns = (head("pages.moment", weight=3), head("pages.what_changed", weight=6), head("pages.see", weight=4))
    block = table("history", columns, rows, nothing="pages.no_history")
    return roadmap_page(now, "history", (block, *_more(now, start, len(newest_first), keep)), shared=shared, keep=keep)


def _more(now: Analysis, start: int, total: int, keep: Query) -> tuple[PageBlock, ...]:
    links = []
    if start:
        links.append(
            Link(label=say("pages.newer_moments"), to=to_tab(now, "history", keep, start=str(max(start - EACH, 0))))
        )
    if start + EACH < total:
        links.append(Link(label=say("pages.older_moments"), to=to_tab(now, "history", keep, start=str(start + EACH))))
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
