"""Aid activities as a file of IATI 2.03: the same activities give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from waypost.core.aid.activity import (
    Activity,
    Amount,
    Budget,
    Location,
    Organisation,
    Place,
    Planned,
    Sector,
    Transaction,
)
from waypost.core.aid.results import AidIndicator, Measured, Result
from waypost.core.aid.texts import Link, Texts

VERSION = "2.03"
LANGUAGE = "xml:lang"


def render_aid(activities: Iterable[Activity], *, at: datetime) -> bytes:
    """The file of these activities, as it was at a recorded moment. Texts stay text, whatever they hold."""
    root = Element("iati-activities", {"version": VERSION, "generated-datetime": at.isoformat(timespec="seconds")})
    for one in activities:
        root.append(_activity(one))
    indent(root)
    inside: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return inside + b"\n"


def _activity(one: Activity) -> Element:
    """The parts in the order in which the schema wants them."""
    node = Element("iati-activity", _given(**{LANGUAGE: one.language, "default-currency": one.currency}))
    if one.hierarchy is not None:
        node.set("hierarchy", str(one.hierarchy))
    SubElement(node, "iati-identifier").text = one.identifier
    for part in (_who_and_what, _where_and_what_for, _money, _papers_and_results):
        part(node, one)
    return node


def _who_and_what(node: Element, one: Activity) -> None:
    _organisation(node, "reporting-org", one.reporter)
    _texts(node, "title", one.title)
    for described in one.descriptions:
        _narratives(SubElement(node, "description", _given(type=described.type)), described.text)
    for participant in one.participants:
        _organisation(node, "participating-org", participant.organisation, role=participant.role)
    _code(node, "activity-status", one.status)
    for kind, day in enumerate((one.dates.planned_start, one.dates.start, one.dates.planned_end, one.dates.end), 1):
        if day:
            SubElement(node, "activity-date", {"iso-date": day.isoformat(), "type": str(kind)})


def _where_and_what_for(node: Element, one: Activity) -> None:
    _code(node, "activity-scope", one.scope)
    _places(node, one.countries, one.regions)
    for location in one.locations:
        _location(node, location)
    _sectors(node, one.sectors)
    for marker in one.markers:
        SubElement(
            node,
            "policy-marker",
            _given(vocabulary=marker.vocabulary, code=marker.code, significance=marker.significance),
        )


def _money(node: Element, one: Activity) -> None:
    _code(node, "default-flow-type", one.flow)
    _code(node, "default-finance-type", one.finance)
    _code(node, "default-aid-type", one.aid)
    for budget in one.budgets:
        _budget(node, budget)
    for planned in one.planned:
        _planned(node, planned)
    for transaction in one.transactions:
        _transaction(node, transaction)


def _papers_and_results(node: Element, one: Activity) -> None:
    for link in one.links:
        _link(node, link)
    for related in one.related:
        SubElement(node, "related-activity", _given(ref=related.ref, type=related.type))
    for result in one.results:
        _result(node, result)


def _budget(parent: Element, one: Budget) -> None:
    node = SubElement(parent, "budget", _given(type=one.type, status=one.status))
    _day(node, "period-start", one.first)
    _day(node, "period-end", one.last)
    _value(node, one.amount)


def _planned(parent: Element, one: Planned) -> None:
    node = SubElement(parent, "planned-disbursement", _given(type=one.type))
    _day(node, "period-start", one.first)
    _day(node, "period-end", one.last)
    _value(node, one.amount)
    _organisation(node, "provider-org", one.provider, activity="provider-activity-id")
    _organisation(node, "receiver-org", one.receiver, activity="receiver-activity-id")


def _transaction(parent: Element, one: Transaction) -> None:
    node = SubElement(parent, "transaction", _given(ref=one.ref))
    _code(node, "transaction-type", one.type)
    _day(node, "transaction-date", one.day)
    _value(node, one.amount)
    _texts(node, "description", one.description)
    _organisation(node, "provider-org", one.provider, activity="provider-activity-id")
    _organisation(node, "receiver-org", one.receiver, activity="receiver-activity-id")
    _sectors(node, one.sectors)
    _places(node, one.countries, one.regions)
    _code(node, "flow-type", one.flow)
    _code(node, "finance-type", one.finance)
    _code(node, "aid-type", one.aid)


def _location(parent: Element, one: Location) -> None:
    node = SubElement(parent, "location", _given(ref=one.ref))
    _code(node, "location-reach", one.reach)
    for vocabulary, code in one.places:
        SubElement(node, "location-id", {"vocabulary": vocabulary, "code": code})
    _texts(node, "name", one.name)
    _texts(node, "description", one.description)
    if one.point:
        point = SubElement(node, "point", {"srsName": "http://www.opengis.net/def/crs/EPSG/0/4326"})
        SubElement(point, "pos").text = f"{one.point[0]:f} {one.point[1]:f}"
    _code(node, "exactness", one.exactness)


def _link(parent: Element, one: Link) -> None:
    node = SubElement(parent, "document-link", _given(format=one.format, url=one.url))
    _texts(node, "title", one.title)
    for category in one.categories:
        _code(node, "category", category)
    for language in one.languages:
        _code(node, "language", language)
    _day(node, "document-date", one.day)


def _result(parent: Element, one: Result) -> None:
    node = SubElement(parent, "result", _given(type=one.type))
    _texts(node, "title", one.title)
    _texts(node, "description", one.description)
    for indicator in one.indicators:
        _indicator(node, indicator)


def _indicator(parent: Element, one: AidIndicator) -> None:
    ascending = None if one.ascending is None else str(int(one.ascending))
    node = SubElement(parent, "indicator", _given(measure=one.measure, ascending=ascending))
    _texts(node, "title", one.title)
    _texts(node, "description", one.description)
    for base in one.baselines:
        year = None if base.year is None else str(base.year)
        day = base.day.isoformat() if base.day else None
        _measured(node, "baseline", base.measured, **{"year": year, "iso-date": day})
    for period in one.periods:
        inside = SubElement(node, "period")
        _day(inside, "period-start", period.first)
        _day(inside, "period-end", period.last)
        for target in period.targets:
            _measured(inside, "target", target)
        for actual in period.actuals:
            _measured(inside, "actual", actual)


def _measured(parent: Element, tag: str, one: Measured, **attributes: str | None) -> None:
    node = SubElement(parent, tag, _given(**attributes, value=one.value))
    for name, value in one.breakdown:
        SubElement(node, "dimension", {"name": name, "value": value})
    _texts(node, "comment", one.comment)


def _organisation(
    parent: Element,
    tag: str,
    one: Organisation | None,
    *,
    role: str | None = None,
    activity: str = "activity-id",
) -> None:
    if one is not None:
        node = SubElement(parent, tag, _given(role=role, ref=one.ref, type=one.type, **{activity: one.activity}))
        _narratives(node, one.name)


def _places(parent: Element, countries: Iterable[Place], regions: Iterable[Place]) -> None:
    for tag, places in (("recipient-country", countries), ("recipient-region", regions)):
        for one in places:
            share = None if one.percentage is None else f"{one.percentage:f}"
            SubElement(parent, tag, _given(code=one.code, vocabulary=one.vocabulary, percentage=share))


def _sectors(parent: Element, sectors: Iterable[Sector]) -> None:
    for one in sectors:
        share = None if one.percentage is None else f"{one.percentage:f}"
        node = SubElement(parent, "sector", _given(vocabulary=one.vocabulary, code=one.code, percentage=share))
        _narratives(node, one.name)


def _value(parent: Element, amount: Amount) -> None:
    day = amount.day.isoformat() if amount.day else None
    node = SubElement(parent, "value", _given(currency=amount.currency, **{"value-date": day}))
    node.text = f"{amount.value:f}"


def _day(parent: Element, tag: str, day: date | None) -> None:
    if day:
        SubElement(parent, tag, {"iso-date": day.isoformat()})


def _code(parent: Element, tag: str, code: str | None) -> None:
    if code is not None:
        SubElement(parent, tag, {"code": code})


def _texts(parent: Element, tag: str, texts: Texts) -> None:
    if texts:
        _narratives(SubElement(parent, tag), texts)


def _narratives(node: Element, texts: Texts) -> None:
    for one in texts:
        SubElement(node, "narrative", _given(**{LANGUAGE: one.language})).text = one.text


def _given(**attributes: str | None) -> dict[str, str]:
    """The attributes that say something."""
    return {name: value for name, value in attributes.items() if value is not None}
