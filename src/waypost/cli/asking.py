"""The command that asks the store: series, revisions, situations, and who funds what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session
from waypost.cli.printing import answer_json, line, show_sources, table
from waypost.core.errors import WrongRequest
from waypost.core.say import Code, SayValue, Who, say
from waypost.core.values import Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waypost.core.statistics.answer import Point, Series
    from waypost.core.statistics.vintage import Vintage
    from waypost.usecases.evidence_funding import Wanted, WhoFunds


def ask(
    session: Session,
    question: Annotated[
        str,
        typer.Argument(metavar="QUESTION", help="series, revisions, situation, who-funds-what, transactions, budgets."),
    ],
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The series or the activity.")] = "",
    by: Annotated[str, typer.Option("--by", help="Broken down by this, as route or donor,domain.")] = "",
    period: Annotated[str, typer.Option("--period", help="This period only, as 2021 or 2021-03.")] = "",
    partner: Annotated[str, typer.Option("--partner", help="The partner country, as MA.")] = "",
    donor: Annotated[str, typer.Option("--donor", help="Money of this donor only, as eu or ms:IT.")] = "",
    domain: Annotated[str, typer.Option("--domain", help="Money for this domain only, 1 to 5.")] = "",
    instrument: Annotated[str, typer.Option("--instrument", help="Money of this instrument only, as NDICI.")] = "",
    euro: Annotated[bool, typer.Option("--euro", help="Also in euro, at the average rate of each month.")] = False,
    everything: Annotated[bool, typer.Option("--everything", help="Also money that is not about migration.")] = False,
) -> None:
    """Answers a question from the store. `--vintage DAY` takes figures as published by that day.

    A series by partner, topic, period and breakdown; what each issue said of a period; the situation of a partner; who
    funds what with it, by donor, instrument, domain, year, month, receiver, purpose, programme, activity or file; the
    transactions of an activity with file and line; the yearly budgets of bodies, in all or for a partner.

    Example: waypost evidence ask series "detections: partner=MA, per=year" --by route
    """
    questions = {
        "series": _series,
        "revisions": _revisions,
        "situation": _situation,
        "who-funds-what": _who_funds_what,
        "transactions": _transactions,
        "budgets": _budgets,
    }
    if question not in questions:
        raise WrongRequest(say("evidence.no_question", value=question, known=tuple(questions)))
    questions[question](
        session,
        Wish(
            name=name,
            by=by,
            period=period,
            partner=partner,
            donor=donor,
            domain=domain,
            instrument=instrument,
            euro=euro,
            everything=everything,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked beside the question: a series, a breakdown, a period, a partner; empty texts are open."""

    name: str
    by: str
    period: str
    partner: str
    donor: str
    domain: str
    instrument: str
    euro: bool
    everything: bool


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
    show_sources(session, cited(session.asking, {one.vintage for one in points}))


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


# ------------------------------------------------------------------------------------------------------- money


def _who_funds_what(session: Session, wish: Wish) -> None:
    from waypost.codec.evidence.answers import converted_json, funding_json
    from waypost.usecases.evidence_funding import Wanted, who_funds_what

    if not wish.partner:
        raise WrongRequest(say("evidence.no_partner"))
    wanted = Wanted(
        partner=wish.partner,
        by=wish.by or "donor",
        period=wish.period,
        donor=wish.donor,
        domain=wish.domain,
        instrument=wish.instrument,
        euro=wish.euro,
        everything=wish.everything,
    )
    found = who_funds_what(session.asking, wanted)
    if session.as_json:
        told = funding_json(found.by, found.funding, found.titles, found.vintages, wish.partner)
        answer_json(session, {**told, **converted_json(found.converted, found.rates)})
        return
    _funding(session, found, wanted)


