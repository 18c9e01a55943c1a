"""The 23 objectives of the Global Compact for Safe, Orderly and Regular Migration, in short words.

An option for tagging only: not every Member State joined the Compact (domain 2.2, unconfirmed who). The words
are short names of subjects, not the text of the objectives; `confirmed` says where the text was read.

Source: A/RES/73/195 as summed up in domain 2.2 (V5, V6).
"""

from __future__ import annotations

from waypost.reference.terms import Term, by_code, terms


def objectives() -> tuple[Term, ...]:
    """The 23, in their order; codes "1" to "23"."""
    return terms("gcm")


def objective(code: str) -> Term | None:
    """One objective; None for a code outside 1 to 23."""
    return by_code("gcm").get(code)
