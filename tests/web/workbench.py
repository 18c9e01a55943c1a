"""A place whose roadmaps a test may change, and people at work in it: forms filled in as a browser shows them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

from tests.web.browser import Browser, Served
from tests.web.grounds import GROUND
from waypost.codec.rows import token_of
from waypost.core.roadmap.elements import Element, State
from waypost.core.values import ElementId, Slug
from waypost.workspace.database.gate import Database

MARENIA = Slug("marenia")


class _Fields(HTMLParser):
    """The fields of the forms of a page that are sent to one address, with what stands in them."""

    def __init__(self, form: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form = form
        self.inside = False
        self.values: dict[str, str] = {}
        self.area = self.chosen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = held.get("id") == self.form
        if not self.inside:
            return
        name = held.get("name", "")
        if tag == "input" and held.get("type") in ("checkbox", "radio"):
            if "checked" in held:
                self.values[name] = held.get("value", "")
        elif tag == "input":
            self.values[name] = held.get("value", "")
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""
        elif tag == "select":
            self.chosen = name
            self.values[name] = ""
        elif tag == "option" and "selected" in held and self.chosen:
            self.values[self.chosen] = held.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.values[self.area] = self.values[self.area].removeprefix("\n")
            self.area = ""
        if tag == "select":
            self.chosen = ""
        if tag == "form":
            self.inside = False


def fields_of(page: str, form: str) -> dict[str, str]:
    """What a form of a page would send if somebody pressed its button at once."""
    found = _Fields(form)
    found.feed(page)
    return {name: value for name, value in found.values.items() if name}


def text_of(answer: HttpResponse) -> str:
    """The words of a page, without its tags."""
    page = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


class Workbench:
    """One place with its people; `by` is who works with it next."""

    def __init__(self, served: Served, folder: Path, now: datetime) -> None:
        self.served = Served(GROUND.copy(served.place, folder), served.accounts)
        self.now = now
        self.people: dict[str, Browser] = {}
        self.looks: dict[tuple[str, str], dict[str, str]] = {}

    def enter(self) -> None:
        """Serve this place from now on."""
        settings.WAYPOST_PLACE = self.served.place

    def leave(self, place: object) -> None:
        """Serve another place again."""
        settings.WAYPOST_PLACE = place

    def by(self, login: str) -> Browser:
        """The browser of somebody signed in."""
        if login not in self.people:
            browser = Browser(self.served, address=f"192.0.2.{len(self.people) + 10}")
            answer = browser.sign_in(login, self.now, later=0)
            assert answer.status_code == 303, answer.content
            self.people[login] = browser
        return self.people[login]

    def filled(self, login: str, address: str, form: str, changes: Mapping[str, str]) -> HttpResponse:
        """The answer to a form of a page with some fields changed, sent by somebody."""
        return self.sent(login, address, {**self.shown(login, address, form), **changes})

    def shown(self, login: str, address: str, form: str) -> dict[str, str]:
        """What a form of a page shows to somebody."""
        answer = self.by(login).get(address)
        assert answer.status_code == 200, (address, answer.status_code, text_of(answer)[:400])
        found = fields_of(answer.content.decode(), form)
        assert found, text_of(answer)[:400]
        return found

    def seen(self, login: str, address: str, form: str) -> dict[str, str]:
        """What a form showed when somebody last looked, with the token of what holds now and a key of its own."""
        if (login, address) not in self.looks:
            self.looks[login, address] = self.shown(login, address, form)
        name = address.split("/")[4]
        return {**self.looks[login, address], "token": token_of(self.element(name)), "key": secrets.token_hex(16)}

    def sent(self, login: str, address: str, fields: Mapping[str, object], **more: object) -> HttpResponse:
        """The answer to fields sent to an address by somebody."""
        return self.by(login).client.post(address, {**fields, **more})

    def state(self, home: Slug = MARENIA) -> State:
        """What is recorded now."""
        gate = Database(self.served.place.roadmaps)
        try:
            return gate.newest(home)
        finally:
            gate.close()

    def states(self, home: Slug = MARENIA) -> tuple[State, ...]:
        """Everything recorded, oldest first."""
        gate = Database(self.served.place.roadmaps)
        try:
            return gate.states(home)
        finally:
            gate.close()

    def element(self, name: str, home: Slug = MARENIA) -> Element:
        """An element as it is recorded now."""
        return next(one for one in self.state(home).elements if one.id == ElementId(name))
