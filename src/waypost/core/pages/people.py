"""The pages of people: who can see and do what, inviting somebody, taking an invitation or a second step back."""

from __future__ import annotations

from datetime import datetime

from waypost.core.brief.cells import cell, head, row
from waypost.core.brief.compose import reader_of
from waypost.core.brief.tree import Block, Brief, Cover, Nothing, Paragraph, Row, Section, Table
from waypost.core.goto import goto
from waypost.core.pages.account import powers_said, role_said
from waypost.core.pages.form import Act, Entry, Field, Form, Option, Weight
from waypost.core.pages.page import (
    Item,
    Items,
    Link,
    Links,
    Listing,
    Notice,
    Page,
    PageBlock,
    Part,
    Tone,
    Verbatim,
)
from waypost.core.people.members import Member, Organisation, Reset, may_ask, may_confirm
from waypost.core.people.roles import RIGHTS, Power, Role
from waypost.core.say import Code, Say, Who, say
from waypost.core.values import Principal, text

FORMS = ("xlsx", "json")
"""In which forms the table can be had."""


def people_page(
    members: tuple[Member, ...],
    asking: Member,
    organisations: tuple[Organisation, ...] = (),
    *,
    resets: tuple[Reset, ...] = (),
    invited: str = "",
    offered: str = "",
    error: Say | None = None,
) -> Page:
    """Who can see and do what. Whoever keeps accounts (then `organisations` are those that can be chosen, and `resets`
    what waits for a second keeper) also ends, invites and takes a second step back; `invited` and `offered` are the
    addresses of an invitation and of a reset just made, told once, and `error` why there is none."""
    keeps = asking.may(Power.ADMINISTER)
    table = members_table(members, mailboxes=keeps)
    listing = Listing(table=table, acts=tuple(_acts(one, asking) for one in members)) if keeps else table
    links = tuple(Link(label=say(f"people.download_{form}"), to=goto("people_download", form=form)) for form in FORMS)
    if asking.may(Power.INSPECT):
        links = (*links, Link(label=say("people.log"), to=goto("access_log")))
    blocks: list[PageBlock] = []
    if error is not None:
        blocks.append(Notice(tone=Tone.REFUSED, say=error))
    if invited:
        blocks.append(Notice(tone=Tone.DONE, say=say("people.invited")))
        blocks.append(Verbatim(label=say("people.invitation"), lines=(invited,)))
    if offered:
        blocks.append(Notice(tone=Tone.DONE, say=say("people.reset_confirmed")))
        blocks.append(Verbatim(label=say("people.reset_link"), lines=(offered,)))
    if resets:
        items = Items(items=tuple(_reset(one, asking) for one in resets))
        blocks.append(Part(name="resets", title=say("people.resets", n=len(resets)), blocks=(items,)))
    blocks.append(Part(name="members", title=say("people.members", n=len(members)), links=links, blocks=(listing,)))
    if keeps:
        blocks.append(Part(name="invite", title=say("people.invite"), blocks=(_invite(organisations),)))
    rules = Paragraph(says=(say("people.rule_reset"), say("people.rule_mailbox")))
    blocks.append(Part(name="roles", title=say("people.roles"), blocks=(roles_table(), rules)))
    return Page(name="people", title=say("people.title"), area="people", blocks=tuple(blocks))


def members_table(members: tuple[Member, ...], *, mailboxes: bool) -> Table:
    """One row a membership: the person by function, with whose eyes, in which role, with which powers, since when. For
    keepers of accounts the mailbox stands where the powers would: the table of roles says these."""
    columns = (
        head("people.function", weight=3),
        head("people.login"),
        head("people.organisation", weight=3),
        head("people.eyes"),
        head("people.role_head", weight=3),
        head("people.mailbox" if mailboxes else "people.may", weight=3),
        head("people.since"),
    )
    rows = tuple(_member(one, mailboxes=mailboxes) for one in members)
    return Table(name="people.members", columns=columns, rows=rows)


def _member(one: Member, *, mailboxes: bool) -> Row:
    return row(
        cell(text(one.function)),
        cell(text(one.login)),
        cell(text(one.organisation.name)),
        cell(Who(principal=one.viewer)),
        cell(role_said(one.role)),
        cell((text(one.mailbox) if one.mailbox else None) if mailboxes else powers_said(RIGHTS[one.role].powers)),
        cell(one.since.date()),
    )


def roles_table() -> Table:
    """What each role may do, and with whose eyes it may look."""
    columns = (head("people.role_head", weight=3), head("people.sides", weight=3), head("people.may", weight=4))
    rows = tuple(
        row(
            cell(role_said(role)),
            cell(say("people.powers", powers=tuple(say(f"people.side_{one}") for one in sorted(rights.sides)))),
            cell(powers_said(rights.powers)),
        )
        for role, rights in RIGHTS.items()
    )
    return Table(name="people.roles", columns=columns, rows=rows)


