"""Instruments: where money comes from, by code; the funds among the frameworks.

A contribution may name an instrument that is not here, in the words of its source; then it stays in words.
Envelopes and ceilings in the notes are printed figures, never lines of a ledger (domain C9).

Source: domain 2.6, with the sources named there; IPA III is unconfirmed there and so marked.
"""

from __future__ import annotations

from functools import cache

from waypost.reference.terms import Term, by_code, by_printed, terms


@cache
def instruments() -> tuple[Term, ...]:
    """All instruments, in the order of domain 2.6."""
    return tuple(term for term in terms("frameworks") if term.kind == "fund")


def instrument(code: str) -> Term | None:
    """The instrument of a code; None where it is no instrument of the table."""
    term = by_code("frameworks").get(code)
    return term if term in instruments() else None


def instrument_printed(words: str) -> Term | None:
    """The instrument that a source means by these words; None where the words name no single one."""
    term = by_printed("frameworks").get(words.strip().casefold())
    return term if term in instruments() else None
