"""The five domains of the Joint Valletta Action Plan in the plan's own words.

The codes are those of the core's `Domain`, whose short words are in the catalogues. A plan's own pillars are
mapped to them; the sixth row of a table, "none", is no domain and has no term here.

Source: domain 2.1 (J5), where the five stand in English; the French wording is ours.
"""

from __future__ import annotations

from waypost.core.roadmap.vocabulary import Domain
from waypost.reference.terms import Term, by_code, terms


def domains() -> tuple[Term, ...]:
    """The five, in their order."""
    return terms("domains")


def domain_term(domain: Domain) -> Term:
    """One domain, named at length."""
    return by_code("domains")[domain.value]
