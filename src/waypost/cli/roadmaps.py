"""Commands about one roadmap: timetable, ledger, balance, progress, review. Use cases are imported when a command
runs, so that help answers at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from waypost.cli.options import Session
from waypost.cli.printing import answer_json, heading, line, remark, table
from waypost.core.say import Code, SayValue, Share, Who, say
from waypost.core.values import ElementId, Missing

Name = Annotated[str, typer.Argument(metavar="R", help="A roadmap's slug, or a .json or .xlsx file.")]


def timetable(
    session: Session,
    name: Name,
    slip: Annotated[str | None, typer.Option(metavar="ID=6w", help="What if this takes so much longer?")] = None,
) -> None:
    """Dates, slack, critical chain, reasons; what a slip moves and what not.

    Example: waypost timetable marenia --slip 5.3=6w
    """
    from waypost.codec.answers import timetable_json
    from waypost.core.roadmap.numbering import print_order
    from waypost.usecases.opening import open_roadmap
    from waypost.usecases.scheduling import slip_of, timetable_of

    opened = open_roadmap(name, session.asking)
    found = timetable_of(opened.view, on=session.asking.on)
    slipped = slip_of(opened.view, slip, on=session.asking.on) if slip else None
    if session.as_json:
        answer_json(session, timetable_json(found, slipped, session.words.plain), at=opened.at)
        return
    heading(session, say("cli.timetable"), at=opened.at)
    if not found.items:
        line(session, say("cli.no_actions"))
    rows = [
        (one.ref, one.due, one.forecast_end, one.slack_days, say("cli.late", n=one.late_days) if one.is_late else None)
        for one in sorted(found.items, key=lambda one: print_order(one.ref))
    ]
    table(session, ("cli.action", "cli.due", "cli.forecast", "cli.slack#", "cli.state"), rows)
    refs = {one.element: one.ref for one in found.items}
    if found.chain:
        line(session, say("cli.chain", items=tuple(refs[one] for one in found.chain if one in refs)))
    for loop in found.loops:
        line(session, say("cli.loop", items=tuple(refs[one] for one in loop if one in refs)))
    for clash in found.contradictions:
        line(session, clash.say)
    for one in found.items:
        if one.reasons and (one.is_late or one.at_risk):
            print()
            line(session, one.ref)
            for because in one.reasons:
                line(session, because.say, indent=4)
    if slipped is not None:
        print()
        moved = [(one.ref, one.before, one.after) for one in slipped.moved]
        table(session, ("cli.moved", "cli.before", "cli.after"), moved)
        line(session, say("cli.unmoved", n=len(slipped.unmoved)))


def ledger(
    session: Session,
    name: Name,
    by: Annotated[
        str, typer.Option(help="donor, instrument, domain, tool, year, state; several with commas.")
    ] = "state",
) -> None:
    """Who funds what; left out and why; gaps, overlaps, who could fill a gap.

    Example: waypost ledger marenia --by donor,year
    """
    from waypost.codec.answers import ledger_json
    from waypost.core.analysis.money.totals import amount_words
    from waypost.usecases.analysing import groupings_of, ledger_of, totals_of
    from waypost.usecases.opening import open_roadmap

    groupings = groupings_of(by)
    opened = open_roadmap(name, session.asking)
    found = ledger_of(opened.view, on=session.asking.on)
    totals = totals_of(found, groupings)
    if session.as_json:
        answer_json(session, ledger_json(found, totals, session.words.plain), at=opened.at)
        return
    heading(session, say("cli.ledger"), at=opened.at)
    if not found.lines:
        line(session, say("cli.no_money"))
    refs = {one.id: one.ref for one in opened.view.elements}
    rows = []
    for one in totals:
        key = tuple(_key(what, part, refs) for what, part in zip(groupings, one.key, strict=True) if what != "state")
        state = Code(table="moneystate", code=one.state.value)
        rows.append((*key, state, amount_words(one), len(one.lines), one.missing_lines))
    heads = (
        *(f"cli.by_{what}" for what in groupings if what != "state"),
        "cli.money_state",
        "cli.amount#",
        "cli.lines#",
        "cli.unknown#",
    )
    table(session, heads, rows)
    gaps = [(one.objective, one.need, one.committed, one.gap) for one in found.gaps]
    table(session, ("cli.objective", "cli.need#", "cli.committed#", "cli.gap#"), gaps)
    for gap in found.gaps:
        for offer in gap.fillers:
            donors = tuple(Who(principal=who) for who in offer.donors)
            line(session, say("cli.filler", item=gap.objective, donors=donors, amount=offer.amount, line=offer.line))
    for overlap in found.overlaps:
        line(session, say("cli.overlap", item=overlap.objective, lines=overlap.lines, amount=overlap.money))
    table(
        session,
        ("cli.left_out", "cli.rule", "cli.because"),
        [(one.ref, one.rule, one.because) for one in found.left_out],
    )


def _key(what: str, part: str, refs: Mapping[ElementId, SayValue]) -> SayValue:
    """One part of a total's key in words: a principal, a code of a list, an element, a year."""
    if part in list(Missing):
        return Missing(part)
    if part == "none":
        return say("cli.none")
    if what == "donor":
        return tuple(Who(principal=one) for one in part.split("+"))
    if what in ("objective", "action"):
        return tuple(refs.get(ElementId(one), one) for one in part.split("+"))
    if what in ("domain", "tool", "state"):
        return Code(table="moneystate" if what == "state" else what, code=part)
    return part


