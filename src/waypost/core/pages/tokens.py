"""The page of the tokens of one's programs: made, listed, ended.

Source: issue 3.4 (the interface for programs); security S12; ASVS 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from waypost.core.brief.tree import Nothing
from waypost.core.goto import goto
from waypost.core.pages.form import Act, Entry, Field, Form, Option, Weight
from waypost.core.pages.page import Item, Items, Link, Links, Notice, Page, PageBlock, Part, Tone, Verbatim
from waypost.core.people.members import Pass, Visitor
from waypost.core.people.roles import Power
from waypost.core.say import Say, say
from waypost.core.values import text

LASTING: Final = (30, 90, 180, 365)
"""For how many days a token may be made; none serves for ever."""


def tokens_page(who: Visitor, held: tuple[Pass, ...], *, often: int, made: str = "", error: Say | None = None) -> Page:
    """The tokens of a member that serve, and the form of a new one. `made` is one just made, told once; `error` is why
    none was; `often` how many times a minute each may ask."""
    wrong = () if error is None else (Notice(tone=Tone.REFUSED, say=error),)
    blocks = (
        *wrong,
        *_made(made),
        Part(name="held", title=say("tokens.held"), blocks=_held(held)),
        Part(name="new", title=say("tokens.new"), blocks=(_form(who),)),
        Links(links=(Link(label=say("tokens.manual"), to=goto("api_document")),)),
    )
    subtitle = say("tokens.subtitle", count=often)
    return Page(name="tokens", title=say("tokens.title"), subtitle=subtitle, area="account", blocks=blocks)


def _made(token: str) -> Iterator[PageBlock]:
    if token:
        yield Notice(tone=Tone.WATCH, say=say("tokens.told_once"))
        yield Verbatim(label=say("tokens.label"), lines=(token,))


def _held(held: tuple[Pass, ...]) -> tuple[PageBlock, ...]:
    return (Items(items=tuple(map(_item, held))),) if held else (Nothing(say=say("tokens.none")),)


def _item(one: Pass) -> Item:
    end = Act(
        label=say("tokens.end"), to=goto("tokens"), method="post", weight=Weight.WITHDRAW, hidden=(("end", one.id),)
    )
    told = (
        say("tokens.may_write" if one.writes else "tokens.may_read"),
        say("tokens.since", made=one.made.date(), ends=one.ends.date()),
        say("tokens.unused") if one.used is None else say("tokens.used", at=one.used),
    )
    return Item(title=text(one.name), second=told, acts=(end,))


def _form(who: Visitor) -> Form:
    name = Field(name="name", label=say("tokens.name"), hint=say("tokens.name_hint"), required=True)
    days = Field(
        name="days",
        label=say("tokens.days"),
        entry=Entry.CHOICE,
        value=str(LASTING[1]),
        options=tuple(Option(value=str(one), label=say("tokens.days_of", count=one)) for one in LASTING),
    )
    kinds = ("reads", *(("writes",) if who.member.may(Power.EDIT) else ()))
    may = Field(
        name="may",
        label=say("tokens.may"),
        entry=Entry.CHOICE,
        value=kinds[0],
        options=tuple(Option(value=one, label=say(f"tokens.{one}")) for one in kinds),
    )
    password = Field(
        name="password",
        label=say("tokens.password"),
        entry=Entry.PASSWORD,
        required=True,
        autocomplete="current-password",
    )
    parts = (name, days, may, password)
    return Form(name="token", to=goto("tokens"), parts=parts, submit=say("tokens.make"))
