"""Detections of irregular border-crossing by route: by month, by year and by nationality.

Detections, not persons: one person may be counted more than once, and persons are never computed from them.
The tables were made from one issue of the publisher's workbook by `tools/make_flows.py`; `Flows` says which,
with its hash. A brief never opens the publisher's file. Years after the issue are not here: they are `Missing`
for whoever asks, except for the few totals known from elsewhere (`later_totals`).

The last two months are marked preliminary, since later issues revise them; the file itself does not say which
months are final.

Source: Frontex, monthly detections, issue of 4 February 2022; look 7 and 9 for what is drawn as preliminary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from waypost.core.values import Basis, Missing, Source
from waypost.reference.table import Row, rows

NO_COUNTRY = ("Stateless", "Third-country", "Unknown", "Unspecified sub-Saharan nationals")
"""What the publisher writes in the column of nationalities and is none."""

ALL_ROUTES = "all"
"""In `later_totals`: the total over all routes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """Detections in one month."""

    year: int
    month: int
    detections: int
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCount:
    """Detections in one year; `provisional` when any month of it is."""

    year: int
    detections: int
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalityCount:
    """Detections of one nationality in one year.

    `name` is the publisher's ("Congo (Kinshasa)"), `country` our code; None for what is no country (unknown,
    stateless) and for the row of the others, which has `others` as the number of nationalities in it.
    """

    name: str
    country: str | None
    detections: int
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterTotal:
    """A yearly total from another paper than the workbook; `route` may be `ALL_ROUTES`.

    `known_from` is the first day on which it was surely public: the last day of the year where only the year of
    the paper is known, None where not even that.
    """

    route: str
    year: int
    detections: int
    known_from: date | None
    source: Source
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """All tables of one issue, and where they come from.

    `first` and `last` are the first and last month as (year, month); `provisional_from` the first preliminary
    one. `caveats` are the publisher's own words. Counts are whole detections.
    """

    source: Source
    file: str
    sha256: str
    sheet: str
    header_row: int
    licence: str
    caveats: tuple[str, ...]
    first: tuple[int, int]
    last: tuple[int, int]
    provisional_from: tuple[int, int]
    total: int
    months: Mapping[str, tuple[MonthCount, ...]]
    by_nationality: Mapping[str, tuple[tuple[str, str | None, Mapping[int, int]], ...]]
    later_totals: tuple[LaterTotal, ...]

    @property
    def routes(self) -> tuple[str, ...]:
        """The routes of the issue, the five main ones first."""
        return tuple(self.months)

    @property
    def years(self) -> tuple[int, ...]:
        """The years held, all of twelve months."""
        return tuple(range(self.first[0], self.last[0] + 1))

    def monthly(self, route: str) -> tuple[MonthCount, ...]:
        """The months of a route, the earliest first. Raises KeyError for a route that is not in the issue."""
        return self.months[route]

    def yearly(self, route: str) -> tuple[YearCount, ...]:
        """The years of a route, each the sum of its twelve months. Raises KeyError as `monthly` does."""
        return tuple(_year(year, self.months[route]) for year in self.years)

    def year_total(self, route: str, year: int) -> int | Missing:
        """Detections on a route in a year; not reported for a year that the issue does not hold."""
        if year not in self.years:
            return Missing.NOT_REPORTED
        return _year(year, self.months[route]).detections

    def nationalities(self, route: str, year: int, top: int = 12) -> tuple[NationalityCount, ...]:
        """The nationalities of a route in a year: the `top` largest countries and what is no country, by
        size, then the others as one row. Their sum is the year's total. A nationality of no detection is left
        out; an unknown route or year gives none.
        """
        counts = _ranked(self.by_nationality.get(route, ()), year)
        named = [one for one in counts if one.country is not None][:top]
        kept = [one for one in counts if one.country is None or one in named]
        rest = [one for one in counts if one not in kept]
        if not rest:
            return tuple(kept)
        others = NationalityCount(
            name="others", country=None, detections=sum(one.detections for one in rest), others=len(rest)
        )
        return (*kept, others)

    def nationals(self, country: str, year: int, route: str | None = None) -> int | Missing:
        """Detections of nationals of a country in a year, on one route or on all.

        Zero where the issue holds the year and names no detection of them; not reported for a year it lacks.
        """
        if year not in self.years:
            return Missing.NOT_REPORTED
        names = self.by_nationality[route] if route else [one for all_ in self.by_nationality.values() for one in all_]
        return sum(counts[year] for _, code, counts in names if code == country)

    def later_total(self, route: str, year: int) -> LaterTotal | None:
        """The yearly total of another paper for a year, or for a year that was revised; None where none is known."""
        return next((one for one in self.later_totals if (one.route, one.year) == (route, year)), None)


