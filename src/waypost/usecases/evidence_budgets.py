"""What bodies plan and have spent by their own organisation files, for a partner country or in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from waypost.core.errors import NotThere, WrongRequest
from waypost.core.say import say
from waypost.core.statistics.vintage import Vintage
from waypost.usecases.evidence_asking import store_of, vintages_of
from waypost.usecases.evidence_funding import LATEST, year_of
from waypost.usecases.opening import Asking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waypost.core.aid.budgets import Body, Budgeted, Weighed

KIND: Final = "iati-organisations"
LINE: Final = "line"
"""Asks for the lines within sums in the place of the sums."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedBudgets:
    """Which sums: for a partner, of a donor, of a period that shares a day with a year, told apart by what beside body,
    purse, period, status and currency; empty texts are open."""

    partner: str = ""
    donor: str = ""
    period: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoBudgets:
    """The answer: what is told apart, the groups, every sum with whether it counts, the bodies that state nothing of
    what was asked, and the issues it is from by their ids."""

    by: tuple[str, ...]
    groups: tuple[Budgeted, ...]
    sums: tuple[Weighed, ...]
    silent: tuple[Body, ...]
    vintages: Mapping[str, Vintage]


def budgets_of(asking: Asking, wanted: WantedBudgets) -> WhoBudgets:
    """What bodies state, as published by the day asked; nothing is converted.

    Raises WrongRequest for a grouping that is none or a period that is no year, NotThere without a file of
    organisations.
    """
    from waypost.core.aid.budgets import BY, budgeted, in_lines, silent, weighed
    from waypost.evidence.budgets import Budgets, bodies, lines, stated
    from waypost.evidence.store import engine_over
    from waypost.evidence.tables import ORGANISATIONS

    by = tuple(one.strip() for one in wanted.by.split(",") if one.strip())
    if not set(by) <= set(BY):
        raise WrongRequest(say("cli.no_grouping", value=wanted.by, known=BY))
    year = year_of(wanted.period)
    cards = tuple(one for one in vintages_of(asking) if one.rows(ORGANISATIONS))
    if not cards:
        raise NotThere(KIND)
    asked = Budgets(until=asking.vintage or LATEST, partner=wanted.partner, donor=wanted.donor, year=year)
    with engine_over(store_of(asking), cards) as engine:
        sums = weighed(stated(engine, asked))
        quiet = silent(bodies(engine, asked), sums)
        parts = in_lines(sums, lines(engine, asked)) if LINE in by else sums
    used = {one.stated.body.vintage for one in sums} | {one.vintage for one in quiet}
    return WhoBudgets(
        by=by,
        groups=budgeted(parts, by),
        sums=sums,
        silent=quiet,
        vintages={one.id: one for one in cards if one.id in used},
    )
