"""Section 1, the situation: official figures by route, with source, vintage and what is preliminary.

Detections are not persons, and persons are never counted from them (look 11).
"""

from __future__ import annotations

from datetime import date

from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.figures import Discs, MainRoute, Place, Ranked, Route, Routes
from waypost.core.brief.flows import Flow, Nationality, PartnerFigures, Situation
from waypost.core.brief.sections.topics import figures_blocks
from waypost.core.brief.tree import (
    Align,
    Block,
    Cell,
    Column,
    Columns,
    Figure,
    Heading,
    Mark,
    Marker,
    Nothing,
    Paragraph,
    Table,
)
from waypost.core.say import Code, Say, Who, say
from waypost.core.values import Missing


def situation_blocks(
    situation: Situation | None, vintage: date, on: date, figures: tuple[PartnerFigures, ...] = ()
) -> tuple[Block, ...]:
    """Section 1. Without detections published by `vintage`, one sentence that says so before what else is held."""
    topics = tuple(block for one in figures for block in figures_blocks(one))
    if situation is None:
        return (Nothing(say=say("situation.no_detections" if topics else "situation.none", day=vintage)), *topics)
    main = situation.main_flow
    charts: tuple[Block, ...] = ()
    if main is not None:
        beside = Columns(left=(map_figure(situation),), right=(nationalities_figure(situation, main),))
        charts = (main_route_figure(situation, main), beside)
    else:
        charts = (map_figure(situation),)
    return (_lead(situation, main, on), *charts, routes_figure(situation), *topics, *_sureness(situation, on))


def route_label(code: str) -> Say:
    """The name of a route."""
    return say("situation.route", route=Code(table="route", code=code))


def _lead(situation: Situation, main: Flow | None, on: date) -> Paragraph:
    age = (on.year - situation.issued.year) * 12 + on.month - situation.issued.month
    old = (say("situation.old", day=situation.issued, n=age),) if age >= 6 else ()
    if main is None:
        return Paragraph(says=(say("situation.no_route"), *old))
    year = situation.last_year
    now, before = main.total(year), main.total(year - 1)
    change = say(
        "situation.lead_read" if situation.main_read else "situation.lead",
        route=Code(table="route", code=main.code),
        now=now,
        year=year_words(year),
        before=before,
        last=year_words(year - 1),
        who=tuple(Who(principal=f"partner:{one}") for one in situation.partners),
    )
    return Paragraph(says=(change, *old))


def year_words(year: int) -> Say:
    """A year as a number that is never parted into thousands."""
    return say("situation.year", year=str(year))


def _source_note(situation: Situation) -> Say:
    """Where the figures come from, from which month on they are preliminary, and whose copy of the table it is."""
    first = situation.preliminary
    told = say("situation.source", day=situation.issued, month=date(first[0], first[1], 1))
    return say("situation.from_store" if situation.from_store else "situation.shipped", words=told)


def main_route_figure(situation: Situation, main: Flow) -> Figure:
    """One route by month, the last three years of the issue; later years of which only a total is known beside it."""
    shown = tuple(one for one in main.months if one.year >= situation.last_year - 2)
    known = [(one.value, one) for one in shown if isinstance(one.value, int)]
    top = max(known, key=lambda pair: pair[0])
    peak = say("situation.peak", value=top[0], month=date(top[1].year, top[1].month, 1))
    gaps = tuple(
        (one.year, one.detections, say("situation.only_total"))
        for one in situation.later
        if one.route == main.code and one.year > situation.last_year
    )
    route = Route(
        code=main.code,
        label=route_label(main.code),
        months=shown,
        year=situation.last_year,
        total=main.total(situation.last_year),
    )
    notes: tuple[Say, ...] = (_source_note(situation),)
    if gaps:
        notes = (*notes, say("situation.gap_note", years=tuple(year_words(year) for year, _, _ in gaps)))
    return Figure(
        name="situation.main",
        title=route_label(main.code),
        aside=say("situation.by_month"),
        chart=MainRoute(route=route, peak=peak, gaps=gaps),
        alt=say("situation.main_alt", route=Code(table="route", code=main.code), peak=peak),
        notes=(*notes, say("situation.caveat")),
        numbers=_months_table("situation.main.numbers", (route,)),
        numbers_shown=True,
    )


def _months_table(name: str, routes: tuple[Route, ...]) -> Table:
    """A row for each route and year, a column for each month."""
    columns = (
        head("situation.route_head", weight=3),
        *(Column(head=say("situation.month", month=date(2000, one, 1)), align=Align.NUMBER) for one in range(1, 13)),
    )
    rows = tuple(
        row(cell(say("situation.route_year", route=route.label, year=year_words(year))), *_in_months(route, year))
        for route in routes
        for year in sorted({one.year for one in route.months})
    )
    return Table(name=name, columns=columns, rows=rows, numbers=True)


