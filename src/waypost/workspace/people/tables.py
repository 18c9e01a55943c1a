"""Making the tables of people, and bringing those of an earlier version up to this one."""

from __future__ import annotations

from django.core.management import call_command


def make() -> None:
    """The tables in the form of this version; what is in them stays."""
    call_command("migrate", verbosity=0, interactive=False)
