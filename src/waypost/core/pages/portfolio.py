"""The portfolio: what needs the reader, the next meetings, and one line a partnership, the nearest meeting first.

A table and no cards: twelve partners are compared, not admired. Source: look 10; seed S5; issue 3.3.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import FollowUp, Held, Meetings
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.chains import late_items, late_marker
from waypost.core.brief.compose import reader_of, title_of
from waypost.core.brief.notes.meeting import point_words
from waypost.core.brief.sections.timetable import undated
from waypost.core.brief.tree import Block, Cell, Heading, Linked, Mark, Marker, Nothing, Row, Stack, Unknown, Words
from waypost.core.goto import goto
from waypost.core.pages.digest import needed_blocks
from waypost.core.pages.form import Act, Weight
from waypost.core.pages.meeting.series import overdue, to_meeting
from waypost.core.pages.meeting.series import title_of as meeting_title
from waypost.core.pages.needs import Needs
from waypost.core.pages.page import Beside, Empty, Item, Items, Link, Page, PageBlock, Panel, Part, Query, Side
from waypost.core.pages.places import homes_of, to_element
from waypost.core.pages.waiting import Waits, waiting_blocks
from waypost.core.say import Code, SayValue, Who, say
from waypost.core.values import PUBLIC, Missing, Principal, Text, When

MEETINGS: Final = 4
"""So many meetings stand beside what needs the reader."""
NEEDED: Final = 3
"""So many lines of each group of what needs the reader; the digest has all of them."""
FIRST_STATE: Final = "BE"
"""The first Member State in protocol order; its page leads to those of all."""
DECISIONS: Final = 5
"""So many open decisions of the partnerships stand there; the rest is counted."""


def portfolio_page(
    viewer: Principal,
    found: tuple[Analysis, ...],
    shared: Meetings | None,
    needs: Needs,
    on: date,
    *,
    waits: Waits | None = None,
    starts: bool = False,
    keep: Query = (),
) -> Page:
    """The portfolio of one reader on a day; `waits` is what waits for them and stands in no roadmap, `starts` that they
    may start one."""
    ordered = tuple(sorted(found, key=_nearest))
    meetings = (*((shared,) if shared is not None else ()), *(now.meetings for now in found))
    elements = (*(one for now in found for one in now.view), *(one.element for held in meetings for one in held.held))
    first = () if viewer == PUBLIC else (_needed(meetings, needs, on, waits or Waits()),)
    second = (_ahead(ordered, meetings, on, keep),)
    return Page(
        name="portfolio",
        title=say("pages.portfolio"),
        area="portfolio",
        subtitle=say("pages.today", on=on),
        reader=reader_of(viewer),
        facts=(say("pages.you_see", who=Who(principal=viewer)),),
        homes=homes_of(elements),
        keep=keep,
        blocks=(
            Beside(first=first, second=second) if first else second[0],
            Part(
                name="partnerships",
                title=say("pages.partnerships"),
                aside=say("pages.nearest_first", n=len(found)) if found else None,
                links=(
                    *((Link(label=say("editing.start_title"), to=goto("start")),) if starts else ()),
                    Link(label=say("partners.title"), to=goto("partners")),
                    Link(label=say("member_state.others"), to=goto("member_state", state=_state(viewer))),
                    Link(label=say("pages.area_frameworks"), to=goto("frameworks")),
                ),
                blocks=(_table(ordered, on, keep) if ordered else _nothing(starts=starts),),
            ),
        ),
    )


def _nearest(now: Analysis) -> tuple[bool, date, str]:
    ahead = now.meetings.next
    return (ahead is None, ahead.first if ahead else date.max, now.view.home)


# What needs the reader -------------------------------------------------------------------------------------------


def _state(viewer: Principal) -> str:
    """The Member State whose page comes first: the reader's own, else the first in protocol order."""
    return viewer.partition(":")[2] if viewer.startswith("ms:") else FIRST_STATE


def _needed(meetings: tuple[Meetings, ...], needs: Needs, on: date, waits: Waits) -> Panel:
    own = {one.element.id for one in (*needs.settle, *needs.confirm)}
    open_ones = {one.element.id: one for held in meetings for one in held.open if one.element.id not in own}
    decisions = sorted(open_ones.values(), key=lambda one: (_due(one), one.meeting.first, one.element.id))
    items = tuple(_decision(one, on) for one in decisions[:DECISIONS])
    rest = len(decisions) - len(items)
    more = (Item(title=say("pages.more_decisions", n=rest), to=goto("meetings")),) if rest else ()
    blocks: tuple[PageBlock, ...] = (
        *waiting_blocks(waits),
        *(_short(one) for one in needed_blocks(needs, on)),
        *((Heading(say=say("pages.open_decisions", n=len(decisions))), Items(items=(*items, *more))) if items else ()),
    )
    side = Side.DECIDE if blocks else Side.PLAIN
    return Panel(title=say("digest.needs_you"), side=side, blocks=blocks or (Nothing(say=say("digest.nothing")),))


def _short(block: PageBlock) -> PageBlock:
    """A long list cut, with a line that leads to all of it."""
    if not isinstance(block, Items) or len(block.items) <= NEEDED:
        return block
    rest = Item(title=say("pages.more_of_these", n=len(block.items) - NEEDED), to=goto("digest"))
    return Items(items=(*block.items[:NEEDED], rest))


def _due(one: FollowUp) -> date:
    return one.item.due.last if isinstance(one.item.due, When) and one.item.due.last else date.max


