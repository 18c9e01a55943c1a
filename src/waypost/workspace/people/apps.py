"""People as an application of Django's: its name, and nothing else."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """The tables of `workspace.people`."""

    name = "waypost.workspace.people"
    label = "people"
