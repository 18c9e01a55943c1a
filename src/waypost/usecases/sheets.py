"""The sheet of a partner: official figures by topic and year out of the store, and what is published of aid.

Without a store there are the detections that the package ships; every other topic then says that no file is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from waypost.core.aid.funding import Funding, Published
from waypost.core.brief.flows import Situation
from waypost.core.brief.sheet.compose import compose_sheet
from waypost.core.brief.sheet.order import TOPICS, Nationals, SheetOrder, Told, Why
from waypost.core.brief.streams import LAYERS, currencies
from waypost.core.brief.tree import Brief
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.statistics.answer import Point
from waypost.core.statistics.key import Key
from waypost.core.statistics.vintage import Vintage
from waypost.core.values import PUBLIC, Missing
from waypost.reference.countries import is_country
from waypost.reference.datasets import dataset as known_of
from waypost.reference.datasets import topic as topic_of
from waypost.reference.flows import Flows, flows
from waypost.usecases.evidence_asking import store_of
from waypost.usecases.evidence_funding import funding_in
from waypost.usecases.evidence_series import About, answer
from waypost.usecases.evidence_situation import detections_in, situation_in
from waypost.usecases.opening import Asking

if TYPE_CHECKING:
    from waypost.evidence.engine import Engine

AID, DETECTIONS, MISSING = "aid", "detections", "missing_migrants"
"""The topics that are not asked by nationality out of a table: aid, what the package ships, and figures by route."""


def sheet_of(partner: str, asking: Asking) -> Brief:
    """The sheet of a country as a paper, as published by the day asked (else by the plan day).

    Raises NotThere for a code that is no country.
    """
    return compose_sheet(order_of(partner, asking))


def name_of(partner: str, sheet: Brief, language: str) -> str:
    """The name of a sheet's files: country, day of the figures, language."""
    return f"sheet-{partner}-{sheet.cover.vintage.isoformat()}-{language}"


def order_of(partner: str, asking: Asking) -> SheetOrder:
    """What a sheet is made from. Raises NotThere for a code that is no country.

    A sheet holds what others publish and nothing of a roadmap, so it is written for the public, whoever asks.
    """
    if not is_country(partner):
        raise NotThere(partner)
    vintage = asking.vintage or asking.on
    store = store_of(asking)
    situation = situation_in(store, [partner], [], vintage=vintage)
    published = funding_in(store, [partner], vintage=vintage, by=LAYERS, everything=True)
    return SheetOrder(
        partner=partner,
        told=told_of(partner, store, situation, vintage=vintage),
        situation=situation,
        nationals=() if situation is None else nationals_of(partner, situation, detections_in(store, vintage=vintage)),
        published=published,
        viewer=PUBLIC,
        on=asking.on,
        at=datetime.combine(vintage, time(), UTC),
        vintage=vintage,
    )


def nationals_of(partner: str, situation: Situation, issue: Flows | None) -> tuple[Nationals, ...]:
    """The drawn routes with nationals of a country; of the issue in the store, else of that which the package ships."""
    held, year = issue or flows(), situation.last_year
    counts = ((one.code, held.nationals(partner, year, one.code)) for one in situation.flows)
    found = (
        Nationals(route=route, now=now, before=held.nationals(partner, year - 1, route))
        for route, now in counts
        if isinstance(now, int)
    )
    return tuple(one for one in found if one.now or one.before)


def told_of(partner: str, store: Path, situation: Situation | None, *, vintage: date) -> tuple[Told, ...]:
    """The twelve topics of a partner, as published by a day."""
    from waypost.evidence.store import engine_over, vintages

    cards = tuple(one for one in vintages(store) if one.issued <= vintage)
    datasets = {found.dataset for code in TOPICS if (found := topic_of(code)) is not None}
    with engine_over(store, [one for one in cards if one.dataset in datasets]) as engine:
        return tuple(_told(engine, code, partner, store, cards, situation, vintage) for code in TOPICS)


