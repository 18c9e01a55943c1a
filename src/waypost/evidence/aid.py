"""An aid activity as rows of the tables: its money parted by country, and whose it is.

Directions of a transaction, seen from whoever reports: `out` leaves, `in` comes from another, `own` comes from the
same purse (one service of the Commission to another), `back` is paid back, and empty is anything else. An activity is
fed when money of another comes in: what goes out of it is that other's money passed on (domain C2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from waypost.core.aid.activity import DAC, Activity, Organisation, Participant, Place, Sector, Transaction
from waypost.core.aid.texts import in_language
from waypost.core.aid.totals import EXACT, allocated
from waypost.evidence.again import Again, Cells, again, flat
from waypost.evidence.aid_parts import part_cells
from waypost.evidence.givers import NOBODY, giver_of, name_of, ref_of
from waypost.evidence.relevance import Relevance, relevance
from waypost.evidence.tables import (
    ACTIVITIES,
    BODIES,
    BUDGETS,
    COLUMNS,
    PLACES,
    RELATIONS,
    SECTORS,
    TRANSACTIONS,
    Row,
    exact,
)
from waypost.reference.instruments import instruments

Direction = Literal["out", "in", "own", "back", ""]

COMES_IN: Final = frozenset({"1", "11", "13"})
GOES_OUT: Final = frozenset({"2", "3", "4", "12"})
COMES_BACK: Final = frozenset({"6", "7"})
"""Codes of the list TransactionType, IATI 2.03: incoming funds, commitment and pledge; outgoing commitment,
disbursement, expenditure and pledge; loan repayment and reimbursement."""
NO_ACTIVITY: Final = "?"


def activity_rows(activity: Activity, vintage: str, issued: date) -> Iterator[tuple[str, Row]]:
    """Every row of an activity, with the name of its table."""
    name = identified(activity)
    for table, cells in activity_cells(activity):
        yield (
            table,
            ((vintage, issued, name, *flat(cells)) if "issued" in COLUMNS[table] else (vintage, name, *flat(cells))),
        )


def identified(activity: Activity) -> str:
    """The identifier of an activity; one without is known by the line on which it begins."""
    return activity.identifier or f"{NO_ACTIVITY}{activity.line}"


def activity_cells(activity: Activity) -> Iterator[tuple[str, Cells]]:
    """The same without the cells by which every row begins: vintage, issue and activity.

    What a part alone says is given as one and the same row (`Again`) wherever that part comes again.
    """
    about = _about(activity)
    yield ACTIVITIES, _activity(activity, about)
    for one in activity.participants:
        yield BODIES, _participant(one)
    for place in activity.countries:
        yield PLACES, _country(place)
    for place in activity.regions:
        yield PLACES, _region(place)
    for sector in activity.sectors:
        yield SECTORS, _sector(sector)
    for related in activity.related:
        yield RELATIONS, (related.type or "", related.ref or "")
    for number, budget in enumerate(activity.budgets, start=1):
        amount = budget.amount
        yield BUDGETS, (number, budget.first, budget.last, exact(amount.value), amount.currency)
    yield from part_cells(activity)
    yield from _transactions(activity, about)


@again
def _participant(one: Participant) -> Row:
    body = one.organisation
    return one.role or "", ref_of(body), name_of(body), body.type or "", body.activity or ""


@again
def _country(place: Place) -> Row:
    return place.code or "", False, _share(place.percentage)


@again
def _region(place: Place) -> Row:
    return place.code or "", True, _share(place.percentage)


@again
def _sector(sector: Sector) -> Row:
    return sector.vocabulary, sector.code or "", _share(sector.percentage)


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What an activity says it is: its title, its description, and what our rules read in them."""

    title: str
    description: str
    relevance: Relevance
    instrument: str


def _about(activity: Activity) -> _About:
    title = in_language(activity.title, "en", default=activity.language) or ""
    texts = [in_language(one.text, "en", default=activity.language) or "" for one in activity.descriptions]
    every = [one.text for text in (activity.title, *(each.text for each in activity.descriptions)) for one in text]
    sectors = activity.sectors or tuple(one for each in activity.transactions for one in each.sectors)
    return _About(
        title=title[:LONGEST_TEXT],
        description=(texts[0] if texts else "")[:LONGEST_TEXT],
        relevance=relevance(sectors, every),
        instrument=_instrument(" ".join(every)),
    )


LONGEST_TEXT: Final = 4000
"""Letters that are kept of a title or a description."""


def _share(percentage: Decimal | None) -> Decimal | None:
    return None if percentage is None else exact(percentage)


