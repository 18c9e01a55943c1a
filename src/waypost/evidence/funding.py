"""Who funds what, asked of the tables of aid data. For the form of the texts see `questions.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.aid.funding import Moved, Movement, Told
from waypost.evidence.engine import Engine
from waypost.evidence.questions import marks, plain
from waypost.evidence.tables import ACTIVITIES, NUMBER, RELATIONS, TRANSACTIONS, Cell

BY: Final = {
    "donor": "t.giver",
    "instrument": "t.instrument",
    "domain": "t.domain",
    "year": "coalesce(cast(t.year as string), '')",
    "month": "coalesce(substring(cast(t.day as string), 1, 7), '')",
    "partner": "t.country",
    "receiver": "t.receiver_name",
    "purpose": "t.sector",
    "activity": "t.activity",
    "programme": "coalesce(levels.programme, t.activity)",
    "file": "t.vintage",
}
"""What money may be grouped by, and where that stands. A programme is the activity above: commitments often stand on it
and payments below it, and only so can they be compared (domain C14)."""

NONE: Final = "-"
"""Asks for money of which a column says nothing."""

_NEWEST: Final = (
    f"select activity, vintage, giver from (select activity, vintage, giver, row_number() over "
    "(partition by activity order by issued desc, vintage desc) as place "
    f"from {ACTIVITIES} where issued <= ?) ranked where place = 1"
)
_GIVEN: Final = (
    f"select distinct giver, taker, country from {TRANSACTIONS} "
    "where direction = 'out' and taker <> '?' and issued <= ?"
)
"""Who gave whom something for which country, in the giver's own books."""
_BOOKS: Final = (
    f"from {TRANSACTIONS} t "
    f"join ({_NEWEST}) newest on t.activity = newest.activity and t.vintage = newest.vintage "
    f"left join (select distinct activity from {ACTIVITIES}) told on t.provider_activity = told.activity "
    f"left join ({_GIVEN}) given "
    "on t.giver = given.giver and newest.giver = given.taker and t.country = given.country"
)
"""Transactions of the newest issue of each activity, beside the books of whoever gave."""
_IS_TOLD: Final = "case when told.activity is null and given.giver is null then false else true end"
_LEVELS: Final = (
    "select activity, min(programme) as programme from ("
    f"select activity, other as programme from {RELATIONS} where kind = '1' union all "
    f"select other as activity, activity as programme from {RELATIONS} where kind = '2') pairs group by activity"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Which money: to these countries, in this year, about migration alone or all; empty ones are open, and `NONE` is
    what names none (the year 0: what has no day)."""

    partners: tuple[str, ...]
    by: tuple[str, ...]
    until: date
    year: int | None = None
    donor: str = ""
    domain: str = ""
    instrument: str = ""
    everything: bool = False


def moved(engine: Engine, money: Money) -> tuple[Moved, ...]:
    """The movements of the newest issue of each activity, alike ones added up."""
    names = [f"k{at}" for at, _ in enumerate(money.by)]
    groups = "".join(f"{BY[one]} as {name}, " for name, one in zip(names, money.by, strict=True))
    levels = f"left join ({_LEVELS}) levels on t.activity = levels.activity " if "programme" in money.by else ""
    where, values = _where(money)
    keys = ", ".join((*names, "kind", "direction", "is_fed", "currency", "is_told"))
    found = engine.rows(
        f"select {keys}, cast(sum(value) as {NUMBER}) as total, count(*) as transactions from ("
        f"select {groups}t.kind as kind, t.direction as direction, t.is_fed as is_fed, t.currency as currency, "
        "t.value as value, "
        f"{_IS_TOLD} as is_told {_BOOKS} {levels}where {where}) lines group by {keys} order by {keys}",
        [money.until, money.until, *values],
    )
    return tuple(_moved(row, len(names)) for row in found)


def _moved(row: Sequence[Cell], keys: int) -> Moved:
    kind, direction, is_fed, currency, is_told, total, transactions = row[keys:]
    return Moved(
        key=tuple("" if one is None else str(one) for one in row[:keys]),
        kind=str(kind),
        direction=str(direction),
        is_fed=bool(is_fed),
        is_told=bool(is_told),
        currency=str(currency),
        sum=plain(total) if isinstance(total, Decimal) else Decimal(0),
        transactions=int(str(transactions)),
    )


def _where(money: Money) -> tuple[str, list[Cell]]:
    parts, values = [f"t.country in ({marks(money.partners)})"], list[Cell](money.partners)
    if money.year is not None:
        parts.append("t.year = ?" if money.year else "t.year is null")
        values.extend([money.year] if money.year else [])
    for column, value in (
        ("t.giver", money.donor),
        ("t.domain", money.domain),
        ("t.instrument", money.instrument),
    ):
        if value:
            parts.append(f"{column} = ?")
            values.append("" if value == NONE else value)
    if not money.everything:
        parts.append("t.domain <> ''")
    return " and ".join(parts), values


def transactions(engine: Engine, activity: str, *, until: date) -> tuple[Movement, ...]:
    """Every transaction of the newest issue of an activity, in the order of its file."""
    found = engine.rows(
        "select t.activity, t.vintage, t.source_row, t.number, t.day, t.kind, t.country, t.value, t.currency, t.giver, "
        f"t.direction, t.is_fed, {_IS_TOLD} as is_told, t.provider_name, t.receiver_name {_BOOKS} "
        "where t.activity = ? order by t.number, t.country",
        [until, until, activity],
    )
    return tuple(map(_movement, found))


def _movement(row: Sequence[Cell]) -> Movement:
    name, vintage, source_row, number, day, kind, country, value, currency, *rest = row
    giver, direction, is_fed, is_told, provider, receiver = rest
    return Movement(
        activity=str(name),
        vintage=str(vintage),
        source_row=int(str(source_row)),
        number=int(str(number)),
        day=day if isinstance(day, date) else None,
        kind=str(kind),
        country=str(country),
        value=plain(value) if isinstance(value, Decimal) else Decimal(0),
        currency=str(currency),
        giver=str(giver),
        direction=str(direction),
        is_fed=bool(is_fed),
        is_told=bool(is_told),
        provider=str(provider),
        receiver=str(receiver),
    )


def told(engine: Engine, activity: str, *, until: date) -> Told | None:
    """An activity as its newest issue tells of it; None for one that no vintage holds."""
    found = engine.rows(
        "select a.activity, a.title, a.about, a.reporter_name, a.giver, a.domain, a.relevant_by, a.relevant_because, "
        f"a.instrument, a.vintage, a.source_row from {ACTIVITIES} a join ({_NEWEST}) newest "
        "on a.activity = newest.activity and a.vintage = newest.vintage where a.activity = ? order by a.source_row",
        [until, activity],
    )
    if not found:
        return None
    *words, row = found[0]
    name, title, about, reporter, giver, domain, by, because, instrument, vintage = (str(one or "") for one in words)
    return Told(
        activity=name,
        title=title,
        about=about,
        reporter=reporter,
        giver=giver,
        domain=domain,
        by=by,
        because=because,
        instrument=instrument,
        vintage=vintage,
        source_row=int(str(row)),
    )


def titles(engine: Engine, activities: Sequence[str]) -> dict[str, str]:
    """The titles of activities by their identifiers."""
    if not activities:
        return {}
    found = engine.rows(
        f"select activity, min(title) as title from {ACTIVITIES} where activity in ({marks(activities)}) "
        "group by activity order by activity",
        list(activities),
    )
    return {str(activity): str(title) for activity, title in found}