def _year(year: int, months: tuple[MonthCount, ...]) -> YearCount:
    own = [month for month in months if month.year == year]
    detections = sum(month.detections for month in own)
    return YearCount(year=year, detections=detections, provisional=any(month.provisional for month in own))


def _ranked(names: tuple[tuple[str, str | None, Mapping[int, int]], ...], year: int) -> tuple[NationalityCount, ...]:
    counts = (
        NationalityCount(name=name, country=country, detections=by_year.get(year, 0))
        for name, country, by_year in names
    )
    return tuple(sorted((one for one in counts if one.detections), key=lambda one: (-one.detections, one.name)))


def _month(text: str) -> tuple[int, int]:
    year, month = text.split("-")
    return int(year), int(month)


def _months(provisional_from: tuple[int, int]) -> dict[str, tuple[MonthCount, ...]]:
    found: dict[str, tuple[MonthCount, ...]] = {}
    for row in rows("flows-months"):
        year = int(row["year"])
        counts = tuple(
            MonthCount(
                year=year,
                month=month,
                detections=int(row[f"{month:02}"]),
                provisional=(year, month) >= provisional_from,
            )
            for month in range(1, 13)
        )
        found[row["route"]] = found.get(row["route"], ()) + counts
    return found


def _by_nationality(years: range) -> dict[str, tuple[tuple[str, str | None, Mapping[int, int]], ...]]:
    found: dict[str, list[tuple[str, str | None, Mapping[int, int]]]] = {}
    for row in rows("flows-nationalities"):
        counts = {year: int(row[str(year)]) for year in years}
        found.setdefault(row["route"], []).append((row["nationality"], row["code"] or None, counts))
    return {route: tuple(names) for route, names in found.items()}


def _later(row: Row) -> LaterTotal:
    return LaterTotal(
        route=row["route"],
        year=int(row["year"]),
        detections=int(row["detections"]),
        known_from=date.fromisoformat(row["known_from"]) if row["known_from"] else None,
        source=Source(publisher=row["publisher"], title=row["title"], basis=Basis.REPORT),
        note=row["note"],
    )


@cache
def flows() -> Flows:
    """The tables that the package ships; read once."""
    origin = {row["key"]: row["value"] for row in rows("flows-origin")}
    first, last = _month(origin["first_month"]), _month(origin["last_month"])
    provisional_from = _month(origin["provisional_from"])
    issued = date.fromisoformat(origin["issued"])
    title, publisher = origin["title"], origin["publisher"]
    return Flows(
        source=Source(publisher=publisher, title=title, day=issued, basis=Basis.REPORT),
        file=origin["file"],
        sha256=origin["sha256"],
        sheet=origin["sheet"],
        header_row=int(origin["header_row"]),
        licence=origin["licence"],
        caveats=tuple(text for key, text in origin.items() if key.startswith("note_")),
        first=first,
        last=last,
        provisional_from=provisional_from,
        total=int(origin["total"]),
        months=_months(provisional_from),
        by_nationality=_by_nationality(range(first[0], last[0] + 1)),
        later_totals=tuple(_later(row) for row in rows("flows-later")),
    )