def _activity(activity: Activity, about: _About) -> Row:
    reporter = activity.reporter
    domain = about.relevance.domain
    return (
        about.title,
        about.description,
        ref_of(reporter),
        name_of(reporter),
        (reporter.type or "") if reporter else "",
        giver_of(reporter),
        activity.status or "",
        activity.hierarchy or 1,
        domain.value if domain else "",
        about.relevance.by,
        "; ".join(about.relevance.because),
        about.instrument,
        activity.line,
    )


def _instrument(words: str) -> str:
    """The instrument that a title or description names; empty where it names none."""
    held = words.casefold()
    met = [name for sign, names in instrument_names() if sign in held for name in names if name[0] in held]
    return min(met, key=lambda one: one[1])[2] if met else ""


@cache
def instrument_names() -> tuple[tuple[str, tuple[tuple[str, int, str], ...]], ...]:
    """Signs of which one stands in every name of an instrument that is long enough to be found in a text, with the
    names in which it does: each with the place of its instrument and its code."""
    names = {
        (name.casefold(), place, one.code)
        for place, one in enumerate(instruments())
        for text in (one.full, one.name)
        for _, name in text.wordings
        if len(name) >= SHORTEST_NAME
    }
    return tuple((sign, tuple(sorted(one for one in names if sign in one[0]))) for sign in INSTRUMENT_SIGNS)


INSTRUMENT_SIGNS: Final = (
    *("fund", "fonds", "instrument", "initiative", "macro", "ndici", "ivcdci", "economic plan", "plan économique"),
    *("facility", "facilité"),
)
SHORTEST_NAME: Final = 9
"""Letters of a name by which an instrument is found in a text: `ISF` or `TEI` may be anything."""


def _transactions(activity: Activity, about: _About) -> Iterator[tuple[str, Cells]]:
    ours = giver_of(activity.reporter)
    directions = [_direction(one, ours) for one in activity.transactions]
    is_fed = "in" in directions
    known: dict[object, Again] = {}
    for number, (one, direction) in enumerate(zip(activity.transactions, directions, strict=True), start=1):
        # Between the same two the rest is the same, as long as the transaction does not say it itself.
        key = (id(one.provider), id(one.receiver), one.type, one.sectors, one.finance, one.aid)
        whose = known.get(key)
        if whose is None:
            whose = known[key] = Again(_whose(activity, one, about, ours, direction, is_fed=is_fed))
        day, amount = one.day, one.amount
        for country, part in _parts(activity, one):
            yield (
                TRANSACTIONS,
                (number, country, one.type, day and day.year, day, amount.day, part, amount.currency, whose),
            )


def _whose(
    activity: Activity, one: Transaction, about: _About, ours: str, direction: Direction, *, is_fed: bool
) -> Row:
    """Whose money a transaction is, whose it becomes and what for."""
    domain = about.relevance.domain or relevance(one.sectors, ()).domain
    return (
        *_giver(activity, one, ours),
        direction,
        is_fed,
        *_named(one.provider),
        *_named(one.receiver),
        giver_of(one.receiver),
        _purpose(activity, one),
        domain.value if domain else "",
        about.instrument,
        one.finance or activity.finance or "",
        one.aid or activity.aid or "",
        activity.line,
    )


def _direction(one: Transaction, ours: str) -> Direction:
    if one.type in GOES_OUT:
        return "out"
    if one.type in COMES_BACK:
        return "back"
    if one.type not in COMES_IN:
        return ""
    return "own" if giver_of(one.provider) in (ours, NOBODY) else "in"


def _giver(activity: Activity, one: Transaction, ours: str) -> tuple[str, str]:
    """Whose money a transaction is: the provider's where one is named that is another, else the reporter's."""
    if one.type in COMES_IN or one.type in GOES_OUT:
        theirs = giver_of(one.provider)
        if theirs not in (ours, NOBODY):
            return theirs, name_of(one.provider) or ref_of(one.provider)
    return ours, name_of(activity.reporter) or ref_of(activity.reporter)


def _named(body: Organisation | None) -> tuple[str, str, str]:
    return ref_of(body), name_of(body), (body.activity or "") if body else ""


def _purpose(activity: Activity, one: Transaction) -> str:
    """The purpose code of the OECD: the transaction's, else the activity's where it has one only; else empty."""
    own = [sector.code or "" for sector in one.sectors if sector.vocabulary == DAC]
    above = [sector.code or "" for sector in activity.sectors if sector.vocabulary == DAC]
    found = own or above
    return found[0] if len(found) == 1 else ""


def _parts(activity: Activity, one: Transaction) -> Iterator[tuple[str, Decimal]]:
    """The part of each country and, without a country, what is left: together the value (contract 6)."""
    left = one.amount.value
    for country, part in allocated(activity, one):
        kept = exact(part)
        left = _NOTHING if kept is left else EXACT.subtract(left, kept)
        yield country, kept
    if left or not one.amount.value:
        yield "", exact(left)


_NOTHING: Final = Decimal(0)