def _acts(one: Member, asking: Member) -> tuple[Act, ...]:
    """Ending a membership, taking a second step back; nobody does either to themselves."""
    if not may_ask(asking, one.person):
        return ()
    return (_act("people.ask_reset", "reset", one.person, Weight.PLAIN), _act("people.end", "end", one.id))


def _act(label: str, name: str, value: str, weight: Weight = Weight.WITHDRAW) -> Act:
    return Act(label=say(label), to=goto("people"), method="post", weight=weight, hidden=((name, value),))


def _reset(one: Reset, asking: Member) -> Item:
    """What waits for a second keeper; whoever may not confirm it reads by whom it was asked."""
    confirm = _act("people.confirm_reset", "confirm", one.id, Weight.PLAIN)
    acts = (_act("people.withdraw_reset", "withdraw", one.id),)
    told = say("people.reset_asked", by=one.by.login, at=one.asked)
    return Item(title=text(one.login), second=(told,), acts=(confirm, *acts) if may_confirm(asking, one) else acts)


def _invite(organisations: tuple[Organisation, ...]) -> Form:
    places = tuple(Option(value=one.id, label=text(one.name)) for one in organisations)
    roles = tuple(Option(value=one, label=Code(table="role", code=one)) for one in Role)
    parts = (
        Field(name="login", label=say("people.login"), required=True, hint=say("people.login_hint")),
        Field(name="function", label=say("people.function"), required=True, hint=say("people.function_hint")),
        Field(name="organisation", label=say("people.organisation"), entry=Entry.CHOICE, required=True, options=places),
        Field(name="role", label=say("people.role_head"), entry=Entry.CHOICE, required=True, options=roles),
    )
    return Form(
        name="new_member", to=goto("people"), parts=parts, submit=say("people.do_invite"), bar=say("people.invite_bar")
    )


# -------------------------------------------------------------------------------------------------- as a workbook


def people_brief(members: tuple[Member, ...], viewer: Principal, now: datetime, *, mailboxes: bool) -> Brief:
    """The same as a paper, for a workbook."""
    reader = reader_of(viewer)
    cover = Cover(
        kind=say("people.title"),
        title=say("people.title"),
        subtitle=None,
        reader=reader,
        facts=((say("page.written_for"), reader.words), (say("people.on"), say("people.on_value", at=now))),
        running=say("people.title"),
        training=False,
        on=now.date(),
        at=now,
        vintage=now.date(),
    )
    table = members_table(members, mailboxes=mailboxes)
    blocks: tuple[Block, ...] = (table if members else Nothing(say=say("people.nobody")),)
    sections = (
        Section(number=1, name="members", title=say("people.members", n=len(members)), blocks=blocks),
        Section(number=2, name="roles", title=say("people.roles"), blocks=(roles_table(),)),
    )
    return Brief(name="people", cover=cover, page_one=None, sections=sections)


# --------------------------------------------------------------------------------------------- taking an invitation


def invitation_page(token: str, login: str, organisation: Organisation, *, error: Say | None = None) -> Page:
    """The page on which somebody invited chooses a password."""
    password = Field(
        name="password",
        label=say("account.password"),
        entry=Entry.PASSWORD,
        hint=say("people.password_hint"),
        error=error,
        required=True,
        autocomplete="new-password",
    )
    form = Form(
        name="invitation",
        to=goto("invitation", token=token),
        parts=(password,),
        submit=say("people.take"),
        bar=say("people.take_bar", login=login),
    )
    return Page(
        name="invitation",
        title=say("people.welcome"),
        subtitle=text(organisation.name),
        area="account",
        blocks=(form,),
        narrow=True,
    )


def reset_page(token: str, login: str, *, error: Say | None = None) -> Page:
    """The page on which somebody whose second step was taken back proves who they are, and gets a new one."""
    password = Field(
        name="password",
        label=say("account.password"),
        entry=Entry.PASSWORD,
        hint=say("people.reset_hint"),
        error=error,
        required=True,
        autocomplete="current-password",
    )
    form = Form(
        name="reset",
        to=goto("reset", token=token),
        parts=(password,),
        submit=say("people.take_reset"),
        bar=say("people.take_bar", login=login),
    )
    return Page(name="reset", title=say("people.reset_title"), area="account", blocks=(form,), narrow=True)


def welcome_page(secret: str, address: str, codes: tuple[str, ...]) -> Page:
    """What is told once to somebody who took an invitation, or gets a second step anew: the secret of the one-time
    codes, the recovery codes."""
    blocks = (
        Notice(tone=Tone.WATCH, say=say("people.told_once")),
        Verbatim(label=say("people.secret"), lines=(secret, address)),
        Verbatim(label=say("account.codes"), lines=codes),
        Links(links=(Link(label=say("account.sign_in"), to=goto("sign_in")),)),
    )
    return Page(name="welcome", title=say("people.welcome"), area="account", blocks=blocks, narrow=True)
