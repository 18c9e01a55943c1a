"""Budgets of bodies, asked of the tables of organisation files. For the form of the texts see `questions.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.aid.budgets import Body, Line, Stated
from waypost.core.aid.organisation import Purse
from waypost.evidence.engine import Engine
from waypost.evidence.questions import plain
from waypost.evidence.tables import ORGANISATIONS, PURPOSES, YEARLY, Cell

_BODY: Final = "body, body_name, giver, reporter, reporter_name, vintage"
_NEWEST: Final = (
    f"select {_BODY} from (select {_BODY}, row_number() over "
    "(partition by reporter, body order by issued desc, vintage desc, source_row) as place "
    f"from {ORGANISATIONS} where issued <= ?) ranked where place = 1"
)
"""The newest issue of each body by each who reports of it; one that states no sum any more counts as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Which sums: for this partner country or its bodies, of this donor, of a period that shares a day with this year
    (0: of no period); empty ones are open."""

    until: date
    partner: str = ""
    donor: str = ""
    year: int | None = None


def bodies(engine: Engine, budgets: Budgets) -> tuple[Body, ...]:
    """The bodies of which the store has an organisation file, of this donor where one is named."""
    where, values = (" where newest.giver = ?", [budgets.donor]) if budgets.donor else ("", [])
    found = engine.rows(
        f"select {_BODY} from ({_NEWEST}) newest{where} order by body_name, body, reporter", [budgets.until, *values]
    )
    return tuple(map(_body, found))


def stated(engine: Engine, budgets: Budgets) -> tuple[Stated, ...]:
    """The sums as the newest issue of each body states them, in the order of its file."""
    parts, values = _where(budgets)
    found = engine.rows(
        "select newest.body, newest.body_name, newest.giver, newest.reporter, newest.reporter_name, newest.vintage, "
        "y.purse, y.status, y.first_day, y.last_day, y.value, y.currency, y.value_day, y.country, y.region, "
        f"y.region_list, y.receiver, y.receiver_name, y.number, y.source_row from {YEARLY} y join ({_NEWEST}) newest "
        "on y.body = newest.body and y.reporter = newest.reporter and y.vintage = newest.vintage"
        f"{' where ' if parts else ''}{' and '.join(parts)} "
        "order by newest.body_name, newest.body, newest.reporter, y.number",
        [budgets.until, *values],
    )
    return tuple(map(_stated, found))


def lines(engine: Engine, budgets: Budgets) -> tuple[Line, ...]:
    """The lines within the sums of the newest issue of each body; those of one sum in the order of its file."""
    found = engine.rows(
        "select p.vintage, p.number, p.ref, p.words, p.value, p.currency, p.value_day "
        f"from {PURPOSES} p join {YEARLY} y on p.vintage = y.vintage and p.number = y.number join ({_NEWEST}) newest "
        "on y.body = newest.body and y.reporter = newest.reporter and y.vintage = newest.vintage "
        "order by p.vintage, p.number, p.item",
        [budgets.until],
    )
    return tuple(map(_line, found))


def _line(row: Sequence[Cell]) -> Line:
    vintage, number, ref, words, value, currency, day = row
    return Line(
        vintage=str(vintage),
        number=int(str(number)),
        words=str(words or ref),
        value=plain(value) if isinstance(value, Decimal) else Decimal(0),
        currency=str(currency),
        day=day if isinstance(day, date) else None,
    )


def _where(budgets: Budgets) -> tuple[list[str], list[Cell]]:
    parts: list[str] = []
    values: list[Cell] = []
    if budgets.partner:
        parts.append("(y.country = ? or y.taker = ?)")
        values.extend((budgets.partner, f"partner:{budgets.partner}"))
    if budgets.donor:
        parts.append("newest.giver = ?")
        values.append(budgets.donor)
    if budgets.year == 0:
        parts.append("(y.first_day is null or y.last_day is null)")
    elif budgets.year is not None:
        parts.append("y.first_day <= ? and y.last_day >= ?")
        values.extend((date(budgets.year, 12, 31), date(budgets.year, 1, 1)))
    return parts, values


def _body(row: Sequence[Cell]) -> Body:
    ref, name, giver, reporter, reporter_name, vintage = (str(one) for one in row)
    return Body(ref=ref, name=name, giver=giver, reporter=reporter, reporter_name=reporter_name, vintage=vintage)


def _stated(row: Sequence[Cell]) -> Stated:
    purse, status, first, last, value, currency, day, country, region, regions, receiver, name, *place = row[6:]
    number, source_row = place
    return Stated(
        body=_body(row[:6]),
        purse=Purse(str(purse)),
        status=str(status),
        first=first if isinstance(first, date) else None,
        last=last if isinstance(last, date) else None,
        value=plain(value) if isinstance(value, Decimal) else Decimal(0),
        currency=str(currency),
        day=day if isinstance(day, date) else None,
        country=str(country),
        region=f"{regions}:{region}" if region else "",
        receiver=str(receiver),
        receiver_name=str(name),
        number=int(str(number)),
        source_row=int(str(source_row)),
    )
