"""Who meets: formations of the Council, institutions, organisations, as published texts name them.

The code is the English word that the published meetings use. A formation that is not here (a named office of
a partner) stays in the words of its source.

Source: the formations of the meetings in roadmaps.json; seed S1 for the joint meeting of foreign and home
affairs. Levels and forms of a meeting are closed lists of the core.
"""

from __future__ import annotations

from waypost.reference.terms import Term, by_code, name_of, terms


def formations() -> tuple[Term, ...]:
    """All formations of the table, the Council's first."""
    return terms("formations")


def formation(code: str) -> Term | None:
    """One formation; None where the table does not have it."""
    return by_code("formations").get(code)


def formation_name(code: str, language: str) -> str:
    """Its name in a language; the code itself, in English, where the table does not have it."""
    return name_of("formations", code, language)
