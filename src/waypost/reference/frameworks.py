"""Frameworks: what partnerships refer to, from agreements and processes to plans and funds, by code.

A roadmap, a relation and a page per framework use these codes (seed S10). `kind` is one of agenda, process,
partnership, mobility, readmission, visa, trade, borders, plan, fund; the funds are also the instruments of
`instruments`. `printed` holds the exact words of the sources, so that a printed framework finds its code.
What is printed with a day or a number ("signed 24 November 1997") belongs to the relation, not to the code.

Source: domain 2.6; seed S1 and S10; the frameworks that roadmaps.json names, each row with its own.
"""

from __future__ import annotations

from waypost.reference.terms import Term, by_code, by_printed, terms


def frameworks() -> tuple[Term, ...]:
    """All frameworks: funds first, then agreements, agendas, partnerships, plans."""
    return terms("frameworks")


def framework(code: str) -> Term | None:
    """The framework of a code; None where the table does not have it."""
    return by_code("frameworks").get(code)


def framework_printed(words: str) -> Term | None:
    """The framework that a source means by these words (capitals do not matter); None where unknown."""
    return by_printed("frameworks").get(words.strip().casefold())
