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

from waypost.core.aid.activity import DAC, Activity, Organisation, Transaction
from waypost.core.aid.texts import in_language
from waypost.core.aid.totals import EXACT, allocated
from waypost.evidence.aid_parts import part_rows
from waypost.evidence.givers import NOBODY, giver_of, name_of, ref_of
from waypost.evidence.relevance import Relevance, relevance
from waypost.evidence.tables import ACTIVITIES, BODIES, BUDGETS, PLACES, RELATIONS, SECTORS, TRANSACTIONS, Row, exact
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
    name = activity.identifier or f"{NO_ACTIVITY}{activity.line}"
    about = _about(activity)
    yield ACTIVITIES, _activity(activity, name, vintage, issued, about)
    for one in activity.participants:
        body = one.organisation
        ours = (ref_of(body), name_of(body), body.type or "", body.activity or "")
        yield BODIES, (vintage, name, one.role or "", *ours)
    for is_region, places in ((False, activity.countries), (True, activity.regions)):
        for place in places:
            yield PLACES, (vintage, name, place.code or "", is_region, _share(place.percentage))
    for sector in activity.sectors:
        yield SECTORS, (vintage, name, sector.vocabulary, sector.code or "", _share(sector.percentage))
    for related in activity.related:
        yield RELATIONS, (vintage, name, related.type or "", related.ref or "")
    for number, budget in enumerate(activity.budgets, start=1):
        amount = budget.amount
        yield BUDGETS, (vintage, name, number, budget.first, budget.last, exact(amount.value), amount.currency)
    yield from part_rows(activity, name, vintage)
    yield from _transactions(activity, name, vintage, issued, about)


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


def _activity(activity: Activity, name: str, vintage: str, issued: date, about: _About) -> Row:
    reporter = activity.reporter
    domain = about.relevance.domain
    return (
        vintage,
        issued,
        name,
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
    return next((code for code, names in _instrument_names() if any(name in held for name in names)), "")


@cache
def _instrument_names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The instruments with the names that are long enough to be found in a text."""
    named = ((one.code, {name for text in (one.full, one.name) for _, name in text.wordings}) for one in instruments())
    return tuple(
        (code, tuple(sorted(name.casefold() for name in names if len(name) >= SHORTEST_NAME))) for code, names in named
    )


SHORTEST_NAME: Final = 9
"""Letters of a name by which an instrument is found in a text: `ISF` or `TEI` may be anything."""


def _transactions(
    activity: Activity, name: str, vintage: str, issued: date, about: _About
) -> Iterator[tuple[str, Row]]:
    ours = giver_of(activity.reporter)
    directions = [_direction(one, ours) for one in activity.transactions]
    is_fed = "in" in directions
    for number, (one, direction) in enumerate(zip(activity.transactions, directions, strict=True), start=1):
        domain = about.relevance.domain or relevance(one.sectors, ()).domain
        for country, part in _parts(activity, one):
            yield (
                TRANSACTIONS,
                (
                    vintage,
                    issued,
                    name,
                    number,
                    country,
                    one.type,
                    one.year,
                    one.day,
                    one.amount.day,
                    part,
                    one.amount.currency,
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
                ),
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
        left = EXACT.subtract(left, kept)
        yield country, kept
    if left or not one.amount.value:
        yield "", exact(left)
