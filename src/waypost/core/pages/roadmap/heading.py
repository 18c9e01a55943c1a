"""What stands above each page of a roadmap: title, for whom, the times, the next meeting, the tabs.

Source: look 6 (header), 10.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final, Literal

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.compose import reader_of, title_of
from waypost.core.goto import Goto, goto
from waypost.core.pages.form import Act, Weight
from waypost.core.pages.page import Link, Links, Notice, Page, PageBlock, Query, Tab, Tone, Words
from waypost.core.pages.places import homes_of
from waypost.core.roadmap.view import View
from waypost.core.say import Say, Who, say
from waypost.core.values import Text

TabName = Literal["roadmap", "timetable", "objectives", "money", "balance", "review", "changes", "history"]

TABS: Final[tuple[TabName, ...]] = (
    "roadmap",
    "timetable",
    "objectives",
    "money",
    "balance",
    "review",
    "changes",
    "history",
)
"""The pages of a roadmap in the order of the tabs; their names are those of their addresses."""

MOST_SHEETS: Final = 3
"""Of so many partners a roadmap leads to the sheet; a plan with more is about a region."""


def to_tab(now: Analysis, tab: TabName, keep: Query, **asked: str) -> Goto:
    """A page of the roadmap, at the times that were asked for."""
    return goto(tab, home=now.view.home, query=(*keep, *asked.items()))


def roadmap_page(
    now: Analysis,
    tab: TabName,
    blocks: tuple[PageBlock, ...],
    *,
    shared: View | None = None,
    keep: Query = (),
    subtitle: Words | None = None,
    acts: tuple[Act, ...] = (),
) -> Page:
    """One page of a roadmap. `shared` is what belongs to no roadmap, so that its meetings can be led to."""
    head = now.view.roadmap
    elements = (*now.view.elements, *(shared.elements if shared else ()))
    return Page(
        name=tab,
        title=title_of(now),
        area="portfolio",
        subtitle=subtitle or (say(f"pages.tab_{tab}") if tab != "roadmap" else _title(now)),
        crumbs=(Link(label=say("pages.area_portfolio"), to=goto("portfolio")),),
        reader=reader_of(now.view.viewer),
        facts=_facts(now),
        acts=acts,
        tabs=tuple(Tab(label=say(f"pages.tab_{one}"), to=to_tab(now, one, keep), current=one == tab) for one in TABS),
        homes=homes_of(elements),
        keep=keep,
        training=head is not None and head[1].training,
        blocks=blocks,
    )


def _title(now: Analysis) -> Text | None:
    head = now.view.roadmap
    title = head[1].title if head else None
    return title if isinstance(title, Text) and title != title_of(now) else None


def _facts(now: Analysis) -> tuple[Say, ...]:
    """The day and the moment, and the next meeting."""
    ahead = now.meetings.next
    return (
        say("pages.as_of", on=now.on, at=now.view.at),
        say("pages.next_meeting", day=ahead.first, title=ahead.element.title) if ahead else say("pages.no_meeting"),
    )


def told_as_earlier(page: Page, newest: datetime) -> Page:
    """The page of an earlier moment, which says so and leads to the newest."""
    current = next((tab.to for tab in page.tabs if tab.current), goto("portfolio"))
    told = Notice(tone=Tone.WATCH, say=say("pages.newer", at=newest))
    way = Links(links=(Link(label=say("pages.to_newest"), to=replace(current, query=())),))
    return replace(page, blocks=(told, way, *page.blocks))


def paper_acts(now: Analysis, keep: Query) -> tuple[Act, ...]:
    """The main act of a roadmap: its brief; everything that can be taken along; the sheets of its partners."""
    home, head = now.view.home, now.view.roadmap
    partners = dict.fromkeys(one.country for one in head[1].partners) if head is not None else {}
    times = tuple(one for one in keep if one[0] in ("on", "vintage"))
    sheets = tuple(
        Act(
            label=say("sheet.of", country=Who(principal=f"partner:{one}")),
            to=goto("partner", partner=one, query=times),
            weight=Weight.LINK,
        )
        for one in list(partners)[:MOST_SHEETS]
    )
    return (
        Act(label=say("pages.write_brief"), to=goto("download", home=home, form="pdf", query=keep), weight=Weight.MAIN),
        Act(label=say("pages.downloads"), to=goto("downloads", home=home, query=keep)),
        *sheets,
    )
