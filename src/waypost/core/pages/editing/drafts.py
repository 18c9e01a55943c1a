"""The page of one's own drafts: what was typed and not saved, where it stands now, to go on with or to drop.

Source: issue 3.1 (a stale one keeps mine as a draft); look 10 (portfolio: needs you).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from waypost.core.brief.tree import Mark, Marker
from waypost.core.goto import Goto, goto
from waypost.core.pages.form import Act, Weight
from waypost.core.pages.page import Empty, Item, Items, Link, Page, PageBlock, Part
from waypost.core.pages.places import Homes
from waypost.core.say import Code, Ref, Say, say


class Standing(StrEnum):
    """Where a draft stands: what it would change is as it was, was changed by somebody, is not there any more, or was
    not there yet."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One draft: what it is about (None: nothing that can be named), of which roadmap, when it was kept, where it
    stands, and the boxes that say something else than what stood there. `on` leads to where it is gone on with, `back`
    to where what is gone is put back."""

    key: str
    about: Ref | Code | None
    roadmap: Ref | None
    at: datetime
    standing: Standing
    typed: tuple[tuple[Say, str], ...] = ()
    on: Goto | None = None
    back: Goto | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Files that were sent and wait for a decision: their names, when, and where they are looked at."""

    names: str
    at: datetime
    to: Goto


def drafts_page(found: tuple[Kept, ...], sent: tuple[Sent, ...], homes: Homes) -> Page:
    """Everything that is kept for its reader alone, the newest first."""
    return Page(
        name="drafts",
        title=say("editing.drafts"),
        subtitle=say("editing.drafts_own"),
        area="portfolio",
        crumbs=(Link(label=say("pages.area_portfolio"), to=goto("portfolio")),),
        blocks=tuple(_blocks(found, sent)),
        homes=homes,
    )


def _blocks(found: tuple[Kept, ...], sent: tuple[Sent, ...]) -> Iterator[PageBlock]:
    if found:
        title = say("editing.wait_drafts", n=len(found))
        yield Part(name="kept", title=title, blocks=(Items(items=tuple(map(_line, found))),))
    else:
        yield Empty(say=say("editing.drafts_none"), why=say("editing.drafts_why"))
    if sent:
        files = tuple(
            Item(title=say("page.words", words=one.names), to=one.to, second=(say("editing.sent_at", at=one.at),))
            for one in sent
        )
        yield Part(name="files", title=say("editing.import_waiting"), blocks=(Items(items=files),))


def _line(one: Kept) -> Item:
    lines = tuple(say("editing.draft_typed", field=label, words=words) for label, words in one.typed)
    return Item(
        title=draft_title(one),
        to=one.on,
        strong=True,
        markers=_markers(one.standing),
        second=(*_where(one), say("editing.draft_at", at=one.at), say(f"editing.draft_{one.standing}"), *lines),
        acts=tuple(_acts(one)),
    )


def draft_title(one: Kept) -> Say | Ref:
    """What a draft is called: by what it would change, or by the kind of what it would add."""
    if isinstance(one.about, Code):
        return say("editing.title_add", kind=one.about)
    return say("editing.draft_untitled") if one.about is None else one.about


def _where(one: Kept) -> tuple[Say, ...]:
    return () if one.roadmap is None else (say("page.words", words=one.roadmap),)


def _markers(standing: Standing) -> tuple[Marker, ...]:
    if standing is Standing.CHANGED:
        return (Marker(mark=Mark.WATCH, say=say("editing.draft_mark_changed")),)
    if standing is Standing.GONE:
        return (Marker(mark=Mark.LATE, say=say("editing.draft_mark_gone")),)
    return ()


def _acts(one: Kept) -> Iterator[Act]:
    if one.on is not None:
        yield Act(label=say("editing.draft_take"), to=one.on)
    if one.back is not None:
        yield Act(label=say("editing.draft_back"), to=one.back)
    yield Act(
        label=say("editing.draft_drop"),
        to=goto("drafts"),
        method="post",
        weight=Weight.WITHDRAW,
        hidden=(("drop", one.key),),
    )
