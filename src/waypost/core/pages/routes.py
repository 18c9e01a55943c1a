"""The routes, for everyone: what is new, the main routes by month on one scale, where they run, the numbers by year,
and one route by month and nationality.

Detections are not persons, and persons are never counted from them (look 11). No account is needed.

Source: look 10 (routes); seed S18 (migration flows: Eastern, Central and Western routes).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.flows import Flow, LaterTotal, Nationality, Situation
from waypost.core.brief.sections.situation import (
    head_of,
    main_route_figure,
    map_figure,
    nationalities_figure,
    nationality_label,
    route_label,
    routes_figure,
    year_words,
)
from waypost.core.brief.tree import Cell, Linked, Nothing, Number, Paragraph, Row, Table, Unknown
from waypost.core.goto import goto
from waypost.core.pages.form import Act
from waypost.core.pages.page import Beside, Filter, Filters, Link, Page, PageBlock, Part, Query
from waypost.core.pages.readers import readership
from waypost.core.say import Code, Say, SayValue, Share, say
from waypost.core.values import PUBLIC, Missing, Source

YEARS: Final = 4
"""So many full years of the issue stand in the table, as in the charts."""


def routes_page(situation: Situation | None, vintage: date, *, chosen: str = "", keep: Query = ()) -> Page:
    """The page of the routes, with figures as published by `vintage`; without any, one sentence that says so.

    `chosen` is the code of the route shown by month and by nationality, the largest where it names none; `keep` are
    the times asked for.
    """
    blocks: tuple[PageBlock, ...] = (Nothing(say=say("situation.none", day=vintage)),)
    if situation is not None:
        blocks = tuple(_parts(by_size(situation), chosen, keep))
    facts = () if situation is None else (say("routes.published", day=situation.issued),)
    return Page(
        name="routes",
        title=say("routes.title"),
        subtitle=say("routes.subtitle"),
        area="routes",
        reader=readership(frozenset({PUBLIC}), (), PUBLIC),
        facts=facts,
        acts=(Act(label=say("partners.title"), to=goto("partners", query=keep)),),
        blocks=blocks,
    )


def _parts(situation: Situation, chosen: str, keep: Query) -> Iterator[Part | Paragraph]:
    yield Paragraph(says=news(situation))
    yield Part(
        name="months",
        title=say("routes.by_month"),
        blocks=(
            routes_figure(situation),
            Paragraph(says=(say("routes.how_to_read"), say("situation.caveat")), quiet=True),
        ),
    )
    yield Part(name="map", title=say("routes.where"), blocks=(map_figure(situation),))
    yield Part(
        name="numbers",
        title=say("routes.numbers"),
        aside=say("routes.by_year"),
        links=(Link(label=say("routes.csv"), to=goto("detections", query=keep)),),
        blocks=(numbers_table(situation),),
    )
    yield from _nationalities(situation, chosen, keep)


def _nationalities(situation: Situation, chosen: str, keep: Query) -> Iterator[Part]:
    """One route, which the reader chooses: by month, and by nationality with ways to the sheets of the countries."""
    flow = next((one for one in situation.flows if one.code == chosen), situation.main_flow)
    if flow is None:
        return
    filters = tuple(
        Filter(
            label=route_label(one.code),
            to=goto("routes", query=(*keep, ("route", one.code)), part="nationality"),
            chosen=one.code == flow.code,
        )
        for one in situation.flows
    )
    shown = replace(situation, main=flow.code)
    yield Part(
        name="nationality",
        title=say("routes.by_nationality"),
        links=(Link(label=say("routes.nationalities_csv"), to=goto("nationalities", query=keep)),),
        blocks=(
            Filters(label=say("routes.choose"), filters=filters),
            main_route_figure(shown, flow),
            Beside(
                first=(nationalities_figure(shown, flow),), second=(nationalities_table(shown, flow, keep),), wide=False
            ),
        ),
    )


def nationalities_table(situation: Situation, flow: Flow, keep: Query) -> Table | Nothing:
    """The nationalities that the issue names on a route, in its last year and the one before."""
    year = situation.last_year
    pale = year >= situation.preliminary[0]
    rows = tuple(
        row(
            _nationality(one, keep),
            Number(value=one.detections, provisional=pale),
            cell(one.before),
        )
        for one in flow.nationalities
    )
    return table(
        "routes.nationalities",
        (head("situation.nationality_head", weight=3), head_of(year_words(year)), head_of(year_words(year - 1))),
        rows,
        nothing="situation.no_nationalities",
        notes=(say("routes.nationalities_note", last=year_words(year)),),
        numbers=True,
    )


def _nationality(one: Nationality, keep: Query) -> Cell:
    """A nationality by name, which leads to the sheet of its country; what is no country is printed as published."""
    name = cell(nationality_label(one))
    return name if one.country is None else Linked(cell=name, to=goto("partner", partner=one.country, query=keep))


def by_size(situation: Situation) -> Situation:
    """The same figures with the largest route of the last year first, and chosen."""
    flows = tuple(sorted(situation.flows, key=lambda one: -_known(one.total(situation.last_year))))
    return replace(situation, flows=flows, main=flows[0].code if flows else None)


# News ------------------------------------------------------------------------------------------------------------


def news(situation: Situation) -> tuple[Say, ...]:
    """What a reader should know first: the route with most detections in the last year, then which rose and which
    fell most against the year before. Nothing is said of a year that is not held."""
    year = situation.last_year
    held = [(one, total) for one in situation.flows if isinstance(total := one.total(year), int)]
    if not held:
        return ()
    most, total = max(held, key=lambda pair: pair[1])
    first = say(
        "routes.most",
        route=_route(most),
        now=total,
        year=year_words(year),
        before=most.total(year - 1),
        last=year_words(year - 1),
    )
    return first, *_extremes(held, year)


def _extremes(held: list[tuple[Flow, int]], year: int) -> Iterator[Say]:
    """The route that rose most and the one that fell most, as a part of the year before."""
    changes = [(share, one) for one, now in held if (share := _change(one, now, year)) is not None]
    rising = [pair for pair in changes if pair[0] > 0]
    falling = [pair for pair in changes if pair[0] < 0]
    for found, code in ((rising, "routes.rose"), (falling, "routes.fell")):
        if found:
            share, flow = max(found, key=lambda pair: abs(pair[0]))
            yield say(code, route=_route(flow), share=Share(value=abs(share)))


def _change(flow: Flow, now: int, year: int) -> Decimal | None:
    """The change against the year before, as a part of it; None where that was nothing or is not held."""
    before = flow.total(year - 1)
    return Decimal(now - before) / before if isinstance(before, int) and before else None


def _route(flow: Flow) -> SayValue:
    return Code(table="route", code=flow.code)


# Numbers ---------------------------------------------------------------------------------------------------------


def numbers_table(situation: Situation) -> Table:
    """Detections by route and year: the last years of the issue, then later years of which only a total is known."""
    last = situation.last_year
    later = sorted({one.year for one in situation.later if one.year > last})
    years = (*range(last - YEARS + 1, last + 1), *later)
    columns = (head("situation.route_head", weight=3), *(head_of(year_words(year)) for year in years))
    rows = tuple(_row(situation, one, years) for one in situation.flows)
    return Table(name="routes.years", columns=columns, rows=rows, notes=tuple(_notes(situation)), numbers=True)


def _known(total: int | Missing) -> int:
    return total if isinstance(total, int) else 0


def _row(situation: Situation, flow: Flow, years: tuple[int, ...]) -> Row:
    return row(cell(route_label(flow.code)), *(_year(situation, flow, year) for year in years))


def _year(situation: Situation, flow: Flow, year: int) -> Cell:
    """Detections of a year: of the issue, else of a later paper; where there is neither, that no file is held."""
    if year <= situation.last_year:
        total = flow.total(year)
        if isinstance(total, Missing):
            return cell(total)
        return Number(value=total, provisional=year >= situation.preliminary[0])
    later = _later(situation, flow.code, year)
    absent = Unknown(reason=Missing.NOT_REPORTED, say=say("situation.no_file"))
    return absent if later is None else Number(value=later.detections)


def _later(situation: Situation, route: str, year: int) -> LaterTotal | None:
    return next((one for one in situation.later if (one.route, one.year) == (route, year)), None)


def _notes(situation: Situation) -> Iterator[Say]:
    """What is preliminary, and from which paper each later total is."""
    year, month = situation.preliminary
    yield say("situation.source", day=situation.issued, month=date(year, month, 1))
    shown = {flow.code for flow in situation.flows}
    papers: dict[tuple[str, Source], list[int]] = {}
    for one in situation.later:
        if one.route in shown and one.year > situation.last_year:
            papers.setdefault((one.route, one.source), []).append(one.year)
    for (route, source), years in papers.items():
        said = tuple(year_words(one) for one in sorted(years))
        yield say("routes.later", route=Code(table="route", code=route), years=said, source=_paper(source))


def _paper(source: Source) -> Say:
    """A paper by its title, else by its publisher."""
    named = source.title if not isinstance(source.title, Missing) else source.publisher
    return say("page.words", words=named)
