"""Purpose codes of the OECD Development Assistance Committee that touch migration.

A selection, not the list: those that domain 2.8 names. There is no migration policy marker in the list and
none is claimed here. `migration` marks the codes that speak of migration itself, `in-donor` those for
refugees in donor countries, which are spent at home. 15180 stands next to 15190 and is not migration.

Source: OECD DAC and CRS code lists, last modified 23 April 2024 (names in English and French); domain 2.8.
"""

from __future__ import annotations

from waypost.reference.table import rows
from waypost.reference.terms import Term, by_code, terms


def purposes() -> tuple[Term, ...]:
    """The purpose codes of the selection, by number."""
    return terms("dac")


def purpose(code: str) -> Term | None:
    """One purpose code; None where it is not in the selection."""
    return by_code("dac").get(code)


def parent_of(code: str) -> str | None:
    """The code to which a voluntary code belongs (93015 to 93010); None for a code of its own."""
    for row in rows("dac"):
        if row["code"] == code:
            return row["within"] or None
    return None
