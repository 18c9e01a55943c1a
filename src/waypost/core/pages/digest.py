"""The digest: what needs one reader this week, as a page, as a calendar and as a mail that says no more than how much.

Source: issue 3.3 (a weekly digest, made from the person's own view); security S12 (feeds), S13 (mail: one recipient,
composed when it is sent, its subject the same for everybody).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from waypost.core.analysis.meetings import FollowUp, Held
from waypost.core.brief.chains import late_marker
from waypost.core.brief.tree import Heading, Marker, Nothing, Paragraph
from waypost.core.goto import goto
from waypost.core.pages.form import Act, Entry, Field, Form, Weight
from waypost.core.pages.meeting.series import form_words, overdue, title_of, to_meeting
from waypost.core.pages.member_state import Task, roadmap_title
from waypost.core.pages.needs import Needs
from waypost.core.pages.page import Beside, Item, Items, Page, PageBlock, Panel, Side, Verbatim
from waypost.core.pages.places import homes_of, to_element
from waypost.core.pages.waiting import Waits, waiting_blocks
from waypost.core.roadmap.audience import is_internal
from waypost.core.roadmap.elements import Element
from waypost.core.say import Say, Who, say
from waypost.core.values import Missing, Principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A calendar of one's own: since when, until when, and whether what is internal stands in it too; `address` only
    just after it was made, for it is told once."""

    id: str
    made: datetime
    ends: datetime
    internal: bool = False
    address: str | None = None


def digest_page(
    needs: Needs, viewer: Principal, on: date, feeds: tuple[Feed, ...], *, signed_in: bool, waits: Waits | None = None
) -> Page:
    """What needs a reader on a day, the next meetings beside it, and the calendars of their own; `waits` is what waits
    for them and stands in no roadmap."""
    calendars = (_calendars(feeds, viewer),) if signed_in else ()
    return Page(
        name="digest",
        title=say("digest.title"),
        subtitle=say("digest.subtitle", day=on),
        area="portfolio",
        facts=(say("digest.made_for", who=Who(principal=viewer)),),
        acts=_own_page(viewer),
        blocks=(Beside(first=(_needed(needs, on, waits or Waits()),), second=(_ahead(needs.ahead, on), *calendars)),),
        homes=homes_of(_elements(needs)),
    )


def _own_page(viewer: Principal) -> tuple[Act, ...]:
    """The way to the page of one's own Member State."""
    if not viewer.startswith("ms:"):
        return ()
    to = goto("member_state", state=viewer.partition(":")[2])
    return (Act(label=say("member_state.title", who=Who(principal=viewer)), to=to),)


def _elements(needs: Needs) -> Iterator[Element]:
    yield from (one.element for one in (*needs.settle, *needs.confirm))
    yield from (one.element for one in (*needs.late, *needs.soon))
    yield from (one.element for one in needs.ahead)


def _needed(needs: Needs, on: date, waits: Waits) -> Panel:
    blocks: tuple[PageBlock, ...] = (*waiting_blocks(waits), *needed_blocks(needs, on))
    return Panel(
        title=say("digest.needs_you"),
        side=Side.DECIDE if blocks else Side.PLAIN,
        blocks=blocks or (Nothing(say=say("digest.nothing")),),
    )


def needed_blocks(needs: Needs, on: date) -> Iterator[PageBlock]:
    """Each group of what needs the reader that is not empty: its head and its lines."""
    groups = (
        ("digest.confirm", tuple(_followed(one, on) for one in needs.confirm)),
        ("digest.settle", tuple(_followed(one, on) for one in needs.settle)),
        ("digest.late", tuple(map(_task, needs.late))),
        ("digest.soon", tuple(map(_task, needs.soon))),
    )
    for code, items in groups:
        if items:
            yield Heading(say=say(code, n=len(items)))
            yield Items(items=items)


def _followed(one: FollowUp, on: date) -> Item:
    late = overdue(one, on)
    says = [say("digest.from_meeting", day=one.meeting.first, title=title_of(one.meeting.element))]
    if not isinstance(one.item.due, Missing):
        says.append(say("digest.by", due=one.item.due))
    if one.meetings_since:
        says.append(say("digest.open_for", n=one.meetings_since))
    return Item(
        title=one.element.ref,
        to=to_element(one.element.home, one.element.id),
        markers=(late_marker(late),) if late else (),
        second=tuple(says),
    )


def _task(one: Task) -> Item:
    says: list[Say] = [say("meetings.of", title=roadmap_title(one.now))]
    if not isinstance(one.body.due, Missing):
        says.append(say("digest.by", due=one.body.due))
    markers: tuple[Marker, ...] = (late_marker(one.late),) if one.late else ()
    to = to_element(one.element.home, one.element.id)
    return Item(title=one.element.ref, to=to, markers=markers, second=tuple(says))


def _ahead(held: tuple[Held, ...], on: date) -> Panel:
    items = tuple(
        Item(
            title=say("meetings.day_title", day=one.first, title=title_of(one.element)),
            to=to_meeting(one.element),
            second=(*_in_days(one, on), *form_words(one)),
        )
        for one in held
    )
    block: PageBlock = Items(items=items) if items else Nothing(say=say("digest.no_meeting"))
    return Panel(title=say("meetings.ahead"), blocks=(block,))


def _in_days(one: Held, on: date) -> tuple[Say, ...]:
    return (say("meetings.in_days", n=(one.first - on).days),) if one.first > on else ()


# Calendars ---------------------------------------------------------------------------------------------------------


def _calendars(feeds: tuple[Feed, ...], viewer: Principal) -> Panel:
    """The calendars of one's own: whoever has such an address reads it as if they were oneself. What is internal stands
    in one only where its owner wants that of this one (security S12); who sees nothing internal is not asked."""
    lines = tuple(block for one in feeds for block in _calendar(one))
    asks = Field(
        name="internal",
        label=say("digest.feed_internal"),
        hint=say("digest.feed_internal_hint"),
        entry=Entry.TICK,
    )
    make = Form(
        name="calendar",
        to=goto("feeds"),
        parts=(asks,) if is_internal(frozenset({viewer})) else (),
        submit=say("digest.make_feed"),
        weight=Weight.PLAIN,
    )
    return Panel(
        title=say("digest.calendar"), blocks=(Paragraph(says=(say("digest.calendar_why"),), quiet=True), *lines, make)
    )


def _calendar(one: Feed) -> Iterator[PageBlock]:
    if one.address is not None:
        yield Verbatim(label=say("digest.feed_address"), lines=(one.address,))
    end = Act(
        label=say("digest.end_feed"),
        to=goto("feeds"),
        method="post",
        weight=Weight.WITHDRAW,
        hidden=(("end", one.id),),
    )
    said = say("digest.feed_since", made=one.made.date(), ends=one.ends.date())
    second = (say("digest.feed_with_internal"),) if one.internal else ()
    yield Items(items=(Item(title=said, second=second, acts=(end,)),))


# Mail --------------------------------------------------------------------------------------------------------------


def mail_lines(count: int, changed: int, address: str) -> tuple[Say, ...]:
    """The text of the mail: how much waits and how much changed, and where to read it. No title stands in it, since a
    mail lies where others may read it."""
    waits = say("digest.mail_waits", n=count) if count else say("digest.mail_nothing")
    news = (say("digest.mail_changed", n=changed),) if changed else ()
    return waits, *news, say("digest.mail_open", address=address)