def _in_months(route: Route, year: int) -> tuple[Cell, ...]:
    """Detections of a year, one cell a month; not reported where the issue ends."""
    held = {one.month: one.value for one in route.months if one.year == year}
    return tuple(cell(held.get(month, Missing.NOT_REPORTED)) for month in range(1, 13))


def head_of(label: Say) -> Column:
    """A column of numbers with a label of its own."""
    return Column(head=label, align=Align.NUMBER)


def map_figure(situation: Situation) -> Figure:
    """The routes as discs on land and sea, without any boundary (look 7.10)."""
    year = situation.last_year
    places = []
    for flow in situation.flows:
        total = flow.total(year)
        if isinstance(total, int):
            places.append(
                Place(
                    label=route_label(flow.code),
                    longitude=flow.longitude,
                    latitude=flow.latitude,
                    value=total,
                    chosen=flow.code == situation.main,
                )
            )
    numbers = Table(
        name="situation.map.numbers",
        columns=(head("situation.route_head"), head("situation.detections_head", number=True)),
        rows=tuple(row(cell(place.label), cell(place.value)) for place in places),
        numbers=True,
    )
    return Figure(
        name="situation.map",
        title=say("situation.map"),
        aside=say("situation.in_year", year=year_words(year)),
        chart=Discs(year=year, places=tuple(places)),
        alt=say("situation.map_alt", year=year_words(year)),
        notes=(say("situation.map_note"), say("situation.source_short", day=situation.issued)),
        numbers=numbers,
        numbers_shown=True,
    )


def nationalities_figure(situation: Situation, main: Flow) -> Block:
    """The largest nationalities on a route in the last year, with a mark for the year before."""
    named = [one for one in main.nationalities if one.country is not None][:6]
    partners = set(situation.partners)
    if not named:
        return Nothing(say=say("situation.no_nationalities"))
    rows = tuple((nationality_label(one), one.detections, one.before, one.country in partners) for one in named)
    year = situation.last_year
    return Figure(
        name="situation.nationalities",
        title=say("situation.by_nationality"),
        aside=say("situation.nationality_aside", year=year_words(year), last=year_words(year - 1)),
        chart=Ranked(rows=rows, year=year),
        alt=say("situation.nationality_alt", first=rows[0][0], n=rows[0][1], year=year_words(year)),
        notes=(say("situation.source_short", day=situation.issued),),
        numbers=Table(
            name="situation.nationalities.numbers",
            columns=(
                head("situation.nationality_head"),
                head_of(year_words(year)),
                head_of(year_words(year - 1)),
            ),
            rows=tuple(row(cell(label), cell(now), cell(before)) for label, now, before, _ in rows),
            numbers=True,
        ),
    )


def nationality_label(one: Nationality) -> Say:
    """A nationality by the name of its country; what is no country as the publisher prints it."""
    if one.country is None:
        return say("situation.printed", words=one.name)
    return say("situation.country", country=Who(principal=f"partner:{one.country}"))


def routes_figure(situation: Situation) -> Figure:
    """The main routes by month as small multiples on one scale, the last four years held."""
    year = situation.last_year
    routes = tuple(
        Route(
            code=flow.code,
            label=route_label(flow.code),
            months=tuple(one for one in flow.months if one.year >= year - 3),
            year=year,
            total=flow.total(year),
        )
        for flow in situation.flows
    )
    return Figure(
        name="situation.routes",
        title=say("situation.five_routes"),
        aside=say("situation.five_aside", first=year_words(year - 3), last=year_words(year)),
        chart=Routes(routes=routes),
        alt=say("situation.routes_alt", first=routes[0].label, n=_number(routes[0].total), year=year_words(year)),
        notes=(_source_note(situation),),
        numbers=_months_table("situation.routes.numbers", routes),
    )


def _number(value: int | Missing) -> int:
    return value if isinstance(value, int) else 0


def _sureness(situation: Situation, on: date) -> tuple[Block, ...]:
    year, month = situation.preliminary
    first = date(year, month, 1)
    later = [one.year for one in situation.later if one.route == situation.main]
    rows = [
        row(
            cell(say("situation.until", month=first)),
            cell(say("situation.final")),
        ),
        row(
            cell(say("situation.from", month=first, year=year_words(situation.last_year))),
            Marker(mark=Mark.PRELIMINARY, say=say("situation.preliminary")),
        ),
    ]
    if on.year > situation.last_year:
        rows.append(
            row(
                cell(say("situation.months_since", year=year_words(situation.last_year + 1))),
                cell(Missing.NOT_REPORTED, absent=say("situation.no_file")),
            )
        )
    rows.extend(
        row(cell(say("situation.total_of", year=year_words(one))), cell(say("situation.one_paper"))) for one in later
    )
    return (
        Heading(say=say("situation.how_sure")),
        table(
            "situation.sure",
            (head("situation.figure_head", weight=3), head("situation.state_head", weight=3)),
            rows,
            nothing="situation.none_short",
        ),
    )
