"""Why a program gets no answer, as one object: a sentence, its code, and every problem with its place.

Source: RFC 9457; contract 3 (problems).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from waypost.codec.results import problem_json
from waypost.codec.tree import Json, json_bytes
from waypost.core.errors import NotThere, Problem, Refused, Stale, WaypostError, WrongRequest
from waypost.core.say import Say, say
from waypost.usecases.incidents import Incident
from waypost.usecases.programs.writing import Met
from waypost.words.wording import Wording, wording

STATUS: Final = {
    "api.no_such_token": 401,
    "api.sign_in": 401,
    "api.read_only": 403,
    "api.may_not": 403,
    "api.not_your_role": 403,
    "api.no_tls": 403,
    "api.no_method": 405,
    "api.too_large": 413,
    "api.no_json": 415,
    "api.no_version": 428,
    "api.wrong_tokens": 429,
    "api.too_often": 429,
    "search.too_many": 429,
}
"""The answer of HTTP to what is asked wrongly in a way that has its own; to any other way 400."""


def status_of(error: WaypostError) -> int | None:
    """The answer of HTTP to an error; None where the fault is ours."""
    match error:
        case NotThere():
            return 404
        case WrongRequest():
            return STATUS.get(error.say.code, 400)
        case Stale():
            return 409
        case Refused():
            return 422
    return None


def refusal(error: WaypostError, status: int, language: str) -> bytes:
    """The object of an error. What is hidden and what was never there have the same, whatever was asked for."""
    words = wording(language)
    if isinstance(error, NotThere):
        return _object(status, "error.not_there", say("web.not_there"), (), words)
    code = error.say.code if isinstance(error, WrongRequest) else error.code
    return _object(status, code, error.say, error.problems, words)


def fault(incident: Incident, language: str) -> bytes:
    """The object of a fault of ours, with the number by which we find it."""
    return _object(500, "error.impossible", say("web.fault", number=incident.number), (), wording(language))


def met(sides: Met, language: str) -> bytes:
    """The object of a change that met another: all three sides."""
    words = wording(language)
    about: dict[str, Json] = {
        "token": sides.token,
        "base": sides.base,
        "theirs": sides.theirs,
        "mine": sides.mine,
        "conflicts": sides.conflicts,
    }
    return _object(409, "error.stale", say("error.stale"), (), words, about)


def _object(
    status: int,
    code: str,
    told: Say,
    problems: tuple[Problem, ...],
    words: Wording,
    more: dict[str, Json] | None = None,
) -> bytes:
    found: dict[str, Json] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": words.plain(told),
        "code": code,
        "problems": [problem_json(one, words.plain) for one in problems],
    }
    return json_bytes(found | (more or {}), indent=1)
