"""How papers name what is no element: whose money it is, a code of a vocabulary."""

from __future__ import annotations

from waypost.core.say import Code, Say, SayValue, Who, say
from waypost.core.values import Principal


def donor_words(donors: tuple[Principal, ...]) -> Say:
    """Whose money it is; several whose split was not read are named together."""
    if not donors:
        return say("money.donor_missing")
    names: tuple[SayValue, ...] = tuple(Who(principal=one) for one in donors)
    return say("money.donors_unsplit" if len(donors) > 1 else "money.donor", who=names)


def code_words(name: str, code: str) -> Say:
    """The words of one code as a sentence of its own."""
    return say("brief.code", code=Code(table=name, code=code))
