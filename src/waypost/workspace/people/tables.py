"""Making the tables of people, and bringing those of an earlier version up to this one."""

from __future__ import annotations

from django.core.management import call_command
from django.db import DatabaseError

from waypost.core.errors import Problem, Refused
from waypost.core.say import say


def make() -> None:
    """The tables in the form of this version; what is in them stays. Raises Refused where the database does not let
    whoever serves make them."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError:
        # Its own words may hold an address or a name that only the server's keeper should know.
        code = "serving.no_tables"
        raise Refused((Problem(code=code, reason=say(code), remedy=say(f"{code}.remedy")),)) from None