def _funding(session: Session, found: WhoFunds, wanted: Wanted) -> None:
    line(session, say("funding.everything" if wanted.everything else "funding.about_migration"))
    print()
    rows = [
        (
            *(_group(session, name, code, found) for name, code in zip(found.by, one.key, strict=True)),
            Code(table="moneystate", code=one.state.value),
            one.currency,
            session.words.numbers.decimal(one.amount, 2),
            one.transactions,
        )
        for one in found.funding.groups
    ]
    heads = (*(f"funding.{one}" for one in found.by), "funding.state", "funding.currency", "funding.amount#")
    table(session, (*heads, "funding.transactions#"), rows)
    if not rows:
        line(session, say("evidence.nothing", value=wanted.partner))
    for aside in found.funding.aside:
        amount = session.words.numbers.decimal(aside.amount, 2)
        code = f"funding.{aside.standing.value}"
        line(session, say(code, amount=amount, currency=aside.currency, n=aside.transactions))
    line(session, say("funding.sources", n=len(found.vintages), day=max(one.issued for one in found.vintages)))
    _euro(session, found)


def _euro(session: Session, found: WhoFunds) -> None:
    """The sums in euro, what has no rate, and the rates that were used."""
    # Here and below, what knows aid data is imported where it is asked for: every command waits for imports.
    from waypost.core.aid.spoken import rate_used, rates_from, unpriced

    if found.converted is None:
        return
    print()
    line(session, say("funding.in_euro"))
    print()
    rows = [
        (
            *(_group(session, name, code, found) for name, code in zip(found.by, one.key, strict=True)),
            Code(table="moneystate", code=one.state.value),
            one.amount if isinstance(one.amount, Missing) else session.words.numbers.decimal(one.amount, 2),
            tuple(unpriced(rest) for rest in one.unpriced) or None,
        )
        for one in found.converted.groups
    ]
    heads = (*(f"funding.{one}" for one in found.by), "funding.state", "funding.euro#", "funding.unpriced")
    table(session, heads, rows)
    for used in found.converted.used:
        line(session, rate_used(used))
    line(session, rates_from(found.rates))


def _group(session: Session, by: str, code: str, found: WhoFunds) -> SayValue:
    """A code of a grouping in words: donors and countries by name, domains and instruments by theirs."""
    if code in ("", "?"):
        return say("evidence.no_code")
    match by:
        case "donor" | "partner":
            return Who(principal=code if by == "donor" else f"partner:{code}")
        case "domain":
            return Code(table="domain", code=code)
        case "activity" | "programme":
            return say("funding.titled", title=found.titles.get(code, ""), code=code)
    return code


def _transactions(session: Session, wish: Wish) -> None:
    from waypost.codec.evidence.answers import movement_json, told_json
    from waypost.core.aid.funding import standing
    from waypost.core.aid.spoken import why_relevant
    from waypost.usecases.evidence_funding import follow

    if not wish.name:
        raise WrongRequest(say("evidence.no_activity"))
    found = follow(session.asking, wish.name)
    cards, told = found.vintages, found.told
    if session.as_json:
        movements = [movement_json(one, cards[one.vintage].file) for one in found.movements]
        answer_json(session, {**told_json(told), "transactions": movements})
        return
    line(session, say("funding.titled", title=told.title, code=told.activity))
    line(session, why_relevant(told))
    print()
    rows = [
        (
            one.day,
            _type(session, one.kind),
            one.currency,
            session.words.numbers.decimal(one.value, 2),
            Who(principal=f"partner:{one.country}") if one.country else say("funding.no_country"),
            one.provider,
            one.receiver,
            say(f"funding.is_{standing(one).value}"),
            _place(cards[one.vintage], one.source_row),
        )
        for one in found.movements
    ]
    heads = ("day", "type", "currency", "amount#", "partner", "provider", "receiver", "counts", "file")
    table(session, tuple(f"funding.{head}" for head in heads), rows)


def _budgets(session: Session, wish: Wish) -> None:
    from waypost.cli.budgets import show_budgets
    from waypost.codec.evidence.answers import budgets_json
    from waypost.usecases.evidence_budgets import WantedBudgets, budgets_of

    wanted = WantedBudgets(partner=wish.partner, donor=wish.donor, period=wish.period, by=wish.by)
    found = budgets_of(session.asking, wanted)
    if session.as_json:
        told = budgets_json(found.by, found.groups, found.sums, found.silent, found.vintages)
        answer_json(session, {"partner": wish.partner or None, **told})
        return
    show_budgets(session, found)


def _type(session: Session, code: str) -> SayValue:
    named = f"aid.type_{code}"
    return say(named) if session.words.has(named) else code


def _place(card: Vintage, row: int) -> str:
    return f"{card.file}:{row}"
