"""A workspace with the samples and their accounts, served in this process; the clock of the web held still."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.web.browser import Browser, Served
from waypost.usecases.serving import place_at, take_in_roadmaps
from waypost.web.application import set_up

NOW = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The samples with an account for each kind of user, made once. Who changes something makes it anew elsewhere."""
    place = place_at(tmp_path_factory.mktemp("served") / "served", "http://127.0.0.1:8000")
    assert list(take_in_roadmaps(place, samples=True))
    set_up(place)
    from django.contrib.auth.hashers import Argon2PasswordHasher

    # A password costs as much as it should only in `test_password_costs_what_it_should`; here it costs little.
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 256
    from waypost.usecases.accounts import first_accounts, make_tables

    make_tables(place)
    return Served(place, {one.seat.login: one for one in first_accounts(samples=True, now=NOW)})


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The clock of the web stands still at `NOW`; a test moves it by changing the one moment of the list."""
    held = [NOW]
    monkeypatch.setattr("waypost.web.clock.now", lambda: held[0])
    monkeypatch.setattr("waypost.web.clock.today", lambda: held[0].date())
    return held


@pytest.fixture
def browser(served: Served) -> Browser:
    """A browser that nobody has signed in."""
    return Browser(served)
