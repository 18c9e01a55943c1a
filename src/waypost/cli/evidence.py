"""Commands on official statistics and aid data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, today
from waypost.cli.printing import answer_json, line, remark, show_problems, table
from waypost.core.errors import WrongRequest
from waypost.core.say import SayValue, say
from waypost.usecases.moments import day_of

if TYPE_CHECKING:
    from collections.abc import Callable

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


def add(
    session: Session,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    issued: Annotated[str | None, typer.Option("--issued", metavar="DAY", help="Day of publication.")] = None,
    dataset: Annotated[
        str | None, typer.Option("--dataset", help="Name of the dataset, where no file says it.")
    ] = None,
    period: Annotated[str | None, typer.Option("--period", help="Period of figures that have none, as 2018.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who publishes, if not who is known to.")] = None,
    licence: Annotated[str | None, typer.Option("--licence", help="The licence, if not the one known.")] = None,
) -> None:
    """Takes files of publishers into the store, each as a vintage that is never changed. Ends with 1 when rows were
    left out, each of which is named.

    Example: waypost evidence add detections.xlsx --issued 2022-02-04
    """
    from waypost.codec.evidence.answers import vintage_json
    from waypost.core.statistics.periods import period_of
    from waypost.usecases.evidence_adding import Described
    from waypost.usecases.evidence_adding import add as take

    span = period_of(period) if period else None
    if period and span is None:
        raise WrongRequest(say("evidence.no_period", value=period))
    described = Described(
        dataset=dataset,
        issued=day_of(issued) if issued else None,
        period=span,
        publisher=publisher,
        licence=licence,
    )
    taken = take(files, _store(session), described, on=today(), told=_sign_of_life(session))
    problems = [problem for one in taken for problem in one.problems]
    if session.as_json:
        data: list[Json] = [{"file": one.file, "new": one.is_new, **vintage_json(one.vintage)} for one in taken]
        answer_json(session, {"files": data}, problems=problems)
    else:
        for one in taken:
            rows = sum(part.rows for part in one.vintage.parts)
            code = "evidence.added" if one.is_new else "evidence.already"
            line(session, say(code, file=one.file, vintage=one.vintage.id, n=rows))
        if not session.quiet:
            show_problems(session, problems)
    if any(one.vintage.left_out for one in taken if one.is_new):
        raise typer.Exit(1)


def _store(session: Session) -> Path:
    from waypost.usecases.evidence_asking import store_of

    return store_of(session.asking)


def _sign_of_life(session: Session) -> Callable[[str, int], None]:
    """Tells on a terminal how far a long reading is; nothing into a pipe."""

    def told(file: str, rows: int) -> None:
        if not session.quiet and sys.stderr.isatty():
            print(session.words.plain(say("evidence.reading", file=file, n=rows)), file=sys.stderr)

    return told


def list_(session: Session) -> None:
    """The vintages of the store: what was published when, by whom, under which licence.

    Example: waypost evidence list
    """
    from waypost.codec.evidence.answers import vintage_json
    from waypost.usecases.evidence_asking import vintages_of

    found = vintages_of(session.asking)
    if session.as_json:
        answer_json(session, {"vintages": [vintage_json(one) for one in found]})
        return
    rows = [
        (
            one.dataset,
            one.issued,
            say(f"evidence.dated_{one.dated}"),
            one.publisher,
            one.title,
            one.licence or say("evidence.no_licence"),
            sum(part.rows for part in one.parts),
            one.left_out,
        )
        for one in found
    ]
    heads = ("dataset", "issued", "dated", "publisher", "title", "licence", "rows#", "left_out#")
    table(session, tuple(f"evidence.{head}" for head in heads), rows)
    if not found:
        line(session, say("evidence.empty"))


list_.__name__ = "list"  # what it is called; the word is Python's own


def fsck(session: Session) -> None:
    """Is the store as it was written: every changed or missing table is named. Ends with 1 when one is.

    Example: waypost evidence fsck
    """
    from waypost.usecases.evidence_asking import check

    checked = check(session.asking)
    if session.as_json:
        data: Json = {
            "vintages": checked.vintages,
            "broken": len(checked.problems),
            "stopped": list(checked.leftovers),
        }
        answer_json(session, data, problems=checked.problems)
    else:
        show_problems(session, checked.problems)
        code = "evidence.faults" if checked.problems else "evidence.sound"
        line(session, say(code, n=len(checked.problems) or checked.vintages))
    if checked.leftovers:
        remark(session, say("evidence.stopped", n=len(checked.leftovers)))
    if checked.problems:
        raise typer.Exit(1)


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
