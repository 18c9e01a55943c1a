"""A browser without scripts: keeps cookies, follows nothing by itself, fills in forms as a person does."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.test import Client

from waypost.core.people.one_time import SECONDS, code_at, step_of
from waypost.usecases.serving import Place

if TYPE_CHECKING:
    from waypost.usecases.accounts import Account

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass
class Served:
    """A place that is served, and its accounts by name."""

    place: Place
    accounts: Mapping[str, Account]


PROGRAMS = "/api/"
"""What the addresses for programs begin with."""
_TOKENS: dict[tuple[str, bool], str] = {}
"""The token of the program of each person, made once in a process, by whether it may write."""


def token_of(login: str, now: datetime, *, writes: bool = True) -> str:
    """The token of a program of somebody's, used once already."""
    from waypost.workspace.people import register, tokens

    if (login, writes) not in _TOKENS:
        member = next(one for one in register.members() if one.login == login)
        token = tokens.make(member, "tests", writes=writes, days=365, now=now)
        assert token is not None
        assert tokens.found(token, now) is not None
        _TOKENS[login, writes] = token
    return _TOKENS[login, writes]


class Browser:
    """One browser of one person; `ends` is from where it asks. Where programs ask it shows that person's token."""

    def __init__(self, served: Served, *, address: str = "192.0.2.1") -> None:
        self.served = served
        self.token = ""
        self.client = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1:8000", REMOTE_ADDR=address)

    def get(self, address: str, **headers: str) -> HttpResponse:
        """The answer to an address that is asked for."""
        return self.client.get(address, headers=self._shown(address) | headers)

    def send(self, address: str, sent: object, method: str = "POST", **headers: str) -> HttpResponse:
        """The answer to what a program sends."""
        held = {name.replace("_", "-"): value for name, value in headers.items()}
        body = json.dumps(sent)
        return self.client.generic(method, address, body, "application/json", headers=self._shown(address) | held)

    def _shown(self, address: str) -> dict[str, str]:
        """The token, where programs ask. How often is not counted here: the clock stands still."""
        from waypost.usecases.programs.asking import LATELY

        LATELY.clear()
        return {"Authorization": f"Bearer {self.token}"} if self.token and address.startswith(PROGRAMS) else {}

    def post(self, address: str, form: Mapping[str, str], *, on: str = "/sign-in", **headers: str) -> HttpResponse:
        """The answer to a form of the page `on`, with the token that stands in it."""
        token = TOKEN.search(self.get(on).content.decode())
        sent = {**form, **({"csrfmiddlewaretoken": token[1]} if token else {})}
        return self.client.post(address, sent, headers=headers)

    def sign_in(self, login: str, now: datetime, *, later: int = 0) -> HttpResponse:
        """Sign in in two steps; the answer to the second. `later` are half minutes after now."""
        account = self.served.accounts[login]
        first = self.post("/sign-in", {"login": login, "password": account.password})
        assert first.status_code == 303, first.content
        self.token = token_of(login, now)
        return self.post("/sign-in/code", {"code": code_of(account, now, later=later)}, on="/sign-in/code")


def code_of(account: Account, now: datetime, *, later: int = 0) -> str:
    """The code that the phone of an account shows."""
    return code_at(base64.b32decode(account.secret), step_of(now + timedelta(seconds=later * SECONDS)))


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of a page, the last of each name."""
    return {name: unescape(value) for name, value in _HIDDEN.findall(page)}
