"""The pages on which it is settled who may see an element: the readers to tick, what new readers would see, what waits
for a second person.

Source: look 10 (element: narrow now, ask to widen); issue 3.2; design 3 (audience).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from waypost.core.goto import goto
from waypost.core.pages.editing.filling import crumbs_of
from waypost.core.pages.form import Act, Entry, Field, Form, Option, Submit, Weight
from waypost.core.pages.page import Empty, Item, Items, Link, Notice, Page, PageBlock, Panel, Part, Side, Tone
from waypost.core.pages.places import Homes, homes_of, to_element
from waypost.core.pages.readers import readers_table, readership, together
from waypost.core.roadmap.elements import Audience, Element
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.view import View, partners_of
from waypost.core.say import Ref, Say, Who, say
from waypost.core.values import EU, PUBLIC, Principal

AUDIENCE = "_audience"
PRESET = "_preset"
TICKED = "ticked"
WHY = "_why"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What some new readers would see: who they are, the page of the element as they would have it, and what else
    would come to their eyes with it."""

    who: tuple[Principal, ...]
    blocks: tuple[PageBlock, ...]
    also: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A request that waits for a second person: what it is about, whom it adds, who asked, when and why."""

    key: str
    element: Element
    new: tuple[Principal, ...]
    asked_by: str
    at: datetime
    why: str
    mine: bool


def audience_page(
    view: View,
    element: Element,
    offered: tuple[Principal, ...],
    chosen: Audience,
    hidden: tuple[tuple[str, str], ...],
    problems: tuple[Say, ...],
) -> Page:
    """The readers of an element to tick and untick: fewer at once, more after a look at what they would see."""
    partners = tuple(sorted(partners_of(view.elements)))
    ticks = Field(
        name=AUDIENCE,
        label=say("editing.readers_each"),
        entry=Entry.SEVERAL,
        options=tuple(Option(value=one, label=Who(principal=one)) for one in offered),
        values=tuple(sorted(chosen)),
    )
    presets = Field(
        name=PRESET,
        label=say("editing.readers"),
        entry=Entry.RADIO,
        hint=say("editing.readers_hint"),
        value=TICKED,
        options=tuple(
            Option(
                value=one,
                label=say(f"editing.preset_{one}", who=tuple(Who(principal=each) for each in _guests(offered))),
            )
            for one, held in presets_of(offered)
            if held
        ),
    )
    form = Form(
        name="audience",
        to=goto("audience", home=view.home, element=element.id),
        parts=(*_hidden(hidden), presets, ticks, _why()),
        submit=say("editing.readers_save"),
        bar=say("editing.readers_note"),
        acts=(Act(label=say("editing.leave"), to=to_element(view.home, element.id)),),
    )
    now = Panel(title=say("element.who_may_see"), blocks=(readers_table(element.audience, partners),))
    return Page(
        name="audience",
        title=say("editing.readers_title", item=named(view, element)),
        area="portfolio" if view.roadmap is not None else "meetings",
        crumbs=crumbs_of(view, element),
        acts=(Act(label=say("editing.widenings"), to=goto("widenings"), weight=Weight.LINK),),
        reader=readership(element.audience, partners, view.viewer),
        blocks=(*(Notice(tone=Tone.REFUSED, say=one) for one in problems), form, now),
        homes=homes_of(view),
    )


def presets_of(offered: tuple[Principal, ...]) -> tuple[tuple[str, tuple[Principal, ...]], ...]:
    """Audiences that are chosen often, by name, as far as they are offered; empty ones are not. `ticked` is whoever is
    ticked, one by one."""
    eu = tuple(one for one in offered if one == EU)
    states = tuple(one for one in offered if one.startswith("ms:"))
    guests = _guests(offered)
    public = tuple(one for one in offered if one == PUBLIC)
    return (
        (TICKED, offered),
        ("eu", eu),
        ("states", (*eu, *states) if eu and states else ()),
        ("partners", (*eu, *states, *guests) if eu and states and guests else ()),
        ("all", public),
    )


def _guests(offered: tuple[Principal, ...]) -> tuple[Principal, ...]:
    return tuple(one for one in offered if one.startswith("partner:"))


def _why() -> Field:
    return Field(name=WHY, label=say("editing.why"), hint=say("editing.why_readers"), entry=Entry.TEXT, rows=2)


def _hidden(pairs: Iterable[tuple[str, str]]) -> tuple[Field, ...]:
    return tuple(Field(name=name, label=name, entry=Entry.HIDDEN, value=value) for name, value in pairs)


def preview_page(
    view: View,
    element: Element,
    sights: tuple[Sight, ...],
    hidden: tuple[tuple[str, str], ...],
    *,
    second: bool,
) -> Page:
    """What new readers would see, before anybody lets them: the very page, and what comes with it."""
    form = Form(
        name="widen",
        to=goto("audience", home=view.home, element=element.id),
        parts=_hidden(hidden),
        submit=say("editing.widen_ask" if second else "editing.widen"),
        bar=say("editing.widen_second" if second else "editing.widen_note"),
        acts=(Act(label=say("editing.leave"), to=to_element(view.home, element.id)),),
    )
    return Page(
        name="preview",
        title=say("editing.preview_title", item=named(view, element)),
        area="portfolio",
        crumbs=crumbs_of(view, element),
        blocks=(form, *_sights(sights)),
        homes=homes_of(view),
    )


def _sights(sights: tuple[Sight, ...]) -> Iterable[PageBlock]:
    for at, one in enumerate(sights, start=1):
        who = together(one.who)
        also = (Items(items=tuple(Item(title=each) for each in one.also)),) if one.also else ()
        told = (Notice(tone=Tone.WATCH, say=say("editing.preview_also", n=len(one.also))),) if one.also else ()
        yield Part(name=f"sight-{at}", title=say("editing.preview_who", who=who), blocks=(*told, *also, *one.blocks))


def waiting_page(view: View, one: Waiting, sights: tuple[Sight, ...], hidden: tuple[tuple[str, str], ...]) -> Page:
    """One request for a second person: what new readers would see, and to let them or not."""
    acts: tuple[Submit, ...] = (
        Submit(label=say("editing.widen_refuse"), name="refuse", value="1", weight=Weight.WITHDRAW),
    )
    form = Form(
        name="grant",
        to=goto("widening", request_key=one.key),
        parts=_hidden(hidden),
        submit=say("editing.widen_grant"),
        bar=asked_words(one),
        also=acts,
    )
    own = Panel(
        title=asked_words(one),
        side=Side.WATCH,
        blocks=(
            Form(
                name="grant",
                to=goto("widening", request_key=one.key),
                parts=_hidden(hidden),
                submit=say("editing.widen_withdraw"),
                weight=Weight.WITHDRAW,
            ),
        ),
    )
    return Page(
        name="widening",
        title=say("editing.preview_title", item=named(view, one.element)),
        area="portfolio",
        crumbs=crumbs_of(view, one.element),
        blocks=(own if one.mine else form, *_sights(sights)),
        homes=homes_of(view),
    )


def asked_words(one: Waiting) -> Say:
    """Who asked when to let whom see something, and why."""
    who = together(one.new)
    code = "editing.widen_asked_why" if one.why else "editing.widen_asked"
    values = {"why": one.why} if one.why else {}
    return say(code, by=one.asked_by, at=one.at, who=who, **values)


def waitings_page(found: tuple[Waiting, ...], homes: Homes) -> Page:
    """Every request that waits, for whoever can settle it or asked for it."""
    items = tuple(
        Item(title=one.element.ref, to=goto("widening", request_key=one.key), second=(asked_words(one),))
        for one in found
    )
    empty = Empty(say=say("editing.widenings_none"), why=say("editing.widenings_why"))
    return Page(
        name="widenings",
        title=say("editing.widenings"),
        area="portfolio",
        crumbs=(Link(label=say("pages.area_portfolio"), to=goto("portfolio")),),
        blocks=(Items(items=items),) if items else (empty,),
        homes=homes,
    )