def _decision(one: FollowUp, on: date) -> Item:
    """An open decision: what, of which meeting, by when, open since how long."""
    late = overdue(one, on)
    due = () if isinstance(one.item.due, Missing) else (say("pages.due_by", due=one.item.due),)
    return Item(
        title=point_words(one.element, one.item),
        to=to_element(one.element.home, one.element.id),
        markers=(late_marker(late),) if late else (),
        second=(
            say("digest.from_meeting", day=one.meeting.first, title=meeting_title(one.meeting.element)),
            *due,
            say("pages.open_for", n=one.days_open),
        ),
    )


# Meetings ---------------------------------------------------------------------------------------------------------


def _ahead(found: tuple[Analysis, ...], meetings: tuple[Meetings, ...], on: date, keep: Query) -> Panel:
    held = {one.element.id: one for line in meetings for one in line.ahead}
    ahead = sorted(held.values(), key=lambda one: (one.first, one.element.id))[:MEETINGS]
    items = tuple(_meeting(one, found, on, keep) for one in ahead)
    blocks: tuple[PageBlock, ...] = (Items(items=items),) if items else (Nothing(say=say("pages.no_meeting_ahead")),)
    return Panel(title=say("pages.next_meetings"), blocks=blocks)


def _meeting(held: Held, found: tuple[Analysis, ...], on: date, keep: Query) -> Item:
    """A meeting with the brief of the first roadmap that it is about."""
    about = next((now for now in found if now.meetings.meeting(held.element.id)), None)
    acts: tuple[Act, ...] = ()
    if about is not None:
        query = (("meeting", held.element.id), *keep)
        to = goto("download", home=about.view.home, form="pdf", query=query)
        acts = (Act(label=say("pages.write_brief"), to=to, weight=Weight.LINK),)
    return Item(
        title=meeting_title(held.element),
        to=to_meeting(held.element),
        second=(say("pages.meeting_on", day=held.first, n=(held.first - on).days),),
        acts=acts,
    )


def _nothing(*, starts: bool) -> Empty:
    """What stands where no roadmap is; `starts`: the reader may change that."""
    if not starts:
        return Empty(say=say("pages.no_partnership"), why=say("pages.no_partnership_why"))
    acts = (
        Act(label=say("editing.start_title"), to=goto("start"), weight=Weight.MAIN),
        Act(label=say("editing.start_from_file"), to=goto("import", query=(("into", "+"),))),
    )
    return Empty(say=say("pages.no_partnership"), why=say("pages.no_partnership_begin"), acts=acts)


# One line a partnership -------------------------------------------------------------------------------------------


def _table(found: tuple[Analysis, ...], on: date, keep: Query) -> Block:
    columns = (
        head("pages.partner_and_plan", weight=6),
        head("pages.next_meeting_head", weight=3),
        head("pages.late_head", weight=2),
        head("pages.needs_decision", weight=2),
        head("pages.without_date", number=True, weight=2),
        head("pages.route", weight=3),
        head("pages.document", weight=2),
    )
    rows = (_row(now, on, keep) for now in found)
    return table("portfolio", columns, rows, nothing="pages.no_partnership")


def _row(now: Analysis, on: date, keep: Query) -> Row:
    return row(
        _name(now, keep), _next(now, on), _late(now), _decisions(now), _undated(now), _routes(now), _paper(now, keep)
    )


def _name(now: Analysis, keep: Query) -> Cell:
    head_element = now.view.roadmap
    title = title_of(now)
    name = Linked(cell=Words(words=title, strong=True), to=goto("roadmap", home=now.view.home, query=keep))
    plan = head_element[1].title if head_element else None
    if not isinstance(plan, Text) or plan == title:
        return name
    return Stack(cells=(name, Words(words=plan, quiet=True)), inline=False)


def _next(now: Analysis, on: date) -> Cell:
    ahead = now.meetings.next
    if ahead is None:
        return Unknown(reason=Missing.NOT_STATED, say=say("pages.not_set"))
    day = Linked(cell=Words(words=say("brief.day", day=ahead.first)), to=to_meeting(ahead.element))
    return Stack(cells=(day, Words(words=say("pages.in_days", n=(ahead.first - on).days), quiet=True)), inline=False)


def _late(now: Analysis) -> Cell:
    late = len(late_items(now))
    if not late:
        return Words(words=say("pages.none_late_short"), quiet=True)
    return Marker(mark=Mark.LATE, say=say("pages.n_late", n=late))


def _decisions(now: Analysis) -> Cell:
    n = len(now.meetings.open)
    return Words(words=say("pages.n_decisions", n=n)) if n else Words(words=say("pages.no_decisions"), quiet=True)


def _undated(now: Analysis) -> Cell:
    n = sum(undated(now, one) for one in now.timetable.items)
    return Words(words=say("pages.of_actions", n=n, total=len(now.timetable.items)))


def _routes(now: Analysis) -> Cell:
    head_element = now.view.roadmap
    partners = head_element[1].partners if head_element else ()
    routes: tuple[SayValue, ...] = tuple(
        dict.fromkeys(Code(table="route", code=one) for partner in partners for one in partner.routes)
    )
    return cell(say("pages.routes", items=routes) if routes else Missing.NOT_STATED)


def _paper(now: Analysis, keep: Query) -> Cell:
    return Linked(cell=Words(words=say("pages.brief")), to=goto("download", home=now.view.home, form="pdf", query=keep))
