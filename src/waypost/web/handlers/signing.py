"""Signing in and out."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from waypost.core.goto import goto
from waypost.core.people.roles import Power
from waypost.usecases import signing_in
from waypost.web.answers import led_to, page
from waypost.web.handling import Answering, Request, forms, writes
from waypost.web.visits import SESSION, address_asking, brought, cookie, forget

LONGEST_AGENT: Final = 80


@forms(Power.READ, signed_in=False)
def sign_in(request: Request) -> HttpResponse:
    """The first step: name and password."""
    back = back_of(request)
    if not request.is_sent:
        return page(signing_in.ask_password(request.desk, back))
    token = signing_in.first_step(
        request.given("login"),
        request.given("password"),
        address=address_asking(request.http),
        agent=request.http.headers.get("User-Agent", "")[:LONGEST_AGENT],
        now=request.now,
    )
    if token is None:
        return page(signing_in.ask_password(request.desk, back, refused=True), 403)
    answer = led_to(goto("second_step", query=(("next", back),)))
    cookie(answer, SESSION, token)
    return answer


@forms(Power.READ, signed_in=False)
def second_step(request: Request) -> HttpResponse:
    """The second step: a code of the moment, or a recovery code."""
    back, token = back_of(request), brought(request.http, SESSION)
    if not signing_in.is_half_way(token, request.now):
        return led_to(goto("sign_in"))
    if not request.is_sent:
        return page(signing_in.ask_code(request.desk, back))
    fresh = signing_in.second_step(token, request.given("code"), address=address_asking(request.http), now=request.now)
    if fresh is None:
        return page(signing_in.ask_code(request.desk, back, refused=True), 403)
    answer = HttpResponseRedirect(back, status=303)
    cookie(answer, SESSION, fresh)
    return answer


@writes(Power.READ)
def sign_out(request: Request) -> HttpResponse:
    """The session ends, and the browser keeps nothing of it."""
    signing_in.sign_out(request.member, request.now)
    answer = led_to(goto("portfolio"))
    forget(answer, SESSION)
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def back_of(request: Request) -> str:
    """The address to which one comes afterwards: one of ours, whatever was asked for."""
    wanted = request.given("next") or request.asked("next")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and "\\" not in wanted else "/"


HANDLERS: Final[dict[str, Answering]] = {"sign_in": sign_in, "second_step": second_step, "sign_out": sign_out}
