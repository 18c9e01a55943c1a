"""How often somebody may fail to sign in: counted by name and address together, and by address alone.

Never by name alone, or whoever knows a name could lock its owner out. A name that does not exist is counted like one
that does. Source: security S22, ASVS 6.3.1.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from waypost.workspace.people.credentials import digest_of
from waypost.workspace.people.models import Attempt

WINDOW: Final = timedelta(minutes=15)
MOST_BY_NAME: Final = 5
MOST_BY_ADDRESS: Final = 50


def is_throttled(name: str, address: str, now: datetime) -> bool:
    """Whether so many attempts failed that another must wait, however right it is."""
    by_name, by_address = _keys(name, address)
    return _failed(by_name, now) >= MOST_BY_NAME or _failed(by_address, now) >= MOST_BY_ADDRESS


def note_failure(name: str, address: str, now: datetime) -> None:
    """Count an attempt that failed; what is too old to count goes."""
    Attempt.objects.filter(at__lt=now - WINDOW).delete()
    Attempt.objects.bulk_create(Attempt(key=key, at=now) for key in _keys(name, address))


def forget_failures(name: str, address: str) -> None:
    """Whoever got in is not counted against any longer under that name."""
    Attempt.objects.filter(key=_keys(name, address)[0]).delete()


def _failed(key: str, now: datetime) -> int:
    return Attempt.objects.filter(key=key, at__gte=now - WINDOW).count()


def _keys(name: str, address: str) -> tuple[str, str]:
    return digest_of(f"{name}\n{address}"), digest_of(f"\n{address}")


def takes(what: str, who: str, most: int, now: datetime, within: timedelta = timedelta(minutes=1)) -> bool:
    """Whether somebody may do something once more, having done it fewer than `most` times lately; counted if so."""
    key = digest_of(f"{what}\n{who}")
    if Attempt.objects.filter(key=key, at__gt=now - within).count() >= most:
        return False
    Attempt.objects.create(key=key, at=now)
    return True
