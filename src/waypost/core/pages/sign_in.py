"""The pages of signing in: a narrow column, errors in words, the second step named on the button (look 10)."""

from __future__ import annotations

from waypost.core.goto import goto
from waypost.core.pages.form import Entry, Field, Form
from waypost.core.pages.page import Link, Links, Notice, Page, PageBlock, Tone
from waypost.core.say import say


def sign_in_page(back: str, *, refused: bool) -> Page:
    """The first step. `back` is the address to which one comes after the second; `refused` after an attempt that
    failed, whatever was wrong with it."""
    fields = (
        Field(name="login", label=say("account.login"), required=True, autocomplete="username"),
        Field(
            name="password",
            label=say("account.password"),
            entry=Entry.PASSWORD,
            required=True,
            autocomplete="current-password",
        ),
        _back(back),
    )
    form = Form(name="sign_in", to=goto("sign_in"), parts=fields, submit=say("account.to_second_step"))
    public = Links(links=(Link(label=say("account.public_pages"), to=goto("portfolio")),))
    return _page("sign_in", "account.sign_in_title", form, public, refused=refused)


def second_step_page(back: str, *, refused: bool) -> Page:
    """The second step: six digits of the moment, or a recovery code."""
    code = Field(
        name="code",
        label=say("account.code"),
        entry=Entry.CODE,
        hint=say("account.code_hint"),
        required=True,
        autocomplete="one-time-code",
    )
    form = Form(name="code", to=goto("second_step"), parts=(code, _back(back)), submit=say("account.sign_in"))
    again = Links(links=(Link(label=say("account.begin_again"), to=goto("sign_in")),))
    return _page("second_step", "account.second_step_title", form, again, refused=refused)


def _page(name: str, title: str, form: Form, links: Links, *, refused: bool) -> Page:
    wrong = (Notice(tone=Tone.REFUSED, say=say(f"account.{name}_refused")),) if refused else ()
    blocks: tuple[PageBlock, ...] = (*wrong, form, links)
    return Page(name=name, title=say(title), area="account", blocks=blocks, narrow=True)


def _back(address: str) -> Field:
    return Field(name="next", label="", entry=Entry.HIDDEN, value=address)
