"""The forms in which publishers put their tables out as sheets of a workbook, known by their heads.

A head may stand in any of the first rows, under merged titles, and the sheet may have any name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from waypost.readers.statistics.layout import Column, Layout, cell, periods
from waypost.readers.statistics.periods import month_of, year_of
from waypost.readers.statistics.rows import Row
from waypost.readers.statistics.table import Form, Read, Table


def _frontex(table: Table) -> Read | None:
    """Monthly detections of illegal border-crossing: a column a month, a row for each route, border and nationality."""
    months = periods(table.heads, month_of, "detections")
    if not months or not {"Route", "Nationality"} <= set(table.heads):
        return None
    figures = {column.at for column in months}
    where = tuple((at, head) for at, head in enumerate(table.heads) if head and at not in figures)
    keys = (table.heads.index("Route"), table.heads.index("Nationality"))
    return Layout(table=table, kind="frontex-detections", where=where, keys=keys, columns=months).read()


# ------------------------------------------------------------------------------------------------------ Eurostat

_SQUARE: Final = re.compile(r"\[([A-Z]\w+)\]")
_PERIOD: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]|[QSWMD]\d+))?", re.ASCII)


def _databrowser(table: Table) -> Read | None:
    """A sheet of the Data Browser: `TIME` over the dimensions, and under it their names; each period has a column of
    figures and, under the same merged head, one of flags. What holds for the whole sheet stands above the head."""
    heads = table.heads
    names = table.rows[0].fields if table.rows else ()
    dimensions = tuple(at for at, head in enumerate(heads) if head == "TIME" and at < len(names) and names[at].strip())
    if heads[0] != "TIME" or not dimensions:
        return None
    columns = tuple(
        Column(at=at, measure="value", period=head, flag=at + 1 if at + 1 < len(heads) and not heads[at + 1] else None)
        for at, head in enumerate(heads)
        if _PERIOD.fullmatch(head)
    )
    under = replace(table, rows=table.rows[1:])
    return Layout(
        table=under,
        kind="eurostat-databrowser",
        dataset=_dataset(table.above),
        where=tuple((at, names[at].strip()) for at in dimensions),
        keys=dimensions,
        columns=columns,
        besides=tuple(_held(table.above)),
    ).read()


def _dataset(above: tuple[Row, ...]) -> str | None:
    """The code of the dataset, which stands in square brackets behind its title."""
    for row in above:
        if row.fields[0].strip() == "Dataset:" and (found := _SQUARE.search(cell(row, 1))):
            return found[1]
    return None


def _held(above: tuple[Row, ...]) -> list[tuple[str, str]]:
    """Dimensions with one value for the whole sheet: name in the first column, value in the third."""
    return [(cell(row, 0), cell(row, 2)) for row in above if cell(row, 0) and not cell(row, 1) and cell(row, 2)]


# --------------------------------------------------------------------------------------------------------- visas

_RATE: Final = re.compile(r"not issued rate|share of", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b20\d\d\b", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visas:
    """Visas by Schengen State and place. Rates and shares are worked out from the other columns and not read; the year
    stands in the title or in the rows of totals, which name no State."""

    kind: str
    where: tuple[str, ...]
    needs: re.Pattern[str]

    def __call__(self, table: Table) -> Read | None:
        heads = table.heads
        if heads[: len(self.where)] != self.where or not any(map(self.needs.fullmatch, heads)):
            return None
        year = self._year(table)
        columns = tuple(
            Column(at=at, measure=head, period=year)
            for at, head in enumerate(heads)
            if at >= len(self.where) and head and not _RATE.match(head)
        )
        where = tuple(enumerate(self.where))
        return Layout(table=table, kind=self.kind, where=where, keys=(0,), columns=columns).read()

    def _year(self, table: Table) -> str:
        around = chain(table.above, (row for row in table.rows if not cell(row, 0)))
        found = (match[0] for row in around for words in row.fields if (match := _YEAR.search(words)))
        return next(found, "")


# ----------------------------------------------------------------------------------------------------- World Bank


def _indicator(table: Table) -> Read | None:
    """An indicator of the World Bank: a column a year. Aggregates stand among the countries and stay what they are."""
    needs = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
    if table.heads[: len(needs)] != needs:
        return None
    codes = sorted({cell(row, 3) for row in table.rows} - {""})
    return Layout(
        table=table,
        kind="worldbank-indicator",
        dataset=", ".join(codes) or None,
        where=((0, needs[0]), (1, needs[1])),
        keys=(0, 1, 3),
        columns=periods(table.heads, year_of, "value"),
    ).read()


_FLOWS: Final = re.compile(r"((?:Remittance|Migrant remittance) (?:in|out)flows) \(US\$ million\)", re.IGNORECASE)


def _knomad(table: Table) -> Read | None:
    """Remittances received or sent, a column a year, in millions of US dollars."""
    named = _FLOWS.fullmatch(table.heads[0])
    years = periods(table.heads, year_of, named[1] if named else "")
    if named is None or not years:
        return None
    return Layout(table=table, kind="knomad-remittances", where=((0, "Country"),), keys=(0,), columns=years).read()


_MATRIX: Final = re.compile(r"receiving \(across\) / sending \(down\)", re.IGNORECASE)
_WORLD: Final = "WORLD"


def _bilateral(table: Table) -> Read | None:
    """The matrix of remittances: who receives stands at the head of a column, who sends before a row."""
    if not _MATRIX.fullmatch(table.heads[0]):
        return None
    title = " ".join(chain.from_iterable(row.fields for row in table.above))
    year = _YEAR.search(title)
    columns = tuple(
        Column(at=at, measure="remittances", period=year[0] if year else "", also=(("receiving", head),))
        for at, head in enumerate(table.heads)
        if at and head and head != _WORLD
    )
    return Layout(
        table=table,
        kind="worldbank-bilateral-remittances",
        where=((0, "sending"),),
        keys=(0,),
        columns=columns,
        totals=frozenset({_WORLD}),
        remarks=(table.left_out("statistics.total_column", None, value=_WORLD),) if _WORLD in table.heads else (),
    ).read()


SHEET_FORMS: Final[tuple[Form, ...]] = (
    _frontex,
    _databrowser,
    _Visas(
        kind="schengen-visas-consulates",
        where=("Schengen State", "Country where consulate is located", "Consulate"),
        needs=re.compile(r"(?:Uniform|C) visas applied for", re.IGNORECASE),
    ),
    _Visas(
        kind="schengen-visas-borders",
        where=("Country", "BCP"),
        needs=re.compile(r"Uniform visas applied for", re.IGNORECASE),
    ),
    _indicator,
    _knomad,
    _bilateral,
)
"""Tried before the forms of text files, which a sheet may have too."""
