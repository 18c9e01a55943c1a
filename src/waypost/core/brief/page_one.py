"""Page one, which stands alone: five sentences, four figures, what to decide (design 1)."""

from __future__ import annotations

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.cells import count
from waypost.core.brief.chains import late_items, moved_by
from waypost.core.brief.order import Order
from waypost.core.brief.sections.changes import Compared, counted, richer
from waypost.core.brief.sections.decisions import open_decisions, to_decide
from waypost.core.brief.sections.lines import amount_words, is_known, main_currency, total_of
from waypost.core.brief.sections.situation import year_words
from waypost.core.brief.sections.timetable import is_done, undated
from waypost.core.brief.tree import KeyFigure, Number, PageOne, Sentence, Unknown
from waypost.core.review.finding import Finding, Weight
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Code, Say, say
from waypost.core.values import Missing

MOST_DECISIONS = 4
MOST_NEWS = 3
"""So many counts, and one sum, stand in one sentence of page one (look 9: at most 180 characters)."""


def page_one(now: Analysis, changes: Compared | None, findings: tuple[Finding, ...], order: Order) -> PageOne:
    """The first page, from what the sections say."""
    decisions = to_decide(order)
    return PageOne(
        sentences=(
            Sentence(say=_late(now), section=3),
            Sentence(say=_worst_delay(now), section=3),
            Sentence(say=_money(now), section=4),
            Sentence(say=_changed(changes), section=7),
            Sentence(say=_finding(findings), section=6),
        ),
        figures=(_detections(order), _late_figure(now, changes), _paid(now), _decisions(order, len(decisions))),
        decisions=decisions[:MOST_DECISIONS],
        more_decisions=max(0, len(decisions) - MOST_DECISIONS),
        more_section=8,
    )


def _late(now: Analysis) -> Say:
    items = now.timetable.items
    if not items:
        return say("page.no_action")
    return say(
        "page.late" if late_items(now) else "page.none_late",
        n=len(late_items(now)),
        total=len(items),
        done=sum(is_done(now, one) for one in items),
        undated=sum(undated(now, one) for one in items),
    )


def _worst_delay(now: Analysis) -> Say:
    late = late_items(now)
    if late:
        return say(
            "page.worst_late", item=late[0].ref, n=late[0].late_days, delays=_delays(len(moved_by(now, late[0])))
        )
    if now.timetable.end is not None:
        return say("page.ends", day=now.timetable.end)
    return say("page.no_end")


def _delays(number: int) -> Say:
    return say("page.delays", n=number) if number else say("page.delays_nothing")


def _money(now: Analysis) -> Say:
    currency = main_currency(now.ledger)
    if currency is None:
        return say("page.no_money")
    announced, committed, paid = (
        total_of(now.ledger, state, currency)
        for state in (MoneyState.ANNOUNCED, MoneyState.COMMITTED, MoneyState.DISBURSED)
    )
    values = {"announced": amount_words(announced), "committed": amount_words(committed), "paid": amount_words(paid)}
    if announced and not is_known(committed) and not is_known(paid):
        return say("page.money_announced", announced=amount_words(announced))
    falls = announced and committed and announced.known.amount >= committed.known.amount > 0
    if not falls:
        return say("page.money_beside", **values)
    if not is_known(paid):
        return say("page.money_unpaid", announced=values["announced"], committed=values["committed"])
    return say("page.money", **values)


def _changed(found: Compared | None) -> Say:
    if found is None:
        return say("page.no_before")
    total = len(found.changes.changes)
    if not total:
        return say("page.no_change", day=found.since)
    parts = (*counted(found)[:MOST_NEWS], *richer(found)[:1])
    return say("page.changed" if parts else "page.changed_little", n=total, day=found.since, parts=parts)


def _finding(findings: tuple[Finding, ...]) -> Say:
    waiting = [one for one in findings if one.accepted is None]
    if not waiting:
        return say("page.no_finding_open")
    must = sum(one.severity is Weight.MUST for one in waiting)
    code, first = "page.finding" if must else "page.finding_should", waiting[0]
    asks = dict(first.text.values).get("asks")
    if first.each and asks is not None:
        return say(f"{code}_shared", n=must or len(waiting), count=len(first.each), asks=asks)
    return say(code, n=must or len(waiting), text=first.text)


def _detections(order: Order) -> KeyFigure:
    situation = order.situation
    flow = situation.main_flow if situation else None
    if situation is None or flow is None:
        return KeyFigure(
            label=say("page.detections"),
            value=Unknown(reason=Missing.NOT_REPORTED, say=say("page.no_route" if situation else "page.no_issue")),
            unit=None,
            compare=None,
        )
    now, before = flow.total(situation.last_year), flow.total(situation.last_year - 1)
    label = say("page.detections_year", year=year_words(situation.last_year))
    route = Code(table="route", code=flow.code)
    value = Unknown(reason=now) if isinstance(now, Missing) else Number(value=count(now), provisional=True)
    compare = say("page.detections_before", route=route, before=before, year=year_words(situation.last_year - 1))
    return KeyFigure(label=label, value=value, unit=None, compare=compare)


def _late_figure(now: Analysis, found: Compared | None) -> KeyFigure:
    return KeyFigure(
        label=say("page.late_label"),
        value=Number(value=count(len(late_items(now)))),
        unit=say("page.of", n=len(now.timetable.items)),
        compare=say("page.late_before", n=len(late_items(found.before)), day=found.since) if found else None,
    )


def _paid(now: Analysis) -> KeyFigure:
    currency = main_currency(now.ledger)
    paid = total_of(now.ledger, MoneyState.DISBURSED, currency) if currency else None
    announced = total_of(now.ledger, MoneyState.ANNOUNCED, currency) if currency else None
    of_announced = say("page.of_announced", amount=amount_words(announced)) if is_known(announced) else None
    if currency is None or paid is None or not is_known(paid):
        return KeyFigure(label=say("page.paid"), value=Unknown(reason=Missing.UNKNOWN), unit=None, compare=of_announced)
    return KeyFigure(
        label=say("page.paid"),
        value=Number(value=paid.known, at_least=paid.at_least),
        unit=say("page.millions", currency=Code(table="currency", code=currency)),
        compare=of_announced,
    )


def _decisions(order: Order, number: int) -> KeyFigure:
    oldest = max((one.days_open for one in open_decisions(order)), default=0)
    return KeyFigure(
        label=say("page.open_decisions"),
        value=Number(value=count(number)),
        unit=None,
        compare=say("page.oldest", n=oldest) if oldest else None,
    )
