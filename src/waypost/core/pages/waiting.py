"""What waits for one person and stands in no roadmap: requests for a second person, own drafts, open proposals.

Source: look 10 (portfolio: needs you); issue 3.3 (what needs me).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.brief.tree import Heading
from waypost.core.goto import Goto, goto
from waypost.core.pages.editing.drafts import Kept, draft_title
from waypost.core.pages.editing.widening import Waiting, asked_words
from waypost.core.pages.page import Item, Items, PageBlock
from waypost.core.say import Ref, Who, say
from waypost.core.values import Principal, Slug, Text

SHOWN: Final = 3
"""So many lines of each group stand there; the page of the group has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A proposal that is still pursued: where it lies, what it is called, of which roadmap, begun by whom and when."""

    home: Slug
    title: Text | None
    roadmap: Ref
    by: Principal
    began: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Everything that waits: requests that the person may settle, drafts of their own, proposals they may answer."""

    requests: tuple[Waiting, ...] = ()
    drafts: tuple[Kept, ...] = ()
    proposals: tuple[Open, ...] = ()

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.requests) + len(self.drafts) + len(self.proposals)


def waiting_blocks(waits: Waits) -> Iterator[PageBlock]:
    """Each group that is not empty: its head and its first lines, then a line that leads to the rest."""
    groups: tuple[tuple[str, tuple[Item, ...], Goto | None], ...] = (
        ("editing.wait_requests", tuple(map(_request, waits.requests)), goto("widenings")),
        ("editing.wait_proposals", tuple(map(_proposal, waits.proposals)), None),
        ("editing.wait_drafts", tuple(map(_draft, waits.drafts)), goto("drafts")),
    )
    for code, items, to in groups:
        if items:
            yield Heading(say=say(code, n=len(items)))
            yield Items(items=(*_first(items, to), *_rest(items, to)))


def _first(items: tuple[Item, ...], to: Goto | None) -> tuple[Item, ...]:
    return items if to is None else items[:SHOWN]


def _rest(items: tuple[Item, ...], to: Goto | None) -> tuple[Item, ...]:
    rest = len(items) - SHOWN
    return (Item(title=say("pages.more_of_these", n=rest), to=to),) if to is not None and rest > 0 else ()


def _request(one: Waiting) -> Item:
    return Item(title=one.element.ref, to=goto("widening", request_key=one.key), second=(asked_words(one),))


def _proposal(one: Open) -> Item:
    return Item(
        title=one.title or say("editing.proposal_untitled"),
        to=goto("proposal", home=one.home),
        second=(say("editing.wait_proposal", roadmap=one.roadmap, by=Who(principal=one.by), day=one.began),),
    )


def _draft(one: Kept) -> Item:
    return Item(
        title=draft_title(one),
        to=goto("drafts"),
        second=(say("editing.draft_at", at=one.at), say(f"editing.draft_{one.standing}")),
    )
