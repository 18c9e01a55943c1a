"""The chain of history: each event of an audience class is bound to the one before it, so that a changed byte shows.

Chains are kept by class, since a chain that moves when something hidden moves would tell of it (security finding 10).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from waypost.workspace.database.session import Session

KEEPERS: Final = 0
"""The chain of the revisions, which no reader sees."""

BEGINNING: Final = "0" * 64
"""What the first link of a chain is bound to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to history: `opens` or `closes` a version, `says` a reason, `records` a revision.

    `subject` names the row (its token, or home and moment); `says` is everything of the row that the event fixes.
    """

    chain: int
    event: str
    subject: str
    fixes: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A place at which history is not as it was written: the chain, the link (None: none there), and the row."""

    chain: int
    n: int | None
    event: str
    subject: str


def digest(before: str, event: Event) -> str:
    """The hash that binds an event to the link before it: 64 hexadecimal figures of SHA-256."""
    told = json.dumps([before, event.chain, event.event, event.subject, *event.fixes], separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def append(session: Session, events: Iterable[Event]) -> None:
    """Bind events to the ends of their chains, in the order given; inside the transaction that makes them true."""
    ends: dict[int, tuple[int, str]] = {}
    links: list[tuple[int, int, str, str, str, str]] = []
    for one in events:
        n, before = ends[one.chain] if one.chain in ends else _end(session, one.chain)
        found = digest(before, one)
        links.append((one.chain, n + 1, one.event, one.subject, before, found))
        ends[one.chain] = (n + 1, found)
    session.run_each("INSERT INTO link (class, n, event, subject, before, digest) VALUES (?, ?, ?, ?, ?, ?)", links)


def broken(session: Session) -> tuple[Break, ...]:
    """Every place at which rows and chains do not agree; empty when history is as it was written."""
    with session.snapshot():
        return tuple(_broken(session))


def _broken(session: Session) -> list[Break]:
    expected = {(one.event, one.subject): one for one in _events(session)}
    found: list[Break] = []
    ends: dict[int, tuple[int, str]] = {}
    rows = session.rows("SELECT class, n, event, subject, before, digest FROM link ORDER BY class, n")
    for chain, n, event, subject, before, written in rows:
        last, end = ends.get(chain, (0, BEGINNING))
        fixed = expected.pop((event, subject), None)
        sound = fixed is not None and fixed.chain == chain and (n, before) == (last + 1, end)
        if not sound or fixed is None or digest(end, fixed) != written:
            found.append(Break(chain=chain, n=n, event=event, subject=subject))
        ends[chain] = (n, written)
    found += [Break(chain=one.chain, n=None, event=one.event, subject=one.subject) for one in expected.values()]
    return found


def opened(chain: int, token: str, fixes: tuple[str | None, ...]) -> Event:
    """A version comes into force."""
    return Event(chain=chain, event="opens", subject=token, fixes=fixes)


def closed(chain: int, token: str, until: str) -> Event:
    """A version is in force no more."""
    return Event(chain=chain, event="closes", subject=token, fixes=(until,))


def said(chain: int, token: str, fixes: tuple[str | None, ...]) -> Event:
    """A reason is given."""
    return Event(chain=chain, event="says", subject=token, fixes=fixes)


def recorded(home: str, at: str, by: str, why: str) -> Event:
    """A revision is recorded."""
    return Event(chain=KEEPERS, event="records", subject=f"{home} {at}", fixes=(by, why))


def joined(home: str, principal: str) -> Event:
    """A principal takes part in a home."""
    return Event(chain=KEEPERS, event="joins", subject=f"{home} {principal}", fixes=())


def named(principals: str, members: Iterable[str]) -> str:
    """An audience class as the events of its rows fix it: by what it holds, told twice, never by its number."""
    return json.dumps([principals, sorted(members)], separators=(",", ":"))


def _end(session: Session, chain: int) -> tuple[int, str]:
    found = session.rows("SELECT n, digest FROM link WHERE class = ? ORDER BY n DESC LIMIT 1", (chain,))
    return (found[0][0], found[0][1]) if found else (0, BEGINNING)


def _events(session: Session) -> Iterator[Event]:
    """What the rows say happened, in no order."""
    classes: dict[int, str] = dict(session.rows("SELECT id, principals FROM class"))
    members: dict[int, list[str]] = {}
    for of_class, principal in session.rows("SELECT class, principal FROM member ORDER BY class, principal"):
        members.setdefault(of_class, []).append(principal)
    names = {one: named(principals, members.get(one, [])) for one, principals in classes.items()}
    columns = "token, home, element, kind, since, class, payload, until"
    for token, *fixes, chain, payload, until in session.rows(f"SELECT {columns} FROM version"):
        yield opened(chain, token, (*fixes, names.get(chain), payload))
        if until is not None:
            yield closed(chain, token, until)
    for token, home, at, place, chain, payload in session.rows(
        "SELECT token, home, at, place, class, payload FROM reason"
    ):
        yield said(chain, token, (home, at, str(place), names.get(chain), payload))
    for row in session.rows("SELECT home, at, by, why FROM revision"):
        yield recorded(*row)
    for row in session.rows("SELECT home, principal FROM part"):
        yield joined(*row)
