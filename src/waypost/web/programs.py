"""How a request of a program becomes one call of a use case, and its result JSON.

As in `handling`, with three differences: who asks is told by a token and by nothing a browser brings along, what is
wrong is told as an object and in the language asked for, and what may be asked stands in the table of operations::

    def timetable(asked: Asked) -> Told:
        return reading.timetable(asked.desk, asked.named("home"), asked.query("slip"))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError

from waypost.codec.interface.operations import Operation
from waypost.core.errors import NotThere, Problem, WaypostError, WrongRequest
from waypost.core.say import Say, say
from waypost.usecases.desk import Call, Desk, at_desk
from waypost.usecases.editing.sending import is_key
from waypost.usecases.incidents import incident_of
from waypost.usecases.moments import day_of, moment_of
from waypost.usecases.programs import asking, refusing
from waypost.usecases.programs.document import JSON, MOMENT, PROBLEM
from waypost.usecases.programs.reading import Told
from waypost.usecases.programs.writing import Met
from waypost.web import clock
from waypost.web.answers import tell
from waypost.web.handling import place
from waypost.web.visits import accepted, address_asking
from waypost.words.catalogue import LANGUAGES

TYPES: Final = (JSON, "application/merge-patch+json")
"""What is read, by what a program says it sends."""
_MOMENT: Final = re.compile(MOMENT)
_DAY_LENGTH: Final = len("2026-10-01")
_TAG: Final = re.compile('"([0-9a-f]{32})"')


@dataclass(frozen=True, slots=True)
class Asked:
    """What a handler gets: the desk of whoever asks, and everything the program said."""

    http: HttpRequest
    desk: Desk
    values: Mapping[str, str]

    def named(self, name: str) -> str:
        """What stands in the address."""
        return self.values[name]

    def query(self, name: str) -> str:
        """What was asked beside the address; empty where nothing was."""
        return self.http.GET.get(name, "")

    def moment(self, name: str) -> datetime | None:
        """A moment that was asked; None where none was. Raises WrongRequest for what is none."""
        return _moment(self.http, name)

    @property
    def body(self) -> bytes:
        """What was sent. Raises WrongRequest where it is not said to be JSON, or too large."""
        if self.http.content_type not in TYPES:
            raise WrongRequest(say("api.no_json"))
        try:
            return self.http.body
        except RequestDataTooBig:
            raise WrongRequest(say("api.too_large")) from None
        except UnreadablePostError:
            raise WrongRequest(say("api.unread")) from None

    @property
    def version(self) -> str:
        """The version that a change rests on. Raises WrongRequest where the program does not say; one that is none of
        ours is the version of nothing."""
        given = self.http.headers.get("If-Match", "").strip()
        if not given or given == "*":
            raise WrongRequest(say("api.no_version"))
        found = _TAG.fullmatch(given)
        return found[1] if found else given

    @property
    def key(self) -> str:
        """The number of this change. Raises WrongRequest where there is none, or one of another form."""
        given = self.http.headers.get("Idempotency-Key", "").strip().strip('"')
        if not is_key(given):
            raise WrongRequest(say("api.no_key"))
        return given

    @property
    def address(self) -> str:
        """From where the request comes."""
        return address_asking(self.http)


Handler = Callable[[Asked], Told | Met]


class Programs:
    """The handlers of one address by method, as Django calls them."""

    csrf_exempt: Final = True
    """No cookie says who asks, so no other site can ask in anybody's name."""

    def __init__(self, handlers: Mapping[str, tuple[Operation, Handler]]) -> None:
        self.handlers = handlers

    def __call__(self, http: HttpRequest, **values: str) -> HttpResponse:
        """The answer to a request; whatever is wrong with it is one too."""
        language = _language(http, "")
        try:
            if place().is_secure and not http.is_secure():
                raise WrongRequest(say("api.no_tls"))
            held = self.handlers.get("GET" if http.method == "HEAD" else str(http.method))
            if held is None:
                raise NotThere("") if not self.handlers else WrongRequest(say("api.no_method"))
            who = asking.asker(http.headers.get("Authorization", ""), address=address_asking(http), now=clock.now())
            language = _language(http, "" if who.visitor is None else who.visitor.language)
            if held[0].writes:
                asking.refuse_writing(who, held[0].power)
            _known(http, held[0])
            with at_desk(place(), who.visitor, _call(http, language)) as desk:
                return _answer(held[0], held[1](Asked(http, desk, values)), language)
        except WaypostError as error:
            return self._refused(error, language)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is our fault, and told as such
            return _faulty(error, language)

    def _refused(self, error: WaypostError, language: str) -> HttpResponse:
        status = refusing.status_of(error)
        if status is None:
            return _faulty(error, language)
        answer = HttpResponse(refusing.refusal(error, status, language), content_type=PROBLEM, status=status)
        if status == 405:
            answer["Allow"] = ", ".join(sorted({*self.handlers, *(("HEAD",) if "GET" in self.handlers else ())}))
        if status == 401:
            answer["WWW-Authenticate"] = 'Bearer realm="waypost"'
        if status == 429:
            answer["Retry-After"] = "60"
        answer["Content-Language"] = language
        return answer


