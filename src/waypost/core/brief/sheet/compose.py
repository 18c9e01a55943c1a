"""The sheet of a partner: twelve small charts, where its nationals were detected, aid, and how sure all of it is.

Everything in it is published by somebody else; nothing of a roadmap stands here, so it is the same for every reader.

Source: design 1 (situation); look 7; domain C11.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waypost.core.brief.cells import cell, head, row
from waypost.core.brief.compose import reader_of
from waypost.core.brief.figures import Discs, Place
from waypost.core.brief.flows import Situation
from waypost.core.brief.sections.situation import head_of, route_label, year_words
from waypost.core.brief.sheet.courses import courses_figure, sure_table
from waypost.core.brief.sheet.order import Nationals, SheetOrder
from waypost.core.brief.streams import currencies, published_figure
from waypost.core.brief.tree import Block, Brief, Columns, Cover, Figure, Nothing, Number, Paragraph, Section, Table
from waypost.core.say import Code, Who, say

Parts = tuple[tuple[str, tuple[Block, ...]], ...]


def compose_sheet(order: SheetOrder) -> Brief:
    """The sheet as a paper: the same for the same order."""
    sections = tuple(
        Section(number=number, name=name, title=say(f"sheet.section_{name}"), blocks=blocks)
        for number, (name, blocks) in enumerate(sheet_parts(order), start=1)
    )
    return Brief(name="sheet", cover=_cover(order), page_one=None, sections=sections, dense=True)


def sheet_parts(order: SheetOrder) -> Parts:
    """The parts of a sheet by name, as paper and screen have them."""
    return (
        ("figures", _figures(order)),
        ("routes", routes_blocks(order)),
        ("aid", aid_blocks(order)),
        ("sure", (sure_table(order.told),)),
    )


def _figures(order: SheetOrder) -> tuple[Block, ...]:
    figure = courses_figure(order.partner, order.told)
    return (figure or Nothing(say=say("sheet.nothing", country=_who(order), day=order.vintage)),)


def _who(order: SheetOrder) -> Who:
    return Who(principal=f"partner:{order.partner}")


def _cover(order: SheetOrder) -> Cover:
    reader, who = reader_of(order.viewer), _who(order)
    return Cover(
        kind=say("sheet.kind"),
        title=say("situation.country", country=who),
        subtitle=say("sheet.subtitle"),
        reader=reader,
        facts=(
            (say("page.as_of"), say("sheet.as_of_value", on=order.on)),
            (say("page.figures_as"), say("page.figures_value", day=order.vintage)),
            (say("page.read_by"), say("page.everyone")),
        ),
        running=say("sheet.running", country=who, on=order.on),
        training=False,
        on=order.on,
        at=order.at,
        vintage=order.vintage,
    )


# Routes ----------------------------------------------------------------------------------------------------------


def routes_blocks(order: SheetOrder) -> tuple[Block, ...]:
    """Where nationals of the partner were detected in the last year of the issue: a map and its numbers."""
    who, situation = _who(order), order.situation
    held = sorted(order.nationals, key=lambda one: (-one.now, one.route))
    if situation is None or not held:
        return (Nothing(say=say("sheet.no_routes", country=who)),)
    year = situation.last_year
    alt = say(
        "sheet.routes_alt",
        country=who,
        n=held[0].now,
        route=Code(table="route", code=held[0].route),
        year=year_words(year),
    )
    numbers = _routes_table(held, situation)
    figure = Figure(
        name="sheet.routes",
        title=say("sheet.routes", country=who),
        aside=say("situation.in_year", year=year_words(year)),
        chart=Discs(year=year, places=tuple(_places(held, situation))),
        alt=alt,
        notes=(say("situation.map_note"), say("situation.source_short", day=situation.issued), say("situation.caveat")),
        numbers=numbers,
        numbers_shown=True,
    )
    return (Columns(left=(figure,), right=(numbers,)),)


def _routes_table(held: Sequence[Nationals], situation: Situation) -> Table:
    year = situation.last_year
    pale = situation.preliminary[0] <= year
    return Table(
        name="sheet.routes.numbers",
        columns=(head("situation.route_head", weight=3), head_of(year_words(year)), head_of(year_words(year - 1))),
        rows=tuple(
            row(cell(route_label(one.route)), Number(value=one.now, provisional=pale), cell(one.before)) for one in held
        ),
        notes=(say("sheet.routes_note"),),
        numbers=True,
    )


def _places(held: Sequence[Nationals], situation: Situation) -> Iterator[Place]:
    """A disc for each route with detections in the last year."""
    flows = {one.code: one for one in situation.flows}
    for one in held:
        flow = flows.get(one.route)
        if flow is not None and one.now:
            yield Place(
                label=route_label(flow.code),
                longitude=flow.longitude,
                latitude=flow.latitude,
                value=one.now,
                chosen=flow.code == situation.main,
            )


# Aid -------------------------------------------------------------------------------------------------------------


def aid_blocks(order: SheetOrder) -> tuple[Block, ...]:
    """What donors publish for the partner: one picture in the currency most activities have, the others named."""
    published = order.published
    held = () if published is None else currencies(published.funding.groups)
    figure = None if published is None or not held else published_figure(published, held[0])
    if figure is None:
        return (Nothing(say=say("sheet.no_aid", country=_who(order))),)
    others = tuple(Code(table="currency", code=one) for one in held[1:])
    more = (Paragraph(says=(say("sheet.other_currencies", currencies=others),), quiet=True),) if others else ()
    return figure, *more
