"""A browser without scripts: keeps cookies, follows nothing by itself, fills in forms as a person does."""

from __future__ import annotations

import base64
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


class Browser:
    """One browser of one person; `ends` is from where it asks."""

    def __init__(self, served: Served, *, address: str = "192.0.2.1") -> None:
        self.served = served
        self.client = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1:8000", REMOTE_ADDR=address)

    def get(self, address: str, **headers: str) -> HttpResponse:
        """The answer to an address that is asked for."""
        return self.client.get(address, headers=headers)

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
        return self.post("/sign-in/code", {"code": code_of(account, now, later=later)}, on="/sign-in/code")


def code_of(account: Account, now: datetime, *, later: int = 0) -> str:
    """The code that the phone of an account shows."""
    return code_at(base64.b32decode(account.secret), step_of(now + timedelta(seconds=later * SECONDS)))


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of a page, the last of each name."""
    return {name: unescape(value) for name, value in _HIDDEN.findall(page)}
