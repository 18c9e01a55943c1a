"""The pages of proposals: those of a roadmap, and one compared with its roadmap as it stands now.

Source: issue 3.3 (proposals: compared, discussed, merged); look 6 (diff row, conflict).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from waypost.core.brief.tree import Heading
from waypost.core.change.changes import Conflict as Met
from waypost.core.editing.proposal import Proposed
from waypost.core.goto import goto
from waypost.core.pages.editing.choosing import boxes_of, choice_name, field_of
from waypost.core.pages.editing.conflict import MINE, THEIRS
from waypost.core.pages.editing.incoming import changes_table
from waypost.core.pages.form import Act, Conflict, Entry, Field, Form, FormPart, Option, Submit, Weight
from waypost.core.pages.page import Empty, Item, Items, Link, Notice, Page, PageBlock, Part, Tone
from waypost.core.pages.places import homes_of, to_element
from waypost.core.pages.readers import readership
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.view import View, partners_of
from waypost.core.say import Say, say
from waypost.core.values import Slug, Text

TITLE = "title"
READERS = "readers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One proposal of a roadmap: where it lies, what it is called, when it began, whether it is still pursued."""

    home: Slug
    title: Text | None
    began: datetime
    is_open: bool


def proposals_page(
    view: View, found: tuple[Standing, ...], hidden: tuple[tuple[str, str], ...], problem: Say | None
) -> Page:
    """The proposals of a roadmap, and beginning one."""
    items = tuple(
        Item(
            title=one.title or say("editing.proposal_untitled"),
            to=goto("proposal", home=one.home),
            second=(say("editing.proposal_began" if one.is_open else "editing.proposal_closed", at=one.began),),
        )
        for one in found
    )
    empty = Empty(say=say("editing.proposals_none"), why=say("editing.proposals_why"))
    title = Field(
        name=TITLE,
        label=say("editing.proposal_title"),
        hint=say("editing.proposal_title_hint"),
        required=True,
        error=problem,
    )
    readers = Field(
        name=READERS,
        label=say("editing.proposal_readers"),
        entry=Entry.RADIO,
        value="own",
        options=(
            Option(value="own", label=say("editing.proposal_own")),
            Option(value="all", label=say("editing.proposal_all")),
        ),
    )
    form = Form(
        name="propose",
        to=goto("proposals", home=view.home),
        parts=(*_hidden(hidden), title, readers),
        submit=say("editing.propose"),
        bar=say("editing.propose_note"),
    )
    return Page(
        name="proposals",
        title=say("editing.proposals"),
        area="portfolio",
        crumbs=_crumbs(view),
        blocks=(
            Items(items=items) if items else empty,
            Part(name="begin", title=say("editing.propose_title"), blocks=(form,)),
        ),
        homes=homes_of(view),
    )


def _hidden(pairs: tuple[tuple[str, str], ...]) -> tuple[Field, ...]:
    return tuple(Field(name=name, label=name, entry=Entry.HIDDEN, value=value) for name, value in pairs)


def _crumbs(roadmap: View) -> tuple[Link, ...]:
    head = roadmap.roadmap
    first = Link(label=say("pages.area_portfolio"), to=goto("portfolio"))
    return (first,) if head is None else (first, Link(label=head[0].ref, to=goto("roadmap", home=roadmap.home)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A proposal as it is looked at: its home, its title, what it would change, what was chosen so far."""

    branch: View
    title: Text | None
    found: Proposed
    chosen: tuple[tuple[str, str], ...]
    hidden: tuple[tuple[str, str], ...]
    is_open: bool
    told: tuple[Say, ...] = ()


def proposal_page(roadmap: View, look: Look) -> Page:
    """One proposal: what it would change, what met, what was said, and merging it."""
    partners = tuple(sorted(partners_of(roadmap.elements)))
    head = look.branch.roadmap
    work = Act(label=say("editing.proposal_open"), to=goto("roadmap", home=look.branch.home))
    return Page(
        name="proposal",
        title=look.title or say("editing.proposal_untitled"),
        subtitle=say("editing.proposal"),
        area="portfolio",
        crumbs=(*_crumbs(roadmap), Link(label=say("editing.proposals"), to=goto("proposals", home=roadmap.home))),
        reader=None if head is None else readership(head[0].audience, partners, roadmap.viewer),
        acts=(work,),
        blocks=(
            *(Notice(tone=Tone.REFUSED, say=one) for one in look.told),
            *_changes(roadmap, look),
            *_talk(look),
        ),
        homes=(*homes_of(look.branch), *homes_of(roadmap)),
    )


def _changes(roadmap: View, look: Look) -> Iterator[PageBlock]:
    if not look.found.changes.changes and not look.found.conflicts:
        yield Empty(say=say("editing.proposal_same"), why=say("editing.proposal_same_why"))
        return
    parts: list[FormPart] = [*_hidden(look.hidden)]
    if look.found.conflicts:
        parts.append(Heading(say=say("editing.import_n_conflicts", n=len(look.found.conflicts))))
        parts.extend(_conflict(one, roadmap, dict(look.chosen)) for one in look.found.conflicts)
    parts.extend(changes_table(look.found.changes))
    if not look.is_open:
        yield Notice(tone=Tone.WATCH, say=say("editing.proposal_ended"))
    yield Form(
        name="merge",
        to=goto("proposal", home=look.branch.home),
        parts=tuple(parts),
        submit=say("editing.merge"),
        bar=say("editing.merge_note"),
        also=(Submit(label=say("editing.proposal_end"), name="end", value="1", weight=Weight.WITHDRAW),),
    )


def _conflict(one: Met, roadmap: View, chosen: dict[str, str]) -> Conflict:
    name = choice_name(one)
    was, now, mine = boxes_of(
        one,
        roadmap,
        was=say("editing.proposal_was"),
        now=say("editing.proposal_now"),
        mine=say("editing.proposal_mine"),
    )
    return Conflict(
        name=name,
        title=one.ref,
        field=field_of(one),
        base=was,
        choices=((THEIRS, now), (MINE, mine)),
        chosen=chosen.get(name, ""),
    )


def _talk(look: Look) -> Iterator[PageBlock]:
    """What was said about it, and the way to say something."""
    head = look.branch.roadmap
    if head is None:
        return
    add = Link(
        label=say("editing.comment"),
        to=goto("add", home=look.branch.home, kind="entry", query=(("under", head[0].id),)),
    )
    items = tuple(_line(look.branch, one) for one in look.found.talk)
    blocks: tuple[PageBlock, ...] = (Items(items=items),) if items else (Empty(say=say("editing.no_talk")),)
    yield Part(name="talk", title=say("editing.talk"), links=(add,), blocks=blocks)


def _line(view: View, one: Element) -> Item:
    return Item(title=named(view, one), to=to_element(one.home, one.id))
