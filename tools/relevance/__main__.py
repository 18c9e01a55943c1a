"""Prints how well the rule on migration does: `python -m tools.relevance ../shared/data/iati`.

With `--sample` the activities to be read instead, each with its texts, so that anybody can label them anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.relevance.measure import RULES, Judged, judged, score
from tools.relevance.sample import Case, Group, cases, drawn

GROUPS: tuple[Group, ...] = ("read after", "held out", "tuned")
UNHCR = "UNHCR"


def lines(folder: Path) -> Iterator[str]:
    """The table of the manual, line by line."""
    found = tuple(cases(folder))
    sample = tuple(drawn(found))
    yield "| Group | Rule | Precision | Recall | Right | Wrong | Missed |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for group in GROUPS:
        ours = judged(found, sample, group)
        for name in RULES:
            yield _row(group, name, ours)
        others = tuple(one for one in ours if not any(UNHCR in text for text in one.case.texts[:2]))
        yield _row(group, "codes or words (the rule)", others, ", without UNHCR's own")


def _row(group: Group, name: str, found: Sequence[Judged], note: str = "") -> str:
    one = score(found, RULES[name])
    shares = zip((one.precision, one.recall), one.between, strict=True)
    cells = (f"{_share(share)} ({_share(low)} to {_share(high)})" for share, (low, high) in shares)
    return f"| {group} | {name}{note} | {' | '.join(cells)} | {one.right} | {one.wrong} | {one.missed} |"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _told(drawn_as: tuple[Group, Case]) -> str:
    group, one = drawn_as
    codes = ", ".join(f"{sector.vocabulary}:{sector.code}" for sector in one.sectors)
    return f"{one.part}\t{group}\t{one.file}\t{one.identifier}\t{codes}\t{' '.join(' / '.join(one.texts).split())}"


if __name__ == "__main__":
    place = Path(sys.argv[1])
    for line in map(_told, drawn(cases(place))) if "--sample" in sys.argv else lines(place):
        print(line)
