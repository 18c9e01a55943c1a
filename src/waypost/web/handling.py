"""How a request becomes one call of a use case, and its result an answer.

A handler is three lines. It takes a `Request` and the values of its address, calls one use case, and gives the answer::

    @reads()
    def timetable(request: Request, home: str) -> HttpResponse:
        return page(pages.timetable(request.desk, Slug(home), chosen=request.asked("row")))

    @writes(Power.EDIT)
    def close(request: Request, meeting: str) -> HttpResponse:
        following.close(request.desk, ElementId(meeting), done=request.given("done"), token=request.token)
        return led_to(goto("meeting", meeting=meeting), done="meeting_closed")

`HANDLERS` at the end of each module of `web/handlers` names the address (a row of the table of addresses) of each
handler; `web/urls.py` finds them. `forms(...)` makes a handler that is asked with GET and sent with POST: it looks at
`request.is_sent`. Who may not do what an address is for gets the answer for an address that is not there.

A use case raises what is wrong (`NotThere`, `Refused`, `Stale`, `WrongRequest`), and the answer is made of it in one
place. A handler catches only what it shows in a form of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.csrf import get_token

from waypost.core.errors import NotThere, WaypostError, WrongRequest
from waypost.core.people.members import Visitor
from waypost.core.people.roles import Power, may
from waypost.core.say import say
from waypost.usecases.desk import Call, Desk, at_desk
from waypost.usecases.moments import day_of, moment_of
from waypost.usecases.refusing import refused_page
from waypost.usecases.serving import Place
from waypost.web import answers, clock
from waypost.web.visits import language_of, notices_of, scheme_of

NO_TEXT: Final = "\x00"

Handler = Callable[..., HttpResponse]
"""A function that answers a request for one address: takes the `Request`, then the values of the address by name."""


class TooOld(WaypostError):
    """A form came without the token of the browser that sends it (answer 403)."""

    code = "web.too_old"
    exit_code = 2


class WrongToken(WaypostError):
    """A form came without the token of what it changes (answer 428)."""

    code = "web.no_token"
    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who may use an address: with which power, signed in or not, asking (GET) or sending (POST)."""

    power: Power
    signed_in: bool
    methods: tuple[str, ...]


class Request:
    """A request as handlers get it: who asks, the desk at which the page is made, what was asked and sent."""

    def __init__(self, http: HttpRequest, desk: Desk, visitor: Visitor | None) -> None:
        self.http = http
        self.desk = desk
        self.visitor = visitor

    @property
    def is_sent(self) -> bool:
        """Whether a form was sent."""
        return self.http.method == "POST"

    @property
    def place(self) -> Place:
        """Where the workspace lies."""
        return place()

    @cached_property
    def now(self) -> datetime:
        """The moment of the request."""
        return self.desk.now

    def asked(self, name: str, default: str = "") -> str:
        """What the address asks for under a name: `late` of `?show=late`."""
        return self.http.GET.get(name, default)

    def given(self, name: str, default: str = "") -> str:
        """What a form sent under a name."""
        return self.http.POST.get(name, default)

    def all_given(self, name: str) -> tuple[str, ...]:
        """Everything a form sent under a name that it may send several times."""
        return tuple(self.http.POST.getlist(name))

    @property
    def sent(self) -> dict[str, tuple[str, ...]]:
        """Everything a form sent, but the token of forms."""
        return {name: self.all_given(name) for name in self.http.POST if name != "csrfmiddlewaretoken"}

    def files(self, name: str) -> tuple[tuple[str, bytes], ...]:
        """The files sent under a name: what each was called, and its bytes."""
        return tuple((one.name or "", one.read()) for one in self.http.FILES.getlist(name))

    @property
    def token(self) -> str:
        """The token of what a form changes. Raises WrongToken where there is none: no change without it."""
        held = self.given("token")
        if not held:
            raise WrongToken(say("web.no_token"))
        return held

    @property
    def member(self) -> Visitor:
        """Who is signed in. Raises NotThere where nobody is; handlers for people have a rule that asks first."""
        if self.visitor is None:
            raise NotThere("")
        return self.visitor


def place() -> Place:
    """Where the workspace lies that this process serves."""
    held: Place = settings.WAYPOST_PLACE
    return held


def reads(power: Power = Power.READ, *, signed_in: bool = False) -> Callable[[Handler], Answering]:
    """A handler that is asked and changes nothing."""
    return _ruled(Rule(power=power, signed_in=signed_in or power is not Power.READ, methods=("GET", "HEAD")))