def _answer(operation: Operation, told: Told | Met, language: str) -> HttpResponse:
    if isinstance(told, Met):
        answer = HttpResponse(refusing.met(told, language), content_type=PROBLEM, status=409)
        answer["ETag"] = f'"{told.token}"'
    else:
        answer = HttpResponse(told.body, content_type=JSON, status=operation.status)
        if told.token:
            answer["ETag"] = f'"{told.token}"'
        if told.place:
            answer["Location"] = told.place
    answer["Content-Language"] = language
    return answer


def _faulty(error: Exception, language: str) -> HttpResponse:
    found = incident_of(error)
    tell(fault=found.number, place=found.place)
    return HttpResponse(refusing.fault(found, language), content_type=PROBLEM, status=500)


def _language(http: HttpRequest, own: str) -> str:
    """The language of sentences: the first asked for that we write, the person's own, else English."""
    asked = (*accepted(http.headers.get("Accept-Language", "")), own)
    return next((one for one in asked if one in LANGUAGES), LANGUAGES[0])


def _known(http: HttpRequest, operation: Operation) -> None:
    """Raises WrongRequest for something asked beside an address that is not offered there, or twice."""
    names = {one.name for one in operation.asks}
    for name, held in http.GET.lists():
        if name not in names or len(held) != 1:
            raise _wrong(say("api.unknown_query", known=tuple(sorted(names))), name[:40], held[0][:40])


def _call(http: HttpRequest, language: str) -> Call:
    """How it is asked. Raises WrongRequest for a day or a moment that is none."""
    return Call(
        language=language,
        today=clock.today(),
        now=clock.now(),
        on=_day(http, "on"),
        at=_moment(http, "at"),
        vintage=_day(http, "vintage"),
    )


def _day(http: HttpRequest, name: str) -> date | None:
    given = http.GET.get(name)
    if given is None:
        return None
    if len(given) != _DAY_LENGTH or not _MOMENT.fullmatch(given):
        raise _wrong(say("cli.no_day", value=given[:40]), name, given[:40])
    try:
        return day_of(given)
    except WrongRequest as wrong:
        raise _wrong(wrong.say, name, given) from None


def _moment(http: HttpRequest, name: str) -> datetime | None:
    given = http.GET.get(name)
    if given is None:
        return None
    if not _MOMENT.fullmatch(given):
        raise _wrong(say("cli.no_moment", value=given[:40]), name, given[:40])
    return moment_of(given)


def _wrong(reason: Say, name: str, value: str) -> WrongRequest:
    problem = Problem(code=reason.code, reason=reason, column=name, value=value)
    return WrongRequest(reason, (problem,))


NOTHING: Final = Programs({})
"""What is not there is answered like what is hidden."""
