"""The figures of section 1 of a brief, taken from the tables of detections for one roadmap and one vintage.

Source: contract 1 (`--vintage`: figures as published by that day); design 1, section 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from waypost.core.brief.figures import Month
from waypost.core.brief.flows import Flow, LaterTotal, Nationality, Situation
from waypost.core.values import Missing
from waypost.reference.flows import Flows, flows
from waypost.reference.routes import MapPoint, main_routes

LEAST = 100
"""A route is not read from nationality where the partner's nationals are fewer than one in so many of its
detections: a handful of people make no route of a partnership. The number is ours."""


def situation_for(
    partners: Sequence[str], stated: Sequence[str], *, vintage: date, held: Flows | None = None
) -> Situation | None:
    """What was published by `vintage` on the five main routes.

    Args:
        partners: codes of the partner countries of the roadmap.
        stated: codes of the routes that the roadmap states; the first main route among them is the main one.
        vintage: the last day of publication that counts; a paper of an unknown day counts from the end of its
            year.
        held: an issue of detections; the one that the package ships where none is given.

    Returns:
        The figures, with the main route stated or read from the nationality of those detected in the last year;
        None when the issue we hold was published after `vintage`.
    """
    held = held or flows()
    issued = held.source.day
    if isinstance(issued, Missing) or issued > vintage:
        return None
    year = held.last[0]
    main = _stated(stated)
    return Situation(
        main=main or _read(held, partners, year),
        main_read=main is None,
        partners=tuple(partners),
        flows=tuple(_flow(held, one.term.code, one.map_point) for one in main_routes() if one.map_point),
        last_year=year,
        preliminary=held.provisional_from,
        later=tuple(
            LaterTotal(route=one.route, year=one.year, detections=one.detections, source=one.source)
            for one in held.later_totals
            if one.known_from is not None and one.known_from <= vintage
        ),
        issued=issued,
        source=held.source,
    )


def _stated(stated: Sequence[str]) -> str | None:
    """The first of the stated routes that is drawn."""
    main = {one.term.code for one in main_routes()}
    return next((code for code in stated if code in main), None)


def _read(held: Flows, partners: Sequence[str], year: int) -> str | None:
    """The main route on which most nationals of the partners were detected; None when they are hardly any there."""
    counts = {one.term.code: _nationals(held, partners, one.term.code, year) for one in main_routes()}
    most = max(counts, key=lambda code: counts[code])
    total = held.year_total(most, year)
    return most if isinstance(total, int) and counts[most] * LEAST >= total > 0 else None


def _nationals(held: Flows, partners: Sequence[str], route: str, year: int) -> int:
    found = (held.nationals(country, year, route) for country in partners)
    return sum(count for count in found if isinstance(count, int))


def _flow(held: Flows, route: str, point: MapPoint) -> Flow:
    months = (
        Month(year=one.year, month=one.month, value=one.detections, provisional=one.provisional)
        for one in held.monthly(route)
    )
    return Flow(
        code=route,
        months=tuple(months),
        years=tuple((one.year, one.detections) for one in held.yearly(route)),
        nationalities=_nationalities(held, route, held.last[0]),
        longitude=Decimal(str(point.at.longitude)),
        latitude=Decimal(str(point.at.latitude)),
    )


def _nationalities(held: Flows, route: str, year: int) -> tuple[Nationality, ...]:
    """The nationalities of the year by size, each with its figure of the year before; the others are left out."""
    before = {name: counts for name, _, counts in held.by_nationality.get(route, ())}
    return tuple(
        Nationality(
            country=one.country,
            name=one.name,
            detections=one.detections,
            before=before[one.name].get(year - 1, Missing.NOT_REPORTED),
        )
        for one in held.nationalities(route, year)
        if not one.others
    )
