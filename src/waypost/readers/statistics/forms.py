"""The forms in which publishers put their tables out as text, known by their heads and never by the name of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from waypost.core.statistics.observation import Observation
from waypost.readers.statistics.codelists import known_list
from waypost.readers.statistics.figures import EUROSTAT_ABSENT, cell, figure
from waypost.readers.statistics.rows import Row
from waypost.readers.statistics.table import Form, Found, Read, Table, read_table

TIME: Final = frozenset({"time", "TIME_PERIOD"})
"""The dimension of time in the TSV of Eurostat, until 2021 and since."""
_PERIOD: Final = re.compile(r"\d{4}(?:[-MQS]\S*)?", re.ASCII)
_FLOW: Final = re.compile(r"(?:\w+:)?(\w+)", re.ASCII)


def read_form(rows: tuple[Row, ...], file: str) -> Read | None:
    """The file by the form that its head shows; None for a form that is not known here."""
    return read_table(rows, FORMS, file)


# ------------------------------------------------------------------------------------------------------ Eurostat


def _wide(table: Table) -> Read | None:
    r"""The TSV of Eurostat, `unit,geo\time` and then a column for each code of the last dimension; also such a table
    saved anew with commas, when its other columns are periods."""
    heads, rows = table.heads, table.rows
    names, slash, across = heads[0].rpartition("\\")
    if not slash:
        if not (heads[0] == "geo" and len(heads) > 1 and all(map(_PERIOD.fullmatch, heads[1:]))):
            return None
        names, across = heads[0], "time"
    dimensions = names.split(",")

    def read() -> Iterator[Found]:
        for row in rows:
            codes = [one.strip() for one in row.fields[0].split(",")]
            if len(row.fields) != len(heads) or len(codes) != len(dimensions):
                yield table.left_out("statistics.row_width", row, expected=len(heads), found=len(row.fields))
                continue
            where = tuple(zip(dimensions, codes, strict=True))
            for head, words in zip(heads[1:], row.fields[1:], strict=True):
                yield _cell(table, row, words, (*where, (across, head)))

    return Read(kind="eurostat-tsv", dataset=None, rows=len(rows), observations=read)


def _cell(table: Table, row: Row, words: str, where: tuple[tuple[str, str], ...]) -> Found:
    try:
        found, flags = cell(words)
    except ValueError:
        return table.left_out("statistics.no_figure", row, value=words.strip())
    period = next((code for name, code in where if name in TIME), "")
    return Observation(
        row=row.line,
        where=tuple(one for one in where if one[0] not in TIME),
        period=period,
        measure="value",
        value=found,
        flags=flags,
    )


def _explorer(table: Table) -> Read | None:
    """The CSV of the old Data Explorer: labels, one figure a row, its flag beside it."""
    heads = table.heads
    if heads[-2:] != ("Value", "Flag and Footnotes") or "TIME" not in heads:
        return None
    shape = _Long(heads=heads, period="TIME", value="Value", flag="Flag and Footnotes")
    kind = "eurostat-data-explorer"
    return Read(kind=kind, dataset=None, rows=len(table.rows), observations=lambda: shape.read(table))


def _sdmx(table: Table) -> Read | None:
    """SDMX-CSV 1.0 (a column DATAFLOW) and 2.0 (a column STRUCTURE_ID), with or without columns of labels."""
    heads, rows = table.heads, table.rows
    named = next((one for one in ("DATAFLOW", "STRUCTURE_ID") if one in heads), None)
    if named is None or "OBS_VALUE" not in heads or "TIME_PERIOD" not in heads:
        return None
    flows = {row.fields[heads.index(named)] for row in rows if len(row.fields) == len(heads)}
    found = {match[1] for one in flows if (match := _FLOW.match(one))}
    dataset = ", ".join(sorted(found)) or None
    labels = {label for code, label in pairwise(heads) if code.islower() or code in _TOLD}
    shape = _Long(
        heads=heads,
        period="TIME_PERIOD",
        value="OBS_VALUE",
        flag="OBS_FLAG" if "OBS_FLAG" in heads else None,
        besides=_OF_THE_FILE | (labels if named == "STRUCTURE_ID" else frozenset()),
    )
    kind = "sdmx-csv-2.0" if named == "STRUCTURE_ID" else "sdmx-csv-1.0"
    changed = _last_change(table)
    return Read(kind=kind, dataset=dataset, rows=len(rows), observations=lambda: shape.read(table), issued=changed)


def _last_change(table: Table) -> date | None:
    """The latest day in the column LAST UPDATE, which has `27/03/25 23:00:00`; None where there is none."""
    if CHANGED not in table.heads:
        return None
    at = table.heads.index(CHANGED)
    found = {row.fields[at].strip() for row in table.rows if len(row.fields) == len(table.heads)}
    days = [match.groups() for one in found if (match := _CHANGE.match(one))]
    try:
        return max((date(CENTURY + int(year), int(month), int(day)) for day, month, year in days), default=None)
    except ValueError:
        return None


CHANGED: Final = "LAST UPDATE"
CENTURY: Final = 2000
_CHANGE: Final = re.compile(r"(\d\d)/(\d\d)/(\d\d)\b", re.ASCII)

_TOLD: Final = frozenset({"TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS"})
"""Columns that SDMX-CSV 2.0 follows with a column of labels, as it does each dimension."""
_OF_THE_FILE: Final = frozenset(
    {"DATAFLOW", CHANGED, "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "CONF_STATUS"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Long:
    """One figure a row: which column says when, which is the figure, which its flag, and which say nothing of it."""

    heads: tuple[str, ...]
    period: str
    value: str
    flag: str | None
    besides: frozenset[str] = frozenset()

    def read(self, table: Table) -> Iterator[Found]:
        own = {self.period, self.value, self.flag} | self.besides
        where = [(at, head) for at, head in enumerate(self.heads) if head not in own]
        when, what = self.heads.index(self.period), self.heads.index(self.value)
        flag = None if self.flag is None else self.heads.index(self.flag)
        for row in table.rows:
            if len(row.fields) != len(self.heads):
                yield table.left_out("statistics.row_width", row, expected=len(self.heads), found=len(row.fields))
                continue
            try:
                value = figure(row.fields[what], EUROSTAT_ABSENT)
            except ValueError:
                yield table.left_out("statistics.no_figure", row, value=row.fields[what].strip())
                continue
            yield Observation(
                row=row.line,
                where=tuple((head, row.fields[at].strip()) for at, head in where),
                period=row.fields[when].strip(),
                measure=self.value,
                value=value,
                flags="" if flag is None else row.fields[flag].strip(),
            )


# ------------------------------------------------------------------------------------------------ other publishers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Many:
    """Several figures a row under heads of their own. `needs` are heads by which the form is known; `measures` are
    the heads of figures, where None all that are not `where` or the period."""

    kind: str
    needs: frozenset[str]
    where: tuple[str, ...]
    measures: tuple[str, ...] | None
    period: str | None = None
    absent: frozenset[str] = frozenset({""})
    none: frozenset[str] = frozenset()
    """Signs that the publisher explains as none: the figure is zero."""
    skipped: int = 0
    """Rows under the head that are a second head."""

    def __call__(self, table: Table) -> Read | None:
        if not self.needs <= set(table.heads):
            return None
        data = table.rows[self.skipped :]
        return Read(kind=self.kind, dataset=None, rows=len(data), observations=lambda: self._read(table, data))

    def _read(self, table: Table, rows: tuple[Row, ...]) -> Iterator[Found]:
        heads = table.heads
        around = [(at, head) for at, head in enumerate(heads) if head in self.where]
        when = heads.index(self.period) if self.period in heads else None
        figures = [
            (at, head)
            for at, head in enumerate(heads)
            if at != when and (head in self.measures if self.measures is not None else head not in self.where)
        ]
        for row in rows:
            if len(row.fields) != len(heads):
                yield table.left_out("statistics.row_width", row, expected=len(heads), found=len(row.fields))
                continue
            where = tuple((head, row.fields[at].strip()) for at, head in around)
            period = "" if when is None else row.fields[when].strip()
            for at, head in figures:
                yield self._figure(table, row, row.fields[at], where, period, head)

    def _figure(
        self, table: Table, row: Row, words: str, where: tuple[tuple[str, str], ...], period: str, measure: str
    ) -> Found:
        try:
            value = figure("0" if words.strip() in self.none else words, self.absent)
        except ValueError:
            return table.left_out("statistics.no_figure", row, value=words.strip())
        return Observation(row=row.line, where=where, period=period, measure=measure, value=value, sheet=table.sheet)


_BETWEEN: Final = ("Country of origin", "Country of origin (ISO)", "Country of asylum", "Country of asylum (ISO)")
_HOW_DECIDED: Final = ("Authority", "Stage of procedure", "Cases / Persons")
_DEAD: Final = (
    "Number Dead",
    "Minimum Estimated Number of Missing",
    "Total Dead and Missing",
    "Number of Survivors",
    "Number of Females",
    "Number of Males",
    "Number of Children",
)

FORMS: Final[tuple[Form, ...]] = (
    _wide,
    _explorer,
    _sdmx,
    known_list,
    # "-" in a figure is none (preamble of the files), "-" in a country is all.
    _Many(
        kind="unhcr-solutions",
        needs=frozenset({"Year", *_BETWEEN, "Returned refugees"}),
        where=_BETWEEN,
        measures=None,
        period="Year",
        none=frozenset({"-"}),
    ),
    _Many(
        kind="unhcr-decisions",
        needs=frozenset({"Year", *_BETWEEN, *_HOW_DECIDED}),
        where=(*_BETWEEN, *_HOW_DECIDED),
        measures=None,
        period="Year",
    ),
    _Many(
        kind="unhcr-population",
        needs=frozenset({"Year", *_BETWEEN}),
        where=_BETWEEN,
        measures=None,
        period="Year",
    ),
    _Many(
        kind="unhcr-arrivals",
        needs=frozenset({"month-year", "italy_all"}),
        where=("month", "year"),
        measures=None,
        period="month-year",
        absent=frozenset({"", "NA"}),
    ),
    _Many(
        kind="iom-missing-migrants",
        needs=frozenset({"Web ID", "Number Dead"}),
        where=("Web ID", "Region of Incident", "Migration Route", "Cause of Death"),
        measures=_DEAD,
        period="Reported Date",
    ),
    _Many(
        kind="iom-missing-migrants",
        needs=frozenset({"Main ID", "Number Dead"}),
        where=("Incident ID", "Region", "Migration route", "Cause of Death", "Country of Origin"),
        measures=_DEAD,
        period="Incident Date",
    ),
    _Many(
        kind="eutf-projects",
        needs=frozenset({"ProjectID", "ProjectBudget"}),
        where=("ProjectID", "ProjectLocation", "Region"),
        measures=("ProjectBudget",),
        period="ProjectAdoptionDate",
    ),
    _Many(
        kind="eutf-monitoring",
        needs=frozenset({"iati_id", "prefix", "budget"}),
        where=("iati_id", "prefix", "recipient_country"),
        measures=("budget",),
        period="date_start",
    ),
    _Many(
        kind="eutf-recipients",
        needs=frozenset({"iati_id", "recipient_country", "recipient_percentage"}),
        where=("iati_id", "recipient_country"),
        measures=("budget", "recipient_percentage"),
    ),
    _Many(
        kind="eutf-organisations",
        needs=frozenset({"name", "funding", "accountable", "extending", "implementing"}),
        where=("name", "type"),
        measures=None,
    ),
    _Many(
        kind="eutf-country-budget",
        needs=frozenset({"country", "ISO", "money_from_all_documented_projects(reg+single)"}),
        where=("country", "ISO"),
        measures=None,
    ),
    _Many(
        kind="oecd-crs-donors",
        needs=frozenset({"donor_code"}),
        where=("", "donor_code"),
        measures=None,
        skipped=1,
    ),
    _Many(
        kind="oecd-crs-purposes",
        needs=frozenset({"RecipientCode", "RecipientName"}),
        where=("RecipientCode", "RecipientName"),
        measures=None,
    ),
    _Many(kind="exchange-rates", needs=frozenset({"year", "EUR", "USD"}), where=(), measures=None, period="year"),
)
"""Tried in this order, the narrower form before the wider."""
