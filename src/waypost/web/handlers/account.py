"""One's own account: language and scheme, sessions, recovery codes, with whose eyes one looks."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect

from waypost.core.goto import goto
from waypost.core.people.roles import Power
from waypost.usecases import people
from waypost.usecases.programs import tokens
from waypost.web.answers import led_to, page
from waypost.web.handlers.signing import back_of
from waypost.web.handling import Answering, Request, forms, writes
from waypost.web.visits import LANGUAGE, SCHEME, cookie


@writes(Power.READ, signed_in=False)
def language(request: Request) -> HttpResponse:
    """The language of every page from now on."""
    chosen = people.language_chosen(request.visitor, request.given("language"))
    answer = HttpResponseRedirect(back_of(request), status=303)
    cookie(answer, LANGUAGE, chosen, keep=True)
    return answer


@writes(Power.READ, signed_in=False)
def scheme(request: Request) -> HttpResponse:
    """Light, dark, or as the system has it."""
    chosen = people.scheme_chosen(request.visitor, request.given("scheme"))
    answer = HttpResponseRedirect(back_of(request), status=303)
    cookie(answer, SCHEME, chosen, keep=True)
    return answer


@forms(Power.READ)
def account(request: Request) -> HttpResponse:
    """What one may choose and withdraw oneself."""
    if not request.is_sent:
        return page(people.account(request.desk, request.member))
    done, body = people.change_account(request.desk, request.member, request.sent)
    return led_to(goto("account"), done=done) if done else page(body)


@forms(Power.READ)
def own_tokens(request: Request) -> HttpResponse:
    """The tokens of one's programs."""
    if not request.is_sent:
        return page(tokens.page(request.desk, request.member))
    done, body = tokens.change(request.desk, request.member, request.sent)
    return led_to(goto("tokens"), done=done) if done else page(body)


HANDLERS: Final[dict[str, Answering]] = {
    "account": account,
    "tokens": own_tokens,
    "language": language,
    "scheme": scheme,
}
