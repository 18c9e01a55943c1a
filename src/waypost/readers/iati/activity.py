"""One activity element of IATI as a value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.aid.activity import (
    DAC,
    UNKNOWN,
    Activity,
    Budget,
    Dates,
    Description,
    Location,
    Marker,
    Organisation,
    Participant,
    Planned,
    Related,
    Transaction,
)
from waypost.core.aid.totals import shares_exceed
from waypost.readers.iati.old import BUDGET_TYPES, DATE_TYPES, MARKER_VOCABULARIES, ROLES, TRANSACTION_TYPES
from waypost.readers.iati.reading import Node, Reading, attribute, code_in, decimal_of, language_of
from waypost.readers.iati.results import results_of

STANDS_FOR_UNKNOWN: Final = (date(1900, 1, 1), date(2099, 1, 1))
"""Days that publishers write where a day is not known or not set. Source: the files of two donors of 2021."""


def activity_of(node: Node, reading: Reading) -> Activity:
    """The activity; what cannot be read of it is reported and left out, amount by amount."""
    found = Activity(
        identifier=reading.identifier,
        line=node.sourceline or 0,
        hierarchy=_hierarchy(node, reading),
        language=language_of(node),
        currency=reading.currency,
        reporter=reading.organisation(node.find("reporting-org")),
        title=reading.texts(node.find("title")),
        descriptions=tuple(_descriptions(node, reading)),
        participants=tuple(_participants(node, reading)),
        status=code_in(node, "activity-status"),
        dates=_dates(node, reading),
        scope=code_in(node, "activity-scope"),
        countries=reading.places(node, "recipient-country"),
        regions=reading.places(node, "recipient-region"),
        locations=tuple(_location(one, reading) for one in node.iterfind("location")),
        sectors=reading.sectors(node),
        markers=tuple(_markers(node, reading)),
        flow=code_in(node, "default-flow-type"),
        finance=code_in(node, "default-finance-type"),
        aid=code_in(node, "default-aid-type"),
        budgets=tuple(_budgets(node, reading)),
        planned=tuple(_planned(node, reading)),
        transactions=tuple(_transactions(node, reading)),
        links=reading.links(node),
        related=tuple(
            Related(ref=attribute(one, "ref"), type=attribute(one, "type")) for one in node.iterfind("related-activity")
        ),
        results=results_of(node, reading),
    )
    beyond = shares_exceed(found)
    if beyond is not None:
        reading.report("aid.shares", node, sum=beyond)
    return found


def _hierarchy(node: Node, reading: Reading) -> int | None:
    raw = attribute(node, "hierarchy")
    if raw is None:
        return None
    found = decimal_of(raw)
    if found is None or found != int(found):
        reading.report("aid.no_decimal", node, value=raw, column="hierarchy")
        return None
    return int(found)


def _descriptions(node: Node, reading: Reading) -> Iterator[Description]:
    for one in node.iterfind("description"):
        texts = reading.texts(one)
        if texts:
            yield Description(text=texts, type=attribute(one, "type"))


def _participants(node: Node, reading: Reading) -> Iterator[Participant]:
    for one in node.iterfind("participating-org"):
        role = attribute(one, "role")
        old = role.lower() if role else None
        yield Participant(
            role=reading.renamed(ROLES, old, one) if old in ROLES else role,
            organisation=reading.organisation(one) or Organisation(),
        )


def _dates(node: Node, reading: Reading) -> Dates:
    found: dict[str | None, date] = {}
    for one in node.iterfind("activity-date"):
        kind = reading.renamed(DATE_TYPES, attribute(one, "type"), one)
        day = reading.day(one)
        if day in STANDS_FOR_UNKNOWN:
            reading.reports.once("aid.day_for_unknown", row=one.sourceline, value=str(day))
        elif day is not None:
            found.setdefault(kind, day)
    return Dates(planned_start=found.get("1"), start=found.get("2"), planned_end=found.get("3"), end=found.get("4"))


def _markers(node: Node, reading: Reading) -> Iterator[Marker]:
    for one in node.iterfind("policy-marker"):
        yield Marker(
            code=attribute(one, "code"),
            vocabulary=reading.renamed(MARKER_VOCABULARIES, attribute(one, "vocabulary"), one) or DAC,
            significance=attribute(one, "significance"),
        )


def _budgets(node: Node, reading: Reading) -> Iterator[Budget]:
    for one in node.iterfind("budget"):
        amount = reading.amount(one)
        if amount:
            yield Budget(
                amount=amount,
                type=reading.renamed(BUDGET_TYPES, attribute(one, "type"), one),
                status=attribute(one, "status"),
                first=reading.day(one.find("period-start")),
                last=reading.day(one.find("period-end")),
            )


def _planned(node: Node, reading: Reading) -> Iterator[Planned]:
    for one in node.iterfind("planned-disbursement"):
        amount = reading.amount(one)
        if amount:
            yield Planned(
                amount=amount,
                type=attribute(one, "type"),
                first=reading.day(one.find("period-start")),
                last=reading.day(one.find("period-end")),
                provider=reading.organisation(one.find("provider-org"), "provider-activity-id"),
                receiver=reading.organisation(one.find("receiver-org"), "receiver-activity-id"),
            )


def _transactions(node: Node, reading: Reading) -> Iterator[Transaction]:
    for one in node.iterfind("transaction"):
        amount = reading.amount(one)
        if amount is None:
            continue
        yield Transaction(
            type=_type(one, reading),
            amount=amount,
            day=reading.day(one.find("transaction-date")),
            ref=attribute(one, "ref"),
            description=reading.texts(one.find("description")),
            provider=reading.organisation(one.find("provider-org"), "provider-activity-id"),
            receiver=reading.organisation(one.find("receiver-org"), "receiver-activity-id"),
            countries=reading.places(one, "recipient-country"),
            regions=reading.places(one, "recipient-region"),
            sectors=reading.sectors(one),
            flow=code_in(one, "flow-type"),
            finance=code_in(one, "finance-type"),
            aid=code_in(one, "aid-type"),
        )


def _type(transaction: Node, reading: Reading) -> str:
    code = code_in(transaction, "transaction-type")
    if code is None:
        reading.report("aid.no_type", transaction)
        return UNKNOWN
    return reading.renamed(TRANSACTION_TYPES, code, transaction) or UNKNOWN


def _location(node: Node, reading: Reading) -> Location:
    return Location(
        ref=attribute(node, "ref"),
        name=reading.texts(node.find("name")),
        description=reading.texts(node.find("description")),
        point=_point(node, reading),
        reach=code_in(node, "location-reach"),
        exactness=code_in(node, "exactness"),
        places=tuple(
            (attribute(one, "vocabulary") or "", code)
            for one in node.iterfind("location-id")
            if (code := attribute(one, "code"))
        ),
    )


def _point(node: Node, reading: Reading) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude: `point/pos`, else (1.0x) the attributes of `coordinates`."""
    position, old = node.find("point/pos"), node.find("coordinates")
    if position is not None:
        raw = (position.text or "").split()
    elif old is not None:
        raw = [one for one in (attribute(old, "latitude"), attribute(old, "longitude")) if one]
    else:
        return None
    found = [decimal_of(one) for one in raw]
    if len(found) != 2 or found[0] is None or found[1] is None:
        reading.report("aid.no_point", node, value=" ".join(raw), column="location")
        return None
    return found[0], found[1]
