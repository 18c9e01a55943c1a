"""What questions to the store are answered with in JSON. A figure that is not there says why, an amount is text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from waypost.codec.tree import Json
from waypost.core.aid.budgets import Body, Budgeted, Weighed
from waypost.core.aid.funding import Funding, Movement, Told, standing
from waypost.core.aid.rates import EURO, Converted, Rates, readable
from waypost.core.aid.totals import cents
from waypost.core.statistics.answer import Point, Series
from waypost.core.statistics.topical import Topical
from waypost.core.statistics.vintage import Vintage
from waypost.core.values import Missing


def series_json(series: Series, points: Iterable[Point]) -> Json:
    """A series: what it is about, and its points by group and period."""
    return {
        "about": series.about,
        "dataset": series.dataset,
        "unit": series.unit,
        "points": [point_json(one) for one in points],
        "left_out": list(series.left_out),
    }


def point_json(point: Point) -> Json:
    """One point with its vintage and all that is said of its certainty."""
    return {
        "group": point.group,
        "period": point.period,
        "first": point.first.isoformat(),
        "last": point.last.isoformat(),
        "value": figure_json(point.value),
        "figures": point.figures,
        "missing": point.missing,
        "whole": point.whole,
        "preliminary": point.preliminary,
        "break": point.broken,
        "flags": list(point.flags),
        "scope": point.scope,
        "vintage": point.vintage,
        "issued": point.issued.isoformat(),
    }


def figure_json(value: Decimal | Missing) -> Json:
    """A figure as text, or why it is missing."""
    return {"missing": value.value} if isinstance(value, Missing) else f"{value:f}"


def topical_json(one: Topical) -> Json:
    """The latest figure of a topic and the one before it."""
    return {
        "topic": one.topic,
        "citation": one.citation,
        "last": point_json(one.last),
        "before": None if one.before is None else point_json(one.before),
    }


def vintage_json(vintage: Vintage) -> dict[str, Json]:
    """A vintage as its card says it; `rows` by table."""
    rows: dict[str, Json] = {one.table: one.rows for one in vintage.parts}
    return {
        "vintage": vintage.id,
        "kind": vintage.kind,
        "dataset": vintage.dataset,
        "publisher": vintage.publisher,
        "title": vintage.title,
        "licence": vintage.licence,
        "citation": vintage.citation,
        "source_file": vintage.file,
        "sha256": vintage.sha256,
        "issued": vintage.issued.isoformat(),
        "dated": vintage.dated,
        "retrieved": vintage.retrieved.isoformat(),
        "caveats": list(vintage.caveats),
        "rows": rows,
        "left_out": vintage.left_out,
    }


def funding_json(
    by: Iterable[str], funding: Funding, titles: Mapping[str, str], vintages: Iterable[Vintage], partner: str
) -> dict[str, Json]:
    """Who funds what: sums by what was asked, what is not counted and why, and the issues all is from."""
    named: dict[str, Json] = dict(titles)
    return {
        "partner": partner,
        "by": list(by),
        "groups": [
            {
                "key": list(one.key),
                "state": one.state.value,
                "amount": money_json(one.amount, one.currency),
                "transactions": one.transactions,
            }
            for one in funding.groups
        ],
        "aside": [
            {
                "because": one.standing.value,
                "amount": money_json(one.amount, one.currency),
                "transactions": one.transactions,
            }
            for one in funding.aside
        ],
        "titles": named,
        "vintages": [one.id for one in vintages],
    }


def converted_json(converted: Converted | None, rates: Rates | None) -> dict[str, Json]:
    """The same in euro, rounded once to 0.01, with what has no rate and the rates that were used; nothing where no euro
    were asked for."""
    if converted is None:
        return {}
    source: Json = None if rates is None else {"source": rates.source, "issued": rates.issued.isoformat()}
    return {
        "euro": [
            {
                "key": list(one.key),
                "state": one.state.value,
                "amount": {"missing": one.amount.value}
                if isinstance(one.amount, Missing)
                else money_json(cents(one.amount), EURO),
                "unpriced": [
                    {
                        "amount": money_json(rest.amount, rest.currency),
                        "transactions": rest.transactions,
                        "because": rest.reason.value,
                    }
                    for rest in one.unpriced
                ],
            }
            for one in converted.groups
        ],
        "rates": {
            "from": source,
            "used": [
                {
                    "currency": one.currency,
                    "months": [one.first, one.last],
                    "euro": [f"{readable(one.lowest):f}", f"{readable(one.highest):f}"],
                }
                for one in converted.used
            ],
        },
    }


def money_json(amount: Decimal, currency: str) -> Json:
    """An amount in its own currency (contract 3)."""
    return {"amount": f"{amount:f}", "currency": currency, "on": None}


def told_json(told: Told) -> dict[str, Json]:
    """An activity, and by which code and words it is about migration (`by` null: it is not)."""
    because: list[Json] = [*told.because.split("; ")] if told.because else []
    return {
        "activity": told.activity,
        "title": told.title,
        "donor": told.giver,
        "domain": told.domain or None,
        "relevant": {"by": told.by or None, "because": because},
    }


def movement_json(one: Movement, file: str) -> Json:
    """A transaction, with the file and line in which its activity stands."""
    return {
        "number": one.number,
        "day": one.day.isoformat() if one.day else None,
        "type": one.kind,
        "country": one.country or None,
        "value": money_json(one.value, one.currency),
        "donor": one.giver,
        "provider": one.provider,
        "receiver": one.receiver,
        "counts": standing(one).value,
        "file": file,
        "row": one.source_row,
        "vintage": one.vintage,
    }


def budgets_json(
    by: Iterable[str],
    groups: Iterable[Budgeted],
    sums: Iterable[Weighed],
    silent: Iterable[Body],
    vintages: Mapping[str, Vintage],
) -> dict[str, Json]:
    """What bodies plan and have spent: sums by what was asked, each stated sum with whether it counts, the bodies that
    state none, and the issues all is from."""
    return {
        "by": list(by),
        "groups": [_budgeted_json(one) for one in groups],
        "sums": [_stated_json(one, vintages[one.stated.body.vintage].file) for one in sums],
        "silent": [_body_json(one) for one in silent],
        "vintages": list(vintages),
    }


def _body_json(one: Body) -> Json:
    return {
        "ref": one.ref,
        "name": one.name,
        "donor": one.giver,
        "reporter": one.reporter,
        "reporter_name": one.reporter_name,
    }


def _budgeted_json(one: Budgeted) -> Json:
    return {
        "body": _body_json(one.body),
        "key": list(one.key),
        "purse": one.purse.value,
        "first": _day(one.first),
        "last": _day(one.last),
        "status": one.status or None,
        "amount": {"missing": one.amount.value}
        if isinstance(one.amount, Missing)
        else money_json(one.amount, one.currency),
        "currency": one.currency,
        "sums": len(one.sums),
        "unclear": one.unclear,
        "day": _day(one.day),
    }


def _stated_json(one: Weighed, file: str) -> Json:
    stated = one.stated
    return {
        "body": stated.body.ref,
        "reporter": stated.body.reporter,
        "purse": stated.purse.value,
        "country": stated.country or None,
        "region": stated.region or None,
        "receiver": {"ref": stated.receiver or None, "name": stated.receiver_name or None},
        "first": _day(stated.first),
        "last": _day(stated.last),
        "status": stated.status or None,
        "value": money_json(stated.value, stated.currency),
        "day": _day(stated.day),
        "counts": one.counts.value,
        "number": stated.number,
        "file": file,
        "row": stated.source_row,
        "vintage": stated.body.vintage,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
