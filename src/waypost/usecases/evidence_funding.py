"""Who funds what with a partner country, by whatever is asked, down to the transactions and their file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from waypost.core.aid.funding import Funding, Published, fund
from waypost.core.aid.rates import Converted, Rates, in_euro
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.say import say
from waypost.core.statistics.vintage import Vintage
from waypost.usecases.evidence_asking import store_of
from waypost.usecases.opening import Asking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waypost.core.aid.funding import Movement, Told

IATI: Final = "iati"
LATEST: Final = date.max
_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
MONTH: Final = "month"
"""Money in euro is asked for by month as well: each at the rate of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which money: of a partner, by what, of which year, donor, domain and instrument; by default about migration
    alone, and in the currencies of the publishers alone."""

    partner: str
    by: str = "donor"
    period: str = ""
    donor: str = ""
    domain: str = ""
    instrument: str = ""
    everything: bool = False
    euro: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoFunds:
    """The answer: what it is grouped by, the sums, titles of activities among the keys, and the issues it is from;
    where they were asked for, the sums in euro and the rates at hand."""

    by: tuple[str, ...]
    funding: Funding
    titles: Mapping[str, str]
    vintages: tuple[Vintage, ...]
    converted: Converted | None = None
    rates: Rates | None = None


def who_funds_what(asking: Asking, wanted: Wanted) -> WhoFunds:
    """Who funds what with a partner, as published by the day asked.

    Raises WrongRequest for a grouping that is none or a period that is no year, NotThere without aid data.
    """
    from waypost.evidence.funding import BY

    by = tuple(one.strip() for one in wanted.by.split(",") if one.strip())
    if not by or not set(by) <= BY.keys():
        raise WrongRequest(say("cli.no_grouping", value=wanted.by, known=tuple(BY)))
    year_of(wanted.period)
    store = store_of(asking)
    cards = aid_in(store, asking.vintage)
    if not cards:
        raise NotThere(IATI)
    return _asked(store, cards, wanted, by, (wanted.partner,), asking.vintage)


def year_of(period: str) -> int | None:
    """The year of a period asked for; None for any, 0 for what has none. Raises WrongRequest for words that are none of
    these."""
    from waypost.evidence.funding import NONE

    if period == NONE:
        return 0
    if period and (not _YEAR.fullmatch(period) or period == "0000"):
        raise WrongRequest(say("evidence.no_year", value=period[:20]))
    return int(period) if period else None


def funding_in(
    store: Path, partners: Sequence[str], *, vintage: date, by: tuple[str, ...] = ("donor",), everything: bool = False
) -> Published | None:
    """The same for several partners, as published by a day; None where the store has no aid data.

    About migration alone, or with `everything` whatever it is about.
    """
    cards = aid_in(store, vintage)
    if not cards or not partners:
        return None
    found = _asked(store, cards, Wanted(partner="", everything=everything), by, tuple(partners), vintage)
    return Published(funding=found.funding, files=len(cards), issued=max(one.issued for one in cards))


def in_euro_by_partner(store: Path, partners: Sequence[str], *, vintage: date) -> WhoFunds | None:
    """What is published about migration for each of some countries, also in euro; None where the store has no aid
    data."""
    cards = aid_in(store, vintage)
    if not cards or not partners:
        return None
    return _asked(store, cards, Wanted(partner="", euro=True), ("partner",), tuple(partners), vintage)


def aid_in(store: Path, until: date | None) -> tuple[Vintage, ...]:
    """The vintages of aid data that were published by a day."""
    from waypost.evidence.store import vintages

    if not store.is_dir():
        return ()
    return tuple(one for one in vintages(store) if one.dataset == IATI and (until is None or one.issued <= until))


def _asked(
    store: Path,
    cards: tuple[Vintage, ...],
    wanted: Wanted,
    by: tuple[str, ...],
    partners: tuple[str, ...],
    until: date | None,
) -> WhoFunds:
    from waypost.evidence.funding import Money, moved, titles
    from waypost.evidence.rates import rates
    from waypost.evidence.store import engine_over

    keys = (*by, MONTH) if wanted.euro else by
    money = Money(
        partners=partners,
        by=keys,
        until=until or LATEST,
        year=year_of(wanted.period),
        donor=wanted.donor,
        domain=wanted.domain,
        instrument=wanted.instrument,
        everything=wanted.everything,
    )
    rated = newest_rates(store, until) if wanted.euro else None
    with engine_over(store, (*cards, rated) if rated else cards) as engine:
        found = moved(engine, money)
        known = rates(engine, rated, {one.currency for one in found}) if rated else None
        funding = fund(replace(one, key=one.key[: len(by)]) for one in found)
        places = [at for at, name in enumerate(by) if name in ("activity", "programme")]
        named = sorted({one.key[at] for one in funding.groups for at in places})
        return WhoFunds(
            by=by,
            funding=funding,
            titles=titles(engine, named),
            vintages=cards,
            converted=in_euro(fund(found).groups, known) if wanted.euro else None,
            rates=known,
        )


def newest_rates(store: Path, until: date | None) -> Vintage | None:
    """The newest publication of exchange rates by a day; None where the store has none."""
    from waypost.evidence.rates import DATASET
    from waypost.evidence.store import vintages

    held = (one for one in vintages(store) if one.dataset == DATASET and (until is None or one.issued <= until))
    return max(held, key=lambda one: one.issued, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An activity down to its transactions: what its newest issue tells of it, each transaction, the vintages they are
    from by their ids, and the rates by which they are in euro."""

    told: Told
    movements: tuple[Movement, ...]
    vintages: Mapping[str, Vintage]
    rates: Rates | None


def follow(asking: Asking, activity: str) -> Followed:
    """An activity with its transactions. Raises NotThere for one that is not in the store."""
    from waypost.evidence.funding import told, transactions
    from waypost.evidence.rates import rates
    from waypost.evidence.store import engine_over

    store, until = store_of(asking), asking.vintage or LATEST
    cards = aid_in(store, asking.vintage)
    rated = newest_rates(store, asking.vintage)
    with engine_over(store, (*cards, rated) if rated else cards) as engine:
        found = told(engine, activity, until=until)
        if found is None:
            raise NotThere(activity)
        movements = transactions(engine, activity, until=until)
        return Followed(
            told=found,
            movements=movements,
            vintages={one.id: one for one in cards},
            rates=rates(engine, rated, {one.currency for one in movements}) if rated else None,
        )
