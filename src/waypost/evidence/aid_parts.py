"""What an aid activity holds beside its money, as rows: its words in every language, markers, plans, results, places
and papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from waypost.core.aid.activity import Activity, Marker
from waypost.core.aid.results import AidIndicator, Measured
from waypost.core.aid.texts import Texts
from waypost.evidence.again import again
from waypost.evidence.givers import name_of, ref_of
from waypost.evidence.tables import LINKS, LOCATIONS, MARKERS, NARRATIVES, PLANNED, RESULTS, Row, exact


def part_cells(activity: Activity) -> Iterator[tuple[str, Row]]:
    """Every row of these tables, with the name of its table and without the cells by which every row begins."""
    for part, number, texts in _texts(activity):
        for one in texts:
            yield NARRATIVES, (part, number, one.language or activity.language or "", one.text)
    for marker in activity.markers:
        yield MARKERS, _marker(marker)
    yield from _planned(activity)
    yield from _results(activity)
    for number, place in enumerate(activity.locations, start=1):
        latitude, longitude = map(exact, place.point) if place.point else (None, None)
        places = " ".join(f"{vocabulary}:{code}" for vocabulary, code in place.places)
        known = (place.ref or "", latitude, longitude, place.reach or "", place.exactness or "", places)
        yield LOCATIONS, (number, *known)
    for number, link in enumerate(activity.links, start=1):
        kinds = (" ".join(link.categories), " ".join(link.languages))
        yield LINKS, (number, link.url or "", link.format or "", *kinds, link.day)


@again
def _marker(one: Marker) -> Row:
    return one.vocabulary, one.code or "", one.significance or ""


def _texts(activity: Activity) -> Iterator[tuple[str, int, Texts]]:
    """Each text with what it is of. Names of organisations stand beside these, in one language."""
    yield "title", 1, activity.title
    for number, description in enumerate(activity.descriptions, start=1):
        yield f"description/{description.type or ''}", number, description.text
    for number, transaction in enumerate(activity.transactions, start=1):
        yield "transaction", number, transaction.description
    for number, place in enumerate(activity.locations, start=1):
        yield "location", number, place.name
        yield "location/description", number, place.description
    for number, link in enumerate(activity.links, start=1):
        yield "link", number, link.title
    for number, result in enumerate(activity.results, start=1):
        yield "result", number, result.title
        yield "result/description", number, result.description
        for indicator in result.indicators:
            yield "indicator", number, indicator.title
            yield "indicator/description", number, indicator.description
            for measured in _measured(indicator):
                yield "indicator/comment", number, measured.comment


def _measured(indicator: AidIndicator) -> Iterator[Measured]:
    yield from (one.measured for one in indicator.baselines)
    for period in indicator.periods:
        yield from (*period.targets, *period.actuals)


def _planned(activity: Activity) -> Iterator[tuple[str, Row]]:
    for number, one in enumerate(activity.planned, start=1):
        amount = one.amount
        money = (exact(amount.value), amount.currency, amount.day)
        bodies = (ref_of(one.provider), name_of(one.provider), ref_of(one.receiver), name_of(one.receiver))
        yield PLANNED, (number, one.type or "", one.first, one.last, *money, *bodies)


def _results(activity: Activity) -> Iterator[tuple[str, Row]]:
    for number, result in enumerate(activity.results, start=1):
        for place, indicator in enumerate(result.indicators, start=1):
            head = (number, result.type or "", place, indicator.measure or "", indicator.ascending)
            for baseline in indicator.baselines:
                yield RESULTS, (*head, "baseline", baseline.year, baseline.day, None, *_value(baseline.measured))
            for period in indicator.periods:
                yield from _values(head, "target", period.first, period.last, period.targets)
                yield from _values(head, "actual", period.first, period.last, period.actuals)


def _values(
    head: Row, role: str, first: date | None, last: date | None, values: Iterable[Measured]
) -> Iterator[tuple[str, Row]]:
    for one in values:
        yield RESULTS, (*head, role, None, first, last, *_value(one))


def _value(one: Measured) -> tuple[str | None, str]:
    return one.value, "; ".join(f"{name}={value}" for name, value in one.breakdown)
