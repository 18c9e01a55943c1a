"""Detections by route out of the store, in the form in which the package ships them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.statistics.vintage import Vintage
from waypost.core.values import Basis, Source
from waypost.evidence.engine import Engine
from waypost.evidence.tables import OBSERVATIONS, Cell
from waypost.reference.flows import Flows, MonthCount, flows
from waypost.reference.routes import main_routes

DETECTIONS: Final = "frontex-detections"
MONTHS: Final = 12

Month = tuple[int, int]


def flows_in(engine: Engine, vintage: Vintage) -> Flows | None:
    """The detections of one issue by month and by nationality, whole years only, as every drawing compares years.

    None where the issue has no whole year, or not all of the routes that are drawn. Later months are in the store and
    are asked there. Totals of other papers are those the package ships.
    """
    found = engine.rows(
        "select route, period, cast(sum(value) as bigint) as total, "
        "max(case when preliminary then 1 else 0 end) as pale "
        f"from {OBSERVATIONS} where vintage = ? group by route, period order by route, period",
        [vintage.id],
    )
    counts = {(str(route), _month(period)): (_number(total), bool(pale)) for route, period, total, pale in found}
    years = _whole_years({month for _, month in counts})
    routes = _routes({route for route, _ in counts})
    if not years or not {one.term.code for one in main_routes()} <= set(routes):
        return None
    months = {route: _months(route, years, counts) for route in routes}
    pale = [(one.year, one.month) for row in months.values() for one in row if one.provisional]
    return Flows(
        source=Source(publisher=vintage.publisher, title=vintage.title, day=vintage.issued, basis=Basis.REPORT),
        file=vintage.file,
        sha256=vintage.sha256,
        sheet="",
        header_row=0,
        licence=vintage.licence or "",
        caveats=vintage.caveats,
        first=(years[0], 1),
        last=(years[-1], MONTHS),
        provisional_from=min(pale, default=(years[-1] + 1, 1)),
        total=sum(one.detections for row in months.values() for one in row),
        months=months,
        by_nationality=_by_nationality(engine, vintage, years),
        later_totals=flows().later_totals,
    )


def _whole_years(months: set[Month]) -> tuple[int, ...]:
    """The years of which every month is there, without a year in between that is not whole."""
    whole = sorted({year for year, _ in months if all((year, month) in months for month in range(1, MONTHS + 1))})
    return tuple(year for year in whole if all(one in whole for one in range(year, whole[-1])))


def _routes(found: set[str]) -> tuple[str, ...]:
    main = [one.term.code for one in main_routes() if one.term.code in found]
    return (*main, *sorted(found - set(main)))


def _months(
    route: str, years: Sequence[int], counts: Mapping[tuple[str, Month], tuple[int, bool]]
) -> tuple[MonthCount, ...]:
    held = [(year, month, counts.get((route, (year, month)), (0, False))) for year in years for month in range(1, 13)]
    return tuple(
        MonthCount(year=year, month=month, detections=detections, provisional=pale)
        for year, month, (detections, pale) in held
    )


def _by_nationality(
    engine: Engine, vintage: Vintage, years: Sequence[int]
) -> dict[str, tuple[tuple[str, str | None, Mapping[int, int]], ...]]:
    found = engine.rows(
        "select route, partner_words, partner_meant, partner, first_day, cast(sum(value) as bigint) as total "
        f"from {OBSERVATIONS} where vintage = ? group by route, partner_words, partner_meant, partner, first_day "
        "order by route, partner_words, first_day",
        [vintage.id],
    )
    counts: dict[str, dict[tuple[str, str | None], dict[int, int]]] = {}
    for route, words, meant, code, first, total in found:
        country = str(code) if meant == "country" else None
        assert isinstance(first, date)
        by_year = counts.setdefault(str(route), {}).setdefault((str(words), country), dict.fromkeys(years, 0))
        if first.year in by_year:
            by_year[first.year] += _number(total)
    return {
        route: tuple((name, country, by_year) for (name, country), by_year in names.items())
        for route, names in counts.items()
    }


def _month(period: Cell) -> Month:
    year, _, month = str(period).partition("-")
    return int(year), int(month[:2] or 0)


def _number(value: Cell) -> int:
    return int(value) if isinstance(value, int | Decimal) else 0
