"""What comes of something sent: it was done, or the page that says why not."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.core.goto import Goto


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Something was written: where to go, and the code of the sentence told there."""

    to: Goto
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Nothing was written: the page that says why, and its status."""

    body: bytes
    status: int


Outcome = Done | Again
