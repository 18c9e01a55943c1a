"""The application that a server runs: Django set up for the place that the environment names."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from waypost.usecases.serving import Place, place_at
from waypost.web.settings import made

FOLDER: Final = "WAYPOST_FOLDER"
ORIGIN: Final = "WAYPOST_ORIGIN"
SERVER: Final = "WAYPOST_SERVER"


def set_up(place: Place) -> None:
    """Set Django up for a place, once in a process."""
    if not settings.configured:
        settings.configure(**made(place))
        # What a library would log may hold an address or a value; our own lines hold neither (security S16).
        logging.getLogger("django").addHandler(logging.NullHandler())
        logging.getLogger("django").propagate = False
        django.setup(set_prefix=False)


def make() -> WSGIHandler:
    """The application for the place that the environment names; each process of a server calls it."""
    place = place_at(Path(os.environ[FOLDER]), os.environ[ORIGIN], os.environ.get(SERVER, ""))
    set_up(place)
    return WSGIHandler()
