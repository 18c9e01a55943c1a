"""People and access: who can see and do what, invitations, who opened what not everybody may see."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from waypost.core.errors import NotThere
from waypost.core.goto import goto
from waypost.core.people.roles import Power
from waypost.usecases import people as access
from waypost.usecases.openings import openings as openings_page
from waypost.web.answers import file, led_to, page
from waypost.web.handling import Answering, Request, forms, reads


@forms(Power.READ)
def people(request: Request) -> HttpResponse:
    """Who can see and do what; whoever keeps accounts ends memberships and invites."""
    if not request.is_sent:
        return page(access.access(request.desk, request.member))
    if not request.desk.may(Power.ADMINISTER):
        raise NotThere("")
    done, body = access.change_access(request.desk, request.member, request.sent)
    return led_to(goto("people"), done=done) if done else page(body)


@reads(signed_in=True)
def people_download(request: Request, form: str) -> HttpResponse:
    """The same as a file."""
    return file(*access.access_file(request.desk, request.member, form))


@reads(Power.INSPECT)
def access_log(request: Request) -> HttpResponse:
    """What was written down of access."""
    return page(access.access_log(request.desk, request.asked("show")))


@forms(Power.READ, signed_in=False)
def invitation(request: Request, token: str) -> HttpResponse:
    """Somebody invited chooses a password and is told the secret of the one-time codes."""
    if not request.is_sent:
        return page(access.invitation(request.desk, token))
    return page(access.take_invitation(request.desk, token, request.given("password")))


@forms(Power.READ, signed_in=False)
def reset(request: Request, token: str) -> HttpResponse:
    """Somebody whose second step was taken back is told a new one."""
    if not request.is_sent:
        return page(access.reset(request.desk, token))
    return page(access.take_reset(request.desk, token, request.given("password")))


@reads(signed_in=True)
def openings(request: Request, home: str, element: str) -> HttpResponse:
    """Who opened or downloaded an element, for its owner."""
    return page(openings_page(request.desk, home, element))


HANDLERS: Final[dict[str, Answering]] = {
    "people": people,
    "people_download": people_download,
    "access_log": access_log,
    "invitation": invitation,
    "reset": reset,
    "openings": openings,
}
