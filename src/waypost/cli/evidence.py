"""Commands on official statistics and aid data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session
from waypost.cli.printing import answer_json, line, show_problems, table
from waypost.core.say import SayValue, say

if TYPE_CHECKING:
    from waypost.codec.tree import Json
    from waypost.usecases.evidence import Added, Counted


def totals(session: Session, files: Annotated[list[Path], typer.Argument(metavar="FILE…")]) -> None:
    """What files add up to: aid data by type, currency, country and year; statistics by figures there and missing.

    Example: waypost evidence totals activities.xml
    """
    from waypost.codec.answers import added_json, tally_json
    from waypost.usecases.evidence import Added, totals_of

    found = totals_of(files)
    problems = [problem for one in found for problem in one.problems]
    if session.as_json:
        data: list[Json] = [
            {"file": one.file, "kind": one.kind, **added_json(one.totals), "schema_errors": one.schema_errors}
            if isinstance(one, Added)
            else {"file": one.file, **tally_json(one.tally)}
            for one in found
        ]
        answer_json(session, {"files": data}, problems=problems)
        return
    for one in found:
        if isinstance(one, Added):
            _show(session, one)
    heads = ("aid.file_head", "aid.kind", "aid.dataset", "aid.rows#", "aid.values#", "aid.missing#", "aid.flags")
    counted = [_counted(one) for one in found if not isinstance(one, Added)]
    table(session, (*heads, "aid.left_out#"), counted)
    if not session.quiet:
        show_problems(session, problems)


def _show(session: Session, added: Added) -> None:
    sums, cents = added.totals, session.words.numbers.decimal
    line(session, say("aid.file", file=added.file, n=sums.activities))
    if added.schema_errors:
        line(session, say("aid.breaches", n=added.schema_errors))
    print()
    types = [(_type(session, one.key[0]), one.key[1], one.count, cents(one.sum, 2)) for one in sums.transactions]
    table(session, ("aid.type_head", "aid.currency", "aid.count#", "aid.sum#"), types)
    budgets = [(one.key[0], one.count, cents(one.sum, 2)) for one in sums.budgets]
    table(session, ("aid.budgets", "aid.count#", "aid.sum#"), budgets)
    paid = [
        (one.country, str(one.year) if one.year else say("aid.no_year"), one.currency, cents(one.sum, 2))
        for one in sums.disbursements
    ]
    table(session, ("aid.disbursed", "aid.year", "aid.currency", "aid.sum#"), paid)
    left = [(currency, cents(value, 2)) for currency, value in sums.unallocated]
    table(session, ("aid.unallocated", "aid.sum#"), left)


def _counted(one: Counted) -> tuple[SayValue | None, ...]:
    """A file of statistics as a row: the numbers, and each set of flags with how often it stands."""
    held = one.tally
    flags = ", ".join(f"{letters} {count}" for letters, count in held.flags)
    return (one.file, held.kind, held.dataset, held.rows, held.values, held.missing, flags, held.left_out)


def _type(session: Session, code: str) -> SayValue:
    """The name of a type of transaction; the code itself where the standard has none."""
    named = f"aid.type_{code}"
    return say(named) if session.words.has(named) else code
