"""Balance: who acts in which domain, what each side asks for and what answers it, what is given in return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from waypost.core.roadmap.vocabulary import Domain, PositionKind
from waypost.core.say import Ref, Share
from waypost.core.values import Missing, Money, Principal, Text

SquareState = Literal["done", "planned", "late", "no_date", "dropped"]
TwoSides = Literal["eu", "partner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One action on one side of the balance; one with side `both` has a square on each and counts once in totals."""

    ref: Ref
    state: SquareState
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainRow:
    """One of the five domains, or none (the sixth row): the squares of each side and committed money by currency."""

    domain: Domain | None
    eu: tuple[Square, ...]
    partner: tuple[Square, ...]
    unstated: tuple[Square, ...]
    """Actions whose side the text does not state."""
    actions: int
    committed: tuple[Money, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A position and what became of it: actions that answer it, a reply, a refusal by the other side, or nothing."""

    ref: Ref
    position: PositionKind
    side: Principal | Missing
    words: Text | Missing
    said_on: date | Missing
    state: Literal["answered", "unanswered", "refused", "noted"]
    """`noted`: a red line or refusal of its own, which asks for respect and not for an action."""
    by: tuple[Ref, ...]
    reply: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How one side of a pair keeps its word: of the commitments whose last day is past, how many are kept."""

    words: Text | Missing
    elements: tuple[Ref, ...]
    due: int
    kept: int
    share: Share | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A pair with the side that is behind: `eu`, `partner`, `neither` or Missing when a side has nothing due."""

    ref: Ref
    eu: Kept
    partner: Kept
    behind: Literal["eu", "partner", "neither"] | Missing
    condition: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Balance of one view on one day; `rows` holds the five domains in order and then none."""

    rows: tuple[DomainRow, ...]
    answers: tuple[Answer, ...]
    exchanges: tuple[Exchange, ...]
