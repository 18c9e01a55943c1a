"""Make the small tables of detections by route from a Frontex workbook of monthly detections.

    python tools/make_flows.py PATH/Monthly_detections_of_IBC_20220204.xlsx

writes flows-months.csv, flows-nationalities.csv and flows-origin.csv into src/waypost/reference/data. The same
workbook gives the same bytes. The header row is looked for, not assumed: its place differs between issues.
Nothing is corrected: route names are mapped to codes by the table of routes, nationalities keep the name that the
publisher writes, and rows without a nationality ("Unknown", "Unspecified sub-Saharan nationals") are rows.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from waypost.core.errors import Problem
from waypost.core.statistics.observation import Observation
from waypost.core.values import Missing
from waypost.readers.statistics.books import read_book
from waypost.reference.crosswalk import Aggregate, country_of
from waypost.reference.routes import route_codes, route_printed

DATA = Path(__file__).parents[1] / "src" / "waypost" / "reference" / "data"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
Table = list[tuple[str, str, dict[tuple[int, int], int]]]


def read_table(figures: Iterable[Observation | Problem]) -> Table:
    """Route code, nationality and detections by month of every row.

    Anything else than a number of detections stops the run: an empty cell would not be zero, and a row that is left
    out would be missing from every sum.
    """
    found: dict[int, tuple[str, str, dict[tuple[int, int], int]]] = {}
    for one in figures:
        if isinstance(one, Problem):
            raise SystemExit(f"row {one.row} is left out ({one.code}): {one.value!r}")
        where = dict(one.where)
        route = route_printed(where["Route"])
        if route is None:
            raise SystemExit(f"unknown route: {where['Route']!r}")
        year, month = map(int, one.period.split("-"))
        row = found.setdefault(one.row, (route.term.code, where["Nationality"], {}))
        row[2][year, month] = count(one)
    return list(found.values())


def count(one: Observation) -> int:
    """A whole number of detections."""
    if isinstance(one.value, Missing) or one.value < 0 or one.value != int(one.value):
        raise SystemExit(f"row {one.row}, {one.period}: not a number of detections: {one.value!r}")
    return int(one.value)


def monthly(table: Table) -> Iterable[tuple[object, ...]]:
    """One row for each route and year, with its twelve months; every nationality and border type added."""
    sums: Counter[tuple[str, int, int]] = Counter()
    for route, _, counts in table:
        for (year, month), detections in counts.items():
            sums[route, year, month] += detections
    years = sorted({year for _, year, _ in sums})
    present = {route for route, _, _ in table}
    for route in (code for code in route_codes() if code in present):
        for year in years:
            yield (route, year, *(sums[route, year, month] for month in range(1, 13)))


def by_nationality(table: Table) -> Iterable[tuple[object, ...]]:
    """One row for each route and nationality, with the sum of each year; both border types added.

    A nationality without a detection on a route in any year has no row there.
    """
    sums: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for route, nationality, counts in table:
        for (year, _), detections in counts.items():
            sums[route, nationality][year] += detections
    years = sorted({year for counter in sums.values() for year in counter})
    order = list(route_codes())
    for route, nationality in sorted(sums, key=lambda key: (order.index(key[0]), -sums[key].total(), key[1])):
        counter = sums[route, nationality]
        if counter.total():
            yield (route, nationality, code_of(nationality), *(counter[year] for year in years))


def code_of(name: str) -> str:
    """Our code of a nationality as the publisher names it; '' for what is none."""
    found = country_of("frontex", name)
    if found is None:
        raise SystemExit(f"unknown nationality: {name!r}")
    return "" if isinstance(found, Aggregate) else found


def issue_day(written: str) -> str:
    """The ISO day of a day written as 04FEB22."""
    return date(2000 + int(written[5:]), MONTHS.index(written[2:5]) + 1, int(written[:2])).isoformat()


def origin(path: Path, notes: list[str], first: Observation, table: Table) -> Iterable[tuple[object, ...]]:
    """Where the tables come from: key and value."""
    issued = next(found for note in notes if (found := re.search(r"as of (\d\d[A-Z]{3}\d\d)", note)))
    months = sorted({month for _, _, counts in table for month in counts})
    yield "publisher", "Frontex"
    yield "title", "Monthly detections of illegal border-crossing"
    yield "file", path.name
    yield "sha256", hashlib.sha256(path.read_bytes()).hexdigest()
    yield "sheet", first.sheet
    yield "header_row", first.row - 1
    yield "data_rows", len(table)
    yield "issued", issue_day(issued[1])
    yield "first_month", "{}-{:02}".format(*months[0])
    yield "last_month", "{}-{:02}".format(*months[-1])
    yield "total", sum(sum(counts.values()) for _, _, counts in table)
    # The publisher revises; which months a later issue changes is not said in the file (look 9, picture 2).
    yield "provisional_from", "{}-{:02}".format(*months[-2])
    yield "licence", "not stated in the file"
    for index, note in enumerate(note for note in notes if len(note) > 20):
        yield f"note_{index + 1}", note


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> tuple[str, bytes]:
    """Name and bytes of one table."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return name, out.getvalue().encode("utf-8")


def make(path: Path) -> dict[str, bytes]:
    """All tables made from the workbook at `path`, by file name."""
    raw = path.read_bytes()
    read, problems = read_book(raw, path.name)
    if read is None or read.kind != "frontex-detections":
        raise SystemExit(f"no workbook of detections: {[one.code for one in problems]}")
    figures = list(read.observations())
    table = read_table(figures)
    first = next(one for one in figures if isinstance(one, Observation))
    book = load_workbook(path, read_only=True, data_only=True)
    notes = [str(row[0]).strip() for row in book["Notes"].iter_rows(values_only=True) if row and row[0]]
    book.close()
    months = ("route", "year", *(f"{month:02}" for month in range(1, 13)))
    years = sorted({str(year) for _, _, counts in table for year, _ in counts})
    nationalities = ("route", "nationality", "code", *years)
    return dict(
        (
            write("flows-months.csv", months, monthly(table)),
            write("flows-nationalities.csv", nationalities, by_nationality(table)),
            write("flows-origin.csv", ("key", "value"), origin(path, notes, first, table)),
        )
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    for file, content in make(Path(sys.argv[1])).items():
        (DATA / file).write_bytes(content)
