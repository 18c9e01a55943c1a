"""The overview of a roadmap: the first page of its brief, live, then what is late and why, what comes, what is vague.

The order is that of the paper, so that screen and print agree in the meeting (look 10).
"""

from __future__ import annotations

from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.chains import reasons_block
from waypost.core.brief.order import Order
from waypost.core.brief.page_one import page_one
from waypost.core.brief.sections.changes import Compared
from waypost.core.brief.sections.review import review_blocks
from waypost.core.brief.sections.timetable import ahead_block
from waypost.core.brief.tree import PageOne, Sentence
from waypost.core.goto import goto
from waypost.core.pages.page import (
    Beside,
    Decisions,
    KeyFigures,
    Leading,
    Link,
    Page,
    PageBlock,
    Part,
    Query,
    Sentences,
)
from waypost.core.pages.roadmap.heading import TabName, paper_acts, roadmap_page, to_tab
from waypost.core.review.finding import Finding
from waypost.core.roadmap.view import View
from waypost.core.say import say

CHAINS: Final = 3
AHEAD: Final = 8
FINDINGS: Final = 3
"""So many late actions, days ahead and findings stand on the overview."""

SECTIONS: Final[dict[int, TabName]] = {
    2: "objectives",
    3: "timetable",
    4: "money",
    5: "balance",
    6: "review",
    7: "changes",
}
"""Section of the brief -> the page that holds it."""


def overview_page(
    now: Analysis,
    changes: Compared | None,
    findings: tuple[Finding, ...],
    order: Order,
    *,
    shared: View | None = None,
    keep: Query = (),
) -> Page:
    """The overview, from what the pages of the roadmap say in full."""
    first = page_one(now, changes, findings, order)
    blocks: tuple[PageBlock, ...] = (
        Sentences(sentences=tuple(_leading(now, one, keep) for one in first.sentences)),
        KeyFigures(figures=first.figures),
        *_decisions(first),
        Beside(first=(_late(now, keep),), second=(_ahead(now),), wide=False),
        _review(now, findings, keep),
    )
    return roadmap_page(now, "roadmap", blocks, shared=shared, keep=keep, acts=paper_acts(now, keep))


def _leading(now: Analysis, one: Sentence, keep: Query) -> Leading:
    tab = SECTIONS.get(one.section)
    link = None if tab is None else Link(label=say(f"pages.tab_{tab}"), to=to_tab(now, tab, keep))
    return Leading(say=one.say, link=link)


def _decisions(first: PageOne) -> tuple[PageBlock, ...]:
    if not first.decisions:
        return ()
    more = Link(label=say("pages.more_decisions", n=first.more_decisions), to=goto("meetings"))
    return (Decisions(decisions=first.decisions, more=more if first.more_decisions else None),)


def _late(now: Analysis, keep: Query) -> Part:
    link = Link(label=say("pages.tab_timetable"), to=to_tab(now, "timetable", keep))
    block = reasons_block(now, most=CHAINS)
    return Part(name="late", title=say("pages.late_and_why"), links=(link,), blocks=(block,))


def _ahead(now: Analysis) -> Part:
    link = Link(label=say("pages.calendar"), to=goto("download", home=now.view.home, form="ics"))
    return Part(
        name="ahead",
        title=say("pages.next_90"),
        links=(link,),
        blocks=(ahead_block(now, most=AHEAD, more="pages.more_ahead"),),
    )


def _review(now: Analysis, findings: tuple[Finding, ...], keep: Query) -> Part:
    link = Link(label=say("pages.all_findings"), to=to_tab(now, "review", keep))
    return Part(
        name="worst",
        title=say("pages.tab_review"),
        links=(link,),
        blocks=review_blocks(findings, most=FINDINGS, more="pages.more_findings"),
    )
