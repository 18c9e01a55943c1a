"""How well the rule on migration finds what was labelled by reading: precision and recall of codes, words and both.

An activity of the sample stands for as many as its part has per activity drawn in that group. Precision is the share of
relevant activities among those the rule takes, recall the share it takes of those that are relevant, both so weighted.
Intervals are those of Wilson over the plain counts; they are those of the shares as long as nothing that is far is
relevant or taken.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from tools.relevance.sample import LABELS, Case, Group
from waypost.evidence.relevance import Relevance, relevance

Rule = Callable[[Relevance], bool]

RULES: Final[Mapping[str, Rule]] = {
    "purpose codes alone": lambda found: found.by in ("code", "both"),
    "words alone": lambda found: found.by in ("words", "both"),
    "codes or words (the rule)": lambda found: found.by != "",
    "codes and words together": lambda found: found.by == "both",
}
Z: Final = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What the project says of an activity, having read it; `borderline` where the definition had to decide."""

    identifier: str
    group: str
    relevant: bool
    borderline: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An activity with its label, what the rule says, and for how many activities it stands."""

    case: Case
    label: Label
    found: Relevance
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall of one rule with their intervals (a share, None of nothing), and the plain counts."""

    precision: float | None
    recall: float | None
    between: tuple[tuple[float, float], tuple[float, float]]
    right: int
    wrong: int
    missed: int


def labels() -> dict[str, Label]:
    """The labels by identifier."""
    with LABELS.open(encoding="utf-8", newline="") as source:
        return {
            row["identifier"]: Label(
                identifier=row["identifier"],
                group=row["group"],
                relevant=row["relevant"] == "yes",
                borderline=row["borderline"] == "yes",
                reason=row["reason"],
            )
            for row in csv.DictReader(source)
        }


def judged(found: Sequence[Case], sample: Iterable[tuple[Group, Case]], group: Group) -> tuple[Judged, ...]:
    """The activities of one group of the sample, each with the number of activities it stands for."""
    told, ours = labels(), [case for said, case in sample if said == group]
    weights = {
        part: sum(one.part == part for one in found) / sum(one.part == part for one in ours)
        for part in {one.part for one in ours}
    }
    return tuple(
        Judged(
            case=one,
            label=told[one.identifier],
            found=relevance(one.sectors, one.texts),
            weight=weights[one.part],
        )
        for one in ours
    )


def score(found: Sequence[Judged], rule: Rule) -> Score:
    """How one rule does."""
    takes = [(rule(one.found), one.label.relevant, one.weight) for one in found]
    right = sum(taken and relevant for taken, relevant, _ in takes)
    wrong = sum(taken and not relevant for taken, relevant, _ in takes)
    missed = sum(relevant and not taken for taken, relevant, _ in takes)
    heavy = sum(weight for taken, relevant, weight in takes if taken and relevant)
    return Score(
        precision=_share(heavy, sum(weight for taken, _, weight in takes if taken)),
        recall=_share(heavy, sum(weight for _, relevant, weight in takes if relevant)),
        between=(_wilson(right, right + wrong), _wilson(right, right + missed)),
        right=right,
        wrong=wrong,
        missed=missed,
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _wilson(right: int, tried: int) -> tuple[float, float]:
    """Between which shares the true one lies 95 times in 100. Source: Wilson 1927, score interval."""
    if not tried:
        return 0.0, 1.0
    share, wide = right / tried, Z * Z / tried
    middle = share + wide / 2
    reach = Z * sqrt(share * (1 - share) / tried + wide / (4 * tried))
    return max(0.0, (middle - reach) / (1 + wide)), min(1.0, (middle + reach) / (1 + wide))
