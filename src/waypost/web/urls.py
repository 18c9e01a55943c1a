"""Which handler answers at which address: the table of addresses on one side, the handlers on the other."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from waypost.core.errors import NotThere
from waypost.core.people.roles import Power
from waypost.usecases.addresses import ADDRESSES
from waypost.web import handlers
from waypost.web.handling import Answering, Bare, Request, Rule
from waypost.web.programs import Programs


def _found() -> Iterator[tuple[str, Answering | Bare | Programs]]:
    """What every module of `web.handlers` says it answers."""
    for one in iter_modules(handlers.__path__, f"{handlers.__name__}."):
        yield from import_module(one.name).HANDLERS.items()


HANDLERS: Final[dict[str, Answering | Bare | Programs]] = dict(_found())
"""Name of an address -> who answers there."""


def _nothing(request: Request, rest: str) -> HttpResponse:
    """What is not there is answered like what is hidden, in the same way."""
    raise NotThere(rest)


NOTHING: Final = Answering(_nothing, Rule(power=Power.READ, signed_in=False, methods=("GET", "HEAD", "POST")))

handler400, handler500 = "waypost.web.answers.unread", "waypost.web.answers.failed"


class Rest(StringConverter):
    """Whatever else an address may hold, line breaks and slashes too: nothing is left to be answered by Django."""

    regex = "(?s:.+)"


register_converter(Rest, "rest")

urlpatterns: list[URLPattern] = [
    *(path(ADDRESSES[name], handler, name=name) for name, handler in HANDLERS.items()),
    path("<rest:rest>", NOTHING, name="nothing"),
]
