"""Tables of people that an earlier release made are brought up to this one, and nothing that was in them is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.web.browser import Served
from tests.web.conftest import NOW
from tests.web.grounds import GROUND
from waypost.workspace.people import models

OLD = "old"
ROWS: dict[str, dict[str, object]] = {
    "Organisation": {"id": "o1", "name": "Ministry", "eyes": "partner:QM"},
    "Person": {"id": "p1", "login": "desk", "password": "x", "language": "fr"},
    "Membership": {
        **{"id": "m1", "person_id": "p1", "organisation_id": "o1", "function": "Desk", "role": "partner_desk"},
        "since": NOW,
    },
    "Session": {
        "id": "s1",
        "digest": "d",
        "person_id": "p1",
        "membership_id": "m1",
        "begun": NOW,
        "seen": NOW,
        "agent": "",
    },
    "Feed": {"digest": "d1", "id": "f1", "membership_id": "m1", "language": "fr", "made": NOW},
    "Opening": {"id": "op1", "membership_id": "m1", "home": "marenia", "element": "e", "form": "", "at": NOW},
    "Event": {"id": "e1", "at": NOW, "code": "member.added", "person": "p1", "by": ""},
}
"""A row of what every release had, in the fields that every release had."""


def releases() -> list[str]:
    """The tables of every release, by the last step that it took; the newest is that of this one."""
    return sorted(name for app, name in MigrationLoader(None).disk_migrations if app == "people")


@pytest.fixture
def old(served: Served, tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Another database of people, empty."""
    settings = dict(connections["default"].settings_dict)
    if GROUND.server:
        # A copy of the roadmaps as they were before there were people: whoever serves may make tables in it.
        other = GROUND.copy(served.place, tmp_path / "other")
        settings |= {
            "OPTIONS": settings["OPTIONS"] | {"conninfo": other.server},
            "NAME": other.server.rpartition("/")[2],
        }
    else:
        settings |= {"NAME": str(tmp_path / "people.db")}
    connections.databases[OLD] = settings | {"CONN_MAX_AGE": 0}
    with closing(connections[OLD]) as found:
        yield found
    del connections[OLD]
    del connections.databases[OLD]


@pytest.mark.parametrize("release", releases())
def test_upgrade_loses_nothing(old: BaseDatabaseWrapper, release: str) -> None:
    """From the tables of each release to those of this one: every row is as it was, and a calendar that was made
    before that could be asked for holds nothing internal."""
    executor = MigrationExecutor(old)
    executor.migrate([("people", release)])
    made = executor.loader.project_state(("people", release)).apps
    for name, values in ROWS.items():
        model = made.get_model("people", name)
        known = {one.name for one in model._meta.get_fields()}
        model.objects.using(OLD).create(
            **values, **({"secret": b"s"} if {"Person", "secret"} <= {name, *known} else {})
        )
    call_command("migrate", database=OLD, verbosity=0, interactive=False)
    for name, values in ROWS.items():
        (row,) = apps.get_model("people", name).objects.using(OLD).values(*values)
        assert row == values
    assert not models.Feed.objects.using(OLD).get().internal
    call_command("migrate", database=OLD, check_unapplied=True, verbosity=0, interactive=False)
