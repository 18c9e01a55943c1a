"""A workspace with the samples and their accounts, served in this process; the clock of the web held still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from tests.web.browser import Browser, Served
from tests.web.grounds import GROUND
from tests.web.place import PLACE

NOW = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)

COST = (Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost)
"""What a password costs where people sign in; in the tests it costs little."""
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 256


def pytest_configure(config: pytest.Config) -> None:
    """A command leaves its connection to a server to the end of its process; here the process goes on."""
    if GROUND.server:
        left_open = "ignore:.*BaseConnection.__del__:pytest.PytestUnraisableExceptionWarning"
        config.addinivalue_line("filterwarnings", left_open)


@pytest.fixture(scope="session")
def served() -> Served:
    """The samples with an account for each kind of user, made once. Who changes something makes it anew elsewhere."""
    # Imported here: the tables of people need Django set up, which reading `place` does.
    from waypost.usecases.accounts import first_accounts, make_tables

    GROUND.lay(PLACE)
    make_tables(PLACE)
    return Served(PLACE, {one.seat.login: one for one in first_accounts(samples=True, now=NOW)})


@pytest.fixture(autouse=True, scope="session")
def _moment() -> Iterator[list[datetime]]:
    """The one moment at which the clock of the web stands while these tests run."""
    held = [NOW]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("waypost.web.clock.now", lambda: held[0])
        patch.setattr("waypost.web.clock.today", lambda: held[0].date())
        yield held


@pytest.fixture(autouse=True)
def clock(_moment: list[datetime]) -> Iterator[list[datetime]]:
    """The clock of the web stands still at `NOW`; a test moves it by changing the one moment of the list. It is put
    back at the end, too: what the next module sets up for all its tests comes before the clock of its first."""
    _moment[0] = NOW
    yield _moment
    _moment[0] = NOW


@pytest.fixture(autouse=True)
def _nobody_counted(served: Served) -> None:
    """Each test begins without attempts that failed, and with codes of the moment that were not used."""
    from waypost.workspace.people import models

    models.Attempt.objects.all().delete()
    models.Person.objects.update(step=0)


@pytest.fixture
def browser(served: Served) -> Browser:
    """A browser that nobody has signed in."""
    return Browser(served)
