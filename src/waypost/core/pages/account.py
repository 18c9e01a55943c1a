"""The page of one's own account: with whose eyes one looks, mailbox, sessions, what one signs in with, scheme."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.core.brief.tree import Paragraph, Words
from waypost.core.goto import goto
from waypost.core.pages.form import Act, Entry, Field, Form, Option, Weight
from waypost.core.pages.page import Facts, Item, Items, Link, Links, Notice, Page, PageBlock, Part, Tone, Verbatim
from waypost.core.people.members import Member, Sitting, Visitor
from waypost.core.people.roles import RIGHTS, Power, Role
from waypost.core.say import Code, Say, Who, say
from waypost.core.values import text


def account_page(
    who: Visitor,
    memberships: tuple[Member, ...],
    sittings: tuple[Sitting, ...],
    *,
    codes_left: int,
    codes: tuple[str, ...] = (),
    secret: tuple[str, ...] = (),
    mailbox: Say | None = None,
    error: Say | None = None,
) -> Page:
    """What somebody may choose and withdraw for themselves. `codes` and `secret` were just made and are told once;
    `mailbox` is what is wrong with the mailbox sent, `error` why what was asked with the password was not done."""
    wrong = () if error is None else (Notice(tone=Tone.REFUSED, say=error),)
    blocks = (
        *wrong,
        _seat(who, memberships),
        Part(name="mailbox", title=say("account.mailbox"), blocks=(_mailbox(who.member.mailbox, mailbox),)),
        _sittings(sittings),
        Part(name="phone", title=say("account.phone"), blocks=tuple(_phone(secret))),
        Part(name="codes", title=say("account.codes"), blocks=tuple(_codes(codes_left, codes))),
        Part(name="password", title=say("account.password"), blocks=(_password(),)),
        Part(name="tokens", title=say("tokens.title"), blocks=(Links(links=(_tokens(),)),)),
        Part(name="look", title=say("account.look"), blocks=(_scheme(who.scheme or "system"),)),
    )
    return Page(name="account", title=say("account.title"), area="account", blocks=blocks)


def _mailbox(current: str, error: Say | None) -> Form:
    field = Field(
        name="mailbox",
        label=say("account.mailbox_label"),
        entry=Entry.MAIL,
        value=current,
        hint=say("account.mailbox_hint"),
        error=error,
        autocomplete="email",
    )
    return Form(
        name="keep_mailbox",
        to=goto("account"),
        parts=(field,),
        submit=say("account.keep"),
        weight=Weight.PLAIN,
        bar=say("people.rule_mailbox"),
    )


def _phone(secret: tuple[str, ...]) -> Iterator[PageBlock]:
    if secret:
        yield Notice(tone=Tone.WATCH, say=say("account.phone_told_once"))
        yield Verbatim(label=say("people.secret"), lines=secret)
        return
    again = Field(name="phone", label="", entry=Entry.HIDDEN, value="1")
    yield Form(
        name="renew_phone",
        to=goto("account"),
        parts=(again, _current("phone_password")),
        submit=say("account.renew_phone"),
        weight=Weight.PLAIN,
        bar=say("account.phone_bar"),
    )


def _codes(left: int, made: tuple[str, ...]) -> Iterator[PageBlock]:
    if made:
        yield Notice(tone=Tone.WATCH, say=say("account.codes_told_once"))
        yield Verbatim(label=say("account.codes"), lines=made)
    yield Paragraph(says=(say("account.codes_left", n=left),))
    yield Form(
        name="renew",
        to=goto("account"),
        parts=(_current("renew_password"),),
        submit=say("account.renew"),
        weight=Weight.PLAIN,
    )


def _password() -> Form:
    fresh = Field(
        name="fresh",
        label=say("account.fresh"),
        entry=Entry.PASSWORD,
        hint=say("people.password_hint"),
        required=True,
        autocomplete="new-password",
    )
    parts = (_current("change_password"), fresh)
    return Form(name="change", to=goto("account"), parts=parts, submit=say("account.change"), weight=Weight.PLAIN)


def _current(name: str) -> Field:
    """The password once more; a form of its own each, so each field has its own name for those who hear it."""
    return Field(
        name="password",
        label=say(f"account.{name}"),
        entry=Entry.PASSWORD,
        required=True,
        autocomplete="current-password",
    )


def powers_said(powers: frozenset[Power]) -> Say:
    """What somebody may do, in the order of the table."""
    return say("people.powers", powers=tuple(Code(table="power", code=one) for one in Power if one in powers))


def role_said(role: Role) -> Say:
    """The name of a role."""
    return say("people.role", role=Code(table="role", code=role))


def _seat(who: Visitor, memberships: tuple[Member, ...]) -> Part:
    member = who.member
    told = (
        ("account.login", text(member.login)),
        ("account.function", text(member.function)),
        ("account.organisation", text(member.organisation.name)),
        ("account.eyes", Who(principal=member.viewer)),
        ("account.role", role_said(member.role)),
        ("account.powers", powers_said(RIGHTS[member.role].powers)),
    )
    rows = tuple((say(label), Words(words=one)) for label, one in told)
    others = tuple(one for one in memberships if one.id != member.id)
    items = Items(items=tuple(map(_other, others)))
    return Part(
        name="seat", title=say("account.seat"), blocks=(Facts(name="seat", rows=rows), items)[: 1 + bool(others)]
    )


def _other(member: Member) -> Item:
    switch = Act(label=say("account.switch"), to=goto("account"), method="post", hidden=(("member", member.id),))
    return Item(title=text(member.organisation.name), second=(say("account.as", what=member.function),), acts=(switch,))


def _tokens() -> Link:
    return Link(label=say("tokens.link"), to=goto("tokens"))


def _scheme(current: str) -> Form:
    options = tuple(Option(value=one, label=say(f"account.scheme_{one}")) for one in ("system", "light", "dark"))
    field = Field(name="scheme", label=say("account.scheme"), entry=Entry.CHOICE, value=current, options=options)
    back = Field(name="next", label="", entry=Entry.HIDDEN, value="/account/")
    return Form(
        name="scheme",
        to=goto("scheme"),
        parts=(field, back),
        submit=say("account.keep"),
        weight=Weight.PLAIN,
        line=True,
    )


def _sittings(sittings: tuple[Sitting, ...]) -> Part:
    items = Items(items=tuple(map(_sitting, sittings)))
    others = Act(
        label=say("account.end_others"),
        to=goto("account"),
        method="post",
        weight=Weight.WITHDRAW,
        hidden=(("end_others", "1"),),
    )
    return Part(name="sessions", title=say("account.sessions"), blocks=(items, others)[: 1 + (len(sittings) > 1)])


def _sitting(one: Sitting) -> Item:
    end = Act(
        label=say("account.end"), to=goto("account"), method="post", weight=Weight.WITHDRAW, hidden=(("end", one.id),)
    )
    told = (say("account.begun", at=one.begun), say("account.seen", at=one.seen))
    title = say("account.this_session") if one.current else say("account.session", agent=one.agent or "?")
    return Item(title=title, second=told, acts=() if one.current else (end,))