def _told(
    engine: Engine,
    code: str,
    partner: str,
    store: Path,
    cards: Sequence[Vintage],
    situation: Situation | None,
    vintage: date,
) -> Told:
    if code == AID:
        return aid_told(funding_in(store, [partner], vintage=vintage, by=("year",), everything=True))
    about = topic_of(code)
    held = () if about is None else tuple(one for one in cards if one.dataset == about.dataset)
    if about is None or not held:
        return shipped_told(partner, situation) if code == DETECTIONS else Told(topic=code, why=Why.NO_FILE)
    route = situation.main if situation is not None and code == MISSING else None
    newest = max(held, key=lambda one: one.issued)
    told = Told(
        topic=code,
        citation=newest.citation or newest.publisher,
        issued=newest.issued,
        dated=newest.dated != "retrieved",
        route=route or "",
    )
    if code == MISSING and route is None:
        return replace(told, why=Why.NO_ROUTE)
    key = Key(
        about=code,
        partner="" if code == MISSING else partner,
        route=route or "",
        per="year" if about.over_time == "flow" else "",
    )
    known = known_of(newest.kind)
    what = About(topic=about, dataset=about.dataset, known=known, measures=about.measures, vintages=held)
    try:
        points = answer(engine, key, what, until=vintage).points
    except WrongRequest:
        return replace(told, why=Why.LEFT_OPEN)
    return _with_points(replace(told, unit=about.unit), points, held)


def _with_points(told: Told, points: tuple[Point, ...], held: Iterable[Vintage]) -> Told:
    """The points, named after the newest issue that gives one of them; else why there is none."""
    if not points:
        return replace(told, why=Why.NOT_LISTED)
    if not any(one.whole and isinstance(one.value, Decimal) for one in points):
        return replace(told, points=points, why=Why.NO_FIGURE)
    used = {one.vintage for one in points}
    newest = max((one for one in held if one.id in used), key=lambda one: one.issued)
    return replace(told, points=points, issued=newest.issued, dated=newest.dated != "retrieved")


def shipped_told(partner: str, situation: Situation | None) -> Told:
    """Detections of nationals as the package ships them, all main routes together, of two years."""
    held = flows()
    day = held.source.day
    if situation is None or situation.from_store or not isinstance(day, date):
        return Told(topic=DETECTIONS, why=Why.NO_FILE)
    years = range(held.first[0], held.last[0] + 1)
    counts = {year: held.nationals(partner, year) for year in years}
    points = tuple(
        _point(year, Decimal(count), day, preliminary=year >= held.provisional_from[0])
        for year, count in counts.items()
        if isinstance(count, int)
    )
    told = Told(topic=DETECTIONS, unit="detections", citation=str(held.source.title), issued=day)
    return replace(told, points=points) if points else replace(told, why=Why.NOT_LISTED)


def aid_told(published: Published | None) -> Told:
    """Aid disbursed by year, in the currency of most activities; nothing is converted."""
    if published is None:
        return Told(topic=AID, why=Why.NO_FILE)
    told = Told(topic=AID, citation="IATI", issued=published.issued)
    points = _paid(published.funding, published.issued)
    if not points:
        return replace(told, why=Why.NOT_LISTED)
    currency, found = points
    return replace(told, unit=currency, points=found)


def _paid(funding: Funding, issued: date) -> tuple[str, tuple[Point, ...]] | None:
    paid = [one for one in funding.groups if one.state is MoneyState.DISBURSED and one.key[0].isdigit()]
    held = currencies(paid)
    if not held:
        return None
    points = (_point(int(one.key[0]), one.amount, issued) for one in paid if one.currency == held[0])
    return held[0], tuple(sorted(points, key=lambda one: one.period))


def _point(year: int, value: Decimal | Missing, issued: date, *, preliminary: bool = False) -> Point:
    return Point(
        group="",
        period=str(year),
        first=date(year, 1, 1),
        last=date(year, 12, 31),
        value=value,
        figures=1,
        missing=0,
        whole=issued.year > year,
        preliminary=preliminary,
        broken=False,
        flags=(),
        vintage="",
        issued=issued,
    )
