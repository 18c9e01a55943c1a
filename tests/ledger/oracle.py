"""A second ledger, small and slow, that asks of every contribution by definition whether a total counts it.

It shares no code with the first: it looks at each line alone, walks up its wholes, and replays its steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waypost.core.roadmap.bodies import Contribution
from waypost.core.roadmap.elements import Element
from waypost.core.values import Money

ORDER = ["announced", "allocated", "committed", "contracted", "disbursed"]
BESIDE = ["received", "spent"]


@dataclass(frozen=True)
class Answer:
    """What the slow ledger finds for one state."""

    sums: dict[str, Decimal]
    counted: set[str]
    unknown: set[str]


class Oracle:
    """The contributions of a book, each with at most one sure whole."""

    def __init__(self, elements: tuple[Element, ...], on: date) -> None:
        self.on = on
        self.bodies = {one.id: one.body for one in elements if isinstance(one.body, Contribution)}

    def whole(self, key: str) -> str | None:
        return next((one.whole for one in self.bodies[key].inside if one.sure == "sure"), None)

    def chain(self, key: str) -> Iterator[str]:
        """The line and every whole around it."""
        at: str | None = key
        while at is not None:
            yield at
            at = self.whole(at)

    def replay(self, key: str, state: str, *, gross: bool) -> tuple[Decimal, str] | None:
        """The last running total known on the day; gross: as if nothing had been paid back."""
        steps = [one for one in self.bodies[key].steps if one.state == state]
        steps = [one for one in steps if not isinstance(one.day, date) or one.day <= self.on]
        steps = [one for one in steps if one.movement != "repayment" or state == "disbursed"]
        dated = sorted((one for one in steps if isinstance(one.day, date)), key=lambda one: one.day)
        total: Decimal | None = None
        back = Decimal(0)
        currency = ""
        for one in [*(one for one in steps if not isinstance(one.day, date)), *dated]:
            assert isinstance(one.amount, Money)
            if one.movement == "repayment":
                back += (total or Decimal(0)) - one.amount.amount
            total, currency = one.amount.amount, one.amount.currency
        return None if total is None else (total + (back if gross else 0), currency)

    def figure(self, key: str, state: str) -> tuple[Decimal, str] | None:
        own = self.replay(key, state, gross=False)
        if own is not None or state not in ORDER or state == "disbursed":
            return own
        later = [*ORDER[ORDER.index(state) + 1 :], *BESIDE]
        found = [one for one in (self.replay(key, name, gross=True) for name in later) if one is not None]
        return max(found) if found else None

    def is_kept_out(self, key: str) -> bool:
        for one in self.chain(key):
            body = self.bodies[one]
            perhaps = [inside.whole for inside in body.inside if inside.sure == "not_stated"]
            if body.core_funding or any(self.bodies[whole].printed is None for whole in perhaps):
                return True
        return False

    def waits(self, key: str, state: str) -> bool:
        conditions = [
            one for one in self.chain(key) if self.bodies[one].condition and not self.bodies[one].condition_met
        ]
        if not conditions or state not in ("announced", "allocated"):
            return False
        if self.replay(key, state, gross=False) is not None:
            return True
        allocated = self.replay(key, "allocated", gross=True) if state == "announced" else None
        return allocated is not None and all(
            allocated > other
            for other in (self.replay(key, one, gross=True) for one in [*ORDER[2:], *BESIDE])
            if other is not None
        )

    def is_covered(self, key: str, state: str) -> bool:
        """Whether a whole around it has a figure."""
        above = [one for one in self.chain(key) if one != key and self.bodies[one].printed is None]
        return any(self.figure(one, state) is not None for one in above)

    def ask(self, state: str) -> Answer:
        sums: dict[str, Decimal] = {}
        counted: set[str] = set()
        unknown: set[str] = set()
        for key, body in self.bodies.items():
            if self.is_kept_out(key) or self.is_covered(key, state) or body.printed is not None:
                continue
            figure = self.figure(key, state)
            if figure is None:
                live = [one for one in self.bodies if self.whole(one) == key and not self.is_kept_out(one)]
                if not live:
                    unknown.add(key)
            elif not self.waits(key, state):
                counted.add(key)
                sums[figure[1]] = sums.get(figure[1], Decimal(0)) + figure[0]
        return Answer(sums=sums, counted=counted, unknown=unknown)