def balance(session: Session, name: Name) -> None:
    """Sides and domains; what each side asks for and what answers it; what is given in return.

    Example: waypost balance marenia --lang fr
    """
    from waypost.codec.writing import value_json
    from waypost.usecases.analysing import balance_of
    from waypost.usecases.opening import open_roadmap

    opened = open_roadmap(name, session.asking)
    found = balance_of(opened.view, on=session.asking.on)
    if session.as_json:
        answer_json(session, value_json(found, session.words.plain), at=opened.at)
        return
    heading(session, say("cli.balance"), at=opened.at)
    rows = [
        (
            Code(table="domain", code=one.domain.value if one.domain else "none"),
            len(one.eu),
            len(one.partner),
            len(one.unstated),
            one.actions,
            one.committed or None,
        )
        for one in found.rows
    ]
    heads = ("cli.domain", "cli.eu#", "cli.partner#", "cli.unstated#", "cli.actions#", "cli.committed#")
    table(session, heads, rows)
    answers = [
        (_who(one.side), one.words, say(f"cli.answer_{one.state}"), one.by or one.reply or None)
        for one in found.answers
    ]
    table(session, ("cli.side", "cli.position", "cli.state", "cli.answer"), answers)
    pairs = [
        (one.ref, _kept(one.eu.kept, one.eu.due), _kept(one.partner.kept, one.partner.due), _behind(one.behind))
        for one in found.exchanges
    ]
    table(session, ("cli.pair", "cli.eu_kept", "cli.partner_kept", "cli.behind"), pairs)


def _who(side: str | Missing) -> SayValue:
    return side if isinstance(side, Missing) else Who(principal=side)


def _kept(kept: int, due: int) -> SayValue:
    return say("cli.kept", kept=kept, n=due)


def _behind(side: str | Missing) -> SayValue:
    return side if isinstance(side, Missing) else say(f"cli.behind_{side}")


def progress(session: Session, name: Name) -> None:
    """Indicators: where each stands between baseline and target.

    Example: waypost progress marenia --on 2026-10-01
    """
    from waypost.codec.writing import value_json
    from waypost.usecases.analysing import progress_of
    from waypost.usecases.evidence_asking import store_of
    from waypost.usecases.evidence_indicators import observed_of
    from waypost.usecases.opening import open_roadmap

    opened = open_roadmap(name, session.asking)
    vintage = session.asking.vintage or opened.at.date()
    series = observed_of(opened.view, store_of(session.asking), vintage=vintage)
    found = progress_of(opened.view, on=session.asking.on, series=series)
    if session.as_json:
        answer_json(session, value_json(found, session.words.plain), at=opened.at)
        return
    heading(session, say("cli.progress"), at=opened.at)
    if not found.gauges:
        line(session, say("cli.no_indicators"))
    rows = [
        (
            one.ref,
            one.baseline,
            one.value,
            one.as_of,
            one.target,
            one.distance if isinstance(one.distance, Share) or one.why is None else one.why,
        )
        for one in found.gauges
    ]
    heads = ("cli.indicator", "cli.baseline#", "cli.value#", "cli.as_of", "cli.target#", "cli.distance")
    table(session, heads, rows)
    for one in found.gauges:
        if one.observed is not None:
            line(session, say("objectives.observed", item=one.ref, words=one.observed.said))


def review(
    session: Session,
    name: Name,
    rule: Annotated[list[str] | None, typer.Option(help="Only this rule; may be repeated.")] = None,
) -> None:
    """Is it a good roadmap: findings, worst first. Ends with 1 when there are any that nobody accepted.

    Example: waypost review marenia --rule R7
    """
    from waypost.codec.answers import review_json
    from waypost.usecases.analysing import analyse
    from waypost.usecases.opening import open_roadmap
    from waypost.usecases.reviewing import review_of, rules_named

    for one in rule or ():
        rules_named(one)
    opened = open_roadmap(name, session.asking)
    found = review_of(analyse(opened.view, opened.workspace, on=session.asking.on), rule or ())
    if session.as_json:
        answer_json(session, review_json(found, session.words.plain), at=opened.at)
    else:
        heading(session, say("cli.review"), at=opened.at)
        for finding in found:
            weight = Code(table="weight", code=finding.severity.value)
            line(session, say("cli.finding", rule=finding.rule, weight=weight, text=finding.text))
            line(session, finding.remedy, indent=4)
            if finding.accepted is not None:
                line(session, say("cli.accepted", reason=finding.accepted.reason), indent=4)
    still = [one for one in found if one.accepted is None]
    remark(session, say("cli.findings", n=len(still)))
    if still:
        raise typer.Exit(1)
