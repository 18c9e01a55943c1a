"""Commands on official statistics and aid data."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, day_asked, today
from waypost.cli.printing import answer_json, line, remark, show_problems, table
from waypost.core.errors import WrongRequest
from waypost.core.say import Code, SayValue, say
from waypost.core.values import Missing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waypost.codec.tree import Json
    from waypost.core.statistics.answer import Point, Series
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
        issued=day_asked(issued) if issued else None,
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


def ask(
    session: Session,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="series, revisions or situation.")],
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The series, as `detections: partner=MA`.")] = "",
    by: Annotated[str, typer.Option("--by", help="Broken down by partner, reporter, route or another dimension.")] = "",
    period: Annotated[str, typer.Option("--period", help="This period only, as 2021 or 2021-03.")] = "",
    partner: Annotated[str, typer.Option("--partner", help="The partner country, as MA.")] = "",
) -> None:
    """Answers a question from the store: a series by partner, topic, period and breakdown; what each issue said of a
    period; the situation of a partner. `--vintage DAY` takes figures as published by that day.

    Example: waypost evidence ask series "detections: partner=MA, per=year" --by route
    """
    questions = {"series": _series, "revisions": _revisions, "situation": _situation}
    if question not in questions:
        raise WrongRequest(say("evidence.no_question", value=question, known=tuple(questions)))
    questions[question](session, Wish(name=name, by=by, period=period, partner=partner))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked beside the question: a series, a breakdown, a period, a partner; empty texts are open."""

    name: str
    by: str
    period: str
    partner: str


def _series(session: Session, wish: Wish) -> None:
    from waypost.codec.evidence.answers import series_json
    from waypost.usecases.evidence_series import series_of

    found = series_of(wish.name, session.asking, by=wish.by)
    points = [one for one in found.points if wish.period in ("", one.period)]
    if session.as_json:
        answer_json(session, series_json(found, points))
        return
    heads = (*(("evidence.group",) if wish.by else ()), "evidence.period", "evidence.value#", "evidence.how_sure")
    rows = [
        (*((_code(session, wish.by, one.group),) if wish.by else ()), one.period, one.value, _sure(one))
        for one in points
    ]
    _answered(
        session,
        found,
        points,
        (*heads, "evidence.issued"),
        [(*row, one.issued) for row, one in zip(rows, points, strict=True)],
    )


def _revisions(session: Session, wish: Wish) -> None:
    from waypost.codec.evidence.answers import series_json
    from waypost.core.statistics.answering import changes
    from waypost.usecases.evidence_series import series_of

    found = series_of(wish.name, session.asking, by=wish.by)
    points = [one for one in found.all if wish.period in ("", one.period)]
    if session.as_json:
        answer_json(session, series_json(found, points))
        return
    heads = ("evidence.period", "evidence.issued", "evidence.value#", "evidence.change#", "evidence.how_sure")
    rows = [
        (one.period, one.issued, one.value, change, _sure(one))
        for one, change in zip(points, changes(points), strict=True)
    ]
    _answered(session, found, points, heads, rows)


def _answered(
    session: Session,
    found: Series,
    points: Sequence[Point],
    heads: Sequence[str],
    rows: Sequence[Sequence[SayValue | None]],
) -> None:
    """The table of an answer, and under it where its figures come from."""
    from waypost.usecases.evidence_asking import cited

    if not points:
        line(session, say("evidence.nothing", value=found.about))
        return
    table(session, heads, rows)
    if found.left_out:
        line(session, say("evidence.not_summed", codes=found.left_out))
    for card in cited(session.asking, {one.vintage for one in points}):
        code = "evidence.source_taken" if card.dated == "retrieved" else "evidence.source"
        line(session, say(code, citation=card.citation or card.publisher, dataset=card.dataset, day=card.issued))


def _sure(point: Point) -> SayValue | None:
    """How sure a figure is, in a few words; nothing for one with which nothing is the matter."""
    told = [
        say("evidence.unfinished") if not point.whole else None,
        say("evidence.preliminary") if point.preliminary else None,
        say("evidence.broken") if point.broken else None,
        say("evidence.partly", n=point.missing) if point.missing and not isinstance(point.value, Missing) else None,
    ]
    return tuple(one for one in told if one is not None) or None


def _code(session: Session, by: str, code: str) -> SayValue:
    """A code of a breakdown in words where we have any."""
    if by == "route" and session.words.has(f"route.{code}"):
        return Code(table="route", code=code)
    if by in ("partner", "reporter") and session.words.has(f"country.{code}"):
        return Code(table="country", code=code)
    return code or say("evidence.no_code")


def _situation(session: Session, wish: Wish) -> None:
    from waypost.codec.evidence.answers import topical_json
    from waypost.usecases.evidence_series import situation_of

    if not wish.partner:
        raise WrongRequest(say("evidence.no_partner"))
    found = situation_of(wish.partner, session.asking)
    if session.as_json:
        answer_json(session, {"partner": wish.partner, "topics": [topical_json(one) for one in found]})
        return
    rows = [
        (
            say(f"topic.{one.topic}"),
            one.last.period,
            one.last.value,
            one.before.value if one.before else None,
            _sure(one.last),
            one.last.issued,
        )
        for one in found
    ]
    heads = ("topic", "period", "value#", "before#", "how_sure", "issued")
    table(session, tuple(f"evidence.{head}" for head in heads), rows)
    if not found:
        line(session, say("evidence.nothing", value=wish.partner))


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