def writes(power: Power, *, signed_in: bool = True) -> Callable[[Handler], Answering]:
    """A handler to which a form is sent."""
    return _ruled(Rule(power=power, signed_in=signed_in, methods=("POST",)))


def forms(power: Power, *, signed_in: bool = True) -> Callable[[Handler], Answering]:
    """A handler that shows a form and is sent it."""
    return _ruled(Rule(power=power, signed_in=signed_in, methods=("GET", "HEAD", "POST")))


class Answering:
    """A handler with its rule, as Django calls it."""

    def __init__(self, handler: Handler, rule: Rule) -> None:
        wraps(handler)(self)
        self.rule = rule
        self.handler = handler

    def __call__(self, http: HttpRequest, **values: str) -> HttpResponse:
        """The answer to a request; whatever is wrong with it is one too."""
        if http.method not in self.rule.methods:
            return not_asked_so(http, self.rule)
        visitor: Visitor | None = getattr(http, "visitor", None)
        if visitor is None and self.rule.signed_in:
            return answers.to_sign_in(http.get_full_path() if http.method != "POST" else "/")
        try:
            with at_desk(place(), visitor, call_of(http)) as desk:
                return self._answer(Request(http, desk, visitor), values)
        except WrongRequest as error:
            with at_desk(place(), visitor, call_of(http, timeless=True)) as desk:
                return answers.refused(desk, error)

    def _answer(self, request: Request, values: dict[str, str]) -> HttpResponse:
        role = None if request.visitor is None else request.visitor.member.role
        try:
            if self.rule.signed_in and not may(role, self.rule.power):
                raise NotThere("")
            _refuse_what_is_no_text(request.http, values)
            return self.handler(request, **values)
        except WaypostError as error:
            return answers.refused(request.desk, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is our fault, and told as such
            return answers.faulty(request.desk, error)


def not_asked_so(http: HttpRequest, rule: Rule) -> HttpResponse:
    """The answer where an address is asked in a way that it does not know. A person who typed an address that only
    takes forms is told so on a page; a program reads the header."""
    answer = HttpResponseNotAllowed(rule.methods)
    if http.method == "GET":
        answer.content = _told(http, WrongRequest(say("web.only_sent")))
    return answer


def too_old(http: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without the token of this browser: it is too old, or was not sent from a page of ours."""
    return answers.page(_told(http, TooOld(say("web.too_old"))), 403)


def _told(http: HttpRequest, error: WaypostError) -> bytes:
    visitor: Visitor | None = getattr(http, "visitor", None)
    with at_desk(place(), visitor, call_of(http, timeless=True)) as desk:
        return refused_page(desk, error)


def _refuse_what_is_no_text(http: HttpRequest, values: dict[str, str]) -> None:
    """Raises NotThere or WrongRequest where an address or a form holds U+0000, which no keyboard writes: PostgreSQL
    takes it in no text, and its fault would look like ours."""
    if any(NO_TEXT in one for one in values.values()):
        raise NotThere("")
    if any(NO_TEXT in one for sent in (http.GET, http.POST) for _, given in sent.lists() for one in given):
        raise WrongRequest(say("web.no_text"))


class Bare:
    """A handler that needs nobody and no desk, because what lies there is the same for everybody."""

    rule = Rule(power=Power.READ, signed_in=False, methods=("GET", "HEAD"))
    csrf_exempt = True
    """Nothing is ever sent to it, so a method that it does not know is told as such, whatever came along."""

    def __init__(self, handler: Callable[..., HttpResponse]) -> None:
        self.handler = handler

    def __call__(self, http: HttpRequest, **values: str) -> HttpResponse:
        """The answer to a request."""
        if http.method not in self.rule.methods:
            return HttpResponseNotAllowed(self.rule.methods)
        return self.handler(http, **values)


def _ruled(rule: Rule) -> Callable[[Handler], Answering]:
    return lambda handler: Answering(handler, rule)


def call_of(http: HttpRequest, *, timeless: bool = False) -> Call:
    """How a page is asked for. Raises WrongRequest for a day or a moment that is none; `timeless` asks for now."""
    visitor: Visitor | None = getattr(http, "visitor", None)
    asked = {} if timeless else {name: http.GET[name] for name in ("on", "at", "vintage") if http.GET.get(name)}
    return Call(
        language=language_of(http, visitor),
        scheme=scheme_of(http, visitor),
        today=clock.today(),
        now=clock.now(),
        on=day_of(asked["on"]) if "on" in asked else None,
        at=moment_of(asked["at"]) if "at" in asked else None,
        vintage=day_of(asked["vintage"]) if "vintage" in asked else None,
        csrf=get_token(http),
        asked=http.get_full_path(),
        notices=notices_of(http),
    )
