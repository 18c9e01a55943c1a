"""Questions to the tables, each written once in SQL that every engine reads alike.

What such a text needs (tried on DuckDB and Spark): named columns in `group by` and `order by`, `row_number()` in a
subquery and no `qualify` or `arg_max`, no date arithmetic, `cast(sum(x) as decimal(38, 18))`, strings compared and
never built, `nulls last` where nulls can be, and `?` for values. Engines return only sums, counts, least and largest;
means and shares are worked out in decimals by whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.statistics.answering import Sum
from waypost.core.statistics.fact import Meant
from waypost.core.statistics.key import Rest
from waypost.evidence.engine import Engine
from waypost.evidence.tables import NUMBER, OBSERVATIONS, Cell, rest_of, rest_text

COLUMNS: Final = ("partner", "reporter", "route")
"""What a breakdown may be by, beside the publisher's own dimensions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which figures: of which tables, a dataset each with its measures (none: all it has), and what is fixed in all of
    them; empty texts are open. `until` is the last day of publication that counts."""

    tables: tuple[tuple[str, tuple[str, ...]], ...]
    partner: str = ""
    reporter: str = ""
    route: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A combination that a vintage has figures for."""

    dataset: str
    vintage: str
    measure: str
    partner: tuple[str, Meant]
    reporter: tuple[str, Meant]
    rest: Rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What of a vintage makes the series; None for a column of which everything does."""

    vintage: str
    measures: frozenset[str]
    partners: frozenset[str]
    reporters: frozenset[str]
    rests: tuple[Rest, ...] | None


def held(engine: Engine, asked: Asked) -> tuple[Held, ...]:
    """Every combination that there are figures for."""
    where, values = _where(asked)
    columns = "dataset, vintage, measure, partner, partner_meant, reporter, reporter_meant, rest"
    found = engine.rows(
        f"select {columns} from {OBSERVATIONS} where {where} group by {columns} order by {columns}", values
    )
    # The same few words stand in thousands of combinations.
    parties: dict[tuple[Cell, Cell], tuple[str, Meant]] = {}
    rests: dict[Cell, Rest] = {}

    def party(code: Cell, meant: Cell) -> tuple[str, Meant]:
        if (code, meant) not in parties:
            parties[code, meant] = str(code), Meant(str(meant))
        return parties[code, meant]

    def rest(words: Cell) -> Rest:
        if words not in rests:
            rests[words] = rest_of(str(words))
        return rests[words]

    return tuple(
        Held(
            dataset=str(row[0]),
            vintage=str(row[1]),
            measure=str(row[2]),
            partner=party(row[3], row[4]),
            reporter=party(row[5], row[6]),
            rest=rest(row[7]),
        )
        for row in found
    )


def sums(
    engine: Engine, asked: Asked, chosen: Iterable[Chosen], *, by: str
) -> Mapping[tuple[str, str], tuple[Sum, ...]]:
    """The sums of what was chosen, by dataset and measure: one for each vintage, period and set of flags, and each code
    of a breakdown.

    Figures of no period are left out; whoever wants those asks for the activities or projects they belong to.
    """
    picked = tuple(chosen)
    if not picked:
        return {}
    where, values = _where(asked)
    groups = [by] if by in COLUMNS else ["rest"] if by else []
    columns = ", ".join(
        ("dataset", "measure", *groups, "vintage", "issued", "period", "reporter", "flags", "preliminary", "broken")
    )
    choice, more = _choice(picked)
    found = engine.rows(
        f"select {columns}, min(first_day) as first_day, max(last_day) as last_day, "
        f"cast(sum(value) as {NUMBER}) as total, count(*) as figures, count(value) as known "
        f"from {OBSERVATIONS} where {where} and period <> '' and ({choice}) group by {columns} order by {columns}",
        [*values, *more],
    )
    tables: dict[tuple[str, str], list[Sum]] = {}
    for dataset, measure, *row in found:
        tables.setdefault((str(dataset), str(measure)), []).append(_sum(row, by))
    return {key: tuple(of) for key, of in tables.items()}


def _sum(row: Sequence[Cell], by: str) -> Sum:
    group = ""
    if by:
        group = str(row[0]) if by in COLUMNS else dict(rest_of(str(row[0]))).get(by, "")
        row = row[1:]
    vintage, issued, period, reporter, flags, preliminary, broken, first, last, total, figures, known = row
    assert isinstance(issued, date)
    assert isinstance(first, date)
    assert isinstance(last, date)
    return Sum(
        group=group,
        vintage=str(vintage),
        issued=issued,
        period=str(period),
        first=first,
        last=last,
        scope=str(reporter),
        sum=plain(total) if isinstance(total, Decimal) else None,
        figures=int(str(figures)),
        known=int(str(known)),
        flags=str(flags),
        preliminary=bool(preliminary),
        broken=bool(broken),
    )


def plain(value: Decimal) -> Decimal:
    """A number without the noughts that a column of 18 decimals puts behind it."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _where(asked: Asked) -> tuple[str, list[Cell]]:
    """What is asked as conditions. What holds for every table stands by itself: by that an engine skips at once."""
    tables: list[str] = []
    values: list[Cell] = []
    for dataset, measures in asked.tables:
        tables.append(f"dataset = ? and measure in ({marks(measures)})" if measures else "dataset = ?")
        values.extend((dataset, *measures))
    parts = [f"({' or '.join(tables)})"]
    for name in COLUMNS:
        code: str = getattr(asked, name)
        if code:
            parts.append(f"{name} = ?")
            values.append(code)
    if asked.until is not None:
        parts.append("issued <= ?")
        values.append(asked.until)
    return " and ".join(parts), values


def _choice(chosen: Iterable[Chosen]) -> tuple[str, list[Cell]]:
    """What is chosen of each vintage, alike choices of several together."""
    alike: dict[tuple[frozenset[str], frozenset[str], frozenset[str], tuple[Rest, ...] | None], list[str]] = {}
    for one in chosen:
        alike.setdefault((one.measures, one.partners, one.reporters, one.rests), []).append(one.vintage)
    parts: list[str] = []
    values: list[Cell] = []
    for (measures, partners, reporters, rests), vintages in alike.items():
        columns: Mapping[str, Iterable[str]] = {
            "vintage": vintages,
            "measure": sorted(measures),
            "partner": sorted(partners),
            "reporter": sorted(reporters),
            **({} if rests is None else {"rest": [rest_text(one) for one in rests]}),
        }
        given = {name: list(codes) for name, codes in columns.items()}
        parts.append("(" + " and ".join(f"{name} in ({marks(codes)})" for name, codes in given.items()) + ")")
        values.extend(code for codes in given.values() for code in codes)
    return " or ".join(parts), values


def marks(values: Sequence[str]) -> str:
    """A `?` for each value."""
    return ", ".join("?" for _ in values)
